// Takes facts. Hands out where they contradict the schema or themselves.
#include <banggiao/graph/facts.h>
#include <banggiao/graph/partial_date.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

namespace banggiao {

namespace {

bool lists_label(std::string_view labels, const FactNode& node) {
    return std::any_of(node.labels.begin(), node.labels.end(),
                       [&](const std::string& label) { return schema::lists(labels, label); });
}

/// Mentions ordered by start, with the furthest end so far: overlap is one binary search.
class MentionIndex {
  public:
    explicit MentionIndex(const FactNode& node) {
        for (const Mention& mention : node.mentions) spans_.push_back(mention.span);
        std::sort(spans_.begin(), spans_.end());
        std::uint32_t furthest = 0;
        for (Span& span : spans_) span.end = furthest = std::max(furthest, span.end);
    }

    bool touches(Span span) const {
        auto after = std::lower_bound(spans_.begin(), spans_.end(), Span{span.end, 0});
        return after != spans_.begin() && std::prev(after)->end > span.start;
    }

  private:
    std::vector<Span> spans_;
};

class Validator {
  public:
    explicit Validator(const Facts& facts) : facts_(facts) {}

    std::vector<Error> run() {
        check_article();
        for (std::size_t i = 0; i < facts_.nodes.size(); ++i)
            check_node(facts_.nodes[i], pointer("/nodes/", i));
        for (std::size_t i = 0; i < facts_.edges.size(); ++i)
            check_edge(facts_.edges[i], pointer("/edges/", i));
        return std::move(errors_);
    }

  private:
    static std::string pointer(std::string_view list, std::size_t index) {
        return std::string(list) + std::to_string(index);
    }

    void fail(const std::string& at, std::string message) {
        errors_.push_back({ErrorKind::malformed, at + " " + std::move(message), facts_.article.id, {}});
    }

    void check_article() {
        const Article& article = facts_.article;
        if (article.id.empty()) fail("/article/id", "is empty");
        if (article.published) {
            auto date = PartialDate::parse(*article.published);
            if (!date || !date->has_year()) fail("/article/published", "is no date: " + *article.published);
        }
        if (!article.text) return;
        text_ = to_code_points(*article.text);
        if (to_nfc(*article.text) != *article.text) fail("/article/text", "is not in Unicode NFC");
        if (sha256_hex(*article.text) != article.sha256) fail("/article/sha256", "is not the text's");
    }

    void check_node(const FactNode& node, const std::string& at) {
        if (node.id.empty()) fail(at + "/id", "is empty");
        if (!nodes_.emplace(node.id, Known{&node, MentionIndex(node)}).second) {
            fail(at + "/id", "is another node's too: " + node.id);
        }
        if (node.name.empty()) fail(at + "/name", "is empty");
        check_labels(node, at);
        for (const auto& [key, text] : node.properties)
            check_node_property(node, key, text, at + "/properties/");
        if (!node.titles_without_body.empty() && !node.has_label(schema::label::official)) {
            fail(at + "/properties/titles_without_body", "belongs to officials only");
        }
        for (const TitleWithoutBody& title : node.titles_without_body) {
            if (title.span) check_span(*title.span, at + "/properties/titles_without_body");
        }
        check_mentions(node, at + "/mentions/");
    }

    void check_labels(const FactNode& node, const std::string& at) {
        for (const std::string& label : node.labels) {
            const schema::LabelRow* row = schema::find_label(label);
            if (!row || label == schema::label::article)
                fail(at + "/labels", "names no label of the schema: " + label);
        }
        std::size_t primary = 0;
        for (const schema::LabelRow& row : schema::labels()) {
            if (!row.implied_by.empty() && lists_label(row.implied_by, node) && !node.has_label(row.name)) {
                fail(at + "/labels", "lacks " + std::string(row.name));
            }
            bool is_general = row.name == schema::label::place || row.name == schema::label::ministry;
            if (!is_general && node.has_label(row.name)) ++primary;
        }
        if (primary != 1)
            fail(at + "/labels", "name " + std::to_string(primary) + " kinds of thing, not one");
    }

    void check_node_property(const FactNode& node, const std::string& key, const std::string& text,
                             const std::string& at) {
        bool known = false;
        for (const std::string& label : node.labels) {
            const schema::LabelRow* row = schema::find_label(label);
            known = known || (row && schema::lists(row->properties, key));
            check_value(label, key, text, at + key);
        }
        if (!known) fail(at + key, "is no property of its labels");
    }

