// Takes a document and what the stages wrote about it. Hands out Facts: nodes, edges, spans, rules.
// Nodes are numbered in the order of their first mention; what nothing speaks of is left out.
#include <banggiao/extract/extractor.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace banggiao::extract {
namespace {

std::string_view name_of(Side side) {
    switch (side) {
    case Side::host:
        return "host";
    case Side::guest:
        return "guest";
    case Side::other:
        break;
    }
    return "other";
}

std::vector<std::string> labels_of(const Entity& entity) {
    using namespace schema;
    switch (entity.kind) {
    case EntityKind::official:
        return {std::string(label::official)};
    case EntityKind::organization:
        if (entity.subkind == "ministry")
            return {std::string(label::organization), std::string(label::ministry)};
        return {std::string(label::organization)};
    case EntityKind::province:
        return {std::string(label::place), std::string(label::province)};
    case EntityKind::locality:
        return {std::string(label::place), std::string(label::locality)};
    case EntityKind::foreign_locality:
        return {std::string(label::place), std::string(label::foreign_locality)};
    case EntityKind::country:
        break;
    }
    return {std::string(label::place), std::string(label::country)};
}

class FactsMaker {
  public:
    FactsMaker(const Document& document, const Annotations& annotations)
        : document_(document), annotations_(annotations), names_(annotations.entities.size()) {
        facts_.article = without_text(*document.article);
        facts_.extractor_name = extractor_name;
        facts_.extractor_version = extractor_version();
    }

    Facts make() {
        choose_kept();
        nodes();
        holdings();
        located_in();
        serves();
        events();
        agreements();
        partnerships();
        order_mentions();
        ground();
        say_once();
        finish();
        return std::move(facts_);
    }

  private:
    using Properties = std::map<std::string, std::string>;
    using DraftNumber = std::size_t; ///< from 1

    /// A node before it has its number: its first mention decides.
    struct Draft {
        FactNode node;
        Span first;
    };

    /// An edge before its ends have their ids.
    struct DraftEdge {
        std::string_view type;
        DraftNumber from, to;
        Properties properties;
        std::vector<Evidence> evidence{};

        bool says_same(const DraftEdge& other) const {
            return from == other.from && to == other.to && type == other.type &&
                   properties == other.properties;
        }
        std::size_t hash() const {
            std::size_t sum = type.size() + 31 * from + 1000003 * to;
            for (const auto& [key, text] : properties) sum = 31 * sum + std::hash<std::string>{}(text);
            return sum * 0x9E3779B97F4A7C15u >> 32;
        }
    };

    bool kept(EntityIndex entity) const { return entity != no_entity && names_[entity] != 0; }

    /// Persons without an office and outside every event are private.
    void choose_kept() {
        std::vector<bool> public_person(annotations_.entities.size());
        for (const Holding& holding : annotations_.holdings) public_person[holding.official] = true;
        for (const EventFact& event : annotations_.events)
            for (const Participant& participant : event.participants)
                public_person[participant.entity] = true;
        for (const AgreementFact& agreement : annotations_.agreements)
            for (const Participant& signer : agreement.signers) public_person[signer.entity] = true;
        mentioned_.resize(annotations_.entities.size());
        for (const EntityMention& mention : annotations_.mentions) ++mentioned_[mention.entity];
        for (EntityIndex i = 0; i < annotations_.entities.size(); ++i) {
            const bool person = annotations_.entities[i].kind == EntityKind::official;
            if (mentioned_[i] > 0 && (!person || public_person[i])) names_[i] = 1;
        }
    }

    void nodes() {
        drafts_.reserve(annotations_.entities.size() + annotations_.events.size() +
                        annotations_.agreements.size());
        for (EntityIndex i = 0; i < annotations_.entities.size(); ++i) {
            if (!kept(i)) continue;
            names_[i] = drafts_.size() + 1;
            drafts_.push_back({entity_node(annotations_.entities[i]), {}});
            drafts_.back().node.mentions.reserve(mentioned_[i]);
        }
        edges_.reserve(2 * drafts_.size());
        for (const EntityMention& mention : annotations_.mentions)
            if (kept(mention.entity))
                drafts_[names_[mention.entity] - 1].node.mentions.push_back(
                    {document_.span(mention.tokens), std::string(mention.rule), mention.reference});
    }

