// Takes a CSV file, plain or gzip. Hands out chunks that end at record boundaries, and the fields of their
// records.
#include <banggiao/graph/store/csv.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <zlib.h>

namespace banggiao::store {

namespace {

constexpr std::size_t read_bytes = 1 << 20;
constexpr std::size_t longest_record = 64 << 20;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// zlib begins its messages with the file's name.
std::string without_name(std::string_view message, const std::string& path) {
    if (message.starts_with(path + ": ")) message.remove_prefix(path.size() + 2);
    return std::string(message);
}

} // namespace

std::string CsvChunk::place_of(const char* place) const {
    const std::string_view before(text.data(), static_cast<std::size_t>(place - text.data()));
    const auto line = first_line + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
    const std::string_view start = before.substr(before.rfind('\n') + 1);
    return *path + ":" + std::to_string(line) + ":" + std::to_string(code_point_count(start) + 1);
}

void CsvFile::Close::operator()(void* file) const {
    gzclose(static_cast<gzFile>(file));
}

Result<CsvFile> CsvFile::open(const std::string& path) {
    gzFile file = gzopen(path.c_str(), "rb");
    if (!file)
        return Error{ErrorKind::unreadable, std::strerror(errno), path, "check its name and permissions"};
    gzbuffer(file, 1 << 18);
    return CsvFile(path, file);
}

Result<bool> CsvFile::read_more() {
    const std::size_t before = pending_.size();
    pending_.resize(before + read_bytes);
    auto* const file = static_cast<gzFile>(file_.get());
    const int count = gzread(file, pending_.data() + before, read_bytes);
    pending_.resize(before + static_cast<std::size_t>(std::max(count, 0)));
    int code = Z_OK;
    const char* const message = gzerror(file, &code);
    if (count < 0 || (code != Z_OK && code != Z_STREAM_END))
        return Error{ErrorKind::unreadable, "cannot be read: " + without_name(message, *path_), *path_,
                     "check that the file is whole"};
    at_end_ = static_cast<std::size_t>(count) < read_bytes;
    if (std::exchange(at_start_, false) && pending_.starts_with(byte_order_mark))
        pending_.erase(0, byte_order_mark.size());
    return count > 0;
}

/// The end of the last record that ends at or before... the first `wanted` bytes, or of the first record if
/// it is longer; 0 if no record ends in what was read.
std::size_t CsvFile::end_of_records(std::size_t wanted) const {
    const std::string_view text(pending_);
    if (text.find('"') == text.npos && text.size() >= wanted) {
        const std::size_t last = text.rfind('\n', wanted - 1);
        return last == text.npos ? text.find('\n') + 1 : last + 1; // npos + 1 is 0
    }
    std::size_t end = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size() && (i < wanted || end == 0); ++i) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == '\n' && !quoted)
            end = i + 1;
    }
    return end;
}

Result<bool> CsvFile::next(CsvChunk& chunk, std::size_t bytes) {
    std::size_t end = 0, enough = bytes;
    while (end == 0 && !(at_end_ && pending_.empty())) {
        if (pending_.size() >= enough || at_end_) {
            end = end_of_records(bytes);
            enough = 2 * pending_.size(); // a long record is not looked through again for each piece of it
        }
        if (end != 0) break;
        if (pending_.size() > longest_record)
            return Error{ErrorKind::malformed, "a record is longer than 64 MiB",
                         *path_ + ":" + std::to_string(line_) + ":1", "close its quote"};
        if (at_end_)
            end = pending_.size();
        else if (auto more = read_more(); !more)
            return more;
    }
    chunk.path = path_.get();
    chunk.first_line = line_;
    chunk.text.assign(pending_, 0, end);
    pending_.erase(0, end);
    line_ += static_cast<std::uint64_t>(std::count(chunk.text.begin(), chunk.text.end(), '\n'));
    return end > 0;
}

Status CsvFile::skip(std::string_view line) {
    while (!at_end_ && pending_.size() < line.size())
        if (auto more = read_more(); !more) return more.error();
    if (!pending_.starts_with(line)) return {};
    pending_.erase(0, line.size());
    line_ += static_cast<std::uint64_t>(std::count(line.begin(), line.end(), '\n'));
    return {};
}

Result<CsvField> CsvRecords::quoted_field() {
    CsvField field{{}, true, place_};
    const char* part = ++place_;
    std::string* unescaped = nullptr;
    for (;;) {
        const auto* quote =
            static_cast<const char*>(std::memchr(place_, '"', static_cast<std::size_t>(end_ - place_)));
        if (!quote)
            return Error{ErrorKind::malformed, "a quote is not closed", chunk_.place_of(field.place),
                         "close it"};
        place_ = quote + 1;
        const bool doubled = place_ != end_ && *place_ == '"';
        if (doubled || unescaped) {
            if (!unescaped) unescaped = &unescaped_.emplace_back();
            unescaped->append(part, place_ - (doubled ? 0 : 1));
        }
        if (!doubled) break;
        part = ++place_;
    }
    field.text = unescaped ? std::string_view(*unescaped)
                           : std::string_view(part, static_cast<std::size_t>(place_ - 1 - part));
    if (place_ != end_ && *place_ == '\r') ++place_;
    if (place_ != end_ && *place_ != '\n' && *place_ != delimiter_)
        return Error{ErrorKind::malformed, "something follows a closing quote", chunk_.place_of(place_),
                     "double the quotes inside a quoted field"};
    return field;
}

CsvField CsvRecords::plain_field() {
    const char* const start = place_;
    while (place_ != end_ && *place_ != delimiter_ && *place_ != '\n') ++place_;
    const char* last = place_;
    if (last != start && last[-1] == '\r' && (place_ == end_ || *place_ == '\n')) --last;
    return {std::string_view(start, static_cast<std::size_t>(last - start)), false, start};
}

Result<bool> CsvRecords::next(std::vector<CsvField>& fields) {
    fields.clear();
    while (place_ != end_ &&
           (*place_ == '\n' || (*place_ == '\r' && place_ + 1 != end_ && place_[1] == '\n')))
        ++place_;
    if (place_ == end_) return false;
    for (;;) {
        if (place_ != end_ && *place_ == '"') {
            auto field = quoted_field();
            if (!field) return std::move(field).error();
            fields.push_back(*field);
        } else {
            fields.push_back(plain_field());
        }
        if (place_ == end_) return true;
        if (*place_++ == '\n') return true;
        if (place_ == end_) fields.push_back({{}, false, place_});
    }
}

void append_csv_field(std::string& out, std::string_view text, char delimiter) {
    const bool plain =
        !text.empty() && text.find_first_of(std::string{'"', '\n', '\r', delimiter}) == text.npos;
    if (plain) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

} // namespace banggiao::store
