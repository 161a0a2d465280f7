// Takes a text. Hands it to a person: by the page if it is longer than the terminal.
#pragma once

#include <banggiao/tools/table.h>

#include <string>

namespace banggiao::tools {

/// On standard output; through $PAGER (else less) if that is a terminal with fewer lines. PAGER empty, or not
/// `by_page`: never.
void print_by_page(const std::string& text, bool by_page = true);
/// A table as the terminal has room for it.
void print_by_page(const Table& table);

} // namespace banggiao::tools
