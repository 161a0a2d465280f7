// Takes the compiled-in tables and a user's own. Hands out the places and bodies that begin at a token.
#include <banggiao/extract/gazetteer.h>
#include <banggiao/extract/syllable_trie.h>

#include <algorithm>
#include <array>
#include <deque>
#include <fstream>
#include <map>
#include <optional>
#include <tuple>

namespace banggiao::extract {
namespace {

#include "gazetteer_tables.inc" // built_in_rows: the lines of gazetteer/*.tsv

constexpr std::array regimes = {"Cộng hòa",
                                "Cộng hòa Liên bang",
                                "Cộng hòa Dân chủ Nhân dân",
                                "Cộng hòa Nhân dân",
                                "Cộng hòa Dân chủ",
                                "Cộng hòa Xã hội chủ nghĩa",
                                "Cộng hòa Dân chủ Xã hội chủ nghĩa",
                                "Cộng hòa Thống nhất",
                                "Cộng hòa Đông",
                                "Nhà nước Đa dân tộc",
                                "Nhà nước độc lập",
                                "Vương quốc Hashemite",
                                "Cộng hòa Hồi giáo",
                                "Cộng hòa Arab",
                                "Cộng hòa Ả rập",
                                "Cộng hòa Cooperative",
                                "Cộng hòa Bolivar",
                                "Cộng hòa Bô-li-va",
                                "Vương quốc",
                                "Nhà nước",
                                "Liên bang",
                                "Đại Công quốc",
                                "Công quốc",
                                "Hợp chúng quốc",
                                "Hợp chủng quốc",
                                "Quốc vương",
                                "Tiểu vương quốc",
                                "Lãnh thổ",
                                "CHDCND",
                                "CHXHCN",
                                "CHND",
                                "CHLB",
                                "CHDC",
                                "CHHG",
                                "CH",
                                "LB",
                                "VQ"};

struct Form {
    const Entry* entry;
    bool abbreviation;
    bool ambiguous;
};

/// What ends at a node of the trie, if anything does.
enum Says : std::uint8_t {
    nothing = 0,
    forms_end = 1,
    regime_ends = 2 ///< a country may follow
};

/// One row, its fields as in the tables.
struct Row {
    std::array<std::string_view, 6> fields; ///< kind name code parent level aliases
};

std::optional<EntryKind> kind_named(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, EntryKind>, 5> names{
        {{"province", EntryKind::province},
         {"locality", EntryKind::locality},
         {"foreign_locality", EntryKind::foreign_locality},
         {"country", EntryKind::country},
         {"organization", EntryKind::organization}}};
    for (const auto& [text, kind] : names)
        if (text == name) return kind;
    return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

bool is_dash(char32_t mark) {
    return mark == '-' || mark == U'–' || mark == U'—';
}

/// The ids of a form without the hyphens inside its words.
std::vector<SyllableId> syllables_of(std::string_view form) {
    Document document;
    tokenize(form, document);
    std::vector<SyllableId> ids;
    for (const Token& token : document.tokens)
        if (!is_dash(token.mark) || !token.glued) ids.push_back(token.id);
    return ids;
}

} // namespace

struct Gazetteer::Tables {
    void add_built_in() {
        for (const char* regime : regimes) says[path_to(intern_phrase(regime))] |= regime_ends;
        for (const std::string_view row : built_in_rows) add_row(row);
    }

    /// A comment, an empty line or an entry; false if it is none of these.
    bool add_row(std::string_view line) {
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#') return true;
        const auto fields = split(line, '\t');
        const auto kind = kind_named(fields[0]);
        if (!kind || fields.size() < 2 || fields.size() > 6 || fields[1].empty()) return false;
        Row row;
        std::copy(fields.begin(), fields.end(), row.fields.begin());
        add_entry(*kind, row);
        return true;
    }

    void add_entry(EntryKind kind, const Row& row) {
        std::string_view name = row.fields[1];
        const bool ambiguous = name.front() == '~';
        if (ambiguous) name.remove_prefix(1);
        entries.push_back({kind, name, row.fields[2], row.fields[3], row.fields[4], ambiguous});
        const Entry* entry = &entries.back();
        if (!entry->code.empty()) by_code.try_emplace(entry->code, entry);
        add_form(entry, row.fields[1]);
        if (row.fields[5].empty()) return;
        for (const std::string_view alias : split(row.fields[5], '|'))
            if (!alias.empty()) add_form(entry, alias);
    }

    void add_form(const Entry* entry, std::string_view form) {
        Form found{entry, false, false};
        while (!form.empty() && (form.front() == '~' || form.front() == '=')) {
            (form.front() == '~' ? found.ambiguous : found.abbreviation) = true;
            form.remove_prefix(1);
        }
        place(found, syllables_of(form));
        Document document;
        tokenize(form, document);
        std::vector<SyllableId> without_marks;
        std::string joined;
        bool hyphenated = false;
        for (const Token& token : document.tokens) {
            if (is_dash(token.mark)) {
                hyphenated = hyphenated || token.glued;
                continue;
            }
            if (token.mark != '.') without_marks.push_back(token.id);
            joined += syllable_text(token.id);
        }
        place(found, without_marks);
        if (hyphenated && form.find(' ') == form.npos)
            place(found, {intern_syllable(joined)}); // Cam-pu-chia → Campuchia
    }

