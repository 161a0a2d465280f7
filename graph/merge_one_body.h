// Takes bodies in order of their keys. Hands out which of them are one by their names: the rules that ask of
// nothing but what is known of each. Private to graph/.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::merging {

/// `Bodies` hands out what is known of each and joins them:
///   Who                               names one of them
///   identity(who)                     the folded name with the node of the place served
///   is_of_article(who)                of its article alone: nothing else has its identity
///   aliases(who)                      identities of the other forms of its name
///   root(who), join(a, b, rule, reason)
template <typename Bodies>
class BodyNames {
  public:
    using Who = typename Bodies::Who;

    /// `ordered`: in order of their keys; all that share an identity or bear what another has as a form.
    BodyNames(Bodies& bodies, std::span<const Who> ordered) : bodies_(bodies), ordered_(ordered) {}

    void join() {
        join_equal_names();
        join_aliases();
    }

  private:
    /// Spellings of one name (marks lost, i for y) for one place.
    void join_equal_names() {
        for (Who who : ordered_) {
            if (bodies_.is_of_article(who)) continue;
            auto [first, is_new] = by_identity_.try_emplace(bodies_.identity(who), who);
            if (!is_new)
                bodies_.join(first->second, who, "organization.name", "the same name and place served");
        }
    }

    /// A name that one article gives as another form of exactly one body for the same place. Its own name is
    /// no other form.
    void join_aliases() {
        std::map<std::string_view, std::vector<Who>> by_alias;
        for (Who who : ordered_) {
            for (const std::string& alias : bodies_.aliases(who)) {
                const auto named = by_identity_.find(alias);
                if (named == by_identity_.end()) continue;
                if (bodies_.root(named->second) != bodies_.root(who)) by_alias[named->first].push_back(who);
            }
        }
        for (const auto& [alias, all] : by_alias) join_alias(all, by_identity_.find(alias)->second);
    }

    void join_alias(const std::vector<Who>& all, Who named) {
        for (Who who : all)
            if (bodies_.root(who) != bodies_.root(all.front())) return;
        bodies_.join(all.front(), named, "organization.alias",
                     "an article gives the one as a form of the other");
    }

    Bodies& bodies_;
    std::span<const Who> ordered_;
    std::map<std::string, Who, std::less<>> by_identity_;
};

} // namespace banggiao::merging
