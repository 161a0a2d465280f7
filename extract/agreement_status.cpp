// Takes an instrument with its title. Hands out whether it was signed, is in force or is planned, and when.
#include <banggiao/extract/agreement_finder.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

/// What is done to an instrument that is not yet signed; those with `signing` to the signing of one alone.
constexpr std::string_view preparing_acts = "dự thảo\n"
                                            "bản dự thảo\n"
                                            "đàm phán\n"
                                            "soạn thảo\n"
                                            "xúc tiến\n"
                                            "nghiên cứu\tsigning\n"
                                            "chuẩn bị\n"
                                            "xem xét\n"
                                            "tiến tới\n"
                                            "hướng tới\n"
                                            "đề xuất\n"
                                            "kiến nghị\n"
                                            "đẩy nhanh\n"
                                            "thúc đẩy\n"
                                            "trao đổi\tsigning\n"
                                            "thảo luận\tsigning\n"
                                            "bàn\tsigning\n"
                                            "bàn bạc\tsigning\n"
                                            "khả năng\tsigning\n"
                                            "chủ trương\tsigning\n"
                                            "thủ tục\tsigning\n"
                                            "phương án\tsigning\n"
                                            "lộ trình\tsigning\n"
                                            "kế hoạch\tsigning\n"
                                            "tiến trình\tsigning\n"
                                            "đồng ý\tsigning\n";

} // namespace

bool AgreementReader::prepared(TokenIndex act, bool signing) const {
    static const PhraseTable acts(preparing_acts);
    static const SyllableSet small(
        "việc về các cho để sớm được một số những bản văn nội dung trình hoàn tất");
    constexpr TokenIndex reach = 8;
    const TokenIndex first = row_.front().tokens.first;
    for (TokenIndex at = act; at-- > std::max(first, act > reach ? act - reach : 0);) {
        if (document_.tokens[at].mark != 0) return false;
        if (const PhraseMatch found = acts.match(document_, at, act))
            if (signing || found.cell(1).empty()) {
                TokenIndex next = found.tokens.last;
                while (next < act && small.contains(id(next))) ++next;
                if (next == act) return true;
            }
    }
    return false;
}

std::size_t AgreementReader::sign_verb(const Instrument& instrument) const {
    const std::array<std::size_t, 3> asked{sentence_, instrument.at, instrument.end};
    if (verb_of_ != asked) verb_ = find_sign_verb(instrument);
    verb_of_ = asked;
    return verb_;
}

std::size_t AgreementReader::find_sign_verb(const Instrument& instrument) const {
    const auto signs = [&](std::size_t at) {
        return row_[at].kind == ItemKind::trigger &&
               (row_[at].frame == Frame::sign || row_[at].event_kind == "signing");
    };
    static const SyllableSet members("như gồm");
    bool listed = false;
    for (std::size_t at = instrument.at, steps = 0; at-- > 0 && (listed || steps < clause_reach); ++steps) {
        if (is_mark(at, U'.') || is_mark(at, U'!') || is_mark(at, U'?')) break;
        if (signs(at)) return at;
        if (is_mark(at, U':') || is_mark(at, U';') || any_word(at, members)) listed = true;
    }
    static const SyllableSet which("mà");
    constexpr std::size_t near = 6, told = 16; // `các thỏa thuận mà Chính phủ, Bộ A, Bộ B hai nước đã ký`
    const bool relative = instrument.end < row_.size() && any_word(instrument.end, which);
    for (std::size_t at = instrument.end;
         at < row_.size() && at < instrument.end + (relative ? told : near) && !ends_clause(at); ++at)
        if (signs(at)) return at;
    return row_.size();
}

bool AgreementReader::signed_already(const Instrument& instrument, std::size_t verb) const {
    static const SyllableSet which("mà"), done("đã vừa");
    if (verb >= row_.size() || verb <= instrument.end || !any_word(instrument.end, which)) return false;
    return any_word(verb - 1, done) || any_word(verb, done);
}

bool AgreementReader::reached(const Instrument& instrument) const {
    static const SyllableSet agreed("đạt"), small("được các nhiều một số những");
    return handed_over(instrument) || acted_before(instrument, agreed, small);
}

bool AgreementReader::handed_over(const Instrument& instrument) const {
    static const SyllableSet hand("trao"), small("đổi các nhiều một số những bản"), no_talk("các một bản");
    // `trao đổi chương trình hợp tác`: talk of it
    return acted_before(instrument, hand, instrument.kind == "action_plan" ? no_talk : small);
}

