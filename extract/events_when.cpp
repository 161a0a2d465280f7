// Takes a draft and the items of its sentence. Hands out when it was: by its own clause, its sentence, the
// events or the report told of before.
#include <banggiao/extract/events_drafter.h>

#include <algorithm>

namespace banggiao::extract {

std::optional<DateMention> Report::day_before(const EventDraft& made) const {
    const bool later = report_day_ && !drafts_.empty() && report_sentence_ > drafts_.back().sentence;
    if (made.on_journey || (!drafts_.empty() && drafts_.back().on_journey && !later)) return std::nullopt;
    const std::vector<Token>& tokens = scene_.document().tokens;
    static const SyllableSet back_then("hôm"); // `hôm 6/2`: told from a later day
    for (std::size_t i = drafts_.size(), steps = 0; i-- > 0 && steps < 4; ++steps) {
        const EventDraft& before = drafts_[i];
        if (before.sentence + 8 < made.sentence) break;
        for (const auto* date : {&before.date, &before.day})
            if (*date && !(*date)->is_span() && (*date)->grain == DateGrain::day &&
                !back_then.contains(tokens[(*date)->tokens.first].id))
                return *date;
    }
    constexpr std::size_t near = 3; ///< sentences
    static const SyllableSet earlier("trước");
    if (earlier.contains(tokens[scene_.document().sentences[made.sentence].tokens.first].id))
        return std::nullopt;
    return report_day_ && report_sentence_ + near >= made.sentence ? report_day_ : std::nullopt;
}

bool RowReader::sums_up() const {
    constexpr std::size_t opening = 5;
    static const SyllableSet within("trong"), counts("hai ba bốn năm sáu bảy tám mấy những"), days("ngày");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_.front().tokens.first; // `Trong ba ngày, …`
    if (first + 2 < row_.back().tokens.last && within.contains(tokens[first].id) &&
        counts.contains(tokens[first + 1].id) && days.contains(tokens[first + 2].id) &&
        tokens[first + 3].shape != Shape::number)
        return true;
    constexpr TokenIndex near = 6;
    static const SyllableSet time("thời"), there("ở thăm lưu chuyến"); // `Trong thời gian ở A, …`
    if (first + 2 < row_.back().tokens.last && within.contains(tokens[first].id) &&
        time.contains(tokens[first + 1].id))
        for (TokenIndex i = first + 2; i < std::min(first + near, row_.back().tokens.last); ++i)
            if (there.contains(tokens[i].id)) return true;
    if (row_.front().kind != ItemKind::cue || row_.front().cue != Cue::frame) return false;
    for (std::size_t i = 1; i < row_.size() && i < opening; ++i)
        if (row_[i].kind == ItemKind::trigger)
            return row_[i].frame == Frame::visit || row_[i].frame == Frame::journey;
    return false;
}

void Drafter::note_report_day() {
    constexpr std::size_t opening = 3, leading = 3; ///< items; sentences
    for (std::size_t i = 0; i < row_.size() && i < opening; ++i)
        if (says_when(i) && scene_.dates()[row_[i].date].grain == DateGrain::day &&
            !scene_.dates()[row_[i].date].is_span() && !until(i)) {
            report_day_ = scene_.dates()[row_[i].date];
            report_sentence_ = sentence_;
            if (!leading_day_ && sentence_ <= leading) leading_day_ = report_day_;
            return;
        }
}

void Drafter::note_day_told() {
    constexpr std::size_t lead = 3; ///< sentences
    const bool travels = row_.has(Frame::visit) || row_.has(Frame::journey);
    const bool comes = row_.has(Frame::court) || row_.has(Frame::receive) || !travels;
    if (report_day_ || sentence_ > lead || !row_.has(ItemKind::date) || !comes) return;
    std::size_t found = row_.size();
    for (std::size_t i = 0; i < row_.size(); ++i) {
        if (!says_when(i)) continue;
        const DateMention& date = scene_.dates()[row_[i].date];
        if (found != row_.size() || date.is_span() || date.grain != DateGrain::day) return;
        found = i;
    }
    if (found == row_.size() || to_be(found) || clause_.unreal(found) || of_background(found)) return;
    report_day_ = scene_.dates()[row_[found].date];
    report_sentence_ = sentence_;
    if (!leading_day_) leading_day_ = report_day_;
}

bool RowReader::until(std::size_t at) const {
    static const SyllableSet ends("đến tới hết");
    const TokenIndex first = row_[at].tokens.first;
    return first > 0 && ends.contains(scene_.document().tokens[first - 1].id);
}

bool RowReader::of_background(std::size_t at) const {
    static const SyllableSet back("hôm hồi từ kể đến tới hết sau trước"), mishaps("vụ trận cơn");
    constexpr TokenIndex reach = 6;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = row_[at].tokens.first;
    if (back.contains(tokens[first].id) || (first > 0 && back.contains(tokens[first - 1].id))) return true;
    for (TokenIndex i = first, steps = 0; i-- > 0 && steps < reach && tokens[i].mark == 0; ++steps)
        if (mishaps.contains(tokens[i].id)) return true;
    return false;
}

bool RowReader::since(const DateMention& date) const {
    static const SyllableSet from("từ"), when("khi ngày lúc");
    constexpr TokenIndex reach = 8;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = date.tokens.first;
    for (TokenIndex i = first, steps = 0; i-- > 0 && steps < reach && tokens[i].mark == 0; ++steps)
        if (from.contains(tokens[i].id) && i + 1 < first && when.contains(tokens[i + 1].id)) return true;
    return false;
}

bool RowReader::other_clock(const DateMention& date) const {
    static const SyllableSet that_is("tức"), clock("giờ");
    constexpr TokenIndex before = 3, after = 5;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (TokenIndex at = date.tokens.first, steps = 0; at-- > 0 && steps < before; ++steps)
        if (that_is.contains(tokens[at].id)) return true;
    if (date.tokens.first == 0 || tokens[date.tokens.first - 1].mark != U'(') return false;
    for (TokenIndex at = date.tokens.last; at < tokens.size() && at < date.tokens.last + after; ++at)
        if (clock.contains(tokens[at].id)) return true;
    return false;
}

bool RowReader::usable(const DateMention& date) const {
    static const SyllableSet when("vào hồi"), parts("đầu cuối giữa");
    if (!date.cued || other_clock(date) || of_anniversary(date)) return false;
    if (date.grain == DateGrain::month) return date.first.year != 0 && !since(date);
    if (date.grain == DateGrain::day || date.tokens.first == 0) return true;
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenIndex first = date.tokens.first;
    const bool opens = tokens[first - 1].line_start || first == 1 || tokens[first - 2].mark != 0;
    return when.contains(tokens[first - 1].id) || (opens && parts.contains(tokens[first - 1].id));
}

bool RowReader::of_anniversary(const DateMention& date) const {
    constexpr TokenIndex widest = 8;
    static const SyllableSet days("lập giao khánh sinh đảng");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const auto marked = [&](TokenIndex at, char32_t mark) {
        return at < tokens.size() && tokens[at].mark == mark;
    };
    const auto dash = [&](TokenIndex at) { return marked(at, U'-') || marked(at, U'–'); };
    const TokenIndex first = date.tokens.first, last = date.tokens.last;
    const bool bracket = // `Hà Nội - Sáng nay (5/3)`
        std::any_of(tokens.begin() + first, tokens.begin() + last,
                    [](const Token& token) { return token.mark == U'('; });
    if (first > 0 &&
        ((marked(first - 1, U'(') && dash(last)) || (dash(first - 1) && marked(last, U')') && !bracket)))
        return true; // `(17/11/1954 - 17/11/2014)`
    for (TokenIndex at = date.tokens.first, steps = 0; at-- > 1 && steps < widest; ++steps) {
        if (tokens[at].mark == U'(') return days.contains(tokens[at - 1].id);
        if (tokens[at].mark == U')' || tokens[at].mark == U'.') return false;
    }
    return false;
}

bool RowReader::of_verb_before(std::size_t day) const {
    for (std::size_t i = day; i-- > 0 && row_[i].kind != ItemKind::mark;)
        if (row_[i].kind == ItemKind::trigger) return true;
    return false;
}

SyllableId RowReader::hours_told() const {
    constexpr TokenIndex opening = 2;
    static const SyllableSet parts("sáng trưa chiều tối"), frames("buổi vào");
    const std::vector<Token>& tokens = scene_.document().tokens;
    const TokenRange sentence = scene_.document().sentences[sentence_].tokens;
    for (TokenIndex i = sentence.first; i < sentence.last && i < sentence.first + opening; ++i) {
        if (parts.contains(tokens[i].id)) return tokens[i].id;
        if (!frames.contains(tokens[i].id)) break;
    }
    return 0;
}

void Report::find_date(EventDraft& made, std::size_t at) const {
    std::optional<std::size_t> found;
    if (made.kind == "visit") found = span_of_sentence();
    std::optional<std::size_t> day = date_before(at);
    if (!day) day = date_after(at);
    if (day && *day < at && of_verb_before(*day))
        if (const std::optional<std::size_t> own = date_of_clause(at)) day = own;
    if (day && made.kind == "visit" && of_assembly_day(*day)) day.reset();
    if (day) made.day = scene_.dates()[row_[*day].date];
    if (!found && made.kind == "visit" && under_way(at)) day = date_of_clause(at);
    if (!found) found = day;
    if (!found) found = year_of_clause(at);
    if (!found) return;
    made.date = scene_.dates()[row_[*found].date];
    made.date_of_sentence = true;
}

bool RowReader::dated_noun(std::size_t at) const {
    static const SyllableSet others("với giữa của");
    if (at > 1 || row_[at].event_kind != "meeting") return false;
    std::size_t day = at + 1;
    if (day < row_.size() && row_[day].mark == U'(') ++day;
    if (day >= row_.size() || row_[day].kind != ItemKind::date) return false;
    return day + 1 >= row_.size() || !(is_word(day + 1, others) || is_name(day + 1));
}

bool Drafter::told_when(std::size_t at) {
    constexpr std::size_t reach = 5, near = 2; ///< items; sentences back
    static const SyllableSet happens("diễn họp chức");
    const std::vector<Token>& tokens = scene_.document().tokens;
    bool held = false; // `Tại A, chiều 28/10 đã diễn ra cuộc hội đàm`
    for (std::size_t i = at; i-- > 0 && i + reach > at && !is_name(i);)
        held = held || is_word(i, happens) || happens.contains(tokens[row_[i].tokens.first].id);
    if (at > 1 && (!held || row_.has(ItemKind::person))) return false; // nor opens the sentence
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach && !is_name(i); ++i)
        held = held || happens.contains(tokens[row_[i].tokens.first].id) ||
               happens.contains(tokens[row_[i].tokens.last - 1].id);
    held = held || dated_noun(at);
    if (!held || clause_.to_come(at + 1, true)) return false;
    EventDraft* told = row_[at].frame == Frame::assembly ? assembly_of(at) : last_of(row_[at].event_kind);
    if (!told || told->sentence + near < sentence_) return false;
    const EventDraft here = draft(at);
    if (here.date_of_sentence && !told->date_of_sentence) {
        told->date = here.date;
        told->date_of_sentence = true;
    }
    if (told->place == no_entity && here.place != no_entity) {
        told->place = here.place;
        told->place_evidence = here.place_evidence;
    }
    if (told->seat == no_entity && here.in_seat) {
        told->seat = here.seat;
        told->in_seat = true;
    }
    return !row_.has(ItemKind::person);
}

