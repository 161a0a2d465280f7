// Judgements and names of edges as text, there and back; and what is none.
#include <banggiao/graph/judgement_text.h>

#include <catch2/catch.hpp>

using namespace banggiao;

TEST_CASE("a judgement's text gives the judgement again") {
    using Kind = Judgement::Kind;
    const Judgement rows[] = {{Kind::same, "official/a@x", "official/b@y", ""},
                              {Kind::different, "official/a~an article's id", "province/VN-13", ""},
                              {Kind::reject, "official/a@x", "organization/x", "HOLDS"},
                              {Kind::reject, "official/a~1 b", "organization/x y", "HOLDS Phó Chủ tịch"},
                              {Kind::reject, "official/a@x", "official/b", "MET 2023-03-24/2023-03-25"}};
    std::string text = "# all of them\n\n";
    for (const Judgement& judgement : rows) {
        INFO(to_text(judgement));
        const auto again = judgement_from_text(to_text(judgement));
        REQUIRE(again.ok());
        CHECK(*again == judgement);
        text += "  " + to_text(judgement) + "\r\n";
    }
    const auto all = judgements_from_text(text);
    REQUIRE(all.ok());
    CHECK(*all == std::vector<Judgement>(std::begin(rows), std::end(rows)));
    CHECK(*judgements_from_text("\xEF\xBB\xBF" + text) == *all);
    CHECK(judgements_from_text("")->empty());
}

TEST_CASE("people may part keys by spaces") {
    const auto judgement = judgement_from_text("  same official/a   official/b  ");
    REQUIRE(judgement.ok());
    CHECK(*judgement == Judgement{Judgement::Kind::same, "official/a", "official/b", ""});
    CHECK(judgement_from_text("same official/a\u0302 official/b")->a == "official/â");
    const auto rejected = judgement_from_text("reject official/a -[SIGNED]-> agreement/b");
    REQUIRE(rejected.ok());
    CHECK(*rejected == Judgement{Judgement::Kind::reject, "official/a", "agreement/b", "SIGNED"});
}

TEST_CASE("what is no judgement is refused, and the line named") {
    for (const char* line :
         {"like a b", "same a", "same a b c", "same a a", "different", "reject a b", "reject a -[]-> b",
          "reject  -[MET]-> b", "reject a -[MET]-> ", "same\ta\t", "", "same a\xFF b"}) {
        INFO(line);
        const auto judgement = judgement_from_text(line);
        REQUIRE_FALSE(judgement.ok());
        CHECK(judgement.error().kind == ErrorKind::malformed);
    }
    const auto all = judgements_from_text("same a b\n# c\nsame a\n");
    REQUIRE_FALSE(all.ok());
    CHECK(all.error().place == "line 3");
}
