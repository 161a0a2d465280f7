// Takes tokens of a line. Hands out the date of publication it shows, if it is a line that shows only that:
// `14:53 | 14/12/2023`, `Thứ Sáu, 24/3/2023`, `Cập nhật: 2023-03-24`, `Ngày 24 tháng 3 năm 2023`.
#pragma once

#include <banggiao/extract/document.h>

#include <optional>
#include <string>
#include <string_view>

namespace banggiao::extract {

/// ISO 8601 date, or nothing if the range is no such line.
std::optional<std::string> date_of_line(const Document& document, TokenRange line);

/// The first such line among the first lines of a text.
std::optional<std::string> visible_date(std::string_view nfc_text);

/// The date at the head of an ISO 8601 time (`2023-03-24T08:00:00+07:00`) or in any form above.
std::optional<std::string> parse_date(std::string_view nfc_text);

} // namespace banggiao::extract
