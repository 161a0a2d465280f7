// Takes a Reading. Hands out Annotations: which thing each phrase means. `UBND tỉnh` is that of the article's
// province, `Bộ trưởng` the minister just named, `ông Thành` the man of that name.
#pragma once

#include <banggiao/extract/phrases.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace banggiao::extract {

/// Entities by key, while they are being made.
class EntityTable {
  public:
    explicit EntityTable(Annotations& annotations) : annotations_(annotations) {}

    /// The entity of `key`, made of `entity` if it is new. `created` gets whether it was.
    EntityIndex add(const std::string& key, Entity entity, bool* created = nullptr);
    EntityIndex find(const std::string& key) const;
    Entity& operator[](EntityIndex index) { return annotations_.entities[index]; }
    const Entity& operator[](EntityIndex index) const { return annotations_.entities[index]; }
    /// Notes another form of the name, unless it is the name or known.
    void add_form(EntityIndex index, std::string_view form);
    void mention(TokenRange tokens, EntityIndex entity, std::string_view rule, bool reference,
                 bool in_name = false);
    Annotations& annotations() { return annotations_; }
    const Annotations& annotations() const { return annotations_; }

  private:
    Annotations& annotations_;
    std::unordered_map<std::string, EntityIndex> by_key_;
};

/// name_key() and fold(), remembered per thread: the same names come again and again. Valid until the next
/// call.
const std::string& key_of_name(std::string_view name);
const std::string& folded(std::string_view name);

/// What the later steps need to know of the article as a whole.
struct Setting {
    EntityIndex home = no_entity;     ///< Việt Nam, if it is among the entities
    EntityIndex focus = no_entity;    ///< the province or centrally-run city the article is about
    EntityIndex province = no_entity; ///< the province named most that is no city
    EntityIndex city = no_entity;     ///< the centrally-run city named most
    EntityIndex partner = no_entity;  ///< the foreign country named most
    EntityIndex region = no_entity; ///< the province abroad named most, where the article names none of ours
    bool domestic = true;           ///< it speaks of Việt Nam at all
};

void resolve_places(Reading& reading, EntityTable& table, Setting& setting);
void resolve_bodies(Reading& reading, EntityTable& table, Setting& setting);
/// `Ủy viên Bộ Chính trị, Bộ trưởng … Cuba`: a body without a country has that of the office beside it.
void lend_countries(Reading& reading);
void resolve_persons(Reading& reading, EntityTable& table);
void resolve_offices(Reading& reading, EntityTable& table, Setting& setting);

/// Việt Nam as an entity, made if need be.
EntityIndex home_country(EntityTable& table, Setting& setting);
/// The body of that name, served place and kind, made if need be.
EntityIndex implied_body(EntityTable& table, const std::string& head, EntityIndex place,
                         std::string_view kind);
/// A body's key: its head, the rest of its name, the place it is of.
std::string body_key(std::string_view head, std::string_view rest, EntityIndex place);
/// A place with its level before it: `tỉnh Quảng Ninh`.
std::string with_level(const Entity& place);

} // namespace banggiao::extract
