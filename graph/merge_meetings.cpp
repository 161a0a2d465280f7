// Takes the edges of events. Hands out who met whom: every named host with every named guest of a meeting or
// signing; of a visit only where no meeting or signing of the two lies within its dates.
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace banggiao::merging {

namespace {

using Pair = std::pair<VertexId, VertexId>;

struct Attendance {
    std::vector<const EdgeDraft*> hosts;
    std::vector<const EdgeDraft*> guests;
    std::vector<VertexId> places;
};

bool tells(const std::vector<DraftEvidence>& evidence, std::uint32_t article) {
    return std::any_of(evidence.begin(), evidence.end(),
                       [&](const DraftEvidence& each) { return each.article == article; });
}

bool is_earlier(const DraftEvidence& a, const DraftEvidence& b) {
    return std::tie(a.article, a.span) < std::tie(b.article, b.span);
}

/// What articles that tell of both say; where none does, all that is said.
std::vector<DraftEvidence> words_of_meeting(const EdgeDraft& host, const EdgeDraft& guest) {
    std::vector<DraftEvidence> words = words_for_both(host, guest);
    return words.empty() ? words_for_each(host, guest) : words;
}

class MeetingBuilder {
  public:
    MeetingBuilder(const Vertices& vertices, std::span<const EdgeDraft* const> edges,
                   const MeetingDays& elsewhere)
        : vertices_(vertices), elsewhere_(elsewhere) {
        for (const EdgeDraft* edge : edges) {
            if (edge->type == schema::edge::attended) add_attendance(*edge);
            if (edge->type == schema::edge::held_in) events_[edge->from].places.push_back(edge->to);
        }
    }

    std::vector<EdgeDraft> run(std::vector<EdgeDraft> stated) {
        for (const auto& [event, attendance] : events_) {
            const std::string& kind = vertices_.kinds[event];
            if (kind == "meeting" || kind == "signing") add_all(event, attendance, false);
        }
        for (const auto& [event, attendance] : events_) {
            if (vertices_.kinds[event] == "visit") add_all(event, attendance, true);
        }
        for (EdgeDraft& draft : stated) add_stated(std::move(draft));
        return std::move(meetings_);
    }

  private:
    void add_attendance(const EdgeDraft& edge) {
        std::string_view side = edge.text("side");
        if (side == "host") events_[edge.to].hosts.push_back(&edge);
        if (side == "guest") events_[edge.to].guests.push_back(&edge);
    }

    void add_all(VertexId event, const Attendance& attendance, bool visit) {
        for (const EdgeDraft* host : attendance.hosts) {
            for (const EdgeDraft* guest : attendance.guests) {
                if (host->from == guest->from ||
                    (visit && met_within(in_order(host->from, guest->from), event)))
                    continue;
                add(event, attendance, *host, *guest, visit);
            }
        }
    }

    bool met_within(Pair pair, VertexId visit) const {
        const auto is_within = [&](const auto& date) { return may_coincide(date, vertices_.dates[visit]); };
        const auto other = elsewhere_.find(pair);
        if (other != elsewhere_.end() && std::any_of(other->second.begin(), other->second.end(), is_within))
            return true;
        auto known = encounters_.find(pair);
        if (known == encounters_.end()) return false;
        return std::any_of(known->second.begin(), known->second.end(), [&](std::size_t meeting) {
            return meetings_[meeting].text("via").empty() && is_within(dates_[meeting]);
        });
    }

    void add(VertexId event, const Attendance& attendance, const EdgeDraft& host, const EdgeDraft& guest,
             bool visit) {
        EdgeDraft draft;
        draft.from = host.from;
        draft.to = guest.from;
        draft.type = schema::edge::met;
        draft.properties.emplace_back("event", vertices_.ids[event]);
        if (vertices_.dates[event]) draft.properties.emplace_back("date", vertices_.dates[event]->text());
        if (!attendance.places.empty())
            draft.properties.emplace_back("place",
                                          vertices_.records[attendance.places.front()].properties.at("name"));
        if (visit) draft.properties.emplace_back("via", "visit");
        draft.inferred = host.inferred || guest.inferred;
        draft.evidence = words_of_meeting(host, guest);
        for (const EdgeDraft* edge : {&host, &guest}) {
            draft.see(edge->first_seen);
            draft.see(edge->last_seen);
        }
        remember(std::move(draft), vertices_.dates[event]);
    }

    void remember(EdgeDraft draft, const std::optional<PartialDate>& date) {
        encounters_[in_order(draft.from, draft.to)].push_back(meetings_.size());
        dates_.push_back(date);
        meetings_.push_back(std::move(draft));
    }

    /// Stated without an event: evidence of the encounter it can be, else an encounter of its own.
    void add_stated(EdgeDraft draft) {
        auto date = PartialDate::parse(draft.text("date"));
        auto known = encounters_.find(in_order(draft.from, draft.to));
        if (known != encounters_.end()) {
            for (std::size_t number : known->second) {
                if (!may_coincide(dates_[number], date)) continue;
                EdgeDraft& meeting = meetings_[number];
                meeting.evidence.insert(meeting.evidence.end(), draft.evidence.begin(), draft.evidence.end());
                std::sort(meeting.evidence.begin(), meeting.evidence.end());
                meeting.evidence.erase(std::unique(meeting.evidence.begin(), meeting.evidence.end()),
                                       meeting.evidence.end());
                return;
            }
        }
        std::erase_if(draft.properties, [](const auto& property) { return property.first == "event"; });
        remember(std::move(draft), date);
    }

    const Vertices& vertices_;
    const MeetingDays& elsewhere_;
    std::map<VertexId, Attendance> events_;
    std::map<Pair, std::vector<std::size_t>> encounters_;
    std::vector<EdgeDraft> meetings_;
    std::vector<std::optional<PartialDate>> dates_; ///< by meeting
};

} // namespace

std::vector<DraftEvidence> words_for_each(const EdgeDraft& host, const EdgeDraft& guest) {
    std::vector<DraftEvidence> all;
    std::set_union(host.evidence.begin(), host.evidence.end(), guest.evidence.begin(), guest.evidence.end(),
                   std::back_inserter(all));
    return all;
}

std::vector<DraftEvidence> words_for_both(const EdgeDraft& host, const EdgeDraft& guest) {
    std::vector<DraftEvidence> both;
    std::set_intersection(host.evidence.begin(), host.evidence.end(), guest.evidence.begin(),
                          guest.evidence.end(), std::back_inserter(both), is_earlier);
    std::vector<DraftEvidence> words = both;
    for (const DraftEvidence& each : words_for_each(host, guest)) {
        const bool of_each = tells(host.evidence, each.article) && tells(guest.evidence, each.article);
        if (of_each && !tells(both, each.article)) words.push_back(each);
    }
    std::sort(words.begin(), words.end());
    return words;
}

bool may_coincide(const std::optional<PartialDate>& a, const std::optional<PartialDate>& b) {
    return !a || !b || compatible(*a, *b);
}

bool is_of_events(const EdgeDraft& edge) {
    return edge.type == schema::edge::attended || edge.type == schema::edge::held_in;
}

std::vector<EdgeDraft> build_meetings(const Vertices& vertices, std::span<const EdgeDraft* const> edges,
                                      std::vector<EdgeDraft> stated, const MeetingDays& elsewhere) {
    return MeetingBuilder(vertices, edges, elsewhere).run(std::move(stated));
}

} // namespace banggiao::merging
