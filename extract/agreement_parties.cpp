// Takes an instrument with its title. Hands out its parties and signers: by the title or by the clause.
#include <banggiao/extract/agreement_finder.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {

Participant AgreementFinder::party(EntityIndex entity, std::size_t first, std::size_t last,
                                   std::string_view rule) const {
    Participant participant;
    participant.entity = entity;
    const auto [from, to] = std::minmax({first, std::min(last, row_.size() - 1)});
    participant.evidence = {row_[from].tokens.first, row_[to].tokens.last};
    participant.rule = rule;
    return participant;
}

void AgreementFinder::put(std::vector<Participant>& parties, Participant participant) {
    for (const Participant& known : parties)
        if (known.entity == participant.entity) return;
    parties.push_back(participant);
}

void AgreementFinder::parties_of_title(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableSet giua("giữa");
    std::size_t from = row_.size();
    for (std::size_t at = instrument.at; at < instrument.end && from == row_.size(); ++at)
        if (!is_name(at) && any_word(at, giua)) from = at;
    std::size_t end = instrument.end;
    if (from != row_.size() && names_behind_colon(from, end)) {
        from = end;
        end = end_of_names(from + 1);
    }
    if (from == row_.size() && (from = signed_between(instrument)) != row_.size())
        end = end_of_names(from + 1);
    for (std::size_t at = instrument.at; at + 2 < row_.size() && at < instrument.end; ++at)
        if (from == row_.size() && is_name(at) && (is_mark(at + 1, U'-') || is_mark(at + 1, U'–')) &&
            is_name(at + 2)) {
            put(fact.parties, party(row_[at].entity, instrument.at, at + 2, "joined"));
            put(fact.parties, party(row_[at + 2].entity, instrument.at, at + 2, "joined"));
            return;
        }
    static const SyllableSet of("của");
    for (std::size_t at = instrument.at; at < instrument.end && from == row_.size(); ++at)
        if (any_word(at, of) && both_bodies(at + 1, fact)) return; // `của hai Bộ Chính trị`
    if (from == row_.size()) return;
    if (both_bodies(from + 1, fact)) return;
    for (std::size_t at = from; at < end; ++at)
        if (is_name(at) && row_[at].kind != ItemKind::person && !container(at, from) &&
            !(instrument.kind == "twinning" && larger_unit(at)))
            put(fact.parties, party(with_head(at, from), instrument.at, at, "between"));
    partners_listed(instrument, from, end, fact);
}

void AgreementFinder::parties_of_purpose(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableSet purpose("nhằm để góp"), between("giữa");
    constexpr std::size_t reach = 16;
    if (instrument.end >= row_.size() || is_name(instrument.end) || !any_word(instrument.end, purpose))
        return;
    for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + reach; ++at) {
        if (is_name(at) || ends_clause(at)) return;
        if (!any_word(at, between)) continue;
        std::vector<Participant> found;
        const std::size_t end = end_of_names(at + 1);
        for (std::size_t name = at; name < end; ++name)
            if (is_name(name) && row_[name].kind != ItemKind::person && !container(name, at))
                put(found, party(row_[name].entity, instrument.at, name, "between"));
        if (found.size() == 2) fact.parties = std::move(found);
        return;
    }
}

void AgreementFinder::partners_listed(const Instrument& instrument, std::size_t from, std::size_t end,
                                      AgreementFact& fact) const {
    static const SyllableSet with("với và"), several("các những"), made_of("gồm bao như là"), links("và");
    if (end >= row_.size() || is_name(end) || !any_word(end, made_of) || fact.parties.size() != 2) return;
    const bool group = is_name(end - 1) && row_[end - 1].kind == ItemKind::place &&
                       scene_.kind(row_[end - 1].entity) == EntityKind::country;
    std::size_t joint = end - 1;
    while (joint > from && (is_name(joint) || !any_word(joint, several))) --joint;
    if (!group || joint == from || !any_word(joint - 1, with)) return;
    std::vector<std::size_t> members;
    for (std::size_t at = end + 1; at < row_.size() && !ends_clause(at); ++at)
        if (is_name(at) && row_[at].kind != ItemKind::person)
            members.push_back(at);
        else if (!is_mark(at, U',') && !any_word(at, links) && !any_word(at, made_of) &&
                 row_[at].kind != ItemKind::word)
            break;
        else if (row_[at].kind == ItemKind::word && !members.empty() && !any_word(at, links))
            break;
    if (members.size() < 2) return;
    fact.parties.pop_back();
    for (const std::size_t member : members)
        put(fact.parties, party(row_[member].entity, instrument.at, member, "members"));
}

