// Takes the edges of events, and those articles state outright, as they were and as they will be. Hands out
// the meetings that follow from them.
#include <banggiao/graph/extend_compose_write.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>

namespace banggiao::merging {

namespace {

using namespace schema;

std::vector<VertexId> common(const std::vector<VertexId>& a, const std::vector<VertexId>& b) {
    std::vector<VertexId> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

} // namespace

/// `days`: of meetings of these two that are changed, or were.
void Meetings::add(VertexId one, VertexId other, const Days& days) {
    if (one == other) return;
    Days& known = pairs_[in_order(one, other)].days;
    known.insert(known.end(), days.begin(), days.end());
}

void Meetings::add_changed(const std::vector<VertexId>& people, const std::string& kind,
                           const std::optional<PartialDate>& day) {
    const bool is_meeting = kind == "meeting" || kind == "signing";
    const Days days(is_meeting ? 1 : 0, day);
    for (std::size_t i = 1; i < people.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) add(people[i], people[j], days);
}

/// Events as they will be, and as they were.
void Meetings::find_changed(const std::vector<EdgeDraft>& all) {
    std::map<VertexId, std::vector<VertexId>> attendees;
    for (const EdgeDraft& draft : all)
        if (draft.type == edge::attended && parts_.changed[draft.to])
            attendees[draft.to].push_back(parts_.numbers[draft.from]);
    for (const auto& [event, people] : attendees)
        add_changed(people, parts_.vertices.kinds[event], parts_.vertices.dates[event]);
    changed_ = parts_.gone;
    for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex)
        if (parts_.changed[vertex] && parts_.base_of[vertex] != none) changed_.insert(parts_.base_of[vertex]);
    for (VertexId event : changed_)
        add_changed(parts_.near.attendees(event), parts_.near.text(event, "kind"),
                    PartialDate::parse(parts_.near.text(event, "date")));
}

/// Events that stay what they are, and are told by articles that come or go.
void Meetings::find_retold(const std::vector<EdgeDraft>& fresh, const std::vector<EdgeDraft>& old) {
    const auto is_retold = [&](VertexId event) {
        return event != none && parts_.asked.contains(event) && !changed_.contains(event);
    };
    for (const EdgeDraft& draft : old)
        if (draft.type == edge::attended && is_retold(parts_.base_of_old[draft.to]))
            retold_[parts_.base_of_old[draft.to]].emplace(parts_.base_of_old[draft.from], nullptr);
    for (const EdgeDraft& draft : fresh)
        if (draft.type == edge::attended && is_retold(parts_.base_of[draft.to]))
            retold_[parts_.base_of[draft.to]].insert_or_assign(parts_.numbers[draft.from], &draft);
    for (const auto& [event, tellings] : retold_)
        for (VertexId other : parts_.near.attendees(event))
            for (const auto& [person, draft] : tellings)
                if (person != other) retold_pairs_.insert(in_order(person, other));
}

void Meetings::find(const std::vector<EdgeDraft>& all, const std::vector<EdgeDraft>& fresh,
                    const std::vector<EdgeDraft>& old, const std::vector<EdgeDraft>& stated) {
    find_changed(all);
    find_retold(fresh, old);
    const auto add_met = [&](VertexId one, VertexId other) {
        const auto is_asked = [&](VertexId who) {
            return who >= parts_.base.vertex_count() || parts_.asked.contains(who);
        };
        if (is_asked(one) || is_asked(other)) add(one, other, {});
    };
    for (const EdgeDraft& draft : fresh)
        if (draft.type == edge::met) add_met(parts_.numbers[draft.from], parts_.numbers[draft.to]);
    for (const EdgeDraft& draft : old)
        if (draft.type == edge::met) add_met(parts_.base_of_old[draft.from], parts_.base_of_old[draft.to]);
    std::set<VertexId> of_stated;
    for (const EdgeDraft& draft : stated)
        of_stated.insert({parts_.numbers[draft.from], parts_.numbers[draft.to]});
    for (auto& [pair, changed] : pairs_) {
        for (VertexId person : {pair.first, pair.second})
            changed.is_stated = changed.is_stated || of_stated.contains(person) || is_stated(person);
        need_of(pair, changed);
    }
}

bool Meetings::is_stated(VertexId person) const {
    if (person >= parts_.base.vertex_count()) return false;
    const std::vector<std::string> keys = parts_.near.keys(person);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const std::string& key) { return parts_.index.met_outright(key) > 0; });
}

