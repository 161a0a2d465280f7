// Takes what articles touch in a base graph. Hands out the articles that say what lies near it: events and
// agreements of one kind, with the same people or bodies, at about one time.
#include <banggiao/graph/extend_around.h>
#include <banggiao/graph/merge_event_days.h>
#include <banggiao/graph/merge_titles.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

/// `20170531`; nothing if it is none.
std::optional<PartialDate> day_of_digits(std::string_view digits) {
    constexpr std::size_t year = 4, month = 2, all = 8;
    if (digits.size() < all) return std::nullopt;
    std::string text(digits.substr(0, year));
    for (std::size_t at = year; at < all; at += month) text.append("-").append(digits.substr(at, month));
    return PartialDate::parse(text);
}

KeyTold told_by(const std::string& key) {
    KeyTold told;
    std::string_view rest = tail(key);
    std::size_t slash = std::min(rest.find('/'), rest.size());
    told.kind = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    constexpr std::string_view undated = "undated";
    if (rest.starts_with(undated)) rest.remove_prefix(undated.size());
    constexpr std::string_view of_dates = "0123456789-";
    std::size_t first = std::min(rest.find_first_not_of(of_dates), rest.size());
    if (first < rest.size() && rest[first] == '/') {
        std::size_t last = std::min(rest.find_first_not_of(of_dates, first + 1), rest.size());
        told.date = PartialDate::parse(rest.substr(0, last));
    }
    if (!told.date) told.date = PartialDate::parse(rest.substr(0, first));
    const std::size_t plus = std::min(rest.find('+'), rest.size());
    const std::string_view guest = rest.substr(std::min(plus + 1, rest.size()));
    told.has_host = plus > 0 && plus < rest.size() && rest[plus - 1] != '/';
    told.has_guest = !guest.empty() && guest.find_first_of("#~") != 0;
    return told;
}

/// When an event was reported that papers tell alike: `#20170531-4e8d764a6307` at its end.
std::optional<PartialDate> day_of_telling(std::string_view key) {
    const std::size_t telling = std::min(key.rfind('#'), key.size() - 1) + 1, dash = key.rfind('-');
    constexpr std::size_t all = 8;
    return dash == telling + all ? day_of_digits(key.substr(telling)) : std::nullopt;
}

/// Without the mark of the only article that tells it, and the number behind that.
std::string_view without_mark(std::string_view key, const Encounter::IsArticle& is_article) {
    const std::size_t last = key.rfind('~');
    const bool is_numbered = last != key.npos && last + 1 < key.size() &&
                             key.find_first_not_of("0123456789", last + 1) == key.npos;
    for (std::size_t mark = key.find('~'); mark != key.npos; mark = key.find('~', mark + 1)) {
        const std::string_view whole = key.substr(mark + 1);
        const bool may_be_shorter = is_numbered && mark < last;
        if (is_article(whole) || (may_be_shorter && is_article(key.substr(mark + 1, last - mark - 1))))
            return key.substr(0, mark);
    }
    return key;
}

/// The days an agreement of some articles can be of, as wide as they may be.
DayWindow window(const KeyTold& told, const std::optional<PartialDate>& published) {
    if (told.reported) return DayWindow::of(*told.reported);
    if (told.date) return told.date->has_year() ? DayWindow::of(*told.date) : DayWindow();
    if (!published || !published->is_exact()) return {};
    constexpr std::int32_t fortnight = 14;
    const DayWindow days = DayWindow::of(*published);
    return {days.first - fortnight, days.last};
}

/// Whether the days of two events let them be one. Visits of a few days' distance can.
bool days_of_events_agree(const KeyTold& told, const KeyTold& its) {
    const bool are_dated = told.date && its.date;
    if (are_dated && told.kind == "visit" && told.date->is_exact() && its.date->is_exact())
        return are_following(*told.date, *its.date);
    if (are_dated) return compatible(*told.date, *its.date);
    return days_of_event(told.date, told.reported).lies_near(days_of_event(its.date, its.reported), 0);
}

