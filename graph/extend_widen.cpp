// Takes keys that a doubt is about. Hands out the articles that name them, to be taken out and put in again.
#include <banggiao/graph/extend_widen.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

bool Widened::widen(const std::vector<std::string>& concerned, const std::vector<std::string>& moving) {
    for (const auto* keys : {&concerned, &moving}) in_question_.insert(keys->begin(), keys->end());
    if (const Articles few = telling(moving); !few.empty()) return take_in(few);
    const auto all = naming(concerned);
    return all && !all->empty() && take_in(*all);
}

std::optional<Widened::Articles> Widened::naming(const std::vector<std::string>& keys) const {
    Articles more;
    for (const std::string& key : keys) {
        const std::string* node = index_.node(key);
        const auto vertex = node ? index_.vertex(*node) : std::nullopt;
        if (!vertex) continue;
        if (near_.article_count(*vertex) > most_articles()) return std::nullopt;
        for (std::string& article : near_.articles_of(*vertex))
            if (!known_.contains(article)) more.insert(std::move(article));
    }
    return more;
}

/// A person's key is a name and the body of an office, which every article that tells it says is held; or a
/// name in one article. Of somebody of several names others may say it of the same body.
Widened::Articles Widened::telling(const std::vector<std::string>& keys) {
    Articles more;
    for (const std::string& key : keys) {
        const std::string* node = index_.node(key);
        const auto* person = index_.person(key);
        const auto vertex = node ? index_.vertex(*node) : std::nullopt;
        const auto body = person ? index_.vertex(person->body) : std::nullopt;
        if (vertex && body)
            for (std::string& article : near_.articles_of_edges(*vertex, schema::edge::holds, *body)) {
                if (known_.contains(article)) continue;
                const Digest* digest = fetch_(article);
                if (!digest || names(*digest, key)) more.insert(std::move(article));
            }
        const std::size_t mark = key.find('~');
        if (mark == std::string::npos) continue;
        std::string article = key.substr(mark + 1);
        if (!known_.contains(article) && index_.vertex("article/" + article)) more.insert(std::move(article));
    }
    return more;
}

/// Whether an article tells of somebody of the name that a person's key begins with.
bool Widened::names(const Digest& article, std::string_view key) {
    key.remove_prefix(std::min(std::string_view("official/").size(), key.size()));
    const std::string_view name = key.substr(0, key.find_first_of("@~"));
    return std::any_of(article.nodes.begin(), article.nodes.end(), [&](const Digest::Node& node) {
        return node.kind == Kind::official && folded_.of(node.name).slug == name;
    });
}

bool Widened::take_in(const Articles& articles) {
    count_ += articles.size();
    return count_ <= most_articles() &&
           std::all_of(articles.begin(), articles.end(), [&](const std::string& id) { return take_in(id); });
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
