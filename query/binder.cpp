// Takes a syntax tree. Hands out bound queries and clauses.
#include <banggiao/query/binder.h>

#include <banggiao/graph/text.h>
#include <banggiao/query/binder_state.h>

#include <algorithm>

namespace banggiao::query {

using bound::ExpressionKind;

const Variable* Binder::find(std::string_view name) const {
    for (auto place = scope_.rbegin(); place != scope_.rend(); ++place)
        if (place->name == name) return &*place;
    return nullptr;
}

Variable& Binder::declare(std::string_view name, StaticType type) {
    return scope_.emplace_back(Variable{std::string(name), new_slot(), std::move(type)});
}

void Binder::undefined_variable(const ast::Name& name) const {
    std::vector<std::string> names;
    for (const Variable& variable : scope_) names.push_back(variable.name);
    std::string near = nearest(name.text, names);
    if (near.empty() && graph_.find_key(name.text)) near = property_of_that_name(name.text);
    fail("UndefinedVariable", name.place.span, "the variable `" + name.text + "` is not defined here",
         near.empty() ? "" : "did you mean `" + near + "`?");
}

/// `name` may be meant as `a.name`.
std::string Binder::property_of_that_name(const std::string& key) const {
    for (const Variable& variable : scope_)
        if (variable.type.base == Base::node || variable.type.base == Base::relationship)
            return variable.name + "." + key;
    return {};
}

bound::Query Binder::whole_query(const ast::Query& whole) {
    bound::Query result = query(whole, false);
    result.slot_count = slot_count_;
    return result;
}

bound::Query Binder::query(const ast::Query& query, bool is_subquery) {
    Restore<bool> subquery(is_subquery_, is_subquery);
    Restore<std::size_t> base(base_, scope_.size());
    bound::Query result;
    result.prefix = query.prefix;
    for (const ast::SingleQuery& part : query.parts) {
        Restore<Scope> scope(scope_, Scope(scope_));
        result.parts.push_back(single_query(part));
    }
    for (const bound::SingleQuery& part : result.parts)
        for (const bound::Clause& clause : part.clauses)
            if (!std::holds_alternative<bound::Match>(clause) &&
                !std::holds_alternative<bound::Unwind>(clause) &&
                !std::holds_alternative<bound::Projection>(clause) &&
                !std::holds_alternative<bound::Call>(clause))
                result.writes = true;
    result.columns = result.parts.front().columns;
    if (result.parts.size() > 1) unite(result, query);
    return result;
}

void Binder::unite(bound::Query& result, const ast::Query& query) {
    auto names = [](const bound::SingleQuery& part) {
        std::vector<std::string> sorted;
        for (const bound::Column& column : part.columns) sorted.push_back(column.name);
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    };
    for (std::size_t i = 1; i < result.parts.size(); ++i) {
        if (query.union_all[i - 1] != query.union_all[0])
            fail("InvalidClauseComposition", query.union_places[i - 1].span,
                 "UNION and UNION ALL cannot be mixed");
        if (names(result.parts[i]) != names(result.parts[0]))
            fail("DifferentColumnsInUnion", query.union_places[i - 1].span,
                 "the parts of a UNION return different columns", "give them the same names with AS");
    }
    result.union_distinct = !query.union_all[0];
    for (bound::Column& column : result.columns) column.slot = new_slot();
}

bound::SingleQuery Binder::single_query(const ast::SingleQuery& query) {
    bound::SingleQuery result;
    Restore<bool> only(is_only_clause_, query.clauses.size() == 1);
    for (const ast::Clause& item : query.clauses) {
        result.clauses.push_back(std::visit([&](const auto& body) { return clause(body); }, item.body));
        bool reads = std::holds_alternative<ast::Match>(item.body) ||
                     std::holds_alternative<ast::Unwind>(item.body) ||
                     std::holds_alternative<ast::Projection>(item.body) ||
                     std::holds_alternative<ast::Call>(item.body);
        if (!reads && is_subquery_)
            fail("InvalidClauseComposition", item.place.span, "a subquery cannot write");
    }
    if (const auto* last = std::get_if<bound::Projection>(&result.clauses.back()); last && last->is_return)
        result.columns = last->columns;
    if (const auto* call = std::get_if<bound::Call>(&result.clauses.back()))
        for (const auto& output : call->outputs)
            result.columns.push_back({name_in_scope(output.slot), output.slot});
    return result;
}

std::string Binder::name_in_scope(Slot slot) const {
    auto variable = std::find_if(scope_.begin(), scope_.end(), [&](const auto& v) { return v.slot == slot; });
    return variable->name;
}

bound::Clause Binder::clause(const ast::Match& match) {
    bound::Match result = match_pattern(match.pattern.parts, match.where.get(), true);
    result.optional = match.optional;
    return result;
}

bound::Clause Binder::clause(const ast::Unwind& unwind) {
    bound::Unwind result;
    result.list = expression(*unwind.list);
    if (find(unwind.name.text))
        fail("VariableAlreadyBound", unwind.name.place.span,
             "the variable `" + unwind.name.text + "` exists already", "choose another name");
    result.slot = declare(unwind.name.text, element_type(*result.list)).slot;
    return result;
}

bound::Clause Binder::clause(const ast::Create& create) {
    bound::Create result;
    for (const ast::PatternPart& part : create.pattern.parts) create_part(part, result);
    return result;
}

bound::Clause Binder::clause(const ast::Set& set) {
    return bound::Set{set_items(set.items)};
}

bound::Clause Binder::clause(const ast::Remove& remove) {
    bound::Set result{set_items(remove.items)};
    for (bound::SetItem& item : result.items) item.removes_labels = item.kind == ast::SetItem::Kind::labels;
    return result;
}

std::vector<bound::SetItem> Binder::set_items(const std::vector<ast::SetItem>& items) {
    std::vector<bound::SetItem> result;
    for (const ast::SetItem& item : items) result.push_back(set_item(item));
    return result;
}

bound::SetItem Binder::set_item(const ast::SetItem& item) {
    bound::SetItem result;
    result.kind = item.kind;
    result.span = item.target->span();
    bool is_property = item.kind == ast::SetItem::Kind::property;
    const ast::Expression& owner = is_property ? *item.target->children[0] : *item.target;
    if (is_property) result.key = item.target->name.text;
    result.target = expression(owner);
    if (!result.target->type.may_be(Base::node) && !result.target->type.may_be(Base::relationship))
        fail("InvalidArgumentType", owner.span(),
             "only nodes and relationships have properties and labels to change, and this is " +
                 name_of(result.target->type));
    for (const ast::Name& label : item.labels) result.labels.push_back(label.text);
    if (item.value) result.value = expression(*item.value);
    return result;
}

bound::Clause Binder::clause(const ast::Merge& merge) {
    bound::Merge result;
    result.span = merge.part.place.span;
    check_merge(merge.part);
    result.match = match_pattern({&merge.part, 1}, nullptr, true);
    result.create = creation_of(merge.part, result.match);
    result.on_create = set_items(merge.on_create);
    result.on_match = set_items(merge.on_match);
    return result;
}

bound::Clause Binder::clause(const ast::Delete& clause) {
    bound::Delete result;
    result.detach = clause.detach;
    for (const auto& item : clause.expressions) {
        if (item->kind == ast::ExpressionKind::label_test)
            fail("InvalidDelete", item->span(), "a label cannot be deleted", "use REMOVE n:Label");
        auto target = expression(*item);
        const StaticType& type = target->type;
        if (!type.may_be(Base::node) && !type.may_be(Base::relationship) && !type.may_be(Base::path))
            fail("InvalidArgumentType", item->span(),
                 "only nodes, relationships and paths can be deleted, and this is " + name_of(type));
        result.expressions.push_back(std::move(target));
    }
    return result;
}

const Procedure& Binder::find_procedure(const ast::Call& call) const {
    std::vector<std::string> names;
    for (const Procedure& procedure : procedures_) {
        if (procedure.name == call.procedure.text) return procedure;
        names.push_back(procedure.name);
    }
    std::string near = nearest(call.procedure.text, names);
    fail("ProcedureNotFound", call.procedure.place.span,
         "there is no procedure `" + call.procedure.text + "`",
         near.empty() ? "" : "did you mean `" + near + "`?", QueryErrorType::procedure);
}

bound::Clause Binder::clause(const ast::Call& call) {
    bound::Call result;
    result.procedure = &find_procedure(call);
    result.span = call.procedure.place.span;
    call_arguments(call, result);
    call_outputs(call, result);
    if (call.where) {
        Restore<bool> condition(inside_condition_, true);
        conjuncts(*call.where, result.conditions);
    }
    return result;
}

/// Without brackets, a procedure called alone takes its arguments from the parameters.
void Binder::call_arguments(const ast::Call& call, bound::Call& result) {
    const auto& inputs = result.procedure->inputs;
    if (!call.has_arguments && !is_only_clause_)
        fail("InvalidArgumentPassingMode", call.procedure.place.span,
             "inside a query a procedure's arguments are written out",
             "write " + call.procedure.text + "(…)");
    if (!call.has_arguments) {
        for (const Procedure::Field& input : inputs) {
            auto parameter = std::make_unique<bound::Expression>();
            parameter->kind = ExpressionKind::parameter;
            parameter->span = call.procedure.place.span;
            parameter->name.name = input.name;
            result.arguments.push_back(std::move(parameter));
        }
        return;
    }
    if (call.arguments.size() != inputs.size())
        fail("InvalidNumberOfArguments", call.procedure.place.span,
             "`" + call.procedure.text + "` takes " + std::to_string(inputs.size()) + " argument(s), not " +
                 std::to_string(call.arguments.size()));
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        auto argument = expression(*call.arguments[i]);
        if (!fits_field(argument->type, inputs[i].type))
            fail("InvalidArgumentType", argument->span,
                 "`" + inputs[i].name + "` is of type " + inputs[i].type + ", and this is " +
                     name_of(argument->type));
        result.arguments.push_back(std::move(argument));
    }
}