const std::vector<VertexId>& Meetings::attended(VertexId person) {
    const auto [found, is_new] = attended_.try_emplace(person);
    if (is_new) found->second = parts_.near.attended(person);
    return found->second;
}

/// Who newly met within a visit did not meet by it, and the other way round.
void Meetings::need_of(Pair pair, Changed& changed) {
    auto [one, other] = pair;
    if (one >= parts_.base.vertex_count() || other >= parts_.base.vertex_count()) return;
    if (changed.is_stated) parts_.need(common(parts_.near.articles(one), parts_.near.articles(other)));
    if (!changed.is_stated && changed.days.empty()) return;
    for (VertexId event : common(attended(one), attended(other))) {
        if (changed.is_stated) parts_.need(parts_.near.articles(event));
        if (changed.is_stated || changed_.contains(event) || parts_.near.text(event, "kind") != "visit")
            continue;
        const auto stay = PartialDate::parse(parts_.near.text(event, "date"));
        const bool is_near = std::any_of(changed.days.begin(), changed.days.end(),
                                         [&](const auto& day) { return may_coincide(day, stay); });
        if (!is_near) continue;
        changed.visits.insert(event);
        parts_.need(parts_.near.articles(event));
    }
}

/// Those of events that are told anew in which one of two took part.
std::vector<const EdgeDraft*> Meetings::edges_of(Pair pair, const Changed& changed,
                                                 const EventEdges& events) const {
    std::set<VertexId> anew;
    for (VertexId person : {pair.first, pair.second})
        if (const auto found = events.attended.find(person); found != events.attended.end())
            std::copy_if(found->second.begin(), found->second.end(), std::inserter(anew, anew.end()),
                         [&](VertexId event) {
                             return changed.is_stated || parts_.changed[event] ||
                                    changed.visits.contains(parts_.base_of[event]);
                         });
    std::vector<const EdgeDraft*> edges;
    for (VertexId event : anew)
        for (const EdgeDraft* draft : events.of.at(event)) {
            const VertexId who = parts_.numbers[draft->from];
            if (draft->type == edge::held_in || who == pair.first || who == pair.second)
                edges.push_back(draft);
        }
    return edges;
}

/// Edges of the base that stay as they are. `days`: of those that are no visits.
bool Meetings::keep_others(const EdgeWriter& writer, const Bundle& bundle, const Changed& changed,
                           std::vector<OrderedEdge>& after, Days& days) const {
    if (changed.is_stated) return true;
    for (EdgeId each : writer.base_edges(bundle)) {
        EdgeRecord record = parts_.base.bare_edge_record(each);
        const std::string id = text_of(record, "event");
        const auto event = parts_.index.vertex(id);
        if (!event && !id.empty()) return parts_.doubt(Unsure::index, id);
        if (event && (changed_.contains(*event) || changed.visits.contains(*event))) continue;
        if (text_of(record, "via").empty()) days.push_back(PartialDate::parse(text_of(record, "date")));
        std::string order = order_of({}, record);
        after.push_back({std::move(order), std::move(record), each, true});
        if (event) retell(writer, *event, after.back());
    }
    return true;
}

/// What is said of someone at an event, as told now.
Properties Meetings::attendance(VertexId person, VertexId event) const {
    const Bundle bundle{person, std::string(edge::attended), event};
    if (const auto now = attendances_.find(bundle); now != attendances_.end()) return now->second;
    const auto known = parts_.base.edges_between(person, edge::attended, event);
    return known.empty() ? Properties() : parts_.base.bare_edge_record(known.front()).properties;
}

/// Whether an article of the base tells of both at an event.
bool Meetings::are_told_together(VertexId one, VertexId other, VertexId event) const {
    const auto of_one = parts_.near.articles_of_edges(one, edge::attended, event);
    const auto of_other = parts_.near.articles_of_edges(other, edge::attended, event);
    const std::set<std::string_view> articles(of_other.begin(), of_other.end());
    return std::any_of(of_one.begin(), of_one.end(),
                       [&](const std::string& article) { return articles.contains(article); });
}

/// What articles that come say of a meeting at an event that stays what it is.
std::vector<DraftEvidence> Meetings::new_words(VertexId host, VertexId guest, VertexId event) const {
    static const EdgeDraft nothing;
    const auto draft_of = [&](VertexId person) -> const EdgeDraft& {
        const Tellings& tellings = retold_.at(event);
        const auto found = tellings.find(person);
        return found == tellings.end() || !found->second ? nothing : *found->second;
    };
    const EdgeDraft &of_host = draft_of(host), &of_guest = draft_of(guest);
    std::vector<DraftEvidence> words = words_for_both(of_host, of_guest);
    if (!words.empty()) return words;
    words = words_for_each(of_host, of_guest);
    return words.empty() || are_told_together(host, guest, event) ? std::vector<DraftEvidence>() : words;
}

