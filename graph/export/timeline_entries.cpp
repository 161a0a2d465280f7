// Takes a frozen graph and one of its vertices. Hands out its meetings and agreements in the order of time.
#include <banggiao/graph/export/scene_edges.h>
#include <banggiao/graph/export/timeline_entries.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace banggiao::drawing {

namespace {

struct KindWord {
    std::string_view kind;
    Word word;
};

constexpr std::array kind_words{
    KindWord{"meeting", {"gặp, làm việc", "meeting"}},  KindWord{"visit", {"thăm", "visit"}},
    KindWord{"signing", {"ký kết", "signing"}},         KindWord{"ceremony", {"lễ", "ceremony"}},
    KindWord{"conference", {"hội nghị", "conference"}},
};

/// A conference or ceremony bears a name; of a meeting it is only the verb.
std::string word_of_event(const GraphReader& reader, VertexId event, Language language) {
    const std::string kind = reader.text(event, "kind");
    const auto found = std::find_if(kind_words.begin(), kind_words.end(),
                                    [&](const KindWord& row) { return row.kind == kind; });
    const bool is_named = kind != "meeting" && kind != "visit" && kind != "signing";
    const std::string name = reader.text(event, "name");
    if (found == kind_words.end() || (is_named && name.find(' ') != name.npos)) return name;
    return std::string(found->word.in(language));
}

/// Several names as one text; beyond the first few only how many more there are.
std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i ? ", " : "") + names[i];
    return names.size() <= most ? text : text + " +" + std::to_string(names.size() - most);
}

class Collector {
  public:
    Collector(const GraphReader& reader, VertexId vertex, Language language)
        : reader_(reader), vertex_(vertex), language_(language) {
        subjects_.insert(vertex);
        for (EdgeId edge : reader.edges_to(vertex, schema::edge::serves))
            subjects_.insert(reader.graph().source(edge));
    }

    std::vector<TimelineEntry> entries() {
        for (VertexId subject : subjects_) {
            for (std::string_view type : {schema::edge::attended, schema::edge::took_part})
                for (EdgeId edge : reader_.edges_from(subject, type)) add_event(edge, graph().target(edge));
            for (std::string_view type : {schema::edge::party_to, schema::edge::signed_})
                for (EdgeId edge : reader_.edges_from(subject, type)) add_agreement(edge);
        }
        for (EdgeId edge : reader_.edges_to(vertex_, schema::edge::held_in))
            add_event(edge, graph().source(edge));
        add_encounters();
        std::vector<TimelineEntry> all;
        for (auto& [id, entry] : entries_) all.push_back(std::move(entry));
        return all;
    }

  private:
    const FrozenGraph& graph() const { return reader_.graph(); }

    std::string name_of(VertexId vertex) const {
        const std::string name = reader_.text(vertex, "name");
        return name.empty() ? reader_.text(vertex, "id") : name;
    }

    /// The entry of a vertex; new ones have a date and nothing else.
    TimelineEntry& entry_of(const std::string& id, const std::string& date, EdgeId told_by) {
        const auto [found, is_new] = entries_.try_emplace(id);
        TimelineEntry& entry = found->second;
        if (is_new) {
            entry.id = id;
            entry.date = PartialDate::parse(date);
            if (entry.date && !entry.date->has_year()) entry.date.reset();
            entry.heading = date.empty() ? "" : date_in(date, language_) + " · ";
        }
        for (EdgeEvidence& each : graph().evidence(told_by)) entry.evidence.push_back(std::move(each));
        return entry;
    }

    void add_event(EdgeId edge, VertexId event) {
        const std::string id = reader_.text(event, "id");
        const bool is_known = entries_.contains(id);
        TimelineEntry& entry = entry_of(id, reader_.text(event, "date"), edge);
        if (is_known) return;
        entry.heading += word_of_event(reader_, event, language_);
        std::vector<std::string> places;
        for (VertexId place : reader_.targets(event, schema::edge::held_in)) places.push_back(name_of(place));
        if (!places.empty()) entry.heading += " · " + listed(places);
        entry.people = people_of(event);
    }

