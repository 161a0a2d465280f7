// banggiao silent: partners without any sign of life for some years, each with when it was last heard of.
#include <banggiao/tools/command.h>
#include <banggiao/tools/session.h>

#include <iostream>
#include <memory>

namespace banggiao::tools {

namespace {

constexpr const char* newest_article = "MATCH (a:Article) RETURN max(a.published) AS newest";

constexpr const char* silent_partners = R"(MATCH (p)-[r:PARTNER_OF]->(q)
OPTIONAL MATCH (p)-[s:PARTY_TO|TOOK_PART]->()<-[t:PARTY_TO|TOOK_PART]-(q)
WITH p, q, collect(DISTINCT r.kind) AS kinds, max(r.last_seen) AS named, max(t.last_seen) AS together
WITH p, q, kinds, CASE WHEN named IS NULL OR together > named THEN together ELSE named END AS last
WHERE last IS NULL OR last < $before
RETURN p.name AS place, q.name AS partner, kinds, last
ORDER BY last, place, partner)";

struct Options {
    std::string store, until;
    int years = 0;
    bool show_query = false;
};

int run(const Options& options) {
    const auto session = open_session(options.store);
    if (!session) return fail(session.error());
    std::string until = options.until;
    if (until.empty()) {
        const auto newest = ask(session->engine, newest_article, {});
        if (!newest) return fail(newest.error(), newest_article);
        if (!newest->rows.empty()) until = newest->rows.front().front();
    }
    if (until.size() < 4 || until.find_first_not_of("0123456789-") != until.npos)
        return fail({ErrorKind::invalid_argument, "no date to count back from", "--until",
                     "give one, for the articles have none: --until 2024-01-01"});
    const std::string before =
        std::to_string(std::stoi(until.substr(0, 4)) - options.years) + until.substr(4);
    return answer(*session,
                  {{"silent since before " + before,
                    silent_partners,
                    {{"before", Value(before)}},
                    "every partner was heard of since"}},
                  options.show_query);
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
    command.flag("--show-query", options->show_query, "Print the query instead of its answer");
    command.runs([options] { return run(*options); });
}

} // namespace banggiao::tools
