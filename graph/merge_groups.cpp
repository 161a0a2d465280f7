// Takes keys and joins. Hands out which groups are one node, and why.
#include <banggiao/graph/merge_state.h>

#include <algorithm>
#include <tuple>

namespace banggiao::merging {

MergeDecision decision_on(std::string_view rule, std::vector<std::string> keys, std::string_view reason) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return {std::string(rule), std::move(keys), std::string(reason)};
}

Groups::Groups(std::span<const Judgement> judgements) : judgements_(judgements) {
    for (std::uint32_t i = 0; i < judgements.size(); ++i) {
        const Judgement& judgement = judgements[i];
        if (judgement.kind != Judgement::Kind::different || judgement.a == judgement.b) continue;
        apart_by_key_[judgement.a].push_back({i, false});
        apart_by_key_[judgement.b].push_back({i, true});
    }
}

GroupId Groups::intern(const std::string& key) {
    auto [entry, is_new] = ids_.try_emplace(key, static_cast<GroupId>(keys_.size()));
    if (!is_new) return entry->second;
    keys_.push_back(&entry->first);
    parents_.push_back(entry->second);
    auto sides = apart_by_key_.find(key);
    if (sides != apart_by_key_.end()) apart_[entry->second] = sides->second;
    return entry->second;
}

std::optional<GroupId> Groups::find(const std::string& key) const {
    auto found = ids_.find(key);
    if (found == ids_.end()) return std::nullopt;
    return found->second;
}

GroupId Groups::root(GroupId group) const {
    while (parents_[group] != group) group = parents_[group] = parents_[parents_[group]];
    return group;
}

void Groups::sort_by_key(std::vector<GroupId>& groups) const {
    std::sort(groups.begin(), groups.end(), [&](GroupId a, GroupId b) { return key(a) < key(b); });
}

void Groups::sort_by_keys(Pairs& pairs) const {
    for (auto& [a, b] : pairs)
        if (key(b) < key(a)) std::swap(a, b);
    std::sort(pairs.begin(), pairs.end(), [&](const auto& one, const auto& other) {
        return std::tie(key(one.first), key(one.second)) < std::tie(key(other.first), key(other.second));
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

void Groups::tag(GroupId group, std::uint32_t tag) {
    std::vector<std::uint32_t>& tags = tags_[root(group)];
    auto place = std::lower_bound(tags.begin(), tags.end(), tag);
    if (place == tags.end() || *place != tag) tags.insert(place, tag);
}

bool Groups::judged_different(GroupId a, GroupId b) const {
    auto left = apart_.find(root(a));
    auto right = apart_.find(root(b));
    if (left == apart_.end() || right == apart_.end()) return false;
    for (const Side& one : left->second) {
        for (const Side& other : right->second) {
            if (one.judgement == other.judgement && one.second != other.second) return true;
        }
    }
    return false;
}

std::vector<GroupId> Groups::without_common_tags(const std::vector<GroupId>& groups) const {
    std::unordered_map<std::uint32_t, std::size_t> times;
    const auto tags_of = [this](GroupId group) -> const std::vector<std::uint32_t>& {
        static const std::vector<std::uint32_t> none_at_all;
        const auto found = tags_.find(root(group));
        return found == tags_.end() ? none_at_all : found->second;
    };
    for (GroupId group : groups)
        for (std::uint32_t tag : tags_of(group)) ++times[tag];
    std::vector<GroupId> left;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(left), [&](GroupId group) {
        const auto& tags = tags_of(group);
        return std::all_of(tags.begin(), tags.end(), [&](std::uint32_t tag) { return times[tag] == 1; });
    });
    return left;
}

bool Groups::share_tag(GroupId a, GroupId b) const {
    auto mine = tags_.find(root(a));
    auto theirs = tags_.find(root(b));
    if (mine == tags_.end() || theirs == tags_.end()) return false;
    bool smaller = mine->second.size() < theirs->second.size();
    const auto& few = smaller ? mine->second : theirs->second;
    const auto& many = smaller ? theirs->second : mine->second;
    return std::any_of(few.begin(), few.end(),
                       [&](std::uint32_t tag) { return std::binary_search(many.begin(), many.end(), tag); });
}

void Groups::unite(GroupId a, GroupId b) {
    GroupId left = root(a);
    GroupId right = root(b);
    if (left == right) return;
    if (key(right) < key(left)) std::swap(left, right);
    parents_[right] = left;
    if (auto sides = apart_.extract(right)) {
        auto& all = apart_[left];
        all.insert(all.end(), sides.mapped().begin(), sides.mapped().end());
    }
    if (auto tags = tags_.extract(right)) {
        std::vector<std::uint32_t>& all = tags_[left];
        std::vector<std::uint32_t> both;
        std::set_union(all.begin(), all.end(), tags.mapped().begin(), tags.mapped().end(),
                       std::back_inserter(both));
        all = std::move(both);
    }
}

bool Groups::join(GroupId a, GroupId b, std::string_view rule, std::string_view reason) {
    GroupId left = root(a);
    GroupId right = root(b);
    if (left == right) return true;
    bool different = judged_different(left, right);
    if (different || share_tag(left, right)) {
        std::string_view why = different ? "judged different" : "one article tells them apart";
        std::string told_apart = key(a).substr(0, key(a).find('/')) + ".told-apart";
        note(different ? "judgement.different" : told_apart, {a, b},
             std::string(why) + "; otherwise " + std::string(reason));
        return false;
    }
    unite(left, right);
    note(rule, {a, b}, reason);
    return true;
}

void Groups::note(std::string_view rule, std::vector<GroupId> groups, std::string_view reason) {
    std::vector<std::string> keys;
    for (GroupId group : groups) keys.push_back(key(group));
    decisions_.push_back(decision_on(rule, std::move(keys), reason));
}

void Groups::note_each(std::string_view rule, GroupId group, std::span<const GroupId> others,
                       std::string_view reason) {
    for (GroupId other : others) note(rule, {group, other}, reason);
}

void Groups::apply_judgements(std::string_view prefix) {
    std::vector<const Judgement*> same;
    for (const Judgement& judgement : judgements_) {
        bool of_this_kind = judgement.a.starts_with(prefix) && judgement.b.starts_with(prefix);
        if (judgement.kind == Judgement::Kind::same && of_this_kind) same.push_back(&judgement);
    }
    std::sort(same.begin(), same.end(), [](const Judgement* a, const Judgement* b) { return *a < *b; });
    for (const Judgement* judgement : same) {
        auto a = find(judgement->a);
        auto b = find(judgement->b);
        if (a && b) join(*a, *b, "judgement.same", "judged the same");
    }
}

std::vector<MergeDecision> Groups::take_decisions() {
    std::sort(decisions_.begin(), decisions_.end());
    decisions_.erase(std::unique(decisions_.begin(), decisions_.end()), decisions_.end());
    return std::move(decisions_);
}

} // namespace banggiao::merging
