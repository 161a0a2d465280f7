// Takes an instrument whose words name no parties. Hands out the sides of the encounter told of, or the two
// countries the sentence speaks of; and whether an instrument has such parties at all.
#include <banggiao/extract/agreement_finder.h>
#include <banggiao/extract/resolution.h>

#include <algorithm>
#include <array>

namespace banggiao::extract {

void AgreementFinder::drop_wholes(AgreementFact& fact) const {
    const auto has_body_of = [&](EntityIndex place) {
        return std::any_of(fact.parties.begin(), fact.parties.end(), [&](const Participant& part) {
            return scene_.kind(part.entity) == EntityKind::organization &&
                   scene_.locality(part.entity) == place;
        });
    };
    std::erase_if(fact.parties, [&](const Participant& whole) {
        const EntityKind kind = scene_.kind(whole.entity);
        if (kind == EntityKind::province || kind == EntityKind::locality) return has_body_of(whole.entity);
        if (kind != EntityKind::country) return false;
        return std::any_of(fact.parties.begin(), fact.parties.end(), [&](const Participant& part) {
            return part.entity != whole.entity && scene_.kind(part.entity) == EntityKind::foreign_locality &&
                   scene_.country(part.entity) == whole.entity;
        });
    });
}

void AgreementFinder::share_head(AgreementFact& fact) const {
    for (Participant& one : fact.parties) {
        if (scene_.kind(one.entity) != EntityKind::country) continue;
        for (const Participant& other : fact.parties) {
            const EntityIndex nation = scene_.country(other.entity);
            if (scene_.kind(other.entity) != EntityKind::organization || nation == no_entity) continue;
            const std::string& name = scene_.entity(other.entity).name;
            const std::string& own = scene_.entity(nation).name;
            if (!name.ends_with(own)) continue;
            const std::string wanted =
                name.substr(0, name.size() - own.size()) + scene_.entity(one.entity).name;
            for (const EntityIndex body : bodies_)
                if (scene_.entity(body).name == wanted) one.entity = body;
        }
    }
}

bool AgreementFinder::says_both_sides(const Instrument& instrument) const {
    static const SyllableSet sides(
        "bên tỉnh thành địa cơ đơn trường hãng huyện bộ viện thông sở báo đài ngành đồn châu");
    return says_two(instrument, sides);
}

bool AgreementFinder::says_two_bodies(const Instrument& instrument) const {
    static const SyllableSet bodies(
        "cơ đơn trường hãng bộ viện thông học tòa ngân hội tập công sở báo đài đồn");
    return says_two(instrument, bodies);
}

bool AgreementFinder::says_two(const Instrument& instrument, const SyllableSet& of) const {
    static const SyllableId two = intern_syllable("hai");
    for (TokenIndex at = row_.front().tokens.first; at + 1 < row_.back().tokens.last; ++at)
        if (id(at) == two && of.contains(id(at + 1)) && at < instrument.title.last + 8) return true;
    return false;
}

EntityIndex AgreementFinder::side_of(const EventFact& event, Side side, const SidesSaid& said) const {
    static constexpr std::string_view own[] = {"company",  "education",  "mass",         "media",
                                               "military", "department", "international"};
    for (const Participant& one : event.participants) {
        if (one.side != side) continue;
        const EntityIndex who = scene_.is_person(one.entity) ? scene_.stands_for(one.entity) : one.entity;
        if (who == no_entity || scene_.kind(who) == EntityKind::country) continue;
        if (said.units && scene_.locality(who) != no_entity) return scene_.locality(who);
        if (said.bodies || scene_.kind(who) != EntityKind::organization) return who;
        const std::string& kind = scene_.entity(who).subkind;
        if (std::find(std::begin(own), std::end(own), kind) != std::end(own)) return who;
        if (kind == "ministry" && said.ministries) return who;
        const bool rules =
            kind == "people_committee" || kind == "people_council" || kind == "party" || kind == "government";
        if (rules && scene_.locality(who) != no_entity) return scene_.locality(who);
    }
    return no_entity;
}

bool AgreementFinder::of_two_countries(EntityIndex a, EntityIndex b) const {
    return scene_.country(a) != scene_.country(b) || scene_.vietnamese(a) != scene_.vietnamese(b);
}

void AgreementFinder::take_sides(const Instrument& instrument, AgreementFact& fact) const {
    const EventFact* nearest = nullptr;
    for (const EventFact& event : annotations_.events) {
        if (event.kind != "meeting" && event.kind != "signing" && event.kind != "visit") continue;
        const bool before = !event.triggers.empty() && event.triggers.front().first <= instrument.noun.last;
        if (nearest == nullptr || before) nearest = &event;
    }
    if (nearest == nullptr) return take_headline(fact);
    static const SyllableSet levels("tỉnh địa thành huyện");
    static const SyllableId two = intern_syllable("hai");
    const auto of_bodies = [this](const Item& item) { // `Công an hai tỉnh`
        return item.kind == ItemKind::body && item.tokens.last < document_.tokens.size() &&
               (id(item.tokens.last) == two || (item.tokens.last > 1 && id(item.tokens.last - 2) == two));
    };
    const std::string& status = fact.status;
    SidesSaid said;
    said.bodies = says_two_bodies(instrument);
    said.units =
        !said.bodies && says_two(instrument, levels) && std::none_of(row_.begin(), row_.end(), of_bodies);
    said.ministries =
        status == "signed" && !of_states(instrument) &&
        (instrument.kind == "mou" || instrument.kind == "agreement" || instrument.kind == "action_plan");
    const EntityIndex ours = side_of(*nearest, Side::host, said),
                      theirs = side_of(*nearest, Side::guest, said);
    if (ours == no_entity || theirs == no_entity || ours == theirs ||
        (!said.bodies && scene_.kind(ours) != EntityKind::organization && !of_two_countries(ours, theirs)))
        return take_headline(fact);
    fact.parties.clear();
    put(fact.parties, party(ours, 0, row_.size() - 1, "two-sides"));
    put(fact.parties, party(theirs, 0, row_.size() - 1, "two-sides"));
}

void AgreementFinder::take_headline(AgreementFact& fact) const {
    std::vector<EntityIndex> units;
    for (const Item& item : scene_.items(0))
        if (item.kind == ItemKind::place && scene_.kind(item.entity) != EntityKind::country &&
            std::find(units.begin(), units.end(), item.entity) == units.end())
            units.push_back(item.entity);
    if (units.size() != 2 || scene_.country(units[0]) == scene_.country(units[1])) return;
    fact.parties.clear();
    for (const EntityIndex unit : units) put(fact.parties, party(unit, 0, row_.size() - 1, "headline"));
}

std::vector<EntityIndex> AgreementFinder::two_nations(const Instrument& instrument) {
    const EntityIndex home = scene_.viet_nam();
    if (home == no_entity || (nations_[0] != home && nations_[1] != home)) return nations_;
    for (; next_mention_ < annotations_.mentions.size() &&
           annotations_.mentions[next_mention_].tokens.first < instrument.noun.first;
         ++next_mention_) {
        const EntityIndex entity = annotations_.mentions[next_mention_].entity;
        const EntityIndex nation = scene_.country(entity);
        if (nation != no_entity && nation != home && (scene_.is_person(entity) || nation == entity))
            latest_nation_ = nation;
    }
    return latest_nation_ == no_entity ? nations_ : std::vector<EntityIndex>{home, latest_nation_};
}

bool AgreementFinder::speaks_of_two(const Instrument& instrument) const {
    static const SyllableSet two("hai 2"), both("song");
    EntityIndex nation = no_entity;
    int persons = 0;
    for (std::size_t at = 0; at < row_.size(); ++at) {
        if (row_[at].kind == ItemKind::person && ++persons > 1 && sign_verb(instrument) != row_.size())
            return true;
        if (row_[at].kind == ItemKind::place && scene_.kind(row_[at].entity) == EntityKind::country) {
            if (nation != no_entity && nation != row_[at].entity) return true;
            nation = row_[at].entity;
        }
        if (!is_name(at) && (any_word(at, two) || any_word(at, both))) return true;
    }
    return false;
}

bool AgreementFinder::of_many_states(const Instrument& instrument) const {
    const std::string& title = folded(document_.view(instrument.title));
    for (const std::string_view world : {"liên hợp quốc", "liên hiệp quốc",
                                         "biển đông",     "khu vực",
                                         "châu",          "hội nghị",
                                         "nhà lãnh đạo",  "xuyên thái bình dương",
                                         "bắc mỹ",        "toàn cầu",
                                         "thế giới",      "quốc tế về",
                                         "đa phương",     "pa-ri",
                                         "paris",         "các bên ở",
                                         "giơ-ne-vơ",     "geneva",
                                         "công ước",      "unclos",
                                         "cptpp",         "rcep",
                                         "tpp",           "nafta",
                                         "wto",           "toàn diện và tiến bộ"})
        if (title.find(world) != std::string::npos) return true;
    return false;
}

bool AgreementFinder::public_kind(const Instrument& instrument) const {
    if (of_many_states(instrument)) return false;
    static const std::array<std::vector<SyllableId>, 4> firms = {
        intern_phrase("doanh nghiệp"), intern_phrase("trường đại"), intern_phrase("tập đoàn"),
        intern_phrase("công ty")};
    static const SyllableSet owner("của giữa các");
    const TokenIndex last = std::min(row_.back().tokens.last, instrument.title.last + 6);
    for (TokenIndex at = row_.front().tokens.first; at + 1 < last; ++at)
        for (const std::vector<SyllableId>& firm : firms) {
            const bool counts = at < instrument.noun.first || (at > 0 && owner.contains(id(at - 1)));
            if (counts && id(at) == firm[0] && id(at + 1) == firm[1]) return false;
        }
    return true;
}

} // namespace banggiao::extract
