// Takes nothing. Hands out Printer, the state of printing a syntax tree, to its files: clauses (print.cpp),
// patterns (print_patterns.cpp), expressions (print_expressions.cpp).
#pragma once

#include <banggiao/query/print.h>

#include <utility>

namespace banggiao::query {

/// How tightly an expression binds: the levels of the grammar.
enum Level {
    level_or,
    level_xor,
    level_and,
    level_not,
    level_comparison,
    level_predicate,
    level_add,
    level_multiply,
    level_power,
    level_unary,
    level_label,
    level_postfix,
    level_atom
};

class Printer {
  public:
    std::string take() { return std::move(out_); }
    void query(const ast::Query& query);
    void expression(const ast::Expression& expression, int least);
    void part(const ast::PatternPart& part);

  private:
    void clause(const ast::Match& match);
    void clause(const ast::Unwind& unwind);
    void clause(const ast::Projection& projection);
    void clause(const ast::Create& create);
    void clause(const ast::Set& set);
    void clause(const ast::Remove& remove);
    void clause(const ast::Merge& merge);
    void clause(const ast::Delete& clause);
    void clause(const ast::Call& call);
    static std::string procedure_name(const std::string& name);
    void set_items(const std::vector<ast::SetItem>& items);
    void optional(std::string_view before, const ast::Box<ast::Expression>& content);
    void where(const ast::Box<ast::Expression>& condition);
    void pattern(const ast::Pattern& pattern);
    void prefix(const ast::PatternPart& part);
    void elements(const std::vector<ast::PathElement>& elements);
    void element(const ast::NodePattern& node);
    void element(const ast::RelationshipPattern& relationship);
    void element(const ast::Box<ast::PathGroup>& group);
    void length(const ast::Repetition& repetition);
    void quantifier(const ast::Repetition& repetition);
    void properties(const ast::Box<ast::Expression>& map, std::size_t start);
    void labels(const ast::LabelExpression& expression);
    void label_level(const ast::LabelExpression& expression, int least);
    void expressions(const std::vector<ast::Box<ast::Expression>>& list);
    void bare(const ast::Expression& node);
    /// What a `.` or `[` may follow; numbers only in brackets.
    void owner(const ast::Expression& node);
    /// A `|` goes into brackets: a comprehension would take it for its own.
    void labels_of_test(const ast::LabelExpression& expression);
    void subquery(std::string_view opening, const ast::Query& content);
    void literal(const Value& value);
    void floating(double value);
    void string(const std::string& text);
    void parameter(const std::string& name);
    void bracketed(char open, const ast::Expression& node, char close);
    void map(const ast::Expression& node);
    void subscript(const ast::Expression& node);
    void unary(const ast::Expression& node);
    void binary(const ast::Expression& node);
    void comparison(const ast::Expression& node);
    void case_of(const ast::Expression& node);
    void list_comprehension(const ast::Expression& node);
    void quantified(const ast::Expression& node);
    void reduce(const ast::Expression& node);
    void pattern_comprehension(const ast::Expression& node);

    std::string out_;
};

} // namespace banggiao::query
