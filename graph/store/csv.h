// Takes a CSV file, plain or gzip. Hands out chunks that end at record boundaries, and the fields of their
// records. Private to graph/store.
#pragma once

#include <banggiao/graph/result.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::store {

/// Whole records of one file, and where they begin.
struct CsvChunk {
    std::string text;
    const std::string* path = nullptr; ///< of the file
    std::uint64_t first_line = 1;

    /// `FILE:LINE:COLUMN` of a place in `text`, in code points.
    std::string place_of(const char* place) const;
};

class CsvFile {
  public:
    static Result<CsvFile> open(const std::string& path);
    /// The next records, about `bytes` of them; false at the end. `bytes` = 1 gives one record.
    Result<bool> next(CsvChunk& chunk, std::size_t bytes);
    /// Passes over a line that the file begins with; does nothing if it begins otherwise.
    Status skip(std::string_view line);

  private:
    struct Close {
        void operator()(void* file) const;
    };
    CsvFile(std::string path, void* file)
        : path_(std::make_unique<std::string>(std::move(path))), file_(file) {}
    Result<bool> read_more();
    std::size_t end_of_records(std::size_t wanted) const;

    std::unique_ptr<std::string> path_; ///< chunks point to it
    std::unique_ptr<void, Close> file_;
    std::string pending_; ///< read, and not handed out
    bool at_end_ = false;
    bool at_start_ = true;
    std::uint64_t line_ = 1;
};

struct CsvField {
    std::string_view text;
    bool quoted = false;
    const char* place = nullptr; ///< where it begins in the chunk
};

/// The records of a chunk, one after another. Fields are views into the chunk, or into this reader if they
/// contain doubled quotes.
class CsvRecords {
  public:
    CsvRecords(const CsvChunk& chunk, char delimiter)
        : chunk_(chunk), place_(chunk.text.data()), end_(place_ + chunk.text.size()), delimiter_(delimiter) {}
    /// False at the end. Empty lines are skipped. A quote that is not closed is `malformed`.
    Result<bool> next(std::vector<CsvField>& fields);

  private:
    Result<CsvField> quoted_field();
    CsvField plain_field();

    const CsvChunk& chunk_;
    const char* place_;
    const char* end_;
    char delimiter_;
    std::deque<std::string> unescaped_;
};

/// Appends a field: quoted if it is empty or holds a quote, a delimiter or a line's end.
void append_csv_field(std::string& out, std::string_view text, char delimiter);

} // namespace banggiao::store