bool RowReader::says_when(std::size_t at) const {
    return row_[at].kind == ItemKind::date && usable(scene_.dates()[row_[at].date]) && !reported_on(at);
}

bool RowReader::reported_on(std::size_t at) const {
    static const SyllableSet reports("đưa dẫn trích"), words("tin lời");
    if (at + 1 >= row_.size() || row_[at + 1].kind == ItemKind::mark) return false;
    const TokenIndex verb = row_[at].tokens.last;
    const std::vector<Token>& tokens = scene_.document().tokens;
    return verb + 1 < tokens.size() && reports.contains(tokens[verb].id) &&
           words.contains(tokens[verb + 1].id);
}

std::optional<std::size_t> RowReader::span_of_sentence() const {
    for (std::size_t i = 0; i < row_.size(); ++i)
        if (says_when(i) && scene_.dates()[row_[i].date].is_span() && !of_assembly_day(i)) return i;
    return std::nullopt;
}

bool RowReader::of_assembly_day(std::size_t date) const {
    constexpr std::size_t near = 3, reach = 12;
    static const SyllableSet happens("diễn");
    bool held = false;
    for (std::size_t i = date, steps = 0; i-- > 0 && steps < reach; ++steps) {
        held = held || (steps < near && happens.contains(scene_.document().tokens[row_[i].tokens.first].id));
        if (row_[i].kind == ItemKind::person || (steps >= near && !held)) return false;
        if (row_[i].kind == ItemKind::trigger) return held && row_[i].frame == Frame::assembly;
    }
    return false;
}

