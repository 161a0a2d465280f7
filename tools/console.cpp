// Takes errors, notes and rows. Hands them to a person.
#include <banggiao/graph/text.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/console.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

namespace banggiao::tools {

namespace {

std::atomic<bool> interruption{false};

void on_interruption(int) {
    interruption = true;
}

/// Without SA_RESTART: reading from a terminal ends too.
void catch_interruption(int flags) {
    struct sigaction action {};
    action.sa_handler = on_interruption;
    action.sa_flags = flags;
    sigaction(SIGINT, &action, nullptr);
}

winsize size_of_terminal() {
    winsize size{};
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return {};
    return size;
}

/// `MET 2017-06-27`: the type, with the property that tells its edges apart.
std::string display_type(const query::GraphView& graph, EdgeId edge) {
    std::string text(graph.type_name(graph.type(edge)));
    for (const char* name : {"date", "kind", "title", "side"}) {
        const auto key = graph.find_key(name);
        const Value value = key ? graph.edge_property(edge, *key) : Value();
        if (value.is(ValueType::string)) return text + " " + value.string();
    }
    return text;
}

std::string display_path(const Path& path, const query::GraphView& graph) {
    std::string text = name_of_vertex(graph, path.nodes.front());
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
        const bool forward = graph.source(path.edges[i]) == path.nodes[i];
        const std::string type = display_type(graph, path.edges[i]);
        text += (forward ? " -[" : " <-[") + type + (forward ? "]-> " : "]- ");
        text += name_of_vertex(graph, path.nodes[i + 1]);
    }
    return text;
}

std::string string_property(const query::GraphView& graph, VertexId vertex, std::string_view key) {
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
    catch_interruption(static_cast<int>(SA_RESETHAND));
    std::signal(SIGPIPE, SIG_DFL);
    std::signal(SIGXFSZ, SIG_IGN); // a file at its limit is as a full disk: an error of whoever writes
}

void listen_for_interruption_again() {
    interruption = false;
    catch_interruption(0);
}

std::size_t terminal_width() {
    return size_of_terminal().ws_col;
}

std::size_t terminal_height() {
    return size_of_terminal().ws_row;
}

bool wants_colours(int descriptor) {
    const char* refused = std::getenv("NO_COLOR");
    return isatty(descriptor) && !(refused && *refused);
}

std::string name_of_vertex(const query::GraphView& graph, VertexId vertex) {
    const std::string name = string_property(graph, vertex, "name");
    if (!name.empty()) return name;
    const std::string title = string_property(graph, vertex, "title");
    return title.empty() ? id_of_vertex(graph, vertex) : title;
}

std::string id_of_vertex(const query::GraphView& graph, VertexId vertex) {
    const std::string id = string_property(graph, vertex, "id");
    return id.empty() ? "#" + std::to_string(vertex) : id;
}

std::string to_display(const Value& value, const query::GraphView& graph) {
    switch (value.type()) {
    case ValueType::null:
        return "";
    case ValueType::string:
        return value.string();
    case ValueType::node:
        return name_of_vertex(graph, value.node().id);
    case ValueType::edge: {
        const EdgeId edge = value.edge().id;
        return display_path({{graph.source(edge), graph.target(edge)}, {edge}}, graph);
    }
    case ValueType::path:
        return display_path(value.path(), graph);
    case ValueType::list: {
        std::string text;
        for (const Value& element : value.list())
            text += (text.empty() ? "" : ", ") + (element.is_null() ? "null" : to_display(element, graph));
        return text;
    }
    default:
        return query::to_cypher_text(value, graph);
    }
}

} // namespace banggiao::tools
