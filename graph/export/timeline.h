// Takes a frozen graph and one of its vertices. Hands out the picture of its meetings and agreements along
// the years, to be read from above to below. Same graph, same bytes.
#pragma once

#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/partial_date.h>

#include <optional>

namespace banggiao {

/// What begins after or ends before is left out, and so is what has no date if either is given.
struct Period {
    std::optional<PartialDate> from, to;
};

/// Events that the vertex, or a body that serves it, took part in or that were held there, and agreements it
/// is party to or signed. `options.layout`, `centre` and `most_edges` mean nothing here; of more entries than
/// a tenth of `most_vertices` those with most evidence are drawn, and the picture says so. `not_found` if
/// there is none.
Result<std::string> render_timeline(const FrozenGraph& graph, VertexId vertex, const Period& period,
                                    PictureFormat format, const DrawingOptions& options = {});

} // namespace banggiao
