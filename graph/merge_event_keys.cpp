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

bool is_by_name(std::string_view key, std::string_view mark) {
    const std::string_view name = name_alone(key);
    return !name.empty() && key.substr(name.size()) == mark;
}

std::vector<std::string> told_by_name(const State& state, const EventGroup& event, std::string_view mark) {
    std::vector<std::string> keys;
    for (const EventSide& side : event.sides)
        for (GroupId group : side.people)
            if (is_by_name(state.groups.key(group), mark)) keys.push_back(state.groups.key(group));
    return keys;
}

/// Adds the keys of some, in order and each once; of who is told by name alone the name.
void add_keys(const State& state, const std::vector<GroupId>& groups, std::string_view mark,
              std::string& text) {
    std::set<std::string_view> keys;
    for (GroupId group : groups) {
        const std::string_view key = state.groups.key(group);
        keys.insert(is_by_name(key, mark) ? key.substr(0, name_alone(key).size() + 1) : key);
    }
    for (std::string_view key : keys) text.append(key) += '\n';
    text += '\n';
}

/// Short for the key, who took part on each side, all places, and when it was reported, of an event without a
/// day, or without a year and with someone told by name alone; empty if others bear the article's mark.
std::string telling_of(const State& state, const ToldEvent& told, const std::string& mark) {
    const EventGroup& event = told.event;
    std::string text = told.key + '\n';
    const bool is_dated = told.by_name.empty() ? tells_day(event) : has_exact_date(event);
    if (!is_dated && event.published) text += event.published->text();
    text += '\n';
    for (const EventSide& side : event.sides) {
        add_keys(state, side.people, mark, text);
        add_keys(state, side.bodies, mark, text);
    }
    add_keys(state, event.places, mark, text);
    return text.find(mark) == text.npos ? telling_short_for(text) : std::string();
}

/// What an event without a date is told apart by last: when it was reported.
std::string day_of_report(const EventGroup& event) {
    const bool is_asked = !event.date && event.published && event.published->is_day();
    return is_asked ? std::to_string(event.published->earliest()) + "-" : std::string();
}

ToldEvent told(const State& state, LocalId local, EventGroup event) {
    const Local& node = state.locals[local];
    event.kind = property(node.node->properties, "kind").value_or("");
    if (auto date = property(node.node->properties, "date")) event.date = PartialDate::parse(*date);
    event.published = state.articles[node.article].published;
    const bool is_lone = !is_exact(event) && best_fit(event) < enough_fit(event, event);
    const std::string mark = state.article_mark(node.article);
    ToldEvent told{local, std::move(event), {}, {}, is_lone, {}};
    told.key = key_of(state, told.event);
    told.by_name = told_by_name(state, told.event, mark);
    if (!is_lone) told.telling = telling_of(state, told, mark);
    return told;
}

} // namespace

std::string_view name_alone(std::string_view key) {
    const std::size_t mark = key.find('~');
    const bool is_by_name =
        key.starts_with("official/") && mark != key.npos && key.substr(0, mark).find('@') == key.npos;
    return is_by_name ? key.substr(0, mark) : std::string_view();
}

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
        each.key += each.telling.empty() ? state.article_mark(article)
                                         : "#" + day_of_report(each.event) + each.telling;
        if (const int number = ++used[each.key]; number > 1) each.key += "~" + std::to_string(number);
    }
    return all;
}

bool is_told_beside(const ToldEvent& one, const ToldEvent& other) {
    return one.key != other.key && one.event.kind == other.event.kind && !one.is_lone && !other.is_lone;
}

} // namespace banggiao::merging