bool AgreementFinder::names_behind_colon(std::size_t from, std::size_t end) const {
    static const SyllableSet several("hai 2 ba 3 các");
    if (!is_mark(end, U':') || from + 1 >= row_.size()) return false;
    for (std::size_t at = from; at < end; ++at)
        if (is_name(at)) return false;
    return several.contains(id(row_[from].tokens.last));
}

std::size_t AgreementFinder::signed_between(const Instrument& instrument) const {
    static const SyllableSet giua("giữa"), acts("ký đạt");
    constexpr std::size_t reach = 8;
    bool acted = false;
    for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + reach && !ends_clause(at);
         ++at) {
        if (is_name(at)) break;
        acted = acted || any_word(at, acts);
        if (any_word(at, giua)) return acted ? at : row_.size();
    }
    return row_.size();
}

std::size_t AgreementFinder::end_of_names(std::size_t at) const {
    static const SyllableSet links("và với");
    bool linked = false;
    for (; at < row_.size() && !ends_clause(at); ++at) {
        if (is_name(at)) {
            if (linked) return at + 1;
        } else if (any_word(at, links)) {
            linked = true;
        } else if (row_[at].kind == ItemKind::trigger || is_mark(at, U',')) {
            break;
        }
    }
    return at;
}

TokenIndex AgreementFinder::shared_noun(std::size_t at) const {
    static const SyllableSet two("hai 2"), several("hai 2 ba 3"), nations("nước");
    const auto none = static_cast<TokenIndex>(document_.tokens.size());
    if (at >= row_.size()) return none;
    if (any_word(at, two) && row_[at].tokens.size() == 1) return row_[at].tokens.last;
    if (row_[at].kind != ItemKind::body) return none;
    const TokenIndex last = row_[at].tokens.last; // `giữa Chính phủ hai nước`, `giữa Mặt trận ba nước`
    for (const TokenIndex from : {last, last - std::min<TokenIndex>(last, 2)})
        if (from + 1 < none && several.contains(id(from)) && nations.contains(id(from + 1)))
            return row_[at].tokens.first;
    return none;
}

bool AgreementFinder::both_bodies(std::size_t at, AgreementFact& fact) const {
    const TokenIndex next = shared_noun(at);
    if (next >= document_.tokens.size()) return false;
    const std::string noun = fold(document_.slice(
        TokenRange{next, std::min<TokenIndex>(next + 2, static_cast<TokenIndex>(document_.tokens.size()))}));
    std::vector<EntityIndex> found;
    for (const EntityIndex index : bodies_) {
        if (!fold(scene_.entity(index).name).starts_with(noun)) continue;
        const EntityIndex nation = scene_.country(index);
        if (std::none_of(found.begin(), found.end(),
                         [&](EntityIndex known) { return scene_.country(known) == nation; }))
            found.push_back(index);
    }
    if (found.size() < 2 || found.size() > 3) return false;
    for (const EntityIndex body : found) put(fact.parties, party(body, 0, row_.size() - 1, "both"));
    return true;
}

bool AgreementFinder::larger_unit(std::size_t at) const {
    static const SyllableSet units("khu tp phố huyện tỉnh quận");
    return at > 1 && any_word(at - 1, units) && is_mark(at - 2, U',');
}

EntityIndex AgreementFinder::with_head(std::size_t at, std::size_t from) const {
    if (row_[at].kind != ItemKind::place) return row_[at].entity;
    std::size_t body = at;
    while (body > from && row_[body].kind != ItemKind::body) {
        if (row_[body].kind == ItemKind::cue && body != at) return row_[at].entity;
        --body;
    }
    if (row_[body].kind != ItemKind::body || scene_.locality(row_[body].entity) == no_entity)
        return row_[at].entity;
    const std::string& name = scene_.entity(row_[body].entity).name;
    const std::string& own = scene_.entity(scene_.locality(row_[body].entity)).name;
    if (!name.ends_with(own)) return row_[at].entity;
    const std::string wanted = name.substr(0, name.size() - own.size()) + scene_.entity(row_[at].entity).name;
    for (const EntityIndex other : bodies_)
        if (scene_.entity(other).name == wanted) return other;
    return row_[at].entity;
}

