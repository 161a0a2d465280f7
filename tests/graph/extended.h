// Takes facts. Hands out merges of them, and what tests of changes compare: the lines of a graph, its notes.
#pragma once

#include "merged_text.h"

#include <banggiao/graph/extend.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

namespace banggiao::tests {

/// More of them with BANGGIAO_LONG=1.
inline std::size_t rounds(std::size_t few, std::size_t many) {
    return std::getenv("BANGGIAO_LONG") ? many : few;
}

inline std::vector<Digest> digests_of(const std::vector<Facts>& facts) {
    std::vector<Digest> digests;
    for (const Facts& each : facts)
        if (auto digest = Digest::read(digest_bytes(each))) digests.push_back(std::move(*digest));
    return digests;
}

inline std::vector<std::string> lines_of(const FrozenGraph& graph) {
    std::vector<std::string> lines;
    dump(graph, [&](std::string_view line) { lines.emplace_back(line); });
    return lines;
}

template <typename Note>
std::vector<Note> changed(std::vector<Note> notes, const std::vector<Note>& gone,
                          const std::vector<Note>& made) {
    std::vector<Note> left, all;
    std::set_difference(notes.begin(), notes.end(), gone.begin(), gone.end(), std::back_inserter(left));
    CHECK(left.size() + gone.size() == notes.size());
    std::set_union(left.begin(), left.end(), made.begin(), made.end(), std::back_inserter(all));
    return all;
}

/// Some lines that one has and the other has not.
inline std::string difference(const std::vector<std::string>& wanted, const std::vector<std::string>& got) {
    std::string text;
    std::vector<std::string> a = wanted, b = got, only;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
    for (std::size_t i = 0; i < std::min<std::size_t>(only.size(), 4); ++i) text += "- " + only[i] + "\n";
    only.clear();
    std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(only));
    for (std::size_t i = 0; i < std::min<std::size_t>(only.size(), 4); ++i) text += "+ " + only[i] + "\n";
    return text.empty() && wanted != got ? "the order" : text;
}

template <typename Note>
std::vector<std::string> texts(const std::vector<Note>& notes) {
    std::vector<std::string> lines;
    for (const Note& note : notes) {
        std::string words;
        if constexpr (std::is_same_v<Note, Conflict>)
            words = note.description;
        else
            words = note.reason;
        lines.push_back(note.rule + ": " + joined(note.keys) + ": " + words);
    }
    return lines;
}

/// A merge of some articles: the graph, what was decided, the index.
struct Whole {
    explicit Whole(const std::vector<const Digest*>& articles,
                   const std::vector<Judgement>& judgements = {}) {
        std::vector<Digest> own;
        for (const Digest* each : articles) own.push_back(*Digest::read(std::string(each->bytes())));
        merged = merge_frozen(own, judgements, &index);
        lines = lines_of(merged.graph);
    }

    FrozenMerge merged;
    std::string index;
    std::vector<std::string> lines;
};

} // namespace banggiao::tests
