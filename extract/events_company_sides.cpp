// Takes words that name who was on one side of the event spoken of. Hands out the side people belong to: by
// their offices, places and countries.
#include <banggiao/extract/events_drafter.h>
#include <banggiao/extract/resolution.h>

#include <algorithm>

namespace banggiao::extract {

void Drafter::side(std::size_t at) {
    static const SyllableSet levels("tỉnh phố huyện quận xã phương");
    constexpr std::size_t reach = 10;
    constexpr std::size_t farthest = 5; ///< sentences back to the event
    EntityIndex named = no_entity;
    static const SyllableSet theirs("bạn"), callers("khách"), master("chủ"), us("ta");
    bool local = false, guests = false, friends = false, home = false, ours = false;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        guests =
            guests || is_word(i, callers) || (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::group);
        home = home || is_word(i, master); // `chủ nhà`
        ours = ours || is_word(i, us);
        if (named == no_entity && is_name(i) && row_[i].kind != ItemKind::person) named = row_[i].entity;
        friends = friends || is_word(i, theirs);
        local = local || is_word(i, levels) ||
                (is_filler(i) && levels.contains(scene_.document().tokens[row_[i].tokens.last - 1].id));
        const bool opens_lines = row_[i].mark == U':' && i + 1 == row_.size();
        if (!lists_names(i) && !opens_lines && row_[i].rule != "attendance") continue;
        Group names = clause_.object(i, true);
        EventDraft* event = event_of_side(at);
        if (event && names.empty() && row_.back().mark == U':') return open_list(*event, named, guests);
        if (!event || event->sentence + farthest < sentence_) return;
        const bool rite = event->kind == "ceremony"; // `phía Việt Nam gồm: Bộ A; Cục B`
        if (names.persons.empty() ? rite : !names.leaders) drop_places(names); // `Giám đốc B Việt Nam`
        const bool units = !names.bodies.empty();
        if (Party* visitors = guests && named == no_entity ? visitors_of(*event) : nullptr)
            return fill(*visitors, names, evidence(names, at, names), "side"); // `về phía đoàn có`
        if (named == no_entity && (friends || home || ours) && !names.persons.empty())
            if (Party* party = unnamed_side(*event, friends, home)) {
                if (!names.leaders) names.bodies.clear();
                return fill(*party, names, evidence(names, at, names), "side");
            }
        if (named == no_entity && local) named = local_of(*event);
        if (named == no_entity) named = house_called(*event, at, i);
        if (named == no_entity || (names.persons.empty() && !(rite && units))) return;
        Party* organizer = side_of_organizers(*event, named);
        Party& party = organizer              ? *organizer
                       : sided(*event, named) ? side_of(*event, named)
                                              : new_side(*event, named);
        fill(party, names, evidence(names, at, names), "side");
        return;
    }
}

EntityIndex Drafter::house_called(const EventDraft& event, std::size_t side, std::size_t has) const {
    if (has <= side + 1) return no_entity;
    const std::string& noun =
        folded(scene_.document().view(TokenRange{row_[side + 1].tokens.first, row_[has - 1].tokens.last}));
    EntityIndex found = no_entity;
    for (const Party* party : {&event.first, &event.second})
        for (const Member& body : party->bodies) {
            if (scene_.kind(body.entity) != EntityKind::organization ||
                !folded(scene_.entity(body.entity).name).starts_with(noun))
                continue;
            if (found != no_entity) return no_entity;
            found = body.entity;
        }
    return found;
}

Party* Report::unnamed_side(EventDraft& event, bool friends, bool home) const {
    Party* side = home ? visitors_of(event) : side_across_of_ours(event);
    if (!side || friends) return side;
    return side == &event.first ? &event.second : &event.first;
}

void Drafter::open_list(const EventDraft& event, EntityIndex named, bool guests) {
    listing_ = {static_cast<std::size_t>(&event - drafts_.data()), sentence_, named, guests};
}

