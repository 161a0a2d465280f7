// Takes offices of party committees: secretaries, members. Hands out the committee they are of, by the
// offices beside them or by the unit it leads.
#include <banggiao/extract/office_resolver.h>
#include <banggiao/graph/text.h>

namespace banggiao::extract {

std::string_view OfficeResolver::committee_of(const Entity& place) {
    if (place.kind == EntityKind::province)
        return fold(place.subkind).find("thành phố") != std::string::npos ? "Thành ủy" : "Tỉnh ủy";
    const std::string level = fold(place.subkind);
    if (level.find("huyện") != std::string::npos) return "Huyện ủy";
    if (level.find("thị xã") != std::string::npos) return "Thị ủy";
    if (level.find("quận") != std::string::npos) return "Quận ủy";
    if (level.find("thành phố") != std::string::npos) return "Thành ủy";
    return {};
}

void OfficeResolver::secretary(const OfficeChain& all, std::size_t i, EntityIndex place, Holding& holding) {
    if (holding.body != no_entity) return;
    if (place == no_entity) holding.body = neighbours_committee(all, i);
    if (holding.body != no_entity) return;
    if (place == no_entity) place = neighbours_place(all, i);
    const EntityIndex province = place == no_entity ? neighbours_province(all, i) : no_entity;
    if (place == no_entity) place = province;
    if (place == no_entity) return;
    const std::string_view committee = province != no_entity ? "Tỉnh ủy" : committee_of(table_[place]);
    if (committee.empty()) return;
    holding.body = implied_body(table_, std::string(committee), place, "party");
    table_.mention(holding.evidence, holding.body, "body.of-office", true);
}

EntityIndex OfficeResolver::neighbours_committee(const OfficeChain& all, std::size_t i) const {
    if (i + 1 >= all.last || office(i + 1).body == no_phrase) return no_entity;
    const PhraseIndex above = reading_.bodies[office(i + 1).body].parent;
    const Word* head = above == no_phrase ? nullptr : reading_.bodies[above].head;
    return head != nullptr && head->form.ends_with(" ủy") ? entity_of_body(above) : no_entity;
}

EntityIndex OfficeResolver::neighbours_province(const OfficeChain& all, std::size_t i) const {
    if (i + 1 >= all.last) return no_entity;
    const OfficePhrase& next = office(i + 1);
    if (!next.word->form.ends_with("ỉnh trưởng")) return no_entity;
    const EntityIndex said = place_of(next);
    const EntityIndex place = said != no_entity ? said : governed(next);
    return place != no_entity && table_[place].kind == EntityKind::foreign_locality ? place : no_entity;
}

EntityIndex OfficeResolver::neighbours_place(const OfficeChain& all, std::size_t i) const {
    for (std::size_t k = i + 1; k < all.last; ++k) {
        const EntityIndex body = entity_of_body(office(k).body);
        if (body == no_entity) continue;
        const EntityIndex place = table_[body].jurisdiction;
        return place != no_entity && table_[place].kind != EntityKind::country ? place : no_entity;
    }
    return no_entity;
}

void OfficeResolver::member(const OfficeChain& all, std::size_t i, Holding& holding) {
    const OfficePhrase& held = office(i);
    if (holding.body == no_entity && !held.word->detail.empty()) // `UVBTV, Phó Chủ tịch UBND tỉnh`
        secretary(all, i, no_entity, holding);
    if (holding.body == no_entity && held.word->form == "Ủy viên Thường vụ")
        holding.body = neighbours_committee(all, i); // `Ủy viên Thường vụ, Trưởng Ban Tuyên giáo Thành ủy`
    if (holding.body == no_entity) return;
    const Entity committee = table_[holding.body];
    const bool local = fold(committee.name).find("ủy ") != std::string::npos;
    const bool of_board = held.word->form == "Ủy viên Thường vụ" && local;
    if (of_board) holding.title = "Ủy viên";
    if (held.word->form != "Thường vụ" && held.word->detail.empty() && !of_board) return;
    if (committee.name.starts_with("Ban Thường vụ")) return;
    Entity entity;
    entity.kind = EntityKind::organization;
    entity.name = "Ban Thường vụ " + committee.name;
    entity.subkind = "party";
    entity.jurisdiction = committee.jurisdiction;
    holding.body = table_.add(body_key("Ban Thường vụ", "<" + std::to_string(holding.body), no_entity),
                              std::move(entity));
    table_.mention(holding.evidence, holding.body, "body.of-office", true);
}

} // namespace banggiao::extract
