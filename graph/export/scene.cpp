// Takes a frozen graph and a selection. Hands out the scene: nodes with their words and country, in stable
// order.
#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/export/scene.h>
#include <banggiao/graph/export/scene_edges.h>
#include <banggiao/graph/places.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace banggiao::drawing {

namespace {

constexpr std::string_view vietnam = "VN";
constexpr std::string_view abroad = "?"; ///< a foreign country nobody names
constexpr std::size_t detail_columns = 26;

std::vector<VertexId> selected_vertices(const FrozenGraph& graph, const Selection& selection) {
    std::vector<VertexId> vertices = selection.vertices;
    for (EdgeId edge : selection.edges) {
        vertices.push_back(graph.source(edge));
        vertices.push_back(graph.target(edge));
    }
    std::sort(vertices.begin(), vertices.end());
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    return vertices;
}

bool is_place(const GraphReader& reader, VertexId vertex) {
    return reader.has_label(vertex, schema::label::place);
}

/// What a vertex lies in, itself first if it is a place: of a person the bodies of the offices, of a body the
/// place it serves. Stops at a country; never walks in a circle.
std::vector<VertexId> whereabouts(const GraphReader& reader, VertexId vertex) {
    std::vector<VertexId> chain{vertex};
    constexpr std::size_t deepest = 8;
    while (chain.size() < deepest && !reader.has_label(chain.back(), schema::label::country)) {
        std::vector<VertexId> next;
        for (std::string_view type : {schema::edge::located_in, schema::edge::serves, schema::edge::holds}) {
            next = reader.targets(chain.back(), type);
            if (!next.empty()) break;
        }
        const auto fresh = std::find_if(next.begin(), next.end(), [&](VertexId candidate) {
            return std::find(chain.begin(), chain.end(), candidate) == chain.end();
        });
        if (fresh == next.end()) break;
        chain.push_back(*fresh);
    }
    return chain;
}

/// By what the table of coordinates may know a place: the end of its id tells provinces before and after 2025
/// apart.
std::vector<std::string> keys_of_place(const GraphReader& reader, VertexId place) {
    const std::string id = reader.text(place, "id");
    std::vector<std::string> keys{id.substr(std::min(id.find('/'), id.size() - 1) + 1)};
    for (std::string_view key : {"code", "name"}) {
        if (auto text = reader.text(place, key); !text.empty()) keys.push_back(std::move(text));
    }
    return keys;
}

/// The press of Vietnam says of a body of a state which state's it is, unless it is its own.
bool is_of_vietnam(const GraphReader& reader, VertexId body) {
    if (!reader.has_label(body, schema::label::organization)) return false;
    const std::string kind = reader.text(body, "kind"), name = reader.text(body, "name");
    const auto has = [&](std::string_view words) { return name.find(words) != name.npos; };
    if (kind == "party" || kind == "mass") return has("Trung ương") || has("Bộ Chính trị");
    if (kind == "legislature") return has("Quốc hội");
    if (kind == "government") return has("Chính phủ") || has("Việt Nam");
    return kind == "ministry" || kind == "department" || kind == "people_committee" ||
           kind == "people_council";
}

/// Code of the country that a chain of whereabouts ends in; its name if it has no code; empty if unknown.
std::string country_of(const GraphReader& reader, const std::vector<VertexId>& chain) {
    for (VertexId vertex : chain) {
        const std::string code = reader.text(vertex, "code");
        if (reader.has_label(vertex, schema::label::country))
            return code.empty() ? reader.text(vertex, "name") : code;
        if (code.size() > 2 && (code[2] == '-' || code[2] == '/')) return code.substr(0, 2);
        if (reader.has_label(vertex, schema::label::province) ||
            reader.has_label(vertex, schema::label::locality))
            return std::string(vietnam);
    }
    for (VertexId vertex : chain) {
        if (!reader.has_label(vertex, schema::label::foreign_locality)) continue;
        const Place* known = find_place(reader.text(vertex, "name"));
        return std::string(known ? known->code.substr(0, 2) : abroad);
    }
    const bool has_own = std::any_of(chain.begin(), chain.end(),
                                     [&](VertexId vertex) { return is_of_vietnam(reader, vertex); });
    return has_own ? std::string(vietnam) : "";
}

NodeKind kind_of(const GraphReader& reader, VertexId vertex, const std::string& country) {
    const auto is = [&](std::string_view label) { return reader.has_label(vertex, label); };
    const bool at_home = country == vietnam;
    if (is(schema::label::country)) return NodeKind::country;
    if (is(schema::label::place)) return at_home ? NodeKind::vietnamese_place : NodeKind::foreign_place;
    if (is(schema::label::official))
        return country.empty() ? NodeKind::person
               : at_home       ? NodeKind::vietnamese_person
                               : NodeKind::foreign_person;
    if (is(schema::label::organization)) return NodeKind::organization;
    if (is(schema::label::agreement)) return NodeKind::agreement;
    if (is(schema::label::event)) return NodeKind::event;
    return is(schema::label::article) ? NodeKind::article : NodeKind::other;
}

/// The office a person was last seen in: `Bộ trưởng Bộ Ngoại giao`.
std::string office_of(const GraphReader& reader, VertexId person) {
    std::tuple<std::string, std::string> best;
    for (EdgeId edge : reader.edges_from(person, schema::edge::holds)) {
        const std::string title = reader.edge_text(edge, "title");
        const std::string office = title + " " + reader.text(reader.graph().target(edge), "name");
        best = std::max(best, std::tuple(reader.edge_text(edge, "last_seen"), office));
    }
    return std::get<1>(best);
}

std::string detail_of(const GraphReader& reader, VertexId vertex, NodeKind kind, Language language) {
    switch (kind) {
    case NodeKind::vietnamese_person:
    case NodeKind::foreign_person:
    case NodeKind::person:
        return wrapped(office_of(reader, vertex), detail_columns);
    case NodeKind::agreement:
    case NodeKind::event:
        return date_in(reader.text(vertex, "date"), language);
    default:
        return "";
    }
}

std::string name_of(const GraphReader& reader, VertexId vertex, const std::string& id) {
    for (std::string_view key : {"name", "title"}) {
        const std::string name = reader.text(vertex, key);
        if (!name.empty()) return name;
    }
    return id;
}

/// The largest unit below the country of a chain of whereabouts.
void set_region(SceneNode& node, const GraphReader& reader, const std::vector<VertexId>& chain,
                Language language) {
    for (VertexId place : chain) {
        const bool is_region = reader.has_label(place, schema::label::province) ||
                               reader.has_label(place, schema::label::foreign_locality);
        if (!is_region) continue;
        node.region = reader.text(place, "id");
        const Place* known = language == Language::english ? find_place(reader.text(place, "code")) : nullptr;
        node.region_name = known ? std::string(known->english) : name_of(reader, place, node.region);
    }
}

SceneNode make_node(const GraphReader& reader, VertexId vertex, std::string& country, Language language) {
    SceneNode node;
    node.id = reader.text(vertex, "id");
    if (node.id.empty()) node.id = "#" + std::to_string(vertex);
    const auto chain = whereabouts(reader, vertex);
    country = country_of(reader, chain);
    node.kind = kind_of(reader, vertex, country);
    node.name = name_of(reader, vertex, node.id);
    node.tooltip = node.id == node.name ? node.id : node.name + "\n" + node.id;
    node.url = reader.text(vertex, "url");
    if (node.kind == NodeKind::agreement || node.kind == NodeKind::article)
        node.name = wrapped(node.name, detail_columns);
    node.detail = detail_of(reader, vertex, node.kind, language);
    set_region(node, reader, chain, language);
    for (VertexId place : chain) {
        if (!is_place(reader, place)) continue;
        for (std::string& key : keys_of_place(reader, place))
            (place == vertex ? node.places : node.around).push_back(std::move(key));
    }
    if (language == Language::english && !node.places.empty()) {
        const Place* known = find_place(node.places.front());
        if (known) node.name = known->english;
    }
    return node;
}

std::string country_name(const GraphReader& reader, const std::string& code, Language language) {
    const Place* known = language == Language::english ? find_place(code) : nullptr;
    if (known) return std::string(known->english);
    if (code == abroad) return std::string(Word{"nước ngoài", "abroad"}.in(language));
    if (code == vietnam) return "Việt Nam";
    const auto country = reader.graph().find_id("country/" + code);
    if (country) return reader.text(*country, "name");
    return code.size() == 2 ? name_of_country(code, language == Language::english ? "en" : "vi") : code;
}

/// The clusters that countries are: Vietnam first, then by name, the unknown last.
std::vector<SceneCluster> make_clusters(const GraphReader& reader, const std::vector<std::string>& countries,
                                        Language language) {
    std::map<std::tuple<int, std::string, std::string>, SceneCluster> sorted;
    for (const std::string& code : std::set<std::string>(countries.begin(), countries.end())) {
        const std::string name = country_name(reader, code, language);
        const int rank = code == vietnam ? 0 : code.empty() ? 2 : 1;
        sorted[{rank, collation_key(name), code}] = {code, name};
    }
    std::vector<SceneCluster> clusters;
    for (auto& [key, cluster] : sorted) clusters.push_back(std::move(cluster));
    return clusters;
}

void make_ids_unique(std::vector<SceneNode>& nodes) {
    std::map<std::string, std::size_t> seen;
    for (SceneNode& node : nodes) {
        if (const std::size_t before = seen[node.id]++; before > 0)
            node.id += "#" + std::to_string(before + 1);
    }
}

} // namespace

