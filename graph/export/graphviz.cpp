// Takes a scene, an engine and a placement. Hands out DOT or a picture, through cgraph and gvc.
#include <banggiao/graph/export/background.h>
#include <banggiao/graph/export/graphviz.h>
#include <banggiao/graph/export/heading.h>

#include <graphviz/gvc.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace banggiao::drawing {

namespace {

/// Graphviz keeps global state: whoever holds this may call it.
std::mutex graphviz_mutex;
std::string graphviz_message; ///< the last complaint, instead of a line on standard error

int keep_message(char* message) {
    graphviz_message += message;
    return 0;
}

/// Graphviz takes `char*` for what it does not change.
char* text(std::string_view literal_or_kept) {
    return const_cast<char*>(literal_or_kept.data());
}

struct CloseGraph {
    void operator()(Agraph_t* graph) const { agclose(graph); }
};
struct FreeContext {
    void operator()(GVC_t* context) const { gvFreeContext(context); }
};
using GraphHandle = std::unique_ptr<Agraph_t, CloseGraph>;
using ContextHandle = std::unique_ptr<GVC_t, FreeContext>;

/// In DOT's strings a backslash and an ampersand have meanings of their own. `line_end`: n for lines in the
/// middle, l for lines at the left.
std::string label_text(std::string_view plain, char line_end = 'n') {
    std::string safe;
    for (char c : plain) {
        if (c == '\\')
            safe += "\\\\";
        else if (c == '&')
            safe += "&amp;";
        else if (c == '\n')
            safe += {'\\', line_end};
        else
            safe += c;
    }
    return safe;
}

int append_text(void* channel, const char* written) {
    static_cast<std::string*>(channel)->append(written);
    return 0;
}

int nothing_to_flush(void*) {
    return 0;
}

Agiodisc_t into_string{nullptr, append_text, nothing_to_flush};

/// Numbers for names. cgraph's own are addresses, and it writes subgraphs in their order.
struct Names {
    Agraph_t* graph; ///< keeps the names: cgraph reads what it stores before each
    std::map<std::string_view, IDTYPE> numbers;
    std::vector<char*> names; ///< of number 2 (i + 1)
    IDTYPE nameless = 1;      ///< odd ones are for objects without a name
};

void* open_names(Agraph_t* graph, Agdisc_t*) {
    return new Names{graph, {}, {}, 1};
}

long number_of(void* state, int, char* name, IDTYPE* number, int create) {
    Names& names = *static_cast<Names*>(state);
    if (!name) {
        *number = names.nameless;
        names.nameless += 2;
        return 1;
    }
    auto found = names.numbers.find(std::string_view(name));
    if (found == names.numbers.end()) {
        if (!create) return 0;
        names.names.push_back(agstrdup(names.graph, name));
        found = names.numbers.emplace(names.names.back(), 2 * names.names.size()).first;
    }
    *number = found->second;
    return 1;
}

long no_number_wanted(void*, int, IDTYPE) {
    return 0;
}

void number_not_kept(void*, int, IDTYPE) {}

char* name_of_number(void* state, int, IDTYPE number) {
    const Names& names = *static_cast<const Names*>(state);
    return number % 2 == 1 ? nullptr : names.names[number / 2 - 1];
}

void close_names(void* state) {
    delete static_cast<Names*>(state);
}

void object_not_kept(void*, int, void*) {}

Agiddisc_t names_in_order{open_names,     number_of,   no_number_wanted, number_not_kept,
                          name_of_number, close_names, object_not_kept};

GraphHandle empty_graph() {
    Agdisc_t discipline{&AgMemDisc, &names_in_order, &into_string};
    return GraphHandle(agopen(text("banggiao"), Agdirected, &discipline));
}

/// Writes one scene into one cgraph graph.
class Builder {
  public:
    Builder(const Scene& scene, const Plan& plan) : scene_(scene), plan_(plan), graph_(empty_graph()) {}

