// banggiao why: the evidence of a node's facts, or of what joins two: article, words, rule; the edges by the
// names that `judge reject` takes; and the merge's decisions.
#include <banggiao/tools/command.h>
#include <banggiao/tools/judging.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <ostream>

namespace banggiao::tools {

namespace {

constexpr const char* facts_of_one = R"(MATCH (a {id: $id})-[r]-(b)
WHERE type(r) <> 'MENTIONED_IN'
UNWIND evidence(r) AS e
RETURN startNode(r).name AS from, type(r) AS fact, coalesce(r.title, r.kind, r.side, '') AS detail, endNode(r).name AS to,
       e.article AS article, e.start AS first, e.end AS last, e.rule AS rule, e.text AS words
ORDER BY fact, from, to, article, first)";

constexpr const char* facts_of_two = R"(MATCH (a {id: $id})-[r]-(b {id: $other})
UNWIND evidence(r) AS e
RETURN startNode(r).name AS from, type(r) AS fact, coalesce(r.title, r.kind, r.side, '') AS detail, endNode(r).name AS to,
       e.article AS article, e.start AS first, e.end AS last, e.rule AS rule, e.text AS words
ORDER BY fact, from, to, article, first)";

constexpr const char* shared_facts = R"(MATCH (a {id: $id})-[r]-(m)-[s]-(b {id: $other})
WHERE (m:Event OR m:Agreement) AND type(r) <> 'MENTIONED_IN' AND type(s) <> 'MENTIONED_IN'
UNWIND evidence(r) + evidence(s) AS e
RETURN DISTINCT m.name AS through, coalesce(m.date, '') AS date, e.article AS article, e.start AS first, e.end AS last,
       e.rule AS rule, e.text AS words
ORDER BY date, through, article, first)";

std::vector<std::string> keys_of(const query::GraphView& graph, VertexId vertex) {
    const auto property = graph.find_key("keys");
    const Value all = property ? graph.vertex_property(vertex, *property) : Value();
    std::vector<std::string> keys;
    if (!all.is(ValueType::list)) return keys;
    for (const Value& key : all.list())
        if (key.is(ValueType::string)) keys.push_back(key.string());
    return keys;
}

/// Never cut to the terminal's width: they are to be copied.
void print_lines(const std::string& heading, const std::vector<std::string>& lines, std::ostream& out) {
    if (lines.empty()) return;
    out << "\n" << heading << "\n";
    for (const std::string& line : lines) out << line << "\n";
}

/// The merge's decisions that speak of one of these keys. Returns an exit status.
int print_decisions(const Session& session, const std::vector<std::string>& keys, const std::string& language,
                    std::ostream& out) {
    const auto notes = session.loaded.merge_notes();
    if (!notes) return fail(notes.error());
    Table table{{"merge rule", "reason"}, {}, {}};
    for (const MergeDecision& decision : notes->decisions) {
        const bool about =
            std::any_of(decision.keys.begin(), decision.keys.end(), [&](const std::string& key) {
                return std::find(keys.begin(), keys.end(), key) != keys.end();
            });
        if (about) table.rows.push_back({decision.rule, in_language(decision.reason, language)});
    }
    translate(table, language);
    out << "\n" << in_language("merge decisions", language) << "\n";
    if (table.rows.empty())
        out << in_language("none: every mention bears the same key", language) << "\n";
    else
        print_table(out, table, style_of_terminal());
    return exit_ok;
}

std::vector<Question> questions(const Subjects& subjects) {
    if (!subjects.are_two())
        return {{"{}: facts and their words", facts_of_one, subjects.parameters, "no fact", subjects.names}};
    return {{"{} and {}: facts that join them", facts_of_two, subjects.parameters,
             "no fact joins them directly", subjects.names},
            {"through events and agreements", shared_facts, subjects.parameters, "none"}};
}

/// What one needs to judge, and what the merge decided.
int print_names_and_decisions(const Session& session, const Subjects& subjects, const AnswerStyle& style,
                              std::ostream& out) {
    const query::GraphView graph = session.view();
    std::vector<std::string> keys;
    for (VertexId vertex : subjects.vertices) {
        for (std::string& key : keys_of(graph, vertex)) keys.push_back(std::move(key));
    }
    const std::optional<VertexId> other =
        subjects.are_two() ? std::optional(subjects.vertices[1]) : std::nullopt;
    const std::string judge = "as 'banggiao judge " + subjects.store;
    print_lines(in_language("edges, " + judge + " reject' takes them", style.language),
                edge_names(graph, subjects.vertices[0], other), out);
    print_lines(in_language("keys, " + judge + " same' and 'different' take them", style.language), keys,
                out);
    return print_decisions(session, keys, style.language, out);
}

} // namespace

void add_why(CommandLine& line) {
    add_question_command(line,
                         {.name = "why",
                          .description = "The evidence: article, words, rule, merge decisions",
                          .first = "NAME",
                          .first_description = "A person, body, place, event or agreement, by name or id",
                          .second = "OTHER",
                          .second_description = "A second one: what joins the two",
                          .example = "banggiao why news.kg \"Quảng Ninh\" \"Quảng Tây\"",
                          .questions = questions,
                          .afterwards = print_names_and_decisions});
}

} // namespace banggiao::tools
