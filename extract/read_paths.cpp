// Takes paths. Hands out their articles one by one. Ids are gathered in a first pass over names (and over the
// ids of JSON lines), so that two texts under one id are both refused although only one article is in memory
// at a time.
#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <utility>

namespace banggiao::extract {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_article = std::size_t{512} << 20; // bytes

enum class Form { text, html, lines };

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

/// A file to read: one article under `id`, or the lines of one.
struct Input {
    std::string path; ///< for people
    std::string id;   ///< empty for JSON lines
    Form form = Form::text;
    File spooled; ///< standard input, kept for a second reading
};

Error unreadable(const std::string& path, const std::string& why) {
    return {ErrorKind::unreadable, "it cannot be read: " + why, path, "check its name and rights"};
}

Error too_long(const std::string& place) {
    return {ErrorKind::limit, "the article is longer than 512 MB", place, "split it"};
}

std::string lower_extension(const fs::path& path) {
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

std::optional<Form> form_named(const fs::path& path) {
    const std::string extension = lower_extension(path);
    if (extension == ".txt") return Form::text;
    if (extension == ".html" || extension == ".htm" || extension == ".xhtml") return Form::html;
    if (extension == ".jsonl" || extension == ".ndjson") return Form::lines;
    return std::nullopt;
}

/// By its first character: `{` JSON lines, `<` a page.
Form form_of_content(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == bytes.npos) return Form::text;
    return bytes[first] == '{' ? Form::lines : bytes[first] == '<' ? Form::html : Form::text;
}

Result<std::string> read_all(std::FILE* file, const std::string& path) {
    std::string bytes;
    std::size_t size = 0;
    struct stat about {};
    const bool known = fstat(fileno(file), &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
    std::size_t room = known ? static_cast<std::size_t>(about.st_size) + 1 : std::size_t{1} << 14;
    if (known && room > longest_article + 1) return too_long(path);
    do {
        if (size > longest_article) return too_long(path);
        bytes.resize(std::max(2 * size, room));
        size += std::fread(bytes.data() + size, 1, bytes.size() - size, file);
    } while (size == bytes.size());
    bytes.resize(size);
    if (std::ferror(file)) return unreadable(path, std::strerror(errno));
    return bytes;
}

/// Calls `line(number, text)` for every line that is not blank, `too_long(number)` for one over the limit,
/// until `stop()`.
template <typename Line, typename TooLong, typename Stop>
void each_line(std::FILE* file, Line line, TooLong over_limit, Stop stop) {
    std::string buffer(std::size_t{1} << 20, '\0'), pending;
    std::size_t number = 1;
    bool skipping = false;
    const auto finish = [&] {
        if (skipping)
            over_limit(number);
        else if (pending.find_first_not_of(" \t\r") != pending.npos)
            line(number, pending);
        pending.clear();
        skipping = false;
        ++number;
    };
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file)) {
        std::string_view rest(buffer.data(), count);
        for (std::size_t end; (end = rest.find('\n')) != rest.npos; rest.remove_prefix(end + 1)) {
            if (stop()) return;
            if (!skipping) pending.append(rest.substr(0, end));
            finish();
        }
        if (!skipping) pending.append(rest);
        if (pending.size() > longest_article) {
            skipping = true;
            pending.clear();
        }
    }
    if (!pending.empty() || skipping) finish();
}

/// Takes the events of a JSON text. Hands out the first `id` of its outermost object and reads no further.
struct IdHandler : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, IdHandler> {
    std::string id;
    int depth = 0;
    bool at_id = false;
    bool StartObject() { return ++depth, at_id = false, true; }
    bool EndObject(rapidjson::SizeType) { return --depth, true; }
    bool StartArray() { return ++depth, at_id = false, true; }
    bool EndArray(rapidjson::SizeType) { return --depth, true; }
    bool Key(const char* text, rapidjson::SizeType length, bool) {
        at_id = depth == 1 && std::string_view(text, length) == "id";
        return true;
    }
    bool String(const char* text, rapidjson::SizeType length, bool) { return value({text, length}); }
    bool Int(int number) { return value(std::to_string(number)); }
    bool Uint(unsigned number) { return value(std::to_string(number)); }
    bool Int64(std::int64_t number) { return value(std::to_string(number)); }
    bool Uint64(std::uint64_t number) { return value(std::to_string(number)); }
    bool Default() { return at_id = false, true; }
    bool value(std::string_view text) {
        if (at_id) id = to_nfc(text);
        return !std::exchange(at_id, false);
    }
};

