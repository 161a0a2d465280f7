// banggiao met: whom somebody met, when, where, on what evidence; with two names: did they meet.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>

namespace banggiao::tools {

namespace {

// The first words of each article that say so; `why` gives them all.
constexpr const char* meetings = R"(
UNWIND evidence(m) AS e
WITH m, q, e.article AS article, collect(e.text)[0] AS words
RETURN m.date AS date, q.name AS met, m.place AS place, article, words
ORDER BY date, met, article, words)";

std::string meetings_of(const char* pattern) {
    return pattern + std::string(meetings);
}

std::vector<Question> questions(const Subjects& people) {
    if (people.are_two())
        return {{"{} and {}", meetings_of("MATCH (p {id: $id})-[m:MET]-(q {id: $other})"), people.parameters,
                 "no article reports that they met", people.names}};
    return {{"{} met", meetings_of("MATCH (p {id: $id})-[m:MET]-(q)"), people.parameters,
             "no meeting is reported", people.names}};
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
                                .labels = {schema::label::official},
                                .questions = questions});
}

} // namespace banggiao::tools
