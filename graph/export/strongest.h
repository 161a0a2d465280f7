// Takes a list and how much evidence each of it has. Hands out the part that has most. Private to
// graph/export.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace banggiao::drawing {

/// Leaves at most `count`: those with most evidence, of equal ones the first, in the order they were.
template <typename T, typename EvidenceOf>
void keep_strongest(std::vector<T>& list, std::size_t count, const EvidenceOf& evidence_of) {
    if (list.size() <= count) return;
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return evidence_of(list[a]) > evidence_of(list[b]);
    });
    order.resize(count);
    std::sort(order.begin(), order.end());
    std::vector<T> strongest;
    for (std::size_t i : order) strongest.push_back(std::move(list[i]));
    list = std::move(strongest);
}

} // namespace banggiao::drawing
