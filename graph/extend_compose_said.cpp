// Takes a part of the articles, merged as they were and as they will be. Hands out what the index then says
// of nodes that many articles mention, and of edges between two of these.
#include <banggiao/graph/extend_compose_write.h>
#include <banggiao/graph/known_index_form.h>

namespace banggiao::merging {

namespace {

class SaidComposing {
  public:
    explicit SaidComposing(Composition& parts) : parts_(parts) {}

    void compose_vertices() {
        std::map<VertexId, VertexId> here; // by vertex of the base
        for (const auto& [known, locals] : parts_.less) here.emplace(known, none);
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex)
            if (parts_.touched[vertex] && parts_.base_of[vertex] != none)
                here.insert_or_assign(parts_.base_of[vertex], vertex);
        for (const auto& [known, vertex] : here)
            if (!tell(known, vertex)) return fail();
        for (const std::string& node : parts_.known.open) forget_changed(node);
    }

    void compose_edges(const EdgesMade& fresh, const EdgesMade& old) {
        std::map<std::string, MergeIndex::EdgeSaid> now;
        const auto known = [&](const std::string& name) -> MergeIndex::EdgeSaid& {
            const auto [found, is_new] = now.try_emplace(name);
            const auto* said = is_new ? parts_.index.edge_said(name) : nullptr;
            if (said) found->second = *said;
            return found->second;
        };
        for (std::size_t i = 0; i < old.edges.size(); ++i)
            if (const auto name = name_of(old.edges[i], parts_.base_of_old))
                if (!take_out(known(*name), old.said[i])) return fail();
        for (std::size_t i = 0; i < fresh.edges.size(); ++i)
            if (const auto name = name_of(fresh.edges[i], parts_.base_of))
                put_in(known(*name), fresh.said[i]);
        for (const auto& [name, said] : now)
            put('X' + name, said.statements > 0 ? index_form::bytes_of(said) : std::string());
    }

  private:
    void fail() { parts_.composed.said.reset(); }
    void put(const std::string& name, std::string bytes) {
        if (parts_.composed.said) parts_.composed.said->insert_or_assign(name, std::move(bytes));
    }

    /// What is decided anew is told by all its articles from then on.
    void forget_changed(const std::string& node) {
        const auto vertex = parts_.index.vertex(node);
        if (!vertex || !parts_.index.said(node)) return;
        const auto here = parts_.of_base.find(*vertex);
        if (here != parts_.of_base.end() && !parts_.changed[here->second] && !parts_.touched[here->second])
            return;
        put('x' + node, {});
        for (EdgeId each : parts_.base.in_edges(*vertex)) {
            const std::string other = parts_.near.text(parts_.base.source(each), "id");
            forget_edge(other, parts_.base.type_name(each), node, other);
        }
        for (EdgeId each : parts_.base.out_edges(*vertex)) {
            const std::string other = parts_.near.text(parts_.base.target(each), "id");
            forget_edge(node, parts_.base.type_name(each), other, other);
        }
    }

    void forget_edge(const std::string& from, const std::string& type, const std::string& to,
                     const std::string& other) {
        if (parts_.index.said(other)) put('X' + edge_name(from, type, to, {}), {});
    }

    /// `vertex`: none if only articles that go mention it of those that are read.
    bool tell(VertexId known, VertexId vertex) {
        const std::string node = parts_.near.text(known, "id");
        const auto* said = parts_.known.open.contains(node) ? nullptr : parts_.index.said(node);
        if (!said) return true;
        if (vertex != none && parts_.id(vertex) != node) return false;
        const auto less = parts_.less.find(known);
        auto left = less == parts_.less.end() ? std::optional(*said)
                                              : said_without(*said, parts_.old_state, less->second);
        if (!left) return false;
        std::vector<LocalId> more;
        for (LocalId local = 0; local < parts_.state.locals.size() && vertex != none; ++local)
            if (parts_.vertices.of_local[local] == vertex &&
                parts_.is_new[parts_.state.locals[local].article])
                more.push_back(local);
        put('x' + node, index_form::bytes_of(said_with(*left, parts_.state, more)));
        return true;
    }

    /// Of an edge between two of which the index says what is said.
    std::optional<std::string> name_of(const EdgeDraft& draft, const std::vector<VertexId>& base_of) const {
        const VertexId from = base_of[draft.from], to = base_of[draft.to];
        if (from == none || to == none) return std::nullopt;
        const std::string source = parts_.near.text(from, "id"), target = parts_.near.text(to, "id");
        const bool is_told = !parts_.is_anew(source) && !parts_.is_anew(target) &&
                             parts_.index.said(source) && parts_.index.said(target);
        return is_told ? std::optional(edge_name(source, draft.type, target, draft.distinct)) : std::nullopt;
    }

    Composition& parts_;
};

} // namespace

void compose_said(Composition& parts) {
    SaidComposing(parts).compose_vertices();
}

void compose_edges_said(Composition& parts, const EdgesMade& fresh, const EdgesMade& old) {
    SaidComposing(parts).compose_edges(fresh, old);
}

} // namespace banggiao::merging