bool Drafter::goes_on_listing() {
    constexpr std::size_t opening = 4;
    if (!listing_) return false;
    const bool next = listing_->sentence + 1 == sentence_ && listing_->draft < drafts_.size(); // not a plan's
    const auto plain = [](const Item& item) {
        return item.kind != ItemKind::trigger && (item.kind != ItemKind::cue || item.cue != Cue::say);
    };
    std::size_t name = 0;
    while (name < row_.size() && name < opening && row_[name].kind != ItemKind::person) ++name;
    if (!next || name == opening || name >= row_.size() || !std::all_of(row_.begin(), row_.end(), plain)) {
        listing_.reset();
        return false;
    }
    listing_->sentence = sentence_;
    Group names;
    for (const Item& item : row_)
        if (item.kind == ItemKind::person) names.persons.push_back(item.entity);
    names.first = name;
    names.last = row_.size();
    EventDraft& event = drafts_[listing_->draft];
    const TokenRange words = clause_around(0, row_.size());
    Party* visitors = listing_->guests && listing_->named == no_entity ? visitors_of(event) : nullptr;
    if (visitors)
        fill(*visitors, names, words, "listed");
    else if (listing_->named != no_entity)
        fill(sided(event, listing_->named) ? side_of(event, listing_->named)
                                           : new_side(event, listing_->named),
             names, words, "listed");
    else
        attach(event, names, words, "listed");
    return true;
}

EventDraft* Drafter::assembly_of_side(std::size_t at) {
    constexpr std::size_t near = 8;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near; ++steps) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',') return nullptr;
        if (row_[i].kind != ItemKind::trigger || row_[i].frame != Frame::assembly) continue;
        if (EventDraft* known = assembly_of(i)) {
            known->sentence = sentence_;
            return known;
        }
        if (clause_.unreal(i)) return nullptr;
        drafts_.push_back(draft(i));
        return &drafts_.back();
    }
    return nullptr;
}

EventDraft* Drafter::occasion_of_side(std::size_t at) {
    constexpr std::size_t near = 8, lately = 3; ///< sentences back to what was told of
    static const SyllableSet nouns("buổi cuộc lễ");
    const bool told = std::any_of(drafts_.begin(), drafts_.end(), [&](const EventDraft& event) {
        return event.kind != "visit" && event.sentence + lately >= sentence_;
    });
    if (told) return nullptr;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < near; ++steps) {
        if (row_[i].kind == ItemKind::mark && row_[i].mark != U',') return nullptr;
        const bool seen = row_[i].kind == ItemKind::trigger && row_[i].frame == Frame::witness; // `Dự lễ ký`
        if (!seen && (row_[i].kind != ItemKind::trigger || row_[i].frame != Frame::occasion)) continue;
        const SyllableId opening = scene_.document().tokens[row_[i].tokens.first].id;
        if ((!seen && !nouns.contains(opening)) || clause_.unreal(i)) return nullptr;
        drafts_.push_back(draft(i));
        drafts_.back().frame = Frame::occasion;
        return &drafts_.back();
    }
    return nullptr;
}

EventDraft* Drafter::event_of_side(std::size_t at) {
    constexpr std::size_t farthest = 5; ///< sentences back to the event
    if (EventDraft* assembly = assembly_of_side(at)) return assembly;
    if (EventDraft* occasion = occasion_of_side(at)) return occasion;
    EventDraft* visit = nullptr;
    for (std::size_t i = drafts_.size(), steps = 0; i-- > 0 && steps < farthest_event; ++steps) {
        if (drafts_[i].sentence + farthest < sentence_) break;
        if (drafts_[i].kind != "visit") return &drafts_[i];
        if (!visit && drafts_[i].rule != "journey") visit = &drafts_[i];
    }
    return visit;
}

Party* Report::side_of_organizers(EventDraft& event, EntityIndex named) const {
    const EntityIndex nation = scene_.country(named);
    if (event.home != Home::second || nation == no_entity) return nullptr;
    const EntityIndex there = event.place == no_entity ? no_entity : scene_.country(event.place);
    const bool away = event.place != no_entity && !scene_.vietnamese(event.place);
    bool ours = false;
    EntityIndex theirs = no_entity;
    for (const Member& body : event.second.bodies) {
        if (body.rule != "organizes") continue;
        ours = ours || scene_.vietnamese(body.entity);
        const EntityIndex own = scene_.country(body.entity);
        if (own != no_entity && own != scene_.viet_nam()) theirs = own;
    }
    if (ours && !away) return nation == scene_.viet_nam() ? &event.second : &event.first;
    if (theirs == no_entity || (there != no_entity && there != theirs)) return nullptr;
    return nation == theirs ? &event.second : &event.first; // `Chính phủ A tổ chức lễ. Phía A có …`
}