Scene make_scene(const FrozenGraph& graph, const Selection& selection, const DrawingOptions& options) {
    const GraphReader reader(graph);
    Scene scene;
    scene.title = options.title;
    scene.legend = options.legend;
    scene.quotations = options.quotations;
    scene.language = options.language == "en" ? Language::english : Language::vietnamese;

    const std::vector<VertexId> vertices = selected_vertices(graph, selection);
    std::vector<SceneNode> nodes;
    std::vector<std::string> countries(vertices.size());
    for (std::size_t i = 0; i < vertices.size(); ++i)
        nodes.push_back(make_node(reader, vertices[i], countries[i], scene.language));
    scene.clusters = make_clusters(reader, countries, scene.language);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto cluster =
            std::find_if(scene.clusters.begin(), scene.clusters.end(),
                         [&](const SceneCluster& each) { return each.code == countries[i]; });
        nodes[i].cluster = static_cast<std::size_t>(cluster - scene.clusters.begin());
    }

    std::vector<std::size_t> order(nodes.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(nodes[a].cluster, nodes[a].id) < std::tie(nodes[b].cluster, nodes[b].id);
    });
    std::map<VertexId, std::size_t> position;
    for (std::size_t i : order) {
        position[vertices[i]] = scene.nodes.size();
        scene.nodes.push_back(std::move(nodes[i]));
    }
    make_ids_unique(scene.nodes);
    scene.edges = make_edges(reader, selection.edges, position, scene);
    for (const SceneEdge& edge : scene.edges) {
        ++scene.nodes[edge.from].degree;
        ++scene.nodes[edge.to].degree;
    }
    scene.centre = static_cast<std::size_t>(
        std::max_element(scene.nodes.begin(), scene.nodes.end(),
                         [](const SceneNode& a, const SceneNode& b) { return a.degree < b.degree; }) -
        scene.nodes.begin());
    if (options.centre) {
        if (const auto found = position.find(*options.centre); found != position.end())
            scene.centre = found->second;
    }
    return scene;
}

} // namespace banggiao::drawing