bool AgreementFinder::container(std::size_t at, std::size_t from) const {
    if (at <= from + 1) return false;
    for (std::size_t i = at, steps = 0; i-- > from && steps < 8; ++steps) {
        if (is_mark(i, U'(')) return true;
        if (is_mark(i, U')')) break;
    }
    if (row_[at].kind != ItemKind::place) return false;
    if (is_mark(at - 1, U',') && at >= 2 && is_name(at - 2) &&
        scene_.country(row_[at - 2].entity) == row_[at].entity)
        return true; // `TP Suwon, Hàn Quốc`
    if (is_mark(at - 1, U',') && at >= 2 && school_or_firm_abroad(at - 2) &&
        scene_.kind(row_[at].entity) == EntityKind::country)
        return true;
    if (inside_larger(at)) return true;
    static const SyllableSet of("của");
    return is_mark(at - 1, U'(') || any_word(at - 1, of);
}

bool AgreementFinder::inside_larger(std::size_t at) const {
    static const SyllableSet larger("tỉnh bang khu"), smaller("châu huyện phố tp trấn thị quận xã phường");
    constexpr std::size_t least = 4; // a level, the unit, a comma, the level
    if (at < least || is_name(at - 1) || !any_word(at - 1, larger) || !is_mark(at - 2, U',') ||
        !is_name(at - 3) || row_[at - 3].kind == ItemKind::person)
        return false;
    const EntityIndex unit = scene_.locality(row_[at - 3].entity);
    if (unit == no_entity || unit == row_[at].entity || scene_.kind(unit) == EntityKind::province)
        return false;
    const bool levels = row_[at - 3].kind == ItemKind::body || any_word(at - 4, smaller);
    return levels && scene_.country(unit) == scene_.country(row_[at].entity);
}

bool AgreementFinder::school_or_firm_abroad(std::size_t at) const {
    if (row_[at].kind != ItemKind::body || scene_.country(row_[at].entity) != no_entity) return false;
    const std::string& kind = scene_.entity(row_[at].entity).subkind;
    return (kind == "education" || kind == "company") &&
           !is_vietnamese_syllable(id(row_[at].tokens.last - 1));
}

bool AgreementFinder::around_another(EntityIndex entity, std::size_t first, std::size_t last) const {
    for (std::size_t at = first; at < last; ++at)
        if (is_name(at) && row_[at].entity == entity) return container(at, first);
    return false;
}

void AgreementFinder::unit_with(const Instrument& instrument, AgreementFact& fact) const {
    for (std::size_t back = instrument.at, steps = 0;
         back-- > 0 && steps < 2 * clause_reach && !ends_clause(back); ++steps) {
        if (row_[back].kind != ItemKind::body && row_[back].kind != ItemKind::place) continue;
        const EntityIndex unit = scene_.locality(row_[back].entity);
        if (unit == no_entity || scene_.kind(unit) == EntityKind::country || !scene_.vietnamese(unit))
            continue;
        put(fact.parties, party(row_[back].entity, back, instrument.at, "with"));
        return;
    }
}

void AgreementFinder::party_with(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableSet with("với");
    static const SyllableSet levels("tỉnh thành phố bang huyện nước vùng khu");
    for (std::size_t at = instrument.at; at + 1 < row_.size() && at <= instrument.end; ++at) {
        if (is_name(at) || !any_word(at, with)) continue;
        const std::size_t named =
            at + 2 < row_.size() && !is_name(at + 1) && any_word(at + 1, levels) ? at + 2 : at + 1;
        if (!is_name(named) || row_[named].kind == ItemKind::person) continue;
        const EntityIndex other = row_[named].entity, home = scene_.viet_nam();
        put(fact.parties, party(other, instrument.at, named, "with"));
        for (std::size_t back = instrument.at, steps = 0;
             fact.parties.size() < 2 && back-- > 0 && steps < clause_reach && !ends_clause(back); ++steps)
            if (row_[back].kind == ItemKind::place && scene_.kind(row_[back].entity) == EntityKind::country &&
                scene_.kind(other) == EntityKind::country)
                put(fact.parties, party(row_[back].entity, back, named, "with"));
        if (fact.parties.size() < 2 && scene_.kind(other) == EntityKind::foreign_locality)
            unit_with(instrument, fact);
        const bool abroad = scene_.entity(other).subkind == "international" ||
                            (!scene_.vietnamese(other) && scene_.kind(other) != EntityKind::foreign_locality);
        if (fact.parties.size() < 2 && home != no_entity && abroad)
            put(fact.parties, party(home, instrument.at, named, "with"));
        return;
    }
}

