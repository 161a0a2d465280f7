// Takes the facts of one article. Hands out the bytes of their digest.
#include <banggiao/graph/checksum.h>
#include <banggiao/graph/digest.h>
#include <banggiao/graph/digest_form.h>
#include <banggiao/graph/frozen_graph_values.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

namespace banggiao {

namespace {

/// In the order of Digest::EdgeKind.
constexpr std::array edge_types{schema::edge::attended,   schema::edge::held_in, schema::edge::holds,
                                schema::edge::located_in, schema::edge::met,     schema::edge::partner_of,
                                schema::edge::party_to,   schema::edge::serves,  schema::edge::signed_,
                                schema::edge::took_part};

std::optional<Digest::NodeKind> kind_of(const FactNode& node) {
    using Kind = Digest::NodeKind;
    constexpr std::pair<std::string_view, Kind> kinds[] = {{schema::label::official, Kind::official},
                                                           {schema::label::organization, Kind::organization},
                                                           {schema::label::place, Kind::place},
                                                           {schema::label::agreement, Kind::agreement},
                                                           {schema::label::event, Kind::event}};
    for (auto [label, kind] : kinds) {
        if (node.has_label(label)) return kind;
    }
    return std::nullopt;
}

/// The parts of a text that spans cover, in one piece, and where each span is in it.
class Cuttings {
  public:
    struct Place {
        std::uint32_t first, length; ///< in bytes
    };

    Cuttings(const std::optional<std::string>& text, std::vector<Span> spans) {
        std::erase_if(spans, [](Span span) { return span.start >= span.end; });
        if (!text || spans.empty()) return;
        index(*text);
        std::sort(spans.begin(), spans.end());
        std::uint32_t cut = 0; // code points before this are cut already
        for (Span span : spans) {
            std::uint32_t first = byte_of(span.start), last = byte_of(span.end);
            std::uint32_t kept_from = std::max(first, cut);
            if (kept_from < last) words_.append(*text, kept_from, last - kept_from);
            cut = std::max(cut, last);
            std::uint32_t before_end = cut - first;
            places_[span] = {static_cast<std::uint32_t>(words_.size()) - before_end, last - first};
        }
    }

    const std::string& words() const { return words_; }
    Place of(Span span) const {
        auto found = places_.find(span);
        return found == places_.end() ? Place{0, 0} : found->second;
    }

  private:
    struct Hash {
        std::size_t operator()(Span span) const {
            return std::hash<std::uint64_t>()(std::uint64_t{span.start} << 32 | span.end);
        }
    };

    void index(const std::string& text) {
        for (std::uint32_t byte = 0; byte < text.size(); ++byte)
            if ((static_cast<unsigned char>(text[byte]) & 0xC0U) != 0x80U) bytes_.push_back(byte);
        bytes_.push_back(static_cast<std::uint32_t>(text.size()));
    }

    std::uint32_t byte_of(std::uint32_t point) const {
        return point < bytes_.size() ? bytes_[point] : bytes_.back();
    }

    std::vector<std::uint32_t> bytes_; ///< by code point
    std::string words_;
    std::unordered_map<Span, Place, Hash> places_;
};

std::vector<Span> spans_of(const Facts& facts) {
    std::vector<Span> spans;
    for (const FactNode& node : facts.nodes)
        for (const Mention& mention : node.mentions) spans.push_back(mention.span);
    for (const FactEdge& edge : facts.edges)
        for (const Evidence& evidence : edge.evidence) spans.push_back(evidence.span);
    return spans;
}

class Writer {
  public:
    explicit Writer(const Facts& facts) : facts_(facts), cuttings_(facts.article.text, spans_of(facts)) {}

    std::string run() {
        write_article();
        std::string nodes = write_nodes();
        write_edges();
        std::string rest;
        append_text(rest, cuttings_.words());
        append_strings(rest);
        for (std::size_t count : {texts_, properties_, quotes_}) append_length(rest, count);
        rest += article_ + nodes + edges_;
        std::uint64_t sum = checksum(std::as_bytes(std::span(rest)));
        std::string bytes(digest_header_bytes, static_cast<char>(digest_version));
        std::memcpy(bytes.data() + 1, &sum, sizeof sum);
        return bytes + rest;
    }

  private:
    static void append_text(std::string& out, std::string_view text) {
        append_length(out, text.size());
        out += text;
    }