bool Binder::fits_field(const StaticType& given, std::string_view wanted) {
    auto is = [&](std::string_view name) { return wanted.starts_with(name) || wanted.starts_with("ANY"); };
    switch (given.base) {
    case Base::boolean:
        return is("BOOLEAN");
    case Base::integer:
        return is("INTEGER") || is("FLOAT") || is("NUMBER");
    case Base::floating:
        return is("FLOAT") || is("NUMBER");
    case Base::string:
        return is("STRING");
    default:
        return true;
    }
}

void Binder::call_outputs(const ast::Call& call, bound::Call& result) {
    const auto& outputs = result.procedure->outputs;
    auto declare_output = [&](std::size_t index, const ast::Name& name) {
        if (find(name.text))
            fail("VariableAlreadyBound", name.place.span, "the variable `" + name.text + "` exists already",
                 "rename it: YIELD " + outputs[index].name + " AS …");
        result.outputs.push_back({index, declare(name.text, {}).slot});
    };
    if (call.yield_star && !is_only_clause_)
        fail("UnexpectedSyntax", call.procedure.place.span, "inside a query YIELD names what it wants",
             "write YIELD " + (outputs.empty() ? "-" : outputs[0].name));
    bool all = call.yield_star || (!call.has_yield && is_only_clause_);
    for (std::size_t i = 0; all && i < outputs.size(); ++i)
        declare_output(i, {outputs[i].name, call.procedure.place});
    for (const ast::YieldItem& item : call.yield) {
        auto output = std::find_if(outputs.begin(), outputs.end(),
                                   [&](const auto& field) { return field.name == item.field.text; });
        if (output == outputs.end())
            fail("UndefinedVariable", item.field.place.span,
                 "`" + call.procedure.text + "` gives no `" + item.field.text + "`");
        declare_output(static_cast<std::size_t>(output - outputs.begin()),
                       item.alias ? item.alias : item.field);
    }
}

Result<bound::Query, QueryError> bind_query(const ast::Query& query, std::string_view text,
                                            const FrozenGraph& graph, std::span<const Procedure> procedures,
                                            std::vector<QueryError>* warnings) {
    try {
        return Binder(text, graph, procedures, warnings).whole_query(query);
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

} // namespace banggiao::query