bool AgreementFinder::only_levels(std::size_t from, std::size_t end) const {
    static const SyllableSet levels("tỉnh thành phố tp châu huyện bang nước đại diện");
    for (std::size_t at = from; at < end; ++at)
        if (is_name(at) || !any_word(at, levels)) return false;
    return from <= end;
}

void AgreementFinder::pair_before(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableSet link("và với cùng"), where("tại ở"),
        makes("đàm đạt thảo sửa chốt ký ra bố thực triển kết tổng trao rà");
    std::vector<std::size_t> names; // backwards
    for (std::size_t at = instrument.at, steps = 0;
         at-- > 0 && !ends_clause(at) && steps < (names.empty() ? clause_reach : 2 * clause_reach); ++steps)
        if (is_name(at) && at > 0 && any_word(at - 1, where))
            break; // `tại A, B và C …`
        else if (is_name(at) && !container(at, 0))
            names.push_back(at);
    if (names.size() < 2) return;
    bool linked = false;
    for (std::size_t i = 0; i + 1 < names.size(); ++i) {
        std::size_t joint = names[i + 1] + 1; // behind `(Lào)`
        if (is_mark(joint, U'(') && bracket_end(joint) != joint) joint = bracket_end(joint) + 1;
        const bool last = i == 0 && any_word(joint, link);
        linked = linked || last;
        if (!(last || is_mark(joint, U',')) || !only_levels(joint + 1, names[i])) return;
    }
    const auto acts_for_itself = [&](std::size_t at) {
        return row_[at].kind == ItemKind::body || scene_.kind(row_[at].entity) == EntityKind::country;
    };
    bool made = false;
    for (std::size_t at = names[0]; at < instrument.at; ++at) made = made || any_word(at, makes);
    const bool bodies_abroad = row_[names[0]].kind == ItemKind::body &&
                               row_[names[1]].kind == ItemKind::body &&
                               scene_.country(row_[names[0]].entity) != scene_.country(row_[names[1]].entity);
    const bool of_two_units = names.size() == 2 && scene_.locality(row_[names[0]].entity) != no_entity &&
                              scene_.locality(row_[names[1]].entity) != no_entity &&
                              of_two_countries(row_[names[0]].entity, row_[names[1]].entity);
    if (firms_of(row_[names.front()].entity, instrument.at)) return;
    if (!linked || !(made || bodies_abroad) ||
        !(of_two_units || std::all_of(names.begin(), names.end(), acts_for_itself)))
        return;
    fact.parties.clear();
    for (auto at = names.rbegin(); at != names.rend(); ++at)
        put(fact.parties, party(row_[*at].entity, names.back(), instrument.at, "subject"));
}

void AgreementFinder::members_named(const Instrument& instrument, AgreementFact& fact) const {
    static const std::vector<SyllableId> taking_part = intern_phrase("tham gia"),
                                         presence = intern_phrase("có mặt");
    constexpr TokenIndex reach = 16;
    const TokenIndex end = std::min(row_.back().tokens.last, instrument.title.last + reach);
    TokenIndex opener = end;
    for (TokenIndex at = instrument.title.last; at + 1 < end && opener == end; ++at)
        if (const std::vector<SyllableId> two{id(at), id(at + 1)}; two == taking_part || two == presence)
            opener = at + 2;
    if (opener == end) return;
    static const SyllableSet joints("của các nước và gồm");
    std::vector<std::size_t> members;
    for (std::size_t at = instrument.at; at < row_.size() && !ends_clause(at); ++at) {
        if (row_[at].tokens.first < opener) continue;
        if (row_[at].kind == ItemKind::place)
            members.push_back(at);
        else if (!members.empty() && !is_mark(at, U',') && !any_word(at, joints))
            break;
    }
    if (members.size() < 2) return;
    fact.parties.clear();
    for (const std::size_t member : members)
        put(fact.parties, party(row_[member].entity, instrument.at, member, "members"));
}

std::size_t AgreementFinder::traded_with(const Instrument& instrument) const {
    static const SyllableSet acts("cung mua bán đóng chuyển thuê xuất nhập"), toward("cho của với từ");
    if (instrument.kind != "contract" || instrument.noun.last >= row_.back().tokens.last ||
        !acts.contains(id(instrument.noun.last)))
        return row_.size();
    for (std::size_t at = instrument.at + 1;
         at < row_.size() && at < instrument.at + clause_reach && !ends_clause(at); ++at)
        if (is_name(at) && row_[at].kind != ItemKind::person && any_word(at - 1, toward)) return at;
    return row_.size();
}

