// banggiao why: the evidence of a node's facts, or of what joins two: article, words, rule; and the merge's
// decisions.
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>

#include <algorithm>
#include <iostream>

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

/// The merge's decisions that speak of one of these nodes. Returns an exit status.
int print_decisions(const Session& session, const std::vector<std::string>& ids) {
    const auto notes = session.loaded.merge_notes();
    if (!notes) return fail(notes.error());
    Table table{{"merge rule", "reason"}, {}, {}};
    for (const MergeDecision& decision : notes->decisions) {
        const bool about =
            std::any_of(decision.keys.begin(), decision.keys.end(), [&](const std::string& key) {
                return std::find(ids.begin(), ids.end(), key) != ids.end();
            });
        if (about) table.rows.push_back({decision.rule, decision.reason});
    }
    std::cout << "\nmerge decisions\n";
    if (table.rows.empty())
        std::cout << "none: every mention bears the same key\n";
    else
        print_table(std::cout, table, terminal_width());
    return exit_ok;
}

int run(const QuestionWords& words) {
    const auto session = open_session(words.store);
    if (!session) return fail(session.error());
    const FrozenGraph& graph = session->graph();
    const auto one = find_one(graph, words.first);
    if (!one) return fail(one.error());
    query::Parameters parameters{{"id", Value(id_of_vertex(graph, *one))}};
    std::vector<std::string> ids{id_of_vertex(graph, *one)};
    std::vector<Question> questions{
        {name_of_vertex(graph, *one) + ": facts and their words", facts_of_one, parameters, "no fact"}};
    if (!words.second.empty()) {
        const auto two = find_one(graph, words.second);
        if (!two) return fail(two.error());
        ids.push_back(id_of_vertex(graph, *two));
        parameters.emplace("other", ids.back());
        const std::string both = name_of_vertex(graph, *one) + " and " + name_of_vertex(graph, *two);
        questions = {
            {both + ": facts that join them", facts_of_two, parameters, "no fact joins them directly"},
            {"through events and agreements", shared_facts, parameters, "none"}};
    }
    const int status = answer(*session, questions, words.show_query);
    return status != exit_ok || words.show_query ? status : print_decisions(*session, ids);
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
                          .run = run});
}

} // namespace banggiao::tools
