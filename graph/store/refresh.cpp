// Takes a store whose graph is behind by articles. Hands out a graph made anew, put in place while others
// read and write: it is merged of one revision under another name, what came since is found out beside it,
// and only the exchange keeps other writers out.
#include <banggiao/graph/store/refresh_lock.h>
#include <banggiao/graph/store/state.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace banggiao {

namespace store {

namespace {

std::string lock_path(const std::string& store_path) {
    return store_path + "-refresh";
}

/// Whether the file that is open still bears its name.
bool is_named(int descriptor, const std::string& path) {
    struct stat open_file {
    }, named{};
    return ::fstat(descriptor, &open_file) == 0 && ::stat(path.c_str(), &named) == 0 &&
           open_file.st_ino == named.st_ino && open_file.st_dev == named.st_dev;
}

} // namespace

RefreshLock::RefreshLock(const std::string& store_path) : path_(lock_path(store_path)) {
    const int descriptor = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
    if (descriptor < 0) return;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0 && is_named(descriptor, path_))
        descriptor_ = descriptor;
    else
        ::close(descriptor);
}

RefreshLock::~RefreshLock() {
    if (!is_held()) return;
    ::unlink(path_.c_str());
    ::close(descriptor_);
}

bool RefreshLock::is_held_by_another(const std::string& store_path) {
    const int descriptor = ::open(lock_path(store_path).c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return false;
    const bool is_held = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0;
    ::close(descriptor);
    return is_held;
}

/// Files under other names, until they are put in place; what is not is taken away.
class FilesToCome {
  public:
    explicit FilesToCome(const std::string& store_path)
        : graph(temporary_beside(store_path + "-graph")), index(temporary_beside(store_path + "-index")),
          change(temporary_beside(store_path + "-change")) {}
    ~FilesToCome() {
        for (const std::string* path : {&graph, &index, &change}) ::unlink(path->c_str());
    }
    FilesToCome(const FilesToCome&) = delete;
    FilesToCome& operator=(const FilesToCome&) = delete;

    /// The index first: beside an older graph it is of no use, and its change is found out again.
    bool put_in_place(const std::string& store_path, bool has_change) const {
        const std::string change_path = store_path + "-change";
        const bool is_put = ::rename(index.c_str(), (store_path + "-index").c_str()) == 0 &&
                            ::rename(graph.c_str(), (store_path + "-graph").c_str()) == 0 &&
                            (has_change ? ::rename(change.c_str(), change_path.c_str()) == 0
                                        : ::unlink(change_path.c_str()) == 0 || errno == ENOENT);
        sync_folder(folder_of(store_path));
        return is_put;
    }

    const std::string graph, index, change;
};

class Refreshing {
  public:
    explicit Refreshing(const std::string& path) : path_(path) {}

    /// Nothing: what came meanwhile is not certain, so all is to be merged again.
    Result<std::optional<Refreshed>> run() {
        auto store = Store::open(path_, Store::Mode::read);
        if (!store) return store.error();
        const Store::State& state = *store->state_;
        const auto meta = meta_of(state.database);
        if (!meta) return meta.error();
        if (meta->imported)
            return Error{ErrorKind::unsupported, "holds an imported graph and takes no articles", path_,
                         "name another store"};
        if (origin_of_graph_file(state.graph_path()) == meta->origin())
            return std::optional(Refreshed::nothing_waits);
        const FilesToCome files(path_);
        if (Status made = make(*store, meta->origin(), files); !made) return std::move(made).error();
        store = Store::open(path_, Store::Mode::read); // the snapshot goes
        for (int pass = 0; pass < most_passes && catch_up(); ++pass) {
            auto put = put_in_place(files);
            if (!put) return std::move(put).error();
            if (*put) return std::optional(Refreshed::made_anew);
        }
        return std::optional<Refreshed>();
    }

  private:
    /// Each finds out what came during the one before: ever less.
    static constexpr int most_passes = 100;

    Status make(const Store& store, GraphOrigin origin, const FilesToCome& files) {
        auto judgements = store.judgements();
        if (!judgements) return std::move(judgements).error();
        const auto made = make_graph(store, store.state_->all_digests());
        if (!made) return made.error();
        if (Status written = write_index_file(files.index, made->index, origin); !written) return written;
        if (auto written = write_graph_file(files.graph, made->graph, *made->notes, origin); !written)
            return std::move(written).error();
        auto graph = map_graph_file(files.graph);
        auto index = map_index_file(files.index);
        if (!graph) return std::move(graph).error();
        if (!index) return std::move(index).error();
        graph_.emplace(std::move(*graph));
        index_.emplace(std::move(*index));
        judgements_ = std::move(*judgements);
        so_far_ = {origin, 0, {}, true};
        return {};
    }

    /// Finds out what came since, beside the new graph; whether it is certain.
    bool catch_up() {
        const auto store = Store::open(path_, Store::Mode::read);
        if (!store) return false;
        const auto meta = meta_of(store->state_->database);
        const auto judgements = store->judgements();
        if (!meta || !judgements || *judgements != judgements_) return false;
        auto found =
            store->state_->caught_up(*graph_, *index_, judgements_, std::move(so_far_), meta->origin());
        if (found) so_far_ = std::move(*found);
        return found.has_value();
    }

    /// With all other writers out. False if the store has moved on.
    Result<bool> put_in_place(const FilesToCome& files) {
        if (Status written = write_change_file(files.change, kept_of(*graph_, so_far_)); !written)
            return std::move(written).error();
        auto store = open_for_writing();
        if (!store) return store.error();
        const Store::State& state = *store->state_;
        const auto meta = meta_of(state.database);
        if (!meta) return meta.error();
        if (meta->origin() != so_far_.as_of) return false;
        const auto there = origin_of_graph_file(state.graph_path());
        const bool is_newer =
            there && there->store_identity == meta->identity && there->revision > graph_->origin.revision;
        if (is_newer) return true; // somebody merged all meanwhile
        if (!files.put_in_place(path_, so_far_.as_of != graph_->origin))
            return Error{ErrorKind::storage, "the graph cannot be replaced", path_,
                         "check its folder and its permissions"};
        // What the new graph needs stays. A failure costs room only.
        const std::string forget =
            "DELETE FROM former WHERE revision <= " + std::to_string(graph_->origin.revision) + "; COMMIT";
        static_cast<void>(state.database.run(forget.c_str()));
        return true;
    }

    Result<Store> open_for_writing() const {
        constexpr int most_tries = 100; // of a third of a second each
        auto store = Store::open(path_, Store::Mode::write);
        for (int tries = 1; !store && store.error().kind == ErrorKind::storage && tries < most_tries; ++tries)
            store = Store::open(path_, Store::Mode::write);
        return store;
    }

    const std::string& path_;
    std::optional<MappedGraph> graph_;
    std::optional<MappedIndex> index_;
    std::vector<Judgement> judgements_;
    Waiting so_far_;
};

} // namespace store

