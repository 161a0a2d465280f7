// Takes a scene and the boxes of its nodes. Hands out the way of each edge, and where its words stand.
#include <banggiao/graph/export/placement_ways.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace banggiao::drawing {

namespace {

/// A little within the box, whose size is an estimate: nodes are drawn above edges.
Point door_of(const Box& box, Door door) {
    const double aside = door == Door::left ? -0.42 : door == Door::right ? 0.42 : 0;
    return {box.centre.x + aside * box.width, box.centre.y};
}

/// Where the line from a box's centre to `towards` leaves it, or the ellipse in it.
Point border_of(const Box& box, Point towards, bool is_hexagon) {
    const Point way = towards - box.centre;
    if (is_hexagon) {
        const double out = std::hypot(way.x / (box.width / 2), way.y / (box.height / 2));
        return box.centre + way * (1 / std::max(out, 1.0));
    }
    const double across = std::abs(way.x) > 0 ? box.width / 2 / std::abs(way.x) : 1e9;
    const double along = std::abs(way.y) > 0 ? box.height / 2 / std::abs(way.y) : 1e9;
    return box.centre + way * std::min({across, along, 1.0});
}

Way loop_at(const Box& box) {
    const double side = box.centre.x + box.width / 2, up = box.height / 4;
    return {{side, box.centre.y + up},
            {side + 30, box.centre.y + 3 * up},
            {side + 30, box.centre.y - 3 * up},
            {side, box.centre.y - up},
            {}};
}

/// Around the back of two boxes with doors on the same side.
Way around(const Box& a, const Box& b, Door door) {
    const double back = door == Door::left ? 1 : -1,
                 far = back * (90 + 0.12 * std::abs(a.centre.y - b.centre.y));
    return {a.centre, a.centre + Point{far, 0}, b.centre + Point{far, 0}, b.centre, {}};
}

/// `aside`: how far the middle lies beside the straight line.
Way across(Point a, Point b, double aside) {
    const double distance = std::max(length(b - a), 1.0);
    const Point bulge = Point{a.y - b.y, b.x - a.x} * (aside * 4 / 3 / distance);
    return {a, a + (b - a) * (1 / 3.0) + bulge, a + (b - a) * (2 / 3.0) + bulge, b, {}};
}

Point at(const Way& way, double t) {
    const double u = 1 - t;
    return way.start * (u * u * u) + way.first * (3 * u * u * t) + way.second * (3 * u * t * t) +
           way.end * (t * t * t);
}

/// The area that two boxes share.
double shared(const Box& a, const Box& b) {
    const double width = std::min(a.centre.x + a.width / 2, b.centre.x + b.width / 2) -
                         std::max(a.centre.x - a.width / 2, b.centre.x - b.width / 2);
    const double height = std::min(a.centre.y + a.height / 2, b.centre.y + b.height / 2) -
                          std::max(a.centre.y - a.height / 2, b.centre.y - b.height / 2);
    return width > 0 && height > 0 ? width * height : 0;
}

/// Whether a line and a box meet, by the sides of the line that the corners lie on.
bool meets(Point from, Point to, const Box& box) {
    const double left = box.centre.x - box.width / 2, right = box.centre.x + box.width / 2;
    const double low = box.centre.y - box.height / 2, high = box.centre.y + box.height / 2;
    if (std::max(from.x, to.x) < left || std::min(from.x, to.x) > right || std::max(from.y, to.y) < low ||
        std::min(from.y, to.y) > high)
        return false;
    const Point way = to - from;
    bool above = false, below = false;
    for (const Point corner : {Point{left, low}, Point{left, high}, Point{right, low}, Point{right, high}}) {
        const double side = way.x * (corner.y - from.y) - way.y * (corner.x - from.x);
        (side > 0 ? above : below) = true;
    }
    return above && below;
}

/// The middle of words beside a way, `further` from it than they need.
Point beside(const Way& way, double place, const Box& words, double side, double further) {
    const Point here = at(way, place), step = at(way, place + 0.01) - here;
    const Point normal = Point{-step.y, step.x} * (1 / std::max(length(step), 1e-6));
    const double needed = (std::abs(normal.x) * words.width + std::abs(normal.y) * words.height) / 2 + 1;
    return here + normal * (side * (needed + further));
}

Box words_of(const std::string& label) {
    constexpr double points_a_column = 5.2, points_a_line = 10; // DejaVu Sans at 8 points
    double columns = 0, lines = 0;
    for (std::size_t start = 0; start <= label.size(); ++lines) {
        const std::size_t end = std::min(label.find('\n', start), label.size());
        columns = std::max(
            columns, static_cast<double>(display_width(std::string_view(label).substr(start, end - start))));
        start = end + 1;
    }
    return {{}, points_a_column * columns + 2, points_a_line * lines};
}

/// Puts words beside ways, one after the other, each where it covers least.
class Labeller {
  public:
    Labeller(const std::vector<Box>& boxes, const std::vector<Way>& ways) : boxes_(boxes), ways_(ways) {}

