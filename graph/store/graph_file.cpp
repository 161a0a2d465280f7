// Takes a frozen graph and what its merge decided. Hands out NAME.kg-graph, written in one step, mapped in
// constant time.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/store/graph_file.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace banggiao::store {

namespace {

constexpr std::string_view temporary_mark = ".new-";

struct GraphFileHeader {
    static constexpr std::uint64_t expected_magic = 0x4850'4152'474b'4742; ///< "BGKGRAPH"
    static constexpr std::uint32_t expected_byte_order = 0x01020304;
    /// Grows with the form of the file and with what merge() makes of the same facts.
    static constexpr std::uint32_t current_version = 17;
    std::uint64_t magic = expected_magic;
    std::uint32_t byte_order = expected_byte_order;
    std::uint32_t version = current_version;
    GraphOrigin origin;
    std::uint64_t block_bytes = 0;
    std::uint64_t notes_bytes = 0;
    std::uint64_t notes_checksum = 0;
    std::uint64_t checksums_checksum = 0;
    std::uint64_t header_checksum = 0; ///< of the fields before

    std::uint64_t computed_checksum() const {
        return checksum(std::as_bytes(std::span(this, 1)).first(offsetof(GraphFileHeader, header_checksum)));
    }
    std::size_t checksum_count() const {
        return (block_bytes + FrozenGraph::block_bytes - 1) / FrozenGraph::block_bytes;
    }
};

Error damaged(const std::string& path, const char* what) {
    return {ErrorKind::damaged, std::string("the graph file is damaged: ") + what, path, "rebuild it"};
}

Error system_error(ErrorKind kind, const std::string& path, const char* what) {
    const int code = errno;
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return {kind, std::string(what) + ": " + std::strerror(code), path,
            full ? "free some room and repeat; the articles are kept"
                 : "check its folder and its permissions"};
}

class File {
  public:
    File(const std::string& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }

    bool write(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) return false;
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return true;
    }

  private:
    int descriptor_;
};

/// A private mapping: blocks that fail their check are overwritten in memory, never in the file.
struct Mapping {
    std::byte* place = nullptr;
    std::size_t size = 0;
    ~Mapping() {
        if (place) ::munmap(place, size);
    }
};

Result<std::shared_ptr<Mapping>> map_file(const std::string& path) {
    const File file(path, O_RDONLY | O_NONBLOCK); // a pipe would keep us waiting
    if (!file.is_open())
        return system_error(errno == ENOENT ? ErrorKind::not_found : ErrorKind::unreadable, path,
                            "cannot be opened");
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode))
        return Error{ErrorKind::malformed, "is not a graph file", path, ""};
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size < sizeof(GraphFileHeader)) return damaged(path, "it is too short");
    void* place =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, file.descriptor(), 0);
    if (place == MAP_FAILED) return system_error(ErrorKind::unreadable, path, "cannot be mapped");
    auto mapping = std::make_shared<Mapping>();
    mapping->place = static_cast<std::byte*>(place);
    mapping->size = size;
    return mapping;
}

Status check_header(const GraphFileHeader& header, const std::string& path, std::size_t size) {
    if (header.magic != GraphFileHeader::expected_magic)
        return Error{ErrorKind::malformed, "is not a graph file", path, ""};
    if (header.header_checksum != header.computed_checksum()) return damaged(path, "its header");
    if (header.byte_order != GraphFileHeader::expected_byte_order ||
        header.version != GraphFileHeader::current_version)
        return Error{ErrorKind::unsupported, "the graph file is of another version", path, "rebuild it"};
    // The checksum holds, yet a hostile file may have computed it: no sum here may overflow.
    std::size_t left = size - sizeof header;
    for (const std::uint64_t part :
         {header.block_bytes, header.notes_bytes, std::uint64_t{8} * header.checksum_count()}) {
        if (part > left) return damaged(path, "its length");
        left -= part;
    }
    return left == 0 ? Status() : damaged(path, "its length");
}

std::vector<std::uint64_t> block_checksums(std::span<const std::byte> block) {
    std::vector<std::uint64_t> checksums;
    for (std::size_t first = 0; first < block.size(); first += FrozenGraph::block_bytes)
        checksums.push_back(
            checksum(block.subspan(first, std::min(FrozenGraph::block_bytes, block.size() - first))));
    return checksums;
}

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

std::string_view text_of(const Mapping& mapping) {
    return {reinterpret_cast<const char*>(mapping.place), mapping.size};
}

void append_note(std::string& out, const std::string& rule, const std::vector<std::string>& keys,
                 const std::string& words) {
    append_list_start(out, 3);
    append_string(out, rule);
    append_list_start(out, keys.size());
    for (const std::string& key : keys) append_string(out, key);
    append_string(out, words);
}

