// Text files of cases (cases/dates*.txt, events*.txt, agreements*.txt, partnerships*.txt, found by scan): a
// text after
// `> `, and below it every fact of the file's kind that the text tells of, one a line; `none` for none.
// `\n` in a text is a line end; `published 2024-06-15` before a text gives its day. BANGGIAO_SHOW_CASES=1
// prints what was found, to write new cases from.
#include <banggiao/extract/dates.h>
#include <banggiao/extract/extractor.h>
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

struct Case {
    std::string place; ///< file and line
    std::optional<std::string> published;
    std::string text;
    std::vector<std::string> expected;
};

std::string with_line_ends(std::string text) {
    for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
        text.replace(at, 2, "\n");
    return text;
}

std::vector<Case> read_cases(const std::filesystem::path& path) {
    std::vector<Case> cases;
    std::ifstream file(path);
    std::optional<std::string> published;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        if (line.rfind("published ", 0) == 0) {
            published = line.substr(10);
        } else if (line.rfind("> ", 0) == 0) {
            cases.push_back({path.filename().string() + ":" + std::to_string(number),
                             published,
                             with_line_ends(line.substr(2)),
                             {}});
            published.reset();
        } else if (line != "none") {
            REQUIRE(!cases.empty());
            cases.back().expected.push_back(line);
        }
    }
    return cases;
}

std::string names(const Annotations& annotations, const std::vector<Participant>& participants,
                  std::optional<Side> side) {
    std::vector<std::string> list;
    for (const Participant& participant : participants)
        if (!side || participant.side == *side) list.push_back(annotations.entities[participant.entity].name);
    std::sort(list.begin(), list.end());
    std::string line = "[";
    for (const std::string& name : list) line += (line.size() > 1 ? "; " : "") + name;
    return line + "]";
}

std::vector<std::string> events(const Annotations& annotations) {
    std::vector<std::string> lines;
    for (const EventFact& event : annotations.events) {
        std::string line = event.kind + " " + event.date.value_or("-") + " @" +
                           (event.place == no_entity ? "-" : annotations.entities[event.place].name);
        for (const Side side : {Side::host, Side::guest, Side::other})
            line += " " + names(annotations, event.participants, side);
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> agreements(const Annotations& annotations) {
    std::vector<std::string> lines;
    for (const AgreementFact& fact : annotations.agreements)
        lines.push_back(fact.kind + " " + fact.status + " " + fact.date.value_or("-") + " " +
                        std::to_string(fact.count) + " " + names(annotations, fact.parties, {}) + " " +
                        fact.title);
    return lines;
}

std::vector<std::string> partnerships(const Annotations& annotations) {
    std::vector<std::string> lines;
    for (const PartnershipFact& fact : annotations.partnerships) {
        std::string a = annotations.entities[fact.a].name, b = annotations.entities[fact.b].name;
        lines.push_back(fact.kind + " " + std::min(a, b) + " - " + std::max(a, b));
    }
    return lines;
}

std::vector<std::string> dates(const Document& document) {
    std::vector<std::string> lines;
    for (const DateMention& date : find_dates(document))
        if (date.cued) lines.push_back(date.iso() + " " + document.slice(date.tokens));
    return lines;
}

std::vector<std::string> found(const Case& example, const std::string& kind) {
    Article article;
    article.id = "case";
    article.text = to_nfc(example.text);
    article.sha256 = sha256_hex(*article.text);
    article.published = example.published;
    const Document document = analyse(article);
    if (kind == "dates") return dates(document);
    Annotations annotations;
    find_entities(document, Gazetteer::built_in(), annotations);
    const Scene scene(document, annotations);
    find_events(scene, annotations);
    find_agreements(scene, annotations);
    find_partnerships(scene, annotations);
    Facts facts = facts_from(document, annotations);
    facts.article.text = article.text;
    for (const Error& fault : validate(facts)) FAIL_CHECK(example.place << ": " << fault.text());
    if (kind == "events") return events(annotations);
    return kind == "agreements" ? agreements(annotations) : partnerships(annotations);
}

void run(const std::string& kind) {
    const std::filesystem::path folder = std::filesystem::path(BANGGIAO_SOURCE_DIR) / "tests/extract/cases";
    const bool show = std::getenv("BANGGIAO_SHOW_CASES") != nullptr;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename().string().rfind(kind, 0) != 0 || entry.path().extension() != ".txt")
            continue;
        for (Case& example : read_cases(entry.path())) {
            ++count;
            std::vector<std::string> lines = found(example, kind);
            std::sort(lines.begin(), lines.end());
            std::sort(example.expected.begin(), example.expected.end());
            if (show && lines != example.expected) {
                std::cout << example.place << "\n> " << example.text << "\n";
                for (const std::string& line : lines) std::cout << line << "\n";
            }
            INFO(example.place);
            CHECK(lines == example.expected);
        }
    }
    CHECK(count > 0);
}

} // namespace

TEST_CASE("dates") {
    run("dates");
}
TEST_CASE("events") {
    run("events");
}
TEST_CASE("agreements") {
    run("agreements");
}
TEST_CASE("partnerships") {
    run("partnerships");
}
