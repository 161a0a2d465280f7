// Takes the words of a query up to the cursor. Hands out what may stand there.
#include <banggiao/graph/text.h>
#include <banggiao/query/evaluation.h>
#include <banggiao/query/lexer.h>
#include <banggiao/query/parser.h>
#include <banggiao/tools/completion.h>
#include <banggiao/tools/console.h>

#include <algorithm>

namespace banggiao::tools {

namespace {

using query::Token;
using query::TokenKind;

constexpr std::size_t most_names = 200;

/// Words of the language that may also be names.
constexpr std::string_view further_words[] = {"ACYCLIC",  "ANY",    "CALL",  "EXPLAIN", "PROFILE",
                                              "SHORTEST", "SIMPLE", "TRAIL", "WALK",    "YIELD"};

bool is_open_text(const Token& token, std::string_view before) {
    return token.kind == TokenKind::bad && token.span.start < before.size() &&
           (before[token.span.start] == '\'' || before[token.span.start] == '"');
}

bool is_symbol(const Token& token, std::string_view symbol) {
    return token.kind == TokenKind::symbol && token.text == symbol;
}

/// What a `:` or `,` or name stands in: the innermost bracket that is still open; empty if none is.
std::string_view open_bracket(const std::vector<Token>& tokens) {
    std::vector<std::string_view> open;
    for (const Token& token : tokens) {
        if (token.kind != TokenKind::symbol) continue;
        if (token.text == "(" || token.text == "[" || token.text == "{")
            open.push_back(token.text);
        else if ((token.text == ")" || token.text == "]" || token.text == "}") && !open.empty())
            open.pop_back();
    }
    return open.empty() ? std::string_view() : open.back();
}

std::vector<std::string> labels_of(const FrozenGraph& graph) {
    std::vector<std::string> names;
    for (LabelId label = 0; label < graph.label_count(); ++label) names.emplace_back(graph.label_name(label));
    return names;
}

std::vector<std::string> types_of(const FrozenGraph& graph) {
    std::vector<std::string> names;
    for (TypeId type = 0; type < graph.type_count(); ++type) names.emplace_back(graph.type_name(type));
    return names;
}

std::vector<std::string> properties_of(const FrozenGraph& graph) {
    std::vector<std::string> names;
    for (KeyId key = 0; key < graph.key_count(); ++key) names.emplace_back(graph.key_name(key));
    return names;
}

std::vector<std::string> words_of_language() {
    std::vector<std::string> words(std::begin(further_words), std::end(further_words));
    for (std::string_view word : query::reserved_words()) words.emplace_back(word);
    for (const query::Function& function : query::functions())
        words.push_back(std::string(function.name) + "(");
    for (const query::AggregateFunction& function : query::aggregate_functions())
        words.push_back(std::string(function.name) + "(");
    return words;
}

/// Names that begin like `typed`, closed with the quotation mark that opened it.
std::vector<std::string> quoted_names(const FrozenGraph& graph, std::string_view typed, char quote) {
    std::vector<std::string> names;
    if (typed.empty()) return names;
    for (VertexId vertex : graph.find_name_prefix(typed, most_names)) {
        std::string text(1, quote);
        for (char c : name_of_vertex(graph, vertex)) {
            if (c == quote || c == '\\') text += '\\';
            text += c;
        }
        names.push_back(text + quote);
    }
    return names;
}

bool has_small_letter(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Keywords take the case they were begun in.
void follow_case(std::vector<std::string>& words, std::string_view typed) {
    if (!has_small_letter(typed)) return;
    for (std::string& word : words) {
        if (!has_small_letter(word)) word = fold(word);
    }
}

void make_set(std::vector<std::string>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// Keywords, functions and the variables of the query so far.
std::vector<std::string> words_in_scope(const std::vector<Token>& tokens, std::string_view typed) {
    std::vector<std::string> words = words_like(words_of_language(), typed);
    follow_case(words, typed);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool is_variable = tokens[i].kind == TokenKind::identifier &&
                                 !query::is_reserved_word(tokens[i].text) && i > 0 &&
                                 (is_symbol(tokens[i - 1], "(") || is_symbol(tokens[i - 1], "[") ||
                                  fold(tokens[i - 1].text) == "as");
        if (is_variable && !words_like({tokens[i].text}, typed).empty()) words.push_back(tokens[i].text);
    }
    return words;
}

std::vector<std::string> candidates_after(const FrozenGraph& graph, const std::vector<Token>& tokens,
                                          std::string_view typed) {
    const std::string_view bracket = open_bracket(tokens);
    const Token* last = tokens.empty() ? nullptr : &tokens.back();
    if (last && is_symbol(*last, ".")) return words_like(properties_of(graph), typed);
    if (last && (is_symbol(*last, ":") || is_symbol(*last, "|") || is_symbol(*last, "&"))) {
        if (bracket == "{") return {};
        return words_like(bracket == "[" ? types_of(graph) : labels_of(graph), typed);
    }
    if (last && bracket == "{" && (is_symbol(*last, "{") || is_symbol(*last, ",")))
        return words_like(properties_of(graph), typed);
    return words_in_scope(tokens, typed);
}

} // namespace

std::vector<std::string> words_like(const std::vector<std::string>& words, std::string_view typed) {
    const std::string begun = fold(typed, {.marks = true});
    std::vector<std::string> like;
    std::copy_if(words.begin(), words.end(), std::back_inserter(like), [&](const std::string& word) {
        return fold(word, {.marks = true}).compare(0, begun.size(), begun) == 0;
    });
    return like;
}

std::string common_beginning(const std::vector<std::string>& candidates) {
    if (candidates.empty()) return {};
    std::u32string common = to_code_points(candidates.front());
    for (const std::string& candidate : candidates) {
        const std::u32string other = to_code_points(candidate);
        const auto [end, _] = std::mismatch(common.begin(), common.end(), other.begin(), other.end());
        common.erase(end, common.end());
    }
    return to_utf8(common);
}

Completion complete_query(const FrozenGraph& graph, std::string_view before) {
    std::vector<Token> tokens = query::lex(before).tokens;
    Completion completion;
    const Token last = tokens.back();
    tokens.pop_back();
    if (is_open_text(last, before)) {
        completion.from = last.span.start;
        completion.candidates =
            quoted_names(graph, before.substr(last.span.start + 1), before[last.span.start]);
        make_set(completion.candidates);
        return completion;
    }
    completion.from = before.size();
    if (!tokens.empty() && tokens.back().kind == TokenKind::identifier &&
        tokens.back().span.end == before.size()) {
        completion.from = tokens.back().span.start;
        tokens.pop_back();
    }
    completion.candidates = candidates_after(graph, tokens, before.substr(completion.from));
    make_set(completion.candidates);
    return completion;
}

} // namespace banggiao::tools
