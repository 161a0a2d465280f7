// Takes the vertices of a part of the articles. Hands out the years that events without one have by the
// visits they lie in, as they are once the articles have come and gone.
#include <banggiao/graph/extend_compose_parts.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Stays = std::vector<std::optional<PartialDate>>;

class YearsComposing {
  public:
    explicit YearsComposing(Composition& parts) : parts_(parts) {}

    bool run() {
        std::vector<VertexId> anew; // events of which the year may be another
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex)
            if (parts_.changed[vertex] && can_be_anew(parts_.id(vertex))) anew.push_back(vertex);
        for (VertexId gone : parts_.gone)
            if (parts_.near.text(gone, "kind") == "visit")
                take_in(parts_.near.attendees(gone), {stay_in_base(gone)}, anew);
        for (std::size_t i = 0; i < anew.size(); ++i) look_around(anew[i], anew);
        if (!parts_.composed.needed.empty()) return false;
        find_years(parts_.state, parts_.vertices);
        for (VertexId vertex = 0; vertex < parts_.base_of.size(); ++vertex) {
            if (parts_.base_of[vertex] == none || parts_.changed[vertex] || !can_be_anew(parts_.id(vertex)))
                continue;
            parts_.take_as_known(vertex);
        }
        return true;
    }

  private:
    std::optional<PartialDate> stay_in_base(VertexId visit) const {
        return PartialDate::parse(parts_.near.text(visit, "date"));
    }

    /// A visit, as it is or was, may give a year to what its guests took part in; an event without one may be
    /// given it by their visits.
    void look_around(VertexId event, std::vector<VertexId>& anew) {
        VertexId known = parts_.base_of[event];
        bool was_visit = known != none && parts_.near.text(known, "kind") == "visit";
        Stays stays;
        if (parts_.vertices.kinds[event] == "visit") stays.push_back(parts_.vertices.dates[event]);
        if (was_visit) stays.push_back(stay_in_base(known));
        std::vector<VertexId> people = people_around(event);
        if (!stays.empty()) take_in(people, stays, anew);
        const auto& date = parts_.vertices.dates[event];
        if (!date || date->has_year() || !date->has_day()) return;
        for (VertexId person : people)
            for (VertexId visit : parts_.near.attended(person))
                if (parts_.near.text(visit, "kind") == "visit" &&
                    lies_near(date->text(), stay_in_base(visit)))
                    parts_.need(parts_.near.articles(visit));
    }

    /// Of the base: who attends an event, and who did.
    std::vector<VertexId> people_around(VertexId event) const {
        std::vector<VertexId> people;
        for (const LocalEdge& edge : parts_.state.edges) {
            if (edge.kind != EdgeKind::attended || parts_.vertices.of_local[edge.to] != event) continue;
            VertexId person = parts_.vertices.of_local[edge.from];
            if (person != none && parts_.base_of[person] != none) people.push_back(parts_.base_of[person]);
        }
        if (parts_.base_of[event] != none)
            for (VertexId person : parts_.near.attendees(parts_.base_of[event])) people.push_back(person);
        std::sort(people.begin(), people.end());
        people.erase(std::unique(people.begin(), people.end()), people.end());
        return people;
    }

    /// Takes events without a year that lie near a visit of who took part as what is to be told anew.
    void take_in(const std::vector<VertexId>& people, const Stays& stays, std::vector<VertexId>& anew) {
        for (VertexId person : people)
            for (VertexId other : parts_.near.attended(person)) {
                if (parts_.is_changed(other) || !may_take_year(other, stays)) continue;
                parts_.need(parts_.near.articles(other));
                auto here = parts_.of_base.find(other);
                auto told = here == parts_.of_base.end() ? parts_.told.end() : parts_.told.find(here->second);
                if (told == parts_.told.end()) continue;
                parts_.vertices.records[told->first] = std::move(told->second);
                remember_event(parts_.vertices, told->first);
                parts_.changed[told->first] = true;
                anew.push_back(told->first);
            }
    }

    /// Whether an event of the base that is told without a year lies near one of several stays.
    bool may_take_year(VertexId event, const Stays& stays) const {
        std::string text = parts_.near.text(event, "date");
        bool is_inferred = !parts_.base.vertex_property(event, "year_inferred").is_null();
        if (!is_inferred && !text.starts_with("--")) return false;
        if (is_inferred && text.find('/') == text.npos) text = "-" + text.substr(4);
        return std::any_of(stays.begin(), stays.end(),
                           [&](const auto& stay) { return lies_near(text, stay); });
    }

    /// Whether `--06-29` may lie in or near a stay, were it of the same year.
    static bool lies_near(const std::string& text, const std::optional<PartialDate>& stay) {
        if (!stay || !stay->is_exact()) return false;
        if (text.find('/') != text.npos) return true;
        auto date = PartialDate::parse(std::to_string(stay->first().year) + text.substr(1));
        constexpr std::int32_t near = 4;
        return !date || (day_number(stay->earliest()) - day_number(date->latest()) < near &&
                         day_number(date->earliest()) - day_number(stay->latest()) < near);
    }

    Composition& parts_;
};

} // namespace

bool compose_years(Composition& parts) {
    return YearsComposing(parts).run();
}

} // namespace banggiao::merging