bool AgreementReader::acted_before(const Instrument& instrument, const SyllableSet& acts,
                                   const SyllableSet& small) const {
    for (TokenIndex at = instrument.noun.first; at-- > row_.front().tokens.first;) {
        if (acts.contains(id(at))) return true;
        if (!small.contains(id(at)) && document_.tokens[at].shape != Shape::number) return false;
    }
    return false;
}

bool AgreementReader::plans(std::size_t at) const {
    static const SyllableSet openers("sẽ sớm dự đàm xem tiến hoàn hướng");
    static const std::vector<SyllableId> carry_out[] = {
        intern_phrase("thực hiện"), intern_phrase("triển khai"), intern_phrase("thực thi")};
    static const SyllableSet opener("sẽ");
    static const SyllableId when = intern_syllable("khi"), after = intern_syllable("sau");
    const TokenIndex act_at = row_[at].tokens.first;
    if (act_at > 1 && id(act_at - 1) == when && id(act_at - 2) == after)
        return false; // `sau khi hoàn tất việc ký`
    const TokenIndex next = row_[at].tokens.last;
    const bool will = any_word(at, opener);
    for (const std::vector<SyllableId>& act : carry_out) // `sẽ thực hiện Thỏa thuận`: there it is
        if (will && next + 1 < document_.tokens.size() && id(next) == act[0] && id(next + 1) == act[1])
            return false;
    return row_[at].kind == ItemKind::cue && row_[at].cue == Cue::unreal &&
           openers.contains(id(row_[at].tokens.first));
}

bool AgreementReader::drafted(const Instrument& instrument) const {
    static const std::vector<SyllableId> build = intern_phrase("xây dựng"),
                                         write = intern_phrase("soạn thảo");
    const TokenIndex noun = instrument.noun.first;
    if (noun < 2 || (instrument.kind == "action_plan" && !of_a_term(instrument)))
        return false; // `xây dựng kế hoạch`: any work
    const std::vector<SyllableId> before{id(noun - 2), id(noun - 1)};
    return before == build || before == write;
}

bool AgreementReader::planned_word(const Instrument& instrument) const {
    if (drafted(instrument)) return true;
    if ((instrument.kind != "action_plan" || capital(instrument.noun.first)) &&
        prepared(instrument.noun.first, false))
        return true;
    for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 8; ++steps) {
        if (row_[at].kind == ItemKind::mark || is_name(at)) return false;
        if (plans(at)) return true;
    }
    return false;
}

std::string AgreementReader::status(const Instrument& instrument) const {
    if (instrument.member_of != nullptr) return status(*instrument.member_of);
    const std::size_t verb = sign_verb(instrument);
    const ClauseReader clause(scene_, row_);
    if (!signed_already(instrument, verb) && planned_word(instrument)) return "planned";
    if (code_of_conduct(instrument) && verb == row_.size()) return "planned"; // nobody has one yet
    if (verb == row_.size()) {
        if (issued(instrument) && to_come(instrument)) return "planned";
        if (comes_into_force(instrument) || will_be_made(instrument)) return "planned";
        if (instrument.kind == "joint_statement" && put_out(instrument) && !of_before(instrument))
            return "signed";
        return handed_over(instrument) ? "signed" : "in_force";
    }
    if (prepared(row_[verb].tokens.first, true)) return "planned";
    if (!signed_already(instrument, verb) &&
        (wished(verb) || in_talk(verb) || to_come(instrument) || supported(verb)))
        return "planned";
    return carried_out(instrument, verb) || past(instrument, verb) ? "in_force" : "signed";
}

bool AgreementReader::code_of_conduct(const Instrument& instrument) const {
    static const SyllableSet rules("tắc");
    return instrument.kind == "other" && instrument.noun.size() > 3 &&
           rules.contains(id(instrument.noun.first + 2));
}

