// Takes a part of the articles, merged as they were and as they will be. Hands out the vertices and edges
// that differ from the base.
#include <banggiao/graph/extend_compose.h>
#include <banggiao/graph/merge_successions.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace banggiao::merging {

namespace {

using namespace schema;

bool is_decided_anew(std::string_view id) {
    return id.starts_with("event/") || id.starts_with("agreement/");
}

class Composing {
  public:
    Composing(const FrozenGraph& base, const KnownIndex& index, PartialMerge& before, PartialMerge& after,
              const ArticlesOfParts& articles)
        : base_(base), near_(base), index_(index), state_(after.state), known_(*after.state.known),
          articles_(articles), vertices_(build_vertices(after.state)), old_state_(before.state) {
        is_new_ = articles_among(state_, articles.added);
        is_old_ = articles_among(old_state_, articles.removed);
    }

    Composed run() {
        if (find_old() && find_bases() && take_known_records() && years()) compose_edges();
        return std::move(composed_);
    }

  private:
    bool doubt(Unsure reason, const std::string& about) {
        composed_.unsure = reason;
        composed_.about = about;
        return false;
    }

    static std::vector<bool> articles_among(const State& state, const std::set<std::string>& ids) {
        std::vector<bool> among;
        for (std::uint32_t article = 0; article < state.articles.size(); ++article)
            among.push_back(ids.contains(std::string(state.article_id(article))));
        return among;
    }

    const std::string& id(VertexId vertex) const { return vertices_.ids[vertex]; }
    bool is_article(VertexId vertex) const { return id(vertex).starts_with("article/"); }
    bool is_added(VertexId article) const { return articles_.added.contains(std::string(tail(id(article)))); }

    /// What of the base the articles that go mention.
    bool find_old() {
        if (articles_.removed.empty()) return true;
        old_vertices_ = build_vertices(old_state_);
        for (const std::string& vertex : old_vertices_.ids) {
            auto known = index_.vertex(vertex);
            if (!known) return doubt(Unsure::index, vertex);
            base_of_old_.push_back(*known);
        }
        for (LocalId local = 0; local < old_state_.locals.size(); ++local)
            if (VertexId vertex = old_vertices_.of_local[local];
                vertex != none && is_old_[old_state_.locals[local].article])
                less_[base_of_old_[vertex]].push_back(local);
        return true;
    }

    /// Which vertex of the base each one is; those that are merged, split or gone are events and agreements.
    bool find_bases() {
        auto count = static_cast<VertexId>(vertices_.ids.size());
        base_of_.assign(count, none);
        touched_.assign(count, false);
        changed_.assign(count, false);
        for (LocalId local = 0; local < state_.locals.size(); ++local)
            if (is_new_[state_.locals[local].article] && vertices_.of_local[local] != none)
                touched_[vertices_.of_local[local]] = true;
        std::map<VertexId, VertexId> anew; // of the base, those decided anew
        for (VertexId vertex = 0; vertex < count; ++vertex)
            if (!find_base(vertex, anew)) return false;
        for (const std::string& node : known_.open)
            if (auto vertex = index_.vertex(node); vertex && !anew.contains(*vertex)) gone_.insert(*vertex);
        for (VertexId vertex = 0; vertex < count; ++vertex)
            if (base_of_[vertex] != none) of_base_.emplace(base_of_[vertex], vertex);
        find_gone();
        for (VertexId vertex = 0; vertex < count; ++vertex) {
            changed_[vertex] = changed_[vertex] || base_of_[vertex] == none;
            if (changed_[vertex] || base_of_[vertex] == none || article_ids_read(vertex))
                whole_.insert(vertex);
        }
        number_new();
        return true;
    }

    /// Articles that go, and what only they mention.
    void find_gone() {
        for (const std::string& article : articles_.removed)
            if (auto vertex = index_.vertex("article/" + article); vertex && !of_base_.contains(*vertex))
                gone_.insert(*vertex);
        for (const auto& [known, locals] : less_) {
            if (of_base_.contains(known) || gone_.contains(known)) continue;
            auto ids = near_.articles_of(known);
            bool is_told = std::any_of(ids.begin(), ids.end(), [&](const std::string& each) {
                return !articles_.removed.contains(each);
            });
            (is_told ? aside_ : gone_).insert(known);
        }
    }

