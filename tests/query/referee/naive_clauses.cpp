// Takes the clauses of a query. Hands out rows, clause after clause, each a table of environments.
#include "naive_detail.h"

#include <banggiao/query/parser.h>

#include <algorithm>

namespace banggiao::referee {

using namespace query;

namespace {

[[noreturn]] void unsupported() {
    throw Failure{QueryError{
        Phase::compile_time, QueryErrorType::unsupported, "NotReading", "the referee only reads", {}, {}}};
}

/// One row of a projection before it is ordered.
struct Projected {
    Environment row;
    List keys; ///< of ORDER BY
};

bool same_values(const List& a, const List& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Value& x, const Value& y) { return equivalent(x, y); });
}

List values_of(const Environment& row, const std::vector<std::string>& columns) {
    List values;
    for (const std::string& column : columns) values.push_back(row.at(column));
    return values;
}

void remove_duplicates(std::vector<Projected>& rows, const std::vector<std::string>& columns) {
    std::vector<Projected> kept;
    for (Projected& row : rows) {
        const List values = values_of(row.row, columns);
        const bool again = std::any_of(kept.begin(), kept.end(), [&](const Projected& other) {
            return same_values(values_of(other.row, columns), values);
        });
        if (!again) kept.push_back(std::move(row));
    }
    rows = std::move(kept);
}

void sort_rows(std::vector<Projected>& rows, const std::vector<ast::SortItem>& order) {
    std::stable_sort(rows.begin(), rows.end(), [&](const Projected& a, const Projected& b) {
        for (std::size_t i = 0; i < order.size(); ++i)
            if (const int way = compare_for_order(a.keys[i], b.keys[i]))
                return order[i].descending ? way > 0 : way < 0;
        return false;
    });
}

} // namespace

/// An item without an alias is called as it is written.
std::string Naive::column_name(const ast::ProjectionItem& item) const {
    if (item.alias) return item.alias.text;
    if (item.expression->kind == ast::ExpressionKind::variable) return item.expression->name.text;
    const TextSpan span = item.place.span;
    return std::string(text_.substr(span.start, span.end - span.start));
}

Environments Naive::apply_match(const ast::Match& clause, const Environments& rows) {
    scope_.merge(names_in(clause.pattern));
    Environments result;
    for (const Environment& row : rows) {
        bool any = false;
        match(clause.pattern, clause.where, row, [&](const Environment& found) {
            any = true;
            result.push_back(found);
        });
        if (any || !clause.optional) continue;
        Environment empty = row;
        for (const std::string& name : names_in(clause.pattern)) empty.emplace(name, Value());
        result.push_back(std::move(empty));
    }
    return result;
}

Environments Naive::apply_unwind(const ast::Unwind& unwind, const Environments& rows) {
    scope_.insert(unwind.name.text);
    Environments result;
    for (const Environment& row : rows) {
        const auto list = list_of(evaluate(*unwind.list, row));
        if (!list) continue;
        for (const Value& element : *list) {
            result.push_back(row);
            result.back()[unwind.name.text] = element;
        }
    }
    return result;
}

std::int64_t Naive::row_count(const ast::Box<Expression>& expression, std::int64_t otherwise) {
    if (!expression) return otherwise;
    const Value count = evaluate(*expression, {});
    if (!count.is(ValueType::integer) || count.integer() < 0)
        throw Failure{QueryError{
            Phase::run_time, QueryErrorType::syntax, "NegativeIntegerArgument", "row count", {}, {}}};
    return count.integer();
}

