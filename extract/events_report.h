// Takes what a sentence says. Keeps the drafts of what an article has told so far, and hands out which of
// them it goes on about and on whose side somebody is. events_drafter.h makes the drafts.
#pragma once

#include <banggiao/extract/events_draft.h>
#include <banggiao/extract/events_travel.h>

#include <optional>
#include <string_view>
#include <vector>

namespace banggiao::extract {

/// What affinity() says of who is of the same body or place.
inline constexpr int own_side = 4;

/// What an article has told up to a sentence.
class Report : protected TravelReader {
  protected:
    explicit Report(const Scene& scene) : TravelReader(scene) {}
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;

    // events_drafter.cpp
    EventDraft draft(std::size_t at) const;
    void fill(Party& party, const Group& group, TokenRange evidence, std::string_view rule) const;
    /// Persons do not meet their own body: it was read into the other side.
    void drop_own(const Party& party, Party& other) const;
    /// Towns of the country visited are no visitors: `đã tới Tokyo, bắt đầu thăm Nhật Bản`.
    void drop_goals(EventDraft& visit) const;
    EventDraft* last_of(std::string_view kind);

    // events_when.cpp
    /// The day of the report so far: of one of the last drafts, not far back.
    std::optional<DateMention> day_before(const EventDraft& made) const;
    void find_date(EventDraft& made, std::size_t at) const;

    // events_where.cpp
    /// `tại Hà Nội`, `tại trụ sở Bộ …`: the nearest place of the sentence.
    void find_place(EventDraft& made, std::size_t at) const;
    /// `khảo sát bờ sông khu vực xã A, huyện B`: where an inspection was.
    void find_site(EventDraft& made, std::size_t at) const;

    // events_travellers.cpp
    /// Who came to the other side; nullptr where that is not told.
    Party* visitors_of(EventDraft& event) const;

    // events_assemblies.cpp
    /// `Hội nghị xúc tiến đầu tư`, `hội nghị`: two words for one assembly.
    bool same_noun(TokenRange a, TokenRange b) const;
    /// The assembly of that name the report is about, if it is.
    EventDraft* assembly_of(std::size_t at);
    bool told_before(std::size_t at) const;

    // events_speakers.cpp
    /// Adds who serves a host's house. False if none does.
    bool joins_hosts(EventDraft& event, const Group& who) const;
    /// Heads of state are quoted from afar; an ambassador speaks where his embassy takes part.
    bool from_afar(EntityIndex person, const EventDraft& event) const;

    // events_company.cpp
    /// An officer of ours, where one of ours receives a guest from abroad.
    bool of_receivers(EntityIndex person, const EventDraft& event) const;
    /// `phía bạn`, `phía chủ nhà`, `phía ta`
    Party* unnamed_side(EventDraft& event, bool friends, bool home) const;
    /// Of an assembly that ours hold: theirs for Việt Nam, the guests' for another country; else nullptr.
    Party* side_of_organizers(EventDraft& event, EntityIndex named) const;
    /// Whether a conference has a side for the country named, or can have no other.
    bool sided(const EventDraft& event, EntityIndex named) const;
    /// The side of that country, with those of it who had none.
    Party& new_side(EventDraft& event, EntityIndex named) const;
    /// `Về phía lãnh đạo thành phố`: of the one province or town of ours that takes part.
    EntityIndex local_of(const EventDraft& event) const;
    Party& side_of(EventDraft& event, EntityIndex nation) const;
    void beside_ours(EventDraft& event, const Group& group, TokenRange words) const; ///< of no known body
    Party* side_of_nation(EventDraft& event, EntityIndex nation) const; ///< whose country is not told
    /// Who holds an assembly or is of those is its host; others are guests, or have no side if none is known.
    void join_assembly(EventDraft& event, const Group& who, Frame how, TokenRange words) const;
    /// How much speaks for a person or body being of that side.
    int affinity(EntityIndex one, const Party& party) const;
    /// The side whose body, place or country is a person's, else by his name; nullptr for a third country's.
    Party* side_of_person(EntityIndex person, EventDraft& event) const;
    /// The side that is not ours, of an encounter of ours with others: where a foreigner was.
    Party* side_across(EntityIndex person, EventDraft& event) const;
    /// The side that is not ours; nullptr where both or neither are.
    Party* side_across_of_ours(EventDraft& event) const;
    void attach(EventDraft& event, const Group& group, TokenRange words, std::string_view rule);

    std::vector<EventDraft> drafts_;
    std::size_t piece_ = 0; ///< the first draft behind the last `*`: nobody there speaks at events before it
    Group delegation_;
    bool programme_ = false; ///< what is told is a plan
    std::vector<Leading> led_;
    EntityIndex last_subject_ = no_entity;         ///< whom `ông`, `bà` can mean
    std::optional<std::size_t> travellers_listed_; ///< the last sentence that lists who else travels
    std::optional<std::size_t> welcomed_;          ///< the sentence of the last ceremony of welcome
    std::optional<EventDraft> welcome_before_;     ///< a rite only told as what talks came after
    std::optional<EventDraft> handing_;            ///< a gift of which the taker is not named yet
    std::optional<EventDraft> session_head_;       ///< that session with the delegation named first
    std::optional<EventDraft> held_;               ///< a dated assembly told of without names
    std::size_t assembly_sentence_ = 0;            ///< the last one that adds to the assembly told of before
    bool held_is_news_ = false;          ///< that assembly was told to be held, by a sentence of nothing else
    std::optional<EventDraft> briefing_; ///< a meeting with officers of whom none is named yet
    struct Listing {
        std::size_t draft = 0;
        std::size_t sentence = 0; ///< its last line
        EntityIndex named = no_entity;
        bool guests = false;
    };
    std::optional<Listing> listing_; ///< the people of an event that the next lines name
    std::vector<EventDraft> portraits_;
    struct Plan {
        EntityIndex person = no_entity;
        EntityIndex goal = no_entity; ///< the country; no_entity if it is not told
        DateMention date;
    };
    std::vector<Plan> planned_;              ///< who will stay how long
    std::optional<DateMention> report_day_;  ///< `Sáng 12/4, …`: the day the last such sentence opens with
    std::optional<DateMention> leading_day_; ///< the first of them, near the top
    std::size_t report_sentence_ = 0;
    std::optional<EntityIndex> navy_; ///< looked for once
    EntityIndex town_ = no_entity;
    TokenRange town_evidence_;
    std::size_t town_sentence_ = 0;
    std::size_t sites_verb_ = 0; ///< whose object is a list of sites; the row's size if there is none
};

} // namespace banggiao::extract