    void place(Form form, const std::vector<SyllableId>& path) {
        if (path.empty()) return;
        const std::uint32_t node = path_to(path);
        auto& forms = forms_of[node];
        says[node] |= forms_end;
        const bool known = std::any_of(forms.begin(), forms.end(),
                                       [&](const Form& other) { return other.entry == form.entry; });
        if (!known) forms.push_back(form);
    }

    std::uint32_t path_to(const std::vector<SyllableId>& path) {
        std::uint32_t node = SyllableTrie::root;
        for (const SyllableId id : path) node = trie.make_child(node, id);
        forms_of.resize(trie.size());
        says.resize(trie.size(), nothing);
        return node;
    }

    void match(const std::vector<Token>& tokens, TokenIndex at, std::vector<GazetteerMatch>& matches) const {
        std::uint32_t node = 0;
        bool capital = false, small = false;
        for (TokenIndex i = at; i < tokens.size(); ++i) {
            if (i > at && tokens[i].line_start) return;
            if (is_dash(tokens[i].mark) && i > at && tokens[i].glued && i + 1 < tokens.size() &&
                tokens[i + 1].glued)
                continue; // between the syllables of one word
            node = trie.child(node, tokens[i].id);
            if (node == SyllableTrie::none) return;
            if (tokens[i].mark == 0 && tokens[i].shape != Shape::number)
                (tokens[i].shape == Shape::lower ? small : capital) = true;
            if (!capital || says[node] == nothing) continue;
            for (const Form& form : forms_of[node])
                if (!small || !(form.abbreviation || form.ambiguous))
                    matches.push_back({form.entry, {at, i + 1}, form.abbreviation, form.ambiguous});
            if ((says[node] & regime_ends) != 0) match_behind_regime(tokens, at, i + 1, matches);
        }
    }

    void match_behind_regime(const std::vector<Token>& tokens, TokenIndex at, TokenIndex country,
                             std::vector<GazetteerMatch>& matches) const {
        if (country >= tokens.size() || tokens[country].line_start ||
            trie.child(SyllableTrie::root, tokens[country].id) == SyllableTrie::none)
            return;
        std::vector<GazetteerMatch> behind;
        match(tokens, country, behind);
        for (const GazetteerMatch& match : behind)
            if (match.entry->kind == EntryKind::country)
                matches.push_back({match.entry, {at, match.tokens.last}, match.abbreviation, false});
    }

    std::deque<Entry> entries; // addresses are handed out
    SyllableTrie trie;
    std::vector<std::vector<Form>> forms_of; // by node of the trie
    std::vector<std::uint8_t> says;          // by node of the trie: apart, since most nodes say nothing
    std::map<std::string_view, const Entry*> by_code;
    std::deque<std::string> user_rows; // what the entries of a user's table point into
};

Gazetteer::Gazetteer() : tables_(std::make_unique<Tables>()) {
    tables_->add_built_in();
}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

const Gazetteer& Gazetteer::built_in() {
    static const Gazetteer the_gazetteer;
    return the_gazetteer;
}

Result<Gazetteer> Gazetteer::with_user_table(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorKind::unreadable, "the gazetteer cannot be opened", path,
                     "check its name and rights"};
    Gazetteer gazetteer;
    std::string line;
    for (std::size_t number = 1; std::getline(file, line); ++number) {
        gazetteer.tables_->user_rows.push_back(line);
        if (!gazetteer.tables_->add_row(gazetteer.tables_->user_rows.back()))
            return Error{
                ErrorKind::malformed, "this is no row of a gazetteer", path + ":" + std::to_string(number),
                "write kind, name, code, parent, level, aliases with tabs between; kinds are province, "
                "locality, foreign_locality, country, organization"};
    }
    if (file.bad())
        return Error{ErrorKind::unreadable, "the gazetteer cannot be read", path,
                     "name a file, not a folder"};
    return gazetteer;
}

std::vector<GazetteerMatch> Gazetteer::match(const Document& document, TokenIndex at) const {
    std::vector<GazetteerMatch> matches;
    match(document, at, matches);
    return matches;
}

void Gazetteer::match(const Document& document, TokenIndex at, std::vector<GazetteerMatch>& matches) const {
    matches.clear();
    tables_->match(document.tokens, at, matches);
    const auto rank = [](const GazetteerMatch& match) {
        return std::tuple(~match.tokens.last, match.ambiguous,
                          match.entry->kind == EntryKind::foreign_locality);
    };
    const auto before = [&](const GazetteerMatch& a, const GazetteerMatch& b) { return rank(a) < rank(b); };
    for (auto next = matches.begin(); next != matches.end(); ++next) // stable; they are few
        std::rotate(std::upper_bound(matches.begin(), next, *next, before), next, next + 1);
}

std::vector<const Entry*> Gazetteer::find(std::string_view name) const {
    std::uint32_t node = 0;
    for (const SyllableId id : syllables_of(name)) {
        node = tables_->trie.child(node, id);
        if (node == SyllableTrie::none) return {};
    }
    std::vector<const Entry*> entries;
    for (const Form& form : tables_->forms_of[node]) entries.push_back(form.entry);
    return entries;
}

const Entry* Gazetteer::find_code(std::string_view code) const {
    const auto found = tables_->by_code.find(code);
    return found == tables_->by_code.end() ? nullptr : found->second;
}

} // namespace banggiao::extract
