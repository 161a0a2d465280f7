// The date of publication that a page or a text shows in a line of its own.
#include <banggiao/extract/visible_date.h>
#include <banggiao/graph/partial_date.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace banggiao::extract {
namespace {

constexpr TokenIndex longest_line = 24; // tokens
constexpr std::size_t longest_line_bytes = 512;
constexpr std::size_t head_size = 4096, head_lines = 40;

const SyllableSet& words_beside_dates() {
    static const SyllableSet the_words(
        "thứ hai ba tư năm sáu bảy chủ nhật cập nhật lúc ngày giờ gmt utc đăng xuất bản am pm "
        "h tháng cn t2 t3 t4 t5 t6 t7 phút s sáng chiều tối trưa mới nhất thời gian tin lượt xem đọc "
        "monday tuesday wednesday thursday friday saturday sunday");
    return the_words;
}

std::size_t line_end(std::string_view text) {
    text = text.substr(0, text.find('\n'));
    return std::min(text.size(), text.find('\f'));
}

int number(const Document& document, TokenIndex i) {
    const Token& token = document.tokens[i];
    if (token.shape != Shape::number || token.span.end - token.span.start > 4) return -1;
    int value = 0;
    const std::string_view digits = document.view(token);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() ? value : -1;
}

std::optional<std::string> iso(int year, int month, int day) {
    if (year < 1990 || year > 2100) return std::nullopt;
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
    const auto date = PartialDate::parse(text.data());
    return date && date->is_day() ? std::optional(std::string(text.data())) : std::nullopt;
}

bool is_separator(char32_t mark) {
    return mark == '/' || mark == '-' || mark == '.';
}

/// day/month/year or year-month-day at token `i`.
std::optional<std::string> date_with_marks(const Document& document, TokenIndex i, TokenIndex end) {
    if (i + 5 > end || !is_separator(document.tokens[i + 1].mark) ||
        document.tokens[i + 3].mark != document.tokens[i + 1].mark)
        return std::nullopt;
    const int first = number(document, i), second = number(document, i + 2), third = number(document, i + 4);
    if (first > 1000) return iso(first, second, third);
    return iso(third, second, first);
}

/// 24 tháng 3 năm 2023, 24 tháng 3, 2023.
std::optional<std::string> date_with_words(const Document& document, TokenIndex i, TokenIndex end) {
    static const SyllableId month = intern_syllable("tháng"), year = intern_syllable("năm");
    if (i + 5 > end || document.tokens[i + 1].id != month) return std::nullopt;
    if (document.tokens[i + 3].id != year && document.tokens[i + 3].mark != ',') return std::nullopt;
    return iso(number(document, i + 4), number(document, i + 2), number(document, i));
}

std::optional<std::string> date_at(const Document& document, TokenIndex i, TokenIndex end) {
    if (document.tokens[i].shape != Shape::number) return std::nullopt;
    const auto date = date_with_marks(document, i, end);
    return date ? date : date_with_words(document, i, end);
}

std::optional<std::string> first_date(const Document& document, TokenRange range) {
    for (TokenIndex i = range.first; i < range.last; ++i)
        if (const auto date = date_at(document, i, range.last)) return date;
    return std::nullopt;
}

} // namespace

std::optional<std::string> date_of_line(const Document& document, TokenRange line) {
    if (line.size() > longest_line) return std::nullopt;
    for (TokenIndex i = line.first; i < line.last; ++i) {
        const Token& token = document.tokens[i];
        if (token.mark == 0 && token.shape != Shape::number && !words_beside_dates().contains(token.id))
            return std::nullopt;
    }
    return first_date(document, line);
}

std::optional<std::string> visible_date(std::string_view nfc_text) {
    std::string_view head = nfc_text.substr(0, head_size);
    if (head.size() < nfc_text.size()) head = head.substr(0, head.rfind('\n') + 1);
    for (std::size_t lines = 0; !head.empty() && lines < head_lines;) {
        const std::size_t end = std::min(line_end(head), head.size() - 1) + 1;
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(end);
        if (line.find_first_not_of(" \t\r\n\f") == line.npos) continue;
        ++lines;
        if (line.size() > longest_line_bytes || std::none_of(line.begin(), line.end(), is_ascii_digit))
            continue;
        Document document;
        tokenize(line, document);
        if (auto date = date_of_line(document, {0, static_cast<TokenIndex>(document.tokens.size())}))
            return date;
    }
    return std::nullopt;
}

std::optional<std::string> parse_date(std::string_view nfc_text) {
    Document document;
    tokenize(nfc_text.substr(0, nfc_text.find('T')), document);
    if (auto date = first_date(document, {0, static_cast<TokenIndex>(document.tokens.size())})) return date;
    document = {};
    tokenize(nfc_text, document);
    return first_date(document, {0, static_cast<TokenIndex>(document.tokens.size())});
}

} // namespace banggiao::extract