    bool find_base(VertexId vertex, std::map<VertexId, VertexId>& anew) {
        if (is_article(vertex) || !is_decided_anew(id(vertex))) {
            auto found = index_.vertex(id(vertex));
            if (!found) found = known_before(vertex);
            if (found) {
                base_of_[vertex] = *found;
                changed_[vertex] = is_article(vertex) && is_added(vertex);
                touched_[vertex] = touched_[vertex] || less_.contains(*found);
            }
            bool is_renamed = found && near_.text(*found, "id") != id(vertex);
            return !is_renamed || id(vertex).starts_with("official") || doubt(Unsure::id, id(vertex));
        }
        std::set<VertexId> from; // whose least key is here
        std::size_t known_keys = 0;
        for (const std::string& key : keys_of(vertex)) {
            const std::string* node = index_.node(key);
            if (!node) continue;
            ++known_keys;
            auto found = *node == key ? index_.vertex(key) : std::nullopt;
            if (found) from.insert(*found);
        }
        if (!from.empty()) {
            base_of_[vertex] = *from.begin();
            anew.emplace(*from.begin(), vertex);
        }
        for (VertexId known : from) touched_[vertex] = touched_[vertex] || less_.contains(known);
        bool same = from.size() == 1 && known_keys == keys_of(vertex).size() &&
                    known_keys == near_.keys(*from.begin()).size();
        changed_[vertex] = !same || touched_[vertex];
        return true;
    }

    /// The node of the base that any of its keys was of: its id is another where a new key is less.
    std::optional<VertexId> known_before(VertexId vertex) const {
        for (const std::string& key : keys_of(vertex))
            if (const std::string* node = index_.node(key))
                if (auto found = index_.vertex(*node)) return found;
        return std::nullopt;
    }

    /// The id that the base and its index know a vertex by; a new one's own.
    std::string base_id(VertexId vertex) const {
        return base_of_[vertex] == none ? id(vertex) : near_.text(base_of_[vertex], "id");
    }

    std::vector<std::string> keys_of(VertexId vertex) const {
        std::vector<std::string> keys;
        for (const Value& key : vertices_.records[vertex].properties.at("keys").list())
            keys.push_back(key.string());
        return keys;
    }

    bool article_ids_read(VertexId vertex) const {
        VertexId known = base_of_[vertex];
        if (near_.article_count(known) > Vertices::most_of_small * 4) return false;
        auto all = near_.articles(known);
        return std::all_of(all.begin(), all.end(),
                           [&](VertexId article) { return articles_.read.contains(article); });
    }

    void number_new() {
        VertexId next = base_.vertex_count();
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex)
            numbers_.push_back(base_of_[vertex] == none ? next++ : base_of_[vertex]);
    }

