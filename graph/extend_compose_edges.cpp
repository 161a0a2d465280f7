// Takes the vertices of a part of the articles, as they were and as they will be. Hands out the edges that
// differ from the base.
#include <banggiao/graph/extend_compose_write.h>
#include <banggiao/graph/merge_successions.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using namespace schema;

class EdgesComposing {
  public:
    explicit EdgesComposing(Composition& parts) : parts_(parts), writer_(parts), meetings_(parts) {}

    void run() {
        Rejections nothing(parts_.state, parts_.vertices, {});
        parts_.vertices.told_anew = parts_.changed;
        EdgesMade all = build_edges(parts_.state, parts_.vertices, nothing);
        EdgesMade fresh = build_edges(parts_.state, parts_.vertices, nothing, &parts_.is_new);
        EdgesMade old;
        if (!parts_.articles.removed.empty()) {
            Rejections none_of_old(parts_.old_state, parts_.old_vertices, {});
            old = build_edges(parts_.old_state, parts_.old_vertices, none_of_old, &parts_.is_old);
        }
        auto met = std::stable_partition(all.edges.begin(), all.edges.end(),
                                         [](const EdgeDraft& edge) { return edge.type != edge::met; });
        std::vector<EdgeDraft> stated(met, all.edges.end());
        all.edges.erase(met, all.edges.end());
        find_asked(parts_.state, parts_.vertices, parts_.is_asked, parts_.numbers);
        find_asked(parts_.old_state, parts_.old_vertices, parts_.is_asked_old, parts_.base_of_old);
        meetings_.find(all.edges, fresh.edges, old.edges, stated);
        if (!parts_.composed.needed.empty()) return;
        for (const EdgeDraft& draft : fresh.edges) take_affected(writer_.bundle_of(draft));
        for (const EdgeDraft& draft : old.edges) take_affected(bundle_of_old(draft));
        for (const EdgeDraft& draft : all.edges)
            if (is_incident_to_changed(draft)) affected_.insert(writer_.bundle_of(draft));
        add_base_edges_of_changed();
        for (const EdgeDraft& draft : all.edges)
            if (affected_.contains(writer_.bundle_of(draft)))
                drafts_[writer_.bundle_of(draft)].push_back(&draft);
        for (std::size_t i = 0; i < fresh.edges.size(); ++i)
            more_[writer_.bundle_of(fresh.edges[i])].push_back({&fresh.edges[i], &fresh.said[i]});
        for (std::size_t i = 0; i < old.edges.size(); ++i)
            fewer_[bundle_of_old(old.edges[i])].push_back({&old.edges[i], &old.said[i]});
        for (const Bundle& bundle : affected_)
            if (!compose_bundle(bundle)) return;
        if (!meetings_.write(writer_, all.edges, stated)) return;
        compose_successions();
        compose_edges_said(parts_, fresh, old);
        writer_.finish();
    }

  private:
    /// Between which ends some articles tell something else than before. `asked`: by mention; `numbers`: by
    /// vertex.
    void find_asked(const State& state, const Vertices& vertices, const std::vector<bool>& asked,
                    const std::vector<VertexId>& numbers) {
        const auto take = [&](VertexId from, VertexId to) {
            if (from != none && to != none) asked_.insert(in_order(numbers[from], numbers[to]));
        };
        for (const LocalEdge& edge : state.edges)
            if (asked[edge.from] || asked[edge.to])
                take(vertices.of_local[edge.from], vertices.of_local[edge.to]);
        for (LocalId local = 0; local < asked.size(); ++local)
            if (asked[local])
                take(vertices.of_local[local], vertices.of_article[state.locals[local].article]);
    }

    void take_affected(Bundle bundle) {
        const auto& [from, type, to] = bundle;
        if (type != edge::met && asked_.contains(in_order(from, to))) affected_.insert(std::move(bundle));
    }

