// Takes the words around what may be the name of a place. Hands out whether it is one there, or a common
// word, part of another name, or the name of a thing.
#pragma once

#include <banggiao/extract/phrases.h>

namespace banggiao::extract {

/// The code of the country a short form stands for between dashes; empty if it is none.
std::string_view short_form(SyllableId id);

/// `Viện Hàn lâm`, `Mỹ phẩm`: a syllable that is also a country, as the first half of a common word.
bool begins_a_word(const Reading& reading, TokenIndex at, TokenIndex limit);

/// `cầu Nhật Tân`: a syllable that is also a country, in the name of a thing.
bool part_of_a_bridge(const Reading& reading, TokenIndex at, TokenIndex limit);

/// Whether an ambiguous name (Anh, Nga, Đức) is a country here.
bool reads_as_place(const Reading& reading, TokenRange tokens, TokenIndex limit);

/// `văn bản`, `liên bang`: the second half of another word, not a level.
bool in_compound(const Reading& reading, TokenIndex at);

/// `Thủy điện`, `Nhiệt điện`, `lọc dầu`: works that bear even the name of a province.
/// `Liên hoan phim quốc tế A`: the place is part of the name of what is held.
bool names_an_occasion(const Reading& reading, TokenIndex at);
bool power_plant(const Reading& reading, TokenIndex at);

/// `đường`, `công viên`, `sân bay`: what follows is the name of a thing.
bool names_a_thing(const Reading& reading, TokenIndex at);

/// `sân bay quốc tế Minsk`: of a town, where it lies.
bool names_an_airport(const Reading& reading, TokenIndex at);

/// `The Washington Post`, `Bank of Tokyo`, `USS Chicago`: a place inside a foreign name.
bool inside_foreign_name(const Reading& reading, TokenRange tokens, TokenIndex limit);

} // namespace banggiao::extract
