// Takes nothing. Hands out how each kind of node and edge looks.
#include <banggiao/graph/export/style.h>

#include <array>

namespace banggiao::drawing {

namespace {

constexpr std::array node_styles{
    NodeStyle{
        "box", "filled,rounded", "#FBE3C0", "#B36B00", "▢", {"địa phương Việt Nam", "place in Vietnam"}},
    NodeStyle{"box", "filled", "#D3E8F5", "#0072B2", "□", {"địa phương nước ngoài", "place abroad"}},
    NodeStyle{"box", "filled", "#C9E6DD", "#00755A", "■", {"quốc gia", "country"}},
    NodeStyle{"box", "filled,rounded", "#FBE3C0", "#B36B00", "▢", {"người Việt Nam", "Vietnamese person"}},
    NodeStyle{"box", "filled", "#D3E8F5", "#0072B2", "□", {"người nước ngoài", "foreign person"}},
    NodeStyle{
        "box", "filled", "#FFFFFF", "#5A5A5A", "□", {"người, không rõ nước", "person, country unknown"}},
    NodeStyle{"box", "filled", "#EFEFEF", "#5A5A5A", "■", {"cơ quan, tổ chức", "organisation"}},
    NodeStyle{"note", "filled", "#F6E1EC", "#A0527E", "▤", {"văn kiện", "agreement"}},
    NodeStyle{"hexagon", "filled", "#FBF6C6", "#857B00", "⬢", {"sự kiện", "event"}},
    NodeStyle{"plain", "", "#FFFFFF", "#5A5A5A", "▭", {"bài báo", "article"}},
    NodeStyle{"box", "filled,rounded", "#FBF6C6", "#857B00", "▢", {"cuộc gặp, sự kiện", "meeting, event"}},
    NodeStyle{"box", "filled", "#F6E1EC", "#A0527E", "■", {"văn kiện", "agreement"}},
    NodeStyle{"box3d", "filled", "#E4E4F4", "#5A5A9A", "❒", {"nhiều nút gộp lại", "several nodes as one"}},
    NodeStyle{"box", "filled", "#FFFFFF", "#5A5A5A", "□", {"nút khác", "other node"}},
};

constexpr std::array edge_styles{
    EdgeStyle{"solid", "#0072B2", 2.4, "━━━", {"kết nghĩa", "twinning"}},
    EdgeStyle{"solid", "#C04A00:#C04A00", 1.6, "═══", {"đối tác chiến lược", "strategic partnership"}},
    EdgeStyle{"dashed", "#00805F", 1.6, "╍╍╍", {"hợp tác", "cooperation"}},
    EdgeStyle{"dotted", "#9A6A00", 1.8, "┈┈┈", {"mong muốn hợp tác", "prospective"}},
    EdgeStyle{"solid", "#5A5A5A", 1.4, "───", {"đối tác", "partnership"}},
    EdgeStyle{"solid", "#A0527E", 1.4, "───", {"gặp", "met"}},
    EdgeStyle{"solid", "#5A5A5A", 1.0, "──▸", {"quan hệ khác", "other relation"}},
};

} // namespace

const NodeStyle& style_of(NodeKind kind) {
    return node_styles[static_cast<std::size_t>(kind)];
}

const EdgeStyle& style_of(EdgeKind kind) {
    return edge_styles[static_cast<std::size_t>(kind)];
}

} // namespace banggiao::drawing