/// Likewise of two agreements; where titles tell, days need not.
bool days_of_agreements_agree(const Encounter& one, const KeyTold& told, const Encounter& other,
                              const KeyTold& its) {
    constexpr std::int32_t one_month = 31;
    if (told.date && its.date) return compatible(*told.date, *its.date);
    const bool may_tell = (!told.has_words || !told.words.empty()) && (!its.has_words || !its.words.empty());
    return may_tell || window(told, one.published).lies_near(window(its, other.published), one_month);
}

bool may_be_titled_alike(const KeyTold& a, const KeyTold& b) {
    return !a.has_words || !b.has_words || titles_agree(a.words, b.words);
}

std::size_t count_common(const std::vector<VertexId>& a, const std::vector<VertexId>& b) {
    return static_cast<std::size_t>(std::count_if(
        a.begin(), a.end(), [&](VertexId each) { return std::binary_search(b.begin(), b.end(), each); }));
}

/// Who takes part in two, in both.
struct Company {
    /// `other`: of the base; of several keys it says of each body one side, though articles may tell others.
    Company(const Encounter& one, const Encounter& other)
        : people(count_common(one.people, other.people)), bodies(count_common(one.bodies, other.bodies)) {
        const auto& loose = other.has_several_keys ? other.bodies : other.loose_bodies;
        has_loose_body = count_common(one.loose_bodies, loose) > 0;
    }
    std::size_t people, bodies;
    bool has_loose_body;

    /// Of events: `certain` is only who share a person of one side and somebody of the other, unless one has
    /// no hosts and guests; `likely` is enough on one day.
    bool fits(const KeyTold& told, const KeyTold& its) const {
        if (!told.has_host || !its.has_host) return people > 0 || bodies >= 2 || has_loose_body;
        const bool is_one_day = told.date && its.date && told.date->has_day() && its.date->has_day() &&
                                compatible(*told.date, *its.date);
        if (is_one_day) return people > 0 || bodies >= 2;
        return told.has_guest && its.has_guest && people > 0 && people + bodies >= 2;
    }
};

/// `company`: null if it is not known yet.
bool may_be_told_as_one(const Encounter& one, const Encounter& other, const Company* company) {
    if (one.is_event != other.is_event) return false;
    if (company && !one.is_event && company->people + company->bodies < 2) return false;
    const auto may_be_one = [&](const KeyTold& told, const KeyTold& its) {
        if (told.kind != its.kind || told.is_lone || its.is_lone) return false;
        if (one.is_event) return days_of_events_agree(told, its) && (!company || company->fits(told, its));
        return may_be_titled_alike(told, its) && days_of_agreements_agree(one, told, other, its);
    };
    return std::any_of(one.told.begin(), one.told.end(), [&](const KeyTold& told) {
        return std::any_of(other.told.begin(), other.told.end(),
                           [&](const KeyTold& its) { return may_be_one(told, its); });
    });
}

} // namespace

void Encounter::tell(const std::string& key, const IsArticle& is_article) {
    is_event = key.starts_with("event/");
    told.push_back(told_by(key));
    KeyTold& its = told.back();
    if (is_event) {
        its.reported = day_of_telling(key);
        return;
    }
    std::string_view named = without_mark(key, is_article);
    const std::size_t title = named.rfind('/') + 1, mark = key.rfind('~');
    its.has_words = named.size() < key.size() || mark == key.npos || mark < title;
    const bool is_own = named.size() < key.size();
    const std::size_t day = named.find('#', title);
    if (day != named.npos) its.reported = day_of_digits(named.substr(day + 1));
    its.words = telling_words(named.substr(title, day == named.npos ? day : day - title));
    its.is_lone = is_own && day == named.npos && !its.date && its.words.empty();
}

ArticlesAround::ArticlesAround(const PatchedGraph& base, const KnownIndex& index, const FetchDigest& fetch,
                               std::size_t most, bool may_mix_kinds)
    : near_(base), index_(index), fetch_(fetch), most_(most), may_mix_kinds_(may_mix_kinds) {}

bool ArticlesAround::doubt(Unsure reason, const std::string& about) {
    unsure_ = reason;
    about_ = about;
    return false;
}