    Point place(std::size_t edge, const std::string& label) {
        constexpr std::array places{0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8, 0.14, 0.86};
        constexpr std::array further{0.0, 12.0, 24.0}; // where nodes are close to each other
        Box words = words_of(label), best = words;
        double least = -1;
        for (double distance : further) {
            for (double place : places) {
                for (const double side : {1.0, -1.0}) {
                    words.centre = beside(ways_[edge], place, words, side, distance);
                    const double cost = cost_of(words, edge) + 12 * std::abs(place - 0.5) + 2 * distance;
                    if (least >= 0 && cost >= least) continue;
                    least = cost;
                    best = words;
                }
            }
        }
        placed_.push_back(best);
        return best.centre;
    }

  private:
    /// Covered words and nodes are worse than crossed edges.
    double cost_of(const Box& words, std::size_t own) const {
        double cost = 0;
        for (const Box& other : placed_) cost += 2 * shared(words, other);
        for (const Box& box : boxes_) cost += 3 * shared(words, box);
        for (std::size_t i = 0; i < ways_.size(); ++i) {
            if (i == own) continue;
            const Point middle = at(ways_[i], 0.5);
            if (meets(ways_[i].start, middle, words) || meets(middle, ways_[i].end, words)) cost += 8;
        }
        return cost;
    }

    const std::vector<Box>& boxes_;
    const std::vector<Way>& ways_;
    std::vector<Box> placed_;
};

} // namespace

std::vector<Way> ways_of(const Scene& scene, const std::vector<Box>& boxes, const std::vector<Door>& doors) {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> between;
    for (std::size_t i = 0; i < scene.edges.size(); ++i)
        between[std::minmax(scene.edges[i].from, scene.edges[i].to)].push_back(i);
    std::vector<Way> ways(scene.edges.size());
    constexpr double beside = 9;
    for (const auto& [ends, edges] : between) {
        double aside = -beside * static_cast<double>(edges.size() - 1) / 2;
        for (std::size_t edge : edges) {
            const auto [from, to] = std::pair(scene.edges[edge].from, scene.edges[edge].to);
            const Door out = doors.empty() ? Door::middle : doors[from],
                       in = doors.empty() ? Door::middle : doors[to];
            const bool in_one_column =
                out != Door::middle && out == in && std::abs(boxes[from].centre.x - boxes[to].centre.x) < 40;
            const double turned = from == ends.first ? aside : -aside;
            aside += beside;
            if (from == to)
                ways[edge] = loop_at(boxes[from]);
            else if (in_one_column)
                ways[edge] = around(boxes[from], boxes[to], out);
            else
                ways[edge] = across(door_of(boxes[from], out), door_of(boxes[to], in), turned);
            if (scene.edges[edge].directed && from != to && in == Door::middle)
                ways[edge].end = border_of(boxes[to], ways[edge].second,
                                           style_of(scene.nodes[to].kind).shape == "hexagon");
        }
    }
    return ways;
}

void place_labels(const Scene& scene, const std::vector<Box>& boxes, std::vector<Way>& ways) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < scene.edges.size(); ++i) {
        if (!scene.edges[i].label.empty()) order.push_back(i);
    }
    // Short ways have least choice.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return length(ways[a].end - ways[a].start) < length(ways[b].end - ways[b].start);
    });
    Labeller labeller(boxes, ways);
    for (std::size_t edge : order) ways[edge].label = labeller.place(edge, scene.edges[edge].label);
}

} // namespace banggiao::drawing
