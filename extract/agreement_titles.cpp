// Takes an instrument noun. Hands out its title and count, and whether the words tell of an instrument at
// all.
#include <banggiao/extract/agreement_finder.h>
#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::extract {
namespace {

constexpr TokenIndex longest_title = 45;

} // namespace

bool AgreementReader::capital(TokenIndex at) const {
    return at < document_.tokens.size() && document_.tokens[at].shape == Shape::capital;
}

bool AgreementFinder::denied(const Instrument& instrument) const {
    static const SyllableId copula[] = {intern_syllable("đây"), intern_syllable("là")};
    const TokenIndex noun = instrument.noun.first;
    if (noun > 0 && document_.tokens[noun - 1].mark == U'(' && is_all_capitals(document_.tokens[noun]))
        return true; // `Công ước … (UNCLOS)`
    // `Đây là thỏa thuận đầu tiên …`: one told of before
    if (!found_.empty() && noun > 1 && id(noun - 2) == copula[0] && id(noun - 1) == copula[1]) return true;
    static const SyllableSet partners("tỉnh phố phương huyện xã bản thôn đồn cặp");
    if (instrument.kind == "twinning" && instrument.noun.size() == 2 && noun > 0 &&
        partners.contains(id(noun - 1)))
        return true; // `nhiều tỉnh kết nghĩa`: who is twinned
    static const SyllableSet which("nào"), no("chưa"), reach("đạt"), other("khác");
    if (instrument.title.size() == instrument.noun.size() + 1 && other.contains(id(instrument.noun.last)) &&
        sign_verb(instrument) == row_.size())
        return true; // `và các thỏa thuận khác`
    if (instrument.end < row_.size() && any_word(instrument.end, which)) return true;
    bool reached = false; // `chưa đạt được thỏa thuận`
    for (std::size_t at = instrument.at, steps = 0; at-- > 0 && steps < 5 && !is_name(at); ++steps) {
        reached = reached || any_word(at, reach);
        if (any_word(at, no)) return reached;
    }
    return false;
}

bool AgreementReader::decreed(const Instrument& instrument) const {
    static const std::vector<SyllableId> issue = intern_phrase("ban hành");
    static const SyllableSet small("các bản"), laws("luật");
    TokenIndex at = instrument.noun.first;
    while (at > row_.front().tokens.first && small.contains(id(at - 1))) --at;
    if (at > 0 && laws.contains(id(at - 1))) return true;
    return at > 1 && id(at - 2) == issue[0] && id(at - 1) == issue[1];
}

bool AgreementReader::vague(const Instrument& instrument) const {
    static const SyllableSet telling_nothing(
        "hợp tác cụ thể mới song phương cần thiết quan trọng khác trong thời "
        "gian tới thiết thực phù hợp hữu nghị giữa hai bên nước");
    if (!instrument.quantified || instrument.count > 1) return false;
    for (TokenIndex at = instrument.noun.last; at < instrument.title.last; ++at)
        if (!telling_nothing.contains(id(at))) return false;
    return true;
}

bool AgreementReader::is_verb(std::size_t at) const {
    static const SyllableSet before("đã sẽ cùng từng được tự tiếp");
    static const SyllableId reach = intern_syllable("đạt"); // `đạt được thỏa thuận`
    const TokenIndex noun = row_[at].tokens.first;
    if (noun > 1 && id(noun - 2) == reach) return false;
    return at > 0 && row_[at - 1].kind == ItemKind::cue && before.contains(id(row_[at].tokens.first - 1)) &&
           document_.tokens[row_[at].tokens.first].shape == Shape::lower;
}

