// Takes WITH and RETURN. Hands out their items, groups, aggregations, order and conditions.
#include <banggiao/query/binder_state.h>

#include <algorithm>
#include <set>

namespace banggiao::query {

using bound::ExpressionKind;

namespace {

/// A variable or a property of something: what an expression beside an aggregation may repeat of a grouping
/// key.
bool is_simple(const ast::Expression& expression) {
    if (expression.kind == ast::ExpressionKind::variable) return true;
    return expression.kind == ast::ExpressionKind::property && is_simple(*expression.children[0]);
}

} // namespace

bound::Clause Binder::clause(const ast::Projection& projection) {
    bound::Projection result;
    result.is_return = projection.is_return;
    result.distinct = projection.distinct;
    Projecting projecting;
    projecting.target = &result;
    projecting.before = scope_;
    for (const auto& item : projection.items)
        if (contains_aggregate(*item.expression)) result.aggregates_rows = true;
    projecting.grouped = result.aggregates_rows;
    Scope outputs = project_items(projection, projecting);
    for (const Variable& output : outputs) result.columns.push_back({output.name, output.slot});
    order_and_filter(projection, projecting, outputs);
    check_columns(projection, outputs);
    scope_.assign(projecting.before.begin(), projecting.before.begin() + static_cast<std::ptrdiff_t>(base_));
    scope_.insert(scope_.end(), outputs.begin(), outputs.end());
    return result;
}

void Binder::check_columns(const ast::Projection& projection, const Scope& outputs) const {
    std::set<std::string> names;
    std::size_t first_item = outputs.size() - projection.items.size();
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const auto* item = i < first_item ? nullptr : &projection.items[i - first_item];
        TextSpan span = item ? item->expression->span() : projection.star_place.span;
        bool is_named = !item || item->alias || item->expression->kind == ast::ExpressionKind::variable;
        if (!projection.is_return && !is_named)
            fail("NoExpressionAlias", span, "an expression in WITH needs a name", "add AS name");
        if (!names.insert(outputs[i].name).second)
            fail("ColumnNameConflict", span, "there are two columns named `" + outputs[i].name + "`",
                 "rename one with AS");
    }
}

