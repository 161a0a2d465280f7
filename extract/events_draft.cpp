// Takes drafts of events. Hands out one draft for each event.
#include <banggiao/extract/events_draft.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace banggiao::extract {

namespace {

bool contains(const std::vector<Member>& members, EntityIndex entity) {
    return std::any_of(members.begin(), members.end(), [=](const Member& m) { return m.entity == entity; });
}

bool share_person(const Party& a, const Party& b) {
    return std::any_of(a.persons.begin(), a.persons.end(),
                       [&](const Member& m) { return contains(b.persons, m.entity); });
}

/// `Mặt trận Lào` for `Ủy ban Trung ương Mặt trận Lào`; a country for its society.
bool named_within(const Scene& scene, EntityIndex whole, EntityIndex part) {
    const Entity &body = scene.entity(whole), &inside = scene.entity(part);
    const bool nation = inside.kind == EntityKind::country && part != scene.viet_nam();
    return body.kind == EntityKind::organization && (nation || inside.kind == EntityKind::organization) &&
           body.name.size() > inside.name.size() && body.name.find(inside.name) != std::string::npos;
}

/// Whether two bodies or places can be named for one another: equal, or a place and what serves it; in a
/// headline, two bodies of one place; an embassy and its country.
bool alike(const Scene& scene, EntityIndex a, EntityIndex b, bool headline) {
    const EntityIndex place = headline ? scene.locality(a) : no_entity;
    const auto mission_of = [&](EntityIndex mission, EntityIndex nation) {
        return scene.kind(nation) == EntityKind::country && scene.country(mission) == nation &&
               scene.entity(mission).subkind == "diplomatic";
    };
    if (mission_of(a, b) || mission_of(b, a)) return true;
    if (headline && (named_within(scene, a, b) || named_within(scene, b, a))) return true;
    return a == b || (place != no_entity && scene.locality(b) == place) ||
           (is_place(scene.kind(a)) && scene.locality(b) == a) ||
           (is_place(scene.kind(b)) && scene.locality(a) == b);
}

/// Whether a body or place of one side stands for the other: named there, or an office of its persons.
bool speaks_for(const Scene& scene, const Party& party, EntityIndex body, bool headline) {
    const bool place = is_place(scene.kind(body));
    const auto of_house = [&](EntityIndex person) { // `đoàn nghị sĩ Lào`: the head of `Nhóm nghị sĩ Lào - …`
        const EntityIndex house = headline ? scene.stands_for(person) : no_entity;
        return house != no_entity && (named_within(scene, house, body) || named_within(scene, body, house));
    };
    for (const Member& person : party.persons)
        if (scene.holds(person.entity, body) || of_house(person.entity) ||
            (place && (scene.country(person.entity) == body || scene.locality(person.entity) == body)))
            return true;
    return std::any_of(party.bodies.begin(), party.bodies.end(),
                       [&](const Member& other) { return alike(scene, other.entity, body, headline); });
}

bool share_body(const Scene& scene, const Party& a, const Party& b, bool headline = false) {
    const auto covered = [&](const Party& from, const Party& by) {
        return std::any_of(from.bodies.begin(), from.bodies.end(),
                           [&](const Member& m) { return speaks_for(scene, by, m.entity, headline); });
    };
    return covered(a, b) || covered(b, a);
}

/// Whether two descriptions can be of one side: a person in common, or, where one names no person, a body.
bool same_party(const Scene& scene, const Party& a, const Party& b, bool headline = false) {
    if (a.empty() || b.empty()) return true;
    if (!a.persons.empty() && !b.persons.empty()) return share_person(a, b);
    return share_body(scene, a, b, headline);
}

bool some_overlap(const Scene& scene, const EventDraft& a, const EventDraft& b, bool headline) {
    return share_person(a.others, b.others) || share_person(a.others, b.first) ||
           share_person(a.others, b.second) || share_person(b.others, a.first) ||
           share_person(b.others, a.second) || share_person(a.first, b.first) ||
           share_person(a.second, b.second) || share_person(a.first, b.second) ||
           share_person(a.second, b.first) || share_body(scene, a.first, b.first, headline) ||
           share_body(scene, a.second, b.second, headline) ||
           (share_body(scene, a.first, b.second, headline) && share_body(scene, a.second, b.first, headline));
}

/// The last noun of an assembly's words: `hội nghị`, `diễn đàn`, `họp báo`; no syllable for other words.
SyllableId assembly_noun(const Scene& scene, const EventDraft& event) {
    static const SyllableSet nouns("nghị thảo đàn đàm báo");
    const std::vector<Token>& tokens = scene.document().tokens;
    for (TokenIndex at = event.triggers.front().last; at-- > event.triggers.front().first;)
        if (nouns.contains(tokens[at].id)) return tokens[at].id;
    return event.frame == Frame::press ? intern_syllable("báo") : SyllableId{0};
}

/// Two encounters of one sentence with nobody in common on one side; a forum and the press conference
/// before it.
bool told_apart(const Scene& scene, const EventDraft& a, const EventDraft& b) {
    if (a.kind == "conference") {
        const SyllableId one = assembly_noun(scene, a), other = assembly_noun(scene, b);
        static const SyllableSet press("báo");
        const auto proper = [&](const EventDraft& event) {
            return scene.document().tokens[event.triggers.front().first].shape == Shape::capital;
        };
        return one != 0 && other != 0 && one != other &&
               (press.contains(one) || press.contains(other) || (proper(a) && proper(b)));
    }
    const auto named = [](const EventDraft& event) {
        return !event.crowd && !event.first.persons.empty() && !event.second.persons.empty();
    };
    if (!a.title && !b.title && ((a.crowd && named(b)) || (b.crowd && named(a)))) return true;
    const bool both = (share_person(a.first, b.first) && share_person(a.second, b.second)) ||
                      (share_person(a.first, b.second) && share_person(a.second, b.first));
    return a.kind == "meeting" && a.sentence == b.sentence && !both && a.frame == Frame::talk &&
           b.frame == Frame::talk;
}

/// In the morning and in the afternoon, where not the same persons are named on both sides.
bool other_hours(const EventDraft& a, const EventDraft& b) {
    const auto again = [](const Party& one, const Party& other, const Party& third, const Party& fourth) {
        return share_person(one, other) && share_person(third, fourth);
    };
    return a.kind == "meeting" && a.hours != 0 && b.hours != 0 && a.hours != b.hours && !a.title &&
           !b.title && !again(a.first, b.first, a.second, b.second) &&
           !again(a.first, b.second, a.second, b.first);
}

enum class Fit : std::uint8_t { none, straight, crossed };

Fit fit(const Scene& scene, const EventDraft& a, const EventDraft& b) {
    const bool headline = a.title && !b.title && a.first.persons.empty() && a.second.persons.empty();
    if (other_hours(a, b) || !some_overlap(scene, a, b, headline) || told_apart(scene, a, b))
        return Fit::none;
    const bool arrival = a.frame == Frame::welcome && b.frame == Frame::welcome;
    if (arrival && share_person(a.first, b.first) && (a.second.persons.empty() || b.second.persons.empty()))
        return Fit::straight; // nobody arrives twice
    // talks of two delegations beside the session that several presided over are on their own
    const bool delegations = b.frame == Frame::talk && b.first.persons.empty() && b.second.persons.empty();
    if (a.frame == Frame::chair && delegations) return Fit::none;
    const auto same = [&](const Party& one, const Party& other) {
        return same_party(scene, one, other, headline);
    };
    if (same(a.first, b.first) && same(a.second, b.second)) return Fit::straight;
    if (same(a.first, b.second) && same(a.second, b.first)) return Fit::crossed;
    return Fit::none;
}

/// Whether one place lies in the other, or is it; or one of them is not known.
bool within(const Scene& scene, EntityIndex a, EntityIndex b) {
    if (a == no_entity || b == no_entity || a == b) return true;
    const EntityKind kind = scene.kind(a), other = scene.kind(b);
    return (kind == EntityKind::province && other == EntityKind::locality) ||
           (kind == EntityKind::locality && other == EntityKind::province);
}

/// The headline's `thăm Nhật Bản` for the text's `thăm Tokyo`.
bool told_by_country(const Scene& scene, const EventDraft& title, const EventDraft& text) {
    const EntityIndex wide = title.second.bodies.front().entity, goal = text.second.bodies.front().entity;
    const bool of_state = std::any_of(text.first.persons.begin(), text.first.persons.end(),
                                      [&](const Member& m) { return !scene.rank(m.entity).empty(); });
    return title.title && !text.title && !of_state && title.second.persons.empty() &&
           scene.kind(wide) == EntityKind::country && scene.kind(goal) == EntityKind::foreign_locality &&
           scene.country(goal) == wide;
}

bool same_visit(const Scene& scene, const EventDraft& a, const EventDraft& b) {
    const bool shortened = a.title && !b.title && a.first.persons.empty();
    if (!same_party(scene, a.first, b.first, shortened)) return false;
    const bool again = a.title != b.title || (a.rule == "inspects" && a.place == b.place);
    const bool headline = a.title && !b.title && b.second.empty() && !a.second.bodies.empty() &&
                          scene.kind(a.second.bodies.front().entity) == EntityKind::province;
    if (headline && b.place != no_entity && within(scene, a.second.bodies.front().entity, b.place))
        return true; // `thăm tỉnh A`, where the text tells of homes there
    if (a.second.empty() && b.second.empty() && a.rule == b.rule && again)
        return within(scene, a.place, b.place); // an inspection in the headline and in the text
    if (a.second.bodies.empty() || b.second.bodies.empty()) return share_person(a.second, b.second);
    return contains(a.second.bodies, b.second.bodies.front().entity) ||
           contains(b.second.bodies, a.second.bodies.front().entity) || told_by_country(scene, a, b);
}

void absorb(const Scene& scene, Party& into, const Party& from) {
    for (const Member& member : from.persons) into.add(scene, member);
    for (const Member& member : from.bodies) into.add(scene, member);
}

/// The headline's short word for a side, where the text names the house in full: `Lào` of `Bộ Y tế Lào`.
void drop_shortened(const Scene& scene, Party& headline, const Party& text) {
    const auto named_in = [&](EntityIndex part) {
        const auto whole = [&](EntityIndex house) {
            return house != no_entity && scene.entity(house).subkind != "diplomatic" &&
                   named_within(scene, house, part);
        };
        return std::any_of(text.persons.begin(), text.persons.end(),
                           [&](const Member& m) { return whole(scene.stands_for(m.entity)); }) ||
               std::any_of(text.bodies.begin(), text.bodies.end(),
                           [&](const Member& m) { return whole(m.entity); });
    };
    std::erase_if(headline.bodies,
                  [&](const Member& m) { return !scene.vietnamese(m.entity) && named_in(m.entity); });
}

int precision(const DateMention& date) {
    return (date.grain == DateGrain::day     ? 4
            : date.grain == DateGrain::month ? 2
                                             : 0) +
           (date.first.year != 0);
}

void merge_into(const Scene& scene, EventDraft& into, const EventDraft& from, Fit how) {
    if (into.kind == "visit" && !into.second.bodies.empty() && !from.second.bodies.empty() &&
        told_by_country(scene, into, from))
        into.second.bodies.clear();
    const auto& [first, second] =
        how == Fit::crossed ? std::tie(from.second, from.first) : std::tie(from.first, from.second);
    if (into.title && !from.title) {
        drop_shortened(scene, into.first, first);
        if (into.kind == "meeting") drop_shortened(scene, into.second, second);
    }
    absorb(scene, into.first, first);
    absorb(scene, into.second, second);
    absorb(scene, into.others, from.others);
    into.first_travels =
        into.first_travels || (how == Fit::crossed ? from.second_travels : from.first_travels);
    into.second_travels =
        into.second_travels || (how == Fit::crossed ? from.first_travels : from.second_travels);
    if (into.home == Home::open && from.home != Home::open)
        into.home = how == Fit::straight ? from.home : from.home == Home::first ? Home::second : Home::first;
    const bool whole_visit =
        into.kind == "visit" && from.date && into.date && from.date->is_span() && !into.date->is_span();
    const bool told = into.title && from.date_of_sentence; // whatever the headline's words are
    const bool one_day = into.kind != "visit" && from.date && into.date && into.date->is_span() &&
                         !from.date->is_span() && from.date->grain == DateGrain::day;
    if (from.date && (!into.undated || told) &&
        (!into.date || whole_visit || one_day || (precision(*from.date) > precision(*into.date)) ||
         (from.date_of_sentence && !into.date_of_sentence))) {
        into.date = from.date;
        into.date_of_sentence = from.date_of_sentence;
    }
    const bool wider = into.place != no_entity && from.place != no_entity &&
                       (scene.kind(into.place) == EntityKind::country ||
                        (into.rule == "inspects" && scene.kind(into.place) == EntityKind::province));
    if (into.place == no_entity || wider) {
        into.place = from.place != no_entity ? from.place : into.place;
        into.place_evidence = from.place != no_entity ? from.place_evidence : into.place_evidence;
    }
    if (into.seat == no_entity) into.seat = from.seat;
    into.triggers.insert(into.triggers.end(), from.triggers.begin(), from.triggers.end());
    into.title = into.title && from.title;
}

long key_of(const CalendarDate& date, int year, bool end) {
    const int month = date.month != 0 ? date.month : end ? 12 : 1;
    const int day = date.day != 0 ? date.day : end ? 31 : 1;
    return (static_cast<long>(year) * 100 + month) * 100 + day;
}

} // namespace

