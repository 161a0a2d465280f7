// Takes nothing. Hands out what the stages of extraction write about a document: entities with their
// mentions, offices held, events, agreements, partnerships. facts_from() turns it into Facts.
#pragma once

#include <banggiao/extract/document.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

enum class EntityKind : std::uint8_t {
    official,
    organization,
    province,
    locality,
    foreign_locality,
    country
};
using EntityIndex = std::uint32_t;
inline constexpr EntityIndex no_entity = ~EntityIndex{0};

inline bool is_place(EntityKind kind) {
    return kind >= EntityKind::province;
}

/// One thing the article speaks of.
struct Entity {
    EntityKind kind = EntityKind::official;
    std::string name;                 ///< fullest form, without titles
    std::vector<std::string> aliases; ///< other forms found in the article
    std::string subkind;              ///< organisations: kind; localities: level
    std::string code;                 ///< places
    EntityIndex country = no_entity; ///< the country a body or person represents or a place lies in, if known
    EntityIndex jurisdiction = no_entity; ///< organisations: the place served
    bool foreign = false;                 ///< a body or person of another country
};

/// Where an entity is spoken of. Nested mentions are allowed: `UBND tỉnh Sơn La` holds `Sơn La`.
struct EntityMention {
    TokenRange tokens;
    EntityIndex entity = no_entity;
    std::string_view rule;  ///< a literal
    bool reference = false; ///< not a form of the name: `tỉnh ta`, `Bộ trưởng`
    bool in_name = false;   ///< inside the mention of a body (`Sơn La` in `UBND tỉnh Sơn La`)
};

/// An office: a title of a body, held by a person.
struct Holding {
    EntityIndex official = no_entity;
    EntityIndex body = no_entity; ///< no_entity: the article does not name it
    EntityIndex at = no_entity;   ///< ambassadors: where
    std::string title;            ///< `Phó Chủ tịch`, written out
    TokenRange evidence;          ///< title, body and name
    std::string_view rule;
    std::string folded_title{}; ///< as fold() has it; made when all offices are read
};

enum class Side : std::uint8_t { host, guest, other };

struct Participant {
    EntityIndex entity = no_entity;
    Side side = Side::other;
    TokenRange evidence; ///< the clause that says so
    std::string_view rule;
    std::vector<TokenRange> also; ///< other clauses that name it there
};

struct EventFact {
    std::string kind; ///< meeting, visit, signing, ceremony, conference, other
    std::string name; ///< the trigger's words: `làm việc`, `hội đàm`
    std::optional<std::string> date;
    EntityIndex place = no_entity;
    TokenRange place_evidence;
    std::vector<TokenRange> triggers; ///< its mentions
    std::string_view rule;
    std::vector<Participant> participants;
};

struct AgreementFact {
    std::string kind;
    std::string title;
    std::string status; ///< signed, in_force, planned
    std::optional<std::string> date;
    int count = 1;
    std::vector<TokenRange> mentions;
    std::string_view rule;
    std::vector<Participant> parties; ///< places and bodies (PARTY_TO); sides unused
    std::vector<Participant> signers; ///< officials (SIGNED)
};

struct PartnershipFact {
    EntityIndex a = no_entity;
    EntityIndex b = no_entity;
    std::string kind; ///< twinning, strategic, cooperation, prospective
    TokenRange evidence;
    std::string_view rule;
};

/// A place that lies in another (`Quảng Tây (Trung Quốc)`), with the words.
struct Location {
    EntityIndex place = no_entity;
    EntityIndex in = no_entity;
    TokenRange evidence;
    std::string_view rule;
};

struct Annotations {
    std::vector<Entity> entities;
    std::vector<EntityMention> mentions; ///< by first token, longer first
    std::vector<Holding> holdings;
    std::vector<Location> locations;
    std::vector<EventFact> events;
    std::vector<AgreementFact> agreements;
    std::vector<PartnershipFact> partnerships;
};

} // namespace banggiao::extract
