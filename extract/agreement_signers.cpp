// Takes the clause of an instrument that tells who signs. Hands out for whom they do: the bodies joined
// before the verb, those they act on behalf of, their states or units.
#include <banggiao/extract/agreement_finder.h>

#include <algorithm>

namespace banggiao::extract {

void AgreementFinder::joint_signers(const Instrument& instrument, std::size_t verb,
                                    AgreementFact& fact) const {
    static const SyllableSet joints(
        "và cùng , ( ) tỉnh thành phố tp hai huyện đã vừa cũng với sẽ sớm dự kiến");
    std::vector<std::size_t> names;
    for (std::size_t at = verb, gap = 0; at-- > 0 && gap < 3;) {
        if (is_name(at)) {
            if (row_[at].kind == ItemKind::person) return;
            names.push_back(at);
            gap = 0;
        } else if (!any_word(at, joints) && row_[at].kind != ItemKind::mark) {
            ++gap;
            if (!names.empty()) break;
        }
    }
    std::erase_if(names, [&](std::size_t at) { return container(at, names.back()); });
    if (names.size() != 2) return;
    const auto known = [&](std::size_t at) { return row_[at].entity == fact.parties.front().entity; };
    if (!fact.parties.empty() && std::none_of(names.begin(), names.end(), known)) return;
    const bool units = scene_.locality(row_[names[0]].entity) != no_entity &&
                       scene_.locality(row_[names[1]].entity) != no_entity;
    if (!units || !of_two_countries(row_[names[0]].entity, row_[names[1]].entity)) return;
    fact.parties.clear();
    for (auto at = names.rbegin(); at != names.rend(); ++at)
        put(fact.parties, party(row_[*at].entity, names.back(), instrument.at, "signer"));
}

std::size_t AgreementFinder::handing_verb(const Instrument& instrument) const {
    static const SyllableSet hand("trao");
    for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 4; ++steps)
        if (any_word(at, hand)) return at;
    return row_.size();
}

bool AgreementFinder::parties_on_behalf(std::size_t verb, const Instrument& instrument,
                                        AgreementFact& fact) const {
    static const SyllableSet instead("mặt"), small("cho tỉnh thành phố huyện lãnh đạo nước");
    constexpr std::size_t near = 4;
    std::vector<Participant> parties, signers;
    for (std::size_t at = verb; at-- > 0 && !ends_clause(at);) {
        if (is_name(at) || !any_word(at, instead)) continue;
        std::size_t named = at + 1;
        while (named < verb && named < at + near && !is_name(named) && any_word(named, small)) ++named;
        if (named >= verb || !is_name(named) || row_[named].kind == ItemKind::person) continue;
        parties.insert(parties.begin(), party(row_[named].entity, at, instrument.at, "on-behalf"));
        if (at > 0 && row_[at - 1].kind == ItemKind::person)
            signers.insert(signers.begin(), party(row_[at - 1].entity, at - 1, instrument.at, "signs"));
    }
    if (parties.size() < 2) return false;
    fact.parties.clear();
    for (const Participant& one : parties) put(fact.parties, one);
    for (const Participant& one : signers) put(fact.signers, one);
    return true;
}

bool AgreementFinder::of_states(const Instrument& instrument) const {
    static const SyllableSet nouns("hiệp nghị");
    return nouns.contains(id(instrument.noun.first)) && !says_two_bodies(instrument);
}

void AgreementFinder::signed_for_others(const Instrument& instrument, AgreementFact& fact) const {
    if (fact.signers.size() != 2 || fact.parties.size() != 2 || fact.kind == "contract") return;
    const auto country = [&](EntityIndex one) { return scene_.kind(one) == EntityKind::country; };
    const auto subkind = [&](EntityIndex one) { return std::string_view(scene_.entity(one).subkind); };
    EntityIndex &first = fact.parties[0].entity, &second = fact.parties[1].entity;
    const auto state_for = [&](EntityIndex& body, EntityIndex other) {
        const EntityIndex state = scene_.nation(body);
        if (subkind(body) == "ministry" && state != no_entity && state != scene_.nation(other)) body = state;
    };
    const auto unit_for = [&](EntityIndex& body) {
        if (subkind(body) == "people_committee" && scene_.locality(body) != no_entity)
            body = scene_.locality(body);
    };
    const bool ministers = subkind(first) == "ministry" && subkind(second) == "ministry";
    if (country(first) != country(second) || (ministers && of_states(instrument))) {
        state_for(first, second);
        state_for(second, first);
    } else if (scene_.kind(first) == EntityKind::foreign_locality) {
        unit_for(second);
    } else if (scene_.kind(second) == EntityKind::foreign_locality) {
        unit_for(first);
    }
}

} // namespace banggiao::extract