bool AgreementReader::carried_out(const Instrument& instrument, std::size_t verb) const {
    static const std::vector<SyllableId> acts[] = {intern_phrase("thực hiện"), intern_phrase("triển khai"),
                                                   intern_phrase("thực thi"),  intern_phrase("tuân thủ"),
                                                   intern_phrase("cơ sở"),     intern_phrase("cụ thể")};
    static const SyllableSet news("vừa nhân dịp chuyến lễ nay qua");
    if (verb < instrument.end) return false;
    for (std::size_t at = instrument.end; at < row_.size() && at < verb + 4; ++at)
        if (any_word(at, news)) return false;
    constexpr TokenIndex reach = 12;
    const TokenIndex first = row_.front().tokens.first, noun = instrument.noun.first;
    for (TokenIndex at = std::max(first, noun > reach ? noun - reach : 0); at + 1 < noun; ++at)
        for (const std::vector<SyllableId>& act : acts)
            if (id(at) == act[0] && id(at + 1) == act[1]) return true;
    return false;
}

bool AgreementReader::wished(std::size_t verb) const {
    static const SyllableSet wishes("mong đề yêu thúc kêu muốn chuẩn cần hướng tiến khả"), purpose("để");
    static const SyllableSet puts("đề kiến"), forward("xuất nghị");
    const TokenIndex act = row_[verb].tokens.first; // `đề xuất ký`
    if (act > 1 && forward.contains(id(act - 1)) && puts.contains(id(act - 2))) return true;
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

bool AgreementReader::in_talk(std::size_t verb) const {
    static const std::vector<SyllableId> talks[] = {intern_phrase("bàn nhiều"), intern_phrase("bàn các"),
                                                    intern_phrase("bàn việc"),  intern_phrase("bàn về"),
                                                    intern_phrase("thảo luận"), intern_phrase("đề nghị"),
                                                    intern_phrase("đề xuất"),   intern_phrase("kiến nghị")};
    constexpr TokenIndex reach = 10;
    std::size_t colon = verb;
    while (colon > 0 && !is_mark(colon, U':')) --colon;
    if (!is_mark(colon, U':')) return false;
    const TokenIndex end = row_[colon].tokens.first, first = row_.front().tokens.first;
    for (TokenIndex at = end > first + reach ? end - reach : first; at + 1 < end; ++at)
        for (const std::vector<SyllableId>& words : talks)
            if (id(at) == words[0] && id(at + 1) == words[1]) return true;
    return false;
}

bool AgreementReader::supported(std::size_t verb) const {
    static const SyllableId act = intern_syllable("việc");
    static const SyllableId about = intern_syllable("về");
    static const SyllableSet calls("hộ đẩy nhanh nghị sớm bàn luận đổi"), talks("bàn luận đổi");
    const TokenIndex at = row_[verb].tokens.first;
    if (at < 2 || id(at - 1) != act) return false;
    return calls.contains(id(at - 2)) || // `bàn (về) việc ký`
           (at > 2 && id(at - 2) == about && talks.contains(id(at - 3)));
}

bool AgreementReader::issued(const Instrument& instrument) const {
    static const SyllableSet acts("ra qua");
    for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 3; ++steps)
        if (any_word(at, acts)) return true;
    return false;
}

bool AgreementReader::put_out(const Instrument& instrument) const {
    static const SyllableSet out("ra"), small("đã các một bản");
    return acted_before(instrument, out, small);
}

bool AgreementReader::of_before(const Instrument& instrument) const {
    static const SyllableSet when("kể"), news("sau");
    for (std::size_t at = 0; at < row_.size(); ++at) {
        if (row_[at].kind == ItemKind::date && old(scene_.dates()[row_[at].date])) return true;
        if (at < instrument.at && any_word(at, when) && !any_word(at, news)) return true;
    }
    return false;
}

bool AgreementReader::comes_into_force(const Instrument& instrument) const {
    static const SyllableId when = intern_syllable("khi");
    static const SyllableSet still("ký phê hiệu"), done("đã"), ratified("phê"), before("khi nếu chờ");
    bool open = false;
    for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 3 && !open; ++steps) {
        if (is_name(at) || row_[at].kind == ItemKind::mark) break;
        open = any_word(at, before) || any_word(at, ratified);
        if (any_word(at, ratified) && !(at > 0 && any_word(at - 1, done))) return true;
    }
    for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + 8 && !ends_clause(at);
         ++at) {
        if (any_word(at, done) || row_[at].kind == ItemKind::date) return false;
        open = open || id(row_[at].tokens.first) == when;
        if ((open && any_word(at, still)) || any_word(at, ratified)) return true;
    }
    return false;
}

