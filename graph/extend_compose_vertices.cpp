// Takes a part of the articles, merged as they were and as they will be. Hands out which vertices of the base
// theirs are, which are new or gone, and what is said of those.
#include <banggiao/graph/extend_compose_parts.h>
#include <banggiao/graph/merge_events.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using namespace schema;

bool equal(const VertexRecord& a, const VertexRecord& b) {
    return a.labels == b.labels && a.properties == b.properties;
}

class PlacingVertices {
  public:
    explicit PlacingVertices(Composition& parts) : parts_(parts) {}

    bool run() {
        if (!find_old()) return false;
        find_asked();
        find_less();
        return find_bases() && take_records();
    }

  private:
    bool is_added(VertexId article) const {
        const std::string id(tail(parts_.id(article)));
        return parts_.articles.added.contains(id) && !parts_.articles.again.contains(id);
    }

    /// What of the base the articles that go mention.
    bool find_old() {
        if (parts_.articles.removed.empty()) return true;
        parts_.old_vertices = build_vertices(parts_.old_state);
        for (const std::string& vertex : parts_.old_vertices.ids) {
            auto known = parts_.index.vertex(vertex);
            if (!known) return parts_.doubt(Unsure::index, vertex);
            parts_.base_of_old.push_back(*known);
            if (is_event(*known))
                parts_.old_vertices.dates[parts_.base_of_old.size() - 1] =
                    PartialDate::parse(parts_.near.text(*known, "date"));
        }
        return true;
    }

    /// Of what articles that come or go tell something else than before.
    void find_asked() {
        for (LocalId local = 0; local < parts_.is_asked_old.size(); ++local)
            if (const auto known = parts_.is_asked_old[local] ? base_of_old(local) : std::nullopt)
                parts_.asked.insert(*known);
        for (LocalId local = 0; local < parts_.is_asked.size(); ++local) {
            const VertexId vertex = parts_.vertices.of_local[local];
            if (const auto known =
                    parts_.is_asked[local] && vertex != none ? known_before(vertex) : std::nullopt)
                parts_.asked.insert(*known);
        }
    }

    /// What is said of other nodes stays as it is.
    void find_less() {
        const auto& locals = parts_.old_state.locals;
        for (LocalId local = 0; local < locals.size(); ++local)
            if (const auto known = parts_.is_old[locals[local].article] ? base_of_old(local) : std::nullopt)
                if (parts_.is_asked_of(*known)) parts_.less[*known].push_back(local);
    }

    std::optional<VertexId> base_of_old(LocalId local) const {
        const VertexId vertex = parts_.old_vertices.of_local[local];
        return vertex == none ? std::nullopt : std::optional(parts_.base_of_old[vertex]);
    }

    /// Whether an article that comes tells of what it mentions something else than before.
    bool is_told_otherwise(LocalId local) const {
        const VertexId vertex = parts_.vertices.of_local[local];
        if (vertex == none || !parts_.is_new[parts_.state.locals[local].article]) return false;
        if (parts_.is_asked[local] || parts_.is_anew(parts_.id(vertex))) return true;
        const auto known = known_before(vertex);
        return !known || parts_.is_asked_of(*known);
    }

    /// Which vertex of the base each one is; those that are merged, split or gone are events and agreements.
    bool find_bases() {
        auto count = static_cast<VertexId>(parts_.vertices.ids.size());
        parts_.base_of.assign(count, none);
        parts_.touched.assign(count, false);
        parts_.changed.assign(count, false);
        for (LocalId local = 0; local < parts_.state.locals.size(); ++local)
            if (is_told_otherwise(local)) parts_.touched[parts_.vertices.of_local[local]] = true;
        std::map<VertexId, VertexId> anew; // of the base, those decided anew
        for (VertexId vertex = 0; vertex < count; ++vertex)
            if (!find_base(vertex, anew)) return false;
        for (const std::string& node : parts_.known.open)
            if (auto vertex = parts_.index.vertex(node); vertex && !anew.contains(*vertex))
                parts_.gone.insert(*vertex);
        for (VertexId vertex = 0; vertex < count; ++vertex)
            if (parts_.base_of[vertex] != none && !claim(vertex)) return false;
        find_gone();
        for (VertexId vertex = 0; vertex < count; ++vertex) {
            parts_.changed[vertex] = parts_.changed[vertex] || parts_.base_of[vertex] == none;
            if (parts_.changed[vertex] || parts_.base_of[vertex] == none || article_ids_read(vertex))
                parts_.whole.insert(vertex);
        }
        number_new();
        return true;
    }

    /// Of several that were one, the first is it. What is known of bodies and places goes by their names:
    /// they may have others, or be several, only where all of it is told by articles that come.
    bool claim(VertexId vertex) {
        const VertexId known = parts_.base_of[vertex];
        const std::string& id = parts_.id(vertex);
        const bool is_first = parts_.of_base.emplace(known, vertex).second;
        if (!is_first) parts_.base_of[vertex] = none;
        const bool may_be_renamed = can_be_anew(id) || id.starts_with("official");
        if (is_first && (may_be_renamed || parts_.near.text(known, "id") == id)) return true;
        const auto all = parts_.near.articles_of(known);
        return std::all_of(all.begin(), all.end(),
                           [&](const auto& each) { return parts_.articles.removed.contains(each); }) ||
               parts_.doubt(Unsure::id, id);
    }

