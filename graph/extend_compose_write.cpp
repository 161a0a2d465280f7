// Takes the edges between two vertices as they will be. Hands out what that changes in the base: numbers go
// from the base's edges to those that follow in order, what is left of either is new or gone.
#include <banggiao/graph/extend_compose_write.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

bool equal(const EdgeRecord& a, const EdgeRecord& b) {
    return a.type == b.type && a.properties == b.properties && a.evidence == b.evidence;
}

} // namespace

std::string text_of(const EdgeRecord& record, std::string_view key) {
    const auto found = record.properties.find(key);
    const bool is_text = found != record.properties.end() && found->second.is(ValueType::string);
    return is_text ? found->second.string() : std::string();
}

std::string order_of(const std::string& distinct, const EdgeRecord& record) {
    EdgeDraft draft;
    draft.distinct = distinct;
    for (const char* key : {"date", "event"})
        if (std::string text = text_of(record, key); !text.empty()) draft.properties.emplace_back(key, text);
    return order_text(draft);
}

Bundle EdgeWriter::bundle_of(const EdgeDraft& draft) const {
    return {parts_.numbers[draft.from], std::string(draft.type), parts_.numbers[draft.to]};
}

std::vector<EdgeId> EdgeWriter::base_edges(const Bundle& bundle) const {
    const auto& [from, type, to] = bundle;
    return parts_.base.edges_between(from, type, to);
}

EdgeRecord EdgeWriter::record_of(EdgeDraft draft) const {
    complete(draft);
    return edge_record(parts_.state, draft);
}

void EdgeWriter::write(const Bundle& bundle, const std::vector<EdgeId>& known,
                       std::vector<OrderedEdge> after) {
    std::stable_sort(after.begin(), after.end(),
                     [](const OrderedEdge& a, const OrderedEdge& b) { return a.order < b.order; });
    for (std::size_t i = after.size(); i < known.size(); ++i)
        parts_.composed.change.erased_edges.push_back(known[i]);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const bool is_known = i < known.size();
        const EdgeId number = is_known ? known[i] : parts_.base.edge_count() + new_edges_++;
        say(bundle, number, is_known, std::move(after[i]));
    }
}

void EdgeWriter::say(const Bundle& bundle, EdgeId number, bool is_known, OrderedEdge now) {
    const bool keeps_evidence = now.of && *now.of == number;
    if (keeps_evidence && now.is_same) return;
    if (now.of && !keeps_evidence)
        now.record.evidence =
            evidence_now(parts_.base.evidence(*now.of), gone_articles_, std::move(now.record.evidence));
    if (!keeps_evidence && is_known && equal(now.record, parts_.base.edge_record(number))) return;
    const auto& [from, type, to] = bundle;
    GraphChange::Edge edge = GraphChange::Edge::of(from, to, std::move(now.record));
    edge.keeps_evidence = keeps_evidence;
    if (keeps_evidence) edge.without = gone_articles_;
    parts_.composed.change.edges.emplace(number, std::move(edge));
}

void EdgeWriter::finish() {
    auto& erased = parts_.composed.change.erased_edges;
    std::sort(erased.begin(), erased.end());
    erased.erase(std::unique(erased.begin(), erased.end()), erased.end());
}

} // namespace banggiao::merging
