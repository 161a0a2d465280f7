// Takes the place where a query cannot be read on. Hands out what its author may have meant: habits of SQL
// and of programming languages, forgotten brackets, misspelt words.
#include <banggiao/query/parser_hints.h>

#include <banggiao/graph/text.h>
#include <banggiao/query/parser_state.h>

#include <algorithm>
#include <array>

namespace banggiao::query {

namespace {

struct Habit {
    std::string_view word; ///< in capitals, or a symbol and the one behind it
    std::string_view hint;
};

constexpr std::string_view whole_query = "a query is written MATCH (pattern) WHERE condition RETURN items";

constexpr std::array habits = {
    Habit{"SELECT", whole_query},
    Habit{"FROM", whole_query},
    Habit{"JOIN", "nodes are joined by relationships: MATCH (a)-[:TYPE]->(b)"},
    Habit{"GROUP", "rows are grouped by those items of RETURN that do not aggregate"},
    Habit{"HAVING", "groups are filtered behind WITH: WITH a, count(*) AS n WHERE n > 1"},
    Habit{"LIKE", "texts are tested with CONTAINS, STARTS WITH, ENDS WITH or =~ 'regular expression'"},
    Habit{"ILIKE", "write fold(a.name) CONTAINS fold('text')"},
    Habit{"BETWEEN", "write 1 <= x <= 9"},
    Habit{"OFFSET", "rows are left out with SKIP"},
    Habit{"TOP", "the first rows are those of ORDER BY … LIMIT"},
    Habit{"!=", "'not equal' is written <>"},
    Habit{"==", "'equal' is written ="},
    Habit{"&&", "'and' is written AND"},
    Habit{"||", "'or' is written OR; texts are joined with +"},
};

constexpr std::array clause_words = {"MATCH",  "OPTIONAL", "WHERE",  "WITH",  "RETURN", "UNWIND",
                                     "ORDER",  "SKIP",     "LIMIT",  "UNION", "CREATE", "MERGE",
                                     "DELETE", "DETACH",   "REMOVE", "CALL",  "YIELD",  "DISTINCT"};

class Place {
  public:
    Place(const std::vector<Token>& tokens, std::size_t position) : tokens_(tokens), position_(position) {}

    bool is(std::string_view symbol, std::ptrdiff_t offset = 0) const {
        const Token* token = at(offset);
        return token && token->kind == TokenKind::symbol && token->text == symbol;
    }
    /// A word in capitals; empty if there is none.
    std::string word(std::ptrdiff_t offset = 0) const {
        const Token* token = at(offset);
        return token && token->kind == TokenKind::identifier ? upper_case(token->text) : std::string();
    }
    /// The symbol here with the one before or behind it.
    std::string pair(std::ptrdiff_t first) const {
        const Token *one = at(first), *two = at(first + 1);
        const bool symbols = one && two && one->kind == TokenKind::symbol && two->kind == TokenKind::symbol;
        return symbols ? one->text + two->text : std::string();
    }

  private:
    const Token* at(std::ptrdiff_t offset) const {
        const auto index = static_cast<std::ptrdiff_t>(position_) + offset;
        return index < 0 || index >= static_cast<std::ptrdiff_t>(tokens_.size())
                   ? nullptr
                   : &tokens_[static_cast<std::size_t>(index)];
    }

    const std::vector<Token>& tokens_;
    std::size_t position_;
};

std::string habit_at(const Place& place) {
    for (const Habit& habit : habits)
        if (place.word() == habit.word || place.pair(0) == habit.word || place.pair(-1) == habit.word)
            return std::string(habit.hint);
    return {};
}

std::string form_at(const Place& place, std::string_view wanted) {
    if (wanted == "':'" && place.is("=")) return "properties are written {name: 'value'}";
    if (wanted == "'-'" && place.is(">")) return "a relationship is written -->, <--, -- or -[:TYPE]->";
    if (wanted == "'('" && !place.word().empty() && (place.word(-1) == "MATCH" || place.is(",", -1)))
        return "a node stands in brackets: (a:Label)";
    return {};
}

std::string near_clause(const std::string& word) {
    const std::string near = nearest(word, {clause_words.begin(), clause_words.end()});
    return near.empty() || near == word ? std::string() : "did you mean " + near + "?";
}

} // namespace

std::string hint_at(const std::vector<Token>& tokens, std::size_t position, std::string_view wanted) {
    const Place place(tokens, position);
    const std::string word = place.word();
    if (is_reserved_word(word) && wanted.find("name") != wanted.npos)
        return "a keyword that is meant as a name goes in backticks: `" + tokens[position].text + "`";
    for (const std::string& hint : {habit_at(place), form_at(place, wanted)})
        if (!hint.empty()) return hint;
    return word.empty() ? std::string() : near_clause(word);
}

} // namespace banggiao::query
