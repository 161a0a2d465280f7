// Takes a graph. Hands out CSV files with neo4j-admin headers that import to the same graph, in a stable
// order.
#include <banggiao/graph/store/csv.h>
#include <banggiao/graph/store/csv_kinds.h>
#include <banggiao/graph/store/import.h>
#include <banggiao/graph/store/whole_file.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_set>

namespace banggiao {

using namespace store;

namespace {

Error cannot_write(const std::string& path) {
    return {ErrorKind::storage, "cannot be written", path, "check its folder and the room left"};
}

/// Whether names can be told apart, and be files' names, as they are.
bool is_plain(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// A text file written in large blocks.
class OutputFile {
  public:
    explicit OutputFile(WholeFile& file) : file_(file) {}
    std::string& text() { return text_; }
    void end_line() {
        text_ += '\n';
        if (text_.size() >= block_bytes) flush();
    }
    Status close() {
        flush();
        return file_.close();
    }

  private:
    static constexpr std::size_t block_bytes = 1 << 20;
    void flush() {
        file_.out().write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
    }
    WholeFile& file_;
    std::string text_;
};

class Export {
  public:
    Export(const FrozenGraph& graph, std::string folder, const CsvExportOptions& options)
        : graph_(graph), folder_(std::move(folder)), kinds_(graph, options) {
        made_.array_delimiter = options.array_delimiter;
        if (options.part) {
            vertices_ = options.part->vertices;
            edges_ = options.part->edges;
        } else {
            vertices_.resize(graph.vertex_count());
            std::iota(vertices_.begin(), vertices_.end(), 0);
            edges_.resize(graph.edge_count());
            std::iota(edges_.begin(), edges_.end(), 0);
        }
    }

    Result<ImportOptions> run() {
        complete_vertices();
        group_vertices();
        group_edges();
        choose_ids();
        if (Status status = prepare_folder(); !status) return std::move(status).error();
        if (Status status = write_all(); !status) {
            files_.clear();
            std::error_code fault;
            if (made_folder_) std::filesystem::remove(folder_, fault);
            return std::move(status).error();
        }
        return std::move(made_);
    }

  private:
    struct NodeFile {
        std::string path, labels;
        std::vector<VertexId> vertices;
    };
    struct EdgeFile {
        std::string path;
        TypeId type;
        std::vector<EdgeId> edges;
    };

    /// The files take their places once all are whole.
    Status write_all() {
        for (const NodeFile& nodes : node_files_)
            if (Status status = write_nodes(nodes); !status) return status;
        for (const EdgeFile& edges : edge_files_)
            if (Status status = write_edges(edges); !status) return status;
        for (WholeFile& file : files_)
            if (Status status = file.keep(); !status) return status;
        return {};
    }

    /// The ends of every edge are among the nodes, each once.
    void complete_vertices() {
        for (const EdgeId edge : edges_)
            vertices_.insert(vertices_.end(), {graph_.source(edge), graph_.target(edge)});
        for (auto* ids : {&vertices_, &edges_}) {
            std::sort(ids->begin(), ids->end());
            ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
        }
    }

    void group_vertices() {
        std::map<std::vector<LabelId>, std::vector<VertexId>> by_labels;
        for (const VertexId vertex : vertices_) {
            const auto labels = graph_.labels(vertex);
            by_labels[{labels.begin(), labels.end()}].push_back(vertex);
        }
        rank_.resize(graph_.vertex_count());
        VertexId next = 0;
        for (auto& [labels, vertices] : by_labels) {
            for (const VertexId vertex : vertices) rank_[vertex] = next++;
            const std::string number = std::to_string(node_files_.size() + 1);
            node_files_.push_back({path_of("nodes", labels, number), joined(labels), std::move(vertices)});
        }
    }

    std::string joined(const std::vector<LabelId>& labels) const {
        std::string text;
        for (const LabelId label : labels) {
            if (!text.empty()) text += made_.array_delimiter;
            text += graph_.label_name(label);
        }
        return text;
    }

    /// Named after the labels where files can be named so, else by a number in a place where no label stands.
    std::string path_of(const char* what, const std::vector<LabelId>& labels,
                        const std::string& number) const {
        constexpr std::size_t longest = 200;
        std::string names;
        for (const LabelId label : labels) {
            if (!is_plain(graph_.label_name(label))) return folder_ + "/" + what + "--" + number + ".csv";
            names += "-" + std::string(graph_.label_name(label));
        }
        if (names.size() > longest) names = "--" + number;
        return folder_ + "/" + what + names + ".csv";
    }

    /// Edges of a type in the order they have once the nodes are numbered as their files have them.
    void group_edges() {
        std::vector<std::vector<EdgeId>> by_type(graph_.type_count());
        for (const EdgeId edge : edges_) by_type[graph_.type(edge)].push_back(edge);
        for (TypeId type = 0; type < graph_.type_count(); ++type) {
            if (by_type[type].empty()) continue;
            std::stable_sort(by_type[type].begin(), by_type[type].end(), [&](EdgeId a, EdgeId b) {
                return std::tuple(rank_[graph_.source(a)], rank_[graph_.target(a)]) <
                       std::tuple(rank_[graph_.source(b)], rank_[graph_.target(b)]);
            });
            const std::string name(graph_.type_name(type));
            const std::string path = folder_ + "/relationships-" +
                                     (is_plain(name) ? name : "-" + std::to_string(edge_files_.size() + 1)) +
                                     ".csv";
            edge_files_.push_back({path, type, std::move(by_type[type])});
        }
    }

    /// The property `id`, if it tells every vertex from every other; else a vertex's number.
    void choose_ids() {
        id_key_ = graph_.find_key("id");
        std::unordered_set<std::string> seen;
        for (std::size_t i = 0; id_key_ && i < vertices_.size(); ++i) {
            const Value id = graph_.vertex_property(vertices_[i], *id_key_);
            if (!id.is(ValueType::string) || id.string().empty() || !seen.insert(id.string()).second)
                id_key_.reset();
        }
    }

    void append_id(std::string& text, VertexId vertex) const {
        append_csv_field(
            text, id_key_ ? graph_.vertex_property(vertex, *id_key_).string() : std::to_string(rank_[vertex]),
            csv_delimiter);
    }

    /// Makes the folder, unless it holds files that would be taken for some of this graph's.
    Status prepare_folder() {
        std::error_code error;
        made_folder_ = std::filesystem::create_directories(folder_, error);
        if (error) return cannot_write(folder_);
        std::unordered_set<std::string> ours;
        for (const NodeFile& file : node_files_) ours.insert(file.path);
        for (const EdgeFile& file : edge_files_) ours.insert(file.path);
        for (std::filesystem::directory_iterator entry(folder_, error), end; !error && entry != end;
             entry.increment(error)) {
            const std::string name = entry->path().filename().string();
            const bool like_ours =
                name.ends_with(".csv") && (name.starts_with("nodes") || name.starts_with("relationships"));
            if (like_ours && !ours.contains(folder_ + "/" + name))
                return Error{ErrorKind::conflict, "holds files of another graph: " + name, folder_,
                             "name another folder, or remove them"};
        }
        return {};
    }

    Status check_names(std::string_view names, std::size_t count) const {
        const auto delimiters = std::count(names.begin(), names.end(), made_.array_delimiter);
        if (static_cast<std::size_t>(delimiters) + 1 <= std::max<std::size_t>(count, 1)) return {};
        return Error{ErrorKind::conflict, "a label contains the array delimiter", folder_,
                     "choose another array delimiter"};
    }

    Status write_nodes(const NodeFile& nodes) {
        if (Status status = check_names(nodes.labels, graph_.labels(nodes.vertices.front()).size()); !status)
            return status;
        std::set<CsvKind> kinds;
        for (const VertexId vertex : nodes.vertices)
            if (Status status = kinds_.collect(kinds, properties_of(vertex), folder_); !status) return status;
        made_.nodes.push_back({{}, {nodes.path}});
        OutputFile file(files_.emplace_back(nodes.path));
        file.text() = id_key_ ? "id:ID,:LABEL" : ":ID,:LABEL";
        kinds_.append_header(file.text(), kinds);
        file.end_line();
        for (const VertexId vertex : nodes.vertices) {
            append_id(file.text(), vertex);
            file.text() += csv_delimiter;
            append_csv_field(file.text(), nodes.labels, csv_delimiter);
            kinds_.append_properties(file.text(), kinds, properties_of(vertex));
            file.end_line();
        }
        return file.close();
    }

    /// Without the id, which has a column of its own.
    CsvProperties properties_of(VertexId vertex) const {
        CsvProperties properties = kinds_.of_vertex(vertex);
        if (id_key_)
            std::erase_if(properties, [&](const auto& each) { return each.first == place_of(*id_key_); });
        return properties;
    }

    Status write_edges(const EdgeFile& edges) {
        const std::string type(graph_.type_name(edges.type));
        if (type.empty())
            return Error{ErrorKind::unsupported, "a relationship has no type", folder_,
                         "write another format"};
        std::set<CsvKind> kinds;
        for (const EdgeId edge : edges.edges)
            if (Status status = kinds_.collect(kinds, kinds_.of_edge(edge), folder_); !status) return status;
        made_.relationships.push_back({{}, {edges.path}});
        OutputFile file(files_.emplace_back(edges.path));
        file.text() = ":START_ID,:END_ID,:TYPE";
        kinds_.append_header(file.text(), kinds);
        file.end_line();
        for (const EdgeId edge : edges.edges) {
            append_id(file.text(), graph_.source(edge));
            file.text() += csv_delimiter;
            append_id(file.text(), graph_.target(edge));
            file.text() += csv_delimiter;
            append_csv_field(file.text(), type, csv_delimiter);
            kinds_.append_properties(file.text(), kinds, kinds_.of_edge(edge));
            file.end_line();
        }
        return file.close();
    }

    const FrozenGraph& graph_;
    std::string folder_;
    CsvKinds kinds_;
    ImportOptions made_;
    std::vector<VertexId> vertices_;
    std::vector<EdgeId> edges_;
    std::vector<NodeFile> node_files_;
    std::vector<EdgeFile> edge_files_;
    std::deque<WholeFile> files_;
    bool made_folder_ = false;   ///< there was none
    std::vector<VertexId> rank_; ///< of a vertex, in the order of the files
    std::optional<KeyId> id_key_;
};

} // namespace

Result<ImportOptions> export_csv(const FrozenGraph& graph, const std::string& folder,
                                 const CsvExportOptions& options) {
    if (Status status = graph.verify(); !status) return std::move(status).error();
    return Export(graph, folder, options).run();
}

} // namespace banggiao
