// banggiao why: the evidence of a node's facts, or of what joins two: article, words, rule; the edges by the
// names that `judge reject` takes; and the merge's decisions.
#include <banggiao/tools/command.h>
#include <banggiao/tools/judging.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>
#include <banggiao/tools/tellers.h>
#include <banggiao/tools/wording.h>

#include <algorithm>
#include <ostream>
#include <set>

namespace banggiao::tools {

namespace {

constexpr const char* facts_of_one = R"(MATCH (a {id: $id})-[r]-(b)
WHERE type(r) <> 'MENTIONED_IN'
UNWIND evidence(r) AS e
RETURN startNode(r).name AS from, type(r) AS fact, coalesce(r.title, r.kind, r.side, r.date, '') +
       CASE WHEN r.inferred THEN ', inferred' ELSE '' END AS detail, endNode(r).name AS to,
       e.article AS article, e.start AS start, e.end AS `end`, e.rule AS rule, e.text AS words
ORDER BY fact, from, to, article, start)";

constexpr const char* facts_of_two = R"(MATCH (a {id: $id})-[r]-(b {id: $other})
UNWIND evidence(r) AS e
RETURN startNode(r).name AS from, type(r) AS fact, coalesce(r.title, r.kind, r.side, r.date, '') +
       CASE WHEN r.inferred THEN ', inferred' ELSE '' END AS detail, endNode(r).name AS to,
       e.article AS article, e.start AS start, e.end AS `end`, e.rule AS rule, e.text AS words
ORDER BY fact, from, to, article, start)";

constexpr const char* shared_facts = R"(MATCH (a {id: $id})-[r]-(m)-[s]-(b {id: $other})
WHERE (m:Event OR m:Agreement) AND type(r) <> 'MENTIONED_IN' AND type(s) <> 'MENTIONED_IN'
UNWIND evidence(r) + evidence(s) AS e
RETURN DISTINCT m.name AS through, coalesce(m.date, '') AS date, e.article AS article, e.start AS start, e.end AS `end`,
       e.rule AS rule, e.text AS words
ORDER BY date, through, article, start)";

/// Never cut to the terminal's width: they are to be copied.
void print_lines(const std::string& heading, const std::vector<std::string>& lines, std::ostream& out) {
    if (lines.empty()) return;
    out << "\n" << heading << "\n";
    for (const std::string& line : lines) out << line << "\n";
}

bool speaks_of(const MergeDecision& decision, const std::set<std::string>& keys) {
    return std::any_of(decision.keys.begin(), decision.keys.end(),
                       [&](const std::string& key) { return keys.contains(key); });
}

/// Their keys and nodes: those of the subjects, and what they were joined to or kept apart from.
struct Concerned {
    std::set<std::string> keys;
    std::set<VertexId> nodes;
};

Concerned concerned(const query::GraphView& graph, const std::vector<MergeDecision>& decisions,
                    const std::set<std::string>& keys, const std::vector<VertexId>& vertices) {
    constexpr std::size_t most_others = 16; // each may take a look at all nodes
    Concerned all{{}, {vertices.begin(), vertices.end()}};
    for (const MergeDecision& decision : decisions) {
        for (const std::string& key : decision.keys) {
            const bool is_other = all.keys.insert(key).second && !keys.contains(key);
            if (!is_other || all.nodes.size() > most_others) continue;
            if (const auto node = find_key(graph, key)) all.nodes.insert(*node);
        }
    }
    return all;
}

std::string few_of(const std::vector<std::string>& articles) {
    constexpr std::size_t few = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(few, articles.size()); ++i) text += (i ? ", " : "") + articles[i];
    return articles.size() > few ? text + " …" : text;
}

/// The merge's decisions that speak of one of these keys, each with its keys and the articles that tell of
/// them. Returns an exit status.
int print_decisions(const Session& session, const Subjects& subjects, const std::set<std::string>& keys,
                    const std::string& language, std::ostream& out) {
    const auto notes = session.loaded.merge_notes();
    if (!notes) return fail(notes.error());
    std::vector<MergeDecision> decisions = notes->decisions;
    std::erase_if(decisions, [&](const MergeDecision& decision) { return !speaks_of(decision, keys); });
    out << "\n" << in_language("merge decisions", language) << "\n";
    if (decisions.empty()) {
        out << in_language("none: every mention bears the same key", language) << "\n";
        return exit_ok;
    }
    const Concerned all = concerned(session.view(), decisions, keys, subjects.vertices);
    const auto tellers = tellers_of(all.keys, all.nodes, session, subjects.store);
    if (!tellers) return fail(tellers.error());
    Table table{{"merge rule", "reason", "key", "told by"}, {}, {}};
    for (const MergeDecision& decision : decisions) {
        for (const std::string& key : decision.keys) {
            const bool is_first = key == decision.keys.front();
            const auto told = tellers->find(key);
            table.rows.push_back({is_first ? decision.rule : "",
                                  is_first ? in_language(decision.reason, language) : "", key,
                                  told == tellers->end() ? "" : few_of(told->second)});
        }
    }
    translate(table, language);
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
    return print_decisions(session, subjects, {keys.begin(), keys.end()}, style.language, out);
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