bool AgreementReader::to_come(const Instrument& instrument) const {
    static const SyllableSet will("sẽ dự sớm"), done("đã vừa");
    for (std::size_t at = instrument.at; at-- > 0 && !ends_clause(at);) {
        if (row_[at].kind != ItemKind::cue) continue;
        if (row_[at].cue == Cue::unreal && will.contains(id(row_[at].tokens.first))) return true;
        if (row_[at].cue == Cue::aux && done.contains(id(row_[at].tokens.first))) return false;
    }
    return false;
}

bool AgreementReader::will_be_made(const Instrument& instrument) const {
    static const SyllableSet will("sẽ"), makes("xây ký hoàn thông soạn ban");
    constexpr std::size_t near = 2, reach = 5;
    std::size_t at = instrument.end;
    while (at < row_.size() && at < instrument.end + near && !any_word(at, will)) ++at;
    if (at >= row_.size() || !any_word(at, will)) return false;
    for (std::size_t act = at; act < row_.size() && act < at + reach && !ends_clause(act); ++act)
        if (any_word(act, makes)) return true;
    return false;
}

std::size_t AgreementReader::own_year(const Instrument& instrument) const {
    static const SyllableSet spans("đoạn đến tới nhìn từ - tác nghị");
    static const SyllableId cooperation = intern_syllable("hợp"); // `ký kết hợp tác năm 2020`
    if (instrument.kind == "action_plan" || instrument.kind == "other" || instrument.kind == "mou" ||
        id(instrument.noun.first) == cooperation || instrument.end == 0 ||
        instrument.end <= instrument.at + 1)
        return row_.size();
    const std::size_t at = instrument.end - 1;
    if (row_[at].kind != ItemKind::date || row_[at].tokens.last != instrument.title.last) return row_.size();
    const DateMention& date = scene_.dates()[row_[at].date];
    const bool later = news_day_ && news_day_->first.year != 0 && date.first.year >= news_day_->first.year;
    const bool span = date.iso().find('/') != std::string::npos || any_word(at - 1, spans);
    return date.grain == DateGrain::year && !span && !later ? at : row_.size();
}

bool AgreementReader::years_since(std::size_t verb) const {
    static const SyllableId years = intern_syllable("năm");
    const TokenIndex at = row_[verb].tokens.first;
    return at > 1 && id(at - 1) == years && document_.tokens[at - 2].shape == Shape::number;
}

bool AgreementReader::right_after(std::size_t at) const {
    static const SyllableId words[] = {intern_syllable("ngay"), intern_syllable("sau"),
                                       intern_syllable("khi")};
    const TokenIndex last = row_[at].tokens.last;
    return last > 2 && id(last - 3) == words[0] && id(last - 2) == words[1] && id(last - 1) == words[2];
}

bool AgreementReader::past(const Instrument& instrument, std::size_t verb) const {
    static const SyllableSet earlier("ngày khi từng qua niệm cam");
    static const SyllableSet opening_earlier("trước"), before("qua"), which("mà");
    if (any_word(0, opening_earlier) || own_year(instrument) != row_.size()) return true;
    if (years_since(verb)) return true;
    for (std::size_t at = verb, steps = 0; at-- > 0 && steps < 3; ++steps)
        if (any_word(at, earlier) && row_[at].kind != ItemKind::date && !right_after(at)) return true;
    for (std::size_t at = 0; at < row_.size(); ++at) {
        const bool in_title = at >= instrument.at && at < instrument.end;
        if (in_title && row_[at].kind == ItemKind::date && of_earlier_year(at)) return true;
        const std::size_t distance = std::max(at, verb) - std::min(at, verb);
        if (row_[at].kind == ItemKind::date && !in_title && distance < 14 && !in_list(at, verb) &&
            !year_of_another(at, verb) && !year_of_other(instrument, at) &&
            old(scene_.dates()[row_[at].date]))
            return true;
    }
    for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + 6; ++at)
        if (any_word(at, before)) return true;
    static const SyllableSet just("vừa");
    bool told = false; // `thỏa thuận mà hai bên đã ký`, not `vừa ký`
    for (std::size_t at = instrument.end; at < verb; ++at)
        told = (told || any_word(at, which)) && !any_word(at, just);
    if (told) return true;
    return !told_as_news(verb);
}

bool AgreementReader::year_of_another(std::size_t at, std::size_t verb) const {
    static const SyllableSet when("vào trong hồi từ đến cuối đầu giữa qua kể tháng là và");
    if (at < 2 || at > verb || scene_.dates()[row_[at].date].grain != DateGrain::year ||
        !is_mark(at + 1, U','))
        return false;
    return row_[at - 1].kind == ItemKind::word ? !any_word(at - 1, when) : is_name(at - 1);
}