Delegations::Delegations(std::vector<Leading> led) : by_person_(std::move(led)) {
    std::stable_sort(by_person_.begin(), by_person_.end(), [](const Leading& a, const Leading& b) {
        return std::tie(a.person, a.body, a.state) < std::tie(b.person, b.body, b.state);
    });
    by_person_.erase(std::unique(by_person_.begin(), by_person_.end()), by_person_.end());
    by_body_ = by_person_;
    std::stable_sort(by_body_.begin(), by_body_.end(),
                     [](const Leading& a, const Leading& b) { return a.body < b.body; });
}

std::span<const Leading> Delegations::of_person(EntityIndex person) const {
    const auto range =
        std::equal_range(by_person_.begin(), by_person_.end(), Leading{person, no_entity},
                         [](const Leading& a, const Leading& b) { return a.person < b.person; });
    return {range.first, range.second};
}

std::span<const Leading> Delegations::of_body(EntityIndex body) const {
    const auto range = std::equal_range(by_body_.begin(), by_body_.end(), Leading{no_entity, body},
                                        [](const Leading& a, const Leading& b) { return a.body < b.body; });
    return std::span(range.first, range.second)
        .first(std::min(most_leaders, static_cast<std::size_t>(range.second - range.first)));
}

bool Party::has_person(EntityIndex entity) const {
    return contains(persons, entity);
}
bool Party::has(EntityIndex entity) const {
    return contains(persons, entity) || contains(bodies, entity);
}

