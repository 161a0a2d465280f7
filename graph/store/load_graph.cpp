// Takes a store. Hands out its graph: the mapped file if it is of this revision, else merged anew and kept.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/merge.h>
#include <banggiao/graph/store/state.h>

#include <algorithm>
#include <unistd.h>

namespace banggiao {

using store::GraphOrigin;
using store::Made;
using store::make_graph;
using store::MappedGraph;

namespace {

/// Keeps a store as it is at one moment, for who reads it, until it goes.
class Snapshot {
  public:
    explicit Snapshot(const store::Database& database)
        : database_(database),
          is_ours_(!database.in_transaction() && database.run("BEGIN; SELECT 1 FROM sqlite_schema")) {}
    ~Snapshot() {
        if (is_ours_) static_cast<void>(database_.run("COMMIT"));
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

  private:
    const store::Database& database_;
    bool is_ours_;
};

/// The index first: beside an older graph it is of no use, and a graph without one is merged anew.
Result<std::uint64_t> write(const Made& made, const std::string& graph_path, const std::string& index_path,
                            GraphOrigin origin) {
    static_cast<void>(store::write_index_file(index_path, made.index, origin));
    return store::write_graph_file(graph_path, made.graph, *made.notes, origin);
}

template <typename Note>
void apply(std::vector<Note>& notes, const std::vector<Note>& gone, const std::vector<Note>& made) {
    std::vector<Note> left, all;
    std::set_difference(notes.begin(), notes.end(), gone.begin(), gone.end(), std::back_inserter(left));
    std::set_union(left.begin(), left.end(), made.begin(), made.end(), std::back_inserter(all));
    notes = std::move(all);
}

LoadedGraph loaded(Made made, std::int64_t revision) {
    LoadedGraph graph;
    graph.graph = std::move(made.graph);
    graph.revision = revision;
    graph.encoded_merge_notes = std::as_bytes(std::span(*made.notes));
    graph.merge_notes_checksum = checksum(graph.encoded_merge_notes);
    graph.merge_notes_owner = std::move(made.notes);
    return graph;
}

LoadedGraph loaded(MappedGraph mapped) {
    LoadedGraph graph;
    graph.graph = std::move(mapped.graph);
    graph.revision = mapped.origin.revision;
    graph.encoded_merge_notes = mapped.merge_notes;
    graph.merge_notes_checksum = mapped.merge_notes_checksum;
    graph.merge_notes_owner = std::move(mapped.owner);
    return graph;
}

std::vector<std::string> texts_of(const Value& list) {
    std::vector<std::string> texts;
    for (const Value& item : list.list())
        if (item.is(ValueType::string)) texts.push_back(item.string());
    return texts;
}

bool is_note(const Value& value) {
    return value.is(ValueType::list) && value.list().size() == 3 && value.list()[0].is(ValueType::string) &&
           value.list()[1].is(ValueType::list) && value.list()[2].is(ValueType::string);
}

template <typename Note>
std::vector<Note> notes_of(const Value& list) {
    std::vector<Note> notes;
    if (!list.is(ValueType::list)) return notes;
    for (const Value& value : list.list())
        if (is_note(value))
            notes.push_back({value.list()[0].string(), texts_of(value.list()[1]), value.list()[2].string()});
    return notes;
}

Error not_imported_here(const std::string& path) {
    return {ErrorKind::damaged, "the graph file is not the one that was imported", path, "import it again"};
}

Result<LoadedGraph> load_imported(const std::string& path, Result<MappedGraph> mapped,
                                  const store::Meta& meta) {
    if (!mapped) {
        Error error = std::move(mapped).error();
        error.remedy = "import it again";
        return error;
    }
    if (!store::is_imported_graph(*mapped, meta)) return not_imported_here(path);
    return loaded(std::move(mapped).value());
}

} // namespace

Result<Made> store::make_graph(const Store& store, const Result<std::vector<Digest>>& digests) {
    if (!digests) return digests.error();
    const auto judgements = store.judgements();
    if (!judgements) return judgements.error();
    std::string index;
    FrozenMerge merged = merge_frozen(*digests, *judgements, &index);
    return Made{std::move(merged.graph), std::move(index),
                std::make_shared<const std::string>(encode_merge_notes(merged.decisions, merged.conflicts))};
}

bool store::is_imported_graph(const MappedGraph& mapped, const Meta& meta) {
    if (mapped.origin.store_identity != meta.identity) return false;
    if (mapped.origin.revision == meta.revision) return mapped.checksum == meta.graph_checksum;
    return mapped.origin.revision == meta.revision + 1;
}

Result<MergeNotes> LoadedGraph::merge_notes() const {
    if (checksum(encoded_merge_notes) != merge_notes_checksum)
        return Error{ErrorKind::damaged, "the notes of the merge are damaged", "", "rebuild the graph"};
    const Value all =
        decode_value({reinterpret_cast<const char*>(encoded_merge_notes.data()), encoded_merge_notes.size()});
    if (!all.is(ValueType::list) || all.list().size() != 2) return MergeNotes{};
    MergeNotes said{notes_of<MergeDecision>(all.list()[0]), notes_of<Conflict>(all.list()[1])};
    if (change) {
        apply(said.decisions, change->notes.gone_decisions, change->notes.new_decisions);
        apply(said.conflicts, change->notes.gone_conflicts, change->notes.new_conflicts);
    }
    return said;
}

Status Store::State::check_graph() const {
    const auto mapped = store::map_graph_file(graph_path());
    if (!mapped)
        return mapped.error().kind == ErrorKind::not_found && !imported ? Status() : Status(mapped.error());
    if (imported) {
        const auto meta = store::meta_of(database);
        if (!meta) return meta.error();
        if (!store::is_imported_graph(*mapped, *meta)) return not_imported_here(graph_path());
    }
    if (Status status = mapped->graph.verify(); !status) return status;
    const auto notes = loaded(*mapped).merge_notes();
    if (!notes) return notes.error();
    return imported ? Status() : check_beside(*mapped);
}

std::optional<LoadedGraph> Store::State::as_it_lies(const MappedGraph& mapped, GraphOrigin wanted,
                                                    const Result<std::vector<Judgement>>& judgements,
                                                    Freshness freshness) const {
    if (mapped.origin == wanted) return loaded(mapped);
    const bool may_follow = mapped.origin.store_identity == wanted.store_identity &&
                            freshness == Freshness::by_change && judgements;
    auto change = may_follow ? change_of(mapped, wanted, *judgements) : std::nullopt;
    if (!change) return std::nullopt;
    LoadedGraph extended = loaded(mapped);
    extended.revision = wanted.revision;
    extended.change = std::make_shared<const GraphChange>(std::move(*change));
    return extended;
}

Result<LoadedGraph> Store::State::load_anew(const Store& store, const store::Meta& meta,
                                            const Result<MappedGraph>& mapped) const {
    const bool ours = mapped && mapped->origin.store_identity == meta.identity;
    const bool can_write = ::access(store::folder_of(path).c_str(), W_OK) == 0;
    if (ours && !can_write) {
        LoadedGraph last = loaded(*mapped);
        last.behind = true;
        last.notes.push_back(graph_path() + ": the graph is of revision " + std::to_string(last.revision) +
                             ", the store of revision " + std::to_string(meta.revision) +
                             "; the folder cannot be written, so the older graph is read");
        return last;
    }
    auto made = make_graph(store, all_digests());
    if (!made) return std::move(made).error();
    const auto written = write(*made, graph_path(), index_path(), meta.origin());
    forget_change();
    LoadedGraph graph = loaded(std::move(made).value(), meta.revision);
    if (!mapped && mapped.error().kind != ErrorKind::not_found)
        graph.notes.push_back(mapped.error().text() + ": rebuilt");
    if (!written) graph.notes.push_back(written.error().text() + ": the graph is kept in memory only");
    return graph;
}

Result<LoadedGraph> load_graph(const std::string& store_path, Freshness freshness) {
    for (int look = 1;; ++look) {
        const auto store = Store::open(store_path, Store::Mode::read);
        if (!store) return store.error();
        const Store::State& state = *store->state_;
        const auto meta = store::meta_of(state.database);
        if (!meta) return meta.error();
        const auto before = state.files_beside();
        auto mapped = store::map_graph_file(state.graph_path());
        if (state.imported) return load_imported(state.graph_path(), std::move(mapped), *meta);
        if (mapped)
            if (auto graph = state.as_it_lies(*mapped, meta->origin(), store->judgements(), freshness))
                return std::move(*graph);
        // Another graph may have been put in place between two looks, or the store have moved on with it.
        const bool is_ahead = mapped && mapped->origin.store_identity == meta->identity &&
                              mapped->origin.revision > meta->revision;
        const bool is_other =
            freshness == Freshness::by_change && (is_ahead || state.files_beside() != before);
        if (!is_other || look == store::most_looks) return state.load_anew(*store, *meta, mapped);
    }
}

Status rebuild_graph(const Store& store) {
    const Store::State& state = *store.state_;
    std::optional<Snapshot> snapshot(state.database);
    const auto meta = store::meta_of(state.database);
    if (!meta) return meta.error();
    std::vector<std::size_t> made_anew;
    const auto digests = state.all_digests(&made_anew);
    const auto made = make_graph(store, digests);
    snapshot.reset();
    if (!made) return made.error();
    state.keep_digests(*digests, made_anew, meta->revision);
    const auto written = write(*made, state.graph_path(), state.index_path(), meta->origin());
    state.forget_change();
    if (written) state.forget_former(meta->revision);
    return written ? Status() : Status(written.error());
}

Status update_graph(const Store& store) {
    const Store::State& state = *store.state_;
    for (int look = 1; look <= store::most_looks; ++look) {
        const Snapshot snapshot(state.database);
        const auto meta = store::meta_of(state.database);
        if (!meta) return meta.error();
        const auto before = state.files_beside();
        const auto mapped = store::map_graph_file(state.graph_path());
        const bool is_current = mapped && mapped->origin == meta->origin();
        if (is_current && mapped->graph.verify()) return {};
        const auto judgements = store.judgements();
        if (!is_current && mapped && judgements && state.change_of(*mapped, meta->origin(), *judgements))
            return {};
        if (state.files_beside() == before) break; // else another graph may have been put in place
    }
    return rebuild_graph(store);
}

} // namespace banggiao