    /// Records of vertices that nothing new is said of are those of the base; of others it is told by all
    /// articles, or by the index and the new ones.
    bool take_known_records() {
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex) {
            VertexId known = base_of_[vertex];
            if (known == none || changed_[vertex]) continue;
            if (!touched_[vertex]) {
                if (is_decided_anew(id(vertex)) && whole_.contains(vertex))
                    told_.emplace(vertex, std::move(vertices_.records[vertex]));
                take_as_known(vertex);
                continue;
            }
            VertexRecord& record = vertices_.records[vertex];
            if (!whole_.contains(vertex) && !tell_again(known, vertex, record)) return false;
            if (!keeps_name_of_place(record, known)) return false;
        }
        for (VertexId known : aside_) {
            VertexRecord record;
            if (!tell_again(known, none, record) || !keeps_name_of_place(record, known)) return false;
            if (!equal(record, vertex_record(base_, known)))
                composed_.change.vertices.emplace(known, std::move(record));
        }
        return true;
    }

    /// All that others say with what the base says of a vertex: of an event when it was, of a place its name.
    void take_as_known(VertexId vertex) {
        VertexRecord& record = vertices_.records[vertex];
        VertexId known = base_of_[vertex];
        if (is_decided_anew(id(vertex))) {
            vertices_.kinds[vertex] = near_.text(known, "kind");
            vertices_.dates[vertex] = PartialDate::parse(near_.text(known, "date"));
        } else if (is_place(record)) {
            record.properties["name"] = near_.text(known, "name");
        }
    }

    static bool is_place(const VertexRecord& record) {
        return std::find(record.labels.begin(), record.labels.end(), label::place) != record.labels.end();
    }

    /// The name of a place stands in the meetings there.
    bool keeps_name_of_place(const VertexRecord& record, VertexId known) {
        bool keeps = !is_place(record) || record.properties.at("name").string() == near_.text(known, "name");
        return keeps || doubt(Unsure::id, near_.text(known, "id"));
    }

    /// What is said of a node of many articles. `vertex`: what it is now; none if only articles that go
    /// mention it of those that are read.
    bool tell_again(VertexId known, VertexId vertex, VertexRecord& record) {
        const std::string node = near_.text(known, "id");
        const auto* said = index_.said(node);
        auto less = less_.find(known);
        auto left = !said                 ? std::nullopt
                    : less == less_.end() ? std::optional(*said)
                                          : said_without(*said, old_state_, less->second);
        if (!left) return doubt(Unsure::too_many, node);
        std::vector<LocalId> more;
        for (LocalId local = 0; local < state_.locals.size() && vertex != none; ++local)
            if (vertices_.of_local[local] == vertex && is_new_[state_.locals[local].article])
                more.push_back(local);
        std::vector<std::string> keys = vertex == none ? known_.keys_of(node) : keys_of(vertex);
        if (keys.empty()) return doubt(Unsure::index, node);
        std::vector<std::string_view> views(keys.begin(), keys.end());
        record = record_with(*left, state_, more, views);
        return true;
    }

    // Years that follow from visits.

    bool years() {
        std::vector<VertexId> anew; // events of which the year may be another
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex)
            if (changed_[vertex] && is_decided_anew(id(vertex))) anew.push_back(vertex);
        for (VertexId gone : gone_)
            if (near_.text(gone, "kind") == "visit")
                take_in(near_.attendees(gone), {stay_in_base(gone)}, anew);
        for (std::size_t i = 0; i < anew.size(); ++i) look_around(anew[i], anew);
        if (!composed_.needed.empty()) return false;
        find_years(state_, vertices_);
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex) {
            if (base_of_[vertex] == none || changed_[vertex] || !is_decided_anew(id(vertex))) continue;
            take_as_known(vertex);
        }
        return true;
    }

    using Stays = std::vector<std::optional<PartialDate>>;

    std::optional<PartialDate> stay_in_base(VertexId visit) const {
        return PartialDate::parse(near_.text(visit, "date"));
    }

    /// A visit, as it is or was, may give a year to what its guests took part in; an event without one may be
    /// given it by their visits.
    void look_around(VertexId event, std::vector<VertexId>& anew) {
        VertexId known = base_of_[event];
        bool was_visit = known != none && near_.text(known, "kind") == "visit";
        Stays stays;
        if (vertices_.kinds[event] == "visit") stays.push_back(vertices_.dates[event]);
        if (was_visit) stays.push_back(stay_in_base(known));
        std::vector<VertexId> people = people_around(event);
        if (!stays.empty()) take_in(people, stays, anew);
        const auto& date = vertices_.dates[event];
        if (!date || date->has_year() || date->first().day == 0) return;
        for (VertexId person : people)
            for (VertexId visit : near_.attended(person))
                if (near_.text(visit, "kind") == "visit" && lies_near(date->text(), stay_in_base(visit)))
                    need(near_.articles(visit));
    }

    /// Of the base: who attends an event, and who did.
    std::vector<VertexId> people_around(VertexId event) const {
        std::vector<VertexId> people;
        for (const LocalEdge& edge : state_.edges) {
            if (edge.kind != EdgeKind::attended || vertices_.of_local[edge.to] != event) continue;
            VertexId person = vertices_.of_local[edge.from];
            if (person != none && base_of_[person] != none) people.push_back(base_of_[person]);
        }
        if (base_of_[event] != none)
            for (VertexId person : near_.attendees(base_of_[event])) people.push_back(person);
        std::sort(people.begin(), people.end());
        people.erase(std::unique(people.begin(), people.end()), people.end());
        return people;
    }

    /// Takes events without a year that lie near a visit of who took part as what is to be told anew.
    void take_in(const std::vector<VertexId>& people, const Stays& stays, std::vector<VertexId>& anew) {
        for (VertexId person : people)
            for (VertexId other : near_.attended(person)) {
                if (gone_.contains(other) || is_changed_base(other) || !may_take_year(other, stays)) continue;
                need(near_.articles(other));
                auto here = of_base_.find(other);
                auto told = here == of_base_.end() ? told_.end() : told_.find(here->second);
                if (told == told_.end()) continue;
                vertices_.records[told->first] = std::move(told->second);
                remember_event(vertices_, told->first);
                changed_[told->first] = true;
                anew.push_back(told->first);
            }
    }

    bool is_changed_base(VertexId known) const {
        auto here = of_base_.find(known);
        return here != of_base_.end() && changed_[here->second];
    }

    /// Whether an event of the base that is told without a year lies near one of several stays.
    bool may_take_year(VertexId event, const Stays& stays) const {
        std::string text = near_.text(event, "date");
        auto key = base_.find_key("year_inferred");
        bool is_inferred = key && !base_.vertex_property(event, *key).is_null();
        if (!is_inferred && !text.starts_with("--")) return false;
        if (is_inferred && text.find('/') == text.npos) text = "-" + text.substr(4);
        return std::any_of(stays.begin(), stays.end(),
                           [&](const auto& stay) { return lies_near(text, stay); });
    }

    /// Whether `--06-29` may lie in or near a stay, were it of the same year.
    static bool lies_near(const std::string& text, const std::optional<PartialDate>& stay) {
        if (!stay || !stay->is_exact()) return false;
        if (text.find('/') != text.npos) return true;
        auto date = PartialDate::parse(std::to_string(stay->first().year) + text.substr(1));
        constexpr std::int32_t near = 4;
        return !date || (day_number(stay->earliest()) - day_number(date->latest()) < near &&
                         day_number(date->earliest()) - day_number(stay->latest()) < near);
    }

    void need(const std::vector<VertexId>& articles) {
        for (VertexId each : articles)
            if (!articles_.read.contains(each)) composed_.needed.insert(each);
    }

    // Edges.

    using Bundle = std::tuple<VertexId, std::string, VertexId>; ///< ends as numbered for the change

    void compose_edges() {
        Rejections nothing(state_, vertices_, {});
        EdgesMade all = build_edges(state_, vertices_, nothing);
        EdgesMade fresh = build_edges(state_, vertices_, nothing, &is_new_);
        EdgesMade old;
        if (!articles_.removed.empty()) {
            Rejections none_of_old(old_state_, old_vertices_, {});
            old = build_edges(old_state_, old_vertices_, none_of_old, &is_old_);
        }
        auto met = std::stable_partition(all.edges.begin(), all.edges.end(),
                                         [](const EdgeDraft& edge) { return edge.type != edge::met; });
        std::vector<EdgeDraft> stated(met, all.edges.end());
        all.edges.erase(met, all.edges.end());
        find_pairs(all.edges, fresh.edges, old.edges);
        if (!composed_.needed.empty()) return;
        compose_vertices();
        for (const EdgeDraft& draft : fresh.edges)
            if (draft.type != edge::met) affected_.insert(bundle_of(draft));
        for (const EdgeDraft& draft : old.edges)
            if (draft.type != edge::met) affected_.insert(bundle_of_old(draft));
        for (const EdgeDraft& draft : all.edges)
            if (is_incident_to_changed(draft)) affected_.insert(bundle_of(draft));
        add_base_edges_of_changed();
        for (const EdgeDraft& draft : all.edges)
            if (affected_.contains(bundle_of(draft))) drafts_[bundle_of(draft)].push_back(&draft);
        for (std::size_t i = 0; i < fresh.edges.size(); ++i)
            more_[bundle_of(fresh.edges[i])].push_back({&fresh.edges[i], &fresh.said[i]});
        for (std::size_t i = 0; i < old.edges.size(); ++i)
            fewer_[bundle_of_old(old.edges[i])].push_back({&old.edges[i], &old.said[i]});
        for (const Bundle& bundle : affected_)
            if (!compose_bundle(bundle)) return;
        compose_meetings(all.edges, std::move(stated));
        compose_successions();
        finish();
    }

    /// Of what bears a new key.
    void compose_successions() {
        Successions found([this](const std::string& key) { return number_of(key); });
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex) {
            if (is_article(vertex) || is_decided_anew(id(vertex))) continue;
            std::vector<std::string> keys = keys_of(vertex);
            bool is_new = std::any_of(keys.begin(), keys.end(),
                                      [&](const std::string& key) { return !index_.node(key); });
            for (const std::string& key : keys) {
                if (!is_new) break;
                found.add_from(numbers_[vertex], key);
                found.add_to(numbers_[vertex], key);
            }
        }
        for (EdgeDraft& draft : found.drafts()) {
            Bundle bundle(draft.from, std::string(draft.type), draft.to);
            std::string order = order_text(draft);
            write(bundle, base_edges(bundle), {{std::move(order), record_of(std::move(draft))}});
        }
    }

    /// What a key names, if articles do, as numbered for the change.
    std::optional<VertexId> number_of(const std::string& key) const {
        if (auto here = vertices_.find(state_, key)) return numbers_[*here];
        const std::string* node = known_.gone.contains(key) ? nullptr : index_.node(key);
        return node ? index_.vertex(*node) : std::nullopt;
    }

    Bundle bundle_of(const EdgeDraft& draft) const {
        return {numbers_[draft.from], std::string(draft.type), numbers_[draft.to]};
    }
    Bundle bundle_of_old(const EdgeDraft& draft) const {
        return {base_of_old_[draft.from], std::string(draft.type), base_of_old_[draft.to]};
    }
    bool is_incident_to_changed(const EdgeDraft& draft) const {
        return (is_decided_anew(id(draft.from)) && changed_[draft.from]) ||
               (is_decided_anew(id(draft.to)) && changed_[draft.to]);
    }

    void compose_vertices() {
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex) {
            bool is_new_article = is_article(vertex) && base_of_[vertex] == none;
            if (!touched_[vertex] && !changed_[vertex] && !is_new_article) continue;
            VertexRecord& record = vertices_.records[vertex];
            bool same = base_of_[vertex] != none && equal(record, vertex_record(base_, base_of_[vertex]));
            if (!same) composed_.change.vertices.emplace(numbers_[vertex], record);
        }
        composed_.change.erased_vertices.assign(gone_.begin(), gone_.end());
    }

    static bool equal(const VertexRecord& a, const VertexRecord& b) {
        return a.labels == b.labels && a.properties == b.properties;
    }
    static bool equal(const EdgeRecord& a, const EdgeRecord& b) {
        return a.type == b.type && a.properties == b.properties && a.evidence == b.evidence;
    }

    /// All that the base has of events and agreements that are changed or gone is said again, or no more.
    void add_base_edges_of_changed() {
        std::set<VertexId> known(gone_);
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex)
            if (changed_[vertex] && base_of_[vertex] != none) known.insert(base_of_[vertex]);
        for (VertexId vertex : known) {
            EdgeRange out = base_.out_edges(vertex);
            for (EdgeId edge = out.first; edge < out.last; ++edge) add_base_edge(edge);
            for (EdgeId edge : base_.in_edges(vertex)) add_base_edge(edge);
        }
    }
    void add_base_edge(EdgeId edge) {
        affected_.insert(
            {base_.source(edge), std::string(base_.type_name(base_.type(edge))), base_.target(edge)});
    }

    std::vector<EdgeId> base_edges(const Bundle& bundle) const {
        const auto& [from, type, to] = bundle;
        std::vector<EdgeId> edges;
        auto id = base_.find_type(type);
        if (from >= base_.vertex_count() || to >= base_.vertex_count() || !id) return edges;
        EdgeRange range = base_.out_edges(from, *id);
        auto targets = base_.targets(range);
        auto [first, last] = std::equal_range(targets.begin(), targets.end(), to);
        for (auto each = first; each != last; ++each)
            edges.push_back(range.first + static_cast<EdgeId>(each - targets.begin()));
        return edges;
    }

    struct Ordered {
        std::string order;
        EdgeRecord record;
        std::optional<EdgeId> of = {}; ///< the edge of the base whose evidence stays beside the record's
        bool is_same = false;          ///< as that edge is
    };

    EdgeRecord record_of(EdgeDraft draft) const {
        complete(draft);
        return edge_record(state_, draft);
    }

    bool compose_bundle(const Bundle& bundle) {
        const auto& [from, type, to] = bundle;
        std::vector<EdgeId> known = base_edges(bundle);
        std::vector<Ordered> after;
        bool is_whole = is_whole_number(from) || is_whole_number(to);
        if (is_whole) {
            for (const EdgeDraft* draft : drafts_[bundle])
                after.push_back({order_text(*draft), record_of(*draft)});
        } else if (!add_to_bundle(bundle, known, after)) {
            return false;
        }
        write(bundle, known, std::move(after));
        return true;
    }

    bool is_whole_number(VertexId number) const {
        if (number >= base_.vertex_count() || gone_.contains(number)) return true;
        auto here = of_base_.find(number);
        return here != of_base_.end() && whole_.contains(here->second);
    }

    /// What some articles say of an edge.
    struct Statements {
        const EdgeDraft* draft;
        const EdgeSaid* said;
    };
    using ByDistinct = std::map<std::string, Statements>;
    using ByBundle = std::map<Bundle, std::vector<Statements>>;

    static ByDistinct by_distinct(const ByBundle& all, const Bundle& bundle) {
        ByDistinct found;
        if (auto some = all.find(bundle); some != all.end())
            for (const Statements& each : some->second) found.emplace(each.draft->distinct, each);
        return found;
    }

    /// An edge between two nodes of many articles: what the base has, without what is said no more, and what
    /// the new ones say.
    bool add_to_bundle(const Bundle& bundle, const std::vector<EdgeId>& known, std::vector<Ordered>& after) {
        ByDistinct more = by_distinct(more_, bundle), fewer = by_distinct(fewer_, bundle);
        const auto take = [](ByDistinct& from, const std::string& distinct) {
            auto found = from.extract(distinct);
            return found ? found.mapped() : Statements{nullptr, nullptr};
        };
        for (EdgeId edge : known) {
            EdgeRecord record = bare_edge_record(base_, edge);
            std::string distinct = distinct_of(record);
            Statements now = take(more, distinct), then = take(fewer, distinct);
            bool is_left = true;
            bool is_same = !now.draft && !then.draft;
            if (!is_same && !tell_again(edge, distinct, record, then, now, is_left)) return false;
            if (is_left) after.push_back({order_of(distinct, record), std::move(record), edge, is_same});
        }
        for (const auto& [distinct, each] : more)
            after.push_back({order_text(*each.draft), record_of(*each.draft)});
        if (fewer.empty()) return true;
        return doubt(Unsure::index, fewer.begin()->second.draft->distinct);
    }

    static std::string said(const EdgeRecord& record, std::string_view key) {
        auto found = record.properties.find(key);
        bool is_text = found != record.properties.end() && found->second.is(ValueType::string);
        return is_text ? found->second.string() : std::string();
    }

    std::string distinct_of(const EdgeRecord& record) {
        if (record.type == edge::partner_of) return said(record, "kind");
        if (record.type != edge::holds) return {};
        return state_.names.of(said(record, "title")).slug + "@" + state_.names.of(said(record, "at")).slug;
    }

    /// What order_text() makes of its draft.
    static std::string order_of(const std::string& distinct, const EdgeRecord& record) {
        EdgeDraft draft;
        draft.distinct = distinct;
        for (const char* key : {"date", "event"})
            if (std::string text = said(record, key); !text.empty()) draft.properties.emplace_back(key, text);
        return order_text(draft);
    }

    /// `is_left`: whether any article says it.
    bool tell_again(EdgeId edge, const std::string& distinct, EdgeRecord& record, Statements fewer,
                    Statements more, bool& is_left) {
        const std::string name = edge_name(near_.text(base_.source(edge), "id"), record.type,
                                           near_.text(base_.target(edge), "id"), distinct);
        const auto* known = index_.edge_said(name);
        if (!known) return doubt(Unsure::too_many, name);
        MergeIndex::EdgeSaid said = *known;
        if (fewer.said && !take_out(said, *fewer.said)) return doubt(Unsure::index, name);
        if (more.said) put_in(said, *more.said);
        is_left = said.statements > 0;
        if (!is_left) return true;
        std::vector<std::pair<std::string_view, std::string_view>> all;
        for (const auto& [key, counts] : said.properties)
            for (const auto& [text, count] : counts)
                all.insert(all.end(), static_cast<std::size_t>(count), {key, text});
        EdgeDraft sum;
        sum.type = more.draft ? more.draft->type : fewer.draft->type;
        sum.properties = properties_said(all);
        for (const auto& [date, count] : said.dates) sum.see(PartialDate::parse(date));
        sum.inferred = said.named == 0;
        EdgeRecord now = record_of(std::move(sum));
        if (more.draft) now.evidence = record_of(*more.draft).evidence;
        record = std::move(now);
        return true;
    }

    /// Says the edges of one type between two vertices as they are now.
    void write(const Bundle& bundle, const std::vector<EdgeId>& known, std::vector<Ordered> after) {
        std::stable_sort(after.begin(), after.end(),
                         [](const Ordered& a, const Ordered& b) { return a.order < b.order; });
        const auto& [from, type, to] = bundle;
        for (std::size_t i = 0; i < std::max(known.size(), after.size()); ++i) {
            if (i >= after.size()) {
                composed_.change.erased_edges.push_back(known[i]);
                continue;
            }
            EdgeId number = i < known.size() ? known[i] : base_.edge_count() + new_edges_++;
            Ordered& now = after[i];
            bool keeps_evidence = now.of && *now.of == number;
            if (keeps_evidence && now.is_same) continue;
            if (now.of && !keeps_evidence)
                now.record.evidence =
                    evidence_now(base_.evidence(*now.of), gone_articles(), std::move(now.record.evidence));
            if (!keeps_evidence && i < known.size() && equal(now.record, edge_record(base_, number)))
                continue;
            GraphChange::Edge edge{from, to, std::move(now.record), keeps_evidence, {}};
            if (keeps_evidence) edge.without = gone_articles();
            composed_.change.edges.emplace(number, std::move(edge));
        }
    }

    std::vector<std::string> gone_articles() const {
        return {articles_.removed.begin(), articles_.removed.end()};
    }

    // Meetings: of every pair that took part in a changed event, or that is newly said to have met.

    using Pair = std::pair<VertexId, VertexId>; ///< numbers for the change, in order

    void add_pairs(const std::vector<VertexId>& people) {
        for (std::size_t i = 1; i < people.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (people[i] != people[j])
                    pairs_.emplace(std::min(people[i], people[j]), std::max(people[i], people[j]));
    }

    void find_pairs(const std::vector<EdgeDraft>& edges, const std::vector<EdgeDraft>& fresh,
                    const std::vector<EdgeDraft>& old) {
        std::map<VertexId, std::vector<VertexId>> attendees; // of changed events
        for (const EdgeDraft& draft : edges)
            if (draft.type == edge::attended && changed_[draft.to])
                attendees[draft.to].push_back(numbers_[draft.from]);
        for (const auto& [event, people] : attendees) add_pairs(people);
        for (VertexId vertex = 0; vertex < base_of_.size(); ++vertex)
            if (changed_[vertex] && base_of_[vertex] != none) add_pairs(near_.attendees(base_of_[vertex]));
        for (VertexId vertex : gone_) add_pairs(near_.attendees(vertex));
        for (const EdgeDraft& draft : fresh)
            if (draft.type == edge::met) add_pairs({numbers_[draft.from], numbers_[draft.to]});
        for (const EdgeDraft& draft : old)
            if (draft.type == edge::met) add_pairs({base_of_old_[draft.from], base_of_old_[draft.to]});
        for (auto [one, other] : pairs_) {
            if (one >= base_.vertex_count() || other >= base_.vertex_count()) continue;
            std::vector<VertexId> both = common(near_.attended(one), near_.attended(other));
            for (VertexId event : both) need(near_.articles(event));
            need(common(near_.articles(one), near_.articles(other)));
        }
    }

    static std::vector<VertexId> common(const std::vector<VertexId>& a, const std::vector<VertexId>& b) {
        std::vector<VertexId> both;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
        return both;
    }

    void compose_meetings(const std::vector<EdgeDraft>& edges, std::vector<EdgeDraft> stated) {
        std::vector<EdgeDraft> meetings = build_meetings(vertices_, edges, std::move(stated));
        std::map<Bundle, std::vector<Ordered>> after;
        const auto both_ways = [](Pair pair) {
            std::string met(edge::met);
            return std::array{Bundle{pair.first, met, pair.second}, Bundle{pair.second, met, pair.first}};
        };
        for (Pair pair : pairs_)
            for (Bundle& bundle : both_ways(pair)) after[std::move(bundle)];
        for (const EdgeDraft& draft : meetings)
            if (auto found = after.find(bundle_of(draft)); found != after.end())
                found->second.push_back({order_text(draft), record_of(draft)});
        for (auto& [bundle, all] : after) write(bundle, base_edges(bundle), std::move(all));
    }

    void finish() {
        auto& erased = composed_.change.erased_edges;
        std::sort(erased.begin(), erased.end());
        erased.erase(std::unique(erased.begin(), erased.end()), erased.end());
    }

    const FrozenGraph& base_;
    Neighbours near_;
    const KnownIndex& index_;
    State& state_;
    const Known& known_;
    const ArticlesOfParts& articles_;
    Vertices vertices_;
    std::vector<bool> is_new_; ///< by article
    State& old_state_;         ///< with the articles that go
    Vertices old_vertices_;
    std::vector<bool> is_old_;                      ///< by article of it
    std::vector<VertexId> base_of_old_;             ///< by vertex of it
    std::map<VertexId, std::vector<LocalId>> less_; ///< by vertex of the base: mentions that go
    std::set<VertexId> aside_;                      ///< of the base: of what is read only they mention it
    std::vector<VertexId> base_of_, numbers_;       ///< by vertex: in the base, and in the change
    std::vector<bool> touched_;                     ///< by vertex: a new article mentions it
    std::vector<bool> changed_; ///< by vertex: new, or an event or agreement that is no longer the same
    std::set<VertexId> whole_;  ///< all its articles are read
    std::map<VertexId, VertexRecord>
        told_;                ///< of whole events that are as in the base: as their articles tell
    std::set<VertexId> gone_; ///< of the base
    std::unordered_map<VertexId, VertexId> of_base_;
    std::set<Bundle> affected_;
    std::map<Bundle, std::vector<const EdgeDraft*>> drafts_;
    ByBundle more_, fewer_; ///< what new articles say, and those that go
    std::set<Pair> pairs_;
    EdgeId new_edges_ = 0;
    Composed composed_;
};

} // namespace

Composed compose(const FrozenGraph& base, const KnownIndex& index, PartialMerge& before, PartialMerge& after,
                 const ArticlesOfParts& articles) {
    return Composing(base, index, before, after, articles).run();
}

} // namespace banggiao::merging
