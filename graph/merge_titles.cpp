// Takes titles of agreements. Hands out which of their words tell them from others, and whether two can be of
// one.
#include <banggiao/graph/merge_titles.h>
#include <banggiao/graph/split.h>

#include <algorithm>
#include <array>

namespace banggiao::merging {

namespace {

/// Words that every title of an instrument can have, numbers included: they tell none apart.
bool is_common(std::string_view word) {
    constexpr std::array<std::string_view, 38> words{
        "thỏa",  "thuận", "hợp",  "tác", "bản", "ghi", "nhớ",  "hiệp", "định",  "ước",  "biên", "tuyên", "bố",
        "chung", "văn",   "kiện", "về",  "và",  "của", "giữa", "các",  "những", "hai",  "nước", "bên",   "ký",
        "kết",   "nhiều", "một",  "ba",  "bốn", "năm", "sáu",  "bảy",  "tám",   "chín", "mười", "số"};
    bool is_number = word.find_first_not_of("0123456789") == word.npos;
    return is_number || std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace

std::set<std::string> telling_words(std::string_view slug) {
    std::set<std::string> words;
    for (std::string_view word : split(slug, '-'))
        if (!word.empty() && !is_common(word)) words.emplace(word);
    return words;
}

bool titles_agree(const std::set<std::string>& a, const std::set<std::string>& b) {
    const auto& few = a.size() < b.size() ? a : b;
    const auto& many = a.size() < b.size() ? b : a;
    auto shared =
        std::count_if(few.begin(), few.end(), [&](const std::string& word) { return many.contains(word); });
    auto count = static_cast<std::size_t>(shared);
    return count * 5 >= few.size() * 3 && count * 3 >= many.size();
}

} // namespace banggiao::merging
