// Takes the selected edges. Hands out those to draw, with their dates, evidence and links.
#include <banggiao/graph/export/scene_edges.h>
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace banggiao::drawing {

namespace {

constexpr std::size_t quotations = 3, quotation_length = 160;

/// Edges drawn as one.
struct Bundle {
    std::vector<EdgeId> edges;
    std::set<std::string> dates; ///< of meetings
    std::string first, last;     ///< seen
    std::vector<EdgeEvidence> evidence;
};

/// Ends, type and the property that tells edges of a type apart.
using BundleKey = std::tuple<std::size_t, std::size_t, std::string, std::string>;

bool is_mutual(std::string_view type) {
    return type == schema::edge::met || type == schema::edge::partner_of;
}

BundleKey key_of(const GraphReader& reader, EdgeId edge, const std::map<VertexId, std::size_t>& position) {
    const FrozenGraph& graph = reader.graph();
    std::size_t from = position.at(graph.source(edge)), to = position.at(graph.target(edge));
    const std::string type(graph.type_name(graph.type(edge)));
    if (is_mutual(type) && to < from) std::swap(from, to);
    const std::string_view told_apart_by = type == schema::edge::holds ? "title" : "kind";
    return {from, to, printable(type), reader.edge_text(edge, told_apart_by)};
}

void add(Bundle& bundle, const GraphReader& reader, EdgeId edge) {
    bundle.edges.push_back(edge);
    if (auto date = reader.edge_text(edge, "date"); !date.empty()) bundle.dates.insert(date);
    const std::string first = reader.edge_text(edge, "first_seen"),
                      last = reader.edge_text(edge, "last_seen");
    if (!first.empty() && (bundle.first.empty() || first < bundle.first)) bundle.first = first;
    bundle.last = std::max(bundle.last, last);
    for (EdgeEvidence& each : reader.graph().evidence(edge)) bundle.evidence.push_back(std::move(each));
}

EdgeKind kind_of(const std::string& type, const std::string& kind) {
    if (type == schema::edge::met) return EdgeKind::meeting;
    if (type != schema::edge::partner_of) return EdgeKind::other;
    if (kind == "twinning") return EdgeKind::twinning;
    if (kind == "strategic") return EdgeKind::strategic;
    if (kind == "cooperation") return EdgeKind::cooperation;
    return kind == "prospective" ? EdgeKind::prospective : EdgeKind::partnership;
}

std::string times(std::size_t count, Language language) {
    return std::to_string(count) + (language == Language::vietnamese ? " lần" : " times");
}

std::string meeting_label(const Bundle& bundle, Language language) {
    const std::string count = bundle.edges.size() > 1 ? times(bundle.edges.size(), language) : "";
    if (bundle.dates.empty()) return count;
    if (count.empty() || bundle.dates.size() == 1) return date_in(*bundle.dates.begin(), language);
    return count + ", " + years(*bundle.dates.begin(), *bundle.dates.rbegin());
}

std::string label_of(const Bundle& bundle, const std::string& type, const std::string& kind,
                     Language language) {
    if (type == schema::edge::met) return meeting_label(bundle, language);
    if (type == schema::edge::partner_of) return years(bundle.first, bundle.last);
    return type == schema::edge::holds && !kind.empty() ? wrapped(kind, 24) : word_of_type(type, language);
}

std::string dates_of(const Bundle& bundle, Language language) {
    std::string text;
    for (const std::string& date : bundle.dates) text += (text.empty() ? "" : ", ") + date_in(date, language);
    return text.empty() ? years(bundle.first, bundle.last) : text;
}

std::string tooltip_of(const Bundle& bundle, const SceneNode& from, const SceneNode& to,
                       const std::string& word, Language language) {
    std::string text = from.name + " – " + to.name + ": " + word;
    std::replace(text.begin(), text.end(), '\n', ' '); // names are broken for their boxes
    if (const std::string dates = dates_of(bundle, language); !dates.empty()) text += ", " + dates;
    return text + evidence_words(bundle.evidence, language);
}

SceneEdge make_edge(const BundleKey& key, Bundle& bundle, const GraphReader& reader, const Scene& scene) {
    const auto& [from, to, type, kind] = key;
    if (!scene.quotations) {
        for (EdgeEvidence& evidence : bundle.evidence) evidence.text.clear();
    }
    std::sort(bundle.evidence.begin(), bundle.evidence.end());
    bundle.evidence.erase(std::unique(bundle.evidence.begin(), bundle.evidence.end()), bundle.evidence.end());
    SceneEdge edge;
    edge.from = from;
    edge.to = to;
    edge.kind = kind_of(type, kind);
    edge.directed = !is_mutual(type);
    edge.label = label_of(bundle, type, kind, scene.language);
    const std::string word = edge.kind == EdgeKind::other
                                 ? word_of_type(type, scene.language)
                                 : std::string(style_of(edge.kind).word.in(scene.language));
    edge.tooltip = tooltip_of(bundle, scene.nodes[from], scene.nodes[to], word, scene.language);
    edge.url = url_of(bundle.evidence, reader);
    edge.evidence = bundle.evidence.size();
    return edge;
}

} // namespace

std::string evidence_words(const std::vector<EdgeEvidence>& evidence, Language language) {
    if (evidence.empty()) return "";
    std::string text =
        "\n" + std::string(Word{"dẫn chứng: ", "evidence: "}.in(language)) + std::to_string(evidence.size());
    for (std::size_t i = 0; i < std::min(quotations, evidence.size()); ++i) {
        text += "\n" + printable(evidence[i].article);
        if (!evidence[i].text.empty())
            text += ": “" + shortened(printable(evidence[i].text), quotation_length) + "”";
    }
    return text;
}

std::string url_of(const std::vector<EdgeEvidence>& evidence, const GraphReader& reader) {
    for (const EdgeEvidence& each : evidence) {
        const auto article = reader.graph().find_id("article/" + each.article);
        if (!article) continue;
        if (std::string url = reader.text(*article, "url"); !url.empty()) return url;
    }
    return "";
}

std::vector<SceneEdge> make_edges(const GraphReader& reader, const std::vector<EdgeId>& selected,
                                  const std::map<VertexId, std::size_t>& position, const Scene& scene) {
    std::map<BundleKey, Bundle> bundles;
    const std::set<EdgeId> unique(selected.begin(), selected.end());
    for (EdgeId edge : unique) add(bundles[key_of(reader, edge, position)], reader, edge);
    std::vector<SceneEdge> edges;
    for (auto& [key, bundle] : bundles) edges.push_back(make_edge(key, bundle, reader, scene));
    return edges;
}

} // namespace banggiao::drawing
