// The schema's rows hang together.
#include <banggiao/graph/schema.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace banggiao;

namespace {

/// Every name of a comma-separated cell, checked to be a label.
void check_labels(std::string_view cell) {
    while (!cell.empty()) {
        std::size_t comma = std::min(cell.find(','), cell.size());
        INFO(std::string(cell));
        CHECK(schema::find_label(cell.substr(0, comma)) != nullptr);
        cell.remove_prefix(std::min(comma + 1, cell.size()));
    }
}

} // namespace

TEST_CASE("every label that a row names is a row") {
    CHECK(schema::labels().size() == 11);
    CHECK(schema::edges().size() == 12);
    for (const auto& row : schema::labels()) check_labels(row.implied_by);
    for (const auto& row : schema::edges()) {
        check_labels(row.from);
        check_labels(row.to);
    }
}

TEST_CASE("rows are found by name only") {
    CHECK(schema::find_label("Province")->properties == "code,valid_from,valid_to");
    CHECK(schema::find_edge("HOLDS")->from == "Official");
    CHECK(schema::find_label("province") == nullptr);
    CHECK(schema::find_edge("") == nullptr);
}

TEST_CASE("closed properties list their values, open ones none") {
    struct Row {
        const char* owner;
        const char* property;
        std::size_t values;
        const char* one;
    };
    const Row rows[] = {{"Organization", "kind", 15, "people_committee"},
                        {"Agreement", "kind", 9, "mou"},
                        {"Agreement", "status", 3, "in_force"},
                        {"Event", "kind", 6, "signing"},
                        {"ATTENDED", "side", 3, "guest"},
                        {"TOOK_PART", "side", 3, "other"},
                        {"PARTNER_OF", "kind", 4, "twinning"},
                        {"MET", "via", 1, "visit"}};
    for (const Row& row : rows) {
        auto values = schema::allowed_values(row.owner, row.property);
        INFO(row.owner << "." << row.property);
        CHECK(values.size() == row.values);
        CHECK(std::count(values.begin(), values.end(), row.one) == 1);
    }
    CHECK(schema::allowed_values("Event", "date").empty());
}

TEST_CASE("a comma-separated cell names whole words") {
    CHECK(schema::lists("a,bc", "bc"));
    CHECK_FALSE(schema::lists("a,bc", "b"));
    CHECK_FALSE(schema::lists("", ""));
}
