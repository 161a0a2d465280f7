// An article with what was found in it: each line of its text, under it the mentions in it in columns, and
// the relations under the words that say them.
#include <banggiao/graph/text.h>
#include <banggiao/tools/trace.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

namespace banggiao::tools {

namespace {

constexpr std::size_t longest_words = 72; ///< columns of a relation's evidence that are shown
constexpr std::size_t widest_column = 60;

/// A mention or a relation: what is printed of it, in columns.
struct Found {
    Span span;
    bool relation; ///< after the mentions that begin at the same place
    std::array<std::string, 3> cells;
};

std::string listed(const std::map<std::string, std::string>& properties) {
    std::string list;
    for (const auto& [key, value] : properties) list += (list.empty() ? " (" : ", ") + key + ": " + value;
    return list.empty() ? list : list + ")";
}

std::string padded(const std::string& text, std::size_t width) {
    const std::size_t own = display_width(text);
    return text + std::string(own < width ? width - own : 0, ' ');
}

class Tracer {
  public:
    explicit Tracer(const Facts& facts)
        : facts_(facts), text_(to_code_points(facts.article.text.value_or(""))) {
        for (const FactNode& node : facts_.nodes) names_[node.id] = node.name;
        for (const FactNode& node : facts_.nodes) add(node);
        for (const FactEdge& edge : facts_.edges) add(edge);
        std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
            return std::tuple(a.relation, a.span.start, a.span.end) <
                   std::tuple(b.relation, b.span.start, b.span.end);
        });
        relations_ =
            std::find_if(found_.begin(), found_.end(), [](const Found& one) { return one.relation; });
    }

    std::string run() {
        result_ = "== " + facts_.article.id + " " + facts_.article.published.value_or("(no date)") + "\n";
        auto mention = found_.cbegin();
        auto relation = relations_;
        for (std::size_t start = 0; start < text_.size();) {
            const std::size_t end = std::min(text_.find(U'\n', start), text_.size());
            result_ += words({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)}) + "\n";
            const auto first_mention = mention, first_relation = relation;
            while (mention != relations_ && mention->span.start < end) ++mention;
            while (relation != found_.cend() && relation->span.start < end) ++relation;
            print_mentions({first_mention, mention});
            print_relations({first_relation, relation});
            start = end + 1;
        }
        return std::move(result_);
    }

  private:
    using Place = std::vector<Found>::const_iterator;
    using Part = std::pair<Place, Place>;

    void add(const FactNode& node) {
        const std::string label = node.labels.empty() ? "" : node.labels.back();
        for (const Mention& mention : node.mentions) {
            const std::string written = words(mention.span);
            found_.push_back({mention.span,
                              false,
                              {written == node.name ? written : written + " → " + node.name,
                               label + listed(node.properties), mention.rule}});
        }
    }

    void add(const FactEdge& edge) {
        for (const Evidence& evidence : edge.evidence)
            found_.push_back(
                {evidence.span,
                 true,
                 {name_of(edge.from) + " -" + edge.type + "-> " + name_of(edge.to),
                  edge.properties.empty() ? "" : listed(edge.properties).substr(1), evidence.rule}});
    }

    std::string name_of(const std::string& id) const {
        const auto name = names_.find(id);
        return name == names_.end() ? id : name->second;
    }

    void print_mentions(Part part) {
        const auto widths = widths_of(part);
        for (; part.first != part.second; ++part.first) print(*part.first, widths, "    ");
    }

    /// The words that say it once, then what they say.
    void print_relations(Part part) {
        while (part.first != part.second) {
            auto end = part.first;
            while (end != part.second && end->span == part.first->span) ++end;
            result_ += "    “" + shortened(part.first->span) + "”\n";
            const auto widths = widths_of({part.first, end});
            for (; part.first != end; ++part.first) print(*part.first, widths, "        ");
        }
    }

    using Widths = std::array<std::size_t, 2>;

    static Widths widths_of(const Part& part) {
        Widths widths{};
        for (auto at = part.first; at != part.second; ++at)
            for (std::size_t column = 0; column < widths.size(); ++column)
                widths[column] =
                    std::max(widths[column], std::min(display_width(at->cells[column]), widest_column));
        return widths;
    }

    void print(const Found& one, const Widths& widths, const char* indent) {
        result_ += indent + padded(one.cells[0], widths[0]) + "  ";
        if (widths[1] > 0) result_ += padded(one.cells[1], widths[1]) + "  ";
        result_ += "[" + one.cells[2] + "]\n";
    }

    std::string words(Span span) const {
        const std::size_t end = std::min<std::size_t>(span.end, text_.size());
        if (span.start >= end) return {};
        return to_utf8(std::u32string_view(text_).substr(span.start, end - span.start));
    }

    /// In one line, cut in the middle.
    std::string shortened(Span span) const {
        std::u32string all = to_code_points(words(span));
        std::replace(all.begin(), all.end(), U'\n', U' ');
        if (all.size() <= longest_words) return to_utf8(all);
        const std::size_t half = longest_words / 2;
        return to_utf8(all.substr(0, half)) + " … " + to_utf8(all.substr(all.size() - half));
    }

    const Facts& facts_;
    std::u32string text_;
    std::map<std::string, std::string> names_;
    std::vector<Found> found_; ///< mentions, then relations, each by place
    Place relations_;
    std::string result_;
};

} // namespace

std::string trace(const Facts& facts) {
    return Tracer(facts).run();
}

} // namespace banggiao::tools
