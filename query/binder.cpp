// Takes a syntax tree. Hands out bound queries and clauses.
#include <banggiao/query/binder.h>

#include <banggiao/query/binder_state.h>
#include <banggiao/graph/text.h>

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
    fail("UndefinedVariable", name.place.span, "the variable `" + name.text + "` is not defined here",
         near.empty() ? "" : "did you mean `" + near + "`?");
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
            if (!std::holds_alternative<bound::Match>(clause) && !std::holds_alternative<bound::Unwind>(clause) &&
                !std::holds_alternative<bound::Projection>(clause))
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
            fail("InvalidClauseComposition", query.union_places[i - 1].span, "UNION and UNION ALL cannot be mixed");
        if (names(result.parts[i]) != names(result.parts[0]))
            fail("DifferentColumnsInUnion", query.union_places[i - 1].span,
                 "the parts of a UNION return different columns", "give them the same names with AS");
    }
    result.union_distinct = !query.union_all[0];
    for (bound::Column& column : result.columns) column.slot = new_slot();
}

bound::SingleQuery Binder::single_query(const ast::SingleQuery& query) {
    bound::SingleQuery result;
    for (const ast::Clause& item : query.clauses) {
        result.clauses.push_back(std::visit([&](const auto& body) { return clause(body); }, item.body));
        bool reads = std::holds_alternative<ast::Match>(item.body) || std::holds_alternative<ast::Unwind>(item.body) ||
                     std::holds_alternative<ast::Projection>(item.body);
        if (!reads && is_subquery_)
            fail("InvalidClauseComposition", item.place.span, "a subquery cannot write");
    }
    if (const auto* last = std::get_if<bound::Projection>(&result.clauses.back()); last && last->is_return)
        result.columns = last->columns;
    return result;
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

bound::Clause Binder::clause(const ast::Set& set) { return bound::Set{set_items(set.items)}; }

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
            fail("InvalidArgumentType", item->span(), "only nodes, relationships and paths can be deleted, and this is " +
                                                          name_of(type));
        result.expressions.push_back(std::move(target));
    }
    return result;
}

bound::Clause Binder::clause(const ast::Call& call) {
    fail("ProcedureNotFound", call.procedure.place.span, "there is no procedure `" + call.procedure.text + "`", {},
         QueryErrorType::procedure);
}

Result<bound::Query, QueryError> bind_query(const ast::Query& query, std::string_view text, const FrozenGraph& graph,
                                      std::vector<QueryError>* warnings) {
    try {
        return Binder(text, graph, warnings).whole_query(query);
    } catch (Failure& failure) {
        return std::move(failure.error);
    }
}

} // namespace banggiao::query