bool ArticlesAround::read(VertexId article) {
    if (!read_.insert(article).second) return true;
    const std::string id = near_.article_id(article);
    const Digest* digest = fetch_(id);
    if (!digest) return doubt(Unsure::digest, id);
    digests_.push_back(digest);
    if (digests_.size() > most_) return doubt(Unsure::too_many, id);
    const std::string* first = index_.first_with_text(std::string(digest->sha256));
    if (digest->sha256.empty() || !first) return true;
    const auto other = index_.vertex("article/" + *first);
    return other ? read(*other) : doubt(Unsure::index, *first);
}

bool ArticlesAround::read_all(VertexId vertex) {
    if (!all_read_.insert(vertex).second) return true;
    auto articles = near_.articles(vertex);
    return std::all_of(articles.begin(), articles.end(), [&](VertexId each) { return read(each); });
}

bool ArticlesAround::read_all(const std::string& node) {
    const auto vertex = index_.vertex(node);
    return vertex ? read_all(*vertex) : doubt(Unsure::event_near, node);
}

bool ArticlesAround::look_around(const std::string& node) {
    return read_all(node) && look_around(encounter(*index_.vertex(node)));
}

void ArticlesAround::take_part(VertexId member, bool has_side, Encounter& encounter) const {
    const auto insert = [member](std::vector<VertexId>& members) {
        const auto at = std::lower_bound(members.begin(), members.end(), member);
        if (at == members.end() || *at != member) members.insert(at, member);
    };
    const bool is_person = near_.text(member, "id").starts_with("official");
    insert(is_person ? encounter.people : encounter.bodies);
    if (!is_person && !has_side) insert(encounter.loose_bodies);
}

std::vector<std::pair<std::string, Encounter>>
ArticlesAround::undecided(const State& state, const IsAsked& is_asked, const VertexOf& vertex_of) const {
    std::map<std::string, Encounter> all;
    std::unordered_map<LocalId, Encounter*> encounters;
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        const Local& each = state.locals[local];
        const bool is_one = each.kind == Kind::event || each.kind == Kind::agreement;
        if (!is_one || each.group == none) continue;
        const std::string& key = state.groups.key(each.group);
        if (state.index->lone.contains(key) || state.known->node_of(key) || !is_asked(key)) continue;
        const auto [told, is_new] = all.try_emplace(key);
        encounters.emplace(local, &told->second);
        if (is_new) tell(state, each.article, key, told->second);
    }
    for (const LocalEdge& edge : state.edges) {
        const auto told = encounters.find(edge.to);
        const bool takes_part = edge.kind == EdgeKind::attended || edge.kind == EdgeKind::took_part ||
                                edge.kind == EdgeKind::party_to;
        const GroupId from = state.locals[edge.from].group;
        if (told == encounters.end() || !takes_part || from == none) continue;
        const bool has_side = edge.kind == EdgeKind::party_to || side_index(edge) < 2;
        if (const auto member = vertex_of(state.groups.key(from)))
            take_part(*member, has_side, *told->second);
    }
    return {all.begin(), all.end()};
}

/// What is told by a key, by one of the articles that do.
void ArticlesAround::tell(const State& state, std::uint32_t article, const std::string& key,
                          Encounter& encounter) {
    const std::string_view id = state.article_id(state.articles[article].same_text);
    encounter.tell(key, [&](std::string_view mark) { return mark == id; });
    encounter.published = state.articles[article].published;
    if (encounter.is_event) encounter.told.back().reported = encounter.published;
}

ArticlesAround::Met& ArticlesAround::keys_of(VertexId vertex) {
    auto [found, is_new] = met_.try_emplace(vertex);
    Encounter& encounter = found->second.encounter;
    if (!is_new) return found->second;
    const std::vector<std::string> keys = near_.keys(vertex);
    const bool is_event = !keys.empty() && keys.front().starts_with("event/");
    const std::vector<VertexId> articles = is_event ? std::vector<VertexId>() : near_.articles(vertex);
    const auto is_article = [&](std::string_view id) {
        const auto article = index_.vertex("article/" + std::string(id));
        return article && std::find(articles.begin(), articles.end(), *article) != articles.end();
    };
    for (const std::string& key : keys) {
        encounter.tell(key, is_article);
        KeyTold& told = encounter.told.back();
        if (is_event && !told.date && !told.reported) told.reported = published_by_mark(key);
    }
    std::sort(encounter.told.begin(), encounter.told.end());
    encounter.told.erase(std::unique(encounter.told.begin(), encounter.told.end()), encounter.told.end());
    encounter.has_several_keys = keys.size() > 1;
    if (!is_event) encounter.published = published_of(vertex);
    return found->second;
}

