// An article with what was found in it, line by line.
#include <banggiao/graph/text.h>
#include <banggiao/tools/trace.h>

#include <algorithm>
#include <tuple>
#include <vector>

namespace banggiao::tools {

namespace {

constexpr std::size_t longest_words = 60; // code points of a relation's evidence that are shown

struct Found {
    Span span;
    bool relation; ///< after the mentions that begin at the same place
    std::string text;
};

std::string listed(const std::map<std::string, std::string>& properties) {
    std::string list;
    for (const auto& [key, value] : properties) list += (list.empty() ? " (" : ", ") + key + ": " + value;
    return list.empty() ? list : list + ")";
}

class Tracer {
  public:
    explicit Tracer(const Facts& facts)
        : facts_(facts), text_(to_code_points(facts.article.text.value_or(""))) {
        for (const FactNode& node : facts_.nodes) add(node);
        for (const FactEdge& edge : facts_.edges) add(edge);
        std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
            return std::tuple(a.span.start, a.relation, a.span.end) <
                   std::tuple(b.span.start, b.relation, b.span.end);
        });
    }

    std::string run() const {
        std::string result =
            "== " + facts_.article.id + " " + facts_.article.published.value_or("(no date)") + "\n";
        auto next = found_.begin();
        for (std::size_t start = 0; start < text_.size();) {
            const std::size_t end = std::min(text_.find(U'\n', start), text_.size());
            result += words({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)}) + "\n";
            for (; next != found_.end() && next->span.start < end; ++next)
                result += "  | " + next->text + "\n";
            start = end + 1;
        }
        return result;
    }

  private:
    void add(const FactNode& node) {
        const std::string label = node.labels.empty() ? "" : node.labels.back();
        for (const Mention& mention : node.mentions)
            found_.push_back({mention.span, false,
                              words(mention.span) + (mention.reference ? " -> " : " = ") + label + " " +
                                  node.name + listed(node.properties) + " [" + mention.rule + "]"});
    }

    void add(const FactEdge& edge) {
        for (const Evidence& evidence : edge.evidence)
            found_.push_back({evidence.span, true,
                              shortened(evidence.span) + ": " + name_of(edge.from) + " -" + edge.type +
                                  "-> " + name_of(edge.to) + listed(edge.properties) + " [" + evidence.rule +
                                  "]"});
    }

    std::string name_of(const std::string& id) const {
        const FactNode* node = facts_.find(id);
        return node ? node->name : id;
    }

    std::string words(Span span) const {
        const std::size_t end = std::min<std::size_t>(span.end, text_.size());
        if (span.start >= end) return {};
        return to_utf8(std::u32string_view(text_).substr(span.start, end - span.start));
    }

    std::string shortened(Span span) const {
        if (span.end - span.start <= longest_words) return words(span);
        return words({span.start, span.start + static_cast<std::uint32_t>(longest_words)}) + "…";
    }

    const Facts& facts_;
    std::u32string text_;
    std::vector<Found> found_;
};

} // namespace

std::string trace(const Facts& facts) {
    return Tracer(facts).run();
}

} // namespace banggiao::tools