Scope Binder::project_items(const ast::Projection& projection, Projecting& projecting) {
    Scope outputs;
    if (projection.star) star_items(projection, projecting, outputs);
    // Grouping keys first: what stands beside an aggregation refers to them.
    std::vector<Variable> items(projection.items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        if (!contains_aggregate(*projection.items[i].expression))
            items[i] = project_item(projection.items[i], projecting);
    for (std::size_t i = 0; i < items.size(); ++i)
        if (contains_aggregate(*projection.items[i].expression))
            items[i] = project_aggregate(projection.items[i], projecting);
    outputs.insert(outputs.end(), items.begin(), items.end());
    return outputs;
}

void Binder::star_items(const ast::Projection& projection, Projecting& projecting, Scope& outputs) {
    std::set<std::string> seen;
    for (std::size_t i = scope_.size(); i-- > base_;)
        if (seen.insert(scope_[i].name).second) outputs.push_back(scope_[i]);
    if (outputs.empty() && projection.is_return)
        fail("NoVariablesInScope", projection.star_place.span, "there is no variable that * could stand for");
    std::sort(outputs.begin(), outputs.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    for (const Variable& output : outputs) projecting.target->items.push_back({output.slot, nullptr});
}

std::string Binder::column_name(const ast::ProjectionItem& item) const {
    if (item.alias) return item.alias.text;
    if (item.expression->kind == ast::ExpressionKind::variable) return item.expression->name.text;
    TextSpan span = item.place.span;
    return std::string(text_.substr(span.start, span.end - span.start));
}

Variable Binder::project_item(const ast::ProjectionItem& item, Projecting& projecting) {
    auto value = expression(*item.expression);
    Variable output{column_name(item), bound::no_slot, value->type};
    if (value->kind == ExpressionKind::slot) {
        output.slot = value->slot;
        projecting.target->items.push_back({output.slot, nullptr});
    } else {
        output.slot = new_slot();
        projecting.target->items.push_back({output.slot, std::move(value)});
    }
    projecting.known.emplace_back(item.expression.get(), output);
    projecting.keys.push_back(item.expression.get());
    return output;
}

Variable Binder::project_aggregate(const ast::ProjectionItem& item, Projecting& projecting) {
    Scope keys(scope_.begin(), scope_.begin() + static_cast<std::ptrdiff_t>(base_));
    for (const auto& [key, variable] : projecting.known)
        if (key->kind == ast::ExpressionKind::variable)
            keys.push_back({key->name.text, variable.slot, variable.type});
    for (const Variable& variable : scope_) // of a star
        for (const auto& grouped : projecting.target->items)
            if (grouped.slot == variable.slot && !grouped.expression) keys.push_back(variable);
    Restore<Scope> scope(scope_, std::move(keys));
    Restore<Projecting*> active(projecting_, &projecting);
    auto value = expression(*item.expression);
    Variable output{column_name(item), bound::no_slot, value->type};
    if (value->kind == ExpressionKind::slot) {
        output.slot = value->slot;
    } else {
        output.slot = new_slot();
        projecting.target->after_groups.push_back({output.slot, std::move(value)});
    }
    projecting.known.emplace_back(item.expression.get(), output);
    return output;
}

/// The slot of an expression that the projection has computed, if the one here is the same.
bound::ExpressionPointer Binder::known_expression(const ast::Expression& expression) {
    if (!projecting_ || inside_aggregate_ || expression.kind == ast::ExpressionKind::variable) return nullptr;
    bool all_known = projecting_->ordering && !projecting_->sort_aggregates;
    for (const auto& [known, variable] : projecting_->known) {
        if (!(*known == expression)) continue;
        bool is_whole = contains_aggregate(expression);
        if (!all_known && !is_whole && !is_simple(expression)) continue;
        bool hidden = false; // an alias or a local variable gives one of its names another meaning
        for_each_variable(expression, [&](const ast::Name& name) {
            const Variable* now = find(name.text);
            auto before = std::find_if(projecting_->before.rbegin(), projecting_->before.rend(),
                                       [&](const Variable& v) { return v.name == name.text; });
            if (now && (before == projecting_->before.rend() || before->slot != now->slot)) hidden = true;
        });
        if (!hidden) return slot_reference(variable, expression.span());
    }
    return nullptr;
}

bound::ExpressionPointer Binder::aggregate_call(const ast::Expression& call) {
    if (inside_aggregate_)
        fail("NestedAggregation", call.span(), "an aggregation cannot contain another",
             "compute the inner one in a WITH");
    if (!projecting_ || !projecting_->grouped || locals_ > 0)
        fail("InvalidAggregation", call.span(), "an aggregation is not possible here",
             "compute it in a WITH before, and use its name here");
    for (const auto& [known, slot] : projecting_->calls)
        if (*known == call) {
            Variable variable{{}, slot, {}};
            return slot_reference(variable, call.span());
        }
    if (projecting_->ordering)
        for_each_variable(call, [&](const ast::Name& name) {
            fail("UndefinedVariable", name.place.span,
                 "the variable `" + name.text + "` cannot be aggregated here any more",
                 "only aggregations that are returned can be sorted by");
        });
    bound::AggregateItem item;
    item.slot = new_slot();
    item.span = call.span();
    bind_aggregate(call, item);
    StaticType type;
    if (!item.function || item.function->name == "count")
        type = Base::integer;
    else if (item.function->name == "collect")
        type = bound::list_of(item.argument->type);
    Variable variable{{}, item.slot, type};
    projecting_->calls.emplace_back(&call, item.slot);
    projecting_->target->aggregates.push_back(std::move(item));
    return slot_reference(variable, call.span());
}

void Binder::bind_aggregate(const ast::Expression& call, bound::AggregateItem& item) {
    item.distinct = call.distinct;
    if (call.kind == ast::ExpressionKind::count_all) return;
    item.function = find_aggregate(call.name.text);
    if (static_cast<int>(call.children.size()) != item.function->arguments)
        fail("InvalidNumberOfArguments", call.span(),
             call.name.text + " takes " + std::to_string(item.function->arguments) + " argument(s), not " +
                 std::to_string(call.children.size()));
    Restore<Scope> scope(scope_, Scope(projecting_->before));
    Restore<bool> inside(inside_aggregate_, true);
    item.argument = expression(*call.children[0]);
    if (call.children.size() > 1) item.parameter = expression(*call.children[1]);
}

void Binder::order_and_filter(const ast::Projection& projection, Projecting& projecting,
                              const Scope& outputs) {
    bound::Projection& target = *projecting.target;
    Scope visible = projecting.before;
    if (projecting.grouped || projection.distinct) visible.resize(base_); // only what is projected remains
    visible.insert(visible.end(), outputs.begin(), outputs.end());
    Restore<Scope> scope(scope_, std::move(visible));
    projecting.ordering = true;
    {
        Restore<Projecting*> active(projecting_, &projecting);
        for (const ast::SortItem& item : projection.order) {
            projecting.sort_aggregates = contains_aggregate(*item.expression);
            target.order.push_back({expression(*item.expression), item.descending});
        }
        projecting.sort_aggregates = false;
        projecting.grouped = false; // no aggregation in WHERE
        Restore<bool> condition(inside_condition_, true);
        if (projection.where) conjuncts(*projection.where, target.conditions);
    }
    if (projection.skip) target.skip = row_count(projection.skip);
    if (projection.limit) target.limit = row_count(projection.limit);
}

bound::ExpressionPointer Binder::row_count(const ast::Box<ast::Expression>& expression_box) {
    const ast::Expression& count = *expression_box;
    for_each_variable(count, [&](const ast::Name& name) {
        fail("NonConstantExpression", name.place.span, "the number of rows cannot depend on a row");
    });
    if (contains_aggregate(count) || count.kind == ast::ExpressionKind::pattern_predicate)
        fail("NonConstantExpression", count.span(), "the number of rows cannot depend on rows");
    if (count.kind == ast::ExpressionKind::literal) {
        if (!count.literal.is(ValueType::integer))
            fail("InvalidArgumentType", count.span(), "the number of rows must be an integer");
        if (count.literal.integer() < 0)
            fail("NegativeIntegerArgument", count.span(), "the number of rows cannot be negative");
    }
    return expression(count);
}

} // namespace banggiao::query