    GraphHandle build() {
        set_defaults();
        add_clusters();
        add_nodes();
        add_edges();
        return std::move(graph_);
    }

  private:
    bool is_placed() const { return !plan_.placement.centres.empty(); }

    void graph_attribute(const char* name, const std::string& value) {
        agattr(graph_.get(), AGRAPH, text(name), text(value));
    }
    void node_default(const char* name, const std::string& value) {
        agattr(graph_.get(), AGNODE, text(name), text(value));
    }
    void edge_default(const char* name, const std::string& value) {
        agattr(graph_.get(), AGEDGE, text(name), text(value));
    }
    static void set(void* object, const char* name, const std::string& value) {
        agsafeset(object, text(name), text(value), text(""));
    }

    void set_defaults() {
        graph_attribute("charset", "UTF-8");
        graph_attribute("linelength", "0"); // long strings on one line, so that pictures can be compared
        graph_attribute("layout", plan_.engine);
        graph_attribute("fontname", std::string(font));
        graph_attribute("bgcolor", std::string(paper));
        graph_attribute("outputorder", "edgesfirst");
        graph_attribute("pad", "0.2");
        graph_attribute("tooltip", " ");
        if (plan_.engine == "dot") set_layered_defaults();
        if (plan_.engine == "fdp") graph_attribute("overlap", "prism"), graph_attribute("splines", "true");
        if (is_placed()) set_placed_defaults();
        if (plan_.width_centimetres > 0 && plan_.height_centimetres > 0)
            graph_attribute("size", decimal(plan_.width_centimetres / 2.54) + "," +
                                        decimal(plan_.height_centimetres / 2.54) + "!");
        set_heading();
        for (const char* name : {"shape", "style", "fillcolor", "color"}) node_default(name, "");
        node_default("fontname", std::string(font));
        node_default("fontsize", "10");
        node_default("fontcolor", std::string(ink));
        node_default("margin", "0.08,0.04");
        node_default("height", "0.2");
        node_default("width", "0.3");
        edge_default("fontname", std::string(font));
        edge_default("fontsize", "8");
        edge_default("fontcolor", std::string(faint_ink));
        edge_default("arrowsize", "0.6");
        if (is_crowded()) edge_default("labeldistance", ""), edge_default("labelangle", "8");
    }

    /// Words halfway along many edges would take as much room as nodes: they stand at the edges' ends then,
    /// and the countries in columns further apart.
    bool is_crowded() const {
        constexpr std::size_t few = 30;
        return plan_.engine == "dot" && scene_.edges.size() > few;
    }

    void set_layered_defaults() {
        graph_attribute("rankdir", "LR");
        graph_attribute("ranksep", is_crowded() ? "1.6" : "1.4");
        graph_attribute("nodesep", is_crowded() ? "0.12" : "0.18");
        graph_attribute("newrank", "true");
    }

    void set_placed_defaults() {
        graph_attribute("splines", "line");
        if (!plan_.placement.background.empty()) graph_attribute("_background", plan_.placement.background);
    }

    void set_heading() {
        const std::string heading = heading_of(scene_);
        if (heading.empty()) return;
        graph_attribute("labelloc", "t");
        graph_attribute("labeljust", "l");
        char* html = agstrdup_html(graph_.get(), text(heading));
        agattr(graph_.get(), AGRAPH, text("label"), html);
        agstrfree(graph_.get(), html);
    }

    /// Clusters that a layout of Graphviz draws as boxes; the heading is not theirs to inherit.
    void add_clusters() {
        clusters_.resize(scene_.clusters.size(), nullptr);
        if (is_placed()) return;
        for (std::size_t i = 0; i < scene_.clusters.size(); ++i) {
            const SceneCluster& cluster = scene_.clusters[i];
            if (cluster.code.empty()) continue;
            const std::string name = "cluster_" + cluster.code;
            Agraph_t* box = agsubg(graph_.get(), text(name), 1);
            clusters_[i] = box;
            set(box, "label", label_text(cluster.name));
            set(box, "fontsize", "12");
            set(box, "fontcolor", std::string(faint_ink));
            set(box, "style", "rounded,filled");
            set(box, "fillcolor", "#F7F7F7");
            set(box, "color", "#C8C8C8");
            set(box, "tooltip", label_text(cluster.name));
        }
    }

