// Takes and hands out what an extractor says about one article: the contract between extraction and
// everything after it, one JSON object a line. Fields and their meaning: README.md, "Facts".
#pragma once

#include <banggiao/graph/result.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace banggiao {

/// Half-open range of code points of the article's NFC text.
struct Span {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    auto operator<=>(const Span&) const = default;
    bool contains(Span other) const { return start <= other.start && other.end <= end; }
};

struct Article {
    std::string id;
    std::optional<std::string> title;
    std::optional<std::string> url;
    std::optional<std::string> source;
    std::optional<std::string> published; ///< ISO 8601 date
    std::string language = "vi";
    std::string sha256;              ///< of the NFC text, hexadecimal
    std::optional<std::string> text; ///< NFC; spans point into it
};

struct Mention {
    Span span;
    std::string rule;
    bool reference = false; ///< "as": "reference": the slice is not a form of the name (`tỉnh ta`)
};

struct Evidence {
    Span span;
    std::string rule;
};

/// An office whose body the article does not name.
struct TitleWithoutBody {
    std::string title;
    std::optional<Span> span;
};

struct FactNode {
    std::string id;                  ///< local to the article: n1, n2 …
    std::vector<std::string> labels; ///< as in schema.h, most general first
    std::string name;
    std::vector<std::string> aliases;
    std::map<std::string, std::string> properties; ///< kind, code, level, date, status, count …
    std::vector<TitleWithoutBody> titles_without_body;
    std::vector<Mention> mentions;

    bool has_label(std::string_view label) const;
};

struct FactEdge {
    std::string type;
    std::string from; ///< node ids
    std::string to;
    std::map<std::string, std::string> properties;
    std::vector<Evidence> evidence;
};

struct Facts {
    Article article;
    std::string extractor_name;
    std::string extractor_version;
    std::vector<FactNode> nodes;
    std::vector<FactEdge> edges;

    const FactNode* find(std::string_view id) const;
};

/// One line of JSON, without the line's end; key order fixed, so equal facts give equal bytes.
/// `properties` named count are written as numbers.
std::string to_json(const Facts& facts);

/// Reads one line. Unknown keys are ignored; a missing or mistyped one is `malformed`, naming it by JSON
/// pointer.
Result<Facts> facts_from_json(std::string_view line);

/// Checks facts against the schema and themselves: labels, types, ends, spans within the text, evidence
/// present, mention slices equal to a form of the name, dates well formed. Empty if all holds. Linear in the
/// facts.
std::vector<Error> validate(const Facts& facts);

/// SHA-256 as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

} // namespace banggiao
