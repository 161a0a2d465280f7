// banggiao why: the evidence of a node's facts, or of what joins two: article, words, rule; the edges by the
// names that `judge reject` takes; and the merge's decisions.
#include <banggiao/tools/command.h>
#include <banggiao/tools/judging.h>
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

std::vector<std::string> keys_of(const FrozenGraph& graph, VertexId vertex) {
    const auto property = graph.find_key("keys");
    const Value all = property ? graph.vertex_property(vertex, *property) : Value();
    std::vector<std::string> keys;
    if (!all.is(ValueType::list)) return keys;
    for (const Value& key : all.list())
        if (key.is(ValueType::string)) keys.push_back(key.string());
    return keys;
}

/// Never cut to the terminal's width: they are to be copied.
void print_lines(const std::string& heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    std::cout << "\n" << heading << "\n";
    for (const std::string& line : lines) std::cout << line << "\n";
}

/// The merge's decisions that speak of one of these keys. Returns an exit status.
int print_decisions(const Session& session, const std::vector<std::string>& keys) {
    const auto notes = session.loaded.merge_notes();
    if (!notes) return fail(notes.error());
    Table table{{"merge rule", "reason"}, {}, {}};
    for (const MergeDecision& decision : notes->decisions) {
        const bool about =
            std::any_of(decision.keys.begin(), decision.keys.end(), [&](const std::string& key) {
                return std::find(keys.begin(), keys.end(), key) != keys.end();
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
    std::vector<std::string> keys = keys_of(graph, *one);
    std::optional<VertexId> other;
    std::vector<Question> questions{
        {name_of_vertex(graph, *one) + ": facts and their words", facts_of_one, parameters, "no fact"}};
    if (!words.second.empty()) {
        const auto two = find_one(graph, words.second);
        if (!two) return fail(two.error());
        other = *two;
        for (std::string& key : keys_of(graph, *two)) keys.push_back(std::move(key));
        parameters.emplace("other", Value(id_of_vertex(graph, *two)));
        const std::string both = name_of_vertex(graph, *one) + " and " + name_of_vertex(graph, *two);
        questions = {
            {both + ": facts that join them", facts_of_two, parameters, "no fact joins them directly"},
            {"through events and agreements", shared_facts, parameters, "none"}};
    }
    const int status = answer(*session, questions, words.show_query);
    if (status != exit_ok || words.show_query) return status;
    print_lines("edges, as 'banggiao judge " + words.store + " reject' takes them",
                edge_names(graph, *one, other));
    print_lines("keys, as 'banggiao judge " + words.store + " same' and 'different' take them", keys);
    return print_decisions(*session, keys);
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