/// The day of the only article that tells an event by this key; nothing if several tell it, or none is known.
std::optional<PartialDate> ArticlesAround::published_by_mark(const std::string& key) const {
    std::optional<PartialDate> published;
    const auto find = [&](std::string_view id) {
        const auto article = index_.vertex("article/" + std::string(id));
        if (article) published = PartialDate::parse(near_.text(*article, "published"));
        return article.has_value();
    };
    without_mark(key, find);
    return published;
}

const Encounter& ArticlesAround::encounter(VertexId vertex) {
    Met& met = keys_of(vertex);
    if (met.has_company) return met.encounter;
    met.has_company = true;
    for (const auto& [member, has_side] : near_.members(vertex)) take_part(member, has_side, met.encounter);
    return met.encounter;
}

/// What keys tell is asked first: it rules out most.
bool ArticlesAround::may_be_one(const Encounter& told, VertexId other) {
    if (!is_of_its_kind(told, other) || !may_be_told_as_one(told, keys_of(other).encounter, nullptr))
        return false;
    const Encounter& its = encounter(other);
    const Company company(told, its);
    return may_be_told_as_one(told, its, &company);
}

/// All keys of a node are of the kind that it has.
bool ArticlesAround::is_of_its_kind(const Encounter& told, VertexId other) const {
    if (may_mix_kinds_) return true;
    std::string kind = near_.text(other, "kind");
    kind = kind.empty() ? "other" : kind.substr(0, kind.find('/')); // as told_by() has it
    return std::any_of(told.told.begin(), told.told.end(),
                       [&](const KeyTold& each) { return each.kind == kind; });
}

/// From the first to the last day of its articles; nothing if one of them has none.
std::optional<PartialDate> ArticlesAround::published_of(VertexId vertex) const {
    std::optional<PartialDate> published;
    for (VertexId article : near_.articles(vertex)) {
        const auto date = PartialDate::parse(near_.text(article, "published"));
        if (!date) return std::nullopt;
        const bool both = published && published->is_exact() && date->is_exact();
        published = both ? PartialDate::spanning(*published, *date) : *date;
    }
    return published;
}

bool ArticlesAround::look_around(const Encounter& told) {
    for (VertexId member : whom_to_ask(told)) {
        for (VertexId vertex : near_.memberships(member)) {
            const bool is_near = !all_read_.contains(vertex) && may_be_one(told, vertex);
            if (is_near && !read_all(vertex)) return false;
        }
    }
    return true;
}

bool ArticlesAround::look_around_once(const std::string& key, const Encounter& told) {
    std::vector<VertexId> members = told.people;
    members.insert(members.end(), told.bodies.begin(), told.bodies.end());
    members.insert(members.end(), told.loose_bodies.begin(), told.loose_bodies.end());
    return !asked_.emplace(key, std::move(members)).second || look_around(told);
}

/// All but the body that takes part in most, unless a loose body in common is enough.
std::vector<VertexId> ArticlesAround::whom_to_ask(const Encounter& told) const {
    std::vector<VertexId> all = told.bodies;
    const auto most = std::max_element(all.begin(), all.end(), [&](VertexId a, VertexId b) {
        return near_.membership_count(a) < near_.membership_count(b);
    });
    const bool can_leave_out =
        most != all.end() && !std::binary_search(told.loose_bodies.begin(), told.loose_bodies.end(), *most);
    if (can_leave_out) all.erase(most);
    all.insert(all.end(), told.people.begin(), told.people.end());
    return all;
}

} // namespace banggiao::merging
