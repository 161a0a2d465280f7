// Takes a few lines that describe a graph. Hands out the graph, for tests of drawings and exports.
//   node ID LABEL,LABEL | KEY: VALUE | …
//   edge ID TYPE ID | KEY: VALUE | …
//   seen ARTICLE RULE WORDS        evidence of the edge above
#pragma once

#include <banggiao/graph/growing_graph.h>

#include <map>
#include <sstream>
#include <string>

namespace banggiao::testing {

class GraphText {
  public:
    /// False if the line describes no part of a graph.
    bool read(const std::string& line) {
        std::istringstream words(line);
        std::string word;
        words >> word;
        if (word == "node") return add_node(words);
        if (word == "edge") return add_edge(words);
        return word == "seen" && add_evidence(words);
    }
    FrozenGraph graph() const { return freeze(graph_); }
    void set_property(const std::string& node, const std::string& key, const Value& value) {
        graph_[vertices_.at(node)].properties[key] = value;
    }

  private:
    static Properties properties(std::istringstream& words) {
        Properties found;
        std::string field;
        while (std::getline(words, field, '|')) {
            const std::size_t colon = field.find(": ");
            if (colon == std::string::npos) continue;
            std::string value = field.substr(colon + 2);
            value.erase(value.find_last_not_of(' ') + 1);
            found[field.substr(1, colon - 1)] = Value(value);
        }
        return found;
    }

    bool add_node(std::istringstream& words) {
        std::string id, labels, label;
        words >> id >> labels;
        VertexRecord record{{}, properties(words)};
        record.properties["id"] = Value(id);
        std::istringstream list(labels);
        while (std::getline(list, label, ',')) record.labels.push_back(label);
        vertices_[id] = boost::add_vertex(record, graph_);
        return true;
    }

    bool add_edge(std::istringstream& words) {
        std::string from, type, to;
        words >> from >> type >> to;
        const EdgeRecord record{type, properties(words), {}};
        last_ = boost::add_edge(vertices_.at(from), vertices_.at(to), record, graph_).first;
        return true;
    }

    bool add_evidence(std::istringstream& words) {
        EdgeEvidence evidence;
        words >> evidence.article >> evidence.rule;
        std::getline(words >> std::ws, evidence.text);
        evidence.span = {0, static_cast<std::uint32_t>(evidence.text.size())};
        graph_[last_].evidence.push_back(evidence);
        return true;
    }

    GrowingGraph graph_;
    std::map<std::string, GrowingGraph::vertex_descriptor> vertices_;
    GrowingGraph::edge_descriptor last_;
};

} // namespace banggiao::testing