    void check_value(std::string_view owner, const std::string& key, const std::string& text,
                     const std::string& at) {
        auto allowed = schema::allowed_values(owner, key);
        if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), text) == allowed.end()) {
            fail(at, "has no such value: " + text);
        }
        if (key == "date" && !PartialDate::parse(text)) fail(at, "is no ISO 8601 date: " + text);
        if (key == "count" && !is_count(text)) fail(at, "is no number from 1: " + text);
    }

    static bool is_count(const std::string& text) {
        std::uint32_t number = 0;
        auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
        return failure == std::errc() && end == text.data() + text.size() && number > 0;
    }

    bool check_span(Span span, const std::string& at) {
        bool good = span.start < span.end && (!facts_.article.text || span.end <= text_.size());
        if (!good)
            fail(at, "has a span outside the text: [" + std::to_string(span.start) + ", " +
                         std::to_string(span.end) + "]");
        return good;
    }

    void check_mentions(const FactNode& node, const std::string& at) {
        std::unordered_set<std::string> forms{form(node.name)};
        for (const std::string& alias : node.aliases) forms.insert(form(alias));
        bool described = node.has_label(schema::label::event) || node.has_label(schema::label::agreement);
        for (std::size_t i = 0; i < node.mentions.size(); ++i) {
            const Mention& mention = node.mentions[i];
            std::string place = pointer(at, i);
            if (mention.rule.empty()) fail(place, "names no rule");
            if (!check_span(mention.span, place) || mention.reference || described || !facts_.article.text)
                continue;
            std::string slice = to_utf8(
                std::u32string_view(text_).substr(mention.span.start, mention.span.end - mention.span.start));
            if (!forms.contains(form(slice)))
                fail(place, "reads \"" + slice + "\", which is no form of " + node.name);
        }
    }

    /// Names agree here without regard to case, tone place, punctuation and abbreviation; marks count.
    static std::string form(std::string_view name) {
        return fold(expand_abbreviations(name), {.i_and_y = true, .punctuation = true});
    }

    void check_edge(const FactEdge& edge, const std::string& at) {
        const schema::EdgeRow* row = schema::find_edge(edge.type);
        bool derived = edge.type == schema::edge::mentioned_in || edge.type == schema::edge::succeeded_by;
        if (!row || derived)
            return fail(at + "/type", "names no edge type an article can state: " + edge.type);
        bool ends = check_end(edge.from, row->from, at + "/from");
        ends = check_end(edge.to, row->to, at + "/to") && ends;
        for (const auto& [key, text] : edge.properties) {
            if (!schema::lists(row->properties, key))
                fail(at + "/properties/" + key, "is no property of " + edge.type);
            check_value(edge.type, key, text, at + "/properties/" + key);
        }
        if (edge.evidence.empty()) fail(at + "/evidence", "is empty");
        for (std::size_t i = 0; i < edge.evidence.size(); ++i) {
            check_evidence(edge, edge.evidence[i], ends, pointer(at + "/evidence/", i));
        }
    }

    bool check_end(const std::string& id, std::string_view labels, const std::string& at) {
        auto node = nodes_.find(id);
        if (node == nodes_.end()) {
            fail(at, "names no node: " + id);
        } else if (!lists_label(labels, *node->second.node)) {
            fail(at, "is " + id + ", which is none of " + std::string(labels));
        }
        return node != nodes_.end();
    }

    void check_evidence(const FactEdge& edge, const Evidence& evidence, bool ends, const std::string& at) {
        if (evidence.rule.empty()) fail(at, "names no rule");
        if (!check_span(evidence.span, at) || !ends) return;
        if (!nodes_.at(edge.from).mentions.touches(evidence.span) &&
            !nodes_.at(edge.to).mentions.touches(evidence.span)) {
            fail(at, "touches no mention of " + edge.from + " or " + edge.to);
        }
    }

    struct Known {
        const FactNode* node;
        MentionIndex mentions;
    };

    const Facts& facts_;
    std::u32string text_;
    std::unordered_map<std::string, Known> nodes_;
    std::vector<Error> errors_;
};

} // namespace

bool FactNode::has_label(std::string_view label) const {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

const FactNode* Facts::find(std::string_view id) const {
    auto node = std::find_if(nodes.begin(), nodes.end(), [&](const FactNode& each) { return each.id == id; });
    return node == nodes.end() ? nullptr : &*node;
}

std::vector<Error> validate(const Facts& facts) {
    return Validator(facts).run();
}

} // namespace banggiao