Environments Naive::project(const ast::Projection& projection, const Environments& rows, Answer& answer) {
    std::vector<std::string> columns;
    if (projection.star) columns.assign(scope_.begin(), scope_.end());
    const std::size_t starred = columns.size();
    bool aggregated = false;
    for (const ast::ProjectionItem& item : projection.items) {
        columns.push_back(column_name(item));
        aggregated = aggregated || has_aggregate(*item.expression);
    }

    // Group the rows by the items that do not aggregate; without aggregation each row is its own group.
    std::vector<std::pair<List, Environments>> groups;
    for (const Environment& row : rows) {
        List key;
        for (std::size_t i = 0; aggregated && i < starred; ++i) key.push_back(row.at(columns[i]));
        for (const ast::ProjectionItem& item : projection.items)
            if (aggregated && !has_aggregate(*item.expression))
                key.push_back(evaluate(*item.expression, row));
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return aggregated && same_values(group.first, key);
        });
        if (found != groups.end())
            found->second.push_back(row);
        else
            groups.push_back({key, {row}});
    }
    const bool only_aggregates = starred == 0 && std::all_of(projection.items.begin(), projection.items.end(),
                                                             [](const ast::ProjectionItem& item) {
                                                                 return has_aggregate(*item.expression);
                                                             });
    if (aggregated && rows.empty() && only_aggregates) groups.push_back({});

    std::vector<Projected> projected;
    for (const auto& [key, members] : groups) {
        const Group group{&members};
        const Group* outer = std::exchange(group_, aggregated ? &group : nullptr);
        const Environment before = members.empty() ? Environment() : members.front();
        Projected result;
        for (std::size_t i = 0; i < starred; ++i) result.row[columns[i]] = before.at(columns[i]);
        std::vector<Known> known;
        for (const ast::ProjectionItem& item : projection.items) {
            result.row[column_name(item)] = evaluate(*item.expression, before);
            known.push_back({item.expression.get(), result.row[column_name(item)]});
        }
        Environment visible = before;
        for (const auto& [name, value] : result.row) visible[name] = value;
        std::swap(known_, known);
        for (const ast::SortItem& item : projection.order)
            result.keys.push_back(evaluate(*item.expression, visible));
        std::swap(known_, known);
        group_ = outer;
        projected.push_back(std::move(result));
    }

    if (projection.distinct) remove_duplicates(projected, columns);
    sort_rows(projected, projection.order);
    const auto size = static_cast<std::int64_t>(projected.size());
    const std::int64_t first = std::min(row_count(projection.skip, 0), size);
    const std::int64_t last = first + std::min(row_count(projection.limit, size), size - first);
    Environments result;
    for (std::int64_t i = first; i < last; ++i) {
        Environment& row = projected[static_cast<std::size_t>(i)].row;
        if (!projection.where || holds(*projection.where, row)) result.push_back(std::move(row));
    }
    scope_ = {columns.begin(), columns.end()};
    answer.columns = columns;
    return result;
}

Environments Naive::apply(const ast::Clause& clause, Environments rows, Answer& answer) {
    if (const auto* match_clause = std::get_if<ast::Match>(&clause.body))
        return apply_match(*match_clause, rows);
    if (const auto* unwind = std::get_if<ast::Unwind>(&clause.body)) return apply_unwind(*unwind, rows);
    const auto* projection = std::get_if<ast::Projection>(&clause.body);
    if (!projection) unsupported();
    return project(*projection, rows, answer);
}

Answer Naive::run_single(const ast::SingleQuery& query, const Environment& outer) {
    Answer answer;
    Environments rows{outer};
    bool returned = false;
    std::set<std::string> scope;
    for (const auto& [name, value] : outer) scope.insert(name);
    std::swap(scope_, scope);
    for (const ast::Clause& clause : query.clauses) {
        const auto* projection = std::get_if<ast::Projection>(&clause.body);
        returned = projection && projection->is_return;
        rows = apply(clause, std::move(rows), answer);
    }
    std::swap(scope_, scope);
    if (!returned) answer.columns.clear();
    for (const Environment& row : rows)
        answer.rows.push_back(returned ? values_of(row, answer.columns) : List{});
    return answer;
}

Answer Naive::run(const ast::Query& query, const Environment& outer) {
    const Group* group = std::exchange(group_, nullptr);
    std::vector<Known> known;
    std::swap(known_, known);
    Answer answer = run_single(query.parts[0], outer);
    for (std::size_t i = 1; i < query.parts.size(); ++i) {
        Answer more = run_single(query.parts[i], outer);
        answer.rows.insert(answer.rows.end(), more.rows.begin(), more.rows.end());
        if (query.union_all[i - 1]) continue;
        std::vector<Row> kept;
        for (Row& row : answer.rows)
            if (std::none_of(kept.begin(), kept.end(),
                             [&](const Row& other) { return same_values(row, other); }))
                kept.push_back(std::move(row));
        answer.rows = std::move(kept);
    }
    std::swap(known_, known);
    group_ = group;
    return answer;
}

Result<Answer, QueryError> run_naively(std::string_view text, const FrozenGraph& graph,
                                       const Parameters& parameters, std::int64_t statement_nanoseconds) {
    const auto query = parse(text);
    if (!query) return query.error();
    try {
        return Naive(text, graph, parameters, statement_nanoseconds).run(*query, {});
    } catch (const Failure& failure) {
        return failure.error;
    } catch (const TooBig&) {
        return QueryError{
            Phase::run_time, QueryErrorType::limit, "TooBig", "too big for the referee", {}, {}};
    }
}

ValueResult evaluate_naively(std::string_view text, const FrozenGraph& graph, const Parameters& parameters,
                             std::int64_t statement_nanoseconds) {
    const auto expression = parse_expression(text);
    if (!expression) return expression.error();
    try {
        return Naive(text, graph, parameters, statement_nanoseconds).evaluate(*expression, {});
    } catch (const Failure& failure) {
        return failure.error;
    }
}

} // namespace banggiao::referee
