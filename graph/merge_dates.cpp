// Takes vertices. Hands out the year of events that are told without one: a day that lies in a visit of
// someone who took part, in the country of the visit, is of the visit's year.
#include <banggiao/graph/merge_build.h>

#include <algorithm>
#include <map>

namespace banggiao::merging {

namespace {

/// Who attended an event, and where it was.
struct Setting {
    std::vector<VertexId> people;
    std::vector<VertexId> places;
};

class YearFinder {
  public:
    YearFinder(const State& state, Vertices& vertices) : state_(state), vertices_(vertices) {}

    void run() {
        collect();
        std::vector<std::pair<VertexId, std::int32_t>> found; // not from one another
        for (const auto& [event, setting] : settings_) {
            std::int32_t year = is_yearless_day(event) ? year_of(event, setting) : 0;
            if (year != 0) found.emplace_back(event, year);
        }
        for (auto [event, year] : found) set_year(event, year);
    }

  private:
    void collect() {
        for (const LocalEdge& edge : state_.edges) {
            VertexId from = vertices_.of_local[edge.from];
            VertexId to = vertices_.of_local[edge.to];
            if (from == none || to == none) continue;
            if (edge.kind == EdgeKind::attended) settings_[to].people.push_back(from);
            if (edge.kind == EdgeKind::held_in) settings_[from].places.push_back(to);
        }
        for (auto& [event, setting] : settings_) {
            std::sort(setting.people.begin(), setting.people.end());
            setting.people.erase(std::unique(setting.people.begin(), setting.people.end()),
                                 setting.people.end());
            bool is_dated = vertices_.dates[event] && vertices_.dates[event]->is_exact();
            if (vertices_.kinds[event] != "visit" || !is_dated) continue;
            for (VertexId person : setting.people) visits_[person].push_back(event);
        }
    }

    bool is_yearless_day(VertexId event) const {
        const auto& date = vertices_.dates[event];
        return date && !date->has_year() && date->has_day() && date->last().day != 0;
    }

    /// The year of the visit it lies in; 0 if there is none, or a visit of another year is as near.
    std::int32_t year_of(VertexId event, const Setting& setting) const {
        constexpr std::int32_t near = 3;
        std::int32_t year = 0;
        bool lies_within = false;
        for (VertexId person : setting.people) {
            auto visits = visits_.find(person);
            if (visits == visits_.end()) continue;
            for (VertexId visit : visits->second) {
                std::int32_t days = days_from(event, setting, visit);
                if (days > near) continue;
                std::int32_t its = vertices_.dates[visit]->first().year;
                if (year != 0 && year != its) return 0;
                year = its;
                lies_within = lies_within || days == 0;
            }
        }
        return lies_within ? year : 0;
    }

    /// Days between an event, were it of the visit's year, and the visit; more than any if it was elsewhere.
    std::int32_t days_from(VertexId event, const Setting& setting, VertexId visit) const {
        constexpr std::int32_t never = std::numeric_limits<std::int32_t>::max();
        const auto& places = settings_.at(visit).places;
        auto holds = [&](VertexId inner) {
            return std::any_of(places.begin(), places.end(),
                               [&](VertexId outer) { return lies_in(inner, outer); });
        };
        const PartialDate& stay = *vertices_.dates[visit];
        auto date = PartialDate::parse(text_with_year(event, stay.first().year));
        if (!date || std::none_of(setting.places.begin(), setting.places.end(), holds)) return never;
        std::int32_t before = day_number(stay.earliest()) - day_number(date->earliest());
        std::int32_t after = day_number(date->latest()) - day_number(stay.latest());
        return std::max({0, before, after});
    }

    bool lies_in(VertexId inner, VertexId outer) const {
        return inner == outer || is_code_within(tail(vertices_.ids[inner]), tail(vertices_.ids[outer]));
    }

    std::string text_with_year(VertexId event, std::int32_t year) const {
        return date_in_year(vertices_.dates[event]->text(), std::to_string(year));
    }

    void set_year(VertexId event, std::int32_t year) {
        std::string text = text_with_year(event, year);
        vertices_.dates[event] = PartialDate::parse(text);
        vertices_.records[event].properties["date"] = text;
        vertices_.records[event].properties["year_inferred"] = true;
    }

    const State& state_;
    Vertices& vertices_;
    std::map<VertexId, Setting> settings_;
    std::unordered_map<VertexId, std::vector<VertexId>> visits_; ///< dated ones, by who took part
};

} // namespace

std::string date_in_year(std::string yearless, std::string_view year) {
    for (std::size_t at = yearless.find("--"); at != yearless.npos; at = yearless.find("--", at))
        yearless.replace(at, 1, year);
    return yearless;
}

void find_years(const State& state, Vertices& vertices) {
    YearFinder(state, vertices).run();
}

} // namespace banggiao::merging