std::optional<std::size_t> RowReader::date_before(std::size_t at) const {
    std::optional<std::size_t> beside; // `Sau khi dự hội nghị ngày 22/2, …`: where nothing else is said
    for (std::size_t i = at; i-- > 0;)
        if (says_when(i) && !aside(i, at))
            return i;
        else if (says_when(i) && !beside)
            beside = i;
    return beside;
}

bool RowReader::aside(std::size_t inner, std::size_t at) const {
    static const SyllableSet times("sau trước"), that("khi thềm lúc");
    const auto comma = [&](std::size_t i) { return row_[i].kind == ItemKind::mark && row_[i].mark == U','; };
    std::size_t first = inner, last = inner;
    while (first > 0 && !comma(first - 1)) --first;
    while (last < row_.size() && !comma(last)) ++last;
    if (at >= first && at < last) return false;
    const std::vector<Token>& tokens = scene_.document().tokens;
    for (TokenIndex token = row_[first].tokens.first; token < row_[inner].tokens.first; ++token) {
        if (token > row_[first].tokens.first + 1) break;
        if (times.contains(tokens[token].id) && that.contains(tokens[token + 1].id)) return true;
    }
    return false;
}

std::optional<std::size_t> RowReader::date_after(std::size_t at) const {
    constexpr std::size_t reach = 40;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (says_when(i)) return i;
        const bool dot = row_[i].mark == U'.' && !dotted(i); // not that of `TP.HCM`
        if (row_[i].kind == ItemKind::mark && (row_[i].mark == U';' || dot)) break;
    }
    return std::nullopt;
}