void Party::add(const Scene& scene, Member member) {
    std::vector<Member>& list = scene.is_person(member.entity) ? persons : bodies;
    const auto known =
        std::find_if(list.begin(), list.end(), [&](const Member& m) { return m.entity == member.entity; });
    if (known == list.end()) {
        constexpr std::size_t usual = 4;
        if (list.empty()) list.reserve(usual);
        list.push_back(std::move(member));
        return;
    }
    known->also.push_back(member.evidence);
    known->also.insert(known->also.end(), member.also.begin(), member.also.end());
}

bool compatible(const std::optional<DateMention>& a, const std::optional<DateMention>& b) {
    if (!a || !b) return true;
    const bool years = a->first.year != 0 && b->first.year != 0;
    const auto low = [&](const DateMention& d) { return key_of(d.first, years ? d.first.year : 0, false); };
    const auto high = [&](const DateMention& d) { return key_of(d.last, years ? d.last.year : 0, true); };
    return low(*a) <= high(*b) && low(*b) <= high(*a);
}

void sign_with_talks(std::vector<EventDraft>& drafts) {
    for (std::size_t i = 0; i + 1 < drafts.size(); ++i) {
        EventDraft& signing = drafts[i];
        const EventDraft& talks = drafts[i + 1];
        if (signing.kind != "signing" || talks.kind != "meeting" || signing.sentence != talks.sentence ||
            !signing.first.persons.empty() || !signing.second.persons.empty() ||
            signing.first.bodies.empty() ||
            !contains(talks.first.bodies, signing.first.bodies.front().entity))
            continue;
        signing.first.persons = talks.first.persons;
        signing.second.persons = talks.second.persons;
        if (talks.first.persons.empty() != talks.second.persons.empty())
            signing.first = signing.second = Party(); // who signed for one of them is not told
    }
    std::erase_if(drafts, [](const EventDraft& event) {
        return event.kind == "signing" && event.first.empty() && event.second.empty() && event.others.empty();
    });
}