bool Report::sided(const EventDraft& event, EntityIndex named) const {
    const bool assembly = event.kind == "conference" || event.frame == Frame::assembly;
    const bool occasion = event.frame == Frame::occasion;
    if (!occasion && (!assembly || scene_.country(named) == no_entity)) return true;
    if (!event.first.empty() && !event.second.empty()) return true;
    const EntityIndex unit = scene_.locality(named);
    const auto of_it = [&](const Member& m) {
        if (!occasion) return scene_.country(m.entity) == scene_.country(named);
        return m.entity == named || scene_.holds(m.entity, named) ||
               (unit != no_entity && scene_.locality(m.entity) == unit);
    };
    const auto some = [&](const std::vector<Member>& members) {
        return std::any_of(members.begin(), members.end(), of_it);
    };
    return some(event.first.persons) || some(event.second.persons) ||
           (occasion && (some(event.first.bodies) || some(event.second.bodies)));
}

Party& Report::new_side(EventDraft& event, EntityIndex named) const {
    if (event.home == Home::neither) event.home = Home::open;
    Party& side = event.first.empty() ? event.first : event.second;
    Party rest;
    for (const Member& person : event.others.persons)
        (scene_.nation(person.entity) == scene_.country(named) ? side : rest).add(scene_, person);
    rest.bodies = event.others.bodies;
    event.others = rest;
    return side;
}

EntityIndex Report::local_of(const EventDraft& event) const {
    EntityIndex found = no_entity;
    for (const Party* party : {&event.first, &event.second})
        for (const auto* members : {&party->persons, &party->bodies})
            for (const Member& member : *members) {
                const EntityIndex own = scene_.locality(member.entity);
                if (own == no_entity || !scene_.vietnamese(own)) continue;
                if (found != no_entity && found != own) return no_entity;
                found = own;
            }
    return found;
}

Party* Report::side_of_nation(EventDraft& event, EntityIndex nation) const {
    Party* theirs = scene_.kind(nation) == EntityKind::country ? side_across_of_ours(event) : nullptr;
    const auto of_another = [&](const Member& m) {
        return scene_.country(m.entity) != no_entity && scene_.country(m.entity) != nation;
    };
    if (!theirs || nation == scene_.viet_nam()) return nullptr;
    const bool another = std::any_of(theirs->persons.begin(), theirs->persons.end(), of_another) ||
                         std::any_of(theirs->bodies.begin(), theirs->bodies.end(), of_another);
    return another ? nullptr : theirs;
}

Party& Report::side_of(EventDraft& event, EntityIndex named) const {
    const auto close = [&](const Party& party) {
        int best = 0;
        for (const auto* members : {&party.persons, &party.bodies})
            for (const Member& member : *members) {
                if (member.entity == named || scene_.holds(member.entity, named)) best = std::max(best, 3);
                if (scene_.locality(named) != no_entity &&
                    scene_.locality(member.entity) == scene_.locality(named))
                    best = std::max(best, 2);
                if (scene_.country(named) != no_entity &&
                    scene_.country(member.entity) == scene_.country(named))
                    best = std::max(best, 1);
                const Entity& body = scene_.entity(member.entity); // `Mặt trận Lào xây dựng đất nước`
                if (scene_.kind(named) == EntityKind::country && scene_.country(member.entity) == no_entity &&
                    scene_.kind(member.entity) == EntityKind::organization &&
                    body.name.find(scene_.entity(named).name) != std::string::npos)
                    best = std::max(best, 1);
                const bool welcomes = event.frame == Frame::ceremony && named == scene_.viet_nam();
                if (welcomes && of_ours(member.entity)) best = std::max(best, 1);
            }
        return best;
    };
    const int first = close(event.first), second = close(event.second);
    const EntityIndex nation = scene_.country(named);
    if (event.kind == "ceremony" && first == 0 && event.second.empty() && nation != no_entity)
        return event.second; // those of the other country welcome
    if (first == second && first == 0 && event.kind == "meeting")
        if (Party* party = side_of_nation(event, named)) return *party;
    if (first == second && first == 0 && event.kind == "meeting" && named == scene_.viet_nam())
        if (Party* theirs = side_across_of_ours(event)) // `phía Việt Nam`
            return theirs == &event.first ? event.second : event.first;
    if (first == second) return event.others;
    if (event.frame == Frame::welcome && first > second) return event.others; // the guest's own people
    return first > second ? event.first : event.second;
}