std::optional<std::size_t> RowReader::date_of_clause(std::size_t at) const {
    constexpr std::size_t reach = 14;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (says_when(i)) return i;
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) break;
    }
    return std::nullopt;
}

std::optional<std::size_t> RowReader::year_of_clause(std::size_t at) const {
    constexpr std::size_t reach = 14;
    for (std::size_t i = at + 1; i < row_.size() && i < at + reach; ++i) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::trigger) break;
        if (row_[i].kind == ItemKind::date && scene_.dates()[row_[i].date].grain == DateGrain::year)
            return is_name(i - 1) ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
}

bool RowReader::is_occasion(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet occasion("nhân");
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::person) return false;
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::frame)
            return occasion.contains(scene_.document().tokens[row_[i].tokens.first].id);
    }
    return false;
}

void Drafter::note_plan(std::size_t at, const Group& guest) {
    constexpr std::size_t most = 16;
    const std::optional<std::size_t> span = span_of_sentence();
    if (!span || planned_.size() >= most) return;
    const Group goal = clause_.object(at);
    const EntityIndex nation = goal.bodies.empty() ? no_entity : scene_.country(goal.bodies.front());
    for (const EntityIndex person : (guest.persons.empty() ? traveller(at) : guest).persons)
        planned_.push_back({person, nation, scene_.dates()[row_[*span].date]});
}

