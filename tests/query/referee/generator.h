// Takes a seed. Hands out small random graphs and random queries over their labels, types and properties: by
// the grammar, with names in scope and types that fit, so that most of them answer with rows.
#pragma once

#include <banggiao/graph/growing_graph.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace banggiao::referee {

/// The same numbers from the same seed on every machine.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    /// From 0 up to, not including, `sides`.
    std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }
    bool chance(std::size_t percent) { return roll(100) < percent; }
    template <typename T>
    const T& pick(const std::vector<T>& choices) {
        return choices[roll(choices.size())];
    }

  private:
    std::mt19937_64 engine_;
};

GrowingGraph random_graph(Dice& dice);

struct RandomQuery {
    std::string text;
    bool ordered = false; ///< the rows come in one order, but for rows that are equivalent
};

enum class QueryKind {
    any,     ///< clauses of all kinds
    paths,   ///< a MATCH of the path forms (quantifiers, modes, selectors) with what its ends and lengths are
    failing, ///< a MATCH whose conditions fail on some nodes and relationships
    subquery, ///< EXISTS, COUNT and pattern comprehensions within each other
    temporal, ///< dates, times and durations computed, compared and ordered
};

RandomQuery random_query(Dice& dice, QueryKind kind);

} // namespace banggiao::referee
