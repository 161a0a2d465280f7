// Takes the path of a store. Hands out its graph with an engine, and the nodes that a name means.
#include <banggiao/graph/name_search.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/pager.h>
#include <banggiao/tools/session.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <sstream>

namespace banggiao::tools {

namespace {

/// Words that may stand before a name and are not part of it; compared by name_key, longest match first.
constexpr std::array<std::string_view, 48> titles = {"chủ tịch nước",
                                                     "chủ tịch quốc hội",
                                                     "chủ tịch",
                                                     "phó chủ tịch",
                                                     "quyền chủ tịch",
                                                     "tổng bí thư",
                                                     "bí thư",
                                                     "phó bí thư",
                                                     "thủ tướng",
                                                     "phó thủ tướng",
                                                     "bộ trưởng bộ ngoại giao",
                                                     "bộ trưởng",
                                                     "thứ trưởng",
                                                     "tổng thống",
                                                     "phó tổng thống",
                                                     "đại sứ",
                                                     "tổng lãnh sự",
                                                     "tổng giám đốc",
                                                     "giám đốc",
                                                     "phó giám đốc",
                                                     "thống đốc",
                                                     "tỉnh trưởng",
                                                     "trưởng ban",
                                                     "phó trưởng ban",
                                                     "đại tướng",
                                                     "thượng tướng",
                                                     "trung tướng",
                                                     "thiếu tướng",
                                                     "đồng chí",
                                                     "đ/c",
                                                     "ông",
                                                     "bà",
                                                     "ngài",
                                                     "tiến sĩ",
                                                     "giáo sư",
                                                     "quốc vương",
                                                     "hoàng thân",
                                                     "nước",
                                                     "tỉnh",
                                                     "thành phố",
                                                     "tp",
                                                     "huyện",
                                                     "quận",
                                                     "thị xã",
                                                     "thị trấn",
                                                     "xã",
                                                     "phường",
                                                     "bang"};

bool has_any_label(const query::GraphView& graph, VertexId vertex,
                   const std::vector<std::string_view>& labels) {
    return std::any_of(labels.begin(), labels.end(), [&](std::string_view name) {
        const auto label = graph.find_label(name);
        return label && graph.has_label(vertex, *label);
    });
}

bool is_wanted(const query::GraphView& graph, VertexId vertex, const std::vector<std::string_view>& labels) {
    if (!labels.empty()) return has_any_label(graph, vertex, labels);
    return !has_any_label(graph, vertex,
                          {schema::label::article, schema::label::event, schema::label::agreement});
}

std::vector<VertexId> named(const query::GraphView& graph, std::string_view name,
                            const std::vector<std::string_view>& labels) {
    std::vector<VertexId> found = graph.find_name(name);
    std::erase_if(found, [&](VertexId vertex) { return !is_wanted(graph, vertex, labels); });
    std::vector<VertexId> exact;
    std::copy_if(found.begin(), found.end(), std::back_inserter(exact),
                 [&](VertexId vertex) { return fold(name_of_vertex(graph, vertex)) == fold(name); });
    return exact.size() == 1 ? exact : found;
}

/// The name without the longest title it begins with; empty if it begins with none.
std::string_view without_title(std::string_view name) {
    std::string_view best;
    for (std::size_t space = name.find(' '); space != name.npos; space = name.find(' ', space + 1)) {
        const std::string key = name_key(name.substr(0, space));
        const bool is_title =
            std::any_of(titles.begin(), titles.end(), [&](std::string_view t) { return name_key(t) == key; });
        if (is_title) best = name.substr(space + 1);
    }
    return best;
}

/// `, until 2025-06-30`: what tells units of one name apart.
std::string validity(const query::GraphView& graph, VertexId vertex) {
    std::string text;
    for (const auto& [key, word] : {std::pair("valid_from", ", since "), std::pair("valid_to", ", until ")}) {
        const auto property = graph.find_key(key);
        const Value day = property ? graph.vertex_property(vertex, *property) : Value();
        if (day.is(ValueType::string)) text += word + day.string();
    }
    return text;
}

std::string quoted_list(const query::GraphView& graph, const std::vector<VertexId>& vertices) {
    constexpr std::size_t most = 20; // of some names, such as those of events, there are thousands
    std::string text;
    for (std::size_t i = 0; i < std::min(most, vertices.size()); ++i)
        text += "\n  " + name_of_vertex(graph, vertices[i]) + "  (" + id_of_vertex(graph, vertices[i]) +
                validity(graph, vertices[i]) + ")";
    if (vertices.size() > most) text += "\n  … and " + std::to_string(vertices.size() - most) + " more";
    return text;
}

/// Whether the words of `name` stand among those of the vertex's, beside each other.
bool has_words(const query::GraphView& graph, VertexId vertex, const std::string& words) {
    constexpr FoldOptions folding{.marks = true, .i_and_y = true};
    return (" " + fold(name_of_vertex(graph, vertex), folding) + " ").find(" " + words + " ") !=
           std::string::npos;
}

/// Nodes one of whose words is `name`, else those that begin like it or like its first word: what the person
/// may have meant. At most 8.
std::vector<VertexId> near_names(const query::GraphView& graph, std::string_view name,
                                 const std::vector<std::string_view>& labels) {
    constexpr std::size_t most = 8, most_read = 200;
    const std::string words = fold(name, {.marks = true, .i_and_y = true});
    std::vector<VertexId> found = find_name_part(graph.frozen(), name, most, [&](VertexId vertex) {
        return !graph.is_erased(NodeReference{vertex}) && has_words(graph, vertex, words) &&
               is_wanted(graph, vertex, labels);
    });
    for (std::string_view part : {name, name.substr(0, name.find(' '))}) {
        if (!found.empty()) break;
        found = graph.find_name_prefix(part, most_read);
        std::erase_if(found, [&](VertexId vertex) { return !is_wanted(graph, vertex, labels); });
        if (found.size() > most) found.resize(most);
    }
    return found;
}

bool is_numeric(const Value& value) {
    return value.is_number() || value.is_null();
}

void print_questions(const std::vector<Question>& questions, std::ostream& out) {
    for (const Question& question : questions) {
        for (const auto& [name, value] : question.parameters)
            out << "// $" << name << " = " << query::to_cypher_text(value) << "\n";
        out << question.query << "\n";
    }
}

std::string heading_of(const Question& question, std::string_view language) {
    std::string heading(in_language(question.heading, language));
    for (const std::string& name : question.names) heading.replace(heading.find("{}"), 2, name);
    return heading;
}

} // namespace

bool is_key(std::string_view text) {
    constexpr std::array<std::string_view, 10> kinds{"official/", "official~/", "organization/", "province/",
                                                     "locality/", "foreign/",   "country/",      "agreement/",
                                                     "event/",    "article/"};
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](std::string_view kind) { return text.starts_with(kind); });
}

