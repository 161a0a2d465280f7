// Takes what articles touch in a base graph. Hands out the articles that say what lies near it: events and
// agreements of one kind, with the same people or bodies, at about one time.
#include <banggiao/graph/extend_around.h>
#include <banggiao/graph/merge_titles.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

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
    return told;
}

/// `20170531`; nothing if it is none.
std::optional<PartialDate> day_of_digits(std::string_view digits) {
    constexpr std::size_t year = 4, month = 2, all = 8;
    if (digits.size() < all) return std::nullopt;
    std::string text(digits.substr(0, year));
    for (std::size_t at = year; at < all; at += month) text.append("-").append(digits.substr(at, month));
    return PartialDate::parse(text);
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

/// The days something can lie in; any, where nothing tells.
DayWindow window(const std::optional<PartialDate>& date, const std::optional<PartialDate>& published) {
    if (date) return date->has_year() ? DayWindow::of(*date) : DayWindow();
    if (!published || !published->is_exact()) return {};
    constexpr std::int32_t fortnight = 14;
    const DayWindow days = DayWindow::of(*published);
    return {days.first - fortnight, days.last};
}

bool overlap(const DayWindow& a, const DayWindow& b, std::int32_t days_between) {
    return a.first - days_between <= b.last && b.first - days_between <= a.last;
}

/// Whether the days of two let them be one. Visits of a few days' distance can.
bool days_agree(const Encounter& one, const KeyTold& told, const Encounter& other, const KeyTold& its) {
    constexpr std::int32_t few_days = 4, one_month = 31;
    const bool is_visit = one.is_event && told.kind == "visit";
    if (told.date && its.date && !(is_visit && told.date->has_year() && its.date->has_year()))
        return compatible(*told.date, *its.date);
    if (one.is_event)
        return overlap(window(told.date, one.published), window(its.date, other.published), few_days);
    const bool may_tell = (!told.has_words || !told.words.empty()) && (!its.has_words || !its.words.empty());
    if (may_tell) return true;
    const auto days = [](const Encounter& whole, const KeyTold& each) {
        return each.reported ? DayWindow::of(*each.reported) : window(each.date, whole.published);
    };
    return overlap(days(one, told), days(other, its), one_month);
}

bool may_be_titled_alike(const KeyTold& a, const KeyTold& b) {
    return !a.has_words || !b.has_words || titles_agree(a.words, b.words);
}

bool may_be_told_as_one(const Encounter& one, const Encounter& other) {
    if (one.is_event != other.is_event) return false;
    return std::any_of(one.told.begin(), one.told.end(), [&](const KeyTold& told) {
        return std::any_of(other.told.begin(), other.told.end(), [&](const KeyTold& its) {
            return told.kind == its.kind && !told.is_lone && !its.is_lone &&
                   (one.is_event || may_be_titled_alike(told, its)) && days_agree(one, told, other, its);
        });
    });
}

std::size_t count_common(const std::vector<VertexId>& a, const std::vector<VertexId>& b) {
    return static_cast<std::size_t>(std::count_if(
        a.begin(), a.end(), [&](VertexId each) { return std::binary_search(b.begin(), b.end(), each); }));
}

/// `other`: of the base; of several keys it says of each body one side, though articles may tell others.
bool may_have_one_company(const Encounter& one, const Encounter& other) {
    const std::size_t people = count_common(one.people, other.people);
    const std::size_t bodies = count_common(one.bodies, other.bodies);
    const bool need_both_sides = one.has_sides && other.has_sides && other.told.size() == 1 &&
                                 one.told.size() == 1 && !(one.tells_day() && other.tells_day());
    if (!one.is_event || need_both_sides) return people + bodies >= 2;
    const auto& loose = other.told.size() > 1 ? other.bodies : other.loose_bodies;
    return people > 0 || bodies >= 2 || count_common(one.loose_bodies, loose) > 0;
}

} // namespace

void Encounter::tell(const std::string& key, const IsArticle& is_article) {
    is_event = key.starts_with("event/");
    told.push_back(told_by(key));
    if (is_event) return;
    KeyTold& its = told.back();
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
                               std::size_t most)
    : near_(base), index_(index), fetch_(fetch), most_(most) {}

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

bool ArticlesAround::look_around(const std::string& node) {
    const auto vertex = index_.vertex(node);
    if (!vertex) return doubt(Unsure::event_near, node);
    return read_all(*vertex) && look_around(encounter(*vertex));
}

void ArticlesAround::take_part(VertexId member, bool has_side, Encounter& encounter) const {
    const auto insert = [member](std::vector<VertexId>& members) {
        const auto at = std::lower_bound(members.begin(), members.end(), member);
        if (at == members.end() || *at != member) members.insert(at, member);
    };
    encounter.has_sides = encounter.has_sides || has_side;
    const bool is_person = near_.text(member, "id").starts_with("official");
    insert(is_person ? encounter.people : encounter.bodies);
    if (!is_person && !has_side) insert(encounter.loose_bodies);
}

std::vector<std::pair<std::string, Encounter>> ArticlesAround::undecided(const State& state,
                                                                         const VertexOf& vertex_of) const {
    std::map<LocalId, std::size_t> numbers;
    std::vector<std::pair<std::string, Encounter>> all;
    for (LocalId local = 0; local < state.locals.size(); ++local) {
        const Local& each = state.locals[local];
        const bool is_one = each.kind == Kind::event || each.kind == Kind::agreement;
        if (!is_one || each.group == none) continue;
        const std::string& key = state.groups.key(each.group);
        if (state.index->lone.contains(key) || state.known->node_of(key)) continue;
        numbers.emplace(local, all.size());
        Encounter& told = all.emplace_back(key, Encounter()).second;
        const std::string_view article = state.article_id(state.articles[each.article].same_text);
        told.tell(key, [&](std::string_view id) { return id == article; });
        told.published = state.articles[each.article].published;
    }
    for (const LocalEdge& edge : state.edges) {
        const auto number = numbers.find(edge.to);
        const bool takes_part = edge.kind == EdgeKind::attended || edge.kind == EdgeKind::took_part ||
                                edge.kind == EdgeKind::party_to;
        const GroupId from = state.locals[edge.from].group;
        if (number == numbers.end() || !takes_part || from == none) continue;
        const bool has_side = edge.kind == EdgeKind::party_to || side_index(edge) < 2;
        if (const auto member = vertex_of(state.groups.key(from)))
            take_part(*member, has_side, all[number->second].second);
    }
    return all;
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
    for (const std::string& key : keys) encounter.tell(key, is_article);
    if (!is_event || encounter.is_undated()) encounter.published = published_of(vertex);
    return found->second;
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
    return may_be_told_as_one(told, keys_of(other).encounter) && may_have_one_company(told, encounter(other));
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
