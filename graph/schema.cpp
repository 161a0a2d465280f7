// Takes nothing. Hands out the rows of the schema: labels, edge types, properties and their closed values.
#include <banggiao/graph/schema.h>

#include <algorithm>
#include <array>

namespace banggiao::schema {

namespace {

constexpr std::array label_rows{
    LabelRow{label::official, "", "titles_without_body", "a named person in a public or organisational role"},
    LabelRow{label::organization, "Ministry", "kind", "a body: state, party, association, company"},
    LabelRow{label::ministry, "", "kind", "a ministry; also an Organization"},
    LabelRow{label::place, "Province,Locality,ForeignLocality,Country", "code,level",
             "a country, an administrative unit or a populated place"},
    LabelRow{label::province, "", "code,valid_from,valid_to",
             "a Vietnamese province or centrally-run city, as of the time told of"},
    LabelRow{label::locality, "", "code,level", "a smaller Vietnamese unit"},
    LabelRow{label::foreign_locality, "", "code,level", "a region, province, city or district abroad"},
    LabelRow{label::country, "", "code", "a country"},
    LabelRow{label::agreement, "", "kind,date,status,count",
             "an instrument between parties; its name is its title"},
    LabelRow{label::event, "", "kind,date", "a meeting, visit, signing, ceremony or conference"},
    LabelRow{label::article, "", "title,url,source,published", "a text that was read"},
};

constexpr std::array edge_rows{
    EdgeRow{edge::holds, "Official", "Organization,Place", "title,at", "holds an office of a body"},
    EdgeRow{edge::attended, "Official", "Event", "side", "was there in person"},
    EdgeRow{edge::took_part, "Organization,Place", "Event", "side", "was represented"},
    EdgeRow{edge::held_in, "Event", "Place", "", "where it took place"},
    EdgeRow{edge::met, "Official", "Official", "date,event,place,via", "met, host to guest"},
    EdgeRow{edge::partner_of, "Place", "Place", "kind", "is a partner of"},
    EdgeRow{edge::party_to, "Organization,Place", "Agreement", "", "is a party to"},
    EdgeRow{edge::signed_, "Official", "Agreement", "", "put the name under"},
    EdgeRow{edge::located_in, "Place", "Place", "", "lies in"},
    EdgeRow{edge::serves, "Organization", "Place", "", "has as its jurisdiction"},
    EdgeRow{edge::mentioned_in, "Official,Organization,Place,Agreement,Event", "Article", "", "is named by"},
    EdgeRow{edge::succeeded_by, "Organization,Place", "Organization,Place", "date",
            "was merged into or renamed to"},
};

constexpr std::array<std::string_view, 15> organization_kinds{
    "ministry",       "government", "party",      "legislature", "people_committee",
    "people_council", "department", "diplomatic", "military",    "international",
    "mass",           "company",    "education",  "media",       "other"};
constexpr std::array<std::string_view, 9> agreement_kinds{"mou",      "agreement",       "treaty",
                                                          "protocol", "joint_statement", "action_plan",
                                                          "twinning", "contract",        "other"};
constexpr std::array<std::string_view, 3> agreement_states{"signed", "in_force", "planned"};
constexpr std::array<std::string_view, 6> event_kinds{"meeting",  "visit",      "signing",
                                                      "ceremony", "conference", "other"};
constexpr std::array<std::string_view, 3> sides{"host", "guest", "other"};
constexpr std::array<std::string_view, 4> partnership_kinds{"twinning", "strategic", "cooperation",
                                                            "prospective"};
constexpr std::array<std::string_view, 1> met_via{"visit"};

struct ValueRow {
    std::string_view owner;
    std::string_view property;
    std::span<const std::string_view> values;
};

constexpr std::array value_rows{
    ValueRow{label::organization, "kind", organization_kinds},
    ValueRow{label::ministry, "kind", organization_kinds},
    ValueRow{label::agreement, "kind", agreement_kinds},
    ValueRow{label::agreement, "status", agreement_states},
    ValueRow{label::event, "kind", event_kinds},
    ValueRow{edge::attended, "side", sides},
    ValueRow{edge::took_part, "side", sides},
    ValueRow{edge::partner_of, "kind", partnership_kinds},
    ValueRow{edge::met, "via", met_via},
};

template <typename Rows>
auto* find_row(const Rows& rows, std::string_view name) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return each.name == name; });
    return row == rows.end() ? nullptr : &*row;
}

} // namespace

std::span<const LabelRow> labels() {
    return label_rows;
}

std::span<const EdgeRow> edges() {
    return edge_rows;
}

std::span<const std::string_view> allowed_values(std::string_view owner, std::string_view property) {
    for (const ValueRow& row : value_rows) {
        if (row.owner == owner && row.property == property) return row.values;
    }
    return {};
}

const LabelRow* find_label(std::string_view name) {
    return find_row(label_rows, name);
}

const EdgeRow* find_edge(std::string_view name) {
    return find_row(edge_rows, name);
}

bool lists(std::string_view comma_separated, std::string_view name) {
    while (!comma_separated.empty()) {
        std::size_t comma = std::min(comma_separated.find(','), comma_separated.size());
        if (comma_separated.substr(0, comma) == name) return true;
        comma_separated.remove_prefix(std::min(comma + 1, comma_separated.size()));
    }
    return false;
}

} // namespace banggiao::schema
