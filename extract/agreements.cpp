// Takes a document with its entities and events. Hands out the agreements it names: kind, title in the
// article's own words, parties, signers, date, and whether they were signed, are in force, or planned.
#include <banggiao/extract/events_clause.h>
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/lexicon.h>
#include <banggiao/extract/phrase_table.h>
#include <banggiao/extract/scene.h>
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>

namespace banggiao::extract {

namespace {

constexpr TokenIndex longest_title = 45;
constexpr std::size_t most_bodies = 256;       ///< looked through for `hai Quốc hội`
constexpr std::size_t farthest_agreement = 64; ///< looked back for the same one
constexpr std::size_t clause_reach = 14;       ///< items looked at before and after the noun

const PhraseTable& instruments() {
    static const PhraseTable table(agreements_table);
    return table;
}

/// An instrument noun in a row with the words that make its title.
struct Instrument {
    std::size_t at = 0;  ///< item of the noun
    std::size_t end = 0; ///< item after the title
    TokenRange noun;
    TokenRange title;
    std::string_view kind;
    int count = 1;
    bool quantified = false;
    const Instrument* member_of = nullptr; ///< the one whose noun and verb are this one's too
};

class Finder {
  public:
    Finder(const Scene& scene, Annotations& annotations)
        : document_(scene.document()), annotations_(annotations), scene_(scene) {}

    void find() {
        find_two_nations();
        find_days();
        for (std::size_t i = 0; i < document_.sentences.size(); ++i) {
            if (document_.sentences[i].block == Block::furniture) continue;
            sentence_ = i;
            row_ = scene_.items(i);
            for (std::size_t at = 0; at < row_.size(); ++at) read_at(at);
        }
        for (AgreementFact& fact : found_) annotations_.agreements.push_back(std::move(fact));
    }

  private:
    // -------------------------------------------------------------- words of the row

    bool is_name(std::size_t at) const {
        const ItemKind kind = row_[at].kind;
        return kind == ItemKind::person || kind == ItemKind::body || kind == ItemKind::place;
    }
    bool is_mark(std::size_t at, char32_t mark) const {
        return at < row_.size() && row_[at].kind == ItemKind::mark && row_[at].mark == mark;
    }
    SyllableId id(TokenIndex token) const { return document_.tokens[token].id; }
    bool any_word(std::size_t at, const SyllableSet& words) const {
        if (is_name(at)) return false;
        for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
            if (words.contains(id(token))) return true;
        return false;
    }
    bool ends_clause(std::size_t at) const {
        if (is_mark(at, U'.') && at + 1 < row_.size() &&
            document_.tokens[row_[at + 1].tokens.first].shape == Shape::lower)
            return false; // `giáo dục…. với các nước`
        return is_mark(at, U'.') || is_mark(at, U';') || is_mark(at, U'!') || is_mark(at, U'?');
    }

    void find_two_nations() {
        std::vector<int> counts(annotations_.entities.size(), 0);
        for (const EntityMention& mention : annotations_.mentions)
            if (scene_.kind(mention.entity) == EntityKind::country) ++counts[mention.entity];
        std::vector<EntityIndex> nations;
        for (EntityIndex i = 0; i < counts.size(); ++i)
            if (counts[i] > 0) nations.push_back(i);
        std::stable_sort(nations.begin(), nations.end(),
                         [&](EntityIndex a, EntityIndex b) { return counts[a] > counts[b]; });
        if (nations.size() >= 2) nations_ = {nations[0], nations[1]};
    }

    void find_days() {
        for (const DateMention& date : scene_.dates())
            if (!news_day_ && date.grain == DateGrain::day && date.cued) news_day_ = date;
        for (const EventFact& event : annotations_.events)
            if (!encounter_date_ && (event.kind == "signing" || event.kind == "meeting"))
                encounter_date_ = event.date;
        for (EntityIndex index = 0; index < annotations_.entities.size(); ++index)
            if (scene_.kind(index) == EntityKind::organization) bodies_.push_back(index);
        if (bodies_.size() > most_bodies) bodies_.resize(most_bodies);
    }

    // -------------------------------------------------------------- nouns and titles

    void read_at(std::size_t at) {
        if (is_name(at)) return;
        const PhraseMatch match =
            instruments().match(document_, row_[at].tokens.first, row_.back().tokens.last);
        if (!match) return further_member(at);
        if (match.cell(1) == "none" || row_[at].tokens.first < read_until_) return;
        Instrument instrument;
        instrument.at = at;
        instrument.noun = match.tokens;
        instrument.kind = match.cell(1);
        if (is_verb(at)) return;
        find_title(instrument);
        find_count(instrument);
        if (!describes(instrument) || denied(instrument)) return;
        read_until_ = instrument.title.last;
        last_ = instrument;
        last_sentence_ = sentence_;
        add(instrument);
    }

    /// `bản ghi nhớ về A giữa B và C; hợp tác về D giữa E và F`: the noun is said once for the list.
    void further_member(std::size_t at) {
        static const std::vector<SyllableId> works = intern_phrase("hợp tác");
        const TokenIndex first = row_[at].tokens.first;
        const bool again = at > 0 && (is_mark(at - 1, U';') || is_mark(at - 1, U',')) && last_ &&
                           last_sentence_ == sentence_ && first >= read_until_;
        if (!again || id(first) != works[0] || first + 1 >= row_.back().tokens.last ||
            id(first + 1) != works[1])
            return;
        Instrument instrument;
        instrument.at = at;
        instrument.noun = {first, first + 2};
        instrument.kind = last_->kind;
        find_title(instrument);
        std::size_t bodies = 0;
        for (std::size_t item = at; item < instrument.end; ++item)
            bodies += row_[item].kind == ItemKind::body;
        if (bodies < 2) return;
        read_until_ = instrument.title.last;
        instrument.member_of = &*last_;
        add(instrument);
    }