/// The first bytes of a file.
template <typename Header>
std::optional<Header> header_of(const std::string& path) {
    const File file(path, O_RDONLY | O_NONBLOCK);
    Header header;
    const auto count = file.is_open() ? ::read(file.descriptor(), &header, sizeof header) : 0;
    return count == static_cast<ssize_t>(sizeof header) ? std::optional(header) : std::nullopt;
}

} // namespace

std::optional<GraphOrigin> origin_of_graph_file(const std::string& path) {
    const auto header = header_of<GraphFileHeader>(path);
    const bool is_sound = header && header->magic == GraphFileHeader::expected_magic &&
                          header->version == GraphFileHeader::current_version &&
                          header->header_checksum == header->computed_checksum();
    return is_sound ? std::optional(header->origin) : std::nullopt;
}

Result<MappedGraph> map_graph_file(const std::string& path) {
    auto mapping = map_file(path);
    if (!mapping) return std::move(mapping).error();
    const std::span<std::byte> bytes((*mapping)->place, (*mapping)->size);
    GraphFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (Status status = check_header(header, path, bytes.size()); !status) return std::move(status).error();
    const std::span<const std::uint64_t> checksums(
        reinterpret_cast<const std::uint64_t*>(bytes.data() + sizeof header), header.checksum_count());
    if (checksum(std::as_bytes(checksums)) != header.checksums_checksum)
        return damaged(path, "its checksums");
    const auto rest = bytes.subspan(sizeof header + checksums.size_bytes());
    auto graph = FrozenGraph::from_mapped(rest.first(header.block_bytes), checksums, *mapping);
    if (!graph) {
        Error error = std::move(graph).error();
        error.place = path;
        return error;
    }
    MappedGraph mapped{std::move(graph).value(),         header.origin,         header.header_checksum,
                       rest.subspan(header.block_bytes), header.notes_checksum, *mapping};
    return mapped;
}

namespace {

struct IndexFileHeader {
    GraphOrigin origin;
    std::uint64_t checksum = 0; ///< of the origin

    std::uint64_t computed_checksum() const {
        return banggiao::checksum(std::as_bytes(std::span(&origin, 1)));
    }
};

struct ChangeFileHeader {
    /// Grows with the form of the file and with what merge() makes of the same facts.
    static constexpr std::uint64_t expected_magic = 0x3445'474e'4843'4742; ///< "BGCHNGE4"
    std::uint64_t magic = expected_magic;
    GraphOrigin base, as_of;
    std::uint64_t waiting = 0;
    std::uint64_t change_bytes = 0, index_bytes = 0;
    std::uint64_t change_checksum = 0, index_checksum = 0;
    std::uint64_t checksum = 0; ///< of the fields before

    std::uint64_t computed_checksum() const {
        return banggiao::checksum(
            std::as_bytes(std::span(this, 1)).first(offsetof(ChangeFileHeader, checksum)));
    }
};

enum class Synced { yes, no };

/// Writes parts to a temporary name beside a path, syncs, renames.
Status write_whole(const std::string& path, std::initializer_list<std::span<const std::byte>> parts,
                   Synced synced = Synced::yes) {
    remove_abandoned(path);
    const std::string temporary = temporary_beside(path);
    File file(temporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.is_open()) return system_error(ErrorKind::storage, path, "cannot be written");
    bool written = true;
    for (const auto& part : parts) written = written && file.write(part);
    if (synced == Synced::yes) written = written && ::fsync(file.descriptor()) == 0;
    written = written && ::rename(temporary.c_str(), path.c_str()) == 0;
    if (!written) {
        Error error = system_error(ErrorKind::storage, path, "cannot be written");
        ::unlink(temporary.c_str());
        return error;
    }
    if (synced == Synced::yes) sync_folder(folder_of(path));
    return {};
}

} // namespace

Result<MappedIndex> map_index_file(const std::string& path) {
    auto mapping = map_file(path);
    if (!mapping) return std::move(mapping).error();
    const std::span<const std::byte> bytes((*mapping)->place, (*mapping)->size);
    IndexFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.checksum != header.computed_checksum()) return damaged(path, "its header");
    return MappedIndex{header.origin, bytes.subspan(sizeof header), *mapping};
}

Status write_index_file(const std::string& path, std::string_view index, GraphOrigin origin) {
    IndexFileHeader header{origin, 0};
    header.checksum = header.computed_checksum();
    return write_whole(path, {std::as_bytes(std::span(&header, 1)), bytes_of(index)});
}

