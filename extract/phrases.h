// Takes a Document, the gazetteer and the lexicon. Hands out phrases: the places, bodies, offices and names
// of persons that begin at a token, read from the words alone. Which thing each one means is settled later
// (resolution.h).
#pragma once

#include <banggiao/extract/annotations.h>
#include <banggiao/extract/gazetteer.h>
#include <banggiao/extract/lexicon.h>

#include <cassert>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace banggiao::extract {

using PhraseIndex = std::uint32_t;
inline constexpr PhraseIndex no_phrase = ~PhraseIndex{0};

/// `tỉnh Quảng Ninh`: the words of level and the name.
struct PlacePhrase {
    TokenRange tokens;
    TokenRange name;
    const Entry* entry = nullptr; ///< null: known by its words alone
    EntityKind kind = EntityKind::locality;
    std::string_view level;        ///< words of level as the lexicon classes them; empty if there are none
    PhraseIndex outer = no_phrase; ///< the place it is said to lie in
    TokenRange outer_evidence;
    bool counts = true;     ///< false: inside a proper name
    bool adjective = false; ///< `Việt` in `Việt - Lào`
    bool in_body = false;
    bool seat = false; ///< of an embassy, a consulate or their head
    EntityIndex entity = no_entity;
};

/// A bare level in place of a name: `UBND tỉnh`.
enum class Generic : std::uint8_t {
    none,
    province,
    city,
    smaller,
    both_countries, ///< `hai nước`
    unsaid,         ///< understood from the article
    again           ///< the head alone: the body of that kind just named
};

/// `Sở Ngoại vụ tỉnh Quảng Ninh`.
struct BodyPhrase {
    TokenRange tokens;
    TokenRange core;         ///< head and own name, without the place
    TokenIndex head_end = 0; ///< end of the head's words
    const Word* head = nullptr;
    const Word* field = nullptr;  ///< the field of work, if it is a known one
    const Entry* entry = nullptr; ///< a body of the tables, instead of a head
    std::string_view implied;     ///< head that the words leave out (`Bộ` in `Bộ trưởng Ngoại giao`)
    PhraseIndex place = no_phrase;  ///< whose body it is
    PhraseIndex at = no_phrase;     ///< missions: where
    PhraseIndex parent = no_phrase; ///< the body it is an organ of
    Generic generic = Generic::none;
    bool central = false;            ///< `Trung ương` stands behind the head
    bool settled = false;            ///< resolution has looked at it
    bool bare = false;               ///< the name alone, without its head
    bool listed = false;             ///< the head is that of the first of a list
    bool lent = false;               ///< the place is that of the office beside it
    TokenRange abbreviation;         ///< in parentheses after it
    PhraseIndex same_as = no_phrase; ///< the body that these words abbreviate
    EntityIndex entity = no_entity;
};

/// `Phó Chủ tịch UBND tỉnh Quảng Ninh`.
struct OfficePhrase {
    TokenRange tokens;
    TokenRange title;
    const Word* word = nullptr;
    std::string_view before[2]; ///< Nguyên, Quyền
    std::string_view of;        ///< `Đặc phái viên` of the holder of the office
    std::string_view after[2];  ///< Thường trực, danh dự
    TokenRange qualifier; ///< `phụ trách đối ngoại`, `Tiếp thị`: words of the title in the article's own form
    PhraseIndex body = no_phrase;
    PhraseIndex place = no_phrase;
    PhraseIndex at = no_phrase;
    PhraseIndex second_body = no_phrase; ///< `Chủ tịch Hội đồng Nhà nước và Hội đồng Bộ trưởng`
    bool dead = false;                   ///< `cố Chủ tịch`
    Generic generic = Generic::none; ///< `Chủ tịch tỉnh`
};

struct PersonPhrase {
    TokenRange tokens;
    bool strong = false; ///< an office or an honorific stands before it
    TokenRange alias;    ///< another spelling in parentheses
    EntityIndex entity = no_entity;
};

enum class PhraseKind : std::uint8_t { place, body, office, person };

struct Phrase {
    PhraseKind kind;
    PhraseIndex index;
    TokenRange tokens;
};

/// Everything read from one document, phrases in order of their first token.
struct Reading {
    const Document& document;
    const Gazetteer& gazetteer;
    const Lexicon& lexicon = Lexicon::built_in();
    std::vector<PlacePhrase> places{};
    std::vector<BodyPhrase> bodies{};
    std::vector<OfficePhrase> offices{};
    std::vector<PersonPhrase> persons{};
    std::vector<Phrase> phrases{};
    std::vector<PhraseIndex> places_in_order{}; ///< by first token of the name, once all are read

    /// Abbreviations of one word that the text has explained, with the body they stand for.
    std::unordered_map<SyllableId, PhraseIndex> short_forms{};
    /// Notes the abbreviations of the bodies read since there were `first` of them.
    void learn_short_forms(std::size_t first);

