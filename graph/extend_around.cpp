// Takes what articles touch in a base graph. Hands out the articles that say what lies near it: events and
// agreements of one kind, someone in both, at about one time.
#include <banggiao/graph/extend_around.h>

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

/// The days something can lie in; any, where nothing tells.
DayWindow window(const KeyTold& told, const std::optional<PartialDate>& published) {
    if (told.date) return told.date->has_year() ? DayWindow::of(*told.date) : DayWindow();
    if (!published || !published->is_exact()) return {};
    constexpr std::int32_t fortnight = 14;
    const DayWindow days = DayWindow::of(*published);
    return {days.first - fortnight, days.last};
}

/// Visits of a few days' distance can be one.
bool overlap(const DayWindow& a, const DayWindow& b) {
    constexpr std::int32_t few_days = 4;
    return a.first - few_days <= b.last && b.first - few_days <= a.last;
}

} // namespace

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
    auto articles = near_.articles(vertex);
    return std::all_of(articles.begin(), articles.end(), [&](VertexId each) { return read(each); });
}

bool ArticlesAround::look_around(const std::string& node) {
    const auto vertex = index_.vertex(node);
    if (!vertex) return doubt(Unsure::event_near, node);
    if (!read_all(*vertex)) return false;
    const std::optional<PartialDate> published = published_of(*vertex);
    for (const std::string& key : near_.keys(*vertex))
        for (VertexId member : near_.members(*vertex))
            if (!look_around(member, key, published)) return false;
    return true;
}

/// From the first to the last day of its articles; nothing if one of them has none.
std::optional<PartialDate> ArticlesAround::published_of(VertexId event) const {
    std::optional<PartialDate> published;
    for (VertexId article : near_.articles(event)) {
        const auto date = PartialDate::parse(near_.text(article, "published"));
        if (!date) return std::nullopt;
        const bool both = published && published->is_exact() && date->is_exact();
        published = both ? PartialDate::spanning(*published, *date) : *date;
    }
    return published;
}

bool ArticlesAround::look_around(VertexId member, const std::string& key,
                                 const std::optional<PartialDate>& published) {
    const KeyTold told = told_by(key);
    const std::string prefix = key.substr(0, key.find('/') + 1);
    for (VertexId other : near_.memberships(member)) {
        if (seen_.contains({other, key}) || !may_be_near(other, prefix, told, published)) continue;
        seen_.emplace(other, key);
        if (!read_all(other)) return false;
    }
    return true;
}

bool ArticlesAround::may_be_near(VertexId other, const std::string& prefix, const KeyTold& told,
                                 const std::optional<PartialDate>& published) const {
    if (!near_.text(other, "id").starts_with(prefix)) return false;
    const std::vector<std::string> keys = near_.keys(other);
    return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
        const KeyTold its = told_by(key);
        if (its.kind != told.kind) return false;
        if (its.date && told.date && (!its.date->has_year() || !told.date->has_year()))
            return compatible(*its.date, *told.date);
        if (!prefix.starts_with("event") && !(its.date && told.date)) return true;
        return overlap(window(told, published), window_of(other, its));
    });
}

DayWindow ArticlesAround::window_of(VertexId other, const KeyTold& told) const {
    if (told.date) return window(told, {});
    DayWindow all{-DayWindow::never, DayWindow::never};
    for (VertexId article : near_.articles(other)) {
        const DayWindow one = window(told, PartialDate::parse(near_.text(article, "published")));
        all = {std::min(all.first, one.first), std::max(all.last, one.last)};
    }
    return all;
}

} // namespace banggiao::merging
