// Takes patterns and environments. Hands out every environment in which the pattern holds: each node and each
// relationship of the graph is tried at each place.
#include "naive_detail.h"

#include <algorithm>

namespace banggiao::referee {

using namespace query;

namespace {

void add_names(const std::vector<ast::PathElement>& elements, std::set<std::string>& names) {
    for (const ast::PathElement& element : elements) {
        if (const auto* node = std::get_if<ast::NodePattern>(&element))
            names.insert(node->name.text);
        else if (const auto* edge = std::get_if<ast::RelationshipPattern>(&element))
            names.insert(edge->name.text);
        else
            add_names((*std::get<ast::Box<ast::PathGroup>>(element)).elements, names);
    }
}

} // namespace

std::set<std::string> names_in(const ast::Pattern& pattern) {
    std::set<std::string> names;
    for (const ast::PatternPart& part : pattern.parts) {
        names.insert(part.name.text);
        add_names(part.elements, names);
    }
    names.erase("");
    return names;
}

/// Walks one pattern from left to right; what follows is passed as a continuation.
class Matcher {
  public:
    using Then = std::function<void()>;

    Matcher(Naive& naive, Environment environment) : naive_(naive), environment_(std::move(environment)) {}

    void match_part(const ast::Pattern& pattern, std::size_t index, const Then& then);
    const Environment& environment() const { return environment_; }
    const std::optional<Failure>& failure() const { return failure_; }

  private:
    /// The path walked so far.
    struct Walk {
        std::vector<VertexId> nodes;
        std::vector<EdgeId> edges;
    };

    void match_elements(const std::vector<ast::PathElement>& elements, std::size_t index, const Then& then);
    void match_node(const ast::NodePattern& node, const Then& then);
    void match_node_at(const ast::NodePattern& node, VertexId vertex, const Then& then);
    void match_edge(const ast::RelationshipPattern& edge, const Then& then);
    void match_edges(const ast::RelationshipPattern& edge, std::vector<EdgeId>& taken, const Then& then);
    void match_group(const ast::PathGroup& group, std::uint32_t round, std::vector<Environment>& rounds,
                     const Then& then);
    void for_each_step(const ast::RelationshipPattern& edge,
                       const std::function<void(EdgeId, VertexId)>& step);
    bool edge_fits(const ast::RelationshipPattern& edge, EdgeId id);
    bool properties_fit(const ast::Box<ast::Expression>& properties, const Value& entity);
    void bind(const ast::Name& name, const Value& value, const Then& then);
    void when(const std::function<bool()>& condition, const Then& then);
    void choose_shortest(const ast::PatternPart& part, const Then& then);
    bool mode_allows(const ast::PatternPart& part) const;

