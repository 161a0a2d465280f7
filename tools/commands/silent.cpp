// banggiao silent: partners without any sign of life for some years, each with when it was last heard of.
#include <banggiao/graph/partial_date.h>
#include <banggiao/tools/command.h>
#include <banggiao/tools/question_command.h>
#include <banggiao/tools/session.h>

#include <memory>

namespace banggiao::tools {

namespace {

constexpr const char* newest_article = "MATCH (a:Article) RETURN max(a.published) AS newest";

/// The last sign of two partners is the relationship seen last: their partnership, or what they took part in
/// together; its last evidence is that of the newest article.
constexpr const char* silent_partners = R"(MATCH (p)-[r:PARTNER_OF]->(q)
OPTIONAL MATCH (p)-[:PARTY_TO|TOOK_PART]->()<-[t:PARTY_TO|TOOK_PART]-(q)
WITH p, q, collect(DISTINCT r.kind) AS kinds, collect(DISTINCT r) + collect(DISTINCT t) AS signs
UNWIND signs AS sign
WITH p, q, kinds, sign ORDER BY coalesce(sign.last_seen, '') DESC
WITH p, q, kinds, head(collect(sign)) AS sign
WHERE sign.last_seen IS NULL OR sign.last_seen < $before
UNWIND evidence(sign) AS e
OPTIONAL MATCH (a:Article {id: 'article/' + e.article})
WITH p, q, kinds, sign, e ORDER BY coalesce(a.published, '') DESC, e.article, e.start
WITH p, q, kinds, sign, head(collect(e)) AS e
RETURN p.name AS place, q.name AS partner, kinds, sign.last_seen AS last, e.article AS article, e.text AS words
ORDER BY last, place, partner)";

struct Options {
    std::string store, until;
    int years = 0;
    AnswerStyle style;
};

int run(const Options& options) {
    const auto session = open_session(options.store, Freshness::by_change);
    if (!session) return fail(session.error());
    std::string until = options.until;
    if (until.empty()) {
        const auto newest = ask(session->engine, newest_article, {});
        if (!newest) return fail(newest.error(), newest_article);
        if (!newest->rows.empty()) until = newest->rows.front().front();
    }
    const auto date = PartialDate::parse(until);
    if (!date || !date->has_year() || !(date->first() == date->last()))
        return fail({ErrorKind::invalid_argument, "no date to count back from", "--until",
                     "give one, for the articles have none: --until 2024-01-01"});
    const std::string before = std::to_string(date->last().year - options.years) + until.substr(4);
    return answer(*session,
                  {{"silent since before {}",
                    silent_partners,
                    {{"before", Value(before)}},
                    "every partner was heard of since",
                    {before}}},
                  options.style);
}

} // namespace

void add_silent(CommandLine& line) {
    Subcommand command =
        line.add("silent", "Partners not heard of for some years", "banggiao silent news.kg --years 3");
    auto options = std::make_shared<Options>();
    command.option("STORE", options->store, "The store, FILE.kg").required();
    command.option("--years", options->years, "How many years of silence").required().between(0, 200);
    command.option("--until", options->until,
                   "Counted back from this date; unless told, the newest article's");
    add_answer_options(command, options->style);
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
