// Takes the edges of all articles and the vertices. Hands out one edge for each fact, with all its evidence
// and the first and last date it was seen.
#include <banggiao/graph/merge_buckets.h>
#include <banggiao/graph/merge_build.h>
#include <banggiao/graph/merge_events.h>
#include <banggiao/graph/merge_known.h>
#include <banggiao/graph/parallel.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace banggiao::merging {

namespace {

using namespace schema;

/// One article's word for an edge: a stated one, or that it mentions a node.
struct Statement {
    VertexId from;
    VertexId to;
    std::uint32_t article;
    const Digest::Edge* edge; ///< null: a mention
    const Digest::Node* node; ///< null: an edge
    std::string_view distinct;
    std::uint8_t type; ///< place in the order of the types' names
    bool inferred;
    bool turned; ///< host and guest change places

    std::span<const Digest::Quote> evidence() const { return edge ? edge->evidence : node->mentions; }
};

constexpr std::uint8_t type_of_mentions = static_cast<std::uint8_t>(EdgeKind::met);

/// MENTIONED_IN, which no article states, stands in front of MET.
std::uint8_t type_of(EdgeKind kind) {
    auto type = static_cast<std::uint8_t>(kind);
    return type < type_of_mentions ? type : static_cast<std::uint8_t>(type + 1);
}

/// Gathers statements of articles into drafts; equal (ends, type, distinct) are one edge.
class EdgeGatherer {
  public:
    EdgeGatherer(State& state, const Vertices& vertices, const Rejections& rejections)
        : state_(state), vertices_(vertices), rejections_(rejections) {}

    EdgesMade run(const std::vector<bool>* only) {
        orient_events();
        statements_.reserve(state_.edges.size() + state_.locals.size());
        for (const LocalEdge& edge : state_.edges)
            if (!only || (*only)[edge.article]) add(edge);
        for (LocalId local = 0; local < state_.locals.size(); ++local)
            if (!only || (*only)[state_.locals[local].article]) add_mentions(local);
        return combine(only != nullptr);
    }

  private:
    using Sides = std::array<std::vector<VertexId>, 2>; ///< hosts and guests
    struct Telling {
        VertexId event;
        std::ptrdiff_t guests_at_home; ///< more than hosts are
        std::string_view key;
        Sides sides; ///< each in order, each once
        LocalId local;
        auto order() const { return std::tie(event, guests_at_home, key, sides); }
    };

    /// A paper may tell who was host the other way round: each event is told in one way. What is told alike
    /// counts once.
    void orient_events() {
        std::map<std::pair<VertexId, LocalId>, Sides> by_event;
        for (const LocalEdge& edge : state_.edges) {
            bool takes_part = edge.kind == EdgeKind::attended || edge.kind == EdgeKind::took_part;
            std::size_t side = takes_part ? side_index(edge) : 2;
            VertexId event = vertices_.of_local[edge.to];
            if (side < 2 && event != none)
                by_event[{event, edge.to}][side].push_back(vertices_.of_local[edge.from]);
        }
        std::array<std::set<VertexId>, 2> known; // hosts and guests of one event
        const Telling* last = nullptr;
        bool is_turned = false;
        for (const Telling& telling : in_order(by_event)) {
            if (last && last->event != telling.event) known = {};
            const bool is_told_again = last && last->order() == telling.order();
            if (!is_told_again)
                is_turned = known_turn(telling.local).value_or(is_other_way_round(known, telling.sides));
            last = &telling;
            for (std::size_t side = 0; side < 2; ++side)
                known[is_turned ? 1 - side : side].insert(telling.sides[side].begin(),
                                                          telling.sides[side].end());
            if (!is_turned) continue;
            turned_.insert(telling.local);
            const std::string_view told_so = state_.telling_of(telling.local);
            if (state_.index && !told_so.empty()) state_.index->turned.emplace(told_so);
        }
    }

    /// Whether others tell an event that is not told anew in the same way, and with hosts as guests.
    std::optional<bool> known_turn(LocalId event) const {
        const VertexId vertex = vertices_.of_local[event];
        if (vertex < vertices_.told_anew.size() && vertices_.told_anew[vertex]) return std::nullopt;
        const std::string telling(state_.telling_of(event));
        const bool is_known = state_.known && !telling.empty() && state_.known->node_of(state_.key_of(event));
        return is_known ? std::optional(state_.known->index.is_turned(telling)) : std::nullopt;
    }

