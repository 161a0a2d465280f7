// What holds for every text: spans stand, and an article's facts do not depend on what a page break parts
// from it. The texts are those the fuzzers start from and the example articles.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

std::vector<Article> articles() {
    std::vector<Article> read;
    const std::string root = BANGGIAO_SOURCE_DIR;
    read_paths({root + "/examples/articles", root + "/tests/fuzz/corpus/text", root + "/tests/extract/cases"},
               {},
               {[&](Article&& article) {
                    if (is_vietnamese(*article.text)) read.push_back(std::move(article));
                },
                [](const Error& error) { FAIL(error.text()); }, [](const std::string&) {}});
    return read;
}

/// The nodes and edges alone, as JSON.
std::string found_in(Facts facts) {
    facts.article = {};
    return to_json(facts);
}

Facts facts_of(const std::string& text) {
    auto article = read_text(text, "a");
    REQUIRE(article.ok());
    article->published = "2023-05-06";
    auto facts = Extractor().extract(*article);
    REQUIRE(facts.ok());
    return *facts;
}

} // namespace

TEST_CASE("facts stand up to their own check") {
    const auto all = articles();
    REQUIRE(all.size() > 20);
    for (const Article& article : all) {
        INFO(article.id);
        const auto faults = validate(*Extractor().extract(article));
        CHECK(faults.empty());
        if (!faults.empty()) CHECK(faults.front().text().empty());
    }
}

TEST_CASE("articles read together give what each gives alone") {
    std::vector<Article> all = articles();
    Article foreign = all.front();
    foreign.id = "foreign";
    foreign.text = "The ministers met in Paris on Monday and spoke about trade between their countries.";
    Article long_one = all.front();
    long_one.id = "long";
    *long_one.text += "\n\f" + *all.back().text; // of two pages
    all.insert(all.begin() + 1, {std::move(foreign), std::move(long_one)});
    const auto together = Extractor().extract_all(all);
    REQUIRE(together.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO(all[i].id);
        const auto alone = Extractor().extract(all[i]);
        REQUIRE(together[i].ok() == alone.ok());
        CHECK((alone ? to_json(*together[i]) : together[i].error().text()) ==
              (alone ? to_json(*alone) : alone.error().text()));
    }
    CHECK_FALSE(together[1].ok());
    CHECK(Extractor().extract_all({}).empty());
}

TEST_CASE("a rule says of the same words once what they say") {
    const auto twice = [](const auto& all) {
        std::set<std::tuple<Span, std::string>> seen;
        return std::any_of(all.begin(), all.end(),
                           [&](const auto& one) { return !seen.emplace(one.span, one.rule).second; });
    };
    for (const Article& article : articles()) {
        INFO(article.id);
        const Facts facts = *Extractor().extract(article);
        CHECK(std::none_of(facts.nodes.begin(), facts.nodes.end(),
                           [&](const FactNode& node) { return twice(node.mentions); }));
        CHECK(std::none_of(facts.edges.begin(), facts.edges.end(),
                           [&](const FactEdge& edge) { return twice(edge.evidence); }));
    }
}

TEST_CASE("a text may end behind any of its words") {
    const std::string offices =
        "Sáng 12/4, tại Hà Nội, Tổng thống Lào, Chủ tịch nước và Thủ tướng nước chủ nhà gặp "
        "Bí thư Tỉnh ủy, Đại sứ Việt Nam tại Lào, nguyên Tổng thống và Bộ trưởng Bộ Ngoại giao.";
    const std::string chain =
        "Sáng 12/4, tại trụ sở, đồng chí Lê Văn Bình, Phó Bí thư Tỉnh ủy Chủ tịch UBND tỉnh Lạng Sơn tiếp "
        "khách.\nTiếp bà Vương Thu Hà, Phó Giám đốc Sở Ngoại vụ, Chủ tịch UBND tỉnh cho biết.";
    const std::string bodies = "Sáng 12/4, đoàn thăm các xã Tân Lập, Hòa Mỹ và Phòng Cảnh sát phòng chống "
                               "tội phạm về ma túy (Công an "
                               "tỉnh), Công ty May số 5, Đảng Dân Tâm của nước Chile, Giám đốc phụ trách đối "
                               "ngoại Tập đoàn Nordak tại Lào.";
    for (const std::string& text : {offices, chain, bodies})
        for (std::size_t end = text.find(' ', 40); end != text.npos; end = text.find(' ', end + 1))
            CHECK(validate(facts_of(text.substr(0, end))).empty());
}

TEST_CASE("a page break parts two articles") {
    const auto all = articles();
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        INFO(all[i].id << " and " << all[i + 1].id);
        const Facts first = facts_of(*all[i].text);
        const Facts second = facts_of(*all[i + 1].text);
        Facts joined = facts_of(*all[i].text + "\f" + *all[i + 1].text);
        CHECK(validate(joined).empty());
        REQUIRE(joined.nodes.size() == first.nodes.size() + second.nodes.size());
        REQUIRE(joined.edges.size() == first.edges.size() + second.edges.size());
        joined.nodes.resize(first.nodes.size());
        joined.edges.resize(first.edges.size());
        CHECK(found_in(joined) == found_in(first));
    }
}

TEST_CASE("a page break inside a sentence parts nothing") {
    const std::string before =
        "Hai tỉnh hội đàm\n\nSáng 24/3/2023, Chủ tịch UBND tỉnh Quảng Ninh Nguyễn Văn Mẫu";
    const std::string after = "đã tiếp Tỉnh trưởng tỉnh Quảng Tây (Trung Quốc) Lam Mẫu.";
    CHECK(found_in(facts_of(before + "\f" + after)) == found_in(facts_of(before + " " + after)));
}

TEST_CASE("what is not in Vietnamese behind a page break is left out") {
    const std::string text =
        "Hai tỉnh hội đàm\n\nSáng 24/3/2023, Bộ trưởng Bộ Ngoại giao Bùi Văn Mẫu tiếp Đại sứ Lào.";
    CHECK(found_in(facts_of("The two provinces held talks in Ha Noi today.\f" + text)) !=
          found_in(facts_of(text)));
    CHECK(found_in(facts_of(text + "\fThe two provinces held talks in Ha Noi today.")) ==
          found_in(facts_of(text)));
}

TEST_CASE("a text longer than any article is read in parts that end with a line") {
    const std::string told =
        "Hai tỉnh hội đàm\n\nSáng 24/3/2023, Chủ tịch UBND tỉnh Quảng Ninh Nguyễn Văn Mẫu tiếp Đại sứ Lào.\n";
    constexpr std::size_t longest_part = std::size_t{1} << 20;
    const Facts alone = facts_of(told);
    Facts both = facts_of(told + std::string(longest_part - told.size(), '\n') + told);
    CHECK(validate(both).empty());
    REQUIRE(both.nodes.size() == 2 * alone.nodes.size());
    REQUIRE(both.edges.size() == 2 * alone.edges.size());
    CHECK(both.nodes.back().name == alone.nodes.back().name);
    both.nodes.resize(alone.nodes.size());
    both.edges.resize(alone.edges.size());
    CHECK(found_in(both) == found_in(alone));
}

TEST_CASE("a text without an end of line or word is cut between characters") {
    std::string text = "Hai tỉnh hội đàm\n\nSáng 24/3/2023, ông Nguyễn Văn Mẫu tiếp khách. a";
    while (text.size() < (std::size_t{1} << 20) + 100) text += "ế";
    CHECK(validate(facts_of(text)).empty());
}
