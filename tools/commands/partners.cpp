// banggiao partners: partners and agreements of a place.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>

namespace banggiao::tools {

namespace {

constexpr const char* partners = R"(MATCH (p {id: $id})-[r:PARTNER_OF]-(q)
OPTIONAL MATCH (q)-[:LOCATED_IN]->(c)
WITH r, q, collect(DISTINCT c.name) AS within
UNWIND evidence(r) AS e
RETURN q.name AS partner, within, r.kind AS kind, r.first_seen AS first, r.last_seen AS last,
       e.article AS article, e.text AS words
ORDER BY kind, partner, article, words)";

constexpr const char* agreements = R"(MATCH (p {id: $id})-[:PARTY_TO]->(a:Agreement)
OPTIONAL MATCH (q)-[:PARTY_TO]->(a) WHERE q.id <> $id
WITH a, q ORDER BY q.name
RETURN a.date AS date, a.kind AS kind, a.status AS status, a.name AS agreement, collect(DISTINCT q.name) AS parties
ORDER BY date, kind, agreement)";

constexpr const char* inherited = R"(MATCH (p {id: $id})<-[:SUCCEEDED_BY*]-(unit)-[r:PARTNER_OF]-(q)
UNWIND evidence(r) AS e
RETURN unit.name AS unit, q.name AS partner, r.kind AS kind, r.first_seen AS first, r.last_seen AS last,
       e.article AS article, e.text AS words
ORDER BY unit, kind, partner, article, words)";

/// A unit of today that was made of others has this mark in its id.
bool has_predecessors(const std::string& id) {
    return id.starts_with("province/") && id.find('@') != std::string::npos;
}

std::vector<Question> questions(const Subjects& place) {
    std::vector<Question> all{
        {"{}: partners", partners, place.parameters, "no partner is stated", place.names},
        {"agreements", agreements, place.parameters, "no agreement is stated"}};
    if (has_predecessors(place.ids.front()))
        all.insert(all.begin() + 1, Question{"partners of the units it was made of", inherited,
                                             place.parameters, "no partner is stated"});
    return all;
}

} // namespace

void add_partners(CommandLine& line) {
    add_question_command(line, {.name = "partners",
                                .description = "Partners and agreements of a place",
                                .first = "PLACE",
                                .first_description = "The place's name or id",
                                .example = "banggiao partners news.kg \"quang ninh\"",
                                .labels = {schema::label::place},
                                .questions = questions});
}

} // namespace banggiao::tools
