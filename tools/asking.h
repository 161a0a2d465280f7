// Takes a query. Hands its rows to a person or a program, and what there is to say about it to standard
// error.
#pragma once

#include <banggiao/query/engine.h>

#include <iosfwd>
#include <string>

namespace banggiao::tools {

struct Asking {
    std::string text;
    query::Parameters parameters = {};
    query::Limits limits = {};
    std::string format = "table"; ///< one of output_formats()
    std::string language = {};    ///< vi or en; unless told en in words and vi in pictures
};

/// Writes the rows on `out`; errors, notes on names the graph does not have and the profile on standard
/// error. Returns an exit status.
int ask_and_write(const query::Engine& engine, const Asking& asking, std::ostream& out);

} // namespace banggiao::tools
