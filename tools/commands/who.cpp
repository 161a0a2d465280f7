// banggiao who: a person's offices, meetings, articles.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>

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

std::vector<Question> questions(const Subjects& person) {
    return {{"{}: offices", offices, person.parameters, "no office is stated", person.names},
            {"meetings", meetings, person.parameters, "no meeting is reported"},
            {"articles", articles, person.parameters, "no article"}};
}

} // namespace

void add_who(CommandLine& line) {
    add_question_command(line, {.name = "who",
                                .description = "A person's offices, meetings and articles",
                                .first = "NAME",
                                .first_description = "The person's name or id",
                                .example = "banggiao who news.kg \"bui thanh son\"",
                                .labels = {schema::label::official},
                                .questions = questions});
}

} // namespace banggiao::tools
