// banggiao met: whom somebody met, when, where, on what evidence; with two names: did they meet.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>

namespace banggiao::tools {

namespace {

constexpr const char* with_anybody = R"(MATCH (p {id: $id})-[m:MET]-(q)
UNWIND evidence(m) AS e
RETURN m.date AS date, q.name AS met, m.place AS place, e.article AS article, e.text AS words
ORDER BY date, met, article, words)";

constexpr const char* with_one = R"(MATCH (p {id: $id})-[m:MET]-(q {id: $other})
UNWIND evidence(m) AS e
RETURN m.date AS date, q.name AS met, m.place AS place, e.article AS article, e.text AS words
ORDER BY date, article, words)";

int run(const QuestionWords& words) {
    const auto session = open_session(words.store);
    if (!session) return fail(session.error());
    const FrozenGraph& graph = session->graph();
    const auto person = find_one(graph, words.first, {schema::label::official});
    if (!person) return fail(person.error());
    query::Parameters parameters{{"id", Value(id_of_vertex(graph, *person))}};
    const std::string name = name_of_vertex(graph, *person);
    if (words.second.empty())
        return answer(*session, {{name + " met", with_anybody, parameters, "no meeting is reported"}},
                      words.show_query);
    const auto other = find_one(graph, words.second, {schema::label::official});
    if (!other) return fail(other.error());
    parameters.emplace("other", id_of_vertex(graph, *other));
    const std::string both = name + " and " + name_of_vertex(graph, *other);
    return answer(*session, {{both, with_one, parameters, "no article reports that they met"}},
                  words.show_query);
}

} // namespace

void add_met(CommandLine& line) {
    add_question_command(line, {.name = "met",
                                .description = "Whom somebody met, when, where, on what evidence",
                                .first = "NAME",
                                .first_description = "A person's name or id",
                                .second = "OTHER",
                                .second_description = "A second person: did the two meet?",
                                .second_required = false,
                                .example = "banggiao met news.kg \"Trần Đại Quang\" \"Vladimir Putin\"",
                                .run = run});
}

} // namespace banggiao::tools
