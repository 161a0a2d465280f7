// Takes facts, hands out one line of JSON, and back. Key order is fixed; what is off is named by JSON
// pointer.
#include <banggiao/graph/facts.h>
#include <banggiao/graph/json_line.h>

#define RAPIDJSON_HAS_STDSTRING 1
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <charconv>
#include <limits>

namespace banggiao {

namespace {

using Json = rapidjson::Value;

constexpr std::string_view titles_key = "titles_without_body";
constexpr std::string_view count_key = "count";

template <std::size_t size>
void write_member(JsonLine& out, const char (&key)[size], std::string_view text) {
    out.key(key);
    out.string(text);
}

template <std::size_t size>
void write_optional(JsonLine& out, const char (&key)[size], const std::optional<std::string>& text) {
    out.key(key);
    text ? out.string(*text) : out.null();
}

template <std::size_t size>
void write_strings(JsonLine& out, const char (&key)[size], const std::vector<std::string>& texts) {
    out.key(key);
    out.start_array();
    for (const std::string& text : texts) out.string(text);
    out.end_array();
}

void write_span(JsonLine& out, Span span) {
    out.key("span");
    out.numbers(span.start, span.end);
}

/// A count is a number if it is one; JSON written by others may say otherwise and is kept.
void write_count(JsonLine& out, const std::string& text) {
    std::uint32_t number = 0;
    auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure == std::errc() && std::to_string(number) == text) {
        out.number(number);
    } else {
        out.string(text);
    }
}

void write_property(JsonLine& out, const std::string& key, const std::string& text) {
    out.key(key);
    key == count_key ? write_count(out, text) : out.string(text);
}

void write_titles(JsonLine& out, const std::vector<TitleWithoutBody>& titles) {
    out.key(titles_key);
    out.start_array();
    for (const TitleWithoutBody& title : titles) {
        out.start_object();
        write_member(out, "title", title.title);
        if (title.span) write_span(out, *title.span);
        out.end_object();
    }
    out.end_array();
}

/// Nothing where there are none; the list of titles in its alphabetical place.
void write_properties(JsonLine& out, const std::map<std::string, std::string>& properties,
                      const std::vector<TitleWithoutBody>& titles = {}) {
    if (properties.empty() && titles.empty()) return;
    out.key("properties");
    out.start_object();
    auto rest = titles.empty() ? properties.end() : properties.lower_bound(std::string(titles_key));
    for (auto each = properties.begin(); each != rest; ++each) write_property(out, each->first, each->second);
    if (!titles.empty()) write_titles(out, titles);
    for (auto each = rest; each != properties.end(); ++each) write_property(out, each->first, each->second);
    out.end_object();
}

void write_article(JsonLine& out, const Article& article) {
    out.key("article");
    out.start_object();
    write_member(out, "id", article.id);
    write_optional(out, "title", article.title);
    write_optional(out, "url", article.url);
    write_optional(out, "source", article.source);
    write_optional(out, "published", article.published);
    write_member(out, "language", article.language);
    write_member(out, "sha256", article.sha256);
    if (article.text) write_optional(out, "text", article.text);
    out.end_object();
}

void write_node(JsonLine& out, const FactNode& node) {
    out.start_object();
    write_member(out, "id", node.id);
    write_strings(out, "labels", node.labels);
    write_member(out, "name", node.name);
    write_strings(out, "aliases", node.aliases);
    write_properties(out, node.properties, node.titles_without_body);
    out.key("mentions");
    out.start_array();
    for (const Mention& mention : node.mentions) {
        out.start_object();
        write_span(out, mention.span);
        write_member(out, "rule", mention.rule);
        if (mention.reference) write_member(out, "as", "reference");
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

void write_edge(JsonLine& out, const FactEdge& edge) {
    out.start_object();
    write_member(out, "type", edge.type);
    write_member(out, "from", edge.from);
    write_member(out, "to", edge.to);
    write_properties(out, edge.properties);
    out.key("evidence");
    out.start_array();
    for (const Evidence& evidence : edge.evidence) {
        out.start_object();
        write_span(out, evidence.span);
        write_member(out, "rule", evidence.rule);
        out.end_object();
    }
    out.end_array();
    out.end_object();
}

/// Reads one value after another and remembers the first thing that is off, by JSON pointer.
class Reader {
  public:
    bool failed() const { return failed_; }
    Error error() && { return std::move(error_); }

    std::string string(const Json& object, const char* key, const std::string& at) {
        const Json* member = find(object, key, at);
        return member ? text(*member, at + "/" + key) : std::string();
    }

    std::optional<std::string> optional_string(const Json& object, const char* key, const std::string& at) {
        auto member = object.FindMember(key);
        if (member == object.MemberEnd() || member->value.IsNull()) return std::nullopt;
        return text(member->value, at + "/" + key);
    }

    const Json* object(const Json& parent, const char* key, const std::string& at) {
        const Json* member = find(parent, key, at);
        return member && is_object(*member, at + "/" + key) ? member : nullptr;
    }

    /// Calls `visit(element, pointer)`; an absent list is empty unless it is required.
    template <typename Visit>
    void each(const Json& parent, const char* key, const std::string& at, bool required, Visit visit) {
        auto member = parent.FindMember(key);
        if (member == parent.MemberEnd()) {
            if (required) fail(at + "/" + key, "is missing");
            return;
        }
        std::string place = at + "/" + key;
        if (!member->value.IsArray()) return fail(place, "is not a list");
        std::size_t index = 0;
        for (const Json& element : member->value.GetArray()) {
            if (failed_) return;
            visit(element, place + "/" + std::to_string(index++));
        }
    }

    bool is_object(const Json& value, const std::string& at) {
        if (!value.IsObject()) fail(at, "is not an object");
        return value.IsObject();
    }

    std::string text(const Json& value, const std::string& at) {
        if (value.IsString()) return {value.GetString(), value.GetStringLength()};
        fail(at, "is not a string");
        return {};
    }

    std::vector<std::string> strings(const Json& parent, const char* key, const std::string& at,
                                     bool required) {
        std::vector<std::string> texts;
        each(parent, key, at, required,
             [&](const Json& value, const std::string& place) { texts.push_back(text(value, place)); });
        return texts;
    }

    Span span(const Json& object, const std::string& at) {
        const Json* member = find(object, "span", at);
        if (!member) return {};
        bool good =
            member->IsArray() && member->Size() == 2 && (*member)[0].IsUint() && (*member)[1].IsUint();
        if (good) return {(*member)[0].GetUint(), (*member)[1].GetUint()};
        fail(at + "/span", "is not a list of two offsets");
        return {};
    }

    /// A property's value: a string, or a whole number.
    std::string property(const Json& value, const std::string& at) {
        if (value.IsInt64()) return std::to_string(value.GetInt64());
        if (value.IsString()) return text(value, at);
        fail(at, "is neither a string nor a whole number");
        return {};
    }

    void fail(const std::string& at, std::string_view what) {
        if (failed_) return;
        failed_ = true;
        error_ = {ErrorKind::malformed, "the facts' " + at + " " + std::string(what), {}, {}};
    }

  private:
    const Json* find(const Json& object, const char* key, const std::string& at) {
        auto member = object.FindMember(key);
        if (member != object.MemberEnd()) return &member->value;
        fail(at + "/" + key, "is missing");
        return nullptr;
    }

    bool failed_ = false;
    Error error_;
};

Article read_article(Reader& in, const Json& value) {
    const std::string at = "/article";
    Article article;
    article.id = in.string(value, "id", at);
    article.title = in.optional_string(value, "title", at);
    article.url = in.optional_string(value, "url", at);
    article.source = in.optional_string(value, "source", at);
    article.published = in.optional_string(value, "published", at);
    article.language = in.optional_string(value, "language", at).value_or("vi");
    article.sha256 = in.string(value, "sha256", at);
    article.text = in.optional_string(value, "text", at);
    return article;
}

std::vector<TitleWithoutBody> read_titles(Reader& in, const Json& properties, const std::string& at) {
    std::vector<TitleWithoutBody> titles;
    in.each(properties, titles_key.data(), at, false, [&](const Json& value, const std::string& place) {
        if (!in.is_object(value, place)) return;
        TitleWithoutBody& title = titles.emplace_back();
        title.title = in.string(value, "title", place);
        if (value.HasMember("span")) title.span = in.span(value, place);
    });
    return titles;
}

/// Null stands for absent. The list of titles is read apart.
std::map<std::string, std::string> read_properties(Reader& in, const Json& owner, const std::string& at) {
    std::map<std::string, std::string> properties;
    if (!owner.HasMember("properties")) return properties;
    const Json* object = in.object(owner, "properties", at);
    if (!object) return properties;
    for (const auto& member : object->GetObject()) {
        std::string key(member.name.GetString(), member.name.GetStringLength());
        if (key == titles_key || member.value.IsNull()) continue;
        properties.insert_or_assign(key, in.property(member.value, at + "/properties/" + key));
    }
    return properties;
}

Mention read_mention(Reader& in, const Json& value, const std::string& at) {
    if (!in.is_object(value, at)) return {};
    Mention mention{in.span(value, at), in.string(value, "rule", at), false};
    std::optional<std::string> as = in.optional_string(value, "as", at);
    mention.reference = as == "reference";
    if (as && !mention.reference) in.fail(at + "/as", "is not \"reference\"");
    return mention;
}

FactNode read_node(Reader& in, const Json& value, const std::string& at) {
    FactNode node;
    if (!in.is_object(value, at)) return node;
    node.id = in.string(value, "id", at);
    node.labels = in.strings(value, "labels", at, true);
    node.name = in.string(value, "name", at);
    node.aliases = in.strings(value, "aliases", at, false);
    node.properties = read_properties(in, value, at);
    if (!in.failed() && value.HasMember("properties")) {
        node.titles_without_body = read_titles(in, value["properties"], at + "/properties");
    }
    in.each(value, "mentions", at, false, [&](const Json& mention, const std::string& place) {
        node.mentions.push_back(read_mention(in, mention, place));
    });
    return node;
}

FactEdge read_edge(Reader& in, const Json& value, const std::string& at) {
    FactEdge edge;
    if (!in.is_object(value, at)) return edge;
    edge.type = in.string(value, "type", at);
    edge.from = in.string(value, "from", at);
    edge.to = in.string(value, "to", at);
    edge.properties = read_properties(in, value, at);
    in.each(value, "evidence", at, true, [&](const Json& evidence, const std::string& place) {
        if (!in.is_object(evidence, place)) return;
        edge.evidence.push_back({in.span(evidence, place), in.string(evidence, "rule", place)});
    });
    return edge;
}

Facts read_facts(Reader& in, const Json& value) {
    Facts facts;
    if (!in.is_object(value, "")) return facts;
    if (const Json* article = in.object(value, "article", "")) facts.article = read_article(in, *article);
    if (const Json* extractor = in.object(value, "extractor", "")) {
        facts.extractor_name = in.string(*extractor, "name", "/extractor");
        facts.extractor_version = in.string(*extractor, "version", "/extractor");
    }
    in.each(value, "nodes", "", true,
            [&](const Json& node, const std::string& at) { facts.nodes.push_back(read_node(in, node, at)); });
    in.each(value, "edges", "", true,
            [&](const Json& edge, const std::string& at) { facts.edges.push_back(read_edge(in, edge, at)); });
    return facts;
}

} // namespace

namespace {

/// A thread's line, whose room near to the processor serves one article after another.
JsonLine& empty_line() {
    constexpr std::size_t usual = std::size_t{1} << 15, most_kept = std::size_t{1} << 20;
    thread_local JsonLine line(usual);
    if (line.room() > most_kept) line = JsonLine(usual);
    line.clear(); // of what may be left of an article that found no memory
    return line;
}

} // namespace

std::string to_json(const Facts& facts) {
    JsonLine& out = empty_line();
    out.start_object();
    write_article(out, facts.article);
    out.key("extractor");
    out.start_object();
    write_member(out, "name", facts.extractor_name);
    write_member(out, "version", facts.extractor_version);
    out.end_object();
    out.key("nodes");
    out.start_array();
    for (const FactNode& node : facts.nodes) write_node(out, node);
    out.end_array();
    out.key("edges");
    out.start_array();
    for (const FactEdge& edge : facts.edges) write_edge(out, edge);
    out.end_array();
    out.end_object();
    return out.take();
}

Result<Facts> facts_from_json(std::string_view line) {
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    rapidjson::Document document;
    document.Parse<flags>(line.data(), line.size());
    if (document.HasParseError()) {
        return Error{ErrorKind::malformed,
                     "no JSON: " + std::string(rapidjson::GetParseError_En(document.GetParseError())) +
                         " (byte " + std::to_string(document.GetErrorOffset()) + ")",
                     {},
                     "every line is one JSON object, as `banggiao extract` prints it"};
    }
    Reader reader;
    Facts facts = read_facts(reader, document);
    if (reader.failed()) return std::move(reader).error();
    return facts;
}

} // namespace banggiao
