// Takes joins of keys, as they are known and with new ones. Hands out what they change.
#include <banggiao/graph/extend_joined.h>

#include <algorithm>
#include <map>

namespace banggiao::merging {

std::optional<JoinedKeys::Who> JoinedKeys::find(const Key& key) const {
    const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
    if (found == keys_.end() || *found != key) return std::nullopt;
    return static_cast<Who>(found - keys_.begin());
}

bool JoinedKeys::join(Who a, Who b, const char* rule, const std::string& reason) {
    if (root(a) == root(b)) return true;
    unite(a, b);
    notes_.push_back(decision_on(rule, {key(a), key(b)}, reason));
    return true;
}

void JoinedKeys::note(const char* rule, const std::vector<Who>& several, const char* reason) {
    std::vector<Key> keys;
    for (Who who : several) keys.push_back(key(who));
    notes_.push_back(decision_on(rule, std::move(keys), reason));
}

void JoinedKeys::note_each(const char* rule, Who who, const std::vector<Who>& others, const char* reason) {
    for (Who other : others) note(rule, {who, other}, reason);
}

ChangedKeys changed_keys(const KnownIndex& index, const JoinedKeys& before, const JoinedKeys& after) {
    using Whos = std::vector<JoinedKeys::Who>;
    std::map<std::string, Whos> as_known;
    std::map<JoinedKeys::Who, Whos> as_before, as_after; // by root; all by their numbers after
    for (JoinedKeys::Who who = 0; who < after.size(); ++who) {
        const std::string* node = index.node(after.key(who));
        if (!node) continue;
        as_known[*node].push_back(who);
        as_after[after.root(who)].push_back(who);
        if (const auto was = before.find(after.key(who))) as_before[before.root(*was)].push_back(who);
    }
    ChangedKeys changed;
    for (const auto& [node, whos] : as_known)
        for (JoinedKeys::Who who : whos) {
            const auto was = before.find(after.key(who));
            if (was && as_before[before.root(*was)] != whos) changed.before.push_back(after.key(who));
            if (as_after[after.root(who)] != whos) changed.after.push_back(after.key(who));
        }
    return changed;
}

std::vector<JoinedKeys::Key> changed_of(const KnownIndex& index, const JoinedKeys& before,
                                        const JoinedKeys& after) {
    auto [all, more] = changed_keys(index, before, after);
    all.insert(all.end(), more.begin(), more.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

namespace {

/// Keys that are one in whatever way they are looked at, and how often they are told.
struct Piece {
    std::vector<JoinedKeys::Key> keys;
    std::size_t mentions = 0;
};

using Pieces = std::vector<Piece>;

/// Pieces of keys by the pieces that share a node or a root with them.
std::vector<Pieces> pieces_that_touch(const KnownIndex& index, const JoinedKeys& before,
                                      const JoinedKeys& after) {
    using Who = JoinedKeys::Who;
    constexpr Who nobody = ~Who{0};
    std::map<std::tuple<std::string, Who, Who>, Piece> pieces; // by node, root before, root after
    LeastRoots<Who> touching(after.size());
    std::map<std::string, Who> by_node;
    std::map<Who, Who> by_before, by_after;
    for (Who who = 0; who < after.size(); ++who) {
        const std::string* node = index.node(after.key(who));
        if (!node) continue;
        const auto was = before.find(after.key(who));
        const Who root_before = was ? before.root(*was) : nobody;
        Piece& piece = pieces[{*node, root_before, after.root(who)}];
        piece.keys.push_back(after.key(who));
        const auto* told = index.told(after.key(who));
        piece.mentions += told ? told->mentions : 0;
        touching.unite(by_node.emplace(*node, who).first->second, who);
        if (was) touching.unite(by_before.emplace(root_before, who).first->second, who);
        touching.unite(by_after.emplace(after.root(who), who).first->second, who);
    }
    std::map<Who, Pieces> touched;
    for (auto& [where, piece] : pieces)
        touched[touching.root(*after.find(piece.keys.front()))].push_back(std::move(piece));
    std::vector<Pieces> all;
    for (auto& [root, some] : touched) all.push_back(std::move(some));
    return all;
}

} // namespace

std::vector<JoinedKeys::Key> moving_keys(const KnownIndex& index, const JoinedKeys& before,
                                         const JoinedKeys& after) {
    std::vector<JoinedKeys::Key> moving;
    for (Pieces& pieces : pieces_that_touch(index, before, after)) {
        const auto stays = std::max_element(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) {
            return a.mentions < b.mentions;
        });
        for (auto piece = pieces.begin(); piece != pieces.end(); ++piece)
            if (piece != stays) moving.insert(moving.end(), piece->keys.begin(), piece->keys.end());
    }
    return moving;
}

void take_notes(Comparison& comparison, const JoinedKeys& before, const JoinedKeys& after) {
    NotesChange& notes = comparison.result.notes;
    notes.gone_decisions.insert(notes.gone_decisions.end(), before.notes().begin(), before.notes().end());
    notes.new_decisions.insert(notes.new_decisions.end(), after.notes().begin(), after.notes().end());
}

bool assign_new(Comparison& comparison, const JoinedKeys& after) {
    std::map<JoinedKeys::Who, std::vector<const std::string*>> nodes;
    for (JoinedKeys::Who who = 0; who < after.size(); ++who)
        nodes[after.root(who)].push_back(&after.key(who));
    for (const auto& [root, keys] : nodes) {
        const std::string* known = nullptr;
        for (const std::string* key : keys) known = known ? known : comparison.index.node(*key);
        if (keys.size() < 2) continue;
        const std::string node = known ? *known : *keys.front();
        for (const std::string* key : keys) {
            if (comparison.index.node(*key)) continue;
            if (*key < node && !key->starts_with("official")) return comparison.doubt(Unsure::id, node);
            comparison.result.assigned[*key] = node;
        }
    }
    return true;
}

} // namespace banggiao::merging
