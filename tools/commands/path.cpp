// banggiao path: the shortest chains of meetings between two people.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>

namespace banggiao::tools {

namespace {

constexpr const char* chains = R"(MATCH p = allShortestPaths((a {id: $from})-[:MET*]-(b {id: $to}))
RETURN DISTINCT length(p) AS meetings, [n IN nodes(p) | n.name] AS people, [m IN relationships(p) | m.date] AS dates
ORDER BY people, dates)";

int run(const QuestionWords& words) {
    const auto session = open_session(words.store);
    if (!session) return fail(session.error());
    const FrozenGraph& graph = session->graph();
    const auto from = find_one(graph, words.first, {schema::label::official});
    if (!from) return fail(from.error());
    const auto to = find_one(graph, words.second, {schema::label::official});
    if (!to) return fail(to.error());
    if (*from == *to)
        return fail(Error{ErrorKind::invalid_argument, "both names mean " + name_of_vertex(graph, *from), "",
                          "name two people"});
    return answer(*session,
                  {{"",
                    chains,
                    {{"from", Value(id_of_vertex(graph, *from))}, {"to", Value(id_of_vertex(graph, *to))}},
                    "no chain of meetings joins them"}},
                  words.show_query);
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
                                .run = run});
}

} // namespace banggiao::tools
