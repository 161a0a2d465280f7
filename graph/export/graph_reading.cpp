// Takes a frozen graph. Hands out texts, labels and neighbours by name.
#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/text.h>

namespace banggiao::drawing {

namespace {

std::string text_of(const Value& value) {
    if (value.is(ValueType::string)) return printable(value.string());
    return value.is(ValueType::integer) ? std::to_string(value.integer()) : "";
}

} // namespace

std::string GraphReader::text(VertexId vertex, std::string_view key) const {
    const auto id = graph_.find_key(key);
    return id ? text_of(graph_.vertex_property(vertex, *id)) : "";
}

std::string GraphReader::edge_text(EdgeId edge, std::string_view key) const {
    const auto id = graph_.find_key(key);
    return id ? text_of(graph_.edge_property(edge, *id)) : "";
}

bool GraphReader::has_label(VertexId vertex, std::string_view label) const {
    const auto id = graph_.find_label(label);
    return id && graph_.has_label(vertex, *id);
}

std::vector<EdgeId> GraphReader::edges_from(VertexId vertex, std::string_view type) const {
    std::vector<EdgeId> edges;
    if (const auto id = graph_.find_type(type)) {
        const EdgeRange range = graph_.out_edges(vertex, *id);
        for (EdgeId edge = range.first; edge < range.last; ++edge) edges.push_back(edge);
    }
    return edges;
}

std::vector<EdgeId> GraphReader::edges_to(VertexId vertex, std::string_view type) const {
    const auto id = graph_.find_type(type);
    if (!id) return {};
    const auto edges = graph_.in_edges(vertex, *id);
    return {edges.begin(), edges.end()};
}

std::vector<VertexId> GraphReader::targets(VertexId vertex, std::string_view type) const {
    std::vector<VertexId> found;
    for (EdgeId edge : edges_from(vertex, type)) found.push_back(graph_.target(edge));
    return found;
}

std::string printable(std::string_view bytes) {
    std::u32string kept;
    for (char32_t c : to_code_points(to_nfc(bytes))) {
        const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
        kept.push_back(is_control ? U' ' : c);
    }
    return to_utf8(kept);
}

std::string wrapped(const std::string& text, std::size_t columns) {
    std::string lines;
    std::size_t used = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(' ', start), text.size());
        const std::string word = text.substr(start, end - start);
        const std::size_t width = display_width(word);
        if (used > 0) lines += used + 1 + width > columns ? "\n" : " ";
        used = used > 0 && used + 1 + width <= columns ? used + 1 + width : width;
        lines += word;
        start = end + 1;
    }
    return lines;
}

std::string shortened(const std::string& text, std::size_t count) {
    const std::u32string points = to_code_points(text);
    return points.size() <= count ? text : to_utf8(points.substr(0, count)) + "…";
}

} // namespace banggiao::drawing
