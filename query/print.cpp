// Takes a syntax tree. Hands out text. Brackets are set where precedence needs them, and nowhere else.
#include <banggiao/query/parser.h>
#include <banggiao/query/printer.h>

namespace banggiao::query {

using namespace ast;

namespace {

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

void Printer::query(const Query& query) {
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

void Printer::clause(const Match& match) {
    out_ += match.optional ? "OPTIONAL MATCH " : "MATCH ";
    pattern(match.pattern);
    where(match.where);
}

void Printer::clause(const Unwind& unwind) {
    out_ += "UNWIND ";
    expression(*unwind.list, level_or);
    out_ += " AS " + quoted_name(unwind.name.text);
}

void Printer::clause(const Projection& projection) {
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

void Printer::clause(const Create& create) {
    out_ += "CREATE ";
    pattern(create.pattern);
}

void Printer::clause(const Set& set) {
    out_ += "SET ";
    set_items(set.items);
}

void Printer::clause(const Remove& remove) {
    out_ += "REMOVE ";
    set_items(remove.items);
}

void Printer::clause(const Merge& merge) {
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

void Printer::clause(const Delete& clause) {
    out_ += clause.detach ? "DETACH DELETE " : "DELETE ";
    expressions(clause.expressions);
}

void Printer::clause(const Call& call) {
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

void Printer::set_items(const std::vector<SetItem>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) out_ += ", ";
        expression(*items[i].target, level_postfix);
        for (const Name& label : items[i].labels) out_ += ":" + quoted_name(label.text);
        if (!items[i].value) continue;
        out_ += items[i].kind == SetItem::Kind::add ? " += " : " = ";
        expression(*items[i].value, level_or);
    }
}

void Printer::optional(std::string_view before, const Box<Expression>& content) {
    if (!content) return;
    out_ += before;
    expression(*content, level_or);
}

void Printer::where(const Box<Expression>& condition) {
    optional(" WHERE ", condition);
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
