// Takes a frozen graph and one of its vertices. Hands out its meetings and agreements in the order of time,
// in words.
#pragma once

#include <banggiao/graph/export/graph_reading.h>
#include <banggiao/graph/export/timeline.h>
#include <banggiao/graph/export/wording.h>

#include <string>
#include <vector>

namespace banggiao::drawing {

struct TimelineEntry {
    std::string id;
    std::optional<PartialDate> date; ///< with a year, if any
    bool is_agreement = false;
    std::string heading; ///< what it was and where
    std::string people;  ///< with whom, or between whom
    std::vector<EdgeEvidence> evidence;
    std::string url; ///< of an article that tells it
};

/// By date, those without one last.
std::vector<TimelineEntry> timeline_entries(const GraphReader& reader, VertexId vertex, const Period& period,
                                            Language language);

} // namespace banggiao::drawing