    /// `chưa có thỏa thuận hợp tác nào`: there is none.
    bool denied(const Instrument& instrument) const {
        static const SyllableSet which("nào");
        return instrument.end < row_.size() && any_word(instrument.end, which);
    }

    /// `hai bên đã thỏa thuận`: the verb.
    bool is_verb(std::size_t at) const {
        static const SyllableSet before("đã sẽ cùng từng được tự tiếp");
        return at > 0 && row_[at - 1].kind == ItemKind::cue &&
               before.contains(id(row_[at].tokens.first - 1)) &&
               document_.tokens[row_[at].tokens.first].shape == Shape::lower;
    }

    /// Words that end a title.
    bool ends_title(std::size_t at, bool fields) const {
        static const SyllableSet verbs(
            "đã sẽ được nhằm để mà là cho góp do vừa đang này đó nêu vào nhân trước sau khi có cũng ký "
            "ngày hôm như theo diễn giúp tạo mang không còn đạt bằng qua gồm");
        static const SyllableSet worth("trị"), price("giá");
        const Item& item = row_[at];
        static const SyllableSet within("trong");
        if (item.kind == ItemKind::date)
            return scene_.dates()[item.date].grain != DateGrain::year ||
                   (at > 0 && any_word(at - 1, within)) || within.contains(id(item.tokens.first));
        if (item.kind == ItemKind::person) return true;
        static const SyllableSet encounters("cuộc buổi");
        if (item.kind == ItemKind::trigger) return item.frame != Frame::assembly || any_word(at, encounters);
        if (item.kind == ItemKind::mark)
            return item.mark != U'-' && item.mark != U'–' && item.mark != U'/' && item.mark != U'“' &&
                   item.mark != U'”' && item.mark != U'"' && !(item.mark == U',' && fields);
        if (is_name(at)) return false;
        if (points_back(item.tokens.first)) return true;
        if (any_word(at, worth) && (any_word(at, price) || (at + 1 < row_.size() && any_word(at + 1, price))))
            return true; // `trị giá`
        static const SyllableSet takes("diễn"), which("nào"), occasion("dịp"), manner("cách"), a("một");
        if (any_word(at, takes) || any_word(at, which) || any_word(at, occasion) ||
            (any_word(at, manner) && at > 0 && any_word(at - 1, a)))
            return true;
        static const SyllableSet across("qua"), border("biên");
        if (any_word(at, across) && at + 1 < row_.size() && any_word(at + 1, border)) return false;
        return item.tokens.size() == 1
                   ? verbs.contains(id(item.tokens.first))
                   : item.kind == ItemKind::cue &&
                         (item.cue == Cue::say || (item.cue == Cue::unreal && !about(item.tokens.first)));
    }

    /// `thỏa thuận về kế hoạch hợp tác`: `kế hoạch` is what it is about.
    bool about(TokenIndex at) const {
        static const SyllableSet words("về");
        return at > 0 && words.contains(id(at - 1));
    }

    /// `, trong đó có …`, `, gồm …`: its members follow.
    bool members_follow(std::size_t comma) const {
        static const SyllableSet in("trong"), which("đó"), made_of("gồm bao");
        const TokenIndex next = row_[comma].tokens.last;
        if (next + 1 >= document_.tokens.size()) return false;
        return made_of.contains(id(next)) || (in.contains(id(next)) && which.contains(id(next + 1)));
    }

    void find_title(Instrument& instrument) const {
        static const SyllableSet field_words("vực mặt giữa");
        std::size_t at = instrument.at;
        while (at < row_.size() && row_[at].tokens.last <= instrument.noun.last) ++at;
        TokenIndex last = instrument.noun.last;
        bool fields = false;
        for (; at < row_.size() && row_[at].tokens.last - instrument.noun.first <= longest_title; ++at) {
            if (row_[at].tokens.first < instrument.noun.last) continue;
            if (is_mark(at, U'(') && bracket_end(at) != at) {
                at = bracket_end(at);
                continue;
            }
            if (next_instrument(at) || next_act(at)) break;
            if (ends_title(at, fields)) {
                const std::size_t parties = goes_on_to_parties(at);
                if (parties == at) break;
                if (!about(row_[at].tokens.first)) at = parties; // `về trao đổi …` may end sooner
            }
            if (is_mark(at, U',') && (members_follow(at) || comma_ends(at))) break;
            fields = fields || any_word(at, field_words);
            last = row_[at].tokens.last;
        }
        while (last > instrument.noun.last && trails(last - 1)) --last;
        instrument.end = at;
        instrument.title = {instrument.noun.first, last};
    }

    /// `về cơ chế phối hợp và trao đổi thông tin giữa A và B`: the item of `giữa`, if a verb here is part of
    /// what the title is about; else `at`.
    std::size_t goes_on_to_parties(std::size_t at) const {
        static const SyllableSet links("và về chế"), giua("giữa"), matters("trao phối hợp hỗ tham tiếp chia");
        const bool act = row_[at].kind == ItemKind::trigger ||
                         (row_[at].kind == ItemKind::cue && matters.contains(id(row_[at].tokens.first)));
        if (!act || at == 0 || !any_word(at - 1, links)) return at;
        for (std::size_t next = at + 1; next < row_.size() && next < at + 20 && !ends_clause(next); ++next) {
            if (row_[next].kind == ItemKind::person || is_mark(next, U',')) return at;
            if (!is_name(next) && any_word(next, giua)) return next;
        }
        return at;
    }

