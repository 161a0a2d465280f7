// banggiao agreements: agreements with their parties and last evidence, of a place or of all, by status.
#include <banggiao/graph/schema.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>

#include <memory>

namespace banggiao::tools {

namespace {

// Two ways to begin, one way to go on: `a` is an agreement, `r` what joins the party `p` to it.
constexpr const char* of_all = R"(MATCH (p)-[r:PARTY_TO]->(a:Agreement)
WHERE ($status IS NULL OR a.status = $status)
)";

constexpr const char* of_one = R"(MATCH (q {id: $id})-[:PARTY_TO]->(a:Agreement)
WHERE ($status IS NULL OR a.status = $status)
MATCH (p)-[r:PARTY_TO]->(a)
)";

constexpr const char* with_last_evidence = R"(UNWIND evidence(r) AS e
OPTIONAL MATCH (n:Article {id: 'article/' + e.article})
WITH a, p, r, e ORDER BY coalesce(n.published, '') DESC, e.article, e.start
WITH a, collect(DISTINCT p.name) AS parties, max(r.last_seen) AS seen, head(collect(e)) AS e
RETURN a.status AS status, a.date AS date, a.kind AS kind, a.name AS agreement, parties, seen,
       e.article AS article, e.text AS words
ORDER BY status, date, kind, agreement)";

std::string agreements(const char* beginning) {
    return std::string(beginning) + with_last_evidence;
}

struct Options {
    std::string store, place, status;
    AnswerStyle style;
};

int run(const Options& options) {
    const auto session = open_session(options.store, Freshness::by_change);
    if (!session) return fail(session.error());
    query::Parameters parameters{{"status", options.status.empty() ? Value() : Value(options.status)}};
    Question question{"", agreements(of_all), parameters, "no agreement is stated"};
    if (!options.place.empty()) {
        const auto party =
            find_one(session->view(), options.place, {schema::label::place, schema::label::organization});
        if (!party) return fail(party.error());
        question.query = agreements(of_one);
        question.parameters.emplace("id", Value(id_of_vertex(session->view(), *party)));
    }
    return answer(*session, {question}, options.style);
}

} // namespace

void add_agreements(CommandLine& line) {
    Subcommand command = line.add("agreements", "Agreements by status, with parties and last evidence",
                                  "banggiao agreements news.kg \"Quảng Ninh\" --status signed");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("PARTY", options->place, "Only those of this place or body");
    command.option("--status", options->status, "signed, in_force or planned")
        .one_of({"signed", "in_force", "planned"});
    add_answer_options(command, options->style);
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
