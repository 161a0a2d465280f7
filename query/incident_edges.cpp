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
    : view_(&view), types_(&types), vertex_(vertex), direction_(direction), stage_(Stage::out) {
    begin_stage();
}

void IncidentEdges::begin_stage() {
    type_index_ = 0;
    position_ = 0;
    out_ = {};
    list_ = {};
    bool right = direction_ != ast::Direction::left, left = direction_ != ast::Direction::right;
    bool is_frozen = vertex_ < view_->frozen().vertex_count();
    if (stage_ == Stage::created_out && right) list_ = view_->created_out(vertex_);
    if (stage_ == Stage::created_in && left) list_ = view_->created_in(vertex_);
    if (!is_frozen || (stage_ == Stage::out && !right) || (stage_ == Stage::in && !left)) return;
    if (stage_ == Stage::out || stage_ == Stage::in) begin_run();
}

/// The next run of edges of one type, or of all.
void IncidentEdges::begin_run() {
    position_ = 0;
    const FrozenGraph& graph = view_->frozen();
    if (types_->all) {
        if (type_index_++ > 0) return;
        if (stage_ == Stage::out)
            out_ = graph.out_edges(vertex_);
        else
            list_ = graph.in_edges(vertex_);
        return;
    }
    out_ = {};
    list_ = {};
    while (type_index_ < types_->ids.size()) {
        TypeId type = types_->ids[type_index_++];
        if (type >= graph.type_count()) continue;
        if (stage_ == Stage::out)
            out_ = graph.out_edges(vertex_, type);
        else
            list_ = graph.in_edges(vertex_, type);
        if (out_.size() > 0 || !list_.empty()) return;
    }
}

bool IncidentEdges::accept() {
    bool outgoing = stage_ == Stage::out || stage_ == Stage::created_out;
    bool created = stage_ == Stage::created_out || stage_ == Stage::created_in;
    other_ = outgoing ? view_->target(edge_) : view_->source(edge_);
    if (!outgoing && direction_ == ast::Direction::both && other_ == vertex_)
        return false; // a loop, seen already
    if (created && !types_->allows(view_->type(edge_))) return false;
    return !view_->changed() || !view_->is_erased(EdgeReference{edge_});
}

bool IncidentEdges::next() {
    while (stage_ != Stage::end) {
        if (out_.first < out_.last) {
            edge_ = out_.first++;
        } else if (position_ < list_.size()) {
            edge_ = list_[position_++];
        } else {
            bool frozen_stage = stage_ == Stage::out || stage_ == Stage::in;
            if (frozen_stage && !types_->all && type_index_ < types_->ids.size() &&
                vertex_ < view_->frozen().vertex_count() &&
                (stage_ == Stage::out ? direction_ != ast::Direction::left
                                      : direction_ != ast::Direction::right)) {
                begin_run();
                continue;
            }
            stage_ = stage_ == Stage::in && !view_->changed()
                         ? Stage::end
                         : static_cast<Stage>(static_cast<int>(stage_) + 1);
            if (stage_ != Stage::end) begin_stage();
            continue;
        }
        if (accept()) return true;
    }
    return false;
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