bool RowReader::of_ours(EntityIndex one) const {
    const bool named = scene_.is_person(one) && scene_.country(one) == no_entity;
    return scene_.vietnamese(one) && !(named && scene_.foreign_name(one));
}

int Report::affinity(EntityIndex one, const Party& party) const {
    int best = 0;
    const EntityIndex body = scene_.is_person(one) ? scene_.stands_for(one) : one,
                      locality = scene_.locality(one);
    const bool theirs = !party.persons.empty() && // whatever their bodies read as
                        std::none_of(party.persons.begin(), party.persons.end(),
                                     [&](const Member& m) { return of_ours(m.entity); });
    const auto look = [&](EntityIndex member) {
        const std::string_view rank = scene_.rank(one);
        const bool envoy = scene_.kind(member) == EntityKind::country &&
                           (rank.starts_with("đại sứ") || rank.find("lãnh sự") != std::string_view::npos);
        if (scene_.holds(one, member)) best = std::max(best, envoy ? 3 : 5);
        if (body != no_entity && !envoy && (member == body || scene_.stands_for(member) == body))
            best = std::max(best, 5);
        if (locality != no_entity && scene_.locality(member) == locality) best = std::max(best, 4);
        if (scene_.country(member) != no_entity && scene_.country(member) == scene_.country(one))
            best = std::max(best, 1);
        if (!theirs && of_ours(member) && of_ours(one) &&
            (locality == no_entity) == (scene_.locality(member) == no_entity))
            best = std::max(best, 2);
    };
    for (const Member& member : party.persons) look(member.entity);
    for (const Member& member : party.bodies) look(member.entity);
    return best;
}

void Report::beside_ours(EventDraft& event, const Group& group, TokenRange words) const {
    const Party* theirs = side_across_of_ours(event);
    if (!theirs || event.home == Home::neither) return;
    Party& ours = theirs == &event.first ? event.second : event.first;
    for (const EntityIndex person : group.persons)
        if (of_ours(person) && !scene_.foreign_name(person) && !event.first.has_person(person) &&
            !event.second.has_person(person) && scene_.stands_for(person) == no_entity)
            ours.add(scene_, {person, words, "present"});
}

Party* Report::side_across(EntityIndex person, EventDraft& event) const {
    const EntityIndex nation = scene_.country(person), unit = scene_.locality(person);
    const bool foreign = nation != no_entity
                             ? nation != scene_.viet_nam()
                             : unit != no_entity && scene_.kind(unit) == EntityKind::foreign_locality;
    return !foreign || event.home == Home::neither ? nullptr : side_across_of_ours(event);
}

Party* Report::side_across_of_ours(EventDraft& event) const {
    const auto ours = [&](const Party& party) {
        const std::vector<Member>& members = party.persons.empty() ? party.bodies : party.persons;
        return !members.empty() && of_ours(members.front().entity);
    };
    if (event.frame == Frame::assembly && event.first.empty() != event.second.empty()) // held by ours
        return ours(event.first) ? &event.second : ours(event.second) ? &event.first : nullptr;
    if (event.first.empty() || event.second.empty() || ours(event.first) == ours(event.second))
        return nullptr;
    return ours(event.first) ? &event.second : &event.first;
}