    static FactNode entity_node(const Entity& entity) {
        FactNode node;
        node.labels = labels_of(entity);
        node.name = entity.name;
        node.aliases = entity.aliases;
        if (entity.kind == EntityKind::organization) node.properties["kind"] = entity.subkind;
        if (entity.kind == EntityKind::locality && !entity.subkind.empty())
            node.properties["level"] = entity.subkind;
        if (is_place(entity.kind) && entity.kind != EntityKind::locality && !entity.code.empty())
            node.properties["code"] = entity.code;
        return node;
    }

    DraftNumber id(EntityIndex entity) const { return names_[entity]; }

    /// The edge of these ends and properties, made if it is new, with one more piece of evidence.
    void say(std::string_view type, DraftNumber from, DraftNumber to, Properties properties,
             TokenRange tokens, std::string_view rule) {
        DraftEdge& said = edges_[edge_of({type, from, to, std::move(properties)})];
        if (tokens.size() > 0) said.evidence.push_back({document_.span(tokens), std::string(rule)});
    }

    /// The number of the edge that says the same, made if it is new.
    std::size_t edge_of(DraftEdge&& one) {
        if (known_.size() <= 2 * edges_.size()) make_room_for_edges();
        std::uint32_t& known = place_of(one);
        if (known != 0) return known - 1;
        edges_.push_back(std::move(one));
        known = static_cast<std::uint32_t>(edges_.size());
        return known - 1;
    }

    /// Where the number of an edge that says the same is, or would be.
    std::uint32_t& place_of(const DraftEdge& one) {
        std::size_t place = one.hash() & (known_.size() - 1);
        while (known_[place] != 0 && !edges_[known_[place] - 1].says_same(one))
            place = (place + 1) & (known_.size() - 1);
        return known_[place];
    }

    void make_room_for_edges() {
        known_.assign(std::max<std::size_t>(64, 2 * known_.size()), 0);
        for (std::uint32_t i = 0; i < edges_.size(); ++i) place_of(edges_[i]) = i + 1;
    }

    void holdings() {
        for (const Holding& holding : annotations_.holdings) {
            if (!kept(holding.official)) continue;
            if (!kept(holding.body)) {
                bodyless(holding);
                continue;
            }
            Properties properties{{"title", holding.title}};
            if (holding.at != no_entity) properties["at"] = annotations_.entities[holding.at].name;
            say(schema::edge::holds, id(holding.official), id(holding.body), std::move(properties),
                holding.evidence, holding.rule);
        }
    }

    void bodyless(const Holding& holding) {
        auto& titles = drafts_[names_[holding.official] - 1].node.titles_without_body;
        for (const TitleWithoutBody& title : titles)
            if (title.title == holding.title) return;
        titles.push_back({holding.title, document_.span(holding.evidence)});
    }

    void located_in() {
        for (const Location& location : annotations_.locations)
            if (kept(location.place) && kept(location.in))
                say(schema::edge::located_in, id(location.place), id(location.in), {}, location.evidence,
                    location.rule);
    }

    void serves() {
        std::vector<bool> said(annotations_.entities.size());
        for (const EntityMention& mention : annotations_.mentions) {
            const Entity& body = annotations_.entities[mention.entity];
            if (said[mention.entity] || body.kind != EntityKind::organization || !kept(body.jurisdiction) ||
                !kept(mention.entity))
                continue;
            said[mention.entity] = true;
            say(schema::edge::serves, id(mention.entity), id(body.jurisdiction), {}, mention.tokens,
                "body.serves");
        }
    }

