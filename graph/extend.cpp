// Takes a base, its index and new articles. Hands out the change: reads again the few articles that the new
// ones touch, merges them around what is known with and without the new ones, and says what differs.
#include <banggiao/graph/extend.h>
#include <banggiao/graph/extend_compose.h>
#include <banggiao/graph/merge_events.h>

#include <algorithm>
#include <array>

namespace banggiao {

namespace {

using namespace merging;

template <typename Note>
void keep_differences(std::vector<Note>& gone, std::vector<Note>& made) {
    for (auto* notes : {&gone, &made}) {
        std::sort(notes->begin(), notes->end());
        notes->erase(std::unique(notes->begin(), notes->end()), notes->end());
    }
    std::vector<Note> only_gone, only_made;
    std::set_difference(gone.begin(), gone.end(), made.begin(), made.end(), std::back_inserter(only_gone));
    std::set_difference(made.begin(), made.end(), gone.begin(), gone.end(), std::back_inserter(only_made));
    gone = std::move(only_gone);
    made = std::move(only_made);
}

/// The days something can lie in, as year × 10000 + month × 100 + day.
struct Window {
    std::int32_t first = 0;
    std::int32_t last = std::numeric_limits<std::int32_t>::max();
};

class Extending {
  public:
    Extending(const FrozenGraph& base, const KnownIndex& index, std::span<const Judgement> judgements,
              std::span<const Digest* const> added, const FetchDigest& fetch)
        : base_(base), near_(base), index_(index), judgements_(judgements), added_(added),
          fetch_(fetch), known_{base, index, {}, {}, nullptr} {}

    Extension run() {
        bool certain = are_new() && compare_alone() && read_touched() && settle();
        if (!certain) extension_.change.reset();
        extension_.articles_read = old_.size();
        return std::move(extension_);
    }

  private:
    static constexpr std::size_t most_read = 600;

    bool doubt(Unsure reason, std::string about) {
        extension_.unsure = reason;
        extension_.about = std::move(about);
        return false;
    }

    bool are_new() {
        std::set<std::string_view> texts;
        for (const Digest* each : added_) {
            std::string id(each->id);
            if (base_.find_id("article/" + id) || !added_ids_.insert(id).second)
                return doubt(Unsure::article, id);
            std::string sha256(each->sha256);
            bool is_new =
                sha256.empty() || (!index_.first_with_text(sha256) && texts.insert(each->sha256).second);
            if (!is_new) return doubt(Unsure::article, id);
        }
        return true;
    }

    bool compare_alone() {
        alone_ = std::make_unique<PartialMerge>(added_, known_, names_);
        Comparison comparison{index_, alone_->index, {}, {}, {}};
        for (const Judgement& judgement : judgements_) comparison.judged.insert({judgement.a, judgement.b});
        bool certain = compare_places(comparison) && compare_bodies(comparison) &&
                       compare_people(comparison) && compare_seats(comparison);
        Compared& compared = comparison.result;
        if (!certain) return doubt(compared.unsure, compared.about);
        known_.assigned = std::move(compared.assigned);
        notes_ = std::move(compared.notes);
        for (const Conflict& conflict : alone_->state.conflicts)
            if (conflict.rule == "official.two-names") notes_.new_conflicts.push_back(conflict);
        for (const auto& convention : alone_->index.conventions)
            if (index_.has_convention(convention)) return doubt(Unsure::convention, convention);
        return true;
    }

    // What is read again.

    bool read(const std::string& id) {
        if (added_ids_.contains(id) || !read_.insert(id).second) return true;
        const Digest* digest = fetch_(id);
        if (!digest) return doubt(Unsure::digest, id);
        old_.push_back(digest);
        if (old_.size() > most_read) return doubt(Unsure::too_many, id);
        const std::string* first = index_.first_with_text(std::string(digest->sha256));
        return digest->sha256.empty() || !first || read(*first);
    }

    bool read_all(VertexId vertex) {
        auto articles = near_.articles_of(vertex);
        return std::all_of(articles.begin(), articles.end(),
                           [&](const std::string& each) { return read(each); });
    }

    std::optional<VertexId> base_vertex(const std::string& key) const {
        const std::string* node = known_.node_of(key);
        return node ? base_.find_id(*node) : std::nullopt;
    }

