// Takes cells. Hands out a table for people.
#include <banggiao/graph/text.h>
#include <banggiao/tools/console.h>
#include <banggiao/tools/table.h>

#include <algorithm>
#include <ostream>
#include <sstream>
#include <unistd.h>
#include <utility>

namespace banggiao::tools {

namespace {

constexpr std::size_t least_width = 10, longest_kept_whole = 16, most_lines = 6;
constexpr const char *bold = "\033[1m", *faint = "\033[2m", *plain = "\033[0m";

using Lines = std::vector<std::string>;

/// The first `width` columns of a text that is longer.
std::string beginning(const std::string& text, std::size_t width) {
    std::string kept;
    for (char32_t c : to_code_points(text)) {
        std::string longer = kept;
        append_utf8(longer, c);
        if (display_width(longer) > width) break;
        kept = std::move(longer);
    }
    return kept;
}

/// One line of at most `width` columns: white space within it is one space.
std::string on_one_line(std::string text) {
    for (char& c : text) {
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    return text;
}

/// Takes a line of at most `width` columns off `rest`: broken at a space if there is one.
std::string take_line(std::string& rest, std::size_t width) {
    if (display_width(rest) <= width) return std::exchange(rest, "");
    std::string line = beginning(rest, width);
    const bool at_space = line.size() < rest.size() && rest[line.size()] == ' ';
    if (const std::size_t space = line.rfind(' '); !at_space && space != line.npos && space > 0)
        line.erase(space);
    rest.erase(0, line.size());
    rest.erase(0, rest.find_first_not_of(' '));
    return line;
}

Lines wrapped(const std::string& cell, std::size_t width) {
    std::string rest = on_one_line(cell);
    Lines lines{take_line(rest, width)};
    while (!rest.empty() && lines.size() < most_lines) lines.push_back(take_line(rest, width));
    if (!rest.empty()) lines.back() = beginning(lines.back(), width - 1) + "…";
    return lines;
}

std::vector<std::size_t> natural_widths(const Table& table) {
    std::vector<std::size_t> widths;
    for (const std::string& column : table.columns) widths.push_back(display_width(column));
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], display_width(on_one_line(row[i])));
    }
    return widths;
}

std::size_t longest_word(const std::string& cell) {
    std::size_t longest = 0;
    std::istringstream words(cell);
    for (std::string word; words >> word;) longest = std::max(longest, display_width(word));
    return longest;
}

/// What a column may not go under: a date, or a word that is not too long, is not broken.
std::vector<std::size_t> least_widths(const Table& table, const std::vector<std::size_t>& natural) {
    std::vector<std::size_t> least;
    for (const std::string& column : table.columns) least.push_back(longest_word(column));
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) least[i] = std::max(least[i], longest_word(row[i]));
    }
    for (std::size_t i = 0; i < least.size(); ++i)
        least[i] = std::min(natural[i], std::clamp(least[i], least_width, longest_kept_whole));
    return least;
}

/// Takes columns from the widest until the table fits; none goes under its least. False if it does not fit.
bool shrink(std::vector<std::size_t>& widths, const std::vector<std::size_t>& least, std::size_t limit) {
    if (limit == 0 || widths.empty()) return true;
    std::size_t total = 2 * (widths.size() - 1);
    for (std::size_t width : widths) total += width;
    for (; total > limit; --total) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] > least[i] && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
        }
        if (widest == widths.size()) return false;
        --widths[widest];
    }
    return true;
}

class TablePrinter {
  public:
    TablePrinter(std::ostream& out, const Table& table, const TableStyle& style)
        : out_(out), table_(table), style_(style), widths_(natural_widths(table)),
          fits_(shrink(widths_, least_widths(table, widths_), style.width)) {}

    void print() {
        if (!fits_) return print_records();
        print_row(table_.columns, bold);
        print_rule();
        for (const auto& row : table_.rows) print_row(row, nullptr);
    }

  private:
    void print_line(std::string line, const char* dress) {
        line.erase(line.find_last_not_of(' ') + 1);
        const bool dressed = dress && style_.colours;
        out_ << (dressed ? dress : "") << line << (dressed ? plain : "") << "\n";
    }

    void print_rule() {
        std::string line;
        for (std::size_t width : widths_) line += rule(width) + "  ";
        print_line(line, faint);
    }

    /// Columns below each other, where they do not fit side by side; empty cells are left out.
    void print_records() {
        std::size_t widest = 0;
        for (const std::string& column : table_.columns) widest = std::max(widest, display_width(column));
        const std::size_t room = std::max(least_width, style_.width - std::min(style_.width, widest + 2));
        for (std::size_t record = 0; record < table_.rows.size(); ++record) {
            const std::string heading = "── " + std::to_string(record + 1) + " ";
            print_line(heading + rule(style_.width - std::min(style_.width, display_width(heading))), faint);
            for (std::size_t i = 0; i < table_.columns.size(); ++i)
                if (!table_.rows[record][i].empty())
                    print_field(table_.columns[i], wrapped(table_.rows[record][i], room), widest);
        }
    }

    void print_field(const std::string& column, const Lines& lines, std::size_t width) {
        const std::string name = column + std::string(width - display_width(column), ' ') + "  ";
        const bool dressed = style_.colours;
        for (std::size_t at = 0; at < lines.size(); ++at) {
            const std::string before = at == 0 ? name : std::string(width + 2, ' ');
            print_line((dressed && at == 0 ? bold + before + plain : before) + lines[at], nullptr);
        }
    }

    static std::string rule(std::size_t width) {
        std::string line;
        for (std::size_t i = 0; i < width; ++i) line += "─";
        return line;
    }

    void print_row(const std::vector<std::string>& cells, const char* dress) {
        std::vector<Lines> columns;
        std::size_t height = 1;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            columns.push_back(wrapped(cells[i], widths_[i]));
            height = std::max(height, columns.back().size());
        }
        for (std::size_t at = 0; at < height; ++at) {
            std::string line;
            for (std::size_t i = 0; i < columns.size(); ++i)
                line += padded(at < columns[i].size() ? columns[i][at] : "", i) + "  ";
            print_line(line, dress);
        }
    }

    std::string padded(const std::string& cell, std::size_t column) const {
        const std::size_t used = std::min(widths_[column], display_width(cell));
        const std::string padding(widths_[column] - used, ' ');
        const bool right = column < table_.numeric.size() && table_.numeric[column];
        return right ? padding + cell : cell + padding;
    }

    std::ostream& out_;
    const Table& table_;
    TableStyle style_;
    std::vector<std::size_t> widths_;
    bool fits_;
};

} // namespace

TableStyle style_of_terminal() {
    return {terminal_width(), wants_colours(STDOUT_FILENO)};
}

void print_table(std::ostream& out, const Table& table, const TableStyle& style) {
    TablePrinter(out, table, style).print();
}

} // namespace banggiao::tools