    /// Articles that go, and what only they mention.
    void find_gone() {
        for (const std::string& article : parts_.articles.removed)
            if (auto vertex = parts_.index.vertex("article/" + article);
                vertex && !parts_.of_base.contains(*vertex))
                parts_.gone.insert(*vertex);
        for (const auto& [known, locals] : parts_.less) {
            if (parts_.of_base.contains(known) || parts_.gone.contains(known)) continue;
            auto ids = parts_.near.articles_of(known);
            bool is_told = std::any_of(ids.begin(), ids.end(), [&](const std::string& each) {
                return !parts_.articles.removed.contains(each);
            });
            (is_told ? parts_.aside : parts_.gone).insert(known);
        }
    }

    bool find_base(VertexId vertex, std::map<VertexId, VertexId>& anew) {
        if (parts_.is_article(vertex) || !parts_.is_anew(parts_.id(vertex))) {
            if (const auto found = known_before(vertex)) {
                parts_.base_of[vertex] = *found;
                parts_.changed[vertex] = parts_.is_article(vertex) && is_added(vertex);
                parts_.touched[vertex] = parts_.touched[vertex] || parts_.less.contains(*found);
            }
            return true;
        }
        std::set<VertexId> from; // whose least key is here
        for (const std::string& key : parts_.keys_of(vertex)) {
            const std::string* node = parts_.index.node(key);
            const auto found = node && *node == key ? parts_.index.vertex(key) : std::nullopt;
            if (found) from.insert(*found);
        }
        if (!from.empty()) {
            parts_.base_of[vertex] = *from.begin();
            anew.emplace(*from.begin(), vertex);
        }
        for (VertexId known : from)
            parts_.touched[vertex] = parts_.touched[vertex] || parts_.less.contains(known);
        const bool same = from.size() == 1 && parts_.keys_of(vertex) == parts_.near.keys(*from.begin());
        parts_.changed[vertex] = !same || parts_.touched[vertex];
        return true;
    }

    /// The node of the base that any of its keys was of: its id is another where a new key is less. A key
    /// that is told by articles alone that go may have been of another, which is gone then; somebody whose
    /// keys have all left those that stay is new.
    std::optional<VertexId> known_before(VertexId vertex) const {
        std::optional<VertexId> gone;
        for (const std::string& key : parts_.keys_of(vertex)) {
            const std::string* node = parts_.index.node(key);
            const auto found = node ? parts_.index.vertex(*node) : std::nullopt;
            if (found && !parts_.known.gone.contains(key)) return found;
            const bool has_left = node && key.starts_with("official") && !parts_.known.keys_of(*node).empty();
            if (found && !gone && !has_left) gone = found;
        }
        return gone;
    }
    bool article_ids_read(VertexId vertex) const {
        VertexId known = parts_.base_of[vertex];
        const bool is_large = parts_.near.article_count(known) > Vertices::most_of_small * 4;
        if (is_large && parts_.index.said(parts_.near.text(known, "id"))) return false;
        auto all = parts_.near.articles(known);
        return std::all_of(all.begin(), all.end(),
                           [&](VertexId article) { return parts_.articles.read.contains(article); });
    }

