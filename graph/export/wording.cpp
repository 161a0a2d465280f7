// Takes ISO dates and counts. Hands out the words of a picture in Vietnamese or English.
#include <banggiao/graph/export/wording.h>
#include <banggiao/graph/partial_date.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>

namespace banggiao::drawing {

namespace {

struct TypeWord {
    std::string_view type;
    Word word;
};

constexpr std::array type_words{
    TypeWord{schema::edge::holds, {"giữ chức", "holds"}},
    TypeWord{schema::edge::attended, {"dự", "attended"}},
    TypeWord{schema::edge::took_part, {"tham gia", "took part"}},
    TypeWord{schema::edge::held_in, {"tại", "held in"}},
    TypeWord{schema::edge::met, {"gặp", "met"}},
    TypeWord{schema::edge::partner_of, {"đối tác", "partner"}},
    TypeWord{schema::edge::party_to, {"là một bên", "party to"}},
    TypeWord{schema::edge::signed_, {"ký", "signed"}},
    TypeWord{schema::edge::located_in, {"thuộc", "in"}},
    TypeWord{schema::edge::serves, {"của", "serves"}},
    TypeWord{schema::edge::mentioned_in, {"nêu trong", "named in"}},
    TypeWord{schema::edge::succeeded_by, {"nay thuộc", "now"}},
};

std::string in_vietnamese(const DatePattern& date) {
    std::string text;
    if (date.day != 0) text += std::to_string(date.day) + "/";
    if (date.month != 0) text += std::to_string(date.month) + (date.year != 0 ? "/" : "");
    if (date.year != 0) text += std::to_string(date.year);
    return text;
}

} // namespace

std::string word_of_type(std::string_view type, Language language) {
    const auto found = std::find_if(type_words.begin(), type_words.end(),
                                    [&](const TypeWord& row) { return row.type == type; });
    return std::string(found == type_words.end() ? type : found->word.in(language));
}

std::string date_in(std::string_view iso, Language language) {
    const auto date = PartialDate::parse(iso);
    if (language == Language::english && iso.starts_with("--")) return std::string(iso.substr(2));
    if (language == Language::english || !date) return std::string(iso);
    const std::string first = in_vietnamese(date->first());
    return date->first() == date->last() ? first : first + "–" + in_vietnamese(date->last());
}

std::string years(std::string_view first, std::string_view last) {
    const auto year_of = [](std::string_view iso, bool late) -> std::string {
        const auto date = PartialDate::parse(iso);
        if (!date || !date->has_year()) return "";
        return std::to_string(late ? date->last().year : date->first().year);
    };
    const std::string from = year_of(first, false), to = year_of(last, true);
    if (from.empty() || to.empty() || from == to) return from.empty() ? to : from;
    return from + "–" + to;
}

std::string number_in(std::uint64_t number, Language language) {
    std::string text = std::to_string(number);
    for (std::size_t i = text.size(); i > 3; i -= 3)
        text.insert(i - 3, 1, language == Language::vietnamese ? '.' : ',');
    return text;
}

} // namespace banggiao::drawing