    static bool is_other_way_round(const std::array<std::set<VertexId>, 2>& known, const Sides& sides) {
        const auto shared = [&](std::size_t side, std::size_t its) {
            return std::count_if(sides[its].begin(), sides[its].end(),
                                 [&](VertexId each) { return known[side].contains(each); });
        };
        return shared(0, 1) + shared(1, 0) > shared(0, 0) + shared(1, 1);
    }

    /// Of each event first the tellings whose hosts are at home and whose guests are not, then those of
    /// lesser keys.
    std::vector<Telling> in_order(const std::map<std::pair<VertexId, LocalId>, Sides>& all) const {
        std::unordered_map<VertexId, std::vector<VertexId>> places; // of events
        for (const LocalEdge& edge : state_.edges) {
            VertexId event = vertices_.of_local[edge.from], place = vertices_.of_local[edge.to];
            if (edge.kind == EdgeKind::held_in && event != none && place != none)
                places[event].push_back(place);
        }
        for (auto& [event, its] : places) sort_each_once(its);
        std::vector<Telling> tellings;
        for (const auto& [where, sides] : all) {
            Telling& telling = tellings.emplace_back(
                Telling{where.first, 0, state_.key_of(where.second), sides, where.second});
            for (auto& side : telling.sides) sort_each_once(side);
            const auto& its = places[where.first];
            telling.guests_at_home = at_home(telling.sides[1], its) - at_home(telling.sides[0], its);
        }
        std::stable_sort(tellings.begin(), tellings.end(),
                         [](const Telling& a, const Telling& b) { return a.order() < b.order(); });
        return tellings;
    }

    static void sort_each_once(std::vector<VertexId>& vertices) {
        std::sort(vertices.begin(), vertices.end());
        vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    }

    /// How many of some are one of the places or, as their ids say, of one.
    std::ptrdiff_t at_home(const std::vector<VertexId>& some, const std::vector<VertexId>& places) const {
        return std::count_if(some.begin(), some.end(), [&](VertexId who) {
            return std::any_of(places.begin(), places.end(), [&](VertexId place) {
                return who == place || is_at_home(vertices_.ids[who], vertices_.ids[place]);
            });
        });
    }

    void add(const LocalEdge& edge) {
        Statement stated{vertices_.of_local[edge.from],
                         vertices_.of_local[edge.to],
                         edge.article,
                         edge.edge,
                         nullptr,
                         {},
                         type_of(edge.kind),
                         false,
                         false};
        if (stated.from == none || stated.to == none || stated.from == stated.to) return;
        if (edge.kind == EdgeKind::partner_of && !in_order(stated.from, stated.to))
            std::swap(stated.from, stated.to);
        if (!rejections_.empty() &&
            rejections_.contains(stated.from, type_name(edge.kind), stated.to, detail_of(edge)))
            return;
        stated.distinct = distinct_of(edge);
        stated.inferred = is_inferred(edge.from) || is_inferred(edge.to);
        stated.turned = side_index(edge) < 2 && turned_.contains(edge.to);
        statements_.push_back(stated);
    }

    /// What tells the edges of one type between two nodes apart, as judgements name it. Stated meetings are
    /// rejected with those that follow from events.
    std::string detail_of(const LocalEdge& edge) {
        if (edge.kind != EdgeKind::holds && edge.kind != EdgeKind::partner_of) return {};
        return state_.names.of(edge.text(edge.kind == EdgeKind::holds ? "title" : "kind")).slug;
    }

    std::string_view distinct_of(const LocalEdge& edge) {
        if (edge.kind == EdgeKind::partner_of) return edge.text("kind");
        if (edge.kind == EdgeKind::met) return joined(edge.text("date"), edge.text("event"));
        if (edge.kind != EdgeKind::holds) return {};
        return joined(state_.names.of(edge.text("title")).slug, state_.names.of(edge.text("at")).slug);
    }