    DraftNumber draft(FactNode node, const std::vector<TokenRange>& mentions, std::string_view rule) {
        for (const TokenRange& tokens : mentions)
            node.mentions.push_back({document_.span(tokens), std::string(rule), false});
        drafts_.push_back({std::move(node), {}});
        return drafts_.size();
    }

    void events() {
        for (const EventFact& event : annotations_.events) {
            FactNode node;
            node.labels = {std::string(schema::label::event)};
            node.name = event.name;
            node.properties["kind"] = event.kind;
            if (event.date) node.properties["date"] = *event.date;
            const DraftNumber to = draft(std::move(node), event.triggers, event.rule);
            for (const Participant& one : event.participants) attended(one, to);
            if (kept(event.place))
                say(schema::edge::held_in, to, id(event.place), {}, event.place_evidence, event.rule);
        }
    }

    void attended(const Participant& one, DraftNumber event) {
        if (!kept(one.entity)) return;
        const bool person = annotations_.entities[one.entity].kind == EntityKind::official;
        const auto tell = [&](TokenRange clause) {
            Properties properties;
            properties.emplace("side", name_of(one.side));
            say(person ? schema::edge::attended : schema::edge::took_part, id(one.entity), event,
                std::move(properties), clause, one.rule);
        };
        tell(one.evidence);
        for (const TokenRange clause : one.also) tell(clause);
    }

    void agreements() {
        for (const AgreementFact& agreement : annotations_.agreements) {
            FactNode node;
            node.labels = {std::string(schema::label::agreement)};
            node.name = agreement.title;
            node.properties["kind"] = agreement.kind;
            node.properties["status"] = agreement.status;
            if (agreement.date) node.properties["date"] = *agreement.date;
            node.properties["count"] = std::to_string(agreement.count);
            const DraftNumber to = draft(std::move(node), agreement.mentions, agreement.rule);
            for (const Participant& one : agreement.parties)
                if (kept(one.entity))
                    say(schema::edge::party_to, id(one.entity), to, {}, one.evidence, one.rule);
            for (const Participant& one : agreement.signers)
                if (kept(one.entity))
                    say(schema::edge::signed_, id(one.entity), to, {}, one.evidence, one.rule);
        }
    }

    void partnerships() {
        for (const PartnershipFact& one : annotations_.partnerships)
            if (kept(one.a) && kept(one.b))
                say(schema::edge::partner_of, id(one.a), id(one.b), {{"kind", one.kind}}, one.evidence,
                    one.rule);
    }

    void order_mentions() {
        for (Draft& draft : drafts_) {
            std::vector<Mention>& mentions = draft.node.mentions; // mostly in order as they are
            const auto out_of_order = [](const Mention& a, const Mention& b) { return !earlier(a, b); };
            if (std::adjacent_find(mentions.begin(), mentions.end(), out_of_order) != mentions.end())
                std::sort(mentions.begin(), mentions.end(), earlier);
            draft.first = mentions.empty() ? Span{~0u, ~0u} : mentions.front().span;
        }
    }

    /// Orders the nodes by first mention and gives nodes and edges their ids.
    void finish() {
        std::vector<std::size_t> order(drafts_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return drafts_[a].first < drafts_[b].first; });
        std::vector<std::string> ids(drafts_.size() + 1);
        facts_.nodes.reserve(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            FactNode& node = drafts_[order[i]].node;
            node.id = ids[order[i] + 1] = "n" + std::to_string(i + 1);
            facts_.nodes.push_back(std::move(node));
        }
        facts_.edges.reserve(edges_.size());
        for (DraftEdge& one : edges_)
            facts_.edges.push_back({std::string(one.type), ids[one.from], ids[one.to],
                                    std::move(one.properties), std::move(one.evidence)});
    }

    /// Evidence that holds no mention of an end is widened to its sentence, then by those before, where an
    /// antecedent stands (`hai nước`). What cannot be shown even so is not said. REQUIRES: mentions are in
    /// order.
    void ground() {
        constexpr std::size_t farthest = 4; // sentences back
        std::erase_if(edges_, [&](DraftEdge& one) {
            auto& evidences = one.evidence;
            for (Evidence& evidence : evidences) {
                const Span said = evidence.span;
                for (std::size_t before = 0; !shows(evidence.span, one) && before <= farthest; ++before)
                    evidence.span = widened(said, before);
            }
            std::erase_if(evidences, [&](const Evidence& evidence) { return !shows(evidence.span, one); });
            return evidences.empty();
        });
    }

