// Takes nothing. Hands out the one table of labels, edge types and properties of the graph.
#pragma once

#include <span>
#include <string_view>

namespace banggiao::schema {

namespace label {
inline constexpr std::string_view official = "Official", organization = "Organization", ministry = "Ministry",
                                  place = "Place", province = "Province", locality = "Locality",
                                  foreign_locality = "ForeignLocality", country = "Country",
                                  agreement = "Agreement", event = "Event", article = "Article";
}

namespace edge {
inline constexpr std::string_view holds = "HOLDS", attended = "ATTENDED", took_part = "TOOK_PART",
                                  held_in = "HELD_IN", met = "MET", partner_of = "PARTNER_OF",
                                  party_to = "PARTY_TO", signed_ = "SIGNED", located_in = "LOCATED_IN",
                                  serves = "SERVES", mentioned_in = "MENTIONED_IN",
                                  succeeded_by = "SUCCEEDED_BY";
}

struct LabelRow {
    std::string_view name;
    std::string_view
        implied_by; ///< labels that carry this one too, comma separated (`Place` by `Province` …)
    std::string_view properties; ///< comma separated
    std::string_view description;
};

struct EdgeRow {
    std::string_view name;
    std::string_view from; ///< labels allowed, comma separated
    std::string_view to;
    std::string_view properties;
    std::string_view description;
};

/// Every label and edge type, in the order of the documentation.
std::span<const LabelRow> labels();
std::span<const EdgeRow> edges();

/// Allowed values of a closed property: kind of an Organization, Agreement, Event or PARTNER_OF, side,
/// status; empty if the property is open. `owner` is a label or an edge type.
std::span<const std::string_view> allowed_values(std::string_view owner, std::string_view property);

const LabelRow* find_label(std::string_view name);
const EdgeRow* find_edge(std::string_view name);

/// Whether a comma-separated cell of a row names `name`.
bool lists(std::string_view comma_separated, std::string_view name);

} // namespace banggiao::schema