    /// All articles of what the new ones name, where they are few; and of events and agreements near theirs.
    bool read_touched() {
        State& state = alone_->state;
        for (const Local& local : state.locals) {
            if (local.group == none) continue;
            auto vertex = base_vertex(state.groups.key(local.group));
            if (!vertex) continue;
            bool is_anew = local.kind == Kind::event || local.kind == Kind::agreement;
            if (!is_anew && near_.article_count(*vertex) > Vertices::most_of_small) continue;
            if (!read_all(*vertex)) return false;
            if (is_anew) opened_.insert(near_.text(*vertex, "id"));
        }
        for (const LocalEdge& edge : state.edges) {
            bool takes_part = edge.kind == EdgeKind::attended || edge.kind == EdgeKind::took_part ||
                              edge.kind == EdgeKind::party_to;
            GroupId from = state.locals[edge.from].group, to = state.locals[edge.to].group;
            if (!takes_part || from == none || to == none) continue;
            auto member = base_vertex(state.groups.key(from));
            const auto& published = state.articles[edge.article].published;
            if (member && !look_around(*member, state.groups.key(to), published)) return false;
        }
        for (const std::string& node : opened_)
            if (!look_around(node)) return false;
        known_.open.insert(opened_.begin(), opened_.end());
        return true;
    }

    /// Reads the articles of what is near an event or agreement of the base.
    bool look_around(const std::string& node) {
        auto vertex = base_.find_id(node);
        if (!vertex || !read_all(*vertex)) return false;
        std::optional<PartialDate> published;
        for (VertexId article : near_.articles(*vertex)) {
            auto date = PartialDate::parse(near_.text(article, "published"));
            if (!date) {
                published.reset();
                break;
            }
            bool both = published && published->is_exact() && date->is_exact();
            published = both ? PartialDate::spanning(*published, *date) : *date;
        }
        for (const std::string& key : near_.keys(*vertex))
            for (VertexId member : near_.members(*vertex))
                if (!look_around(member, key, published)) return false;
        return true;
    }

    bool look_around(VertexId member, const std::string& key, const std::optional<PartialDate>& published) {
        KeyTold told = told_by(key);
        std::string prefix = key.substr(0, key.find('/') + 1);
        for (VertexId other : near_.memberships(member)) {
            if (seen_.contains({other, key})) continue;
            if (!may_be_near(other, prefix, told, published)) continue;
            seen_.emplace(other, key);
            if (!read_all(other)) return false;
        }
        return true;
    }

    bool may_be_near(VertexId other, const std::string& prefix, const KeyTold& told,
                     const std::optional<PartialDate>& published) const {
        if (!near_.text(other, "id").starts_with(prefix)) return false;
        std::vector<std::string> keys = near_.keys(other);
        return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
            KeyTold its = told_by(key);
            if (its.kind != told.kind) return false;
            if (its.date && told.date && (!its.date->has_year() || !told.date->has_year()))
                return compatible(*its.date, *told.date);
            if (!prefix.starts_with("event") && !(its.date && told.date)) return true;
            return overlap(window(told, published), window_of(other, its));
        });
    }

    static Window window(const KeyTold& told, const std::optional<PartialDate>& published) {
        if (told.date && !told.date->has_year()) return {};
        if (told.date) return {told.date->earliest(), told.date->latest()};
        if (!published || !published->is_exact()) return {};
        constexpr std::int32_t fortnight = 14;
        return {earlier(published->earliest(), fortnight), published->latest()};
    }

    Window window_of(VertexId other, const KeyTold& told) const {
        if (told.date) return window(told, {});
        Window all{std::numeric_limits<std::int32_t>::max(), 0};
        for (VertexId article : near_.articles(other)) {
            Window one = window(told, PartialDate::parse(near_.text(article, "published")));
            all = {std::min(all.first, one.first), std::max(all.last, one.last)};
        }
        return all;
    }

    /// A day that lies so many days or more before another.
    static std::int32_t earlier(std::int32_t day, std::int32_t days) {
        if (day % 100 > days) return day - days;
        constexpr std::int32_t month = 100, year = 10000;
        return day / month % 100 > 1 ? day - month + 31 - days : day - year + 11 * month + 31 - days;
    }

    /// Visits of a few days' distance can be one.
    static bool overlap(Window a, Window b) {
        constexpr std::int32_t few_days = 4;
        const auto from = [](Window window) {
            return window.first == 0 ? 0 : earlier(window.first, few_days);
        };
        return from(a) <= b.last && from(b) <= a.last;
    }

    // The merge of what is read, until nothing more is near it.

    bool settle() {
        constexpr int most_rounds = 12;
        for (int round = 0; round < most_rounds; ++round) {
            if (!merge_parts()) return false;
            std::set<std::string> reached = before_->state.reached;
            reached.insert(after_->state.reached.begin(), after_->state.reached.end());
            for (const std::string& node : reached)
                if (!look_around(node)) return doubt_unless_said(Unsure::event_near, node);
            known_.open.insert(reached.begin(), reached.end());
            if (!reached.empty()) continue;
            if (!is_settled()) return false;
            std::set<std::string> all = read_;
            all.insert(added_ids_.begin(), added_ids_.end());
            Composed composed = compose(base_, index_, *after_, all, added_ids_);
            if (composed.unsure != Unsure::nothing) return doubt(composed.unsure, composed.about);
            if (composed.needed.empty()) return take(std::move(composed.change));
            for (const std::string& article : composed.needed)
                if (!read(article)) return false;
        }
        return doubt(Unsure::event_near, {});
    }