    /// `A@B`, made once.
    std::string_view joined(std::string_view a, std::string_view b) {
        std::string& text = joined_[{a, b}];
        if (text.empty()) text.append(a).append("@").append(b);
        return text;
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

    /// Of the event it belongs to, else of the article.
    std::optional<PartialDate> date_of(const Statement& stated) const {
        if (stated.edge) {
            for (VertexId end : {stated.from, stated.to}) {
                if (vertices_.dates[end]) return vertices_.dates[end];
            }
        }
        return date_of_article(stated.article);
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
        VertexId from = vertices_.of_local[local];
        VertexId to = vertices_.of_article[mentioned.article];
        if (from == none || rejections_.contains(from, edge::mentioned_in, to)) return;
        statements_.push_back(
            {from, to, mentioned.article, nullptr, mentioned.node, {}, type_of_mentions, false, false});
    }

    /// The statements in order of ends, type and what tells them apart; equal ones as they were given.
    std::vector<std::uint32_t> ordered() const {
        Buckets by_source(vertices_.records.size(), static_cast<std::uint32_t>(statements_.size()),
                          [&](std::uint32_t number) { return statements_[number].from; });
        in_parallel(by_source.count(), vertices_a_run, [&](std::size_t first, std::size_t last) {
            for (std::size_t vertex = first; vertex < last; ++vertex) {
                std::span<std::uint32_t> numbers = by_source.of(vertex);
                std::sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
                    const Statement &one = statements_[a], &other = statements_[b];
                    return std::tie(one.type, one.to, one.distinct, a) <
                           std::tie(other.type, other.to, other.distinct, b);
                });
            }
        });
        return by_source.take();
    }

    bool is_one_edge(std::uint32_t a, std::uint32_t b) const {
        const Statement &one = statements_[a], &other = statements_[b];
        return std::tie(one.from, one.type, one.to, one.distinct) ==
               std::tie(other.from, other.type, other.to, other.distinct);
    }

    EdgesMade combine(bool keep_said) const {
        std::vector<std::uint32_t> order = ordered();
        std::vector<std::uint32_t> firsts; // of each edge's statements, in order
        for (std::uint32_t i = 0; i < order.size(); ++i) {
            if (i == 0 || !is_one_edge(order[i - 1], order[i])) firsts.push_back(i);
        }
        firsts.push_back(static_cast<std::uint32_t>(order.size()));
        std::vector<EdgeDraft> edges(firsts.size() - 1);
        in_parallel(edges.size(), edges_a_run, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i)
                edges[i] = combine(std::span(order).subspan(firsts[i], firsts[i + 1] - firsts[i]));
        });
        const auto said = [&](std::size_t i) {
            return said_of(std::span(order).subspan(firsts[i], firsts[i + 1] - firsts[i]));
        };
        EdgesMade made;
        for (std::size_t i = 0; i < edges.size() && keep_said; ++i) made.said.push_back(said(i));
        for (std::size_t i = 0; i < edges.size() && state_.index && !keep_said; ++i)
            if (is_large(edges[i])) describe(edges[i], said(i));
        made.edges = std::move(edges);
        return made;
    }

    bool is_large(const EdgeDraft& edge) const {
        return edge.type != edge::mentioned_in && vertices_.is_large(edge.from) &&
               vertices_.is_large(edge.to);
    }

    void describe(const EdgeDraft& edge, const EdgeSaid& said) const {
        auto& known = state_.index->edge_said[edge_name(vertices_.ids[edge.from], edge.type,
                                                        vertices_.ids[edge.to], edge.distinct)];
        put_in(known, said);
    }

    EdgeDraft combine(std::span<const std::uint32_t> numbers) const {
        const Statement& one = statements_[numbers.front()];
        EdgeDraft edge;
        edge.from = one.from;
        edge.to = one.to;
        edge.type = one.edge ? type_name(one.edge->kind) : edge::mentioned_in;
        edge.distinct = one.distinct;
        edge.inferred = true;
        for (std::uint32_t number : numbers) {
            const Statement& stated = statements_[number];
            edge.inferred = edge.inferred && stated.inferred;
            edge.see(date_of(stated));
            std::uint32_t article = stated.edge ? state_.articles[stated.article].same_text : stated.article;
            for (const Digest::Quote& quote : stated.evidence()) {
                DraftEvidence piece{article, quote.span, quote.rule, quote.text};
                bool said_again = !edge.evidence.empty() && edge.evidence.back() == piece;
                if (!said_again) edge.evidence.push_back(piece);
            }
        }
        std::sort(edge.evidence.begin(), edge.evidence.end());
        edge.evidence.erase(std::unique(edge.evidence.begin(), edge.evidence.end()), edge.evidence.end());
        edge.properties = properties_said(properties_of(numbers));
        return edge;
    }

    EdgeSaid said_of(std::span<const std::uint32_t> numbers) const {
        EdgeSaid said{properties_of(numbers), {}, static_cast<std::uint32_t>(numbers.size()), 0};
        for (std::uint32_t number : numbers) {
            const Statement& stated = statements_[number];
            if (auto date = date_of(stated); date && date->has_year()) said.dates.push_back(*date);
            said.named += stated.inferred ? 0 : 1;
        }
        return said;
    }

    std::vector<std::pair<std::string_view, std::string_view>>
    properties_of(std::span<const std::uint32_t> numbers) const {
        std::vector<std::pair<std::string_view, std::string_view>> said;
        for (std::uint32_t number : numbers) {
            const Statement& stated = statements_[number];
            if (!stated.edge) continue;
            for (const Digest::Property& each : stated.edge->properties)
                said.emplace_back(each.key,
                                  stated.turned && each.key == "side" ? opposite(each.text) : each.text);
        }
        std::sort(said.begin(), said.end());
        return said;
    }

    static std::string_view opposite(std::string_view side) { return side == "host" ? "guest" : "host"; }

    static constexpr std::size_t vertices_a_run = 4096, edges_a_run = 4096;

    State& state_;
    const Vertices& vertices_;
    const Rejections& rejections_;
    std::set<LocalId> turned_;
    std::map<std::pair<std::string_view, std::string_view>, std::string> joined_;
    std::vector<Statement> statements_;
};

