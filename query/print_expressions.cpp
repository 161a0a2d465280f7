// Takes expressions of the syntax tree. Hands out their text.
#include <banggiao/query/parser.h>
#include <banggiao/query/printer.h>

#include <array>
#include <charconv>
#include <cmath>

namespace banggiao::query {

using namespace ast;

namespace {

int level_of(Operator op) {
    switch (op) {
    case Operator::logical_or:
        return level_or;
    case Operator::logical_xor:
        return level_xor;
    case Operator::logical_and:
        return level_and;
    case Operator::logical_not:
        return level_not;
    case Operator::matches:
    case Operator::starts_with:
    case Operator::ends_with:
    case Operator::contains:
    case Operator::in:
    case Operator::is_null:
    case Operator::is_not_null:
        return level_predicate;
    case Operator::add:
    case Operator::subtract:
        return level_add;
    case Operator::multiply:
    case Operator::divide:
    case Operator::modulo:
        return level_multiply;
    case Operator::power:
        return level_power;
    case Operator::negate:
    case Operator::plus:
        return level_unary;
    default:
        return level_comparison;
    }
}

bool is_negative(const Value& value) {
    if (value.is(ValueType::integer)) return value.integer() < 0;
    return value.is(ValueType::floating) && std::signbit(value.floating());
}

int level_of(const Expression& expression) {
    switch (expression.kind) {
    case ExpressionKind::unary:
    case ExpressionKind::binary:
        return level_of(expression.op);
    case ExpressionKind::comparison:
        return level_comparison;
    case ExpressionKind::label_test:
        return level_label;
    case ExpressionKind::property:
    case ExpressionKind::subscript:
    case ExpressionKind::slice:
        return level_postfix;
    case ExpressionKind::literal:
        return is_negative(expression.literal) ? level_unary : level_atom;
    default:
        return level_atom;
    }
}

} // namespace

std::string_view name_of(Operator op) {
    switch (op) {
    case Operator::none:
        return "";
    case Operator::logical_or:
        return "OR";
    case Operator::logical_xor:
        return "XOR";
    case Operator::logical_and:
        return "AND";
    case Operator::logical_not:
        return "NOT";
    case Operator::equal:
        return "=";
    case Operator::not_equal:
        return "<>";
    case Operator::less:
        return "<";
    case Operator::less_or_equal:
        return "<=";
    case Operator::greater:
        return ">";
    case Operator::greater_or_equal:
        return ">=";
    case Operator::matches:
        return "=~";
    case Operator::starts_with:
        return "STARTS WITH";
    case Operator::ends_with:
        return "ENDS WITH";
    case Operator::contains:
        return "CONTAINS";
    case Operator::in:
        return "IN";
    case Operator::is_null:
        return "IS NULL";
    case Operator::is_not_null:
        return "IS NOT NULL";
    case Operator::add:
        return "+";
    case Operator::subtract:
        return "-";
    case Operator::multiply:
        return "*";
    case Operator::divide:
        return "/";
    case Operator::modulo:
        return "%";
    case Operator::power:
        return "^";
    case Operator::negate:
        return "-";
    case Operator::plus:
        return "+";
    case Operator::all:
        return "all";
    case Operator::any:
        return "any";
    case Operator::none_of:
        return "none";
    case Operator::single:
        return "single";
    }
    return "";
}

void Printer::expression(const Expression& expression, int least) {
    bool brackets = level_of(expression) < least;
    if (brackets) out_ += '(';
    bare(expression);
    if (brackets) out_ += ')';
}

std::string Printer::procedure_name(const std::string& name) {
    std::string out;
    for (std::size_t start = 0; start <= name.size();) {
        std::size_t end = std::min(name.find('.', start), name.size());
        out += (start > 0 ? "." : "") + quoted_name(name.substr(start, end - start));
        start = end + 1;
    }
    return out;
}

void Printer::expressions(const std::vector<Box<Expression>>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out_ += ", ";
        expression(*list[i], level_or);
    }
}

void Printer::bare(const Expression& node) {
    switch (node.kind) {
    case ExpressionKind::literal:
        literal(node.literal);
        break;
    case ExpressionKind::parameter:
        parameter(node.name.text);
        break;
    case ExpressionKind::variable:
        out_ += quoted_name(node.name.text);
        break;
    case ExpressionKind::list:
        bracketed('[', node, ']');
        break;
    case ExpressionKind::map:
        map(node);
        break;
    case ExpressionKind::property:
        owner(*node.children[0]);
        out_ += "." + quoted_name(node.name.text);
        break;
    case ExpressionKind::label_test:
        owner(*node.children[0]);
        labels_of_test(*node.labels);
        break;
    case ExpressionKind::subscript:
    case ExpressionKind::slice:
        subscript(node);
        break;
    case ExpressionKind::unary:
        unary(node);
        break;
    case ExpressionKind::binary:
        binary(node);
        break;
    case ExpressionKind::comparison:
        comparison(node);
        break;
    case ExpressionKind::function:
        out_ += procedure_name(node.name.text) + (node.distinct ? "(DISTINCT " : "(");
        expressions(node.children);
        out_ += ')';
        break;
    case ExpressionKind::count_all:
        out_ += "count(*)";
        break;
    case ExpressionKind::case_of:
        case_of(node);
        break;
    case ExpressionKind::list_comprehension:
        list_comprehension(node);
        break;
    case ExpressionKind::quantifier:
        quantified(node);
        break;
    case ExpressionKind::reduce:
        reduce(node);
        break;
    case ExpressionKind::pattern_comprehension:
        pattern_comprehension(node);
        break;
    case ExpressionKind::pattern_predicate:
        pattern(*node.pattern);
        break;
    case ExpressionKind::exists_subquery:
        subquery("EXISTS { ", *node.query);
        break;
    case ExpressionKind::count_subquery:
        subquery("COUNT { ", *node.query);
        break;
    }
}