    void number_new() {
        VertexId next = parts_.base.vertex_count();
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex)
            parts_.numbers.push_back(parts_.base_of[vertex] == none ? next++ : parts_.base_of[vertex]);
    }

    /// Of vertices that articles come to or go from it is told by all articles, or by the index and the new
    /// ones; of others what the base says.
    bool take_records() {
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex) {
            VertexId known = parts_.base_of[vertex];
            if (known == none || parts_.changed[vertex] || !parts_.touched[vertex]) continue;
            VertexRecord& record = parts_.vertices.records[vertex];
            if (!parts_.whole.contains(vertex) && !tell_again(known, vertex, record)) return false;
            if (!is_as_dated(record, known) || !tell_what_follows(record, known)) return false;
            if (!is_event(known)) continue;
            if (parts_.whole.contains(vertex)) parts_.told.emplace(vertex, record);
            parts_.take_as_known(vertex);
        }
        for (VertexId known : parts_.aside) {
            VertexRecord record;
            if (!tell_again(known, none, record) || !is_as_dated(record, known) ||
                !tell_what_follows(record, known))
                return false;
            if (is_event(known)) parts_.keep_date(known, record.properties);
            if (!equal(record, parts_.base.vertex_record(known)))
                parts_.composed.change.vertices.emplace(known, std::move(record));
        }
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex)
            if (parts_.base_of[vertex] != none && !parts_.changed[vertex] && !parts_.touched[vertex])
                take_known_record(vertex);
        return true;
    }

    bool is_event(VertexId known) const { return parts_.near.text(known, "id").starts_with("event/"); }

    /// Whether an event that stays what it is keeps its kind and its date: where many articles tell several
    /// of equal closeness, which is taken can change. It may have its year from a visit.
    bool is_as_dated(const VertexRecord& record, VertexId known) {
        if (!is_event(known)) return true;
        const auto text = [&](const char* key) {
            const auto found = record.properties.find(key);
            return found == record.properties.end() ? std::string() : found->second.string();
        };
        std::string date = text("date");
        const std::string before = parts_.near.text(known, "date");
        if (date.starts_with("--") && !before.starts_with("--"))
            date = date_in_year(std::move(date), before.substr(0, 4));
        return (date == before && text("kind") == parts_.near.text(known, "kind")) ||
               parts_.doubt(Unsure::event_uncertain, parts_.near.text(known, "id"));
    }

    void take_known_record(VertexId vertex) {
        if (can_be_anew(parts_.id(vertex)) && parts_.whole.contains(vertex))
            parts_.told.emplace(vertex, std::move(parts_.vertices.records[vertex]));
        parts_.take_as_known(vertex);
    }

    /// Where a place has another name, or someone another id, what follows from it is told anew.
    bool tell_what_follows(const VertexRecord& record, VertexId known) {
        const std::string id = parts_.near.text(known, "id");
        return tell_events(renamed_in(record, known), id) &&
               tell_events(moved_by(record.properties.at("id").string(), id, known), id);
    }

    /// The name of a place stands in the meetings there.
    std::vector<VertexId> renamed_in(const VertexRecord& record, VertexId known) const {
        const bool stays =
            !is_place(record) || record.properties.at("name").string() == parts_.near.text(known, "name");
        return stays ? std::vector<VertexId>() : parts_.near.events_in(known);
    }

    /// Which side of an event is at home follows from the ids of those who take part.
    std::vector<VertexId> moved_by(const std::string& now, const std::string& before, VertexId known) const {
        std::vector<VertexId> events;
        if (now == before) return events;
        for (VertexId event : parts_.near.attended(known)) {
            const auto places = parts_.near.places_of(event);
            const bool is_moved = std::any_of(places.begin(), places.end(), [&](VertexId place) {
                const std::string id = parts_.near.text(place, "id");
                return is_at_home(now, id) != is_at_home(before, id);
            });
            if (is_moved) events.push_back(event);
        }
        return events;
    }

    bool tell_events(const std::vector<VertexId>& events, const std::string& about) {
        for (VertexId event : events) {
            parts_.need(parts_.near.articles(event));
            const auto here = parts_.of_base.find(event);
            const bool is_whole = here != parts_.of_base.end() && parts_.whole.contains(here->second);
            if (is_whole) parts_.changed[here->second] = true;
            const bool is_gone = parts_.gone.contains(event);
            if (!is_whole && !is_gone && parts_.composed.needed.empty())
                return parts_.doubt(Unsure::id, about);
        }
        return true;
    }

    /// What is said of a node of many articles. `vertex`: what it is now; none if only articles that go
    /// mention it of those that are read.
    bool tell_again(VertexId known, VertexId vertex, VertexRecord& record) {
        const std::string node = parts_.near.text(known, "id");
        const auto* said = parts_.index.said(node);
        auto less = parts_.less.find(known);
        auto left = !said                       ? std::nullopt
                    : less == parts_.less.end() ? std::optional(*said)
                                                : said_without(*said, parts_.old_state, less->second);
        if (!left) return parts_.doubt(Unsure::too_many, node);
        std::vector<LocalId> more;
        for (LocalId local = 0; local < parts_.state.locals.size() && vertex != none; ++local)
            if (parts_.vertices.of_local[local] == vertex &&
                parts_.is_new[parts_.state.locals[local].article])
                more.push_back(local);
        std::vector<std::string> keys = vertex == none ? parts_.known.keys_of(node) : parts_.keys_of(vertex);
        if (keys.empty()) return parts_.doubt(Unsure::index, node);
        std::vector<std::string_view> views(keys.begin(), keys.end());
        record = record_with(*left, parts_.state, more, views);
        return true;
    }

    Composition& parts_;
};

} // namespace

bool place_vertices(Composition& parts) {
    return PlacingVertices(parts).run();
}

void compose_vertices(Composition& parts) {
    for (VertexId vertex = 0; vertex < parts.base_of.size(); ++vertex) {
        bool is_new_article = parts.is_article(vertex) && parts.base_of[vertex] == none;
        if (!parts.touched[vertex] && !parts.changed[vertex] && !is_new_article) continue;
        VertexRecord& record = parts.vertices.records[vertex];
        bool same =
            parts.base_of[vertex] != none && equal(record, parts.base.vertex_record(parts.base_of[vertex]));
        if (!same) parts.composed.change.vertices.emplace(parts.numbers[vertex], record);
    }
    parts.composed.change.erased_vertices.assign(parts.gone.begin(), parts.gone.end());
}

} // namespace banggiao::merging
