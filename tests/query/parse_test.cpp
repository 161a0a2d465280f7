// Queries, printed and reparsed; brackets beyond measure; the whole conformance corpus.
#include <banggiao/query/parser.h>
#include <banggiao/query/print.h>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace banggiao::query;

namespace {

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

void check_reparses(const std::string& text) {
    auto tree = parse(text);
    INFO(text);
    if (!tree) FAIL(tree.error().message);
    std::string printed = to_text(*tree);
    INFO(printed);
    auto again = parse(printed);
    if (!again) FAIL(again.error().message);
    CHECK(*tree == *again);
    CHECK(to_text(*again) == printed);
}

/// What stands between triple quotes.
std::vector<std::string> quoted_blocks(const std::string& feature) {
    std::vector<std::string> blocks;
    for (std::size_t start = feature.find("\"\"\""); start != std::string::npos;) {
        std::size_t end = feature.find("\"\"\"", start + 3);
        if (end == std::string::npos) break;
        blocks.push_back(feature.substr(start + 3, end - start - 3));
        start = feature.find("\"\"\"", end + 3);
    }
    return blocks;
}

} // namespace

TEST_CASE("queries print as the table says, and reparse to the same tree") {
    std::ifstream table(BANGGIAO_SOURCE_DIR "/tests/query/parse.txt");
    std::string query, printed;
    int rows = 0;
    while (std::getline(table, query)) {
        if (query.empty() || query.front() == '#') continue;
        REQUIRE(std::getline(table, printed));
        auto tree = parse(query);
        INFO(query);
        if (!tree) FAIL(tree.error().message);
        CHECK(to_text(*tree) == (printed == "=" ? query : printed));
        check_reparses(query);
        ++rows;
    }
    CHECK(rows > 20);
}

TEST_CASE("trees that differ are not equal") {
    CHECK_FALSE(*parse("RETURN a.x") == *parse("RETURN a.y"));
    CHECK_FALSE(*parse("MATCH (a)-->(b) RETURN a") == *parse("MATCH (a)<--(b) RETURN a"));
    CHECK(*parse("MATCH (a)  RETURN  a") == *parse("MATCH (a) RETURN a"));
}

TEST_CASE("what is nested as deeply as may be prints to a text that parses") {
    for (std::string open : {"-", "+", "- +", "NOT ", "(", "[", "{a: ", "f(", "CASE WHEN ", "[x IN "}) {
        std::string close = open == "(" || open == "f(" ? ")"
                            : open == "{a: "            ? "}"
                            : open[0] == '['            ? "]"
                                                        : "";
        if (open == "CASE WHEN ") close = " THEN 1 END";
        std::string text = "a";
        for (;;) {
            const std::string deeper = open + text + close;
            if (!parse("RETURN " + deeper)) break;
            text = deeper;
        }
        REQUIRE(text.size() > 50);
        check_reparses("RETURN " + text);
    }
}

TEST_CASE("nesting without end is an error") {
    for (std::string open : {"(", "[", "{a: ", "[(a {x: ", "-", "NOT ", "CASE WHEN ", "f(",
                             "((a)-->(b {x: ", "EXISTS { MATCH (a) WHERE ", "[x IN ",
                             "[(a)-->(b {x: ", "a + (", "reduce(a = 1, b IN "}) {
        std::string text = "RETURN ";
        for (int i = 0; i < 20000; ++i) text += open;
        INFO(open);
        auto tree = parse(text);
        REQUIRE_FALSE(tree);
        CHECK(tree.error().type == QueryErrorType::syntax);
    }
    std::string sum = "RETURN 1";
    for (int i = 0; i < 100000; ++i) sum += " + 1";
    CHECK_FALSE(parse(sum));
    std::string labels = "MATCH (a:";
    for (int i = 0; i < 100000; ++i) labels += "(";
    CHECK_FALSE(parse(labels));
}

TEST_CASE("the conformance corpus prints and reparses") {
    const char* shared = std::getenv("BANGGIAO_SHARED");
    std::filesystem::path folder = shared ? shared : BANGGIAO_SOURCE_DIR "/../shared";
    folder /= "tck/features";
    if (!std::filesystem::exists(folder)) {
        WARN("SKIPPED: no conformance scenarios at " + folder.string());
        return;
    }
    int parsed = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() != ".feature") continue;
        for (const std::string& block : quoted_blocks(content_of(entry.path()))) {
            if (!parse(block)) continue; // placeholders of an outline, or an error that is expected
            check_reparses(block);
            ++parsed;
        }
    }
    CHECK(parsed > 1400);
}