Result<Session> open_session(const std::string& store_path, Freshness wanted) {
    Result<LoadedGraph> loaded = load_graph(store_path, wanted);
    if (!loaded) return loaded.error();
    for (const std::string& text : loaded->notes) note(text);
    query::Engine engine =
        loaded->change ? query::Engine(loaded->graph, *loaded->change) : query::Engine(loaded->graph);
    return Session{std::move(*loaded), std::move(engine)};
}

std::optional<VertexId> find_key(const query::GraphView& graph, std::string_view key) {
    if (const auto vertex = graph.find_id(key)) return vertex;
    const auto keys = graph.find_key("keys");
    if (!keys || !is_key(key)) return std::nullopt;
    for (VertexId vertex = 0; vertex < graph.vertex_count(); ++vertex) {
        if (graph.is_erased(NodeReference{vertex})) continue;
        const Value own = graph.vertex_property(vertex, *keys);
        if (!own.is(ValueType::list) || own.list().size() < 2) continue;
        for (const Value& each : own.list())
            if (each.is(ValueType::string) && each.string() == key) return vertex;
    }
    return std::nullopt;
}

std::vector<VertexId> find_nodes(const query::GraphView& graph, std::string_view name,
                                 const std::vector<std::string_view>& labels) {
    if (const auto vertex = find_key(graph, name)) return {*vertex};
    for (std::string_view rest = name; !rest.empty(); rest = without_title(rest)) {
        std::vector<VertexId> found = named(graph, rest, labels);
        if (!found.empty()) return found;
    }
    return labels.empty() ? named(graph, name, {schema::label::agreement, schema::label::event})
                          : std::vector<VertexId>();
}

Result<VertexId> find_one(const query::GraphView& graph, std::string_view name,
                          const std::vector<std::string_view>& labels) {
    const std::vector<VertexId> found = find_nodes(graph, name, labels);
    if (const Status sound = graph.frozen().status(); !sound) return sound.error();
    if (found.size() == 1) return found.front();
    const std::string quoted = "'" + std::string(name) + "'";
    if (found.size() > 1) {
        return Error{ErrorKind::conflict,
                     quoted + " is the name of several:" + quoted_list(graph, found) +
                         "\n  name one by its id",
                     "", ""};
    }
    const std::vector<VertexId> near = near_names(graph, name, labels);
    return Error{ErrorKind::not_found, "nothing here is called " + quoted, "",
                 near.empty() ? "" : "near it are:" + quoted_list(graph, near)};
}

Result<Table, query::QueryError> ask(const query::Engine& engine, std::string_view text,
                                     const query::Parameters& parameters, const query::Limits& limits) {
    auto prepared = engine.prepare(text);
    if (!prepared) return prepared.error();
    auto cursor = prepared->run(parameters, limits);
    if (!cursor) return cursor.error();
    Table table{cursor->columns(), {}, std::vector<bool>(cursor->columns().size(), true)};
    for (;;) {
        auto row = cursor->next();
        if (!row) return row.error();
        if (!*row) return table;
        table.rows.emplace_back();
        for (std::size_t i = 0; i < (*row)->size(); ++i) {
            const Value& value = (**row)[i];
            table.rows.back().push_back(to_display(value, engine.view()));
            if (!is_numeric(value)) table.numeric[i] = false;
        }
    }
}

int answer(const Session& session, const std::vector<Question>& questions, const AnswerStyle& style,
           std::ostream& out) {
    if (style.show_query) {
        print_questions(questions, out);
        return exit_ok;
    }
    bool first = true;
    for (const Question& question : questions) {
        auto table = ask(session.engine, question.query, question.parameters, {{}, {}, {}, &interrupted()});
        if (!table) return fail(table.error(), question.query);
        if (!first) out << "\n";
        first = false;
        if (!question.heading.empty()) out << heading_of(question, style.language) << "\n";
        translate(*table, style.language);
        if (table->rows.empty())
            out << in_language(question.nothing, style.language) << "\n";
        else
            print_table(out, *table, style_of_terminal());
    }
    return exit_ok;
}

int answer(const Session& session, const std::vector<Question>& questions, const AnswerStyle& style) {
    std::ostringstream out;
    const int status = answer(session, questions, style, out);
    print_by_page(out.str(), style.by_page);
    return status;
}

} // namespace banggiao::tools
