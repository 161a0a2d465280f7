// Takes the clause of a verb. Hands out whether it tells of what was not done: plans, wishes, denials,
// orders.
#include <banggiao/extract/events_clause.h>

namespace banggiao::extract {

/// `A từng gặp B năm 2015`: long past, yet told with its day, month or year.
bool ClauseReader::dated_after(std::size_t verb) const {
    constexpr std::size_t reach = 12;
    for (std::size_t at = verb + 1; at < row_.size() && at < verb + reach; ++at) {
        if (row_[at].kind == ItemKind::date) return true;
        if (row_[at].kind == ItemKind::mark || row_[at].kind == ItemKind::trigger) break;
    }
    return false;
}

bool ClauseReader::spent_for(std::size_t at) const {
    constexpr std::size_t reach = 14;
    static const SyllableSet purpose("để"), spends("dành"), comes("sang đến tới");
    const std::vector<Token>& tokens = scene_.document().tokens;
    if (!purpose.contains(tokens[row_[at].tokens.first].id)) return false;
    for (std::size_t i = at, steps = 0; i-- > 0 && steps < reach; ++steps) {
        const bool of_place = is_mark(i, U'(') || is_mark(i, U')') || // `tỉnh A, nước B`
                              (is_mark(i, U',') && (is_name(i + 1) || is_cue(i + 1, Cue::filler)));
        if ((row_[i].kind == ItemKind::mark && !of_place) || is_cue(i, Cue::unreal)) return false;
        if (spends.contains(tokens[row_[i].tokens.first].id)) return true;
        if (is_cue(i, Cue::aux) && comes.contains(tokens[row_[i].tokens.last - 1].id) &&
            row_[i + 1].kind != ItemKind::word) // `đã sang Lào để thăm`
            return acted(segment_start(i), i + 1) || (i > 0 && row_[i - 1].kind == ItemKind::date);
    }
    return false;
}

/// `không khai những lần gặp A`: they met.
bool ClauseReader::concealed(std::size_t at, std::size_t noun) const {
    static const SyllableSet hides("khai kê tiết công báo"), denies("không chưa chẳng");
    if (noun >= row_.size()) return false;
    return denies.contains(scene_.document().tokens[row_[at].tokens.last - 1].id) &&
           row_[noun].kind == ItemKind::trigger && row_[noun].frame == Frame::occasion && at + 1 < noun &&
           hides.contains(scene_.document().tokens[row_[at + 1].tokens.first].id);
}

/// `Ngày 5/6/2019, A và B từng gặp nhau`: told with its day.
bool ClauseReader::day_before(std::size_t at) const {
    if (at == 0 || !is_name(at - 1)) return false; // `người từng gặp B`
    for (std::size_t i = at; i-- > 0 && !ends_clause(i);)
        if (row_[i].kind == ItemKind::date && scene_.dates()[row_[i].date].grain == DateGrain::day)
            return true;
    return false;
}

bool ClauseReader::unreal(std::size_t verb) const {
    static const SyllableSet goes_on("tiếp"); // `Tiếp tục chuyến thăm, …`
    for (std::size_t at = verb, steps = 0; at-- > 0 && steps < 6; ++steps) {
        const bool on =
            is_cue(at, Cue::unreal) && goes_on.contains(scene_.document().tokens[row_[at].tokens.first].id);
        if (at == 0 && on) return false;
        if (on && at + 1 == verb && row_[verb].kind == ItemKind::trigger) continue; // `A tiếp tục hội kiến B`
        if (is_cue(at, Cue::unreal) && (spent_for(at) || concealed(at, verb))) return false;
        const bool once = is_cue(at, Cue::background) && !dated_after(verb) && !day_before(at);
        if (is_cue(at, Cue::unreal) || once) return true;
        if (row_[at].kind == ItemKind::mark || row_[at].kind == ItemKind::date || is_name(at) ||
            is_cue(at, Cue::say))
            return false;
    }
    return false;
}

/// `đề nghị A gặp B`: what is asked of the subject. Not `… mong muốn A đã gặp …`, which is told as done.
bool ClauseReader::asked(const Group& group, std::size_t verb) const {
    static const SyllableSet asks("mời đề yêu kêu kiến mong hy hi kỳ muốn nếu xin cần để khả cơ kế về"),
        done("đã vừa");
    const std::vector<Token>& tokens = scene_.document().tokens;
    static const SyllableSet orders("giao");
    if (group.empty() || group.first == 0) return false;
    const SyllableId before = tokens[row_[group.first - 1].tokens.first].id;
    if (is_cue(group.first - 1, Cue::say) && orders.contains(before)) return true; // `giao A gặp B`
    if (!is_cue(group.first - 1, Cue::unreal) ||
        (verb > 0 && done.contains(tokens[row_[verb - 1].tokens.first].id)))
        return false;
    return asks.contains(before);
}

/// `cuộc hội đàm giữa A và B sẽ diễn ra`: a plan told after the noun.
bool ClauseReader::to_come(std::size_t from, bool noun) const {
    static const SyllableSet will("sẽ dự chưa"), off("hủy huỷ hoãn"), happens("diễn được có tổ bắt kéo sẽ"),
        units("tuần tháng năm ngày sắp"), hard("khó"), comes("xảy diễn thành có");
    static const SyllableId coming = intern_syllable("sẽ");
    constexpr std::size_t reach = 8;
    for (std::size_t at = from; at < row_.size() && at < from + reach && !ends_clause(at); ++at) {
        const SyllableId opening = scene_.document().tokens[row_[at].tokens.first].id;
        if (row_[at].kind == ItemKind::word && hard.contains(opening) && at + 1 < row_.size() &&
            comes.contains(scene_.document().tokens[row_[at + 1].tokens.first].id))
            return true; // `việc A gặp B là khó xảy ra`
        if (is_cue(at, Cue::unreal) && units.contains(opening)) return true; // `vào tuần tới`
        if (is_cue(at, Cue::unreal) && off.contains(opening)) return true;
        if (is_cue(at, Cue::unreal) && will.contains(opening))
            return (noun && opening == coming) ||
                   (at + 1 < row_.size() &&
                    happens.contains(scene_.document().tokens[row_[at + 1].tokens.first].id));
        if (is_cue(at, Cue::say) || is_mark(at, U',') || row_[at].kind == ItemKind::person) return false;
    }
    return false;
}

} // namespace banggiao::extract
