// Takes a graph. Hands out CSV files with neo4j-admin headers that import to the same graph, in a stable
// order.
#include <banggiao/graph/store/import.h>

#include <banggiao/graph/store/csv_header.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

namespace banggiao {

using namespace store;

namespace {

/// A column of the file: a property of one type. A property of several types has several columns.
struct Kind {
    KeyId key;
    bool array;
    ValueType type;
    auto operator<=>(const Kind&) const = default;
};

using PropertyList = std::vector<std::pair<KeyId, Value>>;

class Export {
  public:
    Export(const FrozenGraph& graph, std::string folder, char array_delimiter)
        : graph_(graph), folder_(std::move(folder)) {
        made_.array_delimiter = array_delimiter;
    }

    Result<ImportOptions> run() {
        std::error_code error;
        std::filesystem::create_directories(folder_, error);
        if (error)
            return Error{ErrorKind::storage, error.message(), folder_,
                         "check its folder and its permissions"};
        number_vertices();
        choose_ids();
        for (std::size_t file = 0; file < files_.size(); ++file)
            if (Status status = write_nodes(file); !status) return std::move(status).error();
        for (TypeId type = 0; type < graph_.type_count(); ++type)
            if (Status status = write_relationships(type); !status) return std::move(status).error();
        return std::move(made_);
    }

  private:
    struct NodeFile {
        std::vector<std::string> labels;
        std::vector<VertexId> vertices;
    };

    void number_vertices() {
        std::map<std::vector<std::string>, std::vector<VertexId>> by_labels;
        for (VertexId vertex = 0; vertex < graph_.vertex_count(); ++vertex) {
            std::vector<std::string> labels;
            for (const LabelId label : graph_.labels(vertex)) labels.emplace_back(graph_.label_name(label));
            by_labels[labels].push_back(vertex);
        }
        rank_.resize(graph_.vertex_count());
        VertexId next = 0;
        for (auto& [labels, vertices] : by_labels) {
            for (const VertexId vertex : vertices) rank_[vertex] = next++;
            files_.push_back({labels, std::move(vertices)});
        }
    }

    /// The property `id`, if it tells every vertex from every other; else a vertex's number.
    void choose_ids() {
        id_key_ = graph_.find_key("id");
        std::unordered_set<std::string> seen;
        for (VertexId vertex = 0; id_key_ && vertex < graph_.vertex_count(); ++vertex) {
            const Value id = graph_.vertex_property(vertex, *id_key_);
            if (!id.is(ValueType::string) || id.string().empty() || !seen.insert(id.string()).second)
                id_key_.reset();
        }
    }

    std::string id_of(VertexId vertex) const {
        return id_key_ ? graph_.vertex_property(vertex, *id_key_).string() : std::to_string(rank_[vertex]);
    }

    Error cannot(ErrorKind kind, const std::string& what, KeyId key, std::string remedy) const {
        return {kind, "the property `" + std::string(graph_.key_name(key)) + "` " + what, folder_,
                std::move(remedy)};
    }

    /// The column a value goes to.
    Result<Kind> kind_of(KeyId key, const Value& value) const {
        const bool array = value.is(ValueType::list);
        ValueType type = value.type();
        if (array) type = value.list().empty() ? ValueType::string : value.list().front().type();
        const Error unsupported =
            cannot(ErrorKind::unsupported,
                   "has a value that CSV has no form for (" + std::string(name_of(value.type())) + ")", key,
                   "leave it out, or write another format");
        if (!csv_type_name(type)) return unsupported;
        if (!array) return Kind{key, false, type};
        for (const Value& item : value.list()) {
            if (!item.is(type)) return unsupported;
            if (print_csv_value(item).find(made_.array_delimiter) != std::string::npos)
                return cannot(ErrorKind::conflict, "has a list whose text contains the array delimiter", key,
                              "choose another array delimiter");
        }
        if (value.list().size() == 1 && print_csv_value(value.list().front()).empty()) return unsupported;
        return Kind{key, true, type};
    }

    std::string print(const Value& value) const {
        if (!value.is(ValueType::list)) return print_csv_value(value);
        std::string text;
        for (const Value& item : value.list()) {
            if (&item != &value.list().front()) text += made_.array_delimiter;
            text += print_csv_value(item);
        }
        return text;
    }

    Status collect(std::set<Kind>& kinds, const PropertyList& properties, bool of_nodes) const {
        for (const auto& [key, value] : properties) {
            if (of_nodes && id_key_ == key) continue;
            const auto kind = kind_of(key, value);
            if (!kind) return kind.error();
            kinds.insert(*kind);
        }
        return {};
    }

