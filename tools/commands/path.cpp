// banggiao path: the shortest chains of meetings between two people.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>

namespace banggiao::tools {

namespace {

constexpr const char* chains = R"(MATCH p = allShortestPaths((a {id: $id})-[:MET*]-(b {id: $other}))
RETURN DISTINCT length(p) AS meetings, [n IN nodes(p) | n.name] AS people, [m IN relationships(p) | m.date] AS dates
ORDER BY people, dates)";

std::vector<Question> questions(const Subjects& people) {
    return {{"", chains, people.parameters, "no chain of meetings joins them"}};
}

} // namespace

void add_path(CommandLine& line) {
    add_question_command(line, {.name = "path",
                                .description = "The shortest chains of meetings between two people",
                                .first = "FROM",
                                .first_description = "A person's name or id",
                                .second = "TO",
                                .second_description = "Another person's name or id",
                                .second_required = true,
                                .example = "banggiao path news.kg \"Lý Khắc Cường\" \"Tập Cận Bình\"",
                                .labels = {schema::label::official},
                                .questions = questions});
}

} // namespace banggiao::tools
