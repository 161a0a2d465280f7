// Takes the name of a file. Hands out what kind of picture goes there, and puts it there.
#pragma once

#include <banggiao/graph/export/dot.h>
#include <banggiao/graph/result.h>

#include <string>

namespace banggiao::tools {

/// By the name's end: .svg, .png, .pdf, .dot or .gv.
Result<PictureFormat> picture_format(const std::string& path);

Status write_file(const std::string& path, const std::string& bytes);

} // namespace banggiao::tools