bool AgreementReader::ends_title(std::size_t at, bool fields) const {
    static const SyllableSet verbs(
        "đã sẽ được nhằm để mà là dưới cho góp do vừa đang này đó nêu vào nhân trước sau khi có cũng ký "
        "ngày hôm như theo diễn giúp tạo mang không còn đạt bằng qua gồm mở cần phải nên");
    static const SyllableSet worth("trị"), price("giá"), go("đi"), into("vào");
    const Item& item = row_[at];
    if (!is_name(at) && go.contains(id(item.tokens.first)) &&
        item.tokens.first + 1 < document_.tokens.size() && into.contains(id(item.tokens.first + 1)))
        return true; // `đi vào cuộc sống`
    static const SyllableSet within("trong từ");
    if (item.kind == ItemKind::date)
        return scene_.dates()[item.date].grain != DateGrain::year || (at > 0 && any_word(at - 1, within)) ||
               within.contains(id(item.tokens.first));
    if (item.kind == ItemKind::person) return true;
    static const SyllableSet encounters("cuộc buổi chuyến");
    if (item.kind == ItemKind::trigger)
        return any_word(at, encounters) ||
               (item.frame != Frame::assembly && !about(item.tokens.first)); // `về tiếp nhận lao động`
    if (item.kind == ItemKind::mark)
        return !shortens_level(at) && item.mark != U'-' && item.mark != U'–' && item.mark != U'/' &&
               item.mark != U'&' && item.mark != U'“' && item.mark != U'”' && item.mark != U'"' &&
               !(item.mark == U',' && fields);
    if (is_name(at)) return false;
    static const SyllableId tells = intern_syllable("thông");
    static const SyllableSet sharing("sẻ đổi cấp toàn và ,");
    if (id(item.tokens.first) == tells && item.tokens.first > 0 &&
        sharing.contains(id(item.tokens.first - 1)))
        return false; // `chia sẻ thông tin`
    if (points_back(item.tokens.first)) return true;
    if (any_word(at, worth) && (any_word(at, price) || (at + 1 < row_.size() && any_word(at + 1, price))))
        return true; // `trị giá`
    static const SyllableSet takes("diễn"), which("nào"), occasion("dịp"), manner("cách"), a("một");
    if (any_word(at, takes) || any_word(at, which) || any_word(at, occasion) ||
        (any_word(at, manner) && at > 0 && any_word(at - 1, a)))
        return true;
    static const SyllableSet across("qua"), border("biên");
    if (any_word(at, across) && at + 1 < row_.size() && any_word(at + 1, border)) return false;
    static const SyllableId on = intern_syllable("nhân");
    static const SyllableSet occasions("dịp chuyến kỷ lễ ngày sự hội");
    const TokenIndex behind = item.tokens.last;
    if (item.tokens.size() == 1 && id(item.tokens.first) == on && behind < document_.tokens.size() &&
        !occasions.contains(id(behind)))
        return false; // `hạt nhân`, `nhân lực`
    return item.tokens.size() == 1
               ? verbs.contains(id(item.tokens.first)) && !about(item.tokens.first)
               : item.kind == ItemKind::cue && (item.cue == Cue::say || item.cue == Cue::unreal) &&
                     !about(item.tokens.first);
}

bool AgreementReader::about(TokenIndex at) const {
    static const SyllableSet words("về");
    return at > 0 && words.contains(id(at - 1));
}

bool AgreementReader::members_follow(std::size_t comma) const {
    static const SyllableSet in("trong"), which("đó"), made_of("gồm bao");
    const TokenIndex next = row_[comma].tokens.last;
    if (next + 1 >= document_.tokens.size()) return false;
    return made_of.contains(id(next)) || (in.contains(id(next)) && which.contains(id(next + 1)));
}

