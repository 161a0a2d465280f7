// Takes keys of provinces and bodies. Hands out what took over from what, as tables know it. Private to
// graph/.
#pragma once

#include <banggiao/graph/merge_build.h>

#include <functional>

namespace banggiao::merging {

struct Succession {
    std::string successor; ///< its key
    std::string_view date;
    std::string_view rule;
};

/// What took over from what a key names.
std::vector<Succession> successors_of(const std::string& key);
/// The keys of all that what a key names may have taken over from.
std::vector<std::string> predecessors_of(const std::string& key);

/// Gathers SUCCEEDED_BY edges between vertices; two of the same ends are one. Ends are what `find` hands out.
class Successions {
  public:
    using Find = std::function<std::optional<VertexId>(const std::string& key)>;
    explicit Successions(Find find) : find_(std::move(find)) {}

    /// Those from what a key names.
    void add_from(VertexId from, const std::string& key);
    /// And those to it.
    void add_to(VertexId to, const std::string& key);
    /// By ends.
    std::vector<EdgeDraft> drafts() const;

  private:
    void add(VertexId from, VertexId to, const Succession& succession);

    Find find_;
    std::map<std::pair<VertexId, VertexId>, std::pair<std::string_view, std::string_view>>
        found_; ///< day and rule, by ends
};

} // namespace banggiao::merging
