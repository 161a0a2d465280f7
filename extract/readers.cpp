// Takes the bytes of one article. Hands out the article: text files and JSON lines.
#include <banggiao/extract/readers.h>
#include <banggiao/extract/visible_date.h>
#include <banggiao/graph/partial_date.h>
#include <banggiao/graph/text.h>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

namespace banggiao::extract {
namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\n\f\v\xC2\xA0") == text.npos;
}

Error no_text(std::string place) {
    return {ErrorKind::malformed, "the article has no text", std::move(place),
            "leave it out or give its text"};
}

using Flat = rapidjson::GenericDocument<rapidjson::UTF8<>>;

/// The member as NFC text; nothing if it is absent or null. Numbers become their digits (ids often are
/// numbers).
std::optional<std::string> member(const Flat& json, const char* key) {
    const auto found = json.FindMember(key);
    if (found == json.MemberEnd()) return std::nullopt;
    if (found->value.IsString()) return to_nfc({found->value.GetString(), found->value.GetStringLength()});
    if (found->value.IsInt64()) return std::to_string(found->value.GetInt64());
    return std::nullopt;
}

/// Reads the line, its encoding checked. `own` holds a copy of it, in which the strings are left.
void parse(Flat& json, std::string& own, std::string_view line) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag;
    if (is_valid_utf8(line) && !json.ParseInsitu<flags>(own.data()).HasParseError()) return;
    json.Parse<flags | rapidjson::kParseValidateEncodingFlag>(line.data(), line.size());
}

std::optional<std::string> date_of(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    if (PartialDate::parse(*text)) return text;
    return parse_date(*text);
}

} // namespace

Result<Article> read_text(std::string_view bytes, std::string id, std::string* encoding) {
    auto text = decode(bytes, encoding);
    if (!text.ok()) {
        Error error = std::move(text).error();
        error.place = std::move(id);
        return error;
    }
    if (is_blank(*text)) return no_text(std::move(id));
    Article article;
    article.id = std::move(id);
    article.published = visible_date(*text);
    article.sha256 = sha256_hex(*text);
    article.text = std::move(*text);
    return article;
}

Result<Article> read_json_line(std::string_view line, std::string place) {
    std::string own(line); // strings are unescaped where they stand
    Flat json;
    parse(json, own, line);
    if (json.HasParseError())
        return Error{ErrorKind::malformed,
                     std::string("no JSON at byte ") + std::to_string(json.GetErrorOffset()) + ": " +
                         rapidjson::GetParseError_En(json.GetParseError()),
                     std::move(place), "give one JSON object a line"};
    if (!json.IsObject())
        return Error{ErrorKind::malformed, "this is no JSON object", std::move(place),
                     "give one JSON object a line"};
    Article article;
    const auto id = member(json, "id");
    if (!id || id->empty())
        return Error{ErrorKind::malformed, "the article has no \"id\"", std::move(place), "give it one"};
    auto text = member(json, "text");
    if (!text || is_blank(*text)) return no_text(std::move(place));
    article.id = *id;
    article.title = member(json, "title");
    article.url = member(json, "url");
    article.source = member(json, "source");
    article.published = date_of(member(json, "published"));
    if (article.title && !is_blank(*article.title) && !text->starts_with(*article.title))
        text = *article.title + "\n\n" + *text;
    if (!article.published) article.published = visible_date(*text);
    article.sha256 = sha256_hex(*text);
    article.text = std::move(text);
    return article;
}

} // namespace banggiao::extract