    /// A rule that found the same words twice, or whose words were widened to the same, says it once.
    void say_once() {
        for (Draft& draft : drafts_) once(draft.node.mentions);
        for (DraftEdge& one : edges_) once(one.evidence);
    }

    /// Keeps the first of those of one span and rule.
    template <typename Said>
    static void once(std::vector<Said>& all) {
        constexpr std::size_t few = 12; // are compared with each other, many are sorted
        const auto same = [](const Said& a, const Said& b) { return a.span == b.span && a.rule == b.rule; };
        if (all.size() <= few) {
            for (std::size_t i = 1; i < all.size();) {
                const auto at = all.begin() + static_cast<std::ptrdiff_t>(i);
                const bool again =
                    std::any_of(all.begin(), at, [&](const Said& one) { return same(one, *at); });
                again ? static_cast<void>(all.erase(at)) : static_cast<void>(++i);
            }
            return;
        }
        std::vector<std::size_t> order(all.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        const auto key = [&](std::size_t i) { return std::tie(all[i].span, all[i].rule); };
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
        std::vector<bool> again(all.size());
        for (std::size_t i = 1; i < order.size(); ++i) again[order[i]] = key(order[i - 1]) == key(order[i]);
        std::size_t at = 0;
        std::erase_if(all, [&](const Said&) { return again[at++]; });
    }

    bool shows(Span span, const DraftEdge& one) const { return holds(span, one.from) || holds(span, one.to); }

    /// Whether a mention of the node lies within `span`.
    bool holds(Span span, DraftNumber number) const {
        const auto& mentions = drafts_[number - 1].node.mentions;
        auto at = std::lower_bound(
            mentions.begin(), mentions.end(), span.start,
            [](const Mention& mention, std::uint32_t start) { return mention.span.start < start; });
        while (at != mentions.end() && at->span.start < span.end && at->span.end > span.end) ++at;
        return at != mentions.end() && at->span.end <= span.end;
    }

    /// The sentences that `span` touches and `before` more.
    Span widened(Span span, std::size_t before) const {
        const auto ends_before = [&](const Sentence& sentence, std::uint32_t start) {
            return document_.span(sentence.tokens).end <= start;
        };
        const auto begin = document_.sentences.begin(), end = document_.sentences.end();
        auto first = std::lower_bound(begin, end, span.start, ends_before);
        auto last = std::lower_bound(first, end, span.end, ends_before);
        if (first == end) return span;
        if (last == end) --last;
        first -= std::min<std::ptrdiff_t>(first - begin, static_cast<std::ptrdiff_t>(before));
        return {std::min(span.start, document_.span(first->tokens).start),
                std::max(span.end, document_.span(last->tokens).end)};
    }

    static bool earlier(const Mention& a, const Mention& b) {
        return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
    }

    const Document& document_;
    const Annotations& annotations_;
    std::vector<DraftNumber> names_;       ///< by entity, 0 if left out
    std::vector<std::uint32_t> mentioned_; ///< by entity: how often
    std::vector<Draft> drafts_;
    std::vector<DraftEdge> edges_;
    std::vector<std::uint32_t> known_; ///< number + 1 of edges, by the hash of what they say; 0: free
    Facts facts_;
};

} // namespace

Article without_text(const Article& article) {
    Article head;
    head.id = article.id;
    head.title = article.title;
    head.url = article.url;
    head.source = article.source;
    head.published = article.published;
    head.language = article.language;
    head.sha256 = article.sha256;
    return head;
}

Facts facts_from(const Document& document, const Annotations& annotations) {
    return FactsMaker(document, annotations).make();
}

} // namespace banggiao::extract