    std::uint32_t number(std::string_view text) {
        auto [known, is_new] = numbers_.try_emplace(text, static_cast<std::uint32_t>(strings_.size()));
        if (is_new) strings_.push_back(text);
        return known->second;
    }

    void append_strings(std::string& out) const {
        append_length(out, strings_.size());
        for (std::string_view text : strings_) append_length(out, text.size());
        for (std::string_view text : strings_) out += text;
    }

    /// 0 for nothing, else one more than its number.
    void append_optional(std::string& out, const std::optional<std::string>& text) {
        append_length(out, text ? std::uint64_t{1} + number(*text) : 0);
    }

    void write_article() {
        const Article& article = facts_.article;
        append_length(article_, number(article.id));
        append_length(article_, number(article.sha256));
        for (const auto* text : {&article.title, &article.url, &article.source, &article.published})
            append_optional(article_, *text);
    }

    std::string write_nodes() {
        std::string out;
        std::uint32_t count = 0;
        for (const FactNode& node : facts_.nodes) {
            auto kind = kind_of(node);
            if (!kind || !places_.emplace(node.id, count).second) continue;
            ++count;
            write_node(out, node, *kind);
        }
        std::string counted;
        append_length(counted, count);
        return counted + out;
    }

    void write_node(std::string& out, const FactNode& node, Digest::NodeKind kind) {
        out += static_cast<char>(kind);
        append_length(out, number(node.name));
        append_texts(out, node.labels);
        append_texts(out, node.aliases);
        std::vector<std::string_view> titles;
        for (const TitleWithoutBody& title : node.titles_without_body) titles.push_back(title.title);
        append_texts(out, titles);
        append_properties(out, node.properties);
        append_quotes(out, node.mentions);
    }

    void write_edges() {
        std::uint32_t count = 0;
        std::string out;
        for (const FactEdge& edge : facts_.edges) {
            auto kind = std::find(edge_types.begin(), edge_types.end(), edge.type);
            auto from = places_.find(edge.from);
            auto to = places_.find(edge.to);
            if (kind == edge_types.end() || from == places_.end() || to == places_.end()) continue;
            ++count;
            out += static_cast<char>(kind - edge_types.begin());
            append_length(out, from->second);
            append_length(out, to->second);
            append_properties(out, edge.properties);
            append_quotes(out, edge.evidence);
        }
        append_length(edges_, count);
        edges_ += out;
    }

    template <typename Texts>
    void append_texts(std::string& out, const Texts& texts) {
        append_length(out, texts.size());
        for (const auto& text : texts) append_length(out, number(text));
        texts_ += texts.size();
    }

    void append_properties(std::string& out, const std::map<std::string, std::string>& properties) {
        append_length(out, properties.size());
        for (const auto& [key, text] : properties) {
            append_length(out, number(key));
            append_length(out, number(text));
        }
        properties_ += properties.size();
    }

    template <typename Quoted>
    void append_quotes(std::string& out, const std::vector<Quoted>& quotes) {
        append_length(out, quotes.size());
        for (const Quoted& quote : quotes) {
            append_length(out, quote.span.start);
            append_length(out, quote.span.end);
            append_length(out, number(quote.rule));
            Cuttings::Place place = cuttings_.of(quote.span);
            append_length(out, place.first);
            append_length(out, place.length);
        }
        quotes_ += quotes.size();
    }

    const Facts& facts_;
    Cuttings cuttings_;
    std::vector<std::string_view> strings_;
    std::unordered_map<std::string_view, std::uint32_t> numbers_; ///< of strings
    std::unordered_map<std::string_view, std::uint32_t> places_;  ///< of nodes, by id
    std::size_t texts_ = 0, properties_ = 0, quotes_ = 0;
    std::string article_, edges_;
};

} // namespace

std::string digest_bytes(const Facts& facts) {
    return Writer(facts).run();
}

std::string_view type_name(Digest::EdgeKind kind) {
    return edge_types[static_cast<std::size_t>(kind)];
}

bool Digest::Node::has_label(std::string_view label) const {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

std::optional<std::string_view> property(std::span<const Digest::Property> properties, std::string_view key) {
    for (const Digest::Property& each : properties)
        if (each.key == key) return each.text;
    return std::nullopt;
}

} // namespace banggiao