void AgreementReader::find_title(Instrument& instrument) const {
    static const SyllableSet field_words("vực mặt giữa");
    std::size_t at = instrument.at;
    while (at < row_.size() && row_[at].tokens.last <= instrument.noun.last) ++at;
    TokenIndex last = instrument.noun.last;
    static const SyllableSet topics("về trong phòng lĩnh");
    bool fields = false, topic = false;
    for (; at < row_.size() && row_[at].tokens.last - instrument.noun.first <= longest_title; ++at) {
        if (row_[at].tokens.first < instrument.noun.last) continue;
        if (is_mark(at, U'(') && bracket_end(at) != at) {
            at = bracket_end(at);
            continue;
        }
        if (const std::size_t close = quote_end(at); close != at) {
            at = close;
            last = row_[at].tokens.last;
            continue;
        }
        if (next_instrument(at) || next_act(at)) break;
        topic = topic || any_word(at, topics);
        if (topic && goes_on_listing(at)) continue;
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

bool AgreementReader::goes_on_listing(std::size_t comma) const {
    static const SyllableSet links("và giữa"), no_piece("hai các đồng thời với trong tại do từ qua theo"),
        prevents("phòng"), fights("chống");
    constexpr std::size_t reach = 8;
    constexpr TokenIndex last_piece = 4;
    if (!is_mark(comma, U',') || comma == 0 || comma + 1 >= row_.size()) return false;
    if (row_[comma - 1].kind == ItemKind::date) return false;
    const TokenIndex before = row_[comma].tokens.first - 1, behind = row_[comma].tokens.last;
    if (prevents.contains(id(before)) && fights.contains(id(behind))) return true; // `phòng, chống`
    if (no_piece.contains(id(behind))) return false;                               // another clause
    for (std::size_t at = comma + 1; at < row_.size() && at <= comma + reach; ++at) {
        if (is_name(at) || row_[at].kind == ItemKind::trigger || row_[at].kind == ItemKind::date)
            return false;
        if (at > comma + 1 && any_word(at, links)) return true;
        if (is_mark(at, U',')) return at > comma + 1;
        if (row_[at].kind == ItemKind::mark) return row_[at].tokens.first - behind <= last_piece;
        if (ends_title(at, false)) return false;
    }
    return false;
}

std::size_t AgreementReader::quote_end(std::size_t at) const {
    constexpr std::size_t longest = 40;
    const bool straight = is_mark(at, U'"');
    if (!straight && !is_mark(at, U'“')) return at;
    for (std::size_t end = at + 1; end < row_.size() && end < at + longest; ++end)
        if (is_mark(end, straight ? U'"' : U'”')) return end;
    return at;
}

std::size_t AgreementReader::goes_on_to_parties(std::size_t at) const {
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

bool AgreementReader::next_instrument(std::size_t at) const {
    static const SyllableSet links("và nhiều các số"), many("các những nhiều một số hai ba");
    const auto noun = [&](std::size_t item) {
        return instruments().match(document_, row_[item].tokens.first, row_.back().tokens.last);
    };
    if (at > 0 && any_word(at - 1, links) && noun(at)) return true;
    if (!is_mark(at, U',') || at + 1 == row_.size()) return false;
    std::size_t next = at + 1;
    while (next < row_.size() && next < at + 3 && any_word(next, many)) ++next;
    return next < row_.size() && (next > at + 1 || capital(row_[next].tokens.first)) && noun(next);
}

bool AgreementReader::next_act(std::size_t at) const {
    static const SyllableSet link("và"), acts("tổ triển tiến");
    return at > 0 && any_word(at - 1, link) && any_word(at, acts) && !is_name(at) &&
           document_.tokens[row_[at].tokens.first].shape == Shape::lower;
}

std::size_t AgreementReader::bracket_end(std::size_t at) const {
    for (std::size_t end = at + 1; end < row_.size() && end < at + 12; ++end)
        if (is_mark(end, U')')) return end;
    return at;
}

bool AgreementReader::trails(TokenIndex token) const {
    static const SyllableSet small(
        "nhiều và với giữa trong về của các những hai tại ở từ cùng một số nhất ông bà");
    static constexpr std::u32string_view marks = U",-“”\"";
    const char32_t mark = document_.tokens[token].mark;
    return small.contains(id(token)) || (mark != 0 && marks.find(mark) != marks.npos);
}

bool AgreementReader::comma_ends(std::size_t at) const {
    for (std::size_t next = at + 1; next < row_.size() && next < at + 8; ++next) {
        if (is_mark(next, U',') || is_name(next)) return false;
        if (row_[next].kind == ItemKind::cue &&
            (row_[next].cue == Cue::say || row_[next].cue == Cue::unreal || row_[next].cue == Cue::frame))
            return true;
        if (row_[next].kind == ItemKind::trigger) return true;
    }
    return false;
}

int AgreementReader::number_at(TokenIndex at) const {
    int value = 0;
    for (const char c : document_.view(document_.tokens[at]))
        value = is_ascii_digit(c) && value < 10'000 ? value * 10 + (c - '0') : 1;
    return std::max(value, 1);
}

void AgreementReader::find_count(Instrument& instrument) const {
    static const SyllableSet many("các những nhiều loạt số khoảng");
    static const std::vector<SyllableId> numerals =
        intern_phrase("không một hai ba bốn năm sáu bảy tám chín mười");
    if (instrument.noun.first == 0) return;
    const Token& before = document_.tokens[instrument.noun.first - 1];
    instrument.quantified = many.contains(before.id);
    if (before.shape == Shape::number && before.span.end - before.span.start <= 3) {
        instrument.count = number_at(instrument.noun.first - 1);
        instrument.quantified = true;
    } else if (const auto numeral = std::find(numerals.begin() + 1, numerals.end(), before.id);
               numeral != numerals.end()) {
        instrument.count = static_cast<int>(numeral - numerals.begin());
        instrument.quantified = true;
    }
}

bool AgreementReader::points_back(TokenIndex at) const {
    static const SyllableSet pointing("này đó"), above("trên"), fields("nhiều các lĩnh tất mọi cơ tinh đất");
    if (at >= document_.tokens.size()) return false;
    if (pointing.contains(id(at))) return true;
    return above.contains(id(at)) && (at + 1 >= document_.tokens.size() || !fields.contains(id(at + 1)));
}

bool AgreementFinder::describes(const Instrument& instrument) const {
    static const SyllableSet pointing("này đó");
    if (points_back(instrument.title.last) || pointing.contains(id(instrument.title.last - 1))) return false;
    const bool bare = instrument.title == instrument.noun;
    const bool proper = capital(instrument.noun.first) &&
                        (instrument.noun.first != row_.front().tokens.first || capital(instrument.noun.last));
    const bool signs = sign_verb(instrument) != row_.size();
    const bool acted = signs || ((planned_word(instrument) || reached(instrument)) && !bare);
    if (instrument.kind == "twinning") return twins(instrument);
    if (bare && proper && !signs && planned_word(instrument)) { // `A và B đang đàm phán Hiệp định`
        AgreementFact fact;
        pair_before(instrument, fact);
        if (fact.parties.size() > 1) return true;
    }
    if (instrument.kind == "other" && !bare && named_parties(instrument) && instrument.noun.size() > 2)
        return true;
    if (code_of_conduct(instrument) && !bare) return true;
    if (traded_with(instrument) != row_.size()) return true;
    if (instrument.kind == "contract" && between_two(instrument)) return true;
    if (instrument.kind == "contract" || instrument.kind == "other")
        return acted && (!bare || instrument.quantified || instrument.noun.size() > 2);
    if (!bare && of_a_term(instrument)) return true;
    if (instrument.kind == "action_plan")
        return proper || (acted && !bare) ||
               (carried_out(instrument, row_.size()) && says_between(instrument));
    if (instrument.kind == "joint_statement" || instrument.kind == "treaty") return proper || acted || !bare;
    if (bare && proper && handed_over(instrument)) return true; // `A và B trao đổi Bản ghi nhớ`
    return acted || (!bare && (proper || instrument.quantified || named_parties(instrument)));
}

bool AgreementReader::of_a_term(const Instrument& instrument) const {
    static const SyllableSet works("hợp phối thỏa nghĩa"), terms("đoạn năm");
    bool joint = false;
    for (TokenIndex at = instrument.noun.first; at < instrument.noun.last; ++at)
        joint = joint || works.contains(id(at));
    for (TokenIndex at = instrument.noun.last; joint && at + 1 < instrument.title.last; ++at)
        if (terms.contains(id(at)) && document_.tokens[at + 1].shape == Shape::number &&
            document_.tokens[at + 1].span.end - document_.tokens[at + 1].span.start == 4)
            return true;
    return false;
}

bool AgreementReader::says_between(const Instrument& instrument) const {
    static const SyllableSet between("giữa");
    for (TokenIndex at = instrument.noun.last; at < instrument.title.last; ++at)
        if (between.contains(id(at))) return true;
    return false;
}

bool AgreementReader::between_two(const Instrument& instrument) const {
    static const SyllableSet between("giữa");
    if (instrument.noun.last >= document_.tokens.size() || !between.contains(id(instrument.noun.last)))
        return false;
    std::size_t names = 0;
    for (std::size_t at = instrument.at; at < instrument.end; ++at) names += is_name(at);
    return names >= 2;
}

bool AgreementReader::twins(const Instrument& instrument) const {
    static const SyllableSet pairs("cặp");
    const TokenIndex next = instrument.noun.last;
    if (instrument.noun.size() > 2) return true; // `thỏa thuận kết nghĩa`
    if (next + 1 >= document_.tokens.size()) return false;
    return pairs.contains(id(next + 1)) || between_two(instrument);
}

bool AgreementReader::lists_others(const Instrument& instrument) const {
    for (std::size_t at = instrument.end; at < row_.size() && at < instrument.end + 4; ++at)
        if (is_mark(at, U':'))
            for (std::size_t next = at; next < row_.size(); ++next)
                if (instruments().match(document_, row_[next].tokens.first, row_.back().tokens.last))
                    return true;
    return false;
}

std::size_t AgreementReader::listed_below() const {
    if (row_.empty() || !is_mark(row_.size() - 1, U':')) return 0;
    constexpr std::size_t most = 40;
    constexpr TokenIndex bullet = 3; // `- `, `1. `
    std::size_t lines = 0;
    for (std::size_t next = sentence_ + 1; next < document_.sentences.size() && lines < most; ++next) {
        const Row row = scene_.items(next);
        bool member = false;
        for (std::size_t at = 0; at < row.size() && row[at].tokens.first < row.front().tokens.first + bullet;
             ++at)
            member = member || instruments().match(document_, row[at].tokens.first, row.back().tokens.last);
        const bool number =
            !row.empty() && row.back().tokens.last <= row.front().tokens.first + 2; // `1.` alone
        if (!member && !number) break;
        lines = next - sentence_;
    }
    return lines;
}

bool AgreementReader::listed_next() const {
    static const std::vector<SyllableId> openers[] = {intern_phrase("đó là"), intern_phrase("bao gồm"),
                                                      intern_phrase("cụ thể")};
    if (sentence_ + 1 >= document_.sentences.size()) return false;
    const Row next = scene_.items(sentence_ + 1);
    if (next.empty() || next.back().tokens.last < next.front().tokens.first + 4) return false;
    const TokenIndex first = next.front().tokens.first;
    const bool opens = std::any_of(std::begin(openers), std::end(openers), [&](const auto& words) {
        return id(first) == words[0] && id(first + 1) == words[1];
    });
    return opens && std::any_of(next.begin(), next.end(), [&](const Item& item) {
               return instruments().match(document_, item.tokens.first, next.back().tokens.last);
           });
}

bool AgreementReader::named_parties(const Instrument& instrument) const {
    for (std::size_t at = instrument.at; at < instrument.end; ++at)
        if (is_name(at)) return true;
    return false;
}

} // namespace banggiao::extract
