// Partial dates, as tables.
#include <banggiao/graph/partial_date.h>

#include <catch2/catch.hpp>

using namespace banggiao;

TEST_CASE("well-formed dates are read and written as they stand, others are refused") {
    for (const char* good : {"2023-03-24", "2023-03", "2023", "--03-24", "--03", "2016/2019",
                             "2017-06-29/2017-07-01", "--02-29", "2024-02-29", "--12-01/--12-03"}) {
        INFO(good);
        auto date = PartialDate::parse(good);
        REQUIRE(date);
        CHECK(date->text() == good);
    }
    for (const char* bad : {"", "23", "2023-13", "2023-00", "2023-02-29", "2023-03-32", "2023-3-2", "--",
                            "--13-01", "2023-", "2023-03-", "2019/2016", "2016/", "2016/--03", "24/03/2023",
                            "2023-03-24T08:00", "0000", "2023-03-00"}) {
        INFO(bad);
        CHECK_FALSE(PartialDate::parse(bad));
    }
}

TEST_CASE("dates agree where one day can be meant by both") {
    struct Row {
        const char* a;
        const char* b;
        bool agree;
        bool a_covers_b;
    };
    const Row rows[] = {{"2023-03-24", "2023-03-24", true, true},
                        {"2023-03", "2023-03-24", true, true},
                        {"2023-03-24", "2023-03", true, false},
                        {"2023", "2023-03-24", true, true},
                        {"2023-04", "2023-03-24", false, false},
                        {"--03-24", "2023-03-24", true, true},
                        {"2023-03-24", "--03-24", true, false},
                        {"--03-24", "2023-03-25", false, false},
                        {"--03-24", "2023", true, false},
                        {"--03", "2023-03-24", true, true},
                        {"2016/2019", "2017-06", true, true},
                        {"2016/2019", "--06-14", true, false},
                        {"2017-06-29/2017-07-01", "2017-06-30", true, true},
                        {"2017-06-29/2017-07-01", "2017-07-02", false, false},
                        {"2017-06-29/2017-07-01", "--06-30", true, false},
                        {"2023-03-24/2023-03-26", "2023-03-25/2023-03-28", true, false}};
    for (const Row& row : rows) {
        INFO(row.a << " and " << row.b);
        auto a = PartialDate::parse(row.a);
        auto b = PartialDate::parse(row.b);
        CHECK(compatible(*a, *b) == row.agree);
        CHECK(compatible(*b, *a) == row.agree);
        CHECK(covers(*a, *b) == row.a_covers_b);
    }
}

TEST_CASE("the bounds of a date") {
    CHECK(PartialDate::parse("2023-02")->latest() == 20230228);
    CHECK(PartialDate::parse("2016/2019")->earliest() == 20160101);
    CHECK(PartialDate::parse("--02")->latest() == 229);
    CHECK(PartialDate::parse("2023-03-24")->is_day());
    CHECK_FALSE(PartialDate::parse("--03-24")->is_day());
}

TEST_CASE("days are counted, and two stays span one") {
    CHECK(day_number(19700101) == 0);
    CHECK(day_number(20170701) - day_number(20170630) == 1);
    CHECK(day_number(20200301) - day_number(20200228) == 2);
    CHECK(day_number(20230101) - day_number(20221231) == 1);
    const auto spanned = [](const char* a, const char* b) {
        return PartialDate::spanning(*PartialDate::parse(a), *PartialDate::parse(b)).text();
    };
    CHECK(spanned("2017-06-28", "2017-07-01") == "2017-06-28/2017-07-01");
    CHECK(spanned("2017-07-01", "2017-06-28/2017-06-30") == "2017-06-28/2017-07-01");
    CHECK(spanned("2017-06-28", "2017-06-28") == "2017-06-28");
    CHECK(PartialDate::parse("2017-06-28/2017-07-01")->is_exact());
    for (const char* text : {"2017", "2017-06", "--06-28", "2016/2019"})
        CHECK_FALSE(PartialDate::parse(text)->is_exact());
}