bool AgreementReader::of_earlier_year(std::size_t at) const {
    const DateMention& date = scene_.dates()[row_[at].date];
    return (date.grain == DateGrain::year || in_bracket(at)) && news_day_ && news_day_->first.year != 0 &&
           date.first.year != 0 && date.first.year < news_day_->first.year;
}

bool AgreementReader::in_list(std::size_t at, std::size_t verb) const {
    for (std::size_t i = verb; i < at; ++i)
        if (is_mark(i, U':')) return true;
    return false;
}

bool AgreementReader::old(const DateMention& date) const {
    if (date.grain != DateGrain::day) return date.cued;
    if (!news_day_ || news_day_->first.year == 0 || date.first.year == 0) return false;
    return (news_day_->first.year - date.first.year) * 12 + news_day_->first.month - date.first.month > 2;
}

bool AgreementReader::told_as_news(std::size_t verb) const {
    static const SyllableSet ceremony("lễ"), just("vừa"), afterwards("sau kết nhân dịp tại ngay cũng cùng");
    if (row_[verb].frame != Frame::sign || any_word(verb, ceremony)) return true;
    for (std::size_t at = 0; at < row_.size(); ++at)
        if ((row_[at].kind == ItemKind::date && scene_.dates()[row_[at].date].cued) ||
            row_[at].kind == ItemKind::person || any_word(at, just))
            return true;
    static const SyllableSet within("trong"), frames("chuyến khuôn");
    if (any_word(0, within) && (any_word(0, frames) || (row_.size() > 1 && any_word(1, frames))))
        return true; // `Trong chuyến thăm này, …`
    static const SyllableId two = intern_syllable("hai");
    static const SyllableSet sides("bên tỉnh địa cơ đơn trường thành huyện ngành viện"),
        several("nhiều các hàng hơn một");
    static const SyllableId leaders[] = {intern_syllable("lãnh"), intern_syllable("đạo")},
                            delegates[] = {intern_syllable("đại"), intern_syllable("diện")};
    TokenIndex opens = row_.front().tokens.first; // `Lãnh đạo hai bên ký …`
    for (const SyllableId* words : {leaders, delegates})
        if (id(opens) == words[0] && opens + 2 < row_.back().tokens.last && id(opens + 1) == words[1])
            opens += 2;
    const TokenIndex behind = row_[verb].tokens.last;
    if (id(opens) == two && opens + 1 < row_.back().tokens.last && sides.contains(id(opens + 1)) &&
        row_[verb].tokens.first < opens + 6 && behind < row_.back().tokens.last &&
        !several.contains(id(behind)))
        return true;                // `Hai bên ký Thỏa thuận …`
    if (sentence_ < 2) return true; // what a story opens with is its news
    return any_word(0, afterwards) || document_.sentences[sentence_].block != Block::body;
}

void AgreementFinder::find_date(const Instrument& instrument, AgreementFact& fact) const {
    if (fact.status == "planned") return;
    std::size_t best = row_.size();
    if (const std::size_t behind = instrument.end + 1; // `Hiệp ước … (18/7/1977 - 18/7/2017)`
        behind < row_.size() && is_mark(instrument.end, U'(') && row_[behind].kind == ItemKind::date) {
        fact.date = scene_.dates()[row_[behind].date].iso().substr(0, std::string_view("2000-01-01").size());
        return;
    }
    if (const std::size_t own = own_year(instrument); own != row_.size()) {
        fact.date = scene_.dates()[row_[own].date].iso();
        return;
    }
    for (std::size_t at = 0; at < row_.size(); ++at) {
        if (row_[at].kind != ItemKind::date || !scene_.dates()[row_[at].date].cued ||
            year_of_another(at, instrument.at) || year_of_other(instrument, at))
            continue;
        if (at >= instrument.at && at < instrument.end && !in_bracket(at)) continue; // its own years
        if (at < instrument.at && sign_verb(instrument) == row_.size() &&
            carried_out(instrument, row_.size()))
            continue; // the day of what is told of it
        const std::size_t distance = at > instrument.at ? at - instrument.at : instrument.at - at;
        if (distance < best) {
            best = distance;
            fact.date = scene_.dates()[row_[at].date].iso();
        }
    }
    if (fact.status == "signed" && !fact.date) fact.date = encounter_date_;
}

} // namespace banggiao::extract
