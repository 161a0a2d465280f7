// Takes a store. Hands out a process of its own that makes its graph anew, where that is due.
#pragma once

#include <string>

namespace banggiao::tools {

/// Starts `banggiao refresh` where many articles wait beside the graph and nobody is at it: with low
/// priority, without a terminal, outliving this process. BANGGIAO_NO_BACKGROUND, set and not empty, turns it
/// off.
void refresh_in_background(const std::string& store_path);

} // namespace banggiao::tools