void AgreementFinder::supplier_and_buyer(const Instrument& instrument, AgreementFact& fact) const {
    const std::size_t other = traded_with(instrument);
    if (other == row_.size()) return;
    if (fact.parties.empty())
        for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < clause_reach && !ends_clause(at);
             ++steps)
            if (is_name(at) && row_[at].kind != ItemKind::person && !container(at, 0)) {
                put(fact.parties, party(row_[at].entity, at, instrument.at, "trade"));
                break;
            }
    put(fact.parties, party(row_[other].entity, instrument.at, other, "trade"));
}

bool AgreementFinder::firms_of(EntityIndex nation, std::size_t verb) const {
    static const SyllableSet firms("nghiệp ty trường đoàn"), links("và , hai nước");
    if (scene_.kind(nation) != EntityKind::country) return false;
    for (std::size_t at = verb; at-- > 0 && !ends_clause(at);) {
        if (!is_name(at) || row_[at].entity != nation) continue;
        std::size_t first = at; // of the row of countries
        while (first > 1 && (is_name(first - 1) || is_mark(first - 1, U',') || any_word(first - 1, links)))
            --first;
        return first > 0 && !is_name(first - 1) && firms.contains(id(row_[first - 1].tokens.last - 1));
    }
    return false;
}

void AgreementFinder::parties_of_clause(const Instrument& instrument, AgreementFact& fact) const {
    static const SyllableSet when("ngày khi");
    const std::size_t signing = sign_verb(instrument);
    const bool handed = signing == row_.size() && handed_over(instrument);
    const std::size_t verb = handed ? handing_verb(instrument) : signing;
    if (verb == row_.size() || (verb > 0 && any_word(verb - 1, when))) return;
    if (parties_on_behalf(verb, instrument, fact)) return;
    const ClauseReader clause(scene_, row_);
    Group subject = clause.subject(verb);
    if (subject.said) subject = Group();
    const bool ceremony = handed || (row_[verb].frame != Frame::sign && row_[verb].frame != Frame::witness &&
                                     row_[verb].event_kind == "signing");
    for (const EntityIndex body : subject.bodies)
        if ((row_[verb].frame == Frame::sign || ceremony) && !around_another(body, subject.first, verb) &&
            !firms_of(body, verb))
            put(fact.parties, party(body, std::min(subject.first, verb), instrument.at, "signer"));
    for (const EntityIndex person : subject.persons) {
        if (row_[verb].frame == Frame::sign)
            put(fact.signers, party(person, std::min(subject.first, verb), instrument.at, "signs"));
        EntityIndex body = scene_.stands_for(person);
        if (body == no_entity) body = scene_.country(person);
        if (row_[verb].frame == Frame::sign && body != no_entity)
            put(fact.parties, party(body, std::min(subject.first, verb), instrument.at, "signer"));
    }
    if (fact.parties.size() < 2 && fact.signers.empty() && row_[verb].frame == Frame::sign) {
        joint_signers(instrument, verb, fact);
        for (std::size_t at = verb; at-- > 0 && fact.parties.size() == 1 && !ends_clause(at);)
            if (row_[at].kind == ItemKind::body) both_bodies(at, fact); // `Bộ Quốc phòng hai nước ký`
    }
    static const SyllableSet voi("với"), places("tại ở"), behind("gồm bao mà trong");
    for (std::size_t at = std::min(verb, instrument.at); at < row_.size() && !ends_clause(at); ++at)
        if (!is_name(at) && any_word(at, voi) && !fact.parties.empty())
            for (std::size_t next = at + 1; next < row_.size() && next < at + 24 && !ends_clause(next);
                 ++next) {
                const bool of_a_union = scene_.kind(fact.parties.back().entity) == EntityKind::organization;
                if (is_name(next) && row_[next].kind != ItemKind::person && !container(next, at))
                    put(fact.parties, party(row_[next].entity, std::min(subject.first, verb), next, "with"));
                else if (row_[next].kind == ItemKind::trigger || row_[next].kind == ItemKind::date ||
                         (fact.parties.size() > 1 &&
                          (any_word(next, places) || (of_a_union && any_word(next, behind)))))
                    break;
            }
}

} // namespace banggiao::extract
