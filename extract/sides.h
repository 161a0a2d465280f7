// Takes a Reading whose places are resolved. Hands out whose people are being listed at a token: in `Đoàn …
// tỉnh A do ông B, Bí thư Tỉnh ủy làm trưởng đoàn` the committee is that of A; in `về phía huyện C có …` all
// is of C.
#pragma once

#include <banggiao/extract/resolution.h>

#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

/// Whose list a token stands in.
struct SideOfList {
    bool receiving = false;            ///< `Tiếp đoàn có …`: the home side, whatever its place
    std::vector<PhraseIndex> places{}; ///< the nearest first; empty: the words do not say
};

/// O(length of the sentence), which is bounded.
SideOfList side_of_list(const Reading& reading, TokenIndex at);

/// The level a place is said or known to have: `tỉnh`, `thành phố`, `huyện`, `xã` …; empty if neither.
std::string level_said(const Reading& reading, const PlacePhrase& place);

/// The level a body's head or its bare level asks for (`Huyện ủy`: `huyện`); empty: any.
std::string level_wanted(const Reading& reading, const BodyPhrase& body);

/// Whether a body of that wanted level can be that place's.
bool goes_with(const Reading& reading, std::string_view wanted, const PlacePhrase& place);

} // namespace banggiao::extract