    /// Within its country, the box of a region that several nodes belong to; else the country's.
    Agraph_t* box_for(const SceneNode& node) {
        Agraph_t* country = clusters_[node.cluster];
        if (!country || node.region.empty() || members_of_region_[node.region] < 2) return country;
        Agraph_t*& box = regions_[node.region];
        if (box) return box;
        const std::string name = "cluster_" + node.region;
        box = agsubg(country, text(name), 1);
        set(box, "label", label_text(node.region_name));
        set(box, "fontsize", "10");
        set(box, "fillcolor", "#FFFFFF");
        set(box, "tooltip", label_text(node.region_name));
        return box;
    }

    void add_nodes() {
        for (const SceneNode& each : scene_.nodes) ++members_of_region_[each.region];
        for (std::size_t i = 0; i < scene_.nodes.size(); ++i) {
            const SceneNode& each = scene_.nodes[i];
            Agnode_t* node = agnode(graph_.get(), text(each.id), 1);
            if (Agraph_t* box = box_for(each)) agsubnode(box, node, 1);
            nodes_.push_back(node);
            const NodeStyle& style = style_of(each.kind);
            set(node, "label", label_of(each));
            if (each.least_width > 0) set(node, "width", decimal(each.least_width / 72));
            set(node, "shape", std::string(style.shape));
            set(node, "style", std::string(style.style));
            set(node, "fillcolor", std::string(style.fill));
            set(node, "color", std::string(style.border));
            set(node, "tooltip", label_text(each.tooltip));
            if (!each.url.empty()) set(node, "URL", label_text(each.url));
            if (is_placed()) set(node, "pos", position(plan_.placement.centres[i]));
        }
    }

    static std::string label_of(const SceneNode& node) {
        const std::string words = node.detail.empty() ? node.name : node.name + "\n" + node.detail;
        return node.least_width > 0 ? label_text(words + "\n", 'l') : label_text(words);
    }

    static std::string position(Point point) { return decimal(point.x) + "," + decimal(point.y); }

    void add_edges() {
        for (const SceneEdge& each : scene_.edges) {
            Agedge_t* edge = agedge(graph_.get(), nodes_[each.from], nodes_[each.to], nullptr, 1);
            const EdgeStyle& style = style_of(each.kind);
            const double evidence = static_cast<double>(std::max<std::size_t>(each.evidence, 1));
            const double width = std::min(style.width * (1 + 0.3 * std::log2(evidence)), 6.0);
            if (plan_.edge_labels && !each.label.empty()) set_label(edge, each);
            set_way(edge, each);
            set(edge, "style", std::string(style.style));
            set(edge, "color", std::string(style.colour));
            set(edge, "penwidth", decimal(width));
            if (!each.directed) set(edge, "dir", "none");
            set(edge, "tooltip", label_text(each.tooltip));
            set(edge, "labeltooltip", label_text(each.tooltip));
            if (!each.url.empty()) set(edge, "URL", label_text(each.url));
        }
    }

    /// At the end of an edge, words stand further off than those of the edges that ended there before.
    void set_label(Agedge_t* edge, const SceneEdge& each) {
        if (!is_crowded()) return set(edge, "label", label_text(each.label));
        constexpr std::size_t places = 3;
        const std::size_t place = labels_at_[each.to]++ % places;
        set(edge, "headlabel", label_text(each.label));
        set(edge, "labeldistance", decimal(4 + 3.5 * static_cast<double>(place)));
    }

