// Takes clauses that tell of ships. Hands out the navy they call for, and whether that was told before.
#include <banggiao/extract/events_drafter.h>
#include <banggiao/extract/resolution.h>

#include <algorithm>

namespace banggiao::extract {

bool Drafter::navy_calls_again(const Group& guest, const Group& host) {
    const EventDraft* call = last_of("visit");
    return navy_ && *navy_ != no_entity && guest.persons.empty() && guest.bodies.size() == 1 &&
           guest.bodies.front() == *navy_ && call && call->first.has(*navy_) && only_countries(host);
}

bool TravelReader::sails(std::size_t at) const {
    static const SyllableSet ships("tàu hạm");
    for (std::size_t i = at; i-- > 0;) {
        if (row_[i].kind == ItemKind::person || (row_[i].kind == ItemKind::mark && row_[i].mark == U'.'))
            return false;
        if (is_word(i, ships)) return true;
    }
    return false;
}

bool TravelReader::journey_behind(std::size_t at) const {
    return std::any_of(row_.begin() + static_cast<std::ptrdiff_t>(at) + 1, row_.end(), [](const Item& item) {
        return item.frame == Frame::journey || item.frame == Frame::visit;
    });
}

std::vector<EntityIndex> Drafter::navy_of_ship(std::size_t at) {
    return sails(at) ? foreign_navy() : std::vector<EntityIndex>();
}

std::vector<EntityIndex> Drafter::foreign_navy() {
    if (!navy_) {
        navy_ = no_entity;
        const std::vector<Entity>& entities = scene_.annotations().entities;
        for (EntityIndex body = 0; body < entities.size() && *navy_ == no_entity; ++body)
            if (entities[body].subkind == "military" && scene_.country(body) != no_entity &&
                scene_.country(body) != scene_.viet_nam() &&
                folded(entities[body].name).starts_with("hải quân"))
                navy_ = body;
    }
    if (*navy_ == no_entity) return {};
    return {*navy_};
}

} // namespace banggiao::extract
