// Takes the edges of all articles and the vertices. Hands out one edge for each fact, with all its evidence
// and the first and last date it was seen.
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_events.h>
#include <banggiao/graph/merge_offices.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>

namespace banggiao::merging {

namespace {

using namespace schema;

constexpr std::uint32_t index_step = 64;

/// Gathers statements of articles into drafts; equal (ends, type, distinct) are one edge.
class EdgeGatherer {
  public:
    EdgeGatherer(State& state, const Vertices& vertices, const Rejections& rejections)
        : state_(state), vertices_(vertices), rejections_(rejections), quotes_(state) {}

    std::vector<EdgeDraft> run() {
        orient_events();
        for (const LocalEdge& edge : state_.edges) add(edge);
        for (LocalId local = 0; local < state_.locals.size(); ++local) add_mentions(local);
        return combine();
    }

  private:
    /// A paper may tell who was host the other way round: each event is told the way its first group tells
    /// it.
    void orient_events() {
        std::unordered_map<VertexId, std::array<std::vector<VertexId>, 2>> told;
        std::map<std::pair<VertexId, LocalId>, std::array<std::vector<VertexId>, 2>> by_event;
        for (const LocalEdge& edge : state_.edges) {
            bool takes_part = edge.kind == EdgeKind::attended || edge.kind == EdgeKind::took_part;
            std::size_t side = takes_part ? side_index(*edge.edge) : 2;
            VertexId event = vertices_.of_local[edge.to];
            if (side < 2 && event != none)
                by_event[{event, edge.to}][side].push_back(vertices_.of_local[edge.from]);
        }
        for (auto& [where, sides] : by_event) {
            auto [known, is_new] = told.try_emplace(where.first, sides);
            if (is_new) continue;
            std::size_t straight = shared(known->second[0], sides[0]) + shared(known->second[1], sides[1]);
            std::size_t crossed = shared(known->second[0], sides[1]) + shared(known->second[1], sides[0]);
            if (crossed > straight) turned_.insert(where.second);
            for (std::size_t side = 0; side < 2; ++side) {
                auto& all = known->second[crossed > straight ? 1 - side : side];
                all.insert(all.end(), sides[side].begin(), sides[side].end());
            }
        }
    }