    /// What the gazetteer has at a token, nothing behind the last one; asked once for each. Stays valid.
    std::span<const GazetteerMatch> listed(TokenIndex at) const;
    mutable std::vector<std::uint32_t> listed_at{}; ///< by token: number + 1 in `listings`
    mutable std::vector<std::span<const GazetteerMatch>> listings{};
    mutable std::pmr::monotonic_buffer_resource listed_matches{};
    mutable std::vector<GazetteerMatch> listed_now{}; ///< those of the token being asked for

    /// Whether the document has the word with one capital in front (`Ueda`), as no abbreviation is written.
    /// Found out for all words at once.
    bool written_small(SyllableId id) const;
    mutable std::optional<SyllableSet> capitalised_words{}; ///< once they are asked for

    /// The places whose names begin in a range, by position. O(log n).
    std::span<const PhraseIndex> places_in(TokenRange range) const;

    const Token& token(TokenIndex at) const {
        assert(at < document.tokens.size());
        return document.tokens[at];
    }
    bool is(TokenIndex at, TokenIndex limit, SyllableId id) const { return at < limit && token(at).id == id; }
    bool is_mark(TokenIndex at, TokenIndex limit, char32_t mark) const {
        return at < limit && token(at).mark == mark;
    }
    bool capital(TokenIndex at, TokenIndex limit) const {
        return at < limit && (token(at).shape == Shape::capital || token(at).shape == Shape::upper ||
                              token(at).shape == Shape::mixed);
    }
};

/// The syllables that the readers compare with, interned once.
struct Syllables {
    SyllableId tai, cua, thuoc, nuoc, hai, cac, va, kiem, ban, nguoi, hai_digit, tinh, ta, dang;
    static const Syllables& get();
};

bool is_dash(char32_t mark);

// Each returns the index of the phrase that begins at `at` and ends by `limit`, or no_phrase. Linear in its
// length.
/// `sure`: something before it says that a place must follow (an office, the name of a body).
PhraseIndex read_place(Reading& reading, TokenIndex at, TokenIndex limit, bool sure);
/// `named`: something before it says that a body follows, so that its head may be in small letters.
PhraseIndex read_body(Reading& reading, TokenIndex at, TokenIndex limit, int depth = 0, bool named = false);
/// `các sở: Tài chính, Công Thương`, `Tỉnh ủy Lạng Sơn, Cao Bằng`: bodies whose head is said once. Reads from
/// `at` and returns where it stopped; `at` if there is none.
TokenIndex read_field_list(Reading& reading, TokenIndex at, TokenIndex limit);
/// Words that a list of fields, firms or units may open with.
inline constexpr std::string_view list_openers = "sở bộ như gồm là :";
bool opens_list(SyllableId id);
TokenIndex read_place_list(Reading& reading, PhraseIndex body, TokenIndex limit);
/// `các tập đoàn lớn như Alpha, Beta Corp`: firms by their names alone, behind the word that opens the list.
TokenIndex read_firm_list(Reading& reading, TokenIndex at, TokenIndex limit);
/// Where the place just read is said to lie, if brackets or a comma say so behind it.
void read_place_around(Reading& reading, PhraseIndex place, TokenIndex limit);
/// `A, B, C (Lào)`: what the last of a list lies in, all do.
void share_around(Reading& reading);
TokenIndex read_unit_list(Reading& reading, PhraseIndex place, TokenIndex limit);
/// `các xã, thị trấn như A, B, C`: units of ours by their names alone, behind the word that opens the list.
TokenIndex read_named_units(Reading& reading, TokenIndex at, TokenIndex limit);
PhraseIndex read_office(Reading& reading, TokenIndex at, TokenIndex limit);
PhraseIndex read_person(Reading& reading, TokenIndex at, TokenIndex limit, bool strong);

/// The end of a name of a person that begins at `at`; `at` if there is none. With `strong` one word is
/// enough.
TokenIndex person_end(const Reading& reading, TokenIndex at, TokenIndex limit, bool strong);
/// The token behind a short bracket that opens at `at`; `at` if none does.
TokenIndex skip_bracket(const Reading& reading, TokenIndex at, TokenIndex limit);
/// The token behind `, sinh năm 1960, trú tại phường A` that opens at `at`; `at` if nothing of the kind does.
TokenIndex skip_particulars(const Reading& reading, TokenIndex at, TokenIndex limit);
/// Passes over `đồng chí`, `Đại tướng`, `GS.TS`; `at` if there are none. `honorific` gets whether a name must
/// follow.
TokenIndex skip_people_words(const Reading& reading, TokenIndex at, TokenIndex limit, bool* honorific);

/// All phrases of the sentences that are not page furniture.
void read_phrases(Reading& reading);

} // namespace banggiao::extract