/// Of sorted pairs of one key and a text.
std::string_view most_said(std::span<const std::pair<std::string_view, std::string_view>> said) {
    std::string_view best;
    std::size_t most = 0;
    for (std::size_t first = 0, last = 0; first < said.size(); first = last) {
        while (last < said.size() && said[last].second == said[first].second) ++last;
        bool tie_to_host =
            last - first == most && said[first].first == "side" && said[first].second == "host";
        if (last - first <= most && !tie_to_host) continue;
        best = said[first].second;
        most = last - first;
    }
    return best;
}

} // namespace

std::vector<std::pair<std::string_view, Value>>
properties_said(std::span<const std::pair<std::string_view, std::string_view>> said) {
    std::vector<std::pair<std::string_view, Value>> properties;
    for (auto first = said.begin(); first != said.end();) {
        auto last = std::find_if(first, said.end(), [&](auto& each) { return each.first != first->first; });
        properties.emplace_back(first->first, most_said({first, last}));
        first = last;
    }
    return properties;
}

void put_in(MergeIndex::EdgeSaid& known, const EdgeSaid& said) {
    for (auto [key, text] : said.properties) ++known.properties[std::string(key)][std::string(text)];
    for (const PartialDate& date : said.dates) ++known.dates[date.text()];
    known.statements += said.statements;
    known.named += said.named;
}

bool take_out(MergeIndex::EdgeSaid& known, const EdgeSaid& said) {
    MergeIndex::EdgeSaid less;
    put_in(less, said);
    if (less.statements > known.statements || less.named > known.named) return false;
    known.statements -= less.statements;
    known.named -= less.named;
    if (!take_counts(known.dates, less.dates)) return false;
    return std::all_of(less.properties.begin(), less.properties.end(), [&](const auto& each) {
        auto found = known.properties.find(each.first);
        return found != known.properties.end() && take_counts(found->second, each.second);
    });
}

std::string edge_name(std::string_view from, std::string_view type, std::string_view to,
                      std::string_view distinct) {
    std::string name;
    for (std::string_view part : {from, type, to, distinct}) name.append(part) += '\n';
    return name;
}

void EdgeDraft::see(const std::optional<PartialDate>& date) {
    if (!date || !date->has_year() || (first_seen == date && last_seen == date)) return;
    auto earliest = [](const PartialDate& each) { return std::tuple(each.earliest(), each.latest(), each); };
    auto latest = [](const PartialDate& each) { return std::tuple(each.latest(), each.earliest(), each); };
    if (!first_seen || earliest(*date) < earliest(*first_seen)) first_seen = date;
    if (!last_seen || latest(*date) > latest(*last_seen)) last_seen = date;
}

std::string_view EdgeDraft::text(std::string_view key) const {
    for (const auto& [own, value] : properties)
        if (own == key && value.is(ValueType::string)) return value.string();
    return {};
}

EdgesMade build_edges(State& state, const Vertices& vertices, const Rejections& rejections,
                      const std::vector<bool>* only) {
    return EdgeGatherer(state, vertices, rejections).run(only);
}

} // namespace banggiao::merging