    /// `bản ghi nhớ và nhiều thỏa thuận`: another instrument begins.
    bool next_instrument(std::size_t at) const {
        static const SyllableSet links("và nhiều các số");
        return at > 0 && any_word(at - 1, links) &&
               instruments().match(document_, row_[at].tokens.first, row_.back().tokens.last);
    }

    /// `ký bản ghi nhớ và tổ chức lễ ký`: another act begins.
    bool next_act(std::size_t at) const {
        static const SyllableSet link("và"), acts("tổ triển tiến");
        return at > 0 && any_word(at - 1, link) && any_word(at, acts) && !is_name(at);
    }

    std::size_t bracket_end(std::size_t at) const {
        for (std::size_t end = at + 1; end < row_.size() && end < at + 12; ++end)
            if (is_mark(end, U')')) return end;
        return at;
    }

    /// Small words a title does not end with.
    bool trails(TokenIndex token) const {
        static const SyllableSet small(
            "nhiều và với giữa trong về của các những hai tại ở từ cùng một số nhất");
        static constexpr std::u32string_view marks = U",-“”\"";
        const char32_t mark = document_.tokens[token].mark;
        return small.contains(id(token)) || (mark != 0 && marks.find(mark) != marks.npos);
    }

    /// A comma in a list of fields goes on only to another field.
    bool comma_ends(std::size_t at) const {
        for (std::size_t next = at + 1; next < row_.size() && next < at + 8; ++next) {
            if (is_mark(next, U',') || is_name(next)) return false;
            if (row_[next].kind == ItemKind::cue &&
                (row_[next].cue == Cue::say || row_[next].cue == Cue::unreal || row_[next].cue == Cue::frame))
                return true;
            if (row_[next].kind == ItemKind::trigger) return true;
        }
        return false;
    }

    /// `5 bản ghi nhớ`, `các thỏa thuận`, `hàng loạt hợp đồng`.
    void find_count(Instrument& instrument) const {
        static const SyllableSet many("các những nhiều loạt số khoảng");
        static const std::vector<SyllableId> numerals =
            intern_phrase("không một hai ba bốn năm sáu bảy tám chín mười");
        if (instrument.noun.first == 0) return;
        const Token& before = document_.tokens[instrument.noun.first - 1];
        instrument.quantified = many.contains(before.id);
        if (before.shape == Shape::number && before.span.end - before.span.start <= 3) {
            int value = 0;
            for (std::uint32_t place = before.span.start; place < before.span.end; ++place)
                value = is_digit(document_.text[place])
                            ? value * 10 + static_cast<int>(document_.text[place] - U'0')
                            : 1;
            instrument.count = std::max(value, 1);
            instrument.quantified = true;
        } else if (const auto numeral = std::find(numerals.begin() + 1, numerals.end(), before.id);
                   numeral != numerals.end()) {
            instrument.count = static_cast<int>(numeral - numerals.begin());
            instrument.quantified = true;
        }
    }

    /// `thỏa thuận này`, `thỏa thuận trên`; not `thỏa thuận trên nhiều lĩnh vực`.
    bool points_back(TokenIndex at) const {
        static const SyllableSet pointing("này đó"), above("trên"),
            fields("nhiều các lĩnh tất mọi cơ tinh đất");
        if (at >= document_.tokens.size()) return false;
        if (pointing.contains(id(at))) return true;
        return above.contains(id(at)) && (at + 1 >= document_.tokens.size() || !fields.contains(id(at + 1)));
    }

    /// Whether the words tell of an instrument, not of agreeing in general or of one named before.
    bool describes(const Instrument& instrument) const {
        if (points_back(instrument.title.last)) return false;
        const bool bare = instrument.title == instrument.noun;
        const bool proper = document_.tokens[instrument.noun.first].shape == Shape::capital &&
                            instrument.noun.first != row_.front().tokens.first;
        const bool signs = sign_verb(instrument) != row_.size();
        const bool acted = signs || ((planned_word(instrument) || reached(instrument)) && !bare);
        if (lists_others(instrument)) return false;
        if (instrument.kind == "twinning") return twins(instrument);
        if (instrument.kind == "other" && !bare && named_parties(instrument) && instrument.noun.size() > 2)
            return true;
        if (instrument.kind == "contract" || instrument.kind == "other")
            return acted && (!bare || instrument.quantified);
        if (instrument.kind == "action_plan") return proper || (acted && !bare);
        if (instrument.kind == "joint_statement" || instrument.kind == "treaty")
            return proper || acted || !bare;
        return acted || (!bare && (proper || instrument.quantified || named_parties(instrument)));
    }

    /// `kết nghĩa giữa A với B`, `kết nghĩa 7 cặp …`.
    bool twins(const Instrument& instrument) const {
        static const SyllableSet between("giữa"), pairs("cặp");
        const TokenIndex next = instrument.noun.last;
        if (next + 1 >= document_.tokens.size()) return false;
        if (pairs.contains(id(next + 1))) return true;
        if (!between.contains(id(next))) return false;
        std::size_t names = 0;
        for (std::size_t at = instrument.at; at < instrument.end; ++at) names += is_name(at);
        return names >= 2;
    }

    /// `các văn kiện: A; B; C`: the members count, not the whole.
    bool lists_others(const Instrument& instrument) const {
        for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + 4; ++at)
            if (is_mark(at, U':'))
                for (std::size_t next = at; next < row_.size(); ++next)
                    if (instruments().match(document_, row_[next].tokens.first, row_.back().tokens.last))
                        return true;
        return false;
    }

    bool named_parties(const Instrument& instrument) const {
        for (std::size_t at = instrument.at; at < instrument.end; ++at)
            if (is_name(at)) return true;
        return false;
    }

    // -------------------------------------------------------------- status

