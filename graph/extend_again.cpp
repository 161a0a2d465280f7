// Takes articles that go and come, each merged alone, some of them the same. Hands out which keys move to
// another node with them, and what is told beside these.
#include <banggiao/graph/extend_again.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Keys = std::vector<Key>;
using KeysByNode = std::map<Key, Keys>;

/// What a key is of, as it is found; of one that is its own node the key.
const Key& node_then(const Known& then, const Key& key) {
    const std::string* node = then.node_of(key);
    return node ? *node : key;
}

/// The keys of places, bodies and people that come and that nobody else tells, by what they are of then.
KeysByNode coming_keys(const PartialMerge& alone, const Known& then) {
    KeysByNode coming;
    const auto take = [&](const Key& key) {
        if (then.gone.contains(key) || !then.index.node(key)) coming[node_then(then, key)].push_back(key);
    };
    for (const auto& [key, told] : alone.index.told) take(key);
    for (const Local& local : alone.state.locals)
        if (local.inferred && local.group != none) take(alone.state.groups.key(local.group));
    return coming;
}

/// All keys that are one node then, in order.
Keys keys_then(const KeysByNode& coming, const Known& then, const Key& node) {
    Keys keys = then.index.node(node) ? then.keys_of(node) : Keys();
    if (const auto more = coming.find(node); more != coming.end())
        keys.insert(keys.end(), more->second.begin(), more->second.end());
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

bool is_told_of(const Local& local) {
    return local.group != none && (local.kind == Kind::event || local.kind == Kind::agreement);
}

} // namespace

PutAgain::PutAgain(const Known& known, const PartialMerge* gone_alone, const PartialMerge* alone,
                   const Known& then, Names& names)
    : base_(known.index),
      rest_(base_.without(less_, then_.renamed)), then_{rest_, then.assigned, {}, then.gone, then.renamed} {
    if (gone_alone && alone) find_again(*gone_alone, *alone);
    if (gone_alone && again_.empty()) less_ = gone_alone->index;
    if (again_.empty()) return;
    std::vector<const Digest*> for_good;
    for (const LocalArticle& article : gone_alone->state.articles)
        if (!contains(article.digest->id)) for_good.push_back(article.digest);
    if (!for_good.empty()) less_ = PartialMerge(for_good, known, names).index;
    find_moved(*alone, then);
    as_before_ = again_;
    for (const PartialMerge* each : {gone_alone, alone}) find_told(*each);
}

void PutAgain::find_again(const PartialMerge& gone_alone, const PartialMerge& alone) {
    std::unordered_set<const Digest*> gone;
    for (const LocalArticle& article : gone_alone.state.articles) gone.insert(article.digest);
    for (const LocalArticle& article : alone.state.articles)
        if (gone.contains(article.digest)) again_.emplace(article.digest->id);
}

/// A key that the base has moves where its node then is another, or has other keys.
void PutAgain::find_moved(const PartialMerge& alone, const Known& found) {
    const KeysByNode coming = coming_keys(alone, found);
    for (const Key& key : found.gone) {
        const Keys before = base_.all_keys(base_.sure(base_.node(key)));
        if (before == keys_then(coming, found, node_then(found, key)))
            let_stay(key);
        else
            moved_.insert(key);
    }
}

void PutAgain::let_stay(const Key& key) {
    then_.gone.erase(key);
    then_.assigned.erase(key);
    then_.renamed.erase(base_.sure(base_.node(key)));
}

void PutAgain::find_told(const PartialMerge& some) {
    const State& state = some.state;
    for (const auto& [pair, count] : some.index.one_article_pairs)
        if (const std::size_t end = pair.find('\n'); moved_.contains(pair.substr(end + 1)))
            moved_.insert(pair.substr(0, end));
    for (const Local& local : state.locals) {
        const std::string article(state.article_id(local.article));
        if (moves(state, local)) as_before_.erase(article);
        if (!is_told_of(local) || contains(article)) continue;
        events_.insert(state.groups.key(local.group));
        retold_.insert(state.groups.key(local.group));
    }
    for (const LocalEdge& edge : state.edges)
        for (auto [from, to] : {std::pair(edge.from, edge.to), std::pair(edge.to, edge.from)})
            if (moves(state, state.locals[from]) && is_told_of(state.locals[to]))
                events_.insert(state.groups.key(state.locals[to].group));
}

} // namespace banggiao::merging
