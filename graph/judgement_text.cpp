// Takes judgements. Hands out their text, one a line, and them again.
#include <banggiao/graph/judgement_text.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>

namespace banggiao {

namespace {

constexpr std::string_view edge_start = " -[";
constexpr std::string_view edge_end = "]-> ";

constexpr std::array<std::pair<std::string_view, Judgement::Kind>, 3> kinds{
    {{"same", Judgement::Kind::same},
     {"different", Judgement::Kind::different},
     {"reject", Judgement::Kind::reject}}};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\r";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

/// The part before the first of `separators`, which is taken off the rest.
std::string_view take_part(std::string_view& rest, std::string_view separators) {
    const std::size_t end = std::min(rest.find_first_of(separators), rest.size());
    const std::string_view part = trimmed(rest.substr(0, end));
    rest = trimmed(rest.substr(end));
    return part;
}

Error malformed(std::string message) {
    return {ErrorKind::malformed, std::move(message), "",
            "a line is 'same KEY KEY', 'different KEY KEY' or 'reject FROM -[TYPE]-> TO'"};
}

} // namespace

std::string to_text(const EdgeName& edge) {
    return edge.from + std::string(edge_start) + edge.type + std::string(edge_end) + edge.to;
}

Result<EdgeName> edge_name_from(std::string_view text) {
    const std::size_t start = text.find(edge_start);
    const std::size_t end = start == text.npos ? text.npos : text.find(edge_end, start);
    if (end == text.npos) return malformed("'" + std::string(text) + "' names no edge");
    const std::size_t type = start + edge_start.size();
    EdgeName edge{std::string(trimmed(text.substr(0, start))),
                  std::string(trimmed(text.substr(type, end - type))),
                  std::string(trimmed(text.substr(end + edge_end.size())))};
    if (edge.from.empty() || edge.type.empty() || edge.to.empty())
        return malformed("'" + std::string(text) + "' lacks an end or a type");
    return edge;
}

std::string to_text(const Judgement& judgement) {
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const auto& each) { return each.second == judgement.kind; });
    const std::string word(kind->first);
    if (judgement.kind == Judgement::Kind::reject)
        return word + "\t" + to_text(EdgeName{judgement.a, judgement.type, judgement.b});
    return word + "\t" + judgement.a + "\t" + judgement.b;
}

Result<Judgement> judgement_from_text(std::string_view written) {
    if (!is_valid_utf8(written)) return malformed("what stands there is not UTF-8");
    const std::string line = to_nfc(written); // as keys are
    const std::string_view separators = line.find('\t') == line.npos ? " " : "\t";
    std::string_view rest = trimmed(line);
    const std::string_view word = take_part(rest, separators);
    const auto kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& each) { return each.first == word; });
    if (kind == kinds.end()) return malformed("'" + std::string(word) + "' is no judgement");
    if (kind->second == Judgement::Kind::reject) {
        const auto edge = edge_name_from(rest);
        if (!edge) return edge.error();
        return Judgement{kind->second, edge->from, edge->to, edge->type};
    }
    const std::string a(take_part(rest, separators)), b(take_part(rest, separators));
    if (a.empty() || b.empty() || !rest.empty())
        return malformed("'" + std::string(word) + "' needs two keys");
    if (a == b) return malformed("'" + a + "' is named twice");
    return Judgement{kind->second, a, b, ""};
}

Result<std::vector<Judgement>> judgements_from_text(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF"; // some editors write it first
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::vector<Judgement> judgements;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        auto judgement = judgement_from_text(line);
        if (!judgement) {
            Error error = std::move(judgement).error();
            error.place = "line " + std::to_string(number);
            return error;
        }
        judgements.push_back(std::move(judgement).value());
    }
    return judgements;
}

} // namespace banggiao
