// banggiao who: a person's offices, meetings, articles.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>

namespace banggiao::tools {

namespace {

constexpr const char* offices = R"(MATCH (p {id: $id})-[h:HOLDS]->(b)
RETURN h.title AS office, b.name AS of, h.first_seen AS first, h.last_seen AS last
ORDER BY first, office, of)";

constexpr const char* meetings = R"(MATCH (p {id: $id})-[m:MET]-(q)
RETURN m.date AS date, q.name AS met, m.place AS place
ORDER BY date, met)";

constexpr const char* articles = R"(MATCH (p {id: $id})-[:MENTIONED_IN]->(a:Article)
RETURN a.published AS published, replace(a.id, 'article/', '') AS article, a.title AS title
ORDER BY published, article)";

int run(const QuestionWords& words) {
    const auto session = open_session(words.store);
    if (!session) return fail(session.error());
    const auto person = find_one(session->graph(), words.first, {schema::label::official});
    if (!person) return fail(person.error());
    const query::Parameters parameters{{"id", Value(id_of_vertex(session->graph(), *person))}};
    const std::string name = name_of_vertex(session->graph(), *person);
    return answer(*session,
                  {{name + ": offices", offices, parameters, "no office is stated"},
                   {"meetings", meetings, parameters, "no meeting is reported"},
                   {"articles", articles, parameters, "no article"}},
                  words.show_query);
}

} // namespace

void add_who(CommandLine& line) {
    add_question_command(line, {.name = "who",
                                .description = "A person's offices, meetings and articles",
                                .first = "NAME",
                                .first_description = "The person's name or id",
                                .example = "banggiao who news.kg \"bui thanh son\"",
                                .run = run});
}

} // namespace banggiao::tools