void Drafter::date_planned() {
    const auto to_country = [&](const EventDraft& event) {
        return event.kind == "visit" && !event.second.bodies.empty() &&
               scene_.kind(event.second.bodies.front().entity) == EntityKind::country;
    };
    for (const Plan& plan : planned_) {
        const EntityIndex person = plan.person;
        if (dated_visit(person)) continue;
        const auto visit = std::find_if(drafts_.begin(), drafts_.end(), [&](const EventDraft& event) {
            return to_country(event) && !event.date && event.first.has_person(person) &&
                   (plan.goal == no_entity || event.second.bodies.front().entity == plan.goal);
        });
        if (visit != drafts_.end()) visit->date = plan.date;
    }
}

bool Drafter::dated_visit(EntityIndex person) const {
    return std::any_of(drafts_.begin(), drafts_.end(), [&](const EventDraft& event) {
        return event.kind == "visit" && event.date && event.first.has_person(person);
    });
}

void Drafter::date_headline() {
    constexpr std::size_t lead = 4; ///< sentences
    if (drafts_.empty() || drafts_.front().kind != "visit" || !drafts_.front().title ||
        drafts_.front().date || drafts_.front().first.persons.empty() ||
        drafts_.front().second.bodies.empty())
        return;
    EventDraft& visit = drafts_.front();
    const EntityIndex goal = scene_.locality(visit.second.bodies.front().entity);
    for (const EventDraft& event : drafts_) {
        if (event.sentence > visit.sentence + lead) return;
        const bool same = event.first.has_person(visit.first.persons.front().entity) ||
                          event.second.has_person(visit.first.persons.front().entity);
        const bool there = event.place == goal || event.place == no_entity;
        if (goal == no_entity || !same || !there || !event.date_of_sentence || event.date->is_span() ||
            event.kind == "visit")
            continue;
        visit.date = event.date;
        return;
    }
}

bool TravelReader::under_way(std::size_t at) const {
    constexpr std::size_t reach = 8;
    static const SyllableSet phases("tiếp kết bước"); // `Kết thúc chuyến thăm, tối 3/4 …`
    if (row_[at].frame == Frame::visit &&
        (staying(at) ||
         ((welcomed(at) || on_occasion(at)) &&
          scene_.kind(clause_.object(at).bodies.empty() ? 0 : clause_.object(at).bodies.front()) ==
              EntityKind::country)))
        return true;
    const auto opens = [&](std::size_t i) {
        return phases.contains(scene_.document().tokens[row_[i].tokens.first].id);
    };
    if (row_[at].frame == Frame::visit)
        return at > 0 && at < reach && opens(0) && !journey_before(at); // `…, ngày 5/3 A thăm thành phố B`
    static const SyllableSet ends("kết");
    if (at > 0 && row_[at - 1].kind == ItemKind::cue &&
        ends.contains(scene_.document().tokens[row_[at - 1].tokens.first].id))
        return true;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        if (i == 0 && opens(i)) return true;
        if (row_[i].kind == ItemKind::mark || row_[i].kind == ItemKind::person) return false;
        if (row_[i].kind == ItemKind::cue && row_[i].cue == Cue::frame) return true;
    }
    return false;
}

} // namespace banggiao::extract