namespace {

bool takes_part(const EventDraft& event, EntityIndex person) {
    return event.first.has_person(person) || event.second.has_person(person);
}

/// `Tổng Bí thư, Chủ tịch nước tiếp khách A, B`: a headline for what the text tells of as encounters of each
/// with others.
bool sums_up_several(const EventDraft& headline, const std::vector<EventDraft>& drafts) {
    const std::vector<Member>& both = headline.first.persons;
    if (!headline.title || headline.kind != "meeting" || both.size() != 2) return false;
    const EventDraft* one = nullptr;
    const EventDraft* other = nullptr;
    for (std::size_t i = 0; i < drafts.size() && i < farthest_event; ++i) {
        const EventDraft& told = drafts[i];
        const bool first = takes_part(told, both[0].entity), second = takes_part(told, both[1].entity);
        if (told.title || told.kind != headline.kind || (!first && !second)) continue;
        if (first && second) return false;
        (first ? one : other) = &told;
    }
    const auto shared = [&](const Party& party) {
        return std::any_of(party.persons.begin(), party.persons.end(),
                           [&](const Member& m) { return takes_part(*other, m.entity); });
    };
    return one && other && !shared(one->first) && !shared(one->second);
}

} // namespace

std::vector<EventDraft> merge_drafts(const Scene& scene, std::vector<EventDraft> drafts) {
    for (std::size_t i = 0; i < drafts.size() && drafts[i].title;)
        if (sums_up_several(drafts[i], drafts))
            drafts.erase(drafts.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    std::vector<EventDraft> merged;
    for (EventDraft& draft : drafts) {
        EventDraft* target = nullptr;
        Fit how = Fit::none;
        std::size_t looked = 0;
        for (auto candidate = merged.rbegin();
             candidate != merged.rend() && !target && looked < farthest_event; ++candidate, ++looked) {
            if (candidate->kind != draft.kind || !compatible(candidate->date, draft.date)) continue;
            how = draft.kind == "visit" ? (same_visit(scene, *candidate, draft) ? Fit::straight : Fit::none)
                                        : fit(scene, *candidate, draft);
            if (how != Fit::none) target = &*candidate;
        }
        if (target)
            merge_into(scene, *target, draft, how);
        else
            merged.push_back(std::move(draft));
    }
    return merged;
}

} // namespace banggiao::extract
