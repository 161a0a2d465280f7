// Takes keys of provinces and bodies. Hands out what took over from what: the provinces of 2025 with their
// bodies, the central bodies and departments that were merged.
#include <banggiao/graph/merge_successions.h>
#include <banggiao/graph/merge_tables.h>
#include <banggiao/graph/schema.h>

#include <algorithm>

namespace banggiao::merging {

namespace {

constexpr std::string_view of_province = "province/", of_body = "organization/";

std::string unit_of_today(const ProvinceRow& row) {
    return std::string(row.successor) + (is_enlarged(row.successor) ? "@2025" : "");
}

/// The rows of a table by the slugs of what was and of what came of it.
struct BySlug {
    explicit BySlug(std::span<const SuccessionRow> rows) {
        for (const SuccessionRow& row : rows)
            all.push_back({slug_of(row.name), slug_of(row.successor), &row});
    }
    struct Row {
        std::string before, after;
        const SuccessionRow* row;
    };
    std::vector<Row> all;
};

/// A body's name and, with its `@`, the place it serves; the rows that tell of such bodies, and their rule.
struct BodyKey {
    explicit BodyKey(std::string_view key) {
        std::string_view rest = tail(key);
        std::size_t at = std::min(rest.find('@'), rest.size());
        core = rest.substr(0, at);
        place = rest.substr(at);
    }
    const BySlug& rows() const {
        static const BySlug central(successions()), departments(department_successions());
        return place.empty() ? central : departments;
    }
    const char* rule() const { return place.empty() ? "table.central-bodies" : "table.departments"; }
    std::string_view code() const { return std::string_view(place).substr(place.empty() ? 0 : 1); }

    std::string core, place;
};

} // namespace

std::vector<Succession> successors_of(const std::string& key) {
    std::vector<Succession> found;
    if (key.starts_with(of_province))
        if (const ProvinceRow* row = find_province(tail(key)))
            found.push_back({std::string(of_province) + unit_of_today(*row), reform_date, "table.provinces"});
    if (!key.starts_with(of_body)) return found;
    const BodyKey body(key);
    for (const BySlug::Row& each : body.rows().all)
        if (each.before == body.core)
            found.push_back({std::string(of_body) + each.after + body.place, each.row->date, body.rule()});
    if (const ProvinceRow* row = find_province(body.code()))
        found.push_back(
            {std::string(of_body) + body.core + "@" + unit_of_today(*row), reform_date, "table.provinces"});
    return found;
}

std::vector<std::string> predecessors_of(const std::string& key) {
    std::vector<std::string> found;
    const auto codes_before = [](std::string_view unit) {
        std::vector<std::string> codes;
        for (const ProvinceRow& row : provinces())
            if (unit_of_today(row) == unit) codes.emplace_back(row.code);
        return codes;
    };
    if (key.starts_with(of_province))
        for (const std::string& code : codes_before(tail(key)))
            found.push_back(std::string(of_province) + code);
    if (!key.starts_with(of_body)) return found;
    const BodyKey body(key);
    for (const BySlug::Row& each : body.rows().all)
        if (each.after == body.core) found.push_back(std::string(of_body) + each.before + body.place);
    for (const std::string& code : codes_before(body.code()))
        found.push_back(std::string(of_body) + body.core + "@" + code);
    return found;
}

void Successions::add_from(VertexId from, const std::string& key) {
    for (const Succession& each : successors_of(key))
        if (auto to = find_(each.successor)) add(from, *to, each);
}

void Successions::add_to(VertexId to, const std::string& key) {
    for (const std::string& before : predecessors_of(key)) {
        auto from = find_(before);
        if (!from) continue;
        for (const Succession& each : successors_of(before))
            if (each.successor == key) add(*from, to, each);
    }
}

void Successions::add(VertexId from, VertexId to, const Succession& succession) {
    if (from == to) return;
    std::pair said(succession.date, succession.rule);
    auto [known, is_new] = found_.try_emplace({from, to}, said);
    known->second = std::min(known->second, said);
}

std::vector<EdgeDraft> Successions::drafts() const {
    std::vector<EdgeDraft> edges;
    for (const auto& [ends, said] : found_) {
        EdgeDraft draft;
        draft.from = ends.first;
        draft.to = ends.second;
        draft.type = schema::edge::succeeded_by;
        draft.properties.emplace_back("date", said.first);
        draft.evidence.push_back({none, {}, said.second, {}});
        edges.push_back(std::move(draft));
    }
    return edges;
}

} // namespace banggiao::merging