    /// The nearest `ký` of the clause, before or just after the title; row_.size() if there is none.
    std::size_t sign_verb(const Instrument& instrument) const {
        const auto signs = [&](std::size_t at) {
            return row_[at].kind == ItemKind::trigger &&
                   (row_[at].frame == Frame::sign || row_[at].event_kind == "signing");
        };
        static const SyllableSet members("như gồm");
        bool listed = false;
        for (std::size_t at = instrument.at, steps = 0; at-- > 0 && (listed || steps < clause_reach);
             ++steps) {
            if (is_mark(at, U'.') || is_mark(at, U'!') || is_mark(at, U'?')) break;
            if (signs(at)) return at;
            if (is_mark(at, U':') || is_mark(at, U';') || any_word(at, members)) listed = true;
        }
        for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + 6 && !ends_clause(at);
             ++at)
            if (signs(at)) return at;
        return row_.size();
    }

    /// `đạt được thỏa thuận về …`, `trao đổi các bản ghi nhớ`, `trao văn kiện`: acts beside signing.
    bool reached(const Instrument& instrument) const {
        static const SyllableSet agreed("đạt"), small("được các nhiều một số những");
        return handed_over(instrument) || acted_before(instrument, agreed, small);
    }
    bool handed_over(const Instrument& instrument) const {
        if (instrument.kind == "action_plan") return false; // `trao đổi chương trình hợp tác`: talk of it
        static const SyllableSet hand("trao"), small("đổi các nhiều một số những bản");
        return acted_before(instrument, hand, small);
    }

    /// Whether one of `acts` stands before the noun, with nothing between but small words and numbers.
    bool acted_before(const Instrument& instrument, const SyllableSet& acts, const SyllableSet& small) const {
        for (TokenIndex at = instrument.noun.first; at-- > row_.front().tokens.first;) {
            if (acts.contains(id(at))) return true;
            if (!small.contains(id(at)) && document_.tokens[at].shape != Shape::number) return false;
        }
        return false;
    }

    /// `sẽ`, `sớm`, `đàm phán`, `dự thảo`, `xem xét`: what is not yet there.
    bool plans(std::size_t at) const {
        static const SyllableSet openers("sẽ sớm dự đàm xem tiến hoàn");
        return row_[at].kind == ItemKind::cue && row_[at].cue == Cue::unreal &&
               openers.contains(id(row_[at].tokens.first));
    }

    /// `xây dựng Bản ghi nhớ`, `soạn thảo hiệp định`: still being written.
    bool drafted(const Instrument& instrument) const {
        static const std::vector<SyllableId> build = intern_phrase("xây dựng"),
                                             write = intern_phrase("soạn thảo");
        const TokenIndex noun = instrument.noun.first;
        if (noun < 2 || instrument.kind == "action_plan") return false; // `xây dựng kế hoạch`: any work
        const std::vector<SyllableId> before{id(noun - 2), id(noun - 1)};
        return before == build || before == write;
    }