bool is_refresh_due(const std::string& store_path) {
    constexpr std::uint64_t many = 48; // fewer than most_pending: those can still be found out together
    static_assert(many < store::most_pending);
    const auto base = store::origin_of_graph_file(store_path + "-graph");
    return base && store::waiting_in_change_file(store_path + "-change", *base) >= many &&
           !store::RefreshLock::is_held_by_another(store_path);
}

Result<Refreshed> refresh_graph(const std::string& store_path) {
    constexpr int most_rounds = 3;
    if (!store::exists(store_path))
        return Error{ErrorKind::not_found, "there is no such store", store_path,
                     "make it with `banggiao build`"};
    const store::RefreshLock lock(store_path);
    if (!lock.is_held()) {
        if (store::RefreshLock::is_held_by_another(store_path)) return Refreshed::by_another;
        return Error{ErrorKind::storage, "the graph cannot be replaced", store_path,
                     "check its folder and its permissions"};
    }
    for (int round = 0; round < most_rounds; ++round) {
        auto done = store::Refreshing(store_path).run();
        if (!done) return std::move(done).error();
        if (*done) return **done;
    }
    return Error{ErrorKind::conflict, "the store changed in ways that could not be followed", store_path,
                 "try again when less is written to it"};
}

} // namespace banggiao
