// Takes nothing. Hands out the words that dates are written with.
#pragma once

#include <banggiao/extract/document.h>

#include <algorithm>
#include <array>

namespace banggiao::extract::dates {

struct Words {
    SyllableId day = intern_syllable("ngày"), month = intern_syllable("tháng"), year = intern_syllable("năm");
    SyllableId today = intern_syllable("nay"), yesterday = intern_syllable("qua"),
               same = intern_syllable("cùng");
    SyllableId from = intern_syllable("từ"), until = intern_syllable("đến"), till = intern_syllable("tới"),
               conjunction = intern_syllable("và"), whole = intern_syllable("hết"),
               at_time = intern_syllable("vào");
    SyllableId last_year = intern_syllable("ngoái");
    /// `ngày mùng 5/3`: of the first ten days.
    SyllableSet early{"mùng mồng"};
    /// `tháng Ba`; the first and the last of the lunar year have names of their own.
    std::array<SyllableId, 9> months = {
        intern_syllable("hai"), intern_syllable("ba"),   intern_syllable("tư"),
        intern_syllable("năm"), intern_syllable("sáu"),  intern_syllable("bảy"),
        intern_syllable("tám"), intern_syllable("chín"), intern_syllable("mười")};
    std::array<SyllableId, 2> teens = {intern_syllable("một"), intern_syllable("hai")};
    std::array<SyllableId, 2> work = {intern_syllable("làm"), intern_syllable("việc")};
    std::array<SyllableId, 2> lunar = {intern_syllable("âm"), intern_syllable("lịch")};
    std::array<SyllableId, 9> cues = {day,
                                      intern_syllable("sáng"),
                                      intern_syllable("trưa"),
                                      intern_syllable("chiều"),
                                      intern_syllable("tối"),
                                      intern_syllable("đêm"),
                                      intern_syllable("hôm"),
                                      intern_syllable("rạng"),
                                      intern_syllable("khuya")};
    /// What a date without a number in front begins with; nothing else is looked at.
    SyllableSet openers{"tháng năm cùng ngày sáng trưa chiều tối đêm hôm rạng khuya"};

    bool is_cue(SyllableId id) const { return std::find(cues.begin(), cues.end(), id) != cues.end(); }
};

inline const Words& words() {
    static const Words table;
    return table;
}

} // namespace banggiao::extract::dates