    /// `host – guest`; of what one attends oneself those of the other side, or all others.
    std::string people_of(VertexId event) const {
        std::string own_side;
        std::map<std::string, std::vector<std::string>> sides; ///< guest, host, other
        for (std::string_view type : {schema::edge::attended, schema::edge::took_part}) {
            if (type == schema::edge::took_part && !sides.empty()) break;
            for (EdgeId edge : reader_.edges_to(event, type)) {
                const VertexId who = graph().source(edge);
                const std::string side = reader_.edge_text(edge, "side");
                if (who == vertex_)
                    own_side = side;
                else
                    sides[side].push_back(name_of(who));
            }
        }
        if (!own_side.empty() && sides.size() > 1) sides.erase(own_side);
        std::string text;
        for (const char* side : {"host", "guest", "other", ""}) {
            if (const auto found = sides.find(side); found != sides.end())
                text += (text.empty() ? "" : " – ") + listed(found->second);
        }
        return text;
    }

    void add_agreement(EdgeId edge) {
        const VertexId agreement = graph().target(edge);
        const std::string id = reader_.text(agreement, "id");
        const bool is_known = entries_.contains(id);
        TimelineEntry& entry = entry_of(id, reader_.text(agreement, "date"), edge);
        if (is_known) return;
        entry.is_agreement = true;
        entry.heading += name_of(agreement);
        if (reader_.text(agreement, "status") == "planned")
            entry.heading += Word{" (dự kiến)", " (planned)"}.in(language_);
        std::vector<std::string> parties;
        for (EdgeId other : reader_.edges_to(agreement, schema::edge::party_to)) {
            if (graph().source(other) != vertex_) parties.push_back(name_of(graph().source(other)));
        }
        entry.people = listed(parties);
    }

    /// Encounters that an article tells without an event.
    void add_encounters() {
        std::vector<std::pair<EdgeId, VertexId>> edges;
        for (EdgeId edge : reader_.edges_from(vertex_, schema::edge::met))
            edges.emplace_back(edge, graph().target(edge));
        for (EdgeId edge : reader_.edges_to(vertex_, schema::edge::met))
            edges.emplace_back(edge, graph().source(edge));
        for (const auto& [edge, other] : edges) {
            if (entries_.contains(reader_.edge_text(edge, "event"))) continue;
            const std::string date = reader_.edge_text(edge, "date");
            TimelineEntry& entry = entry_of("met/" + date + "/" + reader_.text(other, "id"), date, edge);
            if (!entry.people.empty()) continue;
            entry.heading += kind_words.front().word.in(language_);
            if (const std::string place = reader_.edge_text(edge, "place"); !place.empty())
                entry.heading += " · " + place;
            entry.people = name_of(other);
        }
    }

    const GraphReader& reader_;
    VertexId vertex_;
    Language language_;
    std::set<VertexId> subjects_; ///< the vertex, and the bodies that serve it
    std::map<std::string, TimelineEntry> entries_;
};

bool lies_within(const TimelineEntry& entry, const Period& period) {
    if (!period.from && !period.to) return true;
    return entry.date && (!period.from || entry.date->latest() >= period.from->earliest()) &&
           (!period.to || entry.date->earliest() <= period.to->latest());
}

} // namespace

std::vector<TimelineEntry> timeline_entries(const GraphReader& reader, VertexId vertex, const Period& period,
                                            Language language) {
    std::vector<TimelineEntry> entries = Collector(reader, vertex, language).entries();
    std::erase_if(entries, [&](const TimelineEntry& entry) { return !lies_within(entry, period); });
    for (TimelineEntry& entry : entries) {
        std::sort(entry.evidence.begin(), entry.evidence.end());
        entry.evidence.erase(std::unique(entry.evidence.begin(), entry.evidence.end()), entry.evidence.end());
        entry.url = url_of(entry.evidence, reader);
    }
    const auto time_of = [](const TimelineEntry& entry) {
        return entry.date ? std::tuple(0, entry.date->earliest(), entry.date->latest()) : std::tuple(1, 0, 0);
    };
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const TimelineEntry& a, const TimelineEntry& b) { return time_of(a) < time_of(b); });
    return entries;
}

} // namespace banggiao::drawing
