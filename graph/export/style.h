// Takes nothing. Hands out how each kind of node and edge looks: colours of Okabe and Ito, which colour-blind
// eyes tell apart, and for each kind of edge a dash pattern of its own, which print in black keeps.
#pragma once

#include <banggiao/graph/export/wording.h>

#include <cstddef>
#include <span>
#include <string_view>

namespace banggiao::drawing {

enum class NodeKind {
    vietnamese_place,
    foreign_place,
    country,
    vietnamese_person,
    foreign_person,
    person, ///< of an unknown country
    organization,
    agreement,
    event,
    article,
    dated_event, ///< an entry of a timeline, like the next
    dated_agreement,
    summary,
    other
};

struct NodeStyle {
    std::string_view shape;
    std::string_view style;
    std::string_view fill;
    std::string_view border;
    std::string_view sample; ///< a character for the legend
    Word word;
};

enum class EdgeKind { twinning, strategic, cooperation, prospective, partnership, meeting, other };

struct EdgeStyle {
    std::string_view style;
    std::string_view colour;
    double width;            ///< with one piece of evidence
    std::string_view sample; ///< characters for the legend
    Word word;
};

const NodeStyle& style_of(NodeKind kind);
const EdgeStyle& style_of(EdgeKind kind);

inline constexpr std::string_view font = "DejaVu Sans";
inline constexpr std::string_view ink = "#222222", faint_ink = "#5A5A5A", paper = "#FFFFFF";

} // namespace banggiao::drawing
