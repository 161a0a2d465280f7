// Takes a scene. Hands out the heading of its picture as Graphviz's HTML: title, legend, notes.
#include <banggiao/graph/export/background.h>
#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/export/heading.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace banggiao::drawing {

namespace {

std::string font_of(std::string_view colour, double size, const std::string& html) {
    return "<FONT COLOR=\"" + std::string(colour) + "\" POINT-SIZE=\"" + decimal(size) + "\">" + html +
           "</FONT>";
}

/// A picture of many nodes is looked at from further away.
double scale_of(const Scene& scene) {
    return std::clamp(std::sqrt(static_cast<double>(scene.nodes.size()) / 60), 1.0, 10.0);
}

std::string row_of(const std::string& html) {
    return "<TR><TD ALIGN=\"LEFT\">" + html + "</TD></TR>";
}

std::string legend_entry(double scale, std::string_view colour, std::string_view sample,
                         std::string_view word) {
    const std::string single(colour.substr(0, colour.find(':')));
    return font_of(single, 12 * scale, std::string(sample)) +
           font_of(ink, 10 * scale, " " + std::string(word) + "    ");
}

std::string legend_of_edges(const Scene& scene) {
    std::set<EdgeKind> kinds;
    for (const SceneEdge& edge : scene.edges) kinds.insert(edge.kind);
    std::string html;
    for (EdgeKind kind : kinds)
        html += legend_entry(scale_of(scene), style_of(kind).colour, style_of(kind).sample,
                             style_of(kind).word.in(scene.language));
    return html;
}

std::string legend_of_nodes(const Scene& scene) {
    std::set<NodeKind> kinds;
    for (const SceneNode& node : scene.nodes) kinds.insert(node.kind);
    std::string html;
    for (NodeKind kind : kinds)
        html += legend_entry(scale_of(scene), style_of(kind).border, style_of(kind).sample,
                             style_of(kind).word.in(scene.language));
    return html;
}

} // namespace

std::string escaped(std::string_view text) {
    std::string safe;
    for (char c : text) {
        switch (c) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        default:
            safe += c;
        }
    }
    return safe;
}

std::string heading_of(const Scene& scene) {
    std::string rows;
    if (!scene.title.empty())
        rows += row_of("<B>" + font_of(ink, 18 * scale_of(scene), escaped(printable(scene.title))) + "</B>");
    if (scene.legend) {
        for (const std::string& legend : {legend_of_edges(scene), legend_of_nodes(scene)}) {
            if (!legend.empty()) rows += row_of(legend);
        }
    }
    for (const std::string& note : scene.notes)
        rows += row_of("<I>" + font_of(faint_ink, 10 * scale_of(scene), escaped(note)) + "</I>");
    if (rows.empty()) return "";
    return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\">" + rows + "</TABLE>";
}

} // namespace banggiao::drawing