/// Puts what is told now of a meeting at an event that stays what it is.
void Meetings::retell(const EdgeWriter& writer, VertexId event, OrderedEdge& meeting) const {
    const auto retold = retold_.find(event);
    const VertexId host = parts_.base.source(*meeting.of), guest = parts_.base.target(*meeting.of);
    const bool is_retold =
        retold != retold_.end() && (retold->second.contains(host) || retold->second.contains(guest));
    if (!is_retold) return;
    EdgeDraft draft;
    for (VertexId person : {host, guest}) {
        const Properties said = attendance(person, event);
        for (const char* key : {"first_seen", "last_seen"})
            if (const auto day = said.find(key); day != said.end())
                draft.see(PartialDate::parse(day->second.string()));
        draft.inferred = draft.inferred || said.contains("inferred");
    }
    draft.evidence = new_words(host, guest, event);
    EdgeRecord now = writer.record_of(std::move(draft));
    for (const char* key : {"first_seen", "inferred", "last_seen"}) meeting.record.properties.erase(key);
    meeting.record.properties.merge(now.properties);
    meeting.record.evidence = std::move(now.evidence);
    meeting.is_same = false;
}

/// Puts the edges of two people, in either direction, where they belong.
bool Meetings::compose(const EdgeWriter& writer, Pair pair, const Changed& changed, const EventEdges& events,
                       const std::vector<EdgeDraft>& stated, ByBundle& after) const {
    const std::string met(edge::met);
    Days days;
    for (const Bundle& bundle : {Bundle{pair.first, met, pair.second}, Bundle{pair.second, met, pair.first}})
        if (!keep_others(writer, bundle, changed, after[bundle], days)) return false;
    const std::vector<const EdgeDraft*> edges = edges_of(pair, changed, events);
    MeetingDays elsewhere;
    const auto here = [&](VertexId number) {
        const auto found = std::find_if(edges.begin(), edges.end(), [&](const auto* each) {
            return parts_.numbers[each->from] == number;
        });
        return found == edges.end() ? none : (*found)->from;
    };
    elsewhere.emplace(in_order(here(pair.first), here(pair.second)), std::move(days));
    std::vector<EdgeDraft> of_pair;
    for (const EdgeDraft& draft : stated)
        if (in_order(parts_.numbers[draft.from], parts_.numbers[draft.to]) == pair) of_pair.push_back(draft);
    for (EdgeDraft& draft : build_meetings(parts_.vertices, edges, std::move(of_pair), elsewhere)) {
        std::string order = order_text(draft);
        const Bundle bundle = writer.bundle_of(draft);
        after[bundle].push_back({std::move(order), writer.record_of(std::move(draft))});
    }
    return true;
}

bool Meetings::write(EdgeWriter& writer, const std::vector<EdgeDraft>& all,
                     const std::vector<EdgeDraft>& stated) const {
    if (!write_retold(writer)) return false;
    EventEdges events;
    for (const EdgeDraft& draft : all) {
        if (!is_of_events(draft)) continue;
        const bool is_place = draft.type == edge::held_in;
        const VertexId event = is_place ? draft.from : draft.to;
        events.of[event].push_back(&draft);
        if (!is_place) events.attended[parts_.numbers[draft.from]].insert(event);
    }
    ByBundle after;
    for (const auto& [pair, changed] : pairs_)
        if (!compose(writer, pair, changed, events, stated, after)) return false;
    for (auto& [bundle, edges] : after) writer.write(bundle, writer.base_edges(bundle), std::move(edges));
    return true;
}

/// Of two of whom nothing else changes.
bool Meetings::write_retold(EdgeWriter& writer) const {
    const std::string met(edge::met);
    for (const Pair& pair : retold_pairs_) {
        if (pairs_.contains(pair)) continue;
        for (const Bundle& bundle :
             {Bundle{pair.first, met, pair.second}, Bundle{pair.second, met, pair.first}}) {
            std::vector<OrderedEdge> after;
            Days days;
            if (!keep_others(writer, bundle, {}, after, days)) return false;
            for (OrderedEdge& each : after) each.order.clear(); // none comes or goes
            writer.write(bundle, writer.base_edges(bundle), std::move(after));
        }
    }
    return true;
}

} // namespace banggiao::merging
