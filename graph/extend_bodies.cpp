// Takes two indices. Hands out whether the bodies of the smaller one leave those of the larger as they are:
// known ones as they are known, new ones whose names and aliases nothing else bears.
#include <banggiao/graph/extend_compare.h>

namespace banggiao::merging {

namespace {

using Key = MergeIndex::Key;
using Body = MergeIndex::Body;

bool known_body(Comparison& comparison, const Key& key, const Body& body, const Body& known) {
    const KnownIndex& index = comparison.index;
    if (body.place != known.place || body.core != known.core || body.article_only != known.article_only)
        return comparison.doubt(Unsure::body_name, key);
    const std::string& node = index.sure(index.node(key));
    for (const std::string& alias : body.aliases) {
        if (known.aliases.contains(alias)) continue;
        const auto* bearing = index.of_identity(alias);
        if (bearing && !bearing->empty() && index.sure(index.node(bearing->front())) != node)
            return comparison.doubt(Unsure::alias, key);
    }
    return true;
}

bool new_body(Comparison& comparison, const Key& key, const Body& body) {
    const KnownIndex& index = comparison.index;
    if (index.node(key)) return comparison.doubt(Unsure::body_name, key);
    if (!body.article_only && index.of_identity(body.identity))
        return comparison.doubt(Unsure::body_name, key);
    if (index.of_alias(body.identity)) return comparison.doubt(Unsure::alias, key);
    for (const std::string& alias : body.aliases)
        if (alias != body.identity && index.of_identity(alias)) return comparison.doubt(Unsure::alias, key);
    return true;
}

} // namespace

bool compare_bodies(Comparison& comparison) {
    std::set<std::string> new_names;
    for (const auto& [key, body] : comparison.fresh.bodies) {
        const Body* known = comparison.index.body(key);
        if (known ? !known_body(comparison, key, body, *known) : !new_body(comparison, key, body))
            return false;
        if (!known && !new_names.insert(body.identity).second && !body.article_only)
            return comparison.doubt(Unsure::body_name, key);
    }
    for (const auto& [key, body] : comparison.fresh.bodies)
        for (const std::string& alias : body.aliases)
            if (new_names.contains(alias) && alias != body.identity)
                return comparison.doubt(Unsure::alias, key);
    return true;
}

} // namespace banggiao::merging
