// Takes a frozen graph and one of its vertices. Hands out the picture of its meetings and agreements: a line
// of time from above to below, entries at both sides, in as many strips as make it about as wide as high.
#include <banggiao/graph/export/background.h>
#include <banggiao/graph/export/graphviz.h>
#include <banggiao/graph/export/scene_edges.h>
#include <banggiao/graph/export/strongest.h>
#include <banggiao/graph/export/timeline.h>
#include <banggiao/graph/export/timeline_entries.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace banggiao::drawing {

namespace {

constexpr double entry_width = 262, tick = 26, strip_gap = 44,
                 strip_width = 2 * (entry_width + tick) + strip_gap;
constexpr std::size_t entry_columns = 46, most_lines = 5;
constexpr std::string_view axis_colour = "#9AA9B2", year_fill = "#EAF1F6";

/// The first lines of a text, with an ellipsis if there are more.
std::string cut(const std::string& lines, std::size_t count) {
    std::size_t end = 0;
    for (; count > 0 && end != lines.npos; --count) end = lines.find('\n', end + 1);
    return end == lines.npos ? lines : lines.substr(0, end) + " …";
}

SceneNode node_of(const TimelineEntry& entry, const Scene& scene) {
    SceneNode node;
    node.id = entry.id;
    node.name = cut(wrapped(entry.heading, entry_columns), most_lines);
    node.detail = cut(wrapped(entry.people, entry_columns), most_lines);
    std::vector<EdgeEvidence> evidence = entry.evidence;
    for (EdgeEvidence& each : evidence)
        if (!scene.quotations) each.text.clear();
    node.tooltip = entry.id + evidence_words(evidence, scene.language);
    node.url = entry.url;
    node.kind = entry.is_agreement ? NodeKind::dated_agreement : NodeKind::dated_event;
    node.least_width = entry_width;
    return node;
}

/// Lays entries along the line, from above to below, each at the side that has room first.
class Line {
  public:
    Line(const std::vector<TimelineEntry>& entries, const std::vector<Box>& boxes, Language language)
        : entries_(entries), boxes_(boxes), language_(language) {}

    /// No strip is higher than `limit`, if one entry is not.
    Placement lay_out(double limit) {
        limit_ = limit;
        background_.pen(axis_colour, 1.5);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const std::string year = year_of(entries_[i]);
            const bool is_full = std::min(bottom_[0], bottom_[1]) - boxes_[i].height - year_height < -limit;
            if (is_full && i > 0) begin_strip();
            if (is_full || year != year_) begin_year(year);
            place(i);
        }
        end_axis();
        placement_.background = background_.xdot();
        return std::move(placement_);
    }

    double height() const { return deepest_; }
    int strips() const { return strip_ + 1; }

  private:
    static constexpr double year_height = 30, gap = 7, first_line = 12;

    std::string year_of(const TimelineEntry& entry) const {
        if (entry.date) return std::to_string(entry.date->first().year);
        return std::string(Word{"không rõ ngày", "undated"}.in(language_));
    }

    double axis() const { return strip_ * strip_width; }

    /// The line behind a year's entries, down to where the next year begins.
    void end_axis() {
        if (year_.empty()) return;
        const double bottom = std::min({bottom_[0], bottom_[1], last_tick_ - gap});
        background_.pen(axis_colour, 1.5);
        background_.line({axis(), year_top_ - year_height + 8}, {axis(), bottom});
        deepest_ = std::max(deepest_, -bottom);
    }

    void begin_strip() {
        end_axis();
        ++strip_;
        year_.clear();
        bottom_ = {0, 0};
        last_tick_ = 0;
    }

    void begin_year(const std::string& year) {
        end_axis();
        year_top_ = std::min({bottom_[0], bottom_[1], last_tick_ - gap});
        year_ = year;
        const double half = 5.5 * static_cast<double>(std::max<std::size_t>(display_width(year), 6));
        const Point low{axis() - half, year_top_ - year_height + 8}, high{axis() + half, year_top_};
        background_.pen(axis_colour);
        background_.fill(year_fill);
        background_.rectangle(low, high);
        background_.pen(ink);
        background_.words({axis(), low.y + 6}, 0, 13, year);
        bottom_ = {year_top_ - year_height, year_top_ - year_height};
        last_tick_ = bottom_[0] + gap;
    }