    /// Of what bears other keys than before.
    void compose_successions() {
        Successions found([this](const std::string& key) { return number_of(key); });
        std::map<Bundle, std::vector<OrderedEdge>> after;
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex) {
            if (parts_.is_article(vertex) || can_be_anew(parts_.id(vertex))) continue;
            const std::vector<std::string> keys = parts_.keys_of(vertex);
            const VertexId known = parts_.base_of[vertex];
            if (known != none && keys == parts_.near.keys(known)) continue;
            for (const std::string& key : keys) {
                found.add_from(parts_.numbers[vertex], key);
                found.add_to(parts_.numbers[vertex], key);
            }
            if (known != none) add_known_successions(known, after);
        }
        for (EdgeDraft& draft : found.drafts()) {
            std::string order = order_text(draft);
            after[{draft.from, std::string(draft.type), draft.to}].push_back(
                {std::move(order), writer_.record_of(std::move(draft))});
        }
        for (auto& [bundle, edges] : after)
            writer_.write(bundle, writer_.base_edges(bundle), std::move(edges));
    }

    void add_known_successions(VertexId known, std::map<Bundle, std::vector<OrderedEdge>>& bundles) const {
        const std::string name(edge::succeeded_by);
        for (VertexId other : parts_.base.targets(known, edge::succeeded_by))
            if (!is_gone(other)) bundles[{known, name, other}];
        for (VertexId other : parts_.base.sources(known, edge::succeeded_by))
            if (!is_gone(other)) bundles[{other, name, known}];
    }

    bool is_gone(VertexId known) const { return parts_.gone.contains(known); }

    /// What a key names, if articles do, as numbered for the change.
    std::optional<VertexId> number_of(const std::string& key) const {
        if (auto here = parts_.vertices.find(parts_.state, key)) return parts_.numbers[*here];
        const std::string* node = parts_.known.gone.contains(key) ? nullptr : parts_.index.node(key);
        return node ? parts_.index.vertex(*node) : std::nullopt;
    }

    Bundle bundle_of_old(const EdgeDraft& draft) const {
        return {parts_.base_of_old[draft.from], std::string(draft.type), parts_.base_of_old[draft.to]};
    }
    bool is_incident_to_changed(const EdgeDraft& draft) const {
        return (can_be_anew(parts_.id(draft.from)) && parts_.changed[draft.from]) ||
               (can_be_anew(parts_.id(draft.to)) && parts_.changed[draft.to]);
    }

    /// All that the base has of events and agreements that are changed or gone is said again, or no more.
    void add_base_edges_of_changed() {
        std::set<VertexId> known(parts_.gone);
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex)
            if (parts_.changed[vertex] && parts_.base_of[vertex] != none)
                known.insert(parts_.base_of[vertex]);
        for (VertexId vertex : known) {
            for (EdgeId edge : parts_.base.out_edges(vertex)) add_base_edge(edge);
            for (EdgeId edge : parts_.base.in_edges(vertex)) add_base_edge(edge);
        }
    }
    void add_base_edge(EdgeId edge) {
        affected_.insert({parts_.base.source(edge), parts_.base.type_name(edge), parts_.base.target(edge)});
    }

    bool compose_bundle(const Bundle& bundle) {
        const auto& [from, type, to] = bundle;
        std::vector<EdgeId> known = writer_.base_edges(bundle);
        std::vector<OrderedEdge> after;
        bool is_whole = is_whole_number(from) || is_whole_number(to);
        if (is_whole) {
            for (const EdgeDraft* draft : drafts_[bundle])
                after.push_back({order_text(*draft), writer_.record_of(*draft)});
        } else if (!add_to_bundle(bundle, known, after)) {
            return false;
        }
        if (type == edge::attended && !is_on_one_side(bundle, known, after)) return false;
        writer_.write(bundle, known, std::move(after));
        return true;
    }

    /// Whether someone at an event that stays what it is keeps the side; what is said of it now is noted.
    bool is_on_one_side(const Bundle& bundle, const std::vector<EdgeId>& known,
                        const std::vector<OrderedEdge>& after) {
        const VertexId event = std::get<2>(bundle);
        if (known.empty() || after.empty() || parts_.is_changed(event)) return true;
        meetings_.attend(bundle, after.front().record.properties);
        const EdgeRecord before = parts_.base.bare_edge_record(known.front());
        return text_of(after.front().record, "side") == text_of(before, "side") ||
               parts_.doubt(Unsure::event_uncertain, parts_.near.text(event, "id"));
    }

    bool is_whole_number(VertexId number) const {
        if (number >= parts_.base.vertex_count() || parts_.gone.contains(number)) return true;
        auto here = parts_.of_base.find(number);
        return here != parts_.of_base.end() && parts_.whole.contains(here->second);
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
    bool add_to_bundle(const Bundle& bundle, const std::vector<EdgeId>& known,
                       std::vector<OrderedEdge>& after) {
        ByDistinct more = by_distinct(more_, bundle), fewer = by_distinct(fewer_, bundle);
        const auto take = [](ByDistinct& from, const std::string& distinct) {
            auto found = from.extract(distinct);
            return found ? found.mapped() : Statements{nullptr, nullptr};
        };
        for (EdgeId edge : known) {
            EdgeRecord record = parts_.base.bare_edge_record(edge);
            std::string distinct = distinct_of(record);
            Statements now = take(more, distinct), then = take(fewer, distinct);
            bool is_left = true;
            bool is_same = !now.draft && !then.draft;
            if (!is_same && !tell_again(edge, distinct, record, then, now, is_left)) return false;
            if (is_left) after.push_back({order_of(distinct, record), std::move(record), edge, is_same});
        }
        for (const auto& [distinct, each] : more)
            after.push_back({order_text(*each.draft), writer_.record_of(*each.draft)});
        if (fewer.empty()) return true;
        return parts_.doubt(Unsure::index, fewer.begin()->second.draft->distinct);
    }

    std::string distinct_of(const EdgeRecord& record) {
        if (record.type == edge::partner_of) return text_of(record, "kind");
        if (record.type != edge::holds) return {};
        return parts_.state.names.of(text_of(record, "title")).slug + "@" +
               parts_.state.names.of(text_of(record, "at")).slug;
    }

    /// `is_left`: whether any article says it.
    bool tell_again(EdgeId edge, const std::string& distinct, EdgeRecord& record, Statements fewer,
                    Statements more, bool& is_left) {
        const std::string name = edge_name(parts_.near.text(parts_.base.source(edge), "id"), record.type,
                                           parts_.near.text(parts_.base.target(edge), "id"), distinct);
        const auto* known = parts_.index.edge_said(name);
        if (!known) return parts_.doubt(Unsure::too_many, name);
        MergeIndex::EdgeSaid said = *known;
        if (fewer.said && !take_out(said, *fewer.said)) return parts_.doubt(Unsure::index, name);
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
        EdgeRecord now = writer_.record_of(std::move(sum));
        if (more.draft) now.evidence = writer_.record_of(*more.draft).evidence;
        record = std::move(now);
        return true;
    }

    Composition& parts_;
    EdgeWriter writer_;
    Meetings meetings_;
    std::set<std::pair<VertexId, VertexId>> asked_;
    std::set<Bundle> affected_;
    std::map<Bundle, std::vector<const EdgeDraft*>> drafts_;
    ByBundle more_, fewer_; ///< what new articles say, and those that go
};

} // namespace

void compose_edges(Composition& parts) {
    EdgesComposing(parts).run();
}

} // namespace banggiao::merging
