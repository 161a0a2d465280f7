// Takes a scene. Hands out a map: places of Vietnam and next to it where they are, names pushed apart and
// tied to their dots; partners further off, and those nobody can place, in a box for each country at the side
// they lie on.
#include <banggiao/graph/export/background.h>
#include <banggiao/graph/export/land.h>
#include <banggiao/graph/export/placement_ways.h>
#include <banggiao/graph/places.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

namespace banggiao::drawing {

namespace {

constexpr double points_a_degree = 72, shrink_of_longitude = 0.96; // at 16° north
constexpr std::string_view water = "#EAF1F6", ground = "#FCFBF8", coast = "#B7C4CC", lines = "#D5DFE5",
                           faint_dot = "#C3CBD0", home_dot = "#D9A860";

/// What lies within it may be drawn in its place.
constexpr Window near_enough{{5, 96.5}, {27, 118}};
constexpr Window vietnam{{8.2, 101.9}, {23.6, 110}};

struct MapName {
    Coordinates at;
    Word word;
    double size;
};
constexpr MapName map_names[] = {
    {{24.55, 105.6}, {"TRUNG QUỐC", "CHINA"}, 16},
    {{18.15, 104.1}, {"LÀO", "LAOS"}, 16},
    {{15.6, 102.7}, {"THÁI LAN", "THAILAND"}, 16},
    {{12.35, 104.6}, {"CAMPUCHIA", "CAMBODIA"}, 16},
    {{20.9, 98.0}, {"MYANMAR", "MYANMAR"}, 16},
    {{19.6, 107.4}, {"Vịnh Bắc Bộ", "Gulf of Tonkin"}, 12},
    {{9.7, 103.2}, {"Vịnh Thái Lan", "Gulf of Thailand"}, 12},
    {{14.2, 111.3}, {"Biển Đông", "South China Sea"}, 14},
    {{16.4, 112.0}, {"Hoàng Sa", "Paracel Islands"}, 10},
    {{10.0, 114.0}, {"Trường Sa", "Spratly Islands"}, 10},
};

/// Where a node is drawn: at its place, around a place, or in its country's box.
struct Location {
    std::optional<Coordinates> at;
    bool exact = false;
};

std::optional<Coordinates> on_map(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        const Place* place = find_place(key);
        if (place && near_enough.has(place->at)) return place->at;
        if (place) return std::nullopt;
    }
    return std::nullopt;
}

/// A place is drawn around what it lies in unless that is a whole country, which says too little.
Location locate(const SceneNode& node, const std::string& country) {
    if (const auto own = on_map(node.places)) return {own, true};
    const bool is_country = std::find(node.places.begin(), node.places.end(), country) != node.places.end();
    if (is_country) return {};
    std::vector<std::string> around = node.around;
    if (!node.places.empty()) {
        const auto whole = std::find(around.begin(), around.end(), country);
        around.erase(whole, around.end());
    }
    return {on_map(around), false};
}

/// All that is drawn in its place and some room around it, with the whole of Vietnam if that is most of it or
/// nothing is.
Window frame_around(const std::vector<Location>& locations) {
    constexpr double margin = 0.9, least = 7, most_of_vietnam = 10;
    std::optional<Window> frame;
    for (const Location& location : locations) {
        if (!location.at) continue;
        if (!frame) frame = {*location.at, *location.at};
        frame->take_in(*location.at);
    }
    if (!frame) return vietnam;
    frame->widen(margin);
    frame->grow_to(least);
    const bool is_most_of_it = frame->high.latitude - frame->low.latitude > most_of_vietnam;
    if (is_most_of_it) frame->take_in(vietnam.low), frame->take_in(vietnam.high);
    return *frame;
}

class Map {
  public:
    explicit Map(const Scene& scene) : scene_(scene) {
        doors_.resize(scene.nodes.size(), Door::middle);
        for (const SceneNode& node : scene.nodes) {
            locations_.push_back(locate(node, scene.clusters[node.cluster].code));
            boxes_.push_back(box_of(node));
        }
        clear_crowds();
        frame_ = frame_around(locations_);
    }

    Placement make() {
        draw_ground();
        place_on_ground();
        place_aside();
        Placement placement;
        for (const Box& box : boxes_) placement.centres.push_back(box.centre);
        placement.ways = ways_of(scene_, boxes_, doors_);
        placement.background = background_.xdot();
        return placement;
    }

