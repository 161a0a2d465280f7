// Takes tokens. Hands out the recursive-descent parser's class: its functions are in parser.cpp (clauses),
// parser_patterns.cpp and parser_expressions.cpp.
#pragma once

#include <banggiao/query/ast.h>
#include <banggiao/query/failure.h>
#include <banggiao/query/lexer.h>
#include <banggiao/query/parser.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::query {

class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text), lexed_(lex(text)) {}

    ast::Query whole_query();
    ast::Expression whole_expression();

  private:
    using Expression = ast::Expression;
    using ExpressionBox = ast::Box<ast::Expression>;

    // Tokens.
    const Token& peek(std::size_t offset = 0) const;
    const Token& advance();
    bool at_symbol(std::string_view symbol, std::size_t offset = 0) const;
    bool at_word(std::string_view word, std::size_t offset = 0) const;
    bool at_name(std::size_t offset = 0) const; ///< a name, quoted or not reserved
    bool accept_symbol(std::string_view symbol);
    bool accept_word(std::string_view word);
    void expect_symbol(std::string_view symbol);
    void expect_word(std::string_view word);
    void expect_end();
    [[noreturn]] void unexpected(std::string_view wanted) const;
    TextSpan since(std::size_t first_token) const;
    ast::Place place_since(std::size_t first_token) const { return {since(first_token)}; }

    /// Counts how deep the descent is.
    class Depth {
      public:
        explicit Depth(Parser& parser);
        ~Depth() { --parser_.depth_; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;

      private:
        Parser& parser_;
    };

    /// Tries `parse`; if it fails, goes back and gives nothing.
    template <typename Parse>
    auto attempt(Parse parse) -> std::optional<decltype(parse())> {
        std::size_t start = position_;
        bool bar_ends = bar_ends_;
        try {
            return parse();
        } catch (const Failure&) {
            position_ = start;
            bar_ends_ = bar_ends;
            return std::nullopt;
        }
    }

    // Clauses.
    ast::Query query();
    ast::Query union_query();
    ast::SingleQuery single_query();
    ast::Clause clause();
    bool at_clause() const;
    ast::Match match();
    ast::Unwind unwind();
    ast::Projection projection(bool is_return);
    void projection_body(ast::Projection& projection);
    ast::ProjectionItem projection_item();
    ast::SortItem sort_item();
    ast::Create create();
    ast::Merge merge();
    ast::Set set();
    ast::SetItem set_item();
    std::vector<ast::SetItem> set_items();
    ast::Remove remove();
    ast::Delete delete_clause();
    ast::Call call();
    std::vector<ast::YieldItem> yield_items();
    void check_composition(const ast::SingleQuery& query) const;

    // Names.
    ast::Name variable();
    ast::Name schema_name(std::string_view what);
    std::vector<ast::Name> node_labels();

    // Patterns.
    ast::Pattern pattern();
    ast::PatternPart pattern_part();
    void path_prefix(ast::PatternPart& part);
    void shortest_function(ast::PatternPart& part);
    std::vector<ast::PathElement> path();
    void path_primary(std::vector<ast::PathElement>& elements);
    ast::NodePattern node_pattern();
    bool at_relationship() const;
    ast::RelationshipPattern relationship_pattern();
    void relationship_detail(ast::RelationshipPattern& relationship);
    ast::Repetition star_length();
    std::optional<ast::Repetition> quantifier();
    void path_group(std::vector<ast::PathElement>& elements);
    bool at_group() const;
    ast::PathMode path_mode();
    ast::LabelExpression label_expression(bool allow_bar);
    ast::LabelExpression label_conjunction();
    ast::LabelExpression label_factor();
    ast::PatternPart relationships_pattern();
    std::optional<ast::PatternPart> attempt_relationships_pattern();
    std::uint32_t small_integer(std::string_view what);

    // Expressions, by falling precedence of what they contain.
    Expression expression();
    Expression xor_expression();
    Expression and_expression();
    Expression not_expression();
    Expression comparison_expression();
    Expression predicate_expression();
    Expression add_expression();
    Expression multiply_expression();
    Expression power_expression();
    Expression unary_expression();
    Expression postfix_expression();
    Expression subscript(Expression container);
    Expression atom();
    Expression word_atom();
    Expression literal();
    Expression number(bool negative);
    Expression parenthesized();
    Expression case_expression();
    Expression list_atom();
    Expression list_literal();
    Expression map_literal();
    Expression list_comprehension();
    std::optional<Expression> pattern_comprehension();
    Expression quantifier_expression(ast::Operator op);
    Expression reduce_expression();
    Expression function_invocation();
    Expression subquery(ast::ExpressionKind kind);
    bool at_function() const;
    bool has_bar_in_brackets() const;
    Expression make(ast::ExpressionKind kind, std::size_t first_token,
                    std::vector<ExpressionBox> children = {});
    Expression binary(ast::Operator op, std::size_t first_token, Expression left, Expression right);

    std::string_view text_;
    Tokens lexed_;
    std::size_t position_ = 0;
    int depth_ = 0;
    std::size_t steps_ = 0;            ///< tokens read, those of failed attempts included
    std::set<std::size_t> no_pattern_; ///< positions where no relationships pattern begins
    bool bar_ends_ = false;            ///< inside a comprehension: `|` is not part of a label test
    bool in_subquery_ = false;         ///< a query may be a MATCH without RETURN
};

std::string upper_case(std::string_view ascii);

} // namespace banggiao::query
