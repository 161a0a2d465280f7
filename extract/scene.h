// Takes a document with its entities. Hands out each sentence as a row of items: persons with their offices,
// bodies, places, dates, words that tell of encounters, words that shape clauses. Events, agreements and
// partnerships are read off these rows, which are made once.
#pragma once

#include <banggiao/extract/annotations.h>
#include <banggiao/extract/dates.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/phrase_table.h>

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace banggiao::extract {

enum class ItemKind : std::uint8_t { person, body, place, date, trigger, cue, mark, word };

/// Classes of clause_words.tsv.
enum class Cue : std::uint8_t {
    none,
    aux,
    unreal,
    at,
    frame,
    filler,
    group,
    leaders,
    head,
    say,
    stop,
    list,
    background
};

/// Frames of event_triggers.tsv.
enum class Frame : std::uint8_t {
    none,
    receive,
    court,
    talk,
    visit,
    sign,
    witness,
    attend,
    chair,
    occasion,
    journey,
    welcome,
    present,
    escort,
    under,
    press,
    ceremony,
    banquet,
    assembly,
    move,
    side,
    award
};

/// A cell of event_triggers.tsv, in four bytes: rows are gone through again and again, and should stay in the
/// processor's first cache.
class TriggerCell {
  public:
    TriggerCell() = default;
    /// REQUIRES: part of the table, at most 255 bytes.
    explicit TriggerCell(std::string_view cell)
        : start_(static_cast<std::uint32_t>(cell.data() - event_triggers_table.data()) & 0xFFFFFFu),
          size_(static_cast<std::uint8_t>(cell.size())) {}
    operator std::string_view() const { return event_triggers_table.substr(start_, size_); }
    friend bool operator==(TriggerCell cell, std::string_view text) { return std::string_view(cell) == text; }

  private:
    std::uint32_t start_ : 24 = 0;
    std::uint32_t size_ : 8 = 0;
};

struct Item {
    ItemKind kind = ItemKind::word;
    Cue cue = Cue::none;
    Frame frame = Frame::none;
    TokenRange tokens;              ///< persons: with the offices beside the name
    EntityIndex entity = no_entity; ///< persons, bodies, places
    std::uint32_t date = 0;         ///< dates: index into Scene::dates
    char32_t mark = 0;
    TriggerCell event_kind; ///< triggers
    TriggerCell rule;       ///< triggers: `event.receives` …
};
static_assert(sizeof(Item) == 32);

/// What a row has, so that nobody goes through it for what it has not: a bit for each kind, cue, frame.
struct RowTraits {
    std::uint32_t kinds = 0, cues = 0, frames = 0;
    WordSignature words;
};

/// The items of a sentence. Valid as long as the scene.
class Row : public std::span<const Item> {
  public:
    Row() = default;
    Row(std::span<const Item> items, const RowTraits& traits) : span(items), traits_(&traits) {}

    bool has(ItemKind kind) const { return has(traits_->kinds, static_cast<unsigned>(kind)); }
    bool has(Cue cue) const { return has(traits_->cues, static_cast<unsigned>(cue)); }
    bool has(Frame frame) const { return has(traits_->frames, static_cast<unsigned>(frame)); }
    /// False: the sentence has none of the words. True: it may have one.
    bool may_have(const SyllableSet& words) const { return traits_->words.may_share(words.signature()); }

  private:
    static bool has(std::uint32_t bits, unsigned bit) { return (bits >> bit & 1) != 0; }
    static constexpr RowTraits no_traits{};
    const RowTraits* traits_ = &no_traits;
};

/// The persons of a sentence, each once, in order.
std::vector<EntityIndex> persons_of(const Row& row);

class Scene {
  public:
    Scene(const Document& document, const Annotations& annotations);

    const Document& document() const { return document_; }
    const Annotations& annotations() const { return annotations_; }
    const std::vector<DateMention>& dates() const { return dates_; }

    /// The items of a sentence, covering it; none of a sentence that is furniture. O(1).
    Row items(std::size_t sentence) const {
        return {{items_.data() + row_starts_[sentence], items_.data() + row_starts_[sentence + 1]},
                traits_[sentence]};
    }

    const Entity& entity(EntityIndex index) const { return annotations_.entities[index]; }
    EntityKind kind(EntityIndex index) const { return entity(index).kind; }
    bool is_person(EntityIndex index) const { return kind(index) == EntityKind::official; }

    /// The country an entity is, is in, or stands for; no_entity if unknown.
    EntityIndex country(EntityIndex index) const;
    /// The country; Việt Nam for who is of it as far as the article shows.
    EntityIndex nation(EntityIndex index) const;
    /// Whether it is of Việt Nam as far as the article shows; persons by their offices.
    bool vietnamese(EntityIndex index) const;
    /// Whether a person's name is not written as Vietnamese ones are: all there is to go by for some.
    bool foreign_name(EntityIndex person) const { return foreign_names_[person]; }
    /// Whether it begins with a family name of ours; those of China read alike.
    bool surname_of_ours(EntityIndex person) const { return surnames_[person]; }
    /// The province or place a body or person serves, or the place itself; no_entity for what serves a
    /// country.
    EntityIndex locality(EntityIndex index) const;
    /// `Chi đội A, tỉnh Vân Nam`: the place that only says where the body before it is; else no_entity.
    EntityIndex told_behind(EntityIndex body) const { return told_behind_[body]; }
    /// The place that another lies in, as the article says it first; no_entity if it does not.
    EntityIndex within(EntityIndex place) const { return within_[place]; }
    /// The country an embassy or consulate lies in, or its town in Việt Nam; no_entity for what is none, or
    /// if its name does not say.
    EntityIndex mission_seat(EntityIndex body) const;
    /// The town abroad a consulate lies in, as its name says; no_entity if it does not.
    EntityIndex mission_town(EntityIndex body) const { return mission_towns_[body]; }
    /// The country that a visit to it leads to: where an embassy lies, not whose it is; no_entity if unknown.
    EntityIndex destination(EntityIndex body) const;
    /// The body or place that a person stands for: that of the main office; no_entity if none is known.
    EntityIndex stands_for(EntityIndex person) const;
    /// Whether the main office is that of a deputy, who acts for the body and not for the country.
    bool deputy(EntityIndex person) const { return deputies_[person]; }
    /// Whether the main office is one no longer held.
    bool former(EntityIndex person) const { return former_[person]; }
    /// The folded title of the main office in a state, government or parliament (one for all heads of state).
    std::string_view rank(EntityIndex person) const { return ranks_[person]; }
    /// Whether two persons lead their states, governments or parliaments: a president and a king.
    bool counterparts(EntityIndex a, EntityIndex b) const;
    /// Whether the article gives the person an office of that body or place, or makes him its ambassador.
    bool holds(EntityIndex person, EntityIndex body) const;
    /// The two persons of two countries who hold an office of that title, where there are just two.
    std::vector<EntityIndex> pair_of(std::string_view title) const;
    /// The entity named `Việt Nam`, or no_entity.
    EntityIndex viet_nam() const { return viet_nam_; }

  private:
    void find_top();
    void find_served();
    EntityIndex place_behind(std::size_t mention) const;
    void find_foreign_names();
    void add_missions(const Holding& holding, const std::vector<EntityIndex>& missions);
    void rank_offices();
    void widen_persons();
    std::vector<EntityMention> with_offices() const;
    void read_rows();
    void read_row(const Sentence& sentence);
    /// `Quốc hội nước ta`, `Đoàn đại biểu nước ta`: whose it is, no name of its own in the row read so far.
    bool owns_before(const EntityMention& mention) const;

    const Document& document_;
    const Annotations& annotations_;
    std::vector<DateMention> dates_;
    std::vector<EntityMention> top_;         ///< mentions that lie in no other, by first token
    std::vector<EntityIndex> served_;        ///< by entity: the place a body serves
    std::vector<EntityIndex> told_behind_;   ///< by entity: that place, where no name of the body says it
    std::vector<EntityIndex> within_;        ///< by entity: the place a place lies in
    std::vector<bool> foreign_names_;        ///< by entity: persons whose names are not written as ours are
    std::vector<bool> surnames_;             ///< by entity: persons whose names begin with one of ours
    std::vector<EntityIndex> seats_;         ///< by entity: the country an embassy lies in
    std::vector<EntityIndex> mission_towns_; ///< by entity: the town abroad
    std::vector<EntityIndex> stands_for_;    ///< by entity
    std::vector<bool> deputies_;             ///< by entity
    std::vector<bool> former_;               ///< by entity
    std::vector<std::string> ranks_; ///< by entity: the title of the main office, one for all heads of state
    std::vector<std::pair<EntityIndex, EntityIndex>> offices_;          ///< official and body, sorted
    std::unordered_map<std::string, std::vector<EntityIndex>> holders_; ///< by title: the first three
    std::vector<Item> items_;                                           ///< of all sentences, in order
    std::vector<std::size_t> row_starts_; ///< by sentence, and where the last one ends
    std::vector<RowTraits> traits_;       ///< by sentence
    EntityIndex viet_nam_ = no_entity;
};

} // namespace banggiao::extract