std::string id_of_line(const std::string& line) {
    IdHandler handler;
    rapidjson::MemoryStream stream(line.data(), line.size());
    rapidjson::Reader reader;
    reader.Parse<rapidjson::kParseIterativeFlag>(stream, handler);
    return handler.id;
}

class PathReader {
  public:
    PathReader(const ReadOptions& options, const ReadReport& report) : options_(options), report_(report) {}

    void run(const std::vector<std::string>& paths) {
        for (const std::string& path : paths) add(path);
        if (options_.id && inputs_.size() > 1) {
            report_.problem({ErrorKind::invalid_argument,
                             "an id was given for " + std::to_string(inputs_.size()) + " articles", "",
                             "give it with one article only"});
            return;
        }
        for (const Input& input : inputs_) count_ids(input);
        if (report_.count) report_.count(count_);
        find_conflicts();
        for (const Input& input : inputs_)
            read(input,
                 [this](Article&& article, const std::string& place) { emit(std::move(article), place); });
    }

  private:
    using Take = std::function<void(Article&&, const std::string& place)>;

    void add(const std::string& path) {
        std::error_code error;
        if (path == "-")
            add_standard_input();
        else if (fs::is_directory(path, error))
            add_folder(path);
        else if (fs::exists(path, error))
            add_file(path);
        else
            report_.problem(
                {ErrorKind::unreadable, "there is no such file or folder", path, "check its name"});
    }

