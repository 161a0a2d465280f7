// Takes a number. Hands out the facts of a small article, valid and the same each time; folders that go
// away, and disks that are full.
#pragma once

#include <banggiao/graph/facts.h>
#include <banggiao/graph/store/store.h>
#include <banggiao/graph/text.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace banggiao::tests {

/// `version` changes the article's words under the same id.
inline Facts article_facts(int number, int version = 0) {
    static const char* const hosts[] = {"Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Châu"};
    static const char* const guests[] = {"Phạm Quốc Dũng", "Hoàng Thu Hà", "Vũ Đức Kiên", "Đỗ Lan Phương"};
    const std::string host = hosts[number % 3], guest = guests[number % 4];
    const std::string words = "đã gặp";
    Facts facts;
    facts.article.id = "article-" + std::to_string(number);
    facts.article.published = "2024-0" + std::to_string(1 + number % 9) + "-15";
    facts.article.text =
        host + " " + words + " " + guest + " lần thứ " + std::to_string(number * 100 + version) + ".";
    facts.article.sha256 = sha256_hex(*facts.article.text);
    facts.extractor_name = "test";
    facts.extractor_version = "1";
    const auto length = [](const std::string& text) {
        return static_cast<std::uint32_t>(code_point_count(text));
    };
    const std::uint32_t event_start = length(host) + 1, guest_start = event_start + length(words) + 1;
    const Span all{0, length(*facts.article.text)};
    const auto node = [&](const char* id, const char* label, const std::string& name, std::uint32_t start) {
        facts.nodes.push_back(
            {id, {label}, name, {}, {}, {}, {{{start, start + length(name)}, "test.rule", false}}});
    };
    node("n1", "Official", host, 0);
    node("n2", "Event", words, event_start);
    node("n3", "Official", guest, guest_start);
    facts.nodes[1].properties = {{"kind", "meeting"}, {"date", *facts.article.published}};
    facts.edges.push_back({"ATTENDED", "n1", "n2", {{"side", "host"}}, {{all, "test.rule"}}});
    facts.edges.push_back({"ATTENDED", "n3", "n2", {{"side", "guest"}}, {{all, "test.rule"}}});
    return facts;
}

/// A new folder, removed with everything in it; in memory where that is possible, so that syncing costs
/// nothing.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        const std::filesystem::path memory = "/dev/shm";
        const bool in_memory = access(memory.c_str(), W_OK) == 0;
        const auto parent = in_memory ? memory : std::filesystem::temp_directory_path();
        std::string pattern = (parent / "banggiao-test-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

inline std::string file_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_bytes(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Articles [first, last).
inline std::vector<Facts> facts_of(int first, int last) {
    std::vector<Facts> facts;
    for (int number = first; number < last; ++number) facts.push_back(article_facts(number));
    return facts;
}

/// Puts them and commits.
inline Status put_articles(const std::string& path, int first, int last, int version = 0) {
    auto store = Store::open(path, Store::Mode::create_or_write);
    if (!store) return std::move(store).error();
    for (int number = first; number < last; ++number)
        if (auto outcome = store->put(article_facts(number, version)); !outcome)
            return std::move(outcome).error();
    return store->commit();
}

inline std::size_t article_count(const std::string& path) {
    const auto store = Store::open(path, Store::Mode::read);
    return store ? store->articles().value().size() : 0;
}

/// Limits the size of files this process writes: a disk that is full.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    void (*handler_)(int);
    rlimit before_{};
};

/// A process that gets that many bytes more and then none.
class LittleMemory {
  public:
    explicit LittleMemory(rlim_t bytes) {
        getrlimit(RLIMIT_AS, &before_);
        rlim_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        const auto page_bytes = static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
        const rlimit limit{pages * page_bytes + bytes, before_.rlim_max};
        setrlimit(RLIMIT_AS, &limit);
    }
    ~LittleMemory() { setrlimit(RLIMIT_AS, &before_); }
    LittleMemory(const LittleMemory&) = delete;
    LittleMemory& operator=(const LittleMemory&) = delete;

  private:
    rlimit before_{};
};

/// A folder that takes no files, and a process without the rights of root, to whom every folder is open.
class ReadOnlyFolder {
  public:
    explicit ReadOnlyFolder(std::string path, mode_t mode = 0555)
        : path_(std::move(path)), is_root_(geteuid() == 0) {
        chmod(path_.c_str(), mode);
        if (is_root_) is_root_ = setresuid(nobody, nobody, 0) == 0;
    }
    ~ReadOnlyFolder() {
        if (is_root_) is_root_ = setresuid(0, 0, 0) == 0;
        chmod(path_.c_str(), 0755);
    }
    ReadOnlyFolder(const ReadOnlyFolder&) = delete;
    ReadOnlyFolder& operator=(const ReadOnlyFolder&) = delete;

  private:
    static constexpr uid_t nobody = 65534;
    std::string path_;
    bool is_root_;
};

} // namespace banggiao::tests