  private:
    /// Where more belong around one spot than can sit there, all of them go to their country's box.
    void clear_crowds() {
        constexpr std::size_t most_at_a_spot = 6;
        std::map<std::pair<double, double>, std::vector<std::size_t>> at_spot;
        for (std::size_t i = 0; i < locations_.size(); ++i) {
            const Location& location = locations_[i];
            if (location.at && !location.exact)
                at_spot[{location.at->latitude, location.at->longitude}].push_back(i);
        }
        for (const auto& [spot, nodes] : at_spot) {
            for (std::size_t node : nodes)
                if (nodes.size() > most_at_a_spot) locations_[node].at.reset();
        }
    }

    Point project(Coordinates at) const {
        return {(at.longitude - frame_.low.longitude) * shrink_of_longitude * points_a_degree,
                (at.latitude - frame_.low.latitude) * points_a_degree};
    }

    void draw_ground() {
        background_.pen("#9AA9B2");
        background_.fill(water);
        background_.rectangle(project(frame_.low), project(frame_.high));
        draw_land();
        draw_grid();
        draw_names();
        for (const Place& place : all_places()) {
            const bool is_unit =
                place.code.find('-') != place.code.npos && place.code.find_first_of("@/") == place.code.npos;
            if (!is_unit || !frame_.has(place.at)) continue;
            const bool at_home = place.code.substr(0, 3) == "VN-";
            background_.fill(at_home ? home_dot : faint_dot);
            background_.pen(at_home ? home_dot : faint_dot);
            background_.dot(project(place.at), at_home ? 3 : 2);
        }
    }

    void draw_land() {
        background_.pen(coast, 0.7);
        background_.fill(ground);
        for (const Outline& outline : land_within(frame_)) {
            std::vector<Point> corners;
            for (Coordinates at : outline) corners.push_back(project(at));
            background_.polygon(corners);
        }
    }

    void draw_names() {
        background_.pen("#A9B6BD");
        for (const auto& [at, word, size] : map_names) {
            if (frame_.has(at)) background_.words(project(at), 0, size, word.in(scene_.language));
        }
    }

    void draw_grid() {
        constexpr double step = 5;
        const bool english = scene_.language == Language::english;
        for (double at = std::ceil(frame_.low.longitude / step) * step; at < frame_.high.longitude;
             at += step) {
            const Point foot = project({frame_.low.latitude, at}), head = project({frame_.high.latitude, at});
            draw_grid_line(foot, head, {foot.x + 3, foot.y + 4}, decimal(at) + (english ? "°E" : "°Đ"));
        }
        for (double at = std::ceil(frame_.low.latitude / step) * step; at < frame_.high.latitude;
             at += step) {
            const Point left = project({at, frame_.low.longitude}),
                        right = project({at, frame_.high.longitude});
            draw_grid_line(left, right, {left.x + 3, left.y + 4}, decimal(at) + (english ? "°N" : "°B"));
        }
    }

    void draw_grid_line(Point from, Point to, Point words, const std::string& text) {
        background_.pen(lines);
        background_.line(from, to);
        background_.pen("#9AA9B2");
        background_.words(words, -1, 9, text);
    }

    /// Those that share a spot sit around it; then names move apart, tied to where they belong.
    void place_on_ground() {
        std::map<std::pair<double, double>, int> at_spot;
        std::vector<Box> boxes;
        std::vector<std::size_t> owners;
        constexpr double golden_angle = 2.399963229728653;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            if (!locations_[i].at) continue;
            const Point spot = project(*locations_[i].at);
            const int before = locations_[i].exact ? 0 : ++at_spot[{spot.x, spot.y}];
            const double distance = before == 0 ? 0 : 12 + 10 * std::sqrt(before);
            boxes.push_back(boxes_[i]);
            boxes.back().centre = {spot.x + distance * std::cos(before * golden_angle),
                                   spot.y + distance * std::sin(before * golden_angle)};
            owners.push_back(i);
        }
        remove_overlaps(boxes, 4);
        for (std::size_t k = 0; k < boxes.size(); ++k) {
            boxes_[owners[k]].centre = boxes[k].centre;
            tie(boxes[k], project(*locations_[owners[k]].at), scene_.nodes[owners[k]].kind);
        }
    }

    void tie(const Box& box, Point spot, NodeKind kind) {
        const bool covers = std::abs(box.centre.x - spot.x) < box.width / 2 &&
                            std::abs(box.centre.y - spot.y) < box.height / 2;
        if (covers) return;
        background_.pen(style_of(kind).border, 0.7);
        background_.fill(style_of(kind).border);
        background_.line(box.centre, spot);
        background_.dot(spot, 2.5);
    }

    /// The nodes of one country that are not on the ground.
    struct Aside {
        std::size_t cluster;
        std::vector<std::size_t> nodes;
        double wanted = 0; ///< height of its middle, level with its partners on the ground
        double width = 0, height = 0;
        double column_width = 0, column_height = 0;
        bool has_columns = false; ///< one would be higher than the map
    };

