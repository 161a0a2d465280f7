// Takes a relation of two places. Hands out whether it is there, is hoped for, or is said not to be.
#include <banggiao/extract/partnership_finder.h>

namespace banggiao::extract {

bool PartnershipFinder::wished(const Relation& relation, bool nations) const {
    static const SyllableSet wishes("mong muốn hy vọng xúc tiến tìm kiếm tiềm năng khả sàng nguyện"),
        more("tăng đẩy mở củng cố tiếp duy nâng phát thúc");
    static const SyllableId founding = intern_syllable("thiết");
    static const SyllableSet aims("hướng tiến"), intent("định");
    static const SyllableId meaning = intern_syllable("ý"),
                            opens[] = {intern_syllable("mở"), intern_syllable("ra")},
                            stage = intern_syllable("giai");
    const std::size_t reach = relation.first == founding || relation.kind == "twinning" ? 7 : 3;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach; ++steps) {
        if (row_[at].kind == ItemKind::mark || (is_name(at) && nations)) return false;
        if (is_name(at)) continue; // `mong muốn tỉnh A tăng cường hợp tác với`
        for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token) {
            if (nations && more.contains(document_.tokens[token].id)) return false;
            const SyllableId word = document_.tokens[token].id;
            if (wishes.contains(word) || (relation.kind == "twinning" && aims.contains(word))) return true;
            const SyllableId before = token > 0 ? document_.tokens[token - 1].id : 0;
            if ((intent.contains(word) && before == meaning) ||
                (word == opens[1] && before == opens[0] && document_.tokens[token + 1].id != stage))
                return true; // `có ý định`, `mở ra cơ hội`
        }
    }
    return false;
}

bool PartnershipFinder::sought(const Relation& relation) const {
    static const SyllableSet asks("mong muốn nguyện");
    static const SyllableId proposal[] = {intern_syllable("đề"), intern_syllable("nghị")}; // not `hữu nghị`
    constexpr std::size_t reach = 14;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps) {
        if (is_name(at) || row_[at].kind == ItemKind::mark) continue;
        const TokenRange words = row_[at].tokens;
        for (TokenIndex token = words.first; token < words.last; ++token)
            if (asks.contains(document_.tokens[token].id) ||
                (document_.tokens[token].id == proposal[0] && document_.tokens[token + 1].id == proposal[1]))
                return true;
    }
    return false;
}

bool PartnershipFinder::aimed_at(const Relation& relation) const {
    static const SyllableId raise = intern_syllable("nâng");
    static const SyllableSet later("sớm sẽ hướng tiến phấn đấu xem xét muốn nghị");
    constexpr std::size_t reach = 14, before = 8;
    std::size_t raised = relation.at;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps)
        if (!is_name(at) && document_.tokens[row_[at].tokens.first].id == raise) raised = at;
    if (raised == relation.at) return false;
    for (std::size_t at = raised, steps = 0; at-- > 0 && steps < before && !ends(at); ++steps) {
        if (is_name(at)) continue;
        for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
            if (later.contains(document_.tokens[token].id)) return true;
    }
    return false;
}

bool PartnershipFinder::founded(const Relation& relation, std::string_view aux) const {
    static const SyllableId founding = intern_syllable("thiết");
    if (relation.first != founding || relation.at == 0) return false;
    const std::size_t before = relation.at - 1;
    return !is_name(before) && document_.tokens[row_[before].tokens.last - 1].id == intern_syllable(aux);
}

bool PartnershipFinder::to_be_signed(const Relation& relation) const {
    static const SyllableSet will("sẽ"), signs("ký");
    constexpr std::size_t reach = 6;
    bool signing = false;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !is_name(at); ++steps) {
        if (row_[at].kind == ItemKind::mark) return false;
        signing = signing || signs.contains(document_.tokens[row_[at].tokens.first].id);
        if (signing && will.contains(document_.tokens[row_[at].tokens.last - 1].id)) return true;
    }
    return false;
}

bool PartnershipFinder::to_be_talked_of(const Relation& relation) const {
    static const SyllableSet talks("bàn luận đổi"), will("sẽ kiến");
    constexpr std::size_t reach = 14;
    bool talk = false;
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < reach && !ends(at); ++steps) {
        if (is_name(at) || row_[at].kind == ItemKind::mark) continue;
        for (TokenIndex token = row_[at].tokens.last; token-- > row_[at].tokens.first;) {
            if (talk && will.contains(document_.tokens[token].id)) return true;
            talk = talk || talks.contains(document_.tokens[token].id);
        }
    }
    return false;
}

bool PartnershipFinder::denied(const Relation& relation) const {
    static const SyllableSet no("chưa không chẳng"), yet("ngừng ít chỉ những"); // `không ít`, `không chỉ`
    for (std::size_t at = relation.at, steps = 0; at-- > 0 && steps < 5 && !is_name(at); ++steps)
        for (TokenIndex token = row_[at].tokens.first; token < row_[at].tokens.last; ++token)
            if (no.contains(document_.tokens[token].id) && !yet.contains(document_.tokens[token + 1].id))
                return true;
    return false;
}

} // namespace banggiao::extract
