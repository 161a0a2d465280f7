// Facts of real articles, extracted once: in any order, some given twice, under random judgements, and with
// articles taken out, their merge is a function of the set. Needs the shared folder with corpus/raw.
// BANGGIAO_LONG=1: all articles in hundreds of orders instead of some in a few.
#include "merged_text.h"

#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>

using namespace banggiao;

namespace {

bool is_long() {
    return std::getenv("BANGGIAO_LONG") != nullptr;
}

std::vector<Facts> corpus_facts() {
    const char* shared = std::getenv("BANGGIAO_SHARED");
    const std::string folder =
        std::string(shared ? shared : BANGGIAO_SOURCE_DIR "/../shared") + "/corpus/raw";
    std::vector<Facts> all;
    if (!std::filesystem::exists(folder)) return all;
    const std::size_t most = is_long() ? 1000 : 24;
    const extract::Extractor extractor;
    const auto read = [&](Article&& article) {
        if (all.size() >= most) return;
        auto facts = extractor.extract(article);
        if (facts) all.push_back(std::move(facts).value());
    };
    extract::read_paths({folder}, {}, {read, [](const Error&) {}, [](const std::string&) {}});
    return all;
}

/// Pairs of officials, at random the same or different, and edges to be left out.
std::vector<Judgement> random_judgements(const Merged& merged, std::mt19937& random) {
    std::vector<std::string> ids;
    for (std::size_t vertex = 0; vertex < boost::num_vertices(merged.graph); ++vertex) {
        std::string id = merged.graph[vertex].properties.at("id").string();
        if (id.starts_with("official/") || id.starts_with("event/")) ids.push_back(std::move(id));
    }
    std::vector<Judgement> judgements;
    for (int i = 0; i < 12 && !ids.empty(); ++i) {
        const auto kind = static_cast<Judgement::Kind>(random() % 3);
        const bool rejects = kind == Judgement::Kind::reject;
        judgements.push_back(
            {kind, ids[random() % ids.size()], ids[random() % ids.size()], rejects ? "ATTENDED" : ""});
    }
    return judgements;
}

} // namespace

TEST_CASE("real facts: any order gives the same bytes, under judgements too") {
    std::vector<Facts> facts = corpus_facts();
    if (facts.empty()) {
        WARN("SKIPPED: no shared folder with corpus/raw");
        return;
    }
    std::mt19937 random(20170512);
    for (int set = 0; set < (is_long() ? 6 : 2); ++set) {
        std::vector<Judgement> judgements;
        if (set > 0) judgements = random_judgements(merge(facts), random);
        std::vector<Facts> given = facts;
        const std::string wanted = tests::text_of(merge(given, judgements));
        for (int round = 0; round < (is_long() ? 50 : 3); ++round) {
            given.push_back(given[random() % given.size()]);
            std::shuffle(given.begin(), given.end(), random);
            std::shuffle(judgements.begin(), judgements.end(), random);
            INFO("set " << set << ", round " << round);
            CHECK((tests::text_of(merge(given, judgements)) == wanted));
        }
    }
}

TEST_CASE("real facts: articles taken out leave no trace, put back they are all there") {
    const std::vector<Facts> facts = corpus_facts();
    if (facts.empty()) {
        WARN("SKIPPED: no shared folder with corpus/raw");
        return;
    }
    std::mt19937 random(20170628);
    const std::string whole = tests::text_of(merge(facts));
    for (int round = 0; round < (is_long() ? 50 : 2); ++round) {
        std::vector<Facts> some;
        std::copy_if(facts.begin(), facts.end(), std::back_inserter(some),
                     [&](const Facts&) { return random() % 4 != 0; });
        const std::string text = tests::text_of(merge(some));
        for (const Facts& each : facts) {
            const bool is_in = std::any_of(some.begin(), some.end(), [&](const Facts& one) {
                return one.article.id == each.article.id;
            });
            const bool is_named = text.find("\"article/" + each.article.id + "\"") != text.npos;
            CHECK(is_named == is_in);
            if (!is_in) some.push_back(each);
        }
        CHECK((tests::text_of(merge(some)) == whole));
    }
}