    Naive& naive_;
    Environment environment_;
    Walk walk_;
    std::multiset<EdgeId> used_;     ///< by the whole pattern
    bool edges_may_repeat_ = false;  ///< in the part being matched
    std::optional<Failure> failure_; ///< of a condition inside the pattern
};

/// Binds the name for what follows; a name bound already must be bound to the same.
void Matcher::bind(const ast::Name& name, const Value& value, const Then& then) {
    if (!name) return then();
    const auto found = environment_.find(name.text);
    if (found != environment_.end()) {
        const Value same = equals(found->second, value);
        if (same.is(ValueType::boolean) && same.boolean()) then();
        return;
    }
    environment_[name.text] = value;
    then();
    environment_.erase(name.text);
}

/// What follows a condition; if it fails, the failure waits for the rest of the pattern.
void Matcher::when(const std::function<bool()>& condition, const Then& then) {
    const std::optional<Failure> before = failure_;
    try {
        if (!condition()) return;
    } catch (const Failure& thrown) {
        failure_ = thrown;
    }
    then();
    failure_ = before;
}

/// A literal map is as many conditions as it has entries.
bool Matcher::properties_fit(const ast::Box<ast::Expression>& properties, const Value& entity) {
    if (!properties) return true;
    const auto fits = [&](std::string_view key, const Value& value) {
        const Value same = equals(checked(property(naive_.context_, entity, key)), value);
        return same.is(ValueType::boolean) && same.boolean();
    };
    if (properties->kind != ast::ExpressionKind::map) {
        const Value given = naive_.evaluate(*properties, environment_);
        return std::all_of(given.map().begin(), given.map().end(),
                           [&](const auto& entry) { return fits(entry.first, entry.second); });
    }
    std::optional<Failure> failure;
    for (std::size_t i = 0; i < properties->keys.size(); ++i) {
        try {
            if (!fits(properties->keys[i].text, naive_.evaluate(*properties->children[i], environment_)))
                return false;
        } catch (const Failure& thrown) {
            failure = thrown;
        }
    }
    if (failure) throw *failure;
    return true;
}

void Matcher::match_node_at(const ast::NodePattern& node, VertexId vertex, const Then& then) {
    naive_.tick();
    const Value value{NodeReference{vertex}};
    bind(node.name, value, [&] {
        if (node.labels) {
            const auto has = [&](const std::string& name) {
                const auto labels = naive_.graph_.labels(vertex);
                return std::any_of(labels.begin(), labels.end(), [&](LabelId label) {
                    return name.empty() || naive_.graph_.label_name(label) == name;
                });
            };
            if (!naive_.labels_fit(*node.labels, has)) return;
        }
        when([&] { return properties_fit(node.properties, value); },
             [&] { when([&] { return !node.where || naive_.holds(*node.where, environment_); }, then); });
    });
}

/// The first node of a path may be any; a later one is where the last relationship led.
void Matcher::match_node(const ast::NodePattern& node, const Then& then) {
    if (!walk_.nodes.empty()) return match_node_at(node, walk_.nodes.back(), then);
    for (VertexId vertex = 0; vertex < naive_.graph_.vertex_count(); ++vertex) {
        walk_.nodes.push_back(vertex);
        match_node_at(node, vertex, then);
        walk_.nodes.pop_back();
    }
}

bool Matcher::edge_fits(const ast::RelationshipPattern& edge, EdgeId id) {
    if (!edges_may_repeat_ && used_.contains(id)) return false;
    const std::string_view type = naive_.graph_.type_name(naive_.graph_.type(id));
    const auto has = [&](const std::string& name) { return name.empty() || name == type; };
    if (edge.types && !naive_.labels_fit(*edge.types, has)) return false;
    return properties_fit(edge.properties, EdgeReference{id});
}

/// Every relationship at the walk's end, and where it leads.
void Matcher::for_each_step(const ast::RelationshipPattern& edge,
                            const std::function<void(EdgeId, VertexId)>& step) {
    const VertexId from = walk_.nodes.back();
    for (EdgeId id = 0; id < naive_.graph_.edge_count(); ++id) {
        const VertexId source = naive_.graph_.source(id);
        const VertexId target = naive_.graph_.target(id);
        const bool forward = source == from && edge.direction != ast::Direction::left;
        const bool backward = target == from && edge.direction != ast::Direction::right;
        if ((!forward && !backward) || !edge_fits(edge, id)) continue;
        naive_.tick();
        const VertexId to = forward ? target : source;
        const auto used = used_.insert(id);
        walk_.edges.push_back(id);
        walk_.nodes.push_back(to);
        step(id, to);
        walk_.nodes.pop_back();
        walk_.edges.pop_back();
        used_.erase(used);
    }
}

void Matcher::match_edge(const ast::RelationshipPattern& edge, const Then& then) {
    if (edge.repetition) {
        std::vector<EdgeId> taken;
        return match_edges(edge, taken, then);
    }
    for_each_step(edge, [&](EdgeId id, VertexId) {
        bind(edge.name, EdgeReference{id},
             [&] { when([&] { return !edge.where || naive_.holds(*edge.where, environment_); }, then); });
    });
}

void Matcher::match_edges(const ast::RelationshipPattern& edge, std::vector<EdgeId>& taken,
                          const Then& then) {
    const auto count = static_cast<std::uint32_t>(taken.size());
    if (count >= edge.repetition->minimum) {
        List list;
        for (const EdgeId id : taken) list.emplace_back(EdgeReference{id});
        bind(edge.name, list, then);
    }
    if (edge.repetition->maximum && count >= *edge.repetition->maximum) return;
    for_each_step(edge, [&](EdgeId id, VertexId) {
        if (edge.where) {
            Environment inner = environment_;
            inner[edge.name.text] = EdgeReference{id};
            if (!naive_.is_true(*edge.where, inner)) return;
        }
        taken.push_back(id);
        match_edges(edge, taken, then);
        taken.pop_back();
    });
}

/// Rounds of a quantified group; afterwards its names are lists of what they were in each round.
void Matcher::match_group(const ast::PathGroup& group, std::uint32_t round, std::vector<Environment>& rounds,
                          const Then& then) {
    std::set<std::string> names;
    add_names(group.elements, names);
    names.erase("");
    if (round >= group.repetition.minimum) {
        for (const std::string& name : names) {
            List list;
            for (const Environment& one : rounds) list.push_back(one.at(name));
            environment_[name] = list;
        }
        then();
        for (const std::string& name : names) environment_.erase(name);
    }
    if (group.repetition.maximum && round >= *group.repetition.maximum) return;
    match_elements(group.elements, 0, [&] {
        if (group.where && !naive_.is_true(*group.where, environment_)) return;
        Environment one;
        for (const std::string& name : names) {
            one[name] = environment_.at(name);
            environment_.erase(name);
        }
        rounds.push_back(one);
        match_group(group, round + 1, rounds, then);
        rounds.pop_back();
        environment_.insert(one.begin(), one.end());
    });
}

void Matcher::match_elements(const std::vector<ast::PathElement>& elements, std::size_t index,
                             const Then& then) {
    if (index == elements.size()) return then();
    const auto next = [&, index] { match_elements(elements, index + 1, then); };
    const ast::PathElement& element = elements[index];
    if (const auto* node = std::get_if<ast::NodePattern>(&element)) return match_node(*node, next);
    if (const auto* edge = std::get_if<ast::RelationshipPattern>(&element)) return match_edge(*edge, next);
    const ast::PathGroup& group = *std::get<ast::Box<ast::PathGroup>>(element);
    std::vector<Environment> rounds;
    if (!walk_.nodes.empty()) return match_group(group, 0, rounds, next);
    for (VertexId vertex = 0; vertex < naive_.graph_.vertex_count(); ++vertex) {
        walk_.nodes.push_back(vertex);
        match_group(group, 0, rounds, next);
        walk_.nodes.pop_back();
    }
}

bool Matcher::mode_allows(const ast::PatternPart& part) const {
    std::vector<VertexId> nodes = walk_.nodes;
    if (part.mode == ast::PathMode::simple && nodes.size() > 1 && nodes.front() == nodes.back())
        nodes.pop_back();
    if (part.mode != ast::PathMode::simple && part.mode != ast::PathMode::acyclic) return true;
    std::sort(nodes.begin(), nodes.end());
    return std::adjacent_find(nodes.begin(), nodes.end()) == nodes.end();
}

void Matcher::match_part(const ast::Pattern& pattern, std::size_t index, const Then& then) {
    if (index == pattern.parts.size()) return then();
    const ast::PatternPart& part = pattern.parts[index];
    const Walk outer = std::exchange(walk_, {});
    const Then next = [&, index] {
        const Walk walked = walk_;
        bind(part.name, Path{walked.nodes, walked.edges}, [&] { match_part(pattern, index + 1, then); });
        walk_ = walked;
    };
    if (part.selector != ast::PathSelector::all) {
        choose_shortest(part, next);
    } else {
        match_elements(part.elements, 0, [&] {
            if (mode_allows(part)) next();
        });
    }
    walk_ = outer;
}

/// All matches of the part first; then, for each pair of ends, the shortest ones.
void Matcher::choose_shortest(const ast::PatternPart& part, const Then& then) {
    using Found = std::pair<Walk, Environment>;
    std::map<std::pair<VertexId, VertexId>, std::vector<Found>> by_ends;
    match_elements(part.elements, 0, [&] {
        if (!mode_allows(part)) return;
        if (failure_) throw *failure_;
        by_ends[{walk_.nodes.front(), walk_.nodes.back()}].push_back({walk_, environment_});
    });
    const bool all = part.selector == ast::PathSelector::all_shortest_paths ||
                     part.selector == ast::PathSelector::all_shortest;
    const bool groups = part.selector == ast::PathSelector::shortest_groups;
    const std::size_t wanted = part.selector == ast::PathSelector::shortest_count ? part.count : 1;
    for (auto& [ends, found] : by_ends) {
        std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
            return a.first.edges.size() < b.first.edges.size();
        });
        std::size_t shorter = 0;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (i > 0 && found[i].first.edges.size() > found[i - 1].first.edges.size()) ++shorter;
            if (groups ? shorter >= part.count : all ? shorter > 0 : i >= wanted) break;
            const Environment outer = std::exchange(environment_, found[i].second);
            const auto outer_used = used_;
            used_.insert(found[i].first.edges.begin(), found[i].first.edges.end());
            walk_ = found[i].first;
            then();
            walk_ = {};
            used_ = outer_used;
            environment_ = outer;
        }
    }
}

void Naive::match(const ast::Pattern& pattern, const ast::Box<ast::Expression>& where,
                  const Environment& environment, const std::function<void(const Environment&)>& found) {
    Matcher matcher(*this, environment);
    matcher.match_part(pattern, 0, [&] {
        std::optional<Failure> failure = matcher.failure();
        if (where && !holds(*where, matcher.environment(), failure)) return;
        if (failure) throw *failure;
        found(matcher.environment());
    });
}

} // namespace banggiao::referee