    /// Layered: every second country lies a column further away. Placed: the way and the place of the words.
    void set_way(Agedge_t* edge, const SceneEdge& each) {
        const std::size_t from = scene_.nodes[each.from].cluster, to = scene_.nodes[each.to].cluster;
        if (is_crowded() && from != to && to % 2 == 1) set(edge, "minlen", "2");
        const std::size_t index = static_cast<std::size_t>(&each - scene_.edges.data());
        if (index >= plan_.placement.ways.size()) return;
        const Way& way = plan_.placement.ways[index];
        std::string text;
        Point end = way.end;
        if (each.directed) { // room for the arrow's head
            const Point back = way.second - way.end;
            end = end + back * (std::min(6.0, length(back)) / std::max(length(back), 1e-6));
            text = "e," + position(way.end) + " ";
        }
        for (const Point point : {way.start, way.first, way.second}) text += position(point) + " ";
        set(edge, "pos", text + position(end));
        if (way.label) set(edge, "lp", position(*way.label));
    }

    const Scene& scene_;
    const Plan& plan_;
    GraphHandle graph_;
    std::vector<Agraph_t*> clusters_; ///< null where none is drawn
    std::map<std::string, std::size_t> members_of_region_;
    std::map<std::size_t, std::size_t> labels_at_; ///< by node, how many edges with words end there
    std::map<std::string, Agraph_t*> regions_;
    std::vector<Agnode_t*> nodes_;
};

std::string dot_text(Agraph_t* graph) {
    std::string dot;
    agwrite(graph, &dot);
    return dot;
}

/// Dots an inch that keep a bitmap within what cairo and a desk take.
double resolution_of(Agraph_t* graph) {
    constexpr double wanted = 144, longest_side = 30000, most_pixels = 60e6, points = 72;
    const double width = std::max(GD_bb(graph).UR.x - GD_bb(graph).LL.x, 1.0) + 2 * points;
    const double height = std::max(GD_bb(graph).UR.y - GD_bb(graph).LL.y, 1.0) + 2 * points;
    return std::min({wanted, longest_side * points / std::max(width, height),
                     std::sqrt(most_pixels / (width * height)) * points});
}

Error drawing_failed() {
    return {ErrorKind::internal, "Graphviz cannot draw this: " + graphviz_message, "",
            "write it as .dot and draw it with another tool"};
}

Result<std::string> rendered(GVC_t* context, Agraph_t* graph, const Plan& plan, const char* format) {
    if (gvLayout(context, graph, plan.engine.c_str()) != 0) return drawing_failed();
    if (plan.width_centimetres <= 0) GD_drawing(graph)->dpi = resolution_of(graph);
    char* bytes = nullptr;
    unsigned length = 0;
    const int failed = gvRenderData(context, graph, format, &bytes, &length);
    std::string picture = failed == 0 && bytes ? std::string(bytes, length) : std::string();
    if (bytes) gvFreeRenderData(bytes);
    gvFreeLayout(context, graph);
    if (picture.empty()) return drawing_failed();
    return picture;
}

const char* name_of(PictureFormat format) {
    switch (format) {
    case PictureFormat::png:
        return "png";
    case PictureFormat::pdf:
        return "pdf";
    default:
        return "svg";
    }
}

} // namespace

Result<std::string> write_picture(const Scene& scene, const Plan& plan, PictureFormat format) {
    const std::lock_guard lock(graphviz_mutex);
    graphviz_message.clear();
    const agusererrf before = agseterrf(keep_message);
    const GraphHandle graph = Builder(scene, plan).build();
    Result<std::string> picture = std::string();
    if (format == PictureFormat::dot) {
        picture = dot_text(graph.get());
    } else {
        const ContextHandle context(gvContext());
        picture = rendered(context.get(), graph.get(), plan, name_of(format));
    }
    agseterrf(before);
    return picture;
}

} // namespace banggiao::drawing
