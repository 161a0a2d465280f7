// Takes the events of an article with their sides. Hands out the key of each: what it is told by, whoever
// tells it.
#include <banggiao/graph/merge_event_fit.h>
#include <banggiao/graph/merge_telling.h>

#include <algorithm>
#include <map>

namespace banggiao::merging {

namespace {

/// What is surer sorts first: a date with its year before one without, a date before none.
std::string key_of(const State& state, const EventGroup& event) {
    std::string key = "event/" + (event.kind.empty() ? "other" : event.kind) + "/";
    if (!event.date || !event.date->has_year()) key += "undated";
    if (event.date) key += event.date->text();
    if (!event.places.empty()) key += "@" + std::string(tail(state.groups.key(event.places.front())));
    key += "/" + event.sides[0].lead + "+" + event.sides[1].lead;
    if (event.sides[0].lead.empty() && event.sides[1].lead.empty()) key += event.sides[2].lead;
    return key;
}

/// Adds the keys of some, in order and each once.
void add_keys(const State& state, const std::vector<GroupId>& groups, std::string& text) {
    std::set<std::string_view> keys;
    for (GroupId group : groups) keys.insert(state.groups.key(group));
    for (std::string_view key : keys) text.append(key) += '\n';
    text += '\n';
}

/// Short for the key, who took part on each side, all places, and for an event without a day when it was
/// reported; empty if some of these bear the article's mark.
std::string telling_of(const State& state, const EventGroup& event, const std::string& key,
                       const std::string& mark) {
    std::string text = key + '\n';
    if (!tells_day(event) && event.published) text += event.published->text();
    text += '\n';
    for (const EventSide& side : event.sides) {
        add_keys(state, side.people, text);
        add_keys(state, side.bodies, text);
    }
    add_keys(state, event.places, text);
    return text.find(mark) == text.npos ? telling_short_for(text) : std::string();
}

ToldEvent told(const State& state, LocalId local, EventGroup event) {
    const Local& node = state.locals[local];
    event.kind = property(node.node->properties, "kind").value_or("");
    if (auto date = property(node.node->properties, "date")) event.date = PartialDate::parse(*date);
    event.published = state.articles[node.article].published;
    const bool is_lone = !is_exact(event) && best_fit(event) < enough_fit(event, event);
    std::string key = key_of(state, event);
    std::string telling =
        is_lone ? std::string() : telling_of(state, event, key, state.article_mark(node.article));
    return {local, std::move(event), std::move(key), std::move(telling), is_lone};
}

} // namespace

bool has_exact_date(const EventGroup& event) {
    return event.date && event.date->is_exact();
}

bool is_exact(const EventGroup& event) {
    bool two_sides = !event.sides[0].lead.empty() && !event.sides[1].lead.empty();
    bool named = std::any_of(event.sides.begin(), event.sides.end(),
                             [](const EventSide& side) { return !side.lead.empty(); });
    return has_exact_date(event) && (two_sides || (named && !event.places.empty()));
}

std::vector<ToldEvent> told_events(const State& state, std::uint32_t article,
                                   const std::unordered_map<LocalId, EventGroup>& sides) {
    std::vector<ToldEvent> all;
    std::map<std::string, int> times, used;
    const LocalId first = state.articles[article].first;
    const auto count = static_cast<LocalId>(state.locals_of(article).size());
    for (LocalId local = first; local < first + count; ++local) {
        if (state.locals[local].kind != Kind::event) continue;
        const auto found = sides.find(local);
        all.push_back(told(state, local, found == sides.end() ? EventGroup() : found->second));
        ++times[all.back().telling];
    }
    for (ToldEvent& each : all) {
        if (is_exact(each.event)) continue;
        if (times[each.telling] > 1) each.telling.clear();
        each.key += each.telling.empty() ? state.article_mark(article) : "#" + each.telling;
        if (const int number = ++used[each.key]; number > 1) each.key += "~" + std::to_string(number);
    }
    return all;
}

bool is_told_beside(const ToldEvent& one, const ToldEvent& other) {
    return one.key != other.key && one.event.kind == other.event.kind && !one.is_lone && !other.is_lone;
}

} // namespace banggiao::merging