    bool doubt_unless_said(Unsure reason, const std::string& about) {
        return extension_.unsure == Unsure::nothing ? doubt(reason, about) : false;
    }

    bool merge_parts() {
        known_.counted_before = nullptr;
        before_ = std::make_unique<PartialMerge>(old_, known_, names_);
        counted_ = before_->index.event_counts;
        known_.counted_before = &counted_;
        std::vector<const Digest*> all = old_;
        all.insert(all.end(), added_.begin(), added_.end());
        after_ = std::make_unique<PartialMerge>(all, known_, names_);
        return true;
    }

    /// Whether the base was decided as these parts are without the new articles, and nothing is left open.
    bool is_settled() {
        for (PartialMerge* part : {before_.get(), after_.get()})
            if (part->state.is_uncertain) return doubt(Unsure::event_uncertain, {});
        for (const std::string& node : known_.open)
            if (!is_as_in_base(node)) return doubt(Unsure::event_uncertain, node);
        if (!crowds_stay()) return doubt(Unsure::event_uncertain, "many events");
        for (const std::string& who : after_->index.crowded) return doubt(Unsure::event_near, who);
        for (const auto& [who, count] : after_->index.event_counts)
            if (index_.is_crowded(who)) return doubt(Unsure::event_near, who);
        for (const std::string& convention : after_->index.conventions)
            if (index_.has_convention(convention)) return doubt(Unsure::convention, convention);
        for (const Judgement& judgement : judgements_)
            for (const std::string* key : {&judgement.a, &judgement.b})
                if (after_->state.groups.find(*key)) return doubt(Unsure::judgement, *key);
        return true;
    }

    /// Of several who took part in many events, those of the least crowd say what is compared: whether nobody
    /// comes into a larger one.
    bool crowds_stay() const {
        return std::all_of(after_->index.event_counts.begin(), after_->index.event_counts.end(),
                           [&](const auto& participant) {
                               const auto& [who, here] = participant;
                               const auto before = counted_.find(who);
                               const std::uint32_t all = index_.event_count(who);
                               const std::uint32_t now =
                                   all + here - (before == counted_.end() ? 0 : before->second);
                               return all == 0 || size_of_crowd(all) == size_of_crowd(now);
                           });
    }

    bool is_as_in_base(const std::string& node) const {
        const Groups& groups = before_->state.groups;
        auto first = groups.find(node);
        if (!first) return false;
        std::vector<std::string> keys = known_.keys_of(node);
        std::size_t count = 0;
        for (GroupId group = 0; group < groups.size(); ++group)
            if (groups.root(group) == groups.root(*first)) ++count;
        return count == keys.size() && std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
                   auto group = groups.find(key);
                   return group && groups.root(*group) == groups.root(*first);
               });
    }

    bool take(GraphChange change) {
        auto add = [](auto& all, auto more) {
            all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        };
        add(notes_.gone_decisions, before_->state.groups.take_decisions());
        add(notes_.new_decisions, after_->state.groups.take_decisions());
        keep_differences(notes_.gone_decisions, notes_.new_decisions);
        keep_differences(notes_.gone_conflicts, notes_.new_conflicts);
        change.notes = std::move(notes_);
        extension_.change = std::move(change);
        return true;
    }

    const FrozenGraph& base_;
    Neighbours near_;
    const KnownIndex& index_;
    std::span<const Judgement> judgements_;
    std::span<const Digest* const> added_;
    const FetchDigest& fetch_;
    Known known_;
    Names names_;
    std::set<std::string> added_ids_, read_, opened_;
    std::set<std::pair<VertexId, std::string>> seen_;
    std::vector<const Digest*> old_; ///< read again
    MergeIndex::Table<std::uint32_t> counted_;
    std::unique_ptr<PartialMerge> alone_, before_, after_;
    NotesChange notes_;
    Extension extension_;
};

} // namespace

std::string_view name_of(Unsure reason) {
    constexpr std::array<std::string_view, 18> names{
        "nothing",      "article",        "judgement",   "place_name", "body_name",  "alias",
        "name_spelled", "person_changed", "names_alike", "holder",     "event_near", "event_uncertain",
        "year",         "convention",     "id",          "too_many",   "digest",     "index"};
    return names[static_cast<std::size_t>(reason)];
}

Extension extend(const FrozenGraph& base, std::span<const std::byte> index,
                 std::span<const Judgement> judgements, std::span<const Digest* const> added,
                 const FetchDigest& fetch) {
    Extension extension;
    extension.unsure = Unsure::index;
    const auto known = KnownIndex::open(index);
    if (!known) return extension;
    Extension found = Extending(base, *known, judgements, added, fetch).run();
    return known->is_damaged() ? extension : found;
}

} // namespace banggiao
