// Takes ISO dates and counts. Hands out the words of a picture in Vietnamese or English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banggiao::drawing {

enum class Language { vietnamese, english };

/// One word in both languages.
struct Word {
    std::string_view vietnamese;
    std::string_view english;
    std::string_view in(Language language) const {
        return language == Language::vietnamese ? vietnamese : english;
    }
};

/// Words for an edge of this type; the type itself if it is not one of the schema's.
std::string word_of_type(std::string_view type, Language language);

/// `2023-03-24` as `24/3/2023` in Vietnamese and as it is in English, `--03-24` as `24/3` and `03-24`;
/// anything else as it is.
std::string date_in(std::string_view iso, Language language);

/// The years of two dates: `2012–2023`, `2012`, or nothing.
std::string years(std::string_view first, std::string_view last);

/// 12345 as `12.345` or `12,345`.
std::string number_in(std::uint64_t number, Language language);

} // namespace banggiao::drawing
