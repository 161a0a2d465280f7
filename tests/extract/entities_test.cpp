// Persons, bodies, places, offices and references, as tables:
// cases/{persons,bodies,places,offices,references}*.txt. A text after `>`, below it what must be found,
// sorted; `none` if nothing. With BANGGIAO_REWRITE=1 the tables are written anew from what is found, to be
// read before they are committed.
#include <banggiao/extract/extractor.h>
#include <banggiao/graph/schema.h>
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

Facts facts_of(const std::string& text) {
    Article article;
    article.id = "case";
    article.text = to_nfc(text);
    article.sha256 = sha256_hex(*article.text);
    const Document document = analyse(article);
    Annotations annotations;
    find_entities(document, Gazetteer::built_in(), annotations);
    Facts facts = facts_from(document, annotations);
    facts.article.text = article.text;
    return facts;
}

std::string listed(std::string name, const std::vector<std::string>& aliases) {
    for (const std::string& alias : aliases) name += " = " + alias;
    return name;
}

std::vector<std::string> nodes(const Facts& facts, std::string_view label, bool kinds) {
    std::vector<std::string> lines;
    for (const FactNode& node : facts.nodes) {
        if (!node.has_label(label)) continue;
        std::string line =
            kinds
                ? (node.properties.contains("kind") ? node.properties.at("kind") : node.labels.back()) + ": "
                : std::string{};
        lines.push_back(line + listed(node.name, node.aliases));
    }
    return lines;
}

std::vector<std::string> offices(const Facts& facts) {
    std::vector<std::string> lines;
    for (const FactEdge& edge : facts.edges) {
        if (edge.type != schema::edge::holds) continue;
        std::string line = facts.find(edge.from)->name + ": " + edge.properties.at("title") + " @ " +
                           facts.find(edge.to)->name;
        if (edge.properties.contains("at")) line += " at " + edge.properties.at("at");
        lines.push_back(line);
    }
    for (const FactNode& node : facts.nodes)
        for (const TitleWithoutBody& title : node.titles_without_body)
            lines.push_back(node.name + ": " + title.title);
    return lines;
}

std::vector<std::string> references(const Facts& facts) {
    const std::u32string text = to_code_points(*facts.article.text);
    std::vector<std::string> lines;
    for (const FactNode& node : facts.nodes)
        for (const Mention& mention : node.mentions)
            if (mention.reference && mention.rule.starts_with("coref."))
                lines.push_back(
                    to_utf8(text.substr(mention.span.start, mention.span.end - mention.span.start)) + " -> " +
                    node.name);
    return lines;
}

std::vector<std::string> found(const std::string& text, const std::string& kind) {
    const Facts facts = facts_of(text);
    CHECK(validate(facts).empty());
    std::vector<std::string> lines = kind == "persons"   ? nodes(facts, schema::label::official, false)
                                     : kind == "bodies"  ? nodes(facts, schema::label::organization, true)
                                     : kind == "places"  ? nodes(facts, schema::label::place, true)
                                     : kind == "offices" ? offices(facts)
                                                         : references(facts);
    if (lines.empty()) lines.emplace_back("none");
    std::sort(lines.begin(), lines.end());
    return lines;
}

struct Case {
    std::vector<std::string> before; ///< comments and empty lines
    std::string text;
    std::vector<std::string> expected;
};

std::vector<Case> read_cases(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<Case> cases;
    std::vector<std::string> before;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("> ")) {
            cases.push_back({std::move(before), line.substr(2), {}});
            before.clear();
        } else if (line.empty() || line.front() == '#') {
            before.push_back(line);
        } else if (!cases.empty()) {
            cases.back().expected.push_back(line);
        }
    }
    return cases;
}

void rewrite(const std::filesystem::path& path, const std::vector<Case>& cases, const std::string& kind) {
    std::ofstream file(path);
    for (const Case& one : cases) {
        for (const std::string& line : one.before) file << line << "\n";
        file << "> " << one.text << "\n";
        for (const std::string& line : found(one.text, kind)) file << line << "\n";
    }
}

void run(const std::string& kind) {
    std::size_t count = 0;
    const std::filesystem::path folder = std::filesystem::path(BANGGIAO_SOURCE_DIR) / "tests/extract/cases";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (!entry.path().filename().string().starts_with(kind)) continue;
        const std::vector<Case> cases = read_cases(entry.path());
        if (std::getenv("BANGGIAO_REWRITE") != nullptr) rewrite(entry.path(), cases, kind);
        for (const Case& one : cases) {
            INFO(entry.path().filename().string() << ": " << one.text);
            std::vector<std::string> expected = one.expected;
            std::sort(expected.begin(), expected.end());
            CHECK(found(one.text, kind) == expected);
            ++count;
        }
    }
    CHECK(count > 0);
}

} // namespace

TEST_CASE("persons") {
    run("persons");
}
TEST_CASE("bodies") {
    run("bodies");
}
TEST_CASE("places") {
    run("places");
}
TEST_CASE("offices") {
    run("offices");
}
TEST_CASE("references") {
    run("references");
}