    void append_header(std::string& out, const std::set<Kind>& kinds) const {
        for (const Kind& kind : kinds) {
            std::string column(graph_.key_name(kind.key));
            column += ':';
            column += *csv_type_name(kind.type);
            if (kind.array) column += "[]";
            out += ',';
            append_csv_field(out, column, made_.delimiter);
        }
        out += '\n';
    }

    void append_properties(std::string& out, const std::set<Kind>& kinds,
                           const PropertyList& properties) const {
        auto property = properties.begin();
        for (const Kind& kind : kinds) {
            out += ',';
            while (property != properties.end() && property->first < kind.key) ++property;
            if (property == properties.end() || property->first != kind.key) continue;
            if (*kind_of(kind.key, property->second) == kind)
                append_csv_field(out, print(property->second), made_.delimiter);
        }
        out += '\n';
    }

    Status write(const std::string& path,
                 const std::function<void(const std::function<void(std::string&)>&)>& rows) {
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        rows([&](std::string& text) {
            file.write(text.data(), static_cast<std::streamsize>(text.size()));
            text.clear();
        });
        file.close();
        if (file) return {};
        return Error{ErrorKind::storage, "cannot be written", path, "check its folder and the room left"};
    }

    Status write_nodes(std::size_t number) {
        const NodeFile& nodes = files_[number];
        std::set<Kind> kinds;
        for (const VertexId vertex : nodes.vertices)
            if (Status status = collect(kinds, graph_.vertex_properties(vertex), true); !status)
                return status;
        const std::string path = folder_ + "/nodes-" + std::to_string(number + 1) + ".csv";
        made_.nodes.push_back({nodes.labels, {path}});
        return write(path, [&](const auto& flush) {
            std::string text = id_key_ ? "id:ID" : ":ID";
            append_header(text, kinds);
            for (const VertexId vertex : nodes.vertices) {
                append_csv_field(text, id_of(vertex), made_.delimiter);
                append_properties(text, kinds, graph_.vertex_properties(vertex));
                flush(text);
            }
            flush(text);
        });
    }

    /// The edges of a type, in the order they have once the nodes are numbered as their files have them.
    std::vector<EdgeId> edges_of(TypeId type) const {
        std::vector<EdgeId> edges;
        for (EdgeId edge = 0; edge < graph_.edge_count(); ++edge)
            if (graph_.type(edge) == type) edges.push_back(edge);
        std::stable_sort(edges.begin(), edges.end(), [&](EdgeId a, EdgeId b) {
            return std::tuple(rank_[graph_.source(a)], rank_[graph_.target(a)]) <
                   std::tuple(rank_[graph_.source(b)], rank_[graph_.target(b)]);
        });
        return edges;
    }

    /// The type's name where it can be a file's, its number otherwise.
    std::string path_of(TypeId type) const {
        std::string name(graph_.type_name(type));
        const bool plain = !name.empty() && (name[0] < '0' || name[0] > '9') &&
                           std::all_of(name.begin(), name.end(), [](char c) {
                               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
                           });
        return folder_ + "/relationships-" + (plain ? name : std::to_string(type + 1)) + ".csv";
    }

    Status write_relationships(TypeId type) {
        const std::vector<EdgeId> edges = edges_of(type);
        if (edges.empty()) return {};
        std::set<Kind> kinds;
        for (const EdgeId edge : edges)
            if (Status status = collect(kinds, graph_.edge_properties(edge), false); !status) return status;
        const std::string path = path_of(type);
        made_.relationships.push_back({{std::string(graph_.type_name(type))}, {path}});
        return write(path, [&](const auto& flush) {
            std::string text = ":START_ID,:END_ID";
            append_header(text, kinds);
            for (const EdgeId edge : edges) {
                append_csv_field(text, id_of(graph_.source(edge)), made_.delimiter);
                text += ',';
                append_csv_field(text, id_of(graph_.target(edge)), made_.delimiter);
                append_properties(text, kinds, graph_.edge_properties(edge));
                flush(text);
            }
            flush(text);
        });
    }

    const FrozenGraph& graph_;
    std::string folder_;
    ImportOptions made_;
    std::vector<NodeFile> files_;
    std::vector<VertexId> rank_; ///< of a vertex, in the order of the files
    std::optional<KeyId> id_key_;
};

} // namespace

Result<ImportOptions> export_csv(const FrozenGraph& graph, const std::string& folder, char array_delimiter) {
    if (Status status = graph.verify(); !status) return std::move(status).error();
    return Export(graph, folder, array_delimiter).run();
}

} // namespace banggiao
