// Takes what one clause says of an encounter. Hands out drafts: events whose two sides are known but not yet
// which of them is at home; and their merging, so that what is told three times is one event.
#pragma once

#include <banggiao/extract/scene.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace banggiao::extract {

struct Member {
    EntityIndex entity = no_entity;
    TokenRange evidence;
    std::string_view rule;
    std::vector<TokenRange> also = {}; ///< where it is named in other tellings
};

/// One side of an encounter.
struct Party {
    std::vector<Member> persons;
    std::vector<Member> bodies; ///< bodies and places

    bool empty() const { return persons.empty() && bodies.empty(); }
    std::size_t size() const { return persons.size() + bodies.size(); }
    bool has_person(EntityIndex entity) const;
    bool has(EntityIndex entity) const;
    void add(const Scene& scene, Member member);
};

enum class Home : std::uint8_t { open, first, second, neither };

struct EventDraft {
    std::string kind;
    std::string name;
    std::string_view rule;
    Frame frame = Frame::none;
    Party first; ///< the subject's side, usually
    Party second;
    Party others; ///< attendance without a side
    Home home = Home::open;
    bool first_travels = false; ///< `đoàn …`, `đến …`: the first side came to the second
    bool second_travels = false;
    std::optional<DateMention> date;
    std::optional<DateMention> day; ///< the day of its sentence, where that is not its own date
    bool date_of_sentence = false;  ///< the date stands in the sentence, not inherited
    EntityIndex place = no_entity;
    TokenRange place_evidence;
    EntityIndex scenery = no_entity; ///< the town the report was in before: a guess where no place is told
    TokenRange scenery_evidence;
    std::size_t scenery_age = 0;    ///< sentences since that town was told of
    EntityIndex seat = no_entity;   ///< a body at whose seat it was held
    bool in_seat = false;           ///< `tại trụ sở A`: in the house of it
    EntityIndex palace = no_entity; ///< the country whose palace it was held in: `tại Điện Kremlin`
    std::vector<TokenRange> triggers;
    std::size_t sentence = 0;
    SyllableId hours = 0;   ///< `sáng`, `chiều`: the part of the day its sentence opens with
    bool continues = false; ///< `ngay sau …`, `cũng tại …`: time and place of the event before
    bool title = false;
    bool crowd = false;    ///< the second side is unnamed people: `doanh nghiệp Na Uy`, not Na Uy's leaders
    bool recalled = false; ///< a visit of long ago: `chuyến thăm vừa qua`
    bool undated = false;  ///< told as the occasion of something else: the report's day says nothing of it
    bool encounter = false;  ///< a gathering of ours with people of another country: they met
    bool on_journey = false; ///< one of those that sum up a journey: of none of its days
};

/// A person at the head of the delegation of a body or place.
struct Leading {
    EntityIndex person = no_entity;
    EntityIndex body = no_entity;
    bool state = false; ///< the country, of whose state the delegation is said to be beside its bodies
    bool operator==(const Leading&) const = default;
};

/// Who leads whose delegation, each pair once.
class Delegations {
  public:
    explicit Delegations(std::vector<Leading> led);

    /// The bodies and countries whose delegations a person leads, as told. O(log n), like the other.
    std::span<const Leading> of_person(EntityIndex person) const;
    /// Who leads the delegations of a body: so many that a list without end costs no more than its length.
    std::span<const Leading> of_body(EntityIndex body) const;

  private:
    static constexpr std::size_t most_leaders = 64;
    std::vector<Leading> by_person_; ///< each once
    std::vector<Leading> by_body_;
};

/// How many events back an article is looked through for the one spoken of: keeps the work linear.
inline constexpr std::size_t farthest_event = 64;

/// Merges drafts that tell of one event, in order.
std::vector<EventDraft> merge_drafts(const Scene& scene, std::vector<EventDraft> drafts);

/// A signing told with the talks, by bodies alone, is of the people of those.
void sign_with_talks(std::vector<EventDraft>& drafts);

/// Settles which side was at home, where it was, and what a side of persons only stands for.
void settle_sides(const Scene& scene, const Delegations& led, std::vector<EventDraft>& events);

/// Whether two dates can be the same time.
bool compatible(const std::optional<DateMention>& a, const std::optional<DateMention>& b);

} // namespace banggiao::extract