Status write_change_file(const std::string& path, const KeptChange& kept) {
    ChangeFileHeader header;
    header.base = kept.base;
    header.as_of = kept.as_of;
    header.waiting = kept.waiting;
    header.change_bytes = kept.change.size();
    header.index_bytes = kept.index.size();
    header.change_checksum = checksum(bytes_of(kept.change.view()));
    header.index_checksum = checksum(bytes_of(kept.index.view()));
    header.checksum = header.computed_checksum();
    return write_whole(
        path,
        {std::as_bytes(std::span(&header, 1)), bytes_of(kept.change.view()), bytes_of(kept.index.view())},
        Synced::no);
}

std::uint64_t waiting_in_change_file(const std::string& path, GraphOrigin base) {
    const auto header = header_of<ChangeFileHeader>(path);
    const bool is_sound = header && header->magic == ChangeFileHeader::expected_magic &&
                          header->base == base && header->checksum == header->computed_checksum();
    return is_sound ? header->waiting : 0;
}

Result<KeptChange> read_change_file(const std::string& path, GraphOrigin base,
                                    std::optional<GraphOrigin> wanted) {
    const auto mapping = map_file(path);
    ChangeFileHeader header;
    const std::string_view bytes = mapping ? text_of(**mapping) : std::string_view();
    const bool has_header = bytes.size() >= sizeof header;
    if (has_header) std::memcpy(&header, bytes.data(), sizeof header);
    if (!has_header || header.magic != ChangeFileHeader::expected_magic || header.base != base)
        return Error{ErrorKind::not_found, "there is no such change", path, ""};
    const std::string_view rest = bytes.substr(sizeof header);
    if (header.checksum != header.computed_checksum() || header.change_bytes > rest.size() ||
        header.index_bytes != rest.size() - header.change_bytes)
        return damaged(path, "its header");
    const KeptBytes change(rest.substr(0, header.change_bytes), *mapping);
    const KeptBytes index(rest.substr(header.change_bytes), *mapping);
    if (checksum(bytes_of(change.view())) != header.change_checksum) return damaged(path, "its change");
    KeptChange kept{base, header.as_of, header.waiting, change, {}};
    if (kept.as_of == wanted) return kept;
    if (checksum(bytes_of(index.view())) != header.index_checksum)
        return damaged(path, "its part of the index");
    kept.index = index;
    return kept;
}

Result<std::uint64_t> write_graph_file(const std::string& path, const FrozenGraph& graph,
                                       std::string_view merge_notes, GraphOrigin origin) {
    const auto checksums = block_checksums(graph.bytes());
    GraphFileHeader header;
    header.origin = origin;
    header.block_bytes = graph.bytes().size();
    header.notes_bytes = merge_notes.size();
    header.notes_checksum = checksum(bytes_of(merge_notes));
    header.checksums_checksum = checksum(std::as_bytes(std::span(checksums)));
    header.header_checksum = header.computed_checksum();

    if (Status status =
            write_whole(path, {std::as_bytes(std::span(&header, 1)), std::as_bytes(std::span(checksums)),
                               graph.bytes(), bytes_of(merge_notes)});
        !status)
        return std::move(status).error();
    return header.header_checksum;
}

std::string encode_merge_notes(std::span<const MergeDecision> decisions,
                               std::span<const Conflict> conflicts) {
    std::string out;
    append_list_start(out, 2);
    append_list_start(out, decisions.size());
    for (const MergeDecision& each : decisions) append_note(out, each.rule, each.keys, each.reason);
    append_list_start(out, conflicts.size());
    for (const Conflict& each : conflicts) append_note(out, each.rule, each.keys, each.description);
    return out;
}

void sync_folder(const std::string& folder) {
    const File handle(folder, O_RDONLY | O_DIRECTORY);
    if (handle.is_open()) ::fsync(handle.descriptor());
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string temporary_beside(const std::string& path) {
    static std::atomic<unsigned> number{0};
    return path + std::string(temporary_mark) + std::to_string(::getpid()) + "." + std::to_string(number++);
}

void remove_abandoned(const std::string& path) {
    std::error_code error;
    const std::filesystem::path folder(folder_of(path));
    const std::string beginning =
        std::filesystem::path(path).filename().string() + std::string(temporary_mark);
    std::vector<std::filesystem::path> abandoned;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(beginning)) continue;
        const long process = std::strtol(name.c_str() + beginning.size(), nullptr, 10);
        if (process > 0 && ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH)
            abandoned.push_back(entry->path());
    }
    for (const auto& file : abandoned) std::filesystem::remove(file, error);
}

} // namespace banggiao::store
