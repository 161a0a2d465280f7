// Takes a syntax tree. Hands out text. Brackets are set where precedence needs them, and nowhere else.
#include <banggiao/query/print.h>

#include <banggiao/query/parser.h>

#include <unicode/uchar.h>

#include <array>
#include <charconv>
#include <cmath>

namespace banggiao::query {

using namespace ast;

namespace {

/// How tightly an expression binds: the levels of the grammar.
enum Level {
    level_or,
    level_xor,
    level_and,
    level_not,
    level_comparison,
    level_predicate,
    level_add,
    level_multiply,
    level_power,
    level_unary,
    level_label,
    level_postfix,
    level_atom
};

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

class Printer {
  public:
    std::string take() { return std::move(out_); }

    void query(const Query& query) {
        if (query.prefix == Prefix::explain) out_ += "EXPLAIN ";
        if (query.prefix == Prefix::profile) out_ += "PROFILE ";
        for (std::size_t i = 0; i < query.parts.size(); ++i) {
            if (i > 0) out_ += query.union_all[i - 1] ? " UNION ALL " : " UNION ";
            const auto& clauses = query.parts[i].clauses;
            for (std::size_t j = 0; j < clauses.size(); ++j) {
                if (j > 0) out_ += ' ';
                std::visit([&](const auto& body) { clause(body); }, clauses[j].body);
            }
        }
    }

    void expression(const Expression& expression, int least) {
        bool brackets = level_of(expression) < least;
        if (brackets) out_ += '(';
        bare(expression);
        if (brackets) out_ += ')';
    }

    void part(const PatternPart& part) {
        if (part.name) out_ += quoted_name(part.name.text) + " = ";
        bool is_function =
            part.selector == PathSelector::shortest_path || part.selector == PathSelector::all_shortest_paths;
        prefix(part);
        elements(part.elements);
        if (is_function) out_ += ')';
    }

  private:
    void clause(const Match& match) {
        out_ += match.optional ? "OPTIONAL MATCH " : "MATCH ";
        pattern(match.pattern);
        where(match.where);
    }

    void clause(const Unwind& unwind) {
        out_ += "UNWIND ";
        expression(*unwind.list, level_or);
        out_ += " AS " + quoted_name(unwind.name.text);
    }

    void clause(const Projection& projection) {
        out_ += projection.is_return ? "RETURN " : "WITH ";
        if (projection.distinct) out_ += "DISTINCT ";
        if (projection.star) out_ += '*';
        bool first = !projection.star;
        for (const ProjectionItem& item : projection.items) {
            if (!std::exchange(first, false)) out_ += ", ";
            expression(*item.expression, level_or);
            if (item.alias) out_ += " AS " + quoted_name(item.alias.text);
        }
        for (std::size_t i = 0; i < projection.order.size(); ++i) {
            out_ += i == 0 ? " ORDER BY " : ", ";
            expression(*projection.order[i].expression, level_or);
            if (projection.order[i].descending) out_ += " DESC";
        }
        optional(" SKIP ", projection.skip);
        optional(" LIMIT ", projection.limit);
        where(projection.where);
    }

    void clause(const Create& create) {
        out_ += "CREATE ";
        pattern(create.pattern);
    }

    void clause(const Set& set) {
        out_ += "SET ";
        set_items(set.items);
    }

    void clause(const Remove& remove) {
        out_ += "REMOVE ";
        set_items(remove.items);
    }

    void clause(const Merge& merge) {
        out_ += "MERGE ";
        part(merge.part);
        if (!merge.on_create.empty()) {
            out_ += " ON CREATE SET ";
            set_items(merge.on_create);
        }
        if (!merge.on_match.empty()) {
            out_ += " ON MATCH SET ";
            set_items(merge.on_match);
        }
    }

    void clause(const Delete& clause) {
        out_ += clause.detach ? "DETACH DELETE " : "DELETE ";
        expressions(clause.expressions);
    }

