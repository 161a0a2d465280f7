// Takes a seed. Hands out a growing graph with labels, types and properties of every kind, the same for each
// seed.
#pragma once

#include <banggiao/graph/growing_graph.h>

#include <limits>
#include <random>
#include <string>

namespace banggiao::tests {

class RandomGraph {
  public:
    explicit RandomGraph(unsigned seed) : generator_(seed) {}

    std::size_t below(std::size_t bound) { return generator_() % bound; }

    Value value(int depth = 0) {
        switch (below(depth < 3 ? 15 : 12)) {
        case 0:
            return below(2) == 0;
        case 1:
            return static_cast<std::int64_t>(below(1000));
        case 2:
            return std::numeric_limits<std::int64_t>::min() + static_cast<std::int64_t>(below(3));
        case 3:
            return std::numeric_limits<std::int64_t>::max();
        case 4:
            return 0.5 * static_cast<double>(below(9));
        case 5:
            return -0.0;
        case 6:
            return std::string(below(200), 'x');
        case 7:
            return Date{static_cast<std::int64_t>(below(99999)) - 50000};
        case 8:
            return Time{LocalTime{static_cast<std::int64_t>(below(99))}, -3600};
        case 9:
            return LocalDateTime{Date{3}, LocalTime{4}};
        case 10:
            return DateTime{{Date{-3}, LocalTime{4}}, 25200, below(2) ? "Asia/Ho_Chi_Minh" : ""};
        case 11:
            return Duration{1, -2, 3, 4};
        case 12:
            return LocalTime{5};
        case 13:
            return list(depth);
        default:
            return map(depth);
        }
    }

    /// Properties `typed` agree in type, `mixed` do not, `rare` is on few, `always` on all.
    Properties properties(std::size_t number) {
        Properties properties;
        properties["always"] = static_cast<std::int64_t>(number * 70'000);
        if (below(2)) properties["typed"] = "Tỉnh " + std::to_string(below(20));
        if (below(3)) properties["float"] = static_cast<double>(below(100)) / 7;
        if (below(2)) properties["flag"] = below(2) == 0;
        if (below(2)) properties["mixed"] = value();
        if (below(90) == 0) properties["rare"] = value();
        return properties;
    }

    GrowingGraph graph(std::size_t vertices, std::size_t edges) {
        static const char* const labels[] = {"Place", "Official", "Event", "Country"};
        static const char* const types[] = {"MET", "HOLDS", "PARTNER_OF"};
        GrowingGraph graph(vertices);
        for (std::size_t vertex = 0; vertex < vertices; ++vertex) {
            for (std::size_t count = below(3); count > 0; --count)
                graph[vertex].labels.push_back(labels[below(4)]);
            graph[vertex].properties = properties(vertex);
            graph[vertex].properties["id"] = "node/" + std::to_string(vertex);
            graph[vertex].properties["name"] = "Tên " + std::to_string(below(vertices));
        }
        for (std::size_t edge = 0; edge < edges; ++edge) {
            EdgeRecord record{types[below(3)], properties(edge), {}};
            for (std::size_t count = below(3); count > 0; --count)
                record.evidence.push_back({"article", {1, 2}, "rule", "words " + std::to_string(edge)});
            add_edge(below(vertices), below(vertices), std::move(record), graph);
        }
        return graph;
    }

  private:
    Value list(int depth) {
        List list;
        for (std::size_t count = below(4); count > 0; --count) list.push_back(value(depth + 1));
        return Value(std::move(list));
    }

    Value map(int depth) {
        Map map;
        for (std::size_t count = below(4); count > 0; --count)
            map[std::string(1, static_cast<char>('a' + count))] = value(depth + 1);
        return Value(std::move(map));
    }

    std::mt19937 generator_;
};

} // namespace banggiao::tests