    bool planned_word(const Instrument& instrument) const {
        if (drafted(instrument)) return true;
        for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 8; ++steps) {
            if (row_[at].kind == ItemKind::mark || is_name(at)) return false;
            if (plans(at)) return true;
        }
        return false;
    }

    std::string status(const Instrument& instrument) const {
        if (instrument.member_of != nullptr) return status(*instrument.member_of);
        const std::size_t verb = sign_verb(instrument);
        const ClauseReader clause(scene_, row_);
        if (planned_word(instrument)) return "planned";
        if (verb == row_.size()) {
            if (issued(instrument) && to_come(instrument)) return "planned";
            if (comes_into_force(instrument)) return "planned";
            if (instrument.kind == "joint_statement" && put_out(instrument) && !of_before(instrument))
                return "signed";
            return handed_over(instrument) ? "signed" : "in_force";
        }
        if (wished(verb) || to_come(instrument)) return "planned";
        return past(instrument, verb) ? "in_force" : "signed";
    }

    bool wished(std::size_t verb) const {
        static const SyllableSet wishes("mong đề yêu thúc kêu muốn chuẩn cần"), purpose("để");
        std::size_t reach = 4;
        for (std::size_t at = verb, steps = 0; at-- > 0 && steps < reach; ++steps) {
            if (is_name(at)) return false;
            if (any_word(at, purpose)) reach = 14; // `đề nghị hai bên trao đổi để ký`
            if (plans(at) || (row_[at].kind == ItemKind::cue && row_[at].cue == Cue::unreal &&
                              wishes.contains(id(row_[at].tokens.first))))
                return true;
        }
        return false;
    }

    /// `ra tuyên bố chung`, `thông qua kế hoạch`: acts that are no signing.
    bool issued(const Instrument& instrument) const {
        static const SyllableSet acts("ra qua");
        for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 3; ++steps)
            if (any_word(at, acts)) return true;
        return false;
    }

    /// `đã ra Tuyên bố chung`, `ra Thông cáo chung`.
    bool put_out(const Instrument& instrument) const {
        static const SyllableSet out("ra"), small("đã các một bản");
        return acted_before(instrument, out, small);
    }

    /// Whether the sentence dates it to another season, or says `sau khi`, `từ khi`.
    bool of_before(const Instrument& instrument) const {
        static const SyllableSet when("kể"), news("sau");
        for (std::size_t at = 0; at < row_.size(); ++at) {
            if (row_[at].kind == ItemKind::date && old(scene_.dates()[row_[at].date])) return true;
            if (at < instrument.at && any_word(at, when) && !any_word(at, news)) return true;
        }
        return false;
    }

    /// `… khi được phê chuẩn và có hiệu lực`: not yet.
    bool comes_into_force(const Instrument& instrument) const {
        static const SyllableId when = intern_syllable("khi");
        static const SyllableSet still("ký phê hiệu"), done("đã");
        bool open = false;
        for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + 8 && !ends_clause(at);
             ++at) {
            if (any_word(at, done)) return false;
            open = open || id(row_[at].tokens.first) == when;
            if (open && any_word(at, still)) return true;
        }
        return false;
    }

    /// `hai bên sẽ ra … và ký …`: what one `sẽ` governs.
    bool to_come(const Instrument& instrument) const {
        static const SyllableSet will("sẽ dự"), done("đã vừa");
        for (std::size_t at = instrument.at; at-- > 0 && !ends_clause(at);) {
            if (row_[at].kind != ItemKind::cue) continue;
            if (row_[at].cue == Cue::unreal && will.contains(id(row_[at].tokens.first))) return true;
            if (row_[at].cue == Cue::aux && done.contains(id(row_[at].tokens.first))) return false;
        }
        return false;
    }

    /// `Ngày ký Hiệp định …`, `đã ký kết thời gian qua`, `ký năm 2014`: an instrument of before.
    bool past(const Instrument& instrument, std::size_t verb) const {
        static const SyllableSet earlier("ngày khi từng qua niệm cam");
        static const SyllableSet opening_earlier("trước"), before("qua"), which("mà");
        if (any_word(0, opening_earlier)) return true;
        for (std::size_t at = verb, steps = 0; at-- > 0 && steps < 3; ++steps)
            if (any_word(at, earlier) && row_[at].kind != ItemKind::date) return true;
        for (std::size_t at = 0; at < row_.size(); ++at) {
            const bool in_title = at >= instrument.at && at < instrument.end;
            const std::size_t distance = std::max(at, verb) - std::min(at, verb);
            if (row_[at].kind == ItemKind::date && !in_title && distance < 14 && !in_list(at, verb) &&
                old(scene_.dates()[row_[at].date]))
                return true;
        }
        for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + 6; ++at)
            if (any_word(at, before)) return true;
        if (verb >= instrument.end)
            for (std::size_t at = instrument.end; at < verb; ++at)
                if (any_word(at, which)) return true;
        return !told_as_news(verb);
    }

    /// Whether an item stands in a list after a colon: its dates are of one member.
    bool in_list(std::size_t at, std::size_t verb) const {
        for (std::size_t i = verb; i < at; ++i)
            if (is_mark(i, U':')) return true;
        return false;
    }

    /// A day of another season than the article's first one, or a month or year without a day.
    bool old(const DateMention& date) const {
        if (date.grain != DateGrain::day) return date.cued;
        if (!news_day_ || news_day_->first.year == 0 || date.first.year == 0) return false;
        return (news_day_->first.year - date.first.year) * 12 + news_day_->first.month - date.first.month > 2;
    }

    /// Whether the sentence reports the signing: a ceremony of signing, a day, the headline, or signers by
    /// name.
    bool told_as_news(std::size_t verb) const {
        static const SyllableSet ceremony("lễ"), just("vừa"), afterwards("sau kết");
        if (row_[verb].frame != Frame::sign || any_word(verb, ceremony)) return true;
        for (std::size_t at = 0; at < row_.size(); ++at)
            if ((row_[at].kind == ItemKind::date && scene_.dates()[row_[at].date].cued) ||
                row_[at].kind == ItemKind::person || any_word(at, just))
                return true;
        if (sentence_ < 2) return true; // what a story opens with is its news
        return any_word(0, afterwards) || document_.sentences[sentence_].block != Block::body;
    }

    // -------------------------------------------------------------- parties

    Participant party(EntityIndex entity, std::size_t first, std::size_t last, std::string_view rule) const {
        Participant participant;
        participant.entity = entity;
        participant.evidence = {row_[first].tokens.first, row_[std::min(last, row_.size() - 1)].tokens.last};
        participant.rule = rule;
        return participant;
    }

    static void put(std::vector<Participant>& parties, Participant participant) {
        for (const Participant& known : parties)
            if (known.entity == participant.entity) return;
        parties.push_back(participant);
    }

    /// Names after `giữa`, or two places joined by a dash, within the title or just after it.
    void parties_of_title(const Instrument& instrument, AgreementFact& fact) const {
        static const SyllableSet giua("giữa");
        std::size_t from = row_.size();
        for (std::size_t at = instrument.at; at < instrument.end && from == row_.size(); ++at)
            if (!is_name(at) && any_word(at, giua)) from = at;
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
        for (std::size_t at = from; at < instrument.end; ++at)
            if (is_name(at) && row_[at].kind != ItemKind::person && !container(at, from) &&
                !(instrument.kind == "twinning" && larger_unit(at)))
                put(fact.parties, party(with_head(at, from), instrument.at, at, "between"));
    }

    /// `giữa hai Quốc hội`: the bodies of that name of two countries.
    bool both_bodies(std::size_t at, AgreementFact& fact) const {
        static const SyllableSet two("hai 2");
        if (at >= row_.size() || !any_word(at, two) || row_[at].tokens.size() != 1) return false;
        const TokenIndex next = row_[at].tokens.last;
        if (next >= document_.tokens.size()) return false;
        const std::string noun = fold(document_.slice(TokenRange{
            next, std::min<TokenIndex>(next + 2, static_cast<TokenIndex>(document_.tokens.size()))}));
        std::vector<EntityIndex> found;
        for (const EntityIndex index : bodies_) {
            if (!fold(scene_.entity(index).name).starts_with(noun)) continue;
            const EntityIndex nation = scene_.country(index);
            if (found.empty() || scene_.country(found.front()) != nation) found.push_back(index);
        }
        if (found.size() != 2) return false;
        for (const EntityIndex body : found) put(fact.parties, party(body, 0, row_.size() - 1, "both"));
        return true;
    }

    /// `trấn A, huyện B`: where the twin lies.
    bool larger_unit(std::size_t at) const {
        static const SyllableSet units("khu tp phố huyện tỉnh quận");
        return at > 1 && any_word(at - 1, units) && is_mark(at - 2, U',');
    }

    /// `Tỉnh ủy A, B, C`: the body of B with the first one's head, if the article knows it.
    EntityIndex with_head(std::size_t at, std::size_t from) const {
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
        const std::string wanted =
            name.substr(0, name.size() - own.size()) + scene_.entity(row_[at].entity).name;
        for (const EntityIndex other : bodies_)
            if (scene_.entity(other).name == wanted) return other;
        return row_[at].entity;
    }

    /// A country in brackets, or after `của`, that says where the body before it is.
    bool container(std::size_t at, std::size_t from) const {
        if (at <= from + 1) return false;
        for (std::size_t i = at, steps = 0; i-- > from && steps < 8; ++steps) {
            if (is_mark(i, U'(')) return true;
            if (is_mark(i, U')')) break;
        }
        if (row_[at].kind != ItemKind::place) return false;
        if (is_mark(at - 1, U',') && at >= 2 && is_name(at - 2) &&
            scene_.country(row_[at - 2].entity) == row_[at].entity)
            return true; // `TP Suwon, Hàn Quốc`
        static const SyllableSet of("của");
        return is_mark(at - 1, U'(') || any_word(at - 1, of);
    }

    /// `Đại học Nagoya (Nhật Bản) ký`: a name that only says where the one before it is.
    bool around_another(EntityIndex entity, std::size_t first, std::size_t last) const {
        for (std::size_t at = first; at < last; ++at)
            if (is_name(at) && row_[at].entity == entity) return container(at, first);
        return false;
    }

    /// `hiệp định thương mại tự do với EU`: the other party in the title, and then we are the one.
    void party_with(const Instrument& instrument, AgreementFact& fact) const {
        static const SyllableSet with("với");
        for (std::size_t at = instrument.at; at + 1 < row_.size() && at <= instrument.end; ++at) {
            if (is_name(at) || !any_word(at, with) || !is_name(at + 1) ||
                row_[at + 1].kind == ItemKind::person)
                continue;
            const EntityIndex other = row_[at + 1].entity, home = scene_.viet_nam();
            put(fact.parties, party(other, instrument.at, at + 1, "with"));
            const bool abroad =
                scene_.entity(other).subkind == "international" ||
                (!scene_.vietnamese(other) && scene_.kind(other) != EntityKind::foreign_locality);
            if (fact.parties.size() < 2 && home != no_entity && abroad)
                put(fact.parties, party(home, instrument.at, at + 1, "with"));
            return;
        }
    }

    /// `tỉnh A và tỉnh B (Lào) đã ký`: two units that stand joined before the verb.
    void joint_signers(const Instrument& instrument, std::size_t verb, AgreementFact& fact) const {
        static const SyllableSet joints("và cùng , ( ) tỉnh thành phố tp hai huyện đã vừa cũng với");
        std::vector<std::size_t> names;
        for (std::size_t at = verb, gap = 0; at-- > 0 && gap < 3;) {
            if (is_name(at)) {
                if (row_[at].kind == ItemKind::person) return;
                names.push_back(at);
                gap = 0;
            } else if (!any_word(at, joints) && row_[at].kind != ItemKind::mark) {
                ++gap;
                if (!names.empty()) break;
            }
        }
        std::erase_if(names, [&](std::size_t at) { return container(at, names.back()); });
        if (names.size() != 2) return;
        const auto known = [&](std::size_t at) { return row_[at].entity == fact.parties.front().entity; };
        if (std::none_of(names.begin(), names.end(), known)) return;
        const bool units = scene_.locality(row_[names[0]].entity) != no_entity &&
                           scene_.locality(row_[names[1]].entity) != no_entity;
        if (!units || scene_.country(row_[names[0]].entity) == scene_.country(row_[names[1]].entity)) return;
        fact.parties.clear();
        for (auto at = names.rbegin(); at != names.rend(); ++at)
            put(fact.parties, party(row_[*at].entity, names.back(), instrument.at, "signer"));
    }

    void parties_of_clause(const Instrument& instrument, AgreementFact& fact) const {
        static const SyllableSet when("ngày khi");
        const std::size_t verb = sign_verb(instrument);
        if (verb == row_.size() || (verb > 0 && any_word(verb - 1, when))) return;
        const ClauseReader clause(scene_, row_);
        Group subject = clause.subject(verb);
        if (subject.said) subject = Group();
        const bool ceremony = row_[verb].frame != Frame::sign && row_[verb].frame != Frame::witness &&
                              row_[verb].event_kind == "signing";
        for (const EntityIndex body : subject.bodies)
            if ((row_[verb].frame == Frame::sign || ceremony) && !around_another(body, subject.first, verb))
                put(fact.parties, party(body, std::min(subject.first, verb), instrument.at, "signer"));
        for (const EntityIndex person : subject.persons) {
            if (row_[verb].frame == Frame::sign)
                put(fact.signers, party(person, std::min(subject.first, verb), instrument.at, "signs"));
            EntityIndex body = scene_.stands_for(person);
            if (body == no_entity) body = scene_.country(person);
            if (row_[verb].frame == Frame::sign && body != no_entity)
                put(fact.parties, party(body, std::min(subject.first, verb), instrument.at, "signer"));
        }
        if (fact.parties.size() == 1 && fact.signers.empty() && row_[verb].frame == Frame::sign)
            joint_signers(instrument, verb, fact);
        static const SyllableSet voi("với");
        for (std::size_t at = std::min(verb, instrument.at); at < row_.size() && !ends_clause(at); ++at)
            if (!is_name(at) && any_word(at, voi) && !fact.parties.empty())
                for (std::size_t next = at + 1; next < row_.size() && next < at + 24 && !ends_clause(next);
                     ++next) {
                    if (is_name(next) && row_[next].kind != ItemKind::person && !container(next, at))
                        put(fact.parties,
                            party(row_[next].entity, std::min(subject.first, verb), next, "with"));
                    else if (row_[next].kind == ItemKind::trigger || row_[next].kind == ItemKind::date)
                        break;
                }
    }

    // -------------------------------------------------------------- facts

    void add(const Instrument& instrument) {
        AgreementFact fact;
        fact.kind = std::string(instrument.kind);
        TokenRange title = instrument.title;
        if (title == instrument.noun && instrument.quantified && title.first > 0) --title.first;
        fact.title = document_.slice(title);
        fact.status = status(instrument);
        fact.count = instrument.count;
        fact.mentions = {instrument.title};
        fact.rule = "instrument";
        find_date(instrument, fact);
        parties_of_title(instrument, fact);
        if (fact.parties.size() < 2) parties_of_clause(instrument, fact);
        if (fact.parties.size() < 2) party_with(instrument, fact);
        if (fact.parties.size() < 2 && fact.signers.empty() && says_both_sides(instrument))
            take_sides(instrument, fact);
        if (fact.parties.size() < 2 && fact.kind != "contract" && nations_.size() == 2 &&
            fact.signers.empty() && public_kind(instrument)) {
            fact.parties.clear();
            for (const EntityIndex nation : two_nations(instrument))
                put(fact.parties, party(nation, 0, row_.size() - 1, "two-nations"));
        }
        drop_wholes(fact);
        merge(std::move(fact));
    }

    /// `tỉnh Gyeonggi của Hàn Quốc`: the country of a unit that is a party itself.
    void drop_wholes(AgreementFact& fact) const {
        const auto has_body_of = [&](EntityIndex place) {
            return std::any_of(fact.parties.begin(), fact.parties.end(), [&](const Participant& part) {
                return scene_.kind(part.entity) == EntityKind::organization &&
                       scene_.locality(part.entity) == place;
            });
        };
        std::erase_if(fact.parties, [&](const Participant& whole) {
            const EntityKind kind = scene_.kind(whole.entity);
            if (kind == EntityKind::province || kind == EntityKind::locality)
                return has_body_of(whole.entity);
            if (kind != EntityKind::country) return false;
            return std::any_of(fact.parties.begin(), fact.parties.end(), [&](const Participant& part) {
                return part.entity != whole.entity &&
                       scene_.kind(part.entity) == EntityKind::foreign_locality &&
                       scene_.country(part.entity) == whole.entity;
            });
        });
    }

    /// `hai bên`, `hai tỉnh`, `hai cơ quan`; not `hai nước`.
    bool says_both_sides(const Instrument& instrument) const {
        static const SyllableId two = intern_syllable("hai");
        static const SyllableSet sides("bên tỉnh thành địa cơ đơn trường hãng huyện bộ viện thông");
        for (TokenIndex at = row_.front().tokens.first; at + 1 < row_.back().tokens.last; ++at)
            if (id(at) == two && sides.contains(id(at + 1)) && at < instrument.title.last + 8) return true;
        return false;
    }

    /// Who a participant of an encounter stands for as a party: a unit for those who govern it, else the
    /// body; no_entity for states.
    EntityIndex side_of(const EventFact& event, Side side) const {
        for (const Participant& one : event.participants) {
            if (one.side != side) continue;
            const EntityIndex who = scene_.is_person(one.entity) ? scene_.stands_for(one.entity) : one.entity;
            if (who == no_entity || scene_.kind(who) == EntityKind::country) continue;
            if (scene_.kind(who) != EntityKind::organization) return who;
            const std::string& kind = scene_.entity(who).subkind;
            if (kind == "government" || kind == "legislature") continue;
            const bool rules = kind == "people_committee" || kind == "people_council" || kind == "party";
            const EntityIndex unit = rules ? scene_.locality(who) : who;
            if (unit != no_entity) return unit;
        }
        return no_entity;
    }

    /// The sides of the encounter told last before, if both are units or bodies and of two countries.
    void take_sides(const Instrument& instrument, AgreementFact& fact) const {
        const EventFact* nearest = nullptr;
        for (const EventFact& event : annotations_.events) {
            if (event.kind != "meeting" && event.kind != "signing" && event.kind != "visit") continue;
            const bool before =
                !event.triggers.empty() && event.triggers.front().first <= instrument.noun.last;
            if (nearest == nullptr || before) nearest = &event;
        }
        if (nearest == nullptr) return;
        const EntityIndex ours = side_of(*nearest, Side::host), theirs = side_of(*nearest, Side::guest);
        if (ours == no_entity || theirs == no_entity || scene_.country(ours) == scene_.country(theirs))
            return;
        fact.parties.clear();
        put(fact.parties, party(ours, 0, row_.size() - 1, "two-sides"));
        put(fact.parties, party(theirs, 0, row_.size() - 1, "two-sides"));
    }

    /// `hai nước`: the two countries of the article; beside Việt Nam the one spoken of last.
    std::vector<EntityIndex> two_nations(const Instrument& instrument) {
        const EntityIndex home = scene_.viet_nam();
        if (home == no_entity || (nations_[0] != home && nations_[1] != home)) return nations_;
        for (; next_mention_ < annotations_.mentions.size() &&
               annotations_.mentions[next_mention_].tokens.first < instrument.noun.first;
             ++next_mention_) {
            const EntityIndex entity = annotations_.mentions[next_mention_].entity;
            const EntityIndex nation = scene_.country(entity);
            if (nation != no_entity && nation != home && (scene_.is_person(entity) || nation == entity))
                latest_nation_ = nation;
        }
        return latest_nation_ == no_entity ? nations_ : std::vector<EntityIndex>{home, latest_nation_};
    }

    /// Whether states are the parties where none are named: not of firms, nor of the world's conventions.
    bool public_kind(const Instrument& instrument) const {
        const std::string title = fold(document_.slice(instrument.title));
        for (const std::string_view world : {"liên hợp quốc", "biển đông", "khu vực", "châu"})
            if (title.find(world) != std::string::npos) return false;
        static const std::array<std::vector<SyllableId>, 4> firms = {
            intern_phrase("doanh nghiệp"), intern_phrase("trường đại"), intern_phrase("tập đoàn"),
            intern_phrase("công ty")};
        static const SyllableSet owner("của giữa các");
        const TokenIndex last = std::min(row_.back().tokens.last, instrument.title.last + 6);
        for (TokenIndex at = row_.front().tokens.first; at + 1 < last; ++at)
            for (const std::vector<SyllableId>& firm : firms) {
                const bool counts = at < instrument.noun.first || (owner.contains(id(at - 1)));
                if (counts && id(at) == firm[0] && id(at + 1) == firm[1]) return false;
            }
        return true;
    }

    bool in_bracket(std::size_t at) const { return at > 0 && is_mark(at - 1, U'('); }

    void find_date(const Instrument& instrument, AgreementFact& fact) const {
        if (fact.status == "planned") return;
        std::size_t best = row_.size();
        if (const std::size_t behind = instrument.end + 1; // `Hiệp ước … (18/7/1977 - 18/7/2017)`
            behind < row_.size() && is_mark(instrument.end, U'(') && row_[behind].kind == ItemKind::date) {
            fact.date =
                scene_.dates()[row_[behind].date].iso().substr(0, std::string_view("2000-01-01").size());
            return;
        }
        for (std::size_t at = 0; at < row_.size(); ++at) {
            if (row_[at].kind != ItemKind::date || !scene_.dates()[row_[at].date].cued) continue;
            if (at >= instrument.at && at < instrument.end && !in_bracket(at)) continue; // its own years
            const std::size_t distance = at > instrument.at ? at - instrument.at : instrument.at - at;
            if (distance < best) {
                best = distance;
                fact.date = scene_.dates()[row_[at].date].iso();
            }
        }
        if (fact.status == "signed" && !fact.date) fact.date = encounter_date_;
    }

    using Words = std::vector<std::size_t>; ///< hashes, each once, in order

    static Words words(const std::string& title) {
        Words found;
        const std::string folded = fold(title);
        for (std::size_t start = 0; start < folded.size();) {
            std::size_t end = folded.find(' ', start);
            if (end == std::string::npos) end = folded.size();
            if (end > start)
                found.push_back(
                    std::hash<std::string_view>{}(std::string_view(folded).substr(start, end - start)));
            start = end + 1;
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

    /// Whether one title can be the other said shorter.
    static bool same_title(const Words& a, const Words& b) {
        std::size_t shared = 0;
        for (const std::size_t word : a) shared += std::binary_search(b.begin(), b.end(), word);
        return shared * 10 >= std::min(a.size(), b.size()) * 9;
    }

    void merge(AgreementFact fact) {
        Words title = words(fact.title);
        const std::size_t from = found_.size() > farthest_agreement ? found_.size() - farthest_agreement : 0;
        for (std::size_t i = from; i < found_.size(); ++i) {
            AgreementFact& known = found_[i];
            const bool same_number =
                fact.count > 1 && known.count == fact.count && known.status == fact.status;
            if (known.kind != fact.kind || !(same_number || same_title(titles_[i], title))) continue;
            if (known.date && fact.date && known.date->substr(0, 4) != fact.date->substr(0, 4)) continue;
            if (known.status != fact.status && known.status != "signed" && fact.status != "signed") continue;
            if (fact.title.size() > known.title.size()) {
                known.title = fact.title;
                titles_[i] = std::move(title);
            }
            if (fact.status == "signed") known.status = fact.status;
            if (!known.date) known.date = fact.date;
            known.mentions.push_back(fact.mentions.front());
            if (known.parties.size() < 2)
                for (const Participant& other : fact.parties) put(known.parties, other);
            for (const Participant& other : fact.signers) put(known.signers, other);
            known.count = std::max(known.count, fact.count);
            return;
        }
        found_.push_back(std::move(fact));
        titles_.push_back(std::move(title));
    }

    const Document& document_;
    Annotations& annotations_;
    const Scene& scene_;
    Row row_;
    std::size_t sentence_ = 0;
    TokenIndex read_until_ = 0;
    std::optional<Instrument> last_; ///< the last instrument with a noun of its own
    std::size_t last_sentence_ = 0;
    std::vector<EntityIndex> nations_;
    std::size_t next_mention_ = 0; ///< mentions before it have been looked at for latest_nation_
    EntityIndex latest_nation_ = no_entity;
    std::vector<EntityIndex> bodies_;           ///< the article's bodies, as many as are looked through
    std::optional<DateMention> news_day_;       ///< the first day the article speaks of
    std::optional<std::string> encounter_date_; ///< of its first signing or meeting
    std::vector<AgreementFact> found_;
    std::vector<Words> titles_; ///< of those found
};

} // namespace

void find_agreements(const Scene& scene, Annotations& annotations) {
    Finder(scene, annotations).find();
}

} // namespace banggiao::extract
