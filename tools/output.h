// Takes rows of a query. Hands them out as table, JSON, JSON lines, CSV, TSV, DOT or SVG.
#pragma once

#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/frozen_graph.h>
#include <banggiao/graph/result.h>
#include <banggiao/query/engine.h>
#include <banggiao/tools/table.h>

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::tools {

/// Takes rows one by one; finish() writes what has to wait for the last.
class RowWriter {
  public:
    virtual ~RowWriter() = default;
    virtual void row(const query::Row& values) = 0;
    virtual Status finish() = 0;
};

/// The formats' names, for --format.
const std::vector<std::string>& output_formats();

/// `language`: vi or en; unless told en in words and vi in pictures.
/// REQUIRES: `format` is one of output_formats(); `out` and what `graph` views outlive the writer; a picture
/// is of a graph without changes. Below a table for a terminal (`style.width`) stands how long it took since
/// this call.
std::unique_ptr<RowWriter> make_row_writer(std::string_view format, std::ostream& out,
                                           const query::GraphView& graph,
                                           const std::vector<std::string>& columns,
                                           const std::string& language = {},
                                           const TableStyle& style = style_of_terminal());

/// A value as JSON: nodes {"id","labels","properties"}, relationships {"type","from","to","properties"},
/// paths
/// {"nodes","relationships"}, temporal values as ISO 8601 text, NaN and infinities as text.
std::string to_json(const Value& value, const query::GraphView& graph);

/// Adds the nodes and relationships a value holds.
void collect(const Value& value, Selection& selection);

} // namespace banggiao::tools
