// Takes the compiled-in tables (gazetteer/*.tsv) and a user's own. Hands out the places and bodies that begin
// at a token: a trie over interned syllables.
#pragma once

#include <banggiao/extract/document.h>
#include <banggiao/graph/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

enum class EntryKind : std::uint8_t { province, locality, foreign_locality, country, organization };

/// One thing of the tables. Strings live as long as the gazetteer.
struct Entry {
    EntryKind kind = EntryKind::country;
    std::string_view name;   ///< the canonical Vietnamese name, without prefix (`Quảng Ninh`)
    std::string_view code;   ///< ISO 3166-1/-2 or empty
    std::string_view parent; ///< code or name of what it lies in; for bodies: the country it is of
    std::string_view level; ///< thành phố, huyện, tỉnh, khu tự trị …; organisations: their `kind`
    bool ambiguous =
        false; ///< its name also is a common word or a person's name (Anh, Nga, Ý): needs context
};

struct GazetteerMatch {
    const Entry* entry;
    TokenRange tokens;
    bool abbreviation = false; ///< the form found is an abbreviation (TQ, TP.HCM)
    bool ambiguous =
        false; ///< the form found is (`Mỹ`, not `Hoa Kỳ`); false behind a regime (`Vương quốc Anh`)
};

class Gazetteer {
  public:
    /// The compiled-in tables. Built once, shared, immutable.
    static const Gazetteer& built_in();
    /// The built-in one and a user's rows (`kind name code parent level aliases`, tab-separated, # comments;
    /// aliases separated by |; ~ before a name or alias: ambiguous, = before an alias: abbreviation).
    static Result<Gazetteer> with_user_table(const std::string& path);

    /// Every entry with a form that begins at `at`, longest first. Forms match with marks, without case (but
    /// one word of the match is capitalised, and every word of an abbreviation or an ambiguous form), any
    /// tone place, hyphens or spaces between syllables. A country's form may follow its regime (`CHDCND Lào`,
    /// `Cộng hòa Pháp`). O(length of the longest form).
    std::vector<GazetteerMatch> match(const Document& document, TokenIndex at) const;
    /// The same, in place of what `matches` holds.
    void match(const Document& document, TokenIndex at, std::vector<GazetteerMatch>& matches) const;

    /// Entries by exact folded name or alias; by code.
    std::vector<const Entry*> find(std::string_view name) const;
    const Entry* find_code(std::string_view code) const;

    Gazetteer(Gazetteer&&) noexcept;
    ~Gazetteer();

  private:
    Gazetteer();
    struct Tables;
    std::unique_ptr<Tables> tables_;
};

} // namespace banggiao::extract