    void place(std::size_t entry) {
        const std::size_t side = bottom_[1] > bottom_[0] ? 1 : 0;
        const double direction = side == 0 ? -1 : 1;
        // Never above the entry before, so that the order of the ticks is that of the days.
        const double top = std::min(bottom_[side], last_tick_ + first_line - gap);
        const double at = top - first_line;
        background_.pen(axis_colour, 1);
        background_.line({axis(), at}, {axis() + direction * tick, at});
        background_.fill(axis_colour);
        background_.dot({axis(), at}, 3);
        placement_.centres.push_back(
            {axis() + direction * (tick + entry_width / 2), top - boxes_[entry].height / 2});
        bottom_[side] = top - boxes_[entry].height - gap;
        last_tick_ = at;
    }

    const std::vector<TimelineEntry>& entries_;
    const std::vector<Box>& boxes_;
    Language language_;
    double limit_ = 0, deepest_ = 0, year_top_ = 0, last_tick_ = 0;
    std::array<double, 2> bottom_{}; ///< left and right: where the next entry may begin
    int strip_ = 0;
    std::string year_; ///< under way
    Placement placement_;
    Background background_;
};

/// In the fewest strips that are not much higher than all of them are wide.
Placement place_along(const std::vector<TimelineEntry>& entries, const Scene& scene,
                      const DrawingOptions& options) {
    std::vector<Box> boxes;
    for (const SceneNode& node : scene.nodes) boxes.push_back(box_of(node));
    const double wanted = options.width_centimetres > 0
                              ? options.height_centimetres / options.width_centimetres
                              : std::sqrt(2.0);
    constexpr double no_limit = 1e9;
    Line whole(entries, boxes, scene.language);
    whole.lay_out(no_limit);
    const double best = std::sqrt(whole.height() / (wanted * strip_width)),
                 fewer = std::max(1.0, std::floor(best));
    const double strips = best > std::sqrt(fewer * (fewer + 1)) ? fewer + 1 : fewer;
    if (strips < 2) return Line(entries, boxes, scene.language).lay_out(no_limit);
    // Breaks cost room: a little more of it until the last strip is not a rest.
    for (double limit = whole.height() / strips;; limit *= 1.04) {
        Line line(entries, boxes, scene.language);
        Placement placement = line.lay_out(limit);
        if (line.strips() <= strips) return placement;
    }
}

std::string note_of(std::size_t drawn, std::size_t all, Language language) {
    const std::string some = number_in(drawn, language), total = number_in(all, language);
    if (language == Language::vietnamese)
        return "Hình rút gọn: vẽ " + some + " trong " + total + " mục, những mục có nhiều dẫn chứng nhất.";
    return "Summarised: " + some + " of " + total + " entries drawn, those with most evidence.";
}

} // namespace

} // namespace banggiao::drawing

namespace banggiao {

Result<std::string> render_timeline(const FrozenGraph& graph, VertexId vertex, const Period& period,
                                    PictureFormat format, const DrawingOptions& options) {
    using namespace drawing;
    const GraphReader reader(graph);
    Scene scene;
    scene.language = options.language == "en" ? Language::english : Language::vietnamese;
    scene.legend = options.legend;
    scene.quotations = options.quotations;
    const std::string name = reader.text(vertex, "name");
    const Word of_what{": gặp gỡ và văn kiện", ": meetings and agreements"};
    scene.title = options.title.empty() ? name + std::string(of_what.in(scene.language)) : options.title;
    scene.clusters.push_back({"", ""});
    auto entries = timeline_entries(reader, vertex, period, scene.language);
    if (entries.empty())
        return Error{ErrorKind::not_found, "no meeting and no agreement of " + name + " is known", "",
                     period.from || period.to ? "try a longer time" : "'banggiao why' tells what is"};
    if (const std::size_t most = options.most_vertices / 10; entries.size() > most) {
        scene.notes.push_back(note_of(most, entries.size(), scene.language));
        keep_strongest(entries, most, [](const TimelineEntry& entry) { return entry.evidence.size(); });
    }
    for (const TimelineEntry& entry : entries) scene.nodes.push_back(node_of(entry, scene));
    Plan plan;
    plan.engine = "nop2";
    plan.placement = place_along(entries, scene, options);
    plan.width_centimetres = options.width_centimetres;
    plan.height_centimetres = options.height_centimetres;
    return write_picture(scene, plan, format);
}

} // namespace banggiao
