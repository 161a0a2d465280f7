// Takes what a condition wants of a name or id. Hands out the nodes that may meet it. The index orders names
// by name_key(), which writes abbreviations out and leaves marks, spaces and punctuation away: where a text
// might be a piece of an abbreviation, its key says nothing about the keys of names that begin with it.
#include <banggiao/query/name_index.h>

#include <banggiao/graph/text.h>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace banggiao::query {

namespace {

using Nodes = std::optional<std::vector<VertexId>>;

constexpr std::size_t longest_abbreviation = 16; ///< bytes, with room to spare

std::string upper_case(const std::string& text) {
    std::string out;
    return icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(out);
}

/// Whether capitals are written out in a text that also has small letters.
bool is_written_out(const std::string& capitals) {
    const std::string text = capitals + " a";
    return expand_abbreviations(text) != text;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char byte : text) {
        if (byte == ' ')
            words.emplace_back();
        else
            words.back() += byte;
    }
    return words;
}

/// Whether some of the words, in whatever case and however joined, might be an abbreviation.
bool may_have_abbreviation(const std::string& text) {
    const std::vector<std::string> words = words_of(upper_case(text));
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string joined;
        for (std::size_t i = first; i < words.size() && joined.size() <= longest_abbreviation; ++i)
            if (is_written_out(joined += words[i])) return true;
    }
    return false;
}

/// No abbreviation has such a byte: a small a, e, i or o, or one of a vowel with a tone.
bool excludes_abbreviation(std::string_view piece) {
    return std::any_of(piece.begin(), piece.end(), [](char byte) {
        return std::string_view("aeio\xC3").find(byte) != std::string_view::npos ||
               static_cast<unsigned char>(byte) >= 0xE0;
    });
}

bool is_letter_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           static_cast<unsigned char>(byte) >= 0x80;
}

/// The letters a text ends with.
std::string_view last_letters(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0 && is_letter_byte(text[begin - 1])) --begin;
    return text.substr(begin);
}

/// The part of a beginning that stays what it is whatever follows: its last word only if that cannot become
/// an abbreviation, and if its case and marks are known.
std::string settled_part(const std::string& beginning, bool folded) {
    const std::size_t last_word = beginning.rfind(' ') + 1; // npos + 1 is 0
    const std::string_view word = std::string_view(beginning).substr(last_word);
    const std::string_view letters = last_letters(word);
    const bool has_letters = std::any_of(word.begin(), word.end(), is_letter_byte);
    const bool settled = has_letters ? !folded && excludes_abbreviation(word) &&
                                           (letters.empty() || excludes_abbreviation(letters))
                                     : word.find('&') == std::string_view::npos;
    return settled ? beginning : beginning.substr(0, last_word);
}

/// What the keys of all names that begin so begin with; empty if that is unknown.
std::string key_prefix(const std::string& beginning, bool folded) {
    const std::string part = settled_part(beginning, folded);
    if (may_have_abbreviation(part)) return {};
    std::string key = name_key(part);
    if (!part.empty() && part.back() != ' ' && key.ends_with('i')) key.pop_back(); // y ends a word as i
    const bool plain = std::all_of(key.begin(), key.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    });
    return plain && name_key(key) == key ? key : std::string();
}

bool has_texts_only(const FrozenGraph& graph, std::string_view property) {
    using Encoding = PropertyColumn::Encoding;
    const auto key = graph.find_key(property);
    if (!key) return true;
    const Encoding encoding = graph.sections().vertex_columns[*key].encoding;
    return encoding == Encoding::none || encoding == Encoding::string;
}

Nodes equal_to(const FrozenGraph& graph, const Value& sought) {
    if (sought.is_null()) return std::vector<VertexId>();
    if (!sought.is(ValueType::string) || name_key(sought.string()).empty()) return std::nullopt;
    return graph.find_name(sought.string());
}

Nodes one_of(const FrozenGraph& graph, const Value& sought) {
    if (!sought.is(ValueType::list)) return std::nullopt;
    std::vector<VertexId> all;
    for (const Value& each : sought.list()) {
        const Nodes found = equal_to(graph, each);
        if (!found) return std::nullopt;
        all.insert(all.end(), found->begin(), found->end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Nodes begins_with(const FrozenGraph& graph, const Value& sought, bool folded) {
    if (!sought.is(ValueType::string)) return std::nullopt;
    const std::string key = key_prefix(sought.string(), folded);
    if (key.empty()) return std::nullopt;
    return graph.find_name_prefix(key, graph.vertex_count());
}

Nodes folds_to(const FrozenGraph& graph, const Value& sought) {
    if (!sought.is(ValueType::string) || may_have_abbreviation(sought.string())) return std::nullopt;
    return equal_to(graph, sought);
}

} // namespace

Nodes nodes_named(const FrozenGraph& graph, LookupKind kind, const Value& sought) {
    const bool folds = kind == LookupKind::folded || kind == LookupKind::folded_begins;
    if (folds && !(has_texts_only(graph, "name") && has_texts_only(graph, "id"))) return std::nullopt;
    switch (kind) {
    case LookupKind::equal:
        return equal_to(graph, sought);
    case LookupKind::one_of:
        return one_of(graph, sought);
    case LookupKind::folded:
        return folds_to(graph, sought);
    case LookupKind::begins:
    case LookupKind::folded_begins:
        return begins_with(graph, sought, folds);
    }
    return std::nullopt;
}

} // namespace banggiao::query
