// Takes cells. Hands out a table for people: aligned by display width, numbers right, long cells wrapped.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace banggiao::tools {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<bool> numeric; ///< by column; may be shorter
};

struct TableStyle {
    std::size_t width = 0; ///< columns of the terminal; 0: any
    bool colours = false;
};
/// As the terminal on standard output has it.
TableStyle style_of_terminal();

/// Cells that do not fit are wrapped at spaces; after six lines the rest is cut, with an ellipsis. Where the
/// columns do not fit side by side they stand below each other, a block a row.
void print_table(std::ostream& out, const Table& table, const TableStyle& style);

} // namespace banggiao::tools