    void place_aside() {
        std::map<std::size_t, std::vector<std::size_t>> by_cluster;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            if (!locations_[i].at) by_cluster[scene_.nodes[i].cluster].push_back(i);
        }
        std::vector<Aside> west, east;
        for (auto& [cluster, nodes] : by_cluster) {
            const Place* country = find_place(scene_.clusters[cluster].code);
            const double longitude = country ? country->at.longitude : 180;
            // China's middle lies west of Vietnam's coast and most of its partners east of it.
            const bool is_west = longitude > -30 && longitude < 103;
            (is_west ? west : east).push_back(measured({cluster, std::move(nodes)}));
        }
        constexpr double gap = 130;
        stack(east, project(frame_.high).x + gap, 1);
        stack(west, -gap, -1);
    }

    Aside measured(Aside aside) const {
        const double heading = 26, most = project(frame_.high).y - heading;
        double all = 0, highest = 0;
        for (std::size_t node : aside.nodes) {
            aside.column_width = std::max(aside.column_width, boxes_[node].width + 8);
            highest = std::max(highest, boxes_[node].height + 4);
            all += boxes_[node].height + 4;
        }
        const double columns = std::ceil(all / most);
        aside.has_columns = columns > 1;
        aside.column_height = aside.has_columns ? all / columns + highest : all;
        aside.height = heading + aside.column_height;
        aside.width = std::max(7.5 * static_cast<double>(scene_.clusters[aside.cluster].name.size()) + 16,
                               columns * aside.column_width + 8);
        double sum = project(frame_.high).y / 2, count = 1;
        for (const SceneEdge& edge : scene_.edges) {
            for (auto [here, there] : {std::pair(edge.from, edge.to), std::pair(edge.to, edge.from)}) {
                if (scene_.nodes[here].cluster != aside.cluster || locations_[here].at ||
                    !locations_[there].at)
                    continue;
                sum += 4 * boxes_[there].centre.y;
                count += 4;
            }
        }
        aside.wanted = sum / count;
        return aside;
    }

    /// Boxes from above to below beginning at `edge`; a new column further out when one is full.
    void stack(std::vector<Aside>& asides, double edge, int direction) {
        std::stable_sort(asides.begin(), asides.end(),
                         [](const Aside& a, const Aside& b) { return a.wanted > b.wanted; });
        const double top = project(frame_.high).y, gap = 12;
        for (std::size_t start = 0; start < asides.size();) {
            std::size_t end = start;
            double height = 0, width = 0;
            while (end < asides.size() && (end == start || height + asides[end].height + gap <= top)) {
                height += asides[end].height + gap;
                width = std::max(width, asides[end].width);
                ++end;
            }
            double y = top;
            for (; start < end; ++start) {
                const Aside& aside = asides[start];
                // Not higher than wanted, but with room for all that follow.
                y = std::max(std::min(y, aside.wanted + aside.height / 2), std::min(y, height));
                draw_aside(aside, {direction > 0 ? edge : edge - width, y - aside.height}, width,
                           direction > 0 ? Door::left : Door::right);
                y -= aside.height + gap;
                height -= aside.height + gap;
            }
            edge += direction * (width + 60);
        }
    }

    void draw_aside(const Aside& aside, Point low, double width, Door door) {
        background_.pen("#C8C8C8");
        background_.fill("#F7F7F7");
        background_.rectangle(low, {low.x + width, low.y + aside.height});
        background_.pen(faint_ink);
        double y = low.y + aside.height - 16;
        const std::string& name = scene_.clusters[aside.cluster].name;
        const Word unknown{"không rõ nước", "no known country"};
        const bool at_left = door == Door::right; // where no edge comes in
        background_.words({at_left ? low.x + 8 : low.x + width - 8, y}, at_left ? -1 : 1, 11,
                          name.empty() ? unknown.in(scene_.language) : name);
        const double top = y - 8;
        double x = low.x + (aside.has_columns ? 4 + aside.column_width / 2 : width / 2);
        y = top;
        for (std::size_t node : aside.nodes) {
            if (aside.has_columns && top - y + boxes_[node].height > aside.column_height) {
                x += aside.column_width;
                y = top;
            }
            boxes_[node].centre = {x, y - boxes_[node].height / 2};
            doors_[node] = door;
            y -= boxes_[node].height + 4;
        }
    }

    const Scene& scene_;
    Window frame_ = vietnam; ///< what is drawn
    std::vector<Location> locations_;
    std::vector<Box> boxes_;
    std::vector<Door> doors_; ///< of those at the sides: towards the map
    Background background_;
};

} // namespace

Placement place_on_map(const Scene& scene) {
    return Map(scene).make();
}

} // namespace banggiao::drawing
