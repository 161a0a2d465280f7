// Takes keys that a doubt is about. Hands out the articles that name them, to be taken out and put in again.
#include <banggiao/graph/extend_widen.h>

#include <algorithm>

namespace banggiao::merging {

bool Widened::widen(const std::vector<std::string>& keys) {
    std::set<std::string> more;
    for (const std::string& key : keys) {
        const std::string* node = index_.node(key);
        const auto vertex = node ? index_.vertex(*node) : std::nullopt;
        if (!vertex) continue;
        if (near_.article_count(*vertex) > most_articles) return false;
        for (std::string& article : near_.articles_of(*vertex))
            if (!known_.contains(article)) more.insert(std::move(article));
    }
    count_ += more.size();
    if (more.empty() || count_ > most_articles) return false;
    return std::all_of(more.begin(), more.end(), [&](const std::string& id) { return take_in(id); });
}

bool Widened::take_in(const std::string& id) {
    const Digest* digest = fetch_(id);
    if (!digest) return false;
    known_.insert(id);
    added_.push_back(digest);
    removed_.push_back(digest);
    return true;
}

} // namespace banggiao::merging
