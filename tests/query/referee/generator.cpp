// Takes a seed. Hands out small random graphs and random queries over their labels, types and properties.
#include "generator.h"

#include <algorithm>

namespace banggiao::referee {

namespace {

const std::vector<std::string> labels = {"A", "B", "C"};
const std::vector<std::string> types = {"R", "S", "T"};
const std::vector<std::string> keys = {"num", "name", "flag", "list", "id"};

Value random_property(Dice& dice, const std::string& key) {
    if (key == "num")
        return dice.chance(70) ? Value(static_cast<std::int64_t>(dice.roll(4)))
                               : Value(0.5 + static_cast<double>(dice.roll(3)));
    if (key == "name" && dice.chance(5)) return Value(1);
    if (key == "name") return Value(dice.pick<std::string>({"a", "b", "ab", "", "A", "à", "a b"}));
    if (key == "id") return Value(dice.pick<std::string>({"a", "b", "c"}));
    if (key == "flag") return Value(dice.chance(50));
    List list;
    for (std::size_t i = dice.roll(3); i > 0; --i) list.emplace_back(static_cast<std::int64_t>(dice.roll(3)));
    return list;
}

Properties random_properties(Dice& dice) {
    Properties properties;
    for (const std::string& key : keys)
        if (dice.chance(40)) properties[key] = random_property(dice, key);
    return properties;
}

enum class Kind { node, edge, edges, path, number, text, boolean, list };

struct Variable {
    std::string name;
    Kind kind;
};

/// Writes one query; keeps what is in scope.
class Writer {
  public:
    explicit Writer(Dice& dice) : dice_(dice) {}

    RandomQuery query();
    RandomQuery path_query();
    RandomQuery failing_query();
    RandomQuery subquery_query();
    RandomQuery temporal_query();

  private:
    std::string risky_condition();
    std::string risky_conditions();
    std::string deep_subquery(const std::string& from, int depth);
    std::string moment();
    std::string span();
    std::string fresh(const std::string& stem) { return stem + std::to_string(next_++); }
    const Variable* find(Kind kind);
    std::string clause();
    std::string match(bool optional);
    std::string pattern(std::size_t parts, bool names);
    std::string part(bool names);
    std::string node(bool names);
    bool pending_names(const std::string& node) const;
    std::string edge(bool names);
    std::string label_expression(const std::vector<std::string>& names);
    std::string property_map();
    std::string unwind();
    std::string with();
    std::string projection(bool last, std::vector<Variable>& columns);
    std::string order_by_all(const std::vector<Variable>& columns);
    std::string number(int depth);
    std::string text(int depth);
    std::string boolean(int depth);
    std::string condition(int depth);
    std::string lookup();
    std::string comprehension();
    std::string subquery_condition();
    std::string list(int depth);
    std::string any(Kind kind, int depth);
    std::string aggregate(Kind& kind);
    std::string pattern_in_scope();
    std::string constant(Kind kind);

