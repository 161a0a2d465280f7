// Takes events whose two sides are known. Hands out what one reads off a side: its country, its place, the
// journeys its people are on. Shared by what settles who was at home, where it was and what persons stand
// for.
#pragma once

#include <banggiao/extract/events_draft.h>

#include <vector>

namespace banggiao::extract {

class PartyReader {
  public:
    /// The journeys among the events are read once: sides may change later, not who travels where.
    PartyReader(const Scene& scene, const std::vector<EventDraft>& events);

    const Scene& scene() const { return scene_; }
    /// The journeys of the article: who is a guest where.
    const std::vector<EventDraft>& visits() const { return visits_; }

    EntityIndex country(const Party& party) const;
    EntityIndex locality(const Party& party) const;
    bool vietnamese(const Party& party) const;
    bool embassy(const Party& party) const;

  private:
    const Scene& scene_;
    std::vector<EventDraft> visits_;
};

/// Members that stand on the wrong side, or beside the body they only say the country of.
void settle_members(const Scene& scene, std::vector<EventDraft>& events);

/// Journeys get the hosts who received the traveller there.
void add_counterparts(const PartyReader& parties, std::vector<EventDraft>& events);

/// Finds where events were whose words do not say: with the host, or where a journey leads.
void find_places(const PartyReader& parties, std::vector<EventDraft>& events);

/// Fills up sides of persons with what they stand for.
void represent_sides(const PartyReader& parties, const Delegations& led, std::vector<EventDraft>& events);

} // namespace banggiao::extract