    void clause(const Call& call) {
        out_ += "CALL " + procedure_name(call.procedure.text);
        if (call.has_arguments) {
            out_ += '(';
            expressions(call.arguments);
            out_ += ')';
        }
        if (!call.has_yield) return;
        out_ += " YIELD ";
        if (call.yield_star)
            out_ += '*';
        else if (call.yield.empty())
            out_ += '-';
        for (std::size_t i = 0; i < call.yield.size(); ++i) {
            if (i > 0) out_ += ", ";
            out_ += quoted_name(call.yield[i].field.text);
            if (call.yield[i].alias) out_ += " AS " + quoted_name(call.yield[i].alias.text);
        }
        where(call.where);
    }

    static std::string procedure_name(const std::string& name) {
        std::string out;
        for (std::size_t start = 0; start <= name.size();) {
            std::size_t end = std::min(name.find('.', start), name.size());
            out += (start > 0 ? "." : "") + quoted_name(name.substr(start, end - start));
            start = end + 1;
        }
        return out;
    }

    void set_items(const std::vector<SetItem>& items) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) out_ += ", ";
            expression(*items[i].target, level_postfix);
            for (const Name& label : items[i].labels) out_ += ":" + quoted_name(label.text);
            if (!items[i].value) continue;
            out_ += items[i].kind == SetItem::Kind::add ? " += " : " = ";
            expression(*items[i].value, level_or);
        }
    }

    void optional(std::string_view before, const Box<Expression>& content) {
        if (!content) return;
        out_ += before;
        expression(*content, level_or);
    }

    void where(const Box<Expression>& condition) { optional(" WHERE ", condition); }

    void pattern(const Pattern& pattern) {
        for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
            if (i > 0) out_ += ", ";
            part(pattern.parts[i]);
        }
    }

    void prefix(const PatternPart& part) {
        switch (part.selector) {
        case PathSelector::all:
            break;
        case PathSelector::shortest_path:
            out_ += "shortestPath(";
            break;
        case PathSelector::all_shortest_paths:
            out_ += "allShortestPaths(";
            break;
        case PathSelector::any:
            out_ += "ANY ";
            break;
        case PathSelector::any_shortest:
            out_ += "ANY SHORTEST ";
            break;
        case PathSelector::all_shortest:
            out_ += "ALL SHORTEST ";
            break;
        case PathSelector::shortest_count:
        case PathSelector::shortest_groups:
            out_ += "SHORTEST " + std::to_string(part.count) + " ";
            break;
        }
        static constexpr std::array modes = {"", "WALK ", "TRAIL ", "ACYCLIC ", "SIMPLE "};
        out_ += modes[static_cast<std::size_t>(part.mode)];
        if (part.selector == PathSelector::shortest_groups) out_ += "GROUPS ";
    }

    void elements(const std::vector<PathElement>& elements) {
        for (const PathElement& item : elements) std::visit([&](const auto& body) { element(body); }, item);
    }

    void element(const NodePattern& node) {
        out_ += '(';
        std::size_t start = out_.size();
        if (node.name) out_ += quoted_name(node.name.text);
        if (node.labels) labels(*node.labels);
        properties(node.properties, start);
        where(node.where);
        out_ += ')';
    }

    void element(const RelationshipPattern& relationship) {
        out_ += relationship.direction == Direction::left ? "<-" : "-";
        bool bare =
            !relationship.name && !relationship.types && !relationship.properties && !relationship.where;
        bool star = relationship.repetition && !relationship.repetition->quantified;
        if (!bare || star) {
            out_ += '[';
            std::size_t start = out_.size();
            if (relationship.name) out_ += quoted_name(relationship.name.text);
            if (relationship.types) labels(*relationship.types);
            if (star) length(*relationship.repetition);
            properties(relationship.properties, start);
            where(relationship.where);
            out_ += ']';
        }
        out_ += relationship.direction == Direction::right ? "->" : "-";
        if (relationship.repetition && !star) quantifier(*relationship.repetition);
    }

    void element(const Box<PathGroup>& group) {
        out_ += '(';
        elements(group->elements);
        where(group->where);
        out_ += ')';
        quantifier(group->repetition);
    }

    void length(const Repetition& repetition) {
        out_ += '*';
        if (repetition.maximum == repetition.minimum) {
            out_ += std::to_string(repetition.minimum);
            return;
        }
        if (repetition.minimum == 1 && !repetition.maximum) return;
        out_ += std::to_string(repetition.minimum) + "..";
        if (repetition.maximum) out_ += std::to_string(*repetition.maximum);
    }

    void quantifier(const Repetition& repetition) {
        if (!repetition.maximum && repetition.minimum < 2) {
            out_ += repetition.minimum == 0 ? '*' : '+';
            return;
        }
        out_ += "{" + std::to_string(repetition.minimum) + ",";
        if (repetition.maximum) out_ += std::to_string(*repetition.maximum);
        out_ += '}';
    }

    void properties(const Box<Expression>& map, std::size_t start) {
        if (!map) return;
        if (out_.size() > start) out_ += ' ';
        expression(*map, level_atom);
    }

    void labels(const LabelExpression& expression) {
        out_ += ':';
        label_level(expression, 0);
    }

    void label_level(const LabelExpression& expression, int least) {
        using Kind = LabelExpression::Kind;
        int level = expression.kind == Kind::disjunction ? 0 : expression.kind == Kind::conjunction ? 1 : 2;
        bool brackets = level < least;
        if (brackets) out_ += '(';
        if (expression.kind == Kind::name) out_ += quoted_name(expression.name.text);
        if (expression.kind == Kind::any) out_ += '%';
        if (expression.kind == Kind::negation) out_ += '!';
        for (std::size_t i = 0; i < expression.children.size(); ++i) {
            if (i > 0) out_ += level == 0 ? '|' : '&';
            label_level(expression.children[i], level + (level < 2 ? 1 : 0));
        }
        if (brackets) out_ += ')';
    }

    void expressions(const std::vector<Box<Expression>>& list) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i > 0) out_ += ", ";
            expression(*list[i], level_or);
        }
    }

    void bare(const Expression& node) {
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

    /// What a `.` or `[` may follow; numbers only in brackets.
    void owner(const Expression& node) {
        bool is_number = node.kind == ExpressionKind::literal && node.literal.is_number();
        if (is_number) out_ += '(';
        expression(node, is_number ? level_or : level_postfix);
        if (is_number) out_ += ')';
    }

    /// A `|` goes into brackets: a comprehension would take it for its own.
    void labels_of_test(const LabelExpression& expression) {
        out_ += ':';
        label_level(expression, 1);
    }

    void subquery(std::string_view opening, const Query& content) {
        out_ += opening;
        query(content);
        out_ += " }";
    }

    void literal(const Value& value) {
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

    void floating(double value) {
        std::array<char, 32> buffer;
        auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
        std::string digits(buffer.data(), end);
        if (digits.find_first_of(".e") == std::string::npos) digits += ".0";
        out_ += digits;
    }

    void string(const std::string& text) {
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

    void parameter(const std::string& name) {
        bool is_number = name.find_first_not_of("0123456789") == std::string::npos;
        bool is_word = is_reserved_word(name);
        out_ += "$" + (is_number || is_word ? name : quoted_name(name));
    }

    void bracketed(char open, const Expression& node, char close) {
        out_ += open;
        expressions(node.children);
        out_ += close;
    }

    void map(const Expression& node) {
        out_ += '{';
        for (std::size_t i = 0; i < node.keys.size(); ++i) {
            if (i > 0) out_ += ", ";
            out_ += quoted_name(node.keys[i].text) + ": ";
            expression(*node.children[i], level_or);
        }
        out_ += '}';
    }

    void subscript(const Expression& node) {
        owner(*node.children[0]);
        out_ += '[';
        if (node.children[1]) expression(*node.children[1], level_or);
        if (node.kind == ExpressionKind::slice) {
            out_ += " .. ";
            if (node.children[2]) expression(*node.children[2], level_or);
        }
        out_ += ']';
    }

    void unary(const Expression& node) {
        const Expression& operand = *node.children[0];
        if (node.op == Operator::is_null || node.op == Operator::is_not_null) {
            expression(operand, level_predicate);
            out_ += " " + std::string(name_of(node.op));
            return;
        }
        bool is_not = node.op == Operator::logical_not;
        out_ += is_not ? "NOT " : std::string(name_of(node.op));
        bool number = operand.kind == ExpressionKind::literal && operand.literal.is_number();
        if (!is_not && (number || operand.kind == ExpressionKind::unary)) out_ += '(';
        expression(operand, is_not ? level_not : number ? level_or : level_unary);
        if (!is_not && (number || operand.kind == ExpressionKind::unary)) out_ += ')';
    }

    void binary(const Expression& node) {
        int level = level_of(node.op);
        expression(*node.children[0], level);
        out_ += " " + std::string(name_of(node.op)) + " ";
        expression(*node.children[1], level + 1);
    }

    void comparison(const Expression& node) {
        expression(*node.children[0], level_predicate);
        for (std::size_t i = 0; i < node.comparisons.size(); ++i) {
            out_ += " " + std::string(name_of(node.comparisons[i])) + " ";
            expression(*node.children[i + 1], level_predicate);
        }
    }

    void case_of(const Expression& node) {
        out_ += "CASE";
        optional(" ", node.children[0]);
        for (std::size_t i = 2; i < node.children.size(); i += 2) {
            optional(" WHEN ", node.children[i]);
            optional(" THEN ", node.children[i + 1]);
        }
        optional(" ELSE ", node.children[1]);
        out_ += " END";
    }

    void list_comprehension(const Expression& node) {
        out_ += "[" + quoted_name(node.name.text) + " IN ";
        expression(*node.children[0], level_or);
        where(node.children[1]);
        optional(" | ", node.children[2]);
        out_ += ']';
    }

    void quantified(const Expression& node) {
        out_ += std::string(name_of(node.op)) + "(" + quoted_name(node.name.text) + " IN ";
        expression(*node.children[0], level_or);
        where(node.children[1]);
        out_ += ')';
    }

    void reduce(const Expression& node) {
        out_ += "reduce(" + quoted_name(node.name.text) + " = ";
        expression(*node.children[0], level_or);
        out_ += ", " + quoted_name(node.second_name.text) + " IN ";
        expression(*node.children[1], level_or);
        out_ += " | ";
        expression(*node.children[2], level_or);
        out_ += ')';
    }

    void pattern_comprehension(const Expression& node) {
        out_ += '[';
        part(node.pattern->parts[0]);
        where(node.children[0]);
        optional(" | ", node.children[1]);
        out_ += ']';
    }

    std::string out_;
};

bool is_plain_name(std::string_view name) {
    if (name.empty()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        char character = name[i];
        bool letter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                      character == '_';
        if (!letter && (i == 0 || character < '0' || character > '9')) return false;
    }
    return true;
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

std::string quoted_name(std::string_view name) {
    return is_reserved_word(name) ? "`" + std::string(name) + "`" : quoted_schema_name(name);
}

std::string quoted_schema_name(std::string_view name) {
    if (is_plain_name(name)) return std::string(name);
    std::string out = "`";
    for (char character : name) out.append(character == '`' ? 2 : 1, character);
    return out + "`";
}

std::string to_text(const Query& query) {
    Printer printer;
    printer.query(query);
    return printer.take();
}

std::string to_text(const Expression& expression) {
    Printer printer;
    printer.expression(expression, level_or);
    return printer.take();
}

std::string to_text(const PatternPart& part) {
    Printer printer;
    printer.part(part);
    return printer.take();
}

} // namespace banggiao::query