    static std::size_t shared(const std::vector<VertexId>& a, const std::vector<VertexId>& b) {
        return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](VertexId each) {
            return std::find(b.begin(), b.end(), each) != b.end();
        }));
    }

    void add(const LocalEdge& edge) {
        EdgeDraft draft;
        draft.from = vertices_.of_local[edge.from];
        draft.to = vertices_.of_local[edge.to];
        draft.type = find_edge(edge.edge->type)->name;
        if (draft.from == none || draft.to == none || draft.from == draft.to) return;
        if (edge.kind == EdgeKind::partner_of && !in_order(draft.from, draft.to))
            std::swap(draft.from, draft.to);
        if (rejections_.contains(draft.from, draft.type, draft.to, detail_of(edge))) return;
        for (const auto& [key, text] : edge.edge->properties) draft.properties[key] = text;
        describe(edge, draft);
        draft.inferred = is_inferred(edge.from) || is_inferred(edge.to);
        draft.see(date_of(edge, draft));
        for (const Evidence& evidence : edge.edge->evidence) {
            draft.evidence.push_back(quotes_.quote(edge.article, evidence.span, evidence.rule));
        }
        drafts_.push_back(std::move(draft));
    }

    /// What tells the edges of one type between two nodes apart, as judgements name it. Stated meetings are
    /// rejected with those that follow from events.
    std::string detail_of(const LocalEdge& edge) {
        if (edge.kind != EdgeKind::holds && edge.kind != EdgeKind::partner_of) return {};
        auto found = edge.edge->properties.find(edge.kind == EdgeKind::holds ? "title" : "kind");
        return found == edge.edge->properties.end() ? "" : state_.names.of(found->second).slug;
    }

    /// Whether an end was named by an office alone and found among the people known.
    bool is_inferred(LocalId local) const {
        const std::string& id = vertices_.ids[vertices_.of_local[local]];
        return state_.locals[local].inferred && id != state_.key_of(local);
    }

    /// A partnership is told from the Vietnamese side.
    bool in_order(VertexId a, VertexId b) const {
        auto rank = [&](VertexId vertex) {
            const std::string& id = vertices_.ids[vertex];
            return id.starts_with("province/") || id.starts_with("locality/") || id == "country/VN" ? 0 : 1;
        };
        return std::pair(rank(a), a) < std::pair(rank(b), b);
    }

    void describe(const LocalEdge& edge, EdgeDraft& draft) {
        auto text = [&](const char* key) {
            auto found = edge.edge->properties.find(key);
            return found == edge.edge->properties.end() ? std::string() : found->second;
        };
        if (edge.kind == EdgeKind::holds)
            draft.distinct = state_.names.of(text("title")).slug + "@" + state_.names.of(text("at")).slug;
        if (edge.kind == EdgeKind::partner_of) draft.distinct = text("kind");
        if (edge.kind == EdgeKind::met) draft.distinct = text("date") + "@" + text("event");
        if (turned_.contains(edge.to) && side_index(*edge.edge) < 2)
            draft.properties["side"] = text("side") == "host" ? "guest" : "host";
    }

    /// Of the event it belongs to, else of the article.
    std::optional<PartialDate> date_of(const LocalEdge& edge, const EdgeDraft& draft) const {
        for (VertexId end : {draft.from, draft.to}) {
            if (vertices_.dates[end]) return vertices_.dates[end];
        }
        return date_of_article(edge.article);
    }

    std::optional<PartialDate> date_of_article(std::uint32_t article) const {
        const LocalArticle& told = state_.articles[article];
        if (told.published || told.day == 0) return told.published;
        std::string digits = std::to_string(100000000 + told.day).substr(1);
        return PartialDate::parse(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" +
                                  digits.substr(6, 2));
    }

    void add_mentions(LocalId local) {
        const Local& mentioned = state_.locals[local];
        EdgeDraft draft;
        draft.from = vertices_.of_local[local];
        draft.to = vertices_.of_article[mentioned.article];
        draft.type = edge::mentioned_in;
        if (draft.from == none || rejections_.contains(draft.from, draft.type, draft.to)) return;
        draft.see(date_of_article(mentioned.article));
        for (const Mention& mention : mentioned.node->mentions) {
            draft.evidence.push_back(quotes_.quote(mentioned.article, mention.span, mention.rule));
            draft.evidence.back().article = state_.article_id(mentioned.article);
        }
        drafts_.push_back(std::move(draft));
    }

    /// Drafts of one edge become one. What they say differently: what most say, the first in order if equally
    /// many.
    std::vector<EdgeDraft> combine() {
        auto order = [](const EdgeDraft& a, const EdgeDraft& b) {
            return std::tie(a.from, a.type, a.to, a.distinct) < std::tie(b.from, b.type, b.to, b.distinct);
        };
        std::vector<EdgeDraft*> sorted; // drafts are large: pointers are quicker to sort
        for (EdgeDraft& draft : drafts_) sorted.push_back(&draft);
        std::stable_sort(sorted.begin(), sorted.end(),
                         [&](const EdgeDraft* a, const EdgeDraft* b) { return order(*a, *b); });
        std::vector<EdgeDraft> edges;
        for (auto first = sorted.begin(); first != sorted.end();) {
            auto last = std::find_if(first, sorted.end(),
                                     [&](const EdgeDraft* each) { return order(**first, *each); });
            edges.push_back(combine({first, last}));
            first = last;
        }
        return edges;
    }

    static EdgeDraft combine(std::span<EdgeDraft*> drafts) {
        std::map<std::string, std::map<std::string, int>> said;
        for (const EdgeDraft* draft : drafts.size() > 1 ? drafts : drafts.first(0)) {
            for (const auto& [key, value] : draft->properties) said[key][value.string()] += 1;
        }
        EdgeDraft edge = std::move(*drafts.front());
        for (EdgeDraft* draft : drafts.subspan(1)) {
            edge.inferred = edge.inferred && draft->inferred;
            edge.see(draft->first_seen);
            edge.see(draft->last_seen);
            std::move(draft->evidence.begin(), draft->evidence.end(), std::back_inserter(edge.evidence));
        }
        if (drafts.size() > 1) edge.properties.clear();
        for (const auto& [key, texts] : said) edge.properties[key] = most_said(key, texts);
        std::sort(edge.evidence.begin(), edge.evidence.end());
        edge.evidence.erase(std::unique(edge.evidence.begin(), edge.evidence.end()), edge.evidence.end());
        return edge;
    }

    static std::string most_said(const std::string& key, const std::map<std::string, int>& texts) {
        auto best = texts.begin();
        for (auto each = texts.begin(); each != texts.end(); ++each) {
            bool tie_to_host = key == "side" && each->second == best->second && each->first == "host";
            if (each->second > best->second || tie_to_host) best = each;
        }
        return best->first;
    }

    State& state_;
    const Vertices& vertices_;
    const Rejections& rejections_;
    Quotes quotes_;
    std::set<LocalId> turned_;
    std::vector<EdgeDraft> drafts_;
};

} // namespace

EdgeEvidence Quotes::quote(std::uint32_t article, Span span, const std::string& rule) {
    return {state_.article_id(state_.articles[article].same_text), span, rule, slice(article, span)};
}

const Quotes::Index& Quotes::index(std::uint32_t article) {
    auto& made = indexes_[article];
    if (made) return *made;
    auto offsets = std::make_unique<Index>();
    const std::string& text = *state_.articles[article].facts->article.text;
    std::uint32_t point = 0;
    for (std::uint32_t byte = 0; byte < text.size(); ++byte) {
        if ((text[byte] & '\xC0') == '\x80') continue;
        if (point++ % index_step == 0) offsets->push_back(byte);
    }
    made = std::move(offsets);
    return *made;
}

std::string Quotes::slice(std::uint32_t article, Span span) {
    const auto& text = state_.articles[article].facts->article.text;
    if (!text || span.start >= span.end) return {};
    const Index& offsets = index(article);
    auto byte_of = [&](std::uint32_t point) {
        if (point / index_step >= offsets.size()) return text->size();
        std::size_t byte = offsets[point / index_step];
        for (std::uint32_t left = point % index_step; byte < text->size();) {
            bool starts = (static_cast<unsigned char>((*text)[byte]) & 0xC0U) != 0x80U;
            if (starts && left-- == 0) break;
            ++byte;
        }
        return byte;
    };
    std::size_t first = byte_of(span.start);
    return text->substr(first, byte_of(span.end) - first);
}

void EdgeDraft::see(const std::optional<PartialDate>& date) {
    if (!date || !date->has_year()) return;
    auto earliest = [](const PartialDate& each) { return std::tuple(each.earliest(), each.latest(), each); };
    auto latest = [](const PartialDate& each) { return std::tuple(each.latest(), each.earliest(), each); };
    if (!first_seen || earliest(*date) < earliest(*first_seen)) first_seen = date;
    if (!last_seen || latest(*date) > latest(*last_seen)) last_seen = date;
}

std::vector<EdgeDraft> build_edges(State& state, const Vertices& vertices, const Rejections& rejections) {
    return EdgeGatherer(state, vertices, rejections).run();
}

} // namespace banggiao::merging