    Dice& dice_;
    std::vector<Variable> scope_;
    std::vector<Variable> pending_; ///< named by the pattern being written
    std::size_t next_ = 0;
    bool ordered_ = false;
    bool condition_ = false;              ///< where a pattern may stand as a condition
    std::vector<std::string> used_edges_; ///< by the pattern being written
};

const Variable* Writer::find(Kind kind) {
    std::vector<const Variable*> fitting;
    for (const Variable& variable : scope_)
        if (variable.kind == kind) fitting.push_back(&variable);
    return fitting.empty() ? nullptr : dice_.pick(fitting);
}

std::string Writer::constant(Kind kind) {
    switch (kind) {
    case Kind::number:
        return dice_.pick<std::string>({"0", "1", "2", "1.5", "-1", "$number"});
    case Kind::text:
        return dice_.pick<std::string>({"'a'", "'b'", "'ab'", "''", "'A'", "'à'", "$text"});
    case Kind::boolean:
        return dice_.pick<std::string>({"true", "false", "null"});
    default:
        return dice_.pick<std::string>({"[]", "[1, 2]", "[0, null]", "[1]"});
    }
}

std::string Writer::any(Kind kind, int depth) {
    switch (kind) {
    case Kind::number:
        return number(depth);
    case Kind::text:
        return text(depth);
    case Kind::boolean:
        return boolean(depth);
    case Kind::list:
        return list(depth);
    default: {
        const Variable* variable = find(kind);
        return variable ? variable->name : "null";
    }
    }
}

std::string Writer::number(int depth) {
    const Variable* entity = find(dice_.chance(70) ? Kind::node : Kind::edge);
    const Variable* variable = find(Kind::number);
    switch (depth > 0 ? dice_.roll(12) : dice_.roll(3)) {
    case 10:
        return comprehension();
    case 9:
        return "COUNT { " + pattern_in_scope() + subquery_condition() + " }";
    case 0:
        return constant(Kind::number);
    case 1:
        return variable ? variable->name : "2";
    case 2:
        return entity ? entity->name + ".num" : "1";
    case 3:
        return "(" + number(depth - 1) + dice_.pick<std::string>({" + ", " - ", " * "}) + number(depth - 1) +
               ")";
    case 4:
        return "size(" + list(depth - 1) + ")";
    case 5:
        return "coalesce(" + number(depth - 1) + ", " + number(depth - 1) + ")";
    case 6:
        return "abs(" + number(depth - 1) + ")";
    case 7:
        return "CASE WHEN " + boolean(depth - 1) + " THEN " + number(depth - 1) + " ELSE " +
               number(depth - 1) + " END";
    case 8: {
        const Variable* path = find(Kind::path);
        return path ? "length(" + path->name + ")" : "size(" + text(depth - 1) + ")";
    }
    default:
        return "reduce(t = 0, e IN " + list(depth - 1) + " | t + coalesce(e, 1))";
    }
}

std::string Writer::text(int depth) {
    const Variable* entity = find(Kind::node);
    const Variable* edge = find(Kind::edge);
    const Variable* variable = find(Kind::text);
    switch (depth > 0 ? dice_.roll(6) : dice_.roll(3)) {
    case 0:
        return constant(Kind::text);
    case 1:
        return variable ? variable->name : "'b'";
    case 2:
        return entity ? entity->name + ".id" : "'a'";
    case 3:
        return "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
    case 4:
        return edge ? "type(" + edge->name + ")" : "toUpper(" + text(depth - 1) + ")";
    default:
        return "substring(" + text(depth - 1) + ", 1)";
    }
}

std::string Writer::pattern_in_scope() {
    const Variable* from = find(Kind::node);
    const std::string start = from ? "(" + from->name + ")" : "()";
    const std::string arrow =
        dice_.pick<std::string>({"-->", "<--", "--", "-[:R]->", "-[:S|T]-", "-[:R*1..2]->"});
    return start + arrow + node(false);
}

std::string Writer::boolean(int depth) {
    const Variable* entity = find(Kind::node);
    const Variable* variable = find(Kind::boolean);
    switch (depth > 0 ? dice_.roll(20) : dice_.roll(3)) {
    case 0:
        return constant(Kind::boolean);
    case 1:
        return variable ? variable->name : "true";
    case 2:
        return entity ? entity->name + ".flag" : "false";
    case 3:
        return "(" + boolean(depth - 1) + dice_.pick<std::string>({" AND ", " OR ", " XOR "}) +
               boolean(depth - 1) + ")";
    case 4:
        return "(NOT " + boolean(depth - 1) + ")";
    case 5:
    case 6:
        return "(" + number(depth - 1) +
               dice_.pick<std::string>({" < ", " <= ", " > ", " >= ", " = ", " <> "}) + number(depth - 1) +
               ")";
    case 7:
        return "(" + text(depth - 1) +
               dice_.pick<std::string>({" STARTS WITH ", " ENDS WITH ", " CONTAINS ", " = ", " < "}) +
               text(depth - 1) + ")";
    case 8:
        return "(" + number(depth - 1) + " IN " + list(depth - 1) + ")";
    case 9:
        return "(" +
               any(dice_.pick<Kind>({Kind::number, Kind::text, Kind::node, Kind::edge, Kind::list}),
                   depth - 1) +
               dice_.pick<std::string>({" IS NULL", " IS NOT NULL"}) + ")";
    case 10:
        return entity ? "(" + entity->name + ":" + label_expression(labels) + ")" : "true";
    case 11:
        return entity && condition_ ? pattern_in_scope() : "false";
    case 12:
        return dice_.pick<std::string>({"any", "all", "none", "single"}) + "(e IN " + list(depth - 1) +
               " WHERE e > " + number(0) + ")";
    case 13: {
        const Variable* other = find(Kind::node);
        return entity ? "(" + entity->name + dice_.pick<std::string>({" = ", " <> "}) + other->name + ")"
                      : "true";
    }
    case 14:
        return (dice_.chance(50) ? "EXISTS { MATCH " : "EXISTS { ") + pattern_in_scope() +
               subquery_condition() + " }";
    case 15:
        return "(COUNT { " + pattern_in_scope() + subquery_condition() + " } > " +
               std::to_string(dice_.roll(3)) + ")";
    case 16:
    case 17:
        return lookup();
    case 18:
        return "(" + text(depth - 1) + " IN ['a', 'b', null])";
    default:
        return "(" + number(depth - 1) + " < " + number(depth - 1) + " <= " + number(depth - 1) + ")";
    }
}

/// Its elements come in no order: what is made of them does not depend on it.
std::string Writer::comprehension() {
    const Variable* entity = find(Kind::node);
    const std::string end = fresh("c");
    const std::string pattern = "(" + (entity ? entity->name : "") +
                                dice_.pick<std::string>({")-->(", ")--(", ")<-[:R]-(", ")-[*1..2]->("}) +
                                end + ")";
    const std::string list =
        "[" + pattern + (dice_.chance(30) ? " WHERE " + end + ":A" : "") + " | " + end + ".num]";
    return dice_.chance(50) ? "size(" + list + ")" : "reduce(t = 0, e IN " + list + " | t + coalesce(e, 1))";
}

/// What an index might answer.
std::string Writer::lookup() {
    const Variable* entity = find(Kind::node);
    if (!entity) return "true";
    const std::string property = entity->name + dice_.pick<std::string>({".name", ".id", ".num"});
    const std::string value = property.ends_with("num") ? constant(Kind::number) : constant(Kind::text);
    if (dice_.chance(20)) return "(" + value + " = " + property + ")";
    if (dice_.chance(20)) return "(" + property + " STARTS WITH " + constant(Kind::text) + ")";
    if (dice_.chance(20)) return "(" + property + " IN [" + value + ", " + constant(Kind::text) + "])";
    return "(" + property + " = " + value + ")";
}

std::string Writer::subquery_condition() {
    return dice_.chance(30) ? " WHERE " + lookup() : "";
}

std::string Writer::condition(int depth) {
    condition_ = true;
    std::string result = boolean(depth);
    condition_ = false;
    return result;
}

std::string Writer::list(int depth) {
    const Variable* entity = find(Kind::node);
    const Variable* variable = find(Kind::list);
    const Variable* edges = find(Kind::edges);
    switch (depth > 0 ? dice_.roll(9) : dice_.roll(3)) {
    case 0:
        return constant(Kind::list);
    case 1:
        return variable ? variable->name : "[2, 0]";
    case 2:
        return entity ? entity->name + ".list" : "[0]";
    case 3:
        return "[" + number(depth - 1) + ", " + number(depth - 1) + "]";
    case 4:
        return "[e IN " + list(depth - 1) + " WHERE e < " + number(depth - 1) + " | e + 1]";
    case 5:
        return "range(0, " + std::to_string(dice_.roll(3)) + ")";
    case 6:
        return edges ? "[e IN " + edges->name + " | e.num]" : "tail(" + list(depth - 1) + ")";
    case 7:
        return "(" + list(depth - 1) + ")[" + std::to_string(dice_.roll(2)) + "..]";
    default:
        return "reverse(" + list(depth - 1) + ")";
    }
}

std::string Writer::label_expression(const std::vector<std::string>& names) {
    const std::string one = dice_.pick(names);
    switch (dice_.roll(8)) {
    case 0:
        return one + "|" + dice_.pick(names);
    case 1:
        return "!" + one;
    default:
        return one;
    }
}

std::string Writer::property_map() {
    return dice_.chance(70) ? "{num: " + number(0) + "}" : "{name: " + text(0) + "}";
}

/// Whether the node being written names the newest variable.
bool Writer::pending_names(const std::string& node) const {
    return !pending_.empty() && pending_.back().kind == Kind::node &&
           node.starts_with("(" + pending_.back().name);
}

std::string Writer::node(bool names) {
    std::string result = "(";
    const Variable* known = find(Kind::node);
    const auto earlier = std::find_if(pending_.begin(), pending_.end(),
                                      [](const Variable& variable) { return variable.kind == Kind::node; });
    if (known && dice_.chance(35)) {
        result += known->name;
    } else if (earlier != pending_.end() && dice_.chance(20)) {
        result += earlier->name;
    } else if (names && dice_.chance(75)) {
        pending_.push_back({fresh("n"), Kind::node});
        result += pending_.back().name;
    }
    if (dice_.chance(35)) result += ":" + label_expression(labels);
    if (dice_.chance(10))
        result += " " + property_map();
    else if (dice_.chance(8) && pending_names(result))
        result += " WHERE " + pending_.back().name + ".num > 0";
    return result + ")";
}

std::string Writer::edge(bool names) {
    std::string inner;
    const bool many = dice_.chance(20);
    const Variable* known = find(Kind::edge);
    const bool used =
        known && std::find(used_edges_.begin(), used_edges_.end(), known->name) != used_edges_.end();
    if (known && !used && !many && names && dice_.chance(8)) {
        inner += known->name;
        used_edges_.push_back(known->name);
    } else if (names && dice_.chance(50)) {
        pending_.push_back({fresh("r"), many ? Kind::edges : Kind::edge});
        inner += pending_.back().name;
    }
    if (dice_.chance(50))
        inner += ":" + dice_.pick(types) + (dice_.chance(30) ? "|" + dice_.pick(types) : "");
    if (many) inner += dice_.pick<std::string>({"*", "*1..2", "*0..1", "*2", "*..2", "*0.."});
    if (dice_.chance(8)) inner += " {num: " + constant(Kind::number) + "}";
    const std::string body = inner.empty() ? "" : "[" + inner + "]";
    switch (dice_.roll(3)) {
    case 0:
        return "-" + body + "->";
    case 1:
        return "<-" + body + "-";
    default:
        return "-" + body + "-";
    }
}

std::string Writer::part(bool names) {
    std::string result;
    const bool named = names && dice_.chance(20);
    const std::string name = named ? fresh("p") : "";
    result += node(names);
    for (std::size_t i = dice_.roll(3); i > 0; --i) result += edge(names) + node(names);
    if (named) pending_.push_back({name, Kind::path});
    return named ? name + " = " + result : result;
}

std::string Writer::pattern(std::size_t parts, bool names) {
    used_edges_.clear();
    std::string result = part(names);
    for (std::size_t i = 1; i < parts; ++i) {
        // Names of one part may be used in the next.
        for (const Variable& variable : pending_)
            if (variable.kind == Kind::node) scope_.push_back(variable);
        std::erase_if(pending_, [](const Variable& variable) { return variable.kind == Kind::node; });
        result += ", " + part(names);
    }
    scope_.insert(scope_.end(), pending_.begin(), pending_.end());
    pending_.clear();
    return result;
}

std::string Writer::match(bool optional) {
    std::string result = (optional ? "OPTIONAL MATCH " : "MATCH ") + pattern(dice_.chance(25) ? 2 : 1, true);
    if (dice_.chance(50)) result += " WHERE " + condition(2);
    return result;
}

std::string Writer::unwind() {
    const std::string items = list(1);
    scope_.push_back({fresh("x"), Kind::number});
    return "UNWIND " + items + " AS " + scope_.back().name;
}

/// Aggregations whose value does not depend on the order of the rows.
std::string Writer::aggregate(Kind& kind) {
    kind = Kind::number;
    const std::string distinct = dice_.chance(30) ? "DISTINCT " : "";
    switch (dice_.roll(6)) {
    case 0:
        return "count(*)";
    case 1:
        return "count(" + distinct +
               any(dice_.pick<Kind>({Kind::node, Kind::edge, Kind::number, Kind::text}), 1) + ")";
    case 2:
        return "sum(" + distinct + number(1) + ")";
    case 3:
        return (dice_.chance(50) ? "min(" : "max(") + number(1) + ")";
    case 4:
        return "size(collect(" + distinct + any(dice_.pick<Kind>({Kind::node, Kind::number, Kind::text}), 1) +
               "))";
    default:
        kind = Kind::text;
        return (dice_.chance(50) ? "min(" : "max(") + text(1) + ")";
    }
}

std::string Writer::order_by_all(const std::vector<Variable>& columns) {
    std::string result = " ORDER BY ";
    for (std::size_t i = 0; i < columns.size(); ++i)
        result += (i > 0 ? ", " : "") + columns[i].name + (dice_.chance(30) ? " DESC" : "");
    return result;
}

std::string Writer::projection(bool last, std::vector<Variable>& columns) {
    std::string result = dice_.chance(20) ? "DISTINCT " : "";
    const bool aggregated = dice_.chance(30);
    const std::size_t count = 1 + dice_.roll(3);
    const std::vector<Kind> kinds = {Kind::node,   Kind::node,   Kind::edge, Kind::edges,   Kind::path,
                                     Kind::number, Kind::number, Kind::text, Kind::boolean, Kind::list};
    for (std::size_t i = 0; i < count; ++i) {
        Kind kind = dice_.pick(kinds);
        std::string item;
        if (aggregated && i + 1 == count) {
            item = aggregate(kind);
        } else {
            const Variable* variable = find(kind);
            if (!variable && kind < Kind::number) kind = Kind::number;
            item = variable && dice_.chance(50) ? variable->name : any(kind, 2);
        }
        const std::string name = fresh(last ? "c" : "w");
        result += (i > 0 ? ", " : "") + item + " AS " + name;
        columns.push_back({name, kind});
    }
    if (dice_.chance(30)) {
        result += order_by_all(columns);
        ordered_ = last;
        if (dice_.chance(40)) result += " SKIP " + std::to_string(dice_.roll(3));
        if (dice_.chance(50)) result += " LIMIT " + std::to_string(dice_.roll(4));
    }
    return result;
}

std::string Writer::with() {
    std::vector<Variable> columns;
    std::string result = "WITH " + projection(false, columns);
    scope_ = columns;
    if (dice_.chance(25)) result += " WHERE " + condition(1);
    return result;
}

std::string Writer::clause() {
    switch (dice_.roll(10)) {
    case 0:
    case 1:
        return match(true);
    case 2:
        return unwind();
    case 3:
    case 4:
        return with();
    default:
        return match(false);
    }
}

RandomQuery Writer::query() {
    std::string result = dice_.chance(85) ? match(false) : clause();
    for (std::size_t i = dice_.roll(3); i > 0; --i) result += " " + clause();
    if (dice_.chance(5) && !scope_.empty()) return {result + " RETURN *", false};
    std::vector<Variable> columns;
    result += " RETURN " + projection(true, columns);
    if (ordered_ || columns.size() != 1 || dice_.chance(60)) return {result, ordered_};
    // A second part with a column of the same name.
    scope_.clear();
    result += dice_.chance(50) ? " UNION " : " UNION ALL ";
    result += match(false) + " RETURN " +
              any(columns[0].kind >= Kind::number ? columns[0].kind : Kind::number, 2) + " AS " +
              columns[0].name;
    return {result, false};
}

RandomQuery Writer::path_query() {
    const std::string quantifier =
        dice_.pick<std::string>({"+", "*", "{1,2}", "{0,2}", "{2}", "{,2}", "{1,}"});
    const bool group = dice_.chance(60);
    std::string middle;
    if (group) {
        const std::string arrow =
            dice_.pick<std::string>({"-[r:R]->", "-[r]-", "<-[r:S|T]-", "-[r]->", "-[r]->()--"});
        const std::string where = dice_.chance(40)
                                      ? dice_.pick<std::string>({" WHERE r.num > 0", " WHERE u.num <= v.num",
                                                                 " WHERE v:A", " WHERE u <> v"})
                                      : "";
        middle = "((u)" + arrow + "(v)" + where + ")" + quantifier;
    } else {
        middle = dice_.pick<std::string>(
                     {"-[r:R]->", "-[r]-", "<-[r:S|T]-", "-[r:!R]->", "-[r WHERE r.num > 0]->"}) +
                 quantifier;
    }
    const std::string selector =
        dice_.pick<std::string>({"", "", "", "ANY SHORTEST ", "ALL SHORTEST ", "SHORTEST 2 ", "ANY ",
                                 "SHORTEST 2 GROUPS ", "SHORTEST 1 GROUP "});
    std::string mode = dice_.pick<std::string>({"", "TRAIL ", "ACYCLIC ", "SIMPLE "});
    const std::string groups = selector.find("GROUP") == std::string::npos ? "" : selector.substr(11);
    const std::string start = dice_.chance(20) ? "MATCH (b:B) MATCH p = " : "MATCH p = ";
    const std::string ends = dice_.pick<std::string>({"(a:A)", "(a)", "(a {num: 1})", "(b)", "(:C)-->(a)"});
    const std::string path = selector.substr(0, selector.size() - groups.size()) + mode + groups + ends +
                             middle + "(b" + (dice_.chance(30) ? ":B" : "") + ")";
    const bool one_path =
        selector.empty() || selector.starts_with("ALL") || !groups.empty(); // which ANY is free
    std::string columns = "b, length(p) AS c";
    if (selector == "ANY ") columns = "b, count(*) AS c";
    if (one_path) columns += ", p, [x IN r | x.num] AS d";
    if (one_path && group) columns += ", [x IN u | x.num] AS e, size(v) AS f";
    return {start + path + (dice_.chance(20) ? " WHERE b.num > 0" : "") + " RETURN " + columns, false};
}

/// One that has no value for some nodes: a name that is a number, a number that is none or 0, a list too
/// short.
std::string Writer::risky_condition() {
    const Variable* node = find(Kind::node);
    const Variable* edge = find(Kind::edge);
    const Variable* entity = edge && dice_.chance(30) ? edge : node;
    if (!entity) return "true";
    const std::string name = entity->name;
    return dice_.pick<std::string>(
        {"size(" + name + ".name) > 0", "toUpper(" + name + ".name) <> 'A'", "6 / " + name + ".num > 2",
         name + ".num IN " + name + ".name", name + ".num", name + ".list[" + name + ".num] >= 0",
         "NOT " + name + ".name", "fold(" + name + ".name) = 'a'",
         "fold(" + name + ".name) STARTS WITH 'a b'", name + ".name + 1 > 1", "date(" + name + ".id) IS NULL",
         "any(e IN " + name + ".name WHERE e > 0)"});
}

std::string Writer::risky_conditions() {
    std::string result;
    for (std::size_t i = 1 + dice_.roll(3); i > 0; --i) {
        const std::string one = dice_.chance(60) ? risky_condition() : condition(1);
        result += (result.empty() ? "" : " AND ") + one;
    }
    return result;
}

RandomQuery Writer::failing_query() {
    std::string result;
    if (dice_.chance(30)) result = "MATCH " + pattern(1, true) + " ";
    if (dice_.chance(20)) result += "OPTIONAL ";
    result += "MATCH " + pattern(1 + dice_.roll(2), true) + " WHERE " + risky_conditions();
    if (dice_.chance(20)) result += " WITH * WHERE " + risky_conditions();
    std::vector<Variable> columns = scope_;
    if (columns.empty() || dice_.chance(40)) return {result + " RETURN count(*) AS c", false};
    return {result + " RETURN " + columns[0].name + " AS c", false};
}

std::string Writer::deep_subquery(const std::string& from, int depth) {
    const std::string to = fresh("s");
    const std::string arrow = dice_.pick<std::string>({"-->", "<--", "-[:R]-", "-[:S|T]->", "-[*1..2]->"});
    const std::string pattern = "(" + from + ")" + arrow + "(" + to + (dice_.chance(30) ? ":A" : "") + ")";
    const std::string tests = dice_.pick<std::string>(
        {to + ".num > 0", to + " <> " + from, to + ".name = 'a'", to + ".num = " + from + ".num", to + ":B"});
    const std::string inner =
        depth > 0 && dice_.chance(60) ? deep_subquery(to, depth - 1) + " AND " + tests : tests;
    const std::string where = dice_.chance(75) ? " WHERE " + inner : "";
    switch (dice_.roll(5)) {
    case 0:
        return "EXISTS { MATCH " + pattern + where + " }";
    case 1:
        return "NOT EXISTS { " + pattern + where + " }";
    case 2:
        return "COUNT { " + pattern + where + " } >= " + std::to_string(dice_.roll(3));
    case 3:
        return "size([" + pattern + where + " | " + to + ".num]) <> 1";
    default:
        return "EXISTS { MATCH " + pattern + where + " RETURN " + to + " UNION MATCH (" + to + ")--(" + from +
               ") RETURN " + to + " }";
    }
}

RandomQuery Writer::subquery_query() {
    std::string result = "MATCH (a" + std::string(dice_.chance(40) ? ":A" : "") + ")";
    if (dice_.chance(40)) result += "-[r]->(b)";
    if (dice_.chance(70)) result += " WHERE " + deep_subquery("a", 2);
    return {result + " RETURN a, " + deep_subquery("a", 2) + " AS c", false};
}

std::string Writer::moment() {
    return dice_.pick<std::string>({"date('2023-03-24')", "date({year: 2020 + x, month: 2})",
                                    "date({year: 2024, week: 1 + x})",
                                    "date('2024-02-28') + duration({days: x})",
                                    "date.truncate('month', date('2024-05-17') - duration({months: x}))",
                                    "date({year: 2023, ordinalDay: 60 + x})"});
}

std::string Writer::span() {
    return dice_.pick<std::string>({"duration({days: x})", "duration('P1M' )", "duration({hours: 36 * x})",
                                    "duration.between(" + moment() + ", " + moment() + ")",
                                    "duration.inDays(" + moment() + ", " + moment() + ")"});
}

RandomQuery Writer::temporal_query() {
    std::string result = "UNWIND [0, 1, 2, 11] AS x ";
    if (dice_.chance(40)) result += "MATCH (n) WHERE n.num >= x ";
    result += "WITH x, " + moment() + " AS d, " + moment() + " + " + span() + " AS e ";
    if (dice_.chance(50)) result += "WHERE d <= e OR d.month = e.month ";
    if (dice_.chance(40))
        return {result + "RETURN d.year AS y, min(e) AS f, max(d) AS g, count(DISTINCT e) AS c ORDER BY y",
                true};
    result += "RETURN x, d, e, d < e AS f, d.week AS g, toString(e) AS h, " + span() + " AS s";
    return {result + " ORDER BY x, d, e", false};
}

} // namespace

GrowingGraph random_graph(Dice& dice) {
    GrowingGraph graph;
    const std::size_t vertices = 1 + dice.roll(5);
    for (std::size_t i = 0; i < vertices; ++i) {
        VertexRecord record{{}, random_properties(dice)};
        for (const std::string& label : labels)
            if (dice.chance(35)) record.labels.push_back(label);
        add_vertex(record, graph);
    }
    for (std::size_t i = dice.roll(8); i > 0; --i)
        add_edge(dice.roll(vertices), dice.roll(vertices),
                 EdgeRecord{dice.pick(types), random_properties(dice), {}}, graph);
    return graph;
}

RandomQuery random_query(Dice& dice, QueryKind kind) {
    Writer writer(dice);
    switch (kind) {
    case QueryKind::paths:
        return writer.path_query();
    case QueryKind::failing:
        return writer.failing_query();
    case QueryKind::subquery:
        return writer.subquery_query();
    case QueryKind::temporal:
        return writer.temporal_query();
    case QueryKind::any:
        break;
    }
    return writer.query();
}

} // namespace banggiao::referee
