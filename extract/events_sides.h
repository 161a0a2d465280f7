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

/// Who holds a conference, who came to it, and from which of two countries.
class AssemblySides {
  public:
    /// `posts` by entity: where an ambassador is sent to. What is passed outlives this.
    AssemblySides(const PartyReader& parties, const std::vector<EventDraft>& events,
                  const std::vector<EntityIndex>& posts);

    /// A conference of persons of two countries has two sides, and one of those who met has theirs.
    void take_sides(EventDraft& event) const;
    /// `Dự lễ có A, B. Về phía nước C có D`: A and B, who are of ours, face those of C.
    void face(EventDraft& event) const;
    /// Of a conference whose persons are of one country here and of another there: each body is beside its
    /// own.
    void part_bodies(EventDraft& event) const;
    /// At home, ours who attend what ours hold sit with them, where guests from abroad are there as well.
    void gather_ours(EventDraft& event) const;
    /// `A dự diễn đàn do Bộ B và Hội C tổ chức` abroad: A's own bodies that hold it are guests with him.
    void part_organizers(EventDraft& event) const;

  private:
    /// `A và B tổ chức lễ. Về phía nước C có D`: B, who is of C, came with D.
    void part_listed(EventDraft& event) const;
    /// Whether a meeting parts them, and so they sat at the conference.
    bool as_they_met(EventDraft& event) const;
    void find_meetings(const std::vector<EventDraft>& events);
    /// In Việt Nam, an embassy that holds a conference together with ours is our guest.
    void part_foreigners(EventDraft& event) const;
    template <typename Test>
    void move_members(Party& from, Party& to, const Test& test) const;
    /// Where an event was; where the traveller is on a journey, if its words do not say.
    EntityIndex country_of(const EventDraft& event, EntityIndex traveller) const;
    /// The nation of a body; of `Phòng Thương mại A` at an event in A, that of A.
    EntityIndex nation_at(const EventDraft& event, EntityIndex body) const;
    /// The one nation of a side's persons; no_entity if there are several or none.
    EntityIndex nation_of(const Party& party) const;

    const PartyReader& parties_;
    const Scene& scene_;
    const std::vector<EntityIndex>& posts_;
    std::vector<const EventDraft*> met_; ///< the first meetings of persons with persons
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
