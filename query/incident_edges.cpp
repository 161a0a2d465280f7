// Takes a node. Hands out the relationships at it.
#include <banggiao/query/incident_edges.h>

#include <banggiao/query/execution.h>

#include <algorithm>

namespace banggiao::query {

AllowedTypes AllowedTypes::of(const bound::Labels* labels, const GraphView& view) {
    AllowedTypes result;
    if (!labels) return result;
    result.all = false;
    std::size_t count = view.frozen().type_count() + view.added_types();
    for (std::size_t id = 0; id < count; ++id)
        if (type_matches(static_cast<TypeId>(id), *labels, view))
            result.ids.push_back(static_cast<TypeId>(id));
    return result;
}

bool AllowedTypes::allows(TypeId type) const {
    return all || std::binary_search(ids.begin(), ids.end(), type);
}

IncidentEdges::IncidentEdges(const GraphView& view, VertexId vertex, ast::Direction direction,
                             const AllowedTypes& types)
    : view_(&view), types_(&types), vertex_(vertex), direction_(direction), stage_(Stage::out),
      checks_(view.changed()) {}

bool IncidentEdges::begin_next_run() {
    while (stage_ != Stage::end) {
        if (begin_run()) return true;
        const bool is_last = stage_ == Stage::created_in || (stage_ == Stage::in && !checks_);
        stage_ = is_last ? Stage::end : static_cast<Stage>(static_cast<int>(stage_) + 1);
        runs_ = 0;
        skips_loops_ = direction_ == ast::Direction::both && !goes_out();
    }
    return false;
}

bool IncidentEdges::is_wanted() const {
    return direction_ != (goes_out() ? ast::Direction::left : ast::Direction::right);
}

/// The next run of this stage; false if there is none.
bool IncidentEdges::begin_run() {
    if (!is_wanted()) return false;
    if (stage_ == Stage::out || stage_ == Stage::in) return begin_frozen_run();
    if (runs_++ > 0) return false;
    take_created(goes_out() ? view_->created_out(vertex_) : view_->created_in(vertex_));
    return true;
}

/// Of one type, or of all.
bool IncidentEdges::begin_frozen_run() {
    const FrozenGraph& graph = view_->frozen();
    if (vertex_ >= graph.vertex_count() || (types_->all && runs_ > 0)) return false;
    if (types_->all) {
        ++runs_;
        if (goes_out())
            take_out(graph.out_edges(vertex_));
        else
            take_in(graph.in_edges(vertex_), graph.in_sources(vertex_));
        return true;
    }
    while (runs_ < types_->ids.size()) {
        const TypeId type = types_->ids[runs_++];
        if (type >= graph.type_count()) continue;
        if (goes_out())
            take_out(graph.out_edges(vertex_, type));
        else
            take_in(graph.in_edges(vertex_, type), graph.in_sources(vertex_, type));
        if (size_ > 0) return true;
    }
    return false;
}

void IncidentEdges::take_out(EdgeRange edges) {
    ids_ = nullptr;
    first_ = edges.first;
    position_ = 0;
    const auto targets = view_->frozen().targets(edges);
    others_ = checks_ ? nullptr : targets.data();
    size_ = std::min<std::size_t>(edges.size(), targets.size());
}

void IncidentEdges::take_in(std::span<const EdgeId> edges, std::span<const VertexId> sources) {
    ids_ = edges.data();
    others_ = checks_ ? nullptr : sources.data();
    position_ = 0;
    size_ = std::min(edges.size(), sources.size());
}

void IncidentEdges::take_created(std::span<const EdgeId> edges) {
    ids_ = edges.data();
    others_ = nullptr;
    position_ = 0;
    size_ = edges.size();
}

VertexId IncidentEdges::far_end() const {
    return goes_out() ? view_->target(edge_) : view_->source(edge_);
}

bool IncidentEdges::is_there() const {
    const bool created = stage_ == Stage::created_out || stage_ == Stage::created_in;
    if (created && !types_->allows(view_->type(edge_))) return false;
    return !view_->is_erased(EdgeReference{edge_});
}

std::uint64_t count_incident(const GraphView& view, VertexId vertex, ast::Direction direction,
                             const AllowedTypes& types) {
    std::uint64_t count = 0;
    bool is_plain = !view.changed() && direction != ast::Direction::both;
    if (!is_plain) {
        for (IncidentEdges edges(view, vertex, direction, types); edges.next();) ++count;
        return count;
    }
    const FrozenGraph& graph = view.frozen();
    bool out = direction == ast::Direction::right;
    if (types.all) return out ? graph.out_edges(vertex).size() : graph.in_edges(vertex).size();
    for (TypeId type : types.ids)
        count += out ? graph.out_edges(vertex, type).size() : graph.in_edges(vertex, type).size();
    return count;
}

} // namespace banggiao::query