void Printer::owner(const Expression& node) {
    bool is_number = node.kind == ExpressionKind::literal && node.literal.is_number();
    if (is_number) out_ += '(';
    expression(node, is_number ? level_or : level_postfix);
    if (is_number) out_ += ')';
}

void Printer::labels_of_test(const LabelExpression& expression) {
    out_ += ':';
    label_level(expression, 1);
}

void Printer::subquery(std::string_view opening, const Query& content) {
    out_ += opening;
    query(content);
    out_ += " }";
}

void Printer::literal(const Value& value) {
    switch (value.type()) {
    case ValueType::boolean:
        out_ += value.boolean() ? "true" : "false";
        break;
    case ValueType::integer:
        out_ += std::to_string(value.integer());
        break;
    case ValueType::floating:
        floating(value.floating());
        break;
    case ValueType::string:
        string(value.string());
        break;
    default:
        out_ += "null";
        break;
    }
}

void Printer::floating(double value) {
    std::array<char, 32> buffer;
    auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    std::string digits(buffer.data(), end);
    if (digits.find_first_of(".e") == std::string::npos) digits += ".0";
    out_ += digits;
}

void Printer::string(const std::string& text) {
    out_ += '\'';
    for (char character : text) {
        if (character == '\'' || character == '\\') out_ += '\\';
        if (character == '\n')
            out_ += "\\n";
        else
            out_ += character;
    }
    out_ += '\'';
}

void Printer::parameter(const std::string& name) {
    bool is_number = name.find_first_not_of("0123456789") == std::string::npos;
    bool is_word = is_reserved_word(name);
    out_ += "$" + (is_number || is_word ? name : quoted_name(name));
}

void Printer::bracketed(char open, const Expression& node, char close) {
    out_ += open;
    expressions(node.children);
    out_ += close;
}

void Printer::map(const Expression& node) {
    out_ += '{';
    for (std::size_t i = 0; i < node.keys.size(); ++i) {
        if (i > 0) out_ += ", ";
        out_ += quoted_name(node.keys[i].text) + ": ";
        expression(*node.children[i], level_or);
    }
    out_ += '}';
}

void Printer::subscript(const Expression& node) {
    owner(*node.children[0]);
    out_ += '[';
    if (node.children[1]) expression(*node.children[1], level_or);
    if (node.kind == ExpressionKind::slice) {
        out_ += " .. ";
        if (node.children[2]) expression(*node.children[2], level_or);
    }
    out_ += ']';
}

void Printer::unary(const Expression& node) {
    const Expression& operand = *node.children[0];
    if (node.op == Operator::is_null || node.op == Operator::is_not_null) {
        expression(operand, level_predicate);
        out_ += " " + std::string(name_of(node.op));
        return;
    }
    bool is_not = node.op == Operator::logical_not;
    out_ += is_not ? "NOT " : std::string(name_of(node.op));
    if (is_not) return expression(operand, level_not);
    const bool number = operand.kind == ExpressionKind::literal && operand.literal.is_number();
    if (operand.kind == ExpressionKind::unary)
        out_ += ' '; // no brackets: they would be deeper than the text was
    if (number) out_ += '(';
    expression(operand, number ? level_or : level_unary);
    if (number) out_ += ')';
}

void Printer::binary(const Expression& node) {
    int level = level_of(node.op);
    expression(*node.children[0], level);
    out_ += " " + std::string(name_of(node.op)) + " ";
    expression(*node.children[1], level + 1);
}

void Printer::comparison(const Expression& node) {
    expression(*node.children[0], level_predicate);
    for (std::size_t i = 0; i < node.comparisons.size(); ++i) {
        out_ += " " + std::string(name_of(node.comparisons[i])) + " ";
        expression(*node.children[i + 1], level_predicate);
    }
}

void Printer::case_of(const Expression& node) {
    out_ += "CASE";
    optional(" ", node.children[0]);
    for (std::size_t i = 2; i < node.children.size(); i += 2) {
        optional(" WHEN ", node.children[i]);
        optional(" THEN ", node.children[i + 1]);
    }
    optional(" ELSE ", node.children[1]);
    out_ += " END";
}

void Printer::list_comprehension(const Expression& node) {
    out_ += "[" + quoted_name(node.name.text) + " IN ";
    expression(*node.children[0], level_or);
    where(node.children[1]);
    optional(" | ", node.children[2]);
    out_ += ']';
}

void Printer::quantified(const Expression& node) {
    out_ += std::string(name_of(node.op)) + "(" + quoted_name(node.name.text) + " IN ";
    expression(*node.children[0], level_or);
    where(node.children[1]);
    out_ += ')';
}

void Printer::reduce(const Expression& node) {
    out_ += "reduce(" + quoted_name(node.name.text) + " = ";
    expression(*node.children[0], level_or);
    out_ += ", " + quoted_name(node.second_name.text) + " IN ";
    expression(*node.children[1], level_or);
    out_ += " | ";
    expression(*node.children[2], level_or);
    out_ += ')';
}

void Printer::pattern_comprehension(const Expression& node) {
    out_ += '[';
    part(node.pattern->parts[0]);
    where(node.children[0]);
    optional(" | ", node.children[1]);
    out_ += ']';
}

} // namespace banggiao::query
