// Takes the items of a sentence. Hands out who stands before and after a verb: the groups of names a clause
// puts on its two sides.
#pragma once

#include <banggiao/extract/scene.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace banggiao::extract {

/// The names on one side of a verb.
struct Group {
    std::vector<EntityIndex> persons;
    std::vector<EntityIndex> bodies; ///< bodies and places named beside the persons, not inside their offices
    bool delegation = false;         ///< `đoàn …`
    bool with_company = false;       ///< `đoàn`, as told of before: with all who travel with its head
    bool leaders = false;            ///< `lãnh đạo …`
    bool said = false;               ///< the subject of a verb of speaking before
    bool travels = false;            ///< `đã tới Doha, …`
    bool pair = false;               ///< `hai bên`, `hai Bộ trưởng`: the two sides spoken of before
    bool unreal = false;             ///< what the verb says is a plan, a wish, denied, or long past
    std::size_t first = 0;           ///< items it was read from
    std::size_t last = 0;

    bool empty() const { return persons.empty() && bodies.empty(); }
    bool named() const { return !empty() || delegation || pair; }
};

/// Items between the brackets that are read over.
inline constexpr std::size_t longest_bracket = 20;

class ClauseReader {
  public:
    /// `row` may be set to another sentence's later.
    ClauseReader(const Scene& scene, const Row& row) : scene_(scene), row_(row) {}

    /// The item behind the bracket that opens at an item; the item itself if none does.
    std::size_t behind_bracket(std::size_t at) const {
        const bool opens = at < row_.size() && is_mark(at, U'(') && skip_bracket(at) != at;
        return opens ? skip_bracket(at) + 1 : at;
    }
    /// Who does what the trigger at `verb` says.
    Group subject(std::size_t verb) const;
    /// Whom or what it is done to: the names after it. In a `list` the names go on over semicolons.
    Group object(std::size_t verb, bool list = false) const;
    /// The subject of the main clause that follows an adverbial at `from`: `Tại buổi làm việc, A cho biết …`.
    Group speaker(std::size_t from) const;
    /// Who speaks before `at`, where the verb of speaking comes first: `A nói như vậy tại buổi làm việc`.
    Group speaker_before(std::size_t at) const;
    /// Whether a noun whose words end before `from` is of something to come.
    /// In `noun`s of encounters `sẽ` before any verb: `cuộc gặp giữa A và B sẽ giúp …`.
    bool to_come(std::size_t from, bool noun = false) const;
    /// The names just before `at`, back to a verb: whom a relative clause (`đang thăm …`) is about.
    Group nearest(std::size_t at) const;
    /// `đã dành ngày cuối để đến B`, `at` being the `để`: it was done.
    bool spent_for(std::size_t at) const;
    /// Whether what the verb says is planned, wished, denied or background.
    bool unreal(std::size_t verb) const;
    /// `chào đón A sang thăm …`: no verb of an event, but one whose object follows.
    bool greets(std::size_t at) const;
    /// `với ba đại sứ: A, B`: the colon behind people counted, whose names follow.
    bool names_below(std::size_t verb, std::size_t at) const;
    /// `A, Trưởng ban về …; B`: the semicolon behind an office that goes on; the row's size if none is near.
    std::size_t next_listed(std::size_t at) const;
    /// `các đồng chí A; B`: the item of that `các`.
    bool counted_up(std::size_t at) const;
    /// `tiếp đoàn …`: the verb's words say that what follows is a delegation.
    bool names_delegation(std::size_t verb) const;

  private:
    enum class Step : std::uint8_t { stop, pass, take };
    Step object_step(std::size_t at, bool list, bool empty) const;
    bool is_mark(std::size_t at, char32_t mark) const {
        return row_[at].kind == ItemKind::mark && row_[at].mark == mark;
    }
    bool is_cue(std::size_t at, Cue cue) const {
        return row_[at].kind == ItemKind::cue && row_[at].cue == cue;
    }
    bool is_name(std::size_t at) const;
    bool is_verb(std::size_t at) const;
    bool initial(std::size_t at) const;
    bool ends_clause(std::size_t at) const;
    std::size_t segment_start(std::size_t end) const;
    void take(Group& group, std::size_t at, bool front) const;
    bool pair_word(std::size_t at) const;
    bool requests(std::size_t at) const;
    std::pair<std::size_t, std::size_t> speaker_part(std::size_t from) const;
    bool capital(std::size_t at) const;
    bool possessor(std::size_t verb, std::size_t at) const;
    bool quote(std::size_t at) const;
    bool together(std::size_t first, std::size_t last) const;
    bool destination(std::size_t at) const;
    bool sent_by(std::size_t at) const;
    bool superior(std::size_t at) const;
    bool homeland(std::size_t at) const;
    bool of_airport(std::size_t at) const;
    bool owns_envoy(std::size_t at) const;
    std::size_t behalf_before(std::size_t verb) const;
    std::optional<std::size_t> subject_before(Group& group, std::size_t verb) const;
    bool asked(const Group& group, std::size_t verb) const;
    bool follows_comma(std::size_t verb) const;
    bool joined_by_and(std::size_t verb, std::size_t first) const;
    std::optional<std::size_t> verb_before(std::size_t from) const;
    bool bare_delegation(std::size_t first, std::size_t last) const;
    bool holds_actor(std::size_t first, std::size_t last) const;
    bool holds_person(std::size_t first, std::size_t last) const;
    /// `sau khi A gặp …`: a clause of its own, with somebody who acts.
    bool opens_clause_of(std::size_t frame, std::size_t verb) const;
    /// Where the clause of a verb begins in its segment.
    std::size_t clause_start(std::size_t first, std::size_t verb) const;
    bool dated_after(std::size_t verb) const;
    bool day_before(std::size_t at) const;
    bool on_behalf(std::size_t at) const;
    bool seated(std::size_t at) const;
    bool among(std::size_t at) const;
    bool concealed(std::size_t at, std::size_t noun) const;
    bool glad_to(std::size_t at) const;
    bool shared_future(std::size_t at, std::size_t verb) const;
    bool acted(std::size_t first, std::size_t last) const;
    bool does_something(std::size_t first, std::size_t last) const;
    bool holds_name(std::size_t first, std::size_t last, bool no_goals = false) const;
    bool led_from(std::size_t at) const;
    bool names_in(std::size_t first, std::size_t last) const;
    std::optional<std::size_t> verb_of_clause_before(std::size_t first) const;
    bool take_segment(Group& group, std::size_t first, std::size_t last) const;
    std::size_t said_by(std::size_t first, std::size_t last) const;
    bool opens_list(std::size_t at) const;
    bool only_places(std::size_t first, std::size_t last) const;
    bool segment_has_verb(std::size_t from) const;
    bool name_follows(std::size_t from) const;
    /// `lãnh đạo hai nước`
    bool leaders_of_two(std::size_t at) const;
    bool heads_of_two(std::size_t at) const;
    std::size_t skip_bracket(std::size_t at) const;
    std::size_t bracket_start(std::size_t end) const;
    void add_head(Group& group, std::size_t from) const;

    const Scene& scene_;
    const Row& row_;
};

} // namespace banggiao::extract
