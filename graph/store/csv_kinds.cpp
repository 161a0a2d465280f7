// Takes the properties of nodes and edges. Hands out the columns of a CSV file that hold them.
#include <banggiao/graph/store/csv_header.h>
#include <banggiao/graph/store/csv_kinds.h>

#include <algorithm>

namespace banggiao::store {

namespace {

constexpr std::string_view evidence_name = "evidence";

CsvKind kind_of(KeyPlace place, const Value& value) {
    const bool array = value.is(ValueType::list);
    if (!array) return {place, false, value.type()};
    return {place, true, value.list().empty() ? ValueType::string : value.list().front().type()};
}

CsvProperties placed(std::vector<std::pair<KeyId, Value>> properties) {
    CsvProperties result;
    result.reserve(properties.size() + 1);
    for (auto& [key, value] : properties) result.emplace_back(place_of(key), std::move(value));
    return result;
}

} // namespace

CsvKinds::CsvKinds(const FrozenGraph& graph, const CsvExportOptions& options)
    : graph_(graph), options_(options) {
    if (!options.evidence || graph.find_key(evidence_name)) return;
    KeyId next = 0;
    while (next < graph.key_count() && graph.key_name(next) < evidence_name) ++next;
    evidence_ = place_of(next) - 1;
}

CsvProperties CsvKinds::of_vertex(VertexId vertex) const {
    return placed(graph_.vertex_properties(vertex));
}

CsvProperties CsvKinds::of_edge(EdgeId edge) const {
    CsvProperties properties = placed(graph_.edge_properties(edge));
    if (!evidence_ || graph_.evidence(edge).empty()) return properties;
    const auto after = std::find_if(properties.begin(), properties.end(),
                                    [&](const auto& property) { return property.first > *evidence_; });
    properties.emplace(after, *evidence_, options_.evidence(edge));
    return properties;
}

std::string_view CsvKinds::name_of(KeyPlace place) const {
    return place == evidence_ ? evidence_name : graph_.key_name(static_cast<KeyId>(place / 2));
}

std::string CsvKinds::print(const Value& value) const {
    if (!value.is(ValueType::list)) return print_csv_value(value);
    std::string text;
    for (const Value& item : value.list()) {
        if (&item != &value.list().front()) text += options_.array_delimiter;
        text += print_csv_value(item);
    }
    return text;
}

Status CsvKinds::check(KeyPlace key, const Value& value, const CsvKind& kind,
                       const std::string& place) const {
    const auto cannot = [&](ErrorKind error, const std::string& what, std::string remedy) {
        return Error{error, "the property `" + std::string(name_of(key)) + "` " + what, place,
                     std::move(remedy)};
    };
    const auto unsupported = [&] {
        return cannot(ErrorKind::unsupported,
                      "has a value that CSV has no form for (" +
                          std::string(banggiao::name_of(value.type())) + ")",
                      "leave it out, or write another format");
    };
    if (!csv_type_name(kind.type)) return unsupported();
    if (!kind.array) return {};
    for (const Value& item : value.list()) {
        if (!item.is(kind.type)) return unsupported();
        if (print_csv_value(item).find(options_.array_delimiter) != std::string::npos)
            return cannot(ErrorKind::conflict, "has a list whose text contains the array delimiter",
                          "choose another array delimiter");
    }
    if (value.list().size() == 1 && print_csv_value(value.list().front()).empty()) return unsupported();
    return {};
}

Status CsvKinds::collect(std::set<CsvKind>& kinds, const CsvProperties& properties,
                         const std::string& place) const {
    for (const auto& [key, value] : properties) {
        const CsvKind kind = kind_of(key, value);
        if (Status status = check(key, value, kind, place); !status) return status;
        kinds.insert(kind);
    }
    return {};
}

void CsvKinds::append_header(std::string& out, const std::set<CsvKind>& kinds) const {
    for (const CsvKind& kind : kinds) {
        std::string column(name_of(kind.place));
        column += ':';
        column += *csv_type_name(kind.type);
        if (kind.array) column += "[]";
        out += csv_delimiter;
        append_csv_field(out, column, csv_delimiter);
    }
}

void CsvKinds::append_properties(std::string& out, const std::set<CsvKind>& kinds,
                                 const CsvProperties& properties) const {
    auto property = properties.begin();
    for (const CsvKind& kind : kinds) {
        out += csv_delimiter;
        while (property != properties.end() && property->first < kind.place) ++property;
        if (property == properties.end() || property->first != kind.place) continue;
        if (kind_of(kind.place, property->second) == kind)
            append_csv_field(out, print(property->second), csv_delimiter);
    }
}

} // namespace banggiao::store
