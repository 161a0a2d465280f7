// Takes errors, notes and rows. Hands them to a person.
#include <banggiao/graph/text.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace banggiao::tools {

namespace {

std::atomic<bool> interruption{false};

void on_interruption(int signal) {
    interruption = true;
    std::signal(signal, SIG_DFL);
}

/// `text` cut to `width` columns, the last of them an ellipsis if anything is lost.
std::string cut(const std::string& text, std::size_t width) {
    if (display_width(text) <= width) return text;
    std::string kept;
    for (char32_t c : to_code_points(text)) {
        std::string longer = kept;
        append_utf8(longer, c);
        if (display_width(longer) + 1 > width) break;
        kept = longer;
    }
    return kept + "…";
}

std::vector<std::size_t> natural_widths(const Table& table) {
    std::vector<std::size_t> widths;
    for (const std::string& column : table.columns) widths.push_back(display_width(column));
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    }
    return widths;
}

/// Takes columns from the widest until the table fits; none goes under 8.
void shrink(std::vector<std::size_t>& widths, std::size_t limit) {
    auto total = [&] {
        std::size_t sum = 0;
        for (std::size_t width : widths) sum += width + 2;
        return sum;
    };
    while (limit != 0 && total() > limit + 2) {
        auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= 8) return;
        --*widest;
    }
}

void print_row(std::ostream& out, const std::vector<std::string>& cells,
               const std::vector<std::size_t>& widths, const std::vector<bool>& numeric) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string cell = cut(cells[i], widths[i]);
        const std::string padding(widths[i] - std::min(widths[i], display_width(cell)), ' ');
        const bool right = i < numeric.size() && numeric[i];
        line += (right ? padding + cell : cell + padding) + "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << "\n";
}

std::string display_path(const Path& path, const FrozenGraph& graph) {
    std::string text = name_of_vertex(graph, path.nodes.front());
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
        const bool forward = graph.source(path.edges[i]) == path.nodes[i];
        const std::string type(graph.type_name(graph.type(path.edges[i])));
        text += (forward ? " -[" : " <-[") + type + (forward ? "]-> " : "]- ");
        text += name_of_vertex(graph, path.nodes[i + 1]);
    }
    return text;
}

std::string string_property(const FrozenGraph& graph, VertexId vertex, std::string_view key) {
    const auto id = graph.find_key(key);
    if (!id) return "";
    const Value value = graph.vertex_property(vertex, *id);
    return value.is(ValueType::string) ? value.string() : "";
}

} // namespace

int fail(const Error& error) {
    std::cerr << "banggiao: " << error.text() << "\n";
    return exit_failed;
}

int fail(const query::QueryError& error, std::string_view query_text) {
    std::cerr << "banggiao: " << query::picture(error, query_text) << "\n";
    return exit_failed;
}

void note(const std::string& text) {
    std::cerr << "banggiao: " << text << "\n";
}

const std::atomic<bool>& interrupted() {
    return interruption;
}

void listen_for_interruption() {
    std::signal(SIGINT, on_interruption);
    std::signal(SIGPIPE, SIG_DFL);
}

std::size_t terminal_width() {
    winsize size{};
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}

void print_table(std::ostream& out, const Table& table, std::size_t width) {
    std::vector<std::size_t> widths = natural_widths(table);
    shrink(widths, width);
    print_row(out, table.columns, widths, table.numeric);
    std::vector<std::string> rule;
    for (std::size_t column : widths) {
        std::string dashes;
        for (std::size_t i = 0; i < column; ++i) dashes += "─";
        rule.push_back(dashes);
    }
    print_row(out, rule, widths, {});
    for (const auto& row : table.rows) print_row(out, row, widths, table.numeric);
}

std::string name_of_vertex(const FrozenGraph& graph, VertexId vertex) {
    const std::string name = string_property(graph, vertex, "name");
    if (!name.empty()) return name;
    const std::string title = string_property(graph, vertex, "title");
    return title.empty() ? id_of_vertex(graph, vertex) : title;
}

std::string id_of_vertex(const FrozenGraph& graph, VertexId vertex) {
    const std::string id = string_property(graph, vertex, "id");
    return id.empty() ? "#" + std::to_string(vertex) : id;
}

std::string to_display(const Value& value, const FrozenGraph& graph) {
    switch (value.type()) {
    case ValueType::null:
        return "";
    case ValueType::string:
        return value.string();
    case ValueType::node:
        return name_of_vertex(graph, value.node().id);
    case ValueType::path:
        return display_path(value.path(), graph);
    case ValueType::list: {
        std::string text;
        for (const Value& element : value.list())
            text += (text.empty() ? "" : ", ") + to_display(element, graph);
        return text;
    }
    default:
        return query::to_cypher_text(value, &graph);
    }
}

} // namespace banggiao::tools