    void add_standard_input() {
        File spool(std::tmpfile());
        std::string buffer(std::size_t{1} << 20, '\0');
        std::string head;
        while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
            if (head.empty()) head = buffer.substr(0, std::min<std::size_t>(count, 4096));
            if (!spool || std::fwrite(buffer.data(), 1, count, spool.get()) != count)
                return report_.problem(unreadable("standard input", "its copy cannot be written"));
        }
        if (!spool) return report_.problem(unreadable("standard input", "its copy cannot be written"));
        const Form form = options_.id ? (form_of_content(head) == Form::html ? Form::html : Form::text)
                                      : form_of_content(head);
        if (form != Form::lines && !options_.id)
            return report_.problem({ErrorKind::invalid_argument, "an article from standard input has no id",
                                    "standard input", "give one with --id"});
        inputs_.push_back(
            {"standard input", form == Form::lines ? "" : to_nfc(*options_.id), form, std::move(spool)});
    }

    void add_file(const std::string& path) {
        Form form = Form::text;
        if (const auto named = form_named(path)) {
            form = *named;
        } else if (File file{std::fopen(path.c_str(), "rb")}) {
            std::string head(4096, '\0');
            head.resize(std::fread(head.data(), 1, head.size(), file.get()));
            form = form_of_content(head);
        }
        const std::string id = options_.id ? *options_.id : fs::path(path).stem().string();
        inputs_.push_back({path, form == Form::lines ? "" : to_nfc(id), form, nullptr});
    }

    /// Files below a folder in the order of their paths; links to folders are not followed.
    void add_folder(const std::string& folder) {
        std::vector<fs::path> files;
        std::error_code error;
        fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error),
            end;
        for (; !error && at != end; at.increment(error))
            if (std::error_code ignored; at->is_regular_file(ignored) || at->is_symlink(ignored))
                if (!fs::is_directory(at->path(), ignored)) files.push_back(at->path());
        if (error) report_.problem(unreadable(folder, error.message()));
        std::sort(files.begin(), files.end());
        std::size_t others = 0;
        std::string first_other;
        for (const fs::path& file : files) {
            const auto form = form_named(file);
            if (!form) {
                if (others++ == 0) first_other = file.string();
                continue;
            }
            const std::string id = file.lexically_relative(folder).replace_extension().generic_string();
            inputs_.push_back({file.string(), *form == Form::lines ? "" : to_nfc(id), *form, nullptr});
        }
        if (others > 0)
            report_.note(folder + ": " + std::to_string(others) + (others == 1 ? " file is" : " files are") +
                         " no .txt, .html or .jsonl and skipped: " + first_other + (others == 1 ? "" : " …"));
    }

    File open(const Input& input) const { return File(std::fopen(input.path.c_str(), "rb")); }

    /// The stream to read, from its start. Nothing if it cannot be opened.
    std::FILE* stream(const Input& input, File& opened) const {
        if (input.spooled) {
            std::rewind(input.spooled.get());
            return input.spooled.get();
        }
        opened = open(input);
        return opened.get();
    }

    void count_ids(const Input& input) {
        if (input.form != Form::lines) {
            ++ids_[input.id];
            ++count_;
            return;
        }
        File opened;
        if (std::FILE* file = stream(input, opened))
            each_line(
                file,
                [this](std::size_t, const std::string& line) {
                    if (std::string id = id_of_line(line); !id.empty()) ++ids_[id];
                    ++count_;
                },
                [](std::size_t) {}, [this] { return stopped(); });
    }

    /// Reads what has an id twice: the same text is one article, different texts are refused.
    void find_conflicts() {
        std::erase_if(ids_, [](const auto& entry) { return entry.second < 2; });
        if (ids_.empty()) return;
        std::map<std::string, std::map<std::string, std::string>> texts; // id → sha256 → first place
        quiet_ = true;
        for (const Input& input : inputs_) {
            if (input.form != Form::lines && !ids_.contains(input.id)) continue;
            read(input, [&](Article&& article, const std::string& place) {
                if (ids_.contains(article.id)) texts[article.id].try_emplace(article.sha256, place);
            });
        }
        quiet_ = false;
        for (const auto& [id, places] : texts) {
            if (places.size() < 2) continue;
            refused_.insert(id);
            std::string list;
            for (const auto& [sha, place] : places) list += (list.empty() ? "" : ", ") + place;
            report_.problem({ErrorKind::conflict, "different texts have the id \"" + id + "\", none is read",
                             list, "give each its own id"});
        }
    }

    void problem(Error error) const {
        if (!quiet_) report_.problem(error);
    }

    bool stopped() const { return report_.stop && report_.stop(); }

    void read(const Input& input, const Take& take) const {
        if (stopped()) return;
        File opened;
        std::FILE* file = stream(input, opened);
        if (!file) return problem(unreadable(input.path, std::strerror(errno)));
        if (input.form == Form::lines) return read_lines(file, input.path, take);
        std::string encoding;
        auto article = read_one(file, input, encoding);
        if (!article.ok()) {
            Error error = article.error();
            error.place = input.path;
            return problem(error);
        }
        if (!quiet_ && encoding != "UTF-8") report_.note(input.path + ": read as " + encoding);
        take(std::move(*article), input.path);
    }

    static Result<Article> read_one(std::FILE* file, const Input& input, std::string& encoding) {
        const auto bytes = read_all(file, input.path);
        if (!bytes.ok()) return bytes.error();
        return input.form == Form::html ? read_html(*bytes, input.id, &encoding)
                                        : read_text(*bytes, input.id, &encoding);
    }

    void read_lines(std::FILE* file, const std::string& path, const Take& take) const {
        const auto place = [&](std::size_t number) { return path + ":" + std::to_string(number); };
        each_line(
            file,
            [&](std::size_t number, const std::string& line) {
                auto article = read_json_line(line, place(number));
                if (article.ok())
                    take(std::move(*article), place(number));
                else
                    problem(article.error());
            },
            [&](std::size_t number) { problem(too_long(place(number))); }, [this] { return stopped(); });
    }

    void emit(Article&& article, const std::string&) {
        if (refused_.contains(article.id)) return;
        if (ids_.contains(article.id) && !emitted_.insert(article.id).second) return;
        if (!article.published) article.published = options_.published;
        report_.article(std::move(article));
    }

    const ReadOptions& options_;
    const ReadReport& report_;
    std::vector<Input> inputs_;
    std::unordered_map<std::string, std::size_t> ids_; ///< how often; after find_conflicts() those seen twice
    std::set<std::string> refused_, emitted_;
    std::size_t count_ = 0; ///< of articles, by their names and lines
    bool quiet_ = false;
};

} // namespace

void read_paths(const std::vector<std::string>& paths, const ReadOptions& options, const ReadReport& report) {
    PathReader(options, report).run(paths);
}

} // namespace banggiao::extract