Party* Report::side_of_person(EntityIndex person, EventDraft& event) const {
    const int first = affinity(person, event.first), second = affinity(person, event.second);
    if (std::max(first, second) >= own_side && first != second)
        return first > second ? &event.first : &event.second;
    const auto nation_of = [&](const Party& party) {
        for (const auto* members : {&party.persons, &party.bodies})
            for (const Member& member : *members)
                if (const EntityIndex own = scene_.country(member.entity); own != no_entity) return own;
        return no_entity;
    };
    const EntityIndex one = nation_of(event.first), other = nation_of(event.second),
                      nation = scene_.country(person);
    if (nation != no_entity && one != other && (nation == one || nation == other))
        return nation == one ? &event.first : &event.second;
    Party* across = side_across_of_ours(event);
    if (!across) return nullptr;
    Party* ours = across == &event.first ? &event.second : &event.first;
    if (nation == no_entity)
        return scene_.foreign_name(person) || !of_ours(person) ? across
               : scene_.surname_of_ours(person)                ? ours
                                                               : nullptr;
    const EntityIndex theirs = nation_of(*across);
    return nation == scene_.viet_nam() ? ours : theirs == no_entity ? across : nullptr; // of a third country
}

void Report::attach(EventDraft& event, const Group& group, TokenRange words, std::string_view rule) {
    Party* side = nullptr; // of the person before, for those whose office says nothing
    for (const EntityIndex person : group.persons) {
        if (event.first.has_person(person) || event.second.has_person(person)) continue;
        const int first = affinity(person, event.first);
        const int second = event.second.empty() ? 3 : affinity(person, event.second);
        const bool known = scene_.stands_for(person) != no_entity && first != second;
        Party* across = known ? nullptr : side_across(person, event);
        if (!known && !across && !side) continue;
        if (known) side = first > second ? &event.first : &event.second;
        if (across) side = across;
        side->add(scene_, {person, words, rule});
    }
    if (!group.leaders) return;
    for (const EntityIndex body : group.bodies) {
        const int first = affinity(body, event.first), second = affinity(body, event.second);
        if (is_place(scene_.kind(body)) || first == second) continue;
        Party& own = first > second ? event.first : event.second;
        if (!own.has(body)) own.add(scene_, {body, words, rule});
    }
}

void Drafter::attach_to_series(const EventDraft& last, std::size_t at, const Group& names) {
    static const SyllableSet company("đoàn");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange words = row_[at].tokens;
    const bool along = std::any_of(tokens.begin() + words.first, tokens.begin() + words.last,
                                   [&](const Token& token) { return company.contains(token.id); });
    const auto one_verb = [&](const EventDraft& event) { // `có ba cuộc làm việc với A, B và C`
        return event.triggers.front() == last.triggers.front() && last.sentence != sentence_;
    };
    for (std::size_t i = drafts_.size(); i-- > piece_ && drafts_[i].sentence >= last.sentence;)
        if (&drafts_[i] != &last && drafts_[i].kind == last.kind && drafts_[i].sentence == last.sentence &&
            (along || one_verb(drafts_[i])))
            attach(drafts_[i], names, evidence(names, at, names), "present");
}

bool Drafter::reports(std::size_t at) {
    constexpr std::size_t farthest = 12; ///< sentences back to the event
    EventDraft* current = last_of("meeting");
    Group who = clause_.speaker(at);
    if (who.persons.empty()) who = doer(at);
    if (!current || current->sentence + farthest < sentence_ || who.persons.empty() || who.unreal)
        return false;
    const auto came = [&](const Party& party) {
        return std::any_of(delegation_.persons.begin(), delegation_.persons.end(),
                           [&](EntityIndex person) { return party.has_person(person); });
    };
    const TokenRange words = evidence(who, at, who);
    const bool first = came(current->first);
    if (first == came(current->second)) {
        attach(*current, who, words, "reports-to");
        return true;
    }
    for (const EntityIndex person : who.persons)
        if (!current->first.has_person(person) && !current->second.has_person(person))
            (first ? current->second : current->first).add(scene_, {person, words, "reports-to"});
    return true;
}

} // namespace banggiao::extract
