// Takes the words around what may be the name of a place. Hands out whether it is one there.
#include <banggiao/extract/place_context.h>

#include <algorithm>
#include <array>
#include <utility>

namespace banggiao::extract {
namespace {

/// The token that `quốc tế`, `hàng không quốc tế`, `nội địa` begin at if they stand before `at`; else `at`.
TokenIndex before_range_of_use(const Reading& reading, TokenIndex at) {
    static const std::pair<SyllableId, SyllableId> words[] = {
        {intern_syllable("quốc"), intern_syllable("tế")},
        {intern_syllable("nội"), intern_syllable("địa")},
        {intern_syllable("quốc"), intern_syllable("gia")},
        {intern_syllable("quân"), intern_syllable("sự")},
        {intern_syllable("hàng"), intern_syllable("không")}};
    TokenIndex start = at;
    for (const auto& [first, second] : words)
        if (start >= 2 && reading.token(start - 2).id == first && reading.token(start - 1).id == second)
            start -= 2;
    return start;
}

/// `đường sắt`, `cao tốc`, `khu công nghiệp`, `cụm du lịch`: things that bear the names of places.
bool built_thing(const Reading& reading, TokenIndex end) {
    static const std::array<SyllableId, 2> ways[] = {{intern_syllable("đường"), intern_syllable("sắt")},
                                                     {intern_syllable("cao"), intern_syllable("tốc")}},
                                           zones[] = {{intern_syllable("công"), intern_syllable("nghiệp")},
                                                      {intern_syllable("du"), intern_syllable("lịch")},
                                                      {intern_syllable("đô"), intern_syllable("thị")},
                                                      {intern_syllable("kinh"), intern_syllable("tế")}};
    static const SyllableId area = intern_syllable("khu"), cluster = intern_syllable("cụm");
    if (end < 2) return false;
    const std::array<SyllableId, 2> words{reading.token(end - 2).id, reading.token(end - 1).id};
    static const std::array<SyllableId, 2> grounds[] = {{intern_syllable("quảng"), intern_syllable("trường")},
                                                        {intern_syllable("cao"), intern_syllable("nguyên")}};
    if (std::find(std::begin(ways), std::end(ways), words) != std::end(ways)) return true;
    if (std::find(std::begin(grounds), std::end(grounds), words) != std::end(grounds)) return true;
    return end >= 3 && (reading.token(end - 3).id == area || reading.token(end - 3).id == cluster) &&
           std::find(std::begin(zones), std::end(zones), words) != std::end(zones);
}

/// `ba vịnh: A, B và C`: the colon of the list that `at` is in; `at` if it is in none.
TokenIndex colon_of_list(const Reading& reading, TokenIndex at) {
    static const SyllableId conjunction = Syllables::get().va;
    constexpr TokenIndex longest = 12;
    for (TokenIndex i = at; i > 0 && i + longest > at; --i) {
        const Token& before = reading.token(i - 1);
        if (before.mark == U':') return i - 1;
        const bool item = before.shape == Shape::capital || before.mark == U',' || before.id == conjunction;
        if (!item || reading.token(i).line_start) return at;
    }
    return at;
}

/// `thuộc nhóm Q1, Q2`, `Q1/2024`: no urban district.
bool ranks_or_quarter(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet ranks("q1 q2 q3 q4"), before("nhóm hạng quý trong");
    if (!ranks.contains(reading.token(at).id)) return false;
    const bool year = reading.is_mark(at + 1, limit, U'/') && reading.token(at + 1).glued;
    return year || (at > 0 && before.contains(reading.token(at - 1).id));
}

} // namespace

std::string_view short_form(SyllableId id) {
    static const std::pair<SyllableId, std::string_view> forms[] = {
        {intern_syllable("việt"), "VN"}, {intern_syllable("trung"), "CN"}, {intern_syllable("nhật"), "JP"},
        {intern_syllable("hàn"), "KR"},  {intern_syllable("ấn"), "IN"},    {intern_syllable("thái"), "TH"},
        {intern_syllable("triều"), "KP"}};
    for (const auto& [syllable, code] : forms)
        if (syllable == id) return code;
    return {};
}

bool begins_a_word(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const std::pair<SyllableId, SyllableSet> words[] = {
        {intern_syllable("hàn"), SyllableSet("lâm thuyên")},
        {intern_syllable("mỹ"), SyllableSet("phẩm thuật nghệ học quan miều")},
        {intern_syllable("anh"), SyllableSet("hùng em dũng chị linh ngữ")},
        {intern_syllable("đức"), SyllableSet("tin độ mẹ phật cha giáo thánh hạnh")},
        {intern_syllable("pháp"), SyllableSet("luật lý chế quyền y danh lệnh nhân ngữ")},
        {intern_syllable("nhật"), SyllableSet("ngữ")},
        {intern_syllable("hán"), SyllableSet("ngữ")},
        {intern_syllable("ý"), SyllableSet("kiến nghĩa chí thức định tưởng đồ")}};
    if (ranks_or_quarter(reading, at, limit)) return true;
    if (at + 1 >= limit || reading.token(at + 1).shape != Shape::lower) return false;
    return std::any_of(std::begin(words), std::end(words), [&](const auto& word) {
        return word.first == reading.token(at).id && word.second.contains(reading.token(at + 1).id);
    });
}

bool part_of_a_bridge(const Reading& reading, TokenIndex at, TokenIndex limit) {
    static const SyllableSet countries("nhật mỹ anh đức pháp nga hàn trung thái ấn");
    return at + 1 < limit && countries.contains(reading.token(at).id) && reading.capital(at + 1, limit) &&
           is_vietnamese_syllable(reading.token(at + 1).id) && names_a_thing(reading, at) &&
           std::none_of(reading.listed(at).begin(), reading.listed(at).end(),
                        [](const GazetteerMatch& match) { return match.tokens.size() > 1; });
}

bool reads_as_place(const Reading& reading, TokenRange tokens, TokenIndex limit) {
    const TokenIndex at = tokens.first;
    const bool starts = at == 0 || reading.token(at).line_start || reading.token(at - 1).mark == U'.' ||
                        reading.token(at - 1).mark == U'“' || reading.token(at - 1).mark == U'"';
    const bool name_follows = reading.capital(tokens.last, limit);
    if (name_follows) return false;
    static const SyllableSet predicates("và đã sẽ cũng vừa đang cần không luôn coi muốn tuyên");
    if (starts && tokens.last < limit && predicates.contains(reading.token(tokens.last).id))
        return reading.token(at).id != intern_syllable("anh"); // nor the pronoun
    static const SyllableSet states("mỹ mĩ nga đức pháp lào bỉ nhật"),
        acts("cáo phản trừng áp rút triển ký kêu ủng bác hỗ viện tăng cấm bán mua từng bị được phải nên sẵn "
             "hy yêu "
             "lên chỉ đồng nhất cam có là tiếp hoan bắt giảm vi tấn thúc mở từ đề thông khẳng hủy dọa đe");
    if (starts && tokens.last < limit && states.contains(reading.token(at).id) &&
        acts.contains(reading.token(tokens.last).id))
        return true;
    if (starts) return reading.is_mark(tokens.last, limit, U',') || reading.is_mark(tokens.last, limit, U'-');
    const Token& before = reading.token(at - 1);
    if (before.mark != 0) return true;
    static const SyllableSet openers("tại ở từ với đến sang giữa trong phía thăm rời");
    if (before.shape != Shape::lower) return openers.contains(before.id); // `Tại Mỹ, …`
    return !reading.lexicon.match(Use::people_word, reading.document, at - 1, at);
}

bool in_compound(const Reading& reading, TokenIndex at) {
    static const SyllableSet firsts("văn biên cơ nhật xuất kịch liên quân đất nhà trong đặc căn tư quê");
    static const SyllableId joint = intern_syllable("liên"), capital = intern_syllable("tư"),
                            village = intern_syllable("bản");
    if (at == 0) return false;
    if (reading.token(at - 1).id == capital && reading.token(at).id != village)
        return false; // `Sở Kế hoạch và Đầu tư tỉnh A`
    if (reading.token(at).shape == Shape::capital)
        return reading.token(at - 1).id == joint ||
               (reading.token(at - 1).shape == Shape::capital && !reading.token(at).line_start);
    return firsts.contains(reading.token(at - 1).id);
}

bool names_an_occasion(const Reading& reading, TokenIndex at) {
    static const std::pair<SyllableId, SyllableId> ranges[] = {
        {intern_syllable("quốc"), intern_syllable("tế")}, {intern_syllable("thế"), intern_syllable("giới")}};
    static const std::pair<SyllableId, SyllableId> occasions[] = {
        {intern_syllable("lễ"), intern_syllable("hội")},
        {intern_syllable("liên"), intern_syllable("hoan")},
        {intern_syllable("diễn"), intern_syllable("đàn")},
        {intern_syllable("hội"), intern_syllable("chợ")},
        {intern_syllable("triển"), intern_syllable("lãm")}};
    constexpr TokenIndex reach = 9;
    if (at < 4) return false;
    const auto pair_at = [&](TokenIndex first) {
        return std::pair(reading.token(first).id, reading.token(first + 1).id);
    };
    if (std::find(std::begin(ranges), std::end(ranges), pair_at(at - 2)) == std::end(ranges)) return false;
    for (TokenIndex back = at - 2; back-- > 0 && at - back <= reach && reading.token(back).mark == 0;)
        if (reading.token(back).shape == Shape::capital &&
            std::find(std::begin(occasions), std::end(occasions), pair_at(back)) != std::end(occasions))
            return true;
    return false;
}

bool power_plant(const Reading& reading, TokenIndex at) {
    static const std::array<std::array<SyllableId, 2>, 4> works = {
        {{intern_syllable("thủy"), intern_syllable("điện")},
         {intern_syllable("thuỷ"), intern_syllable("điện")},
         {intern_syllable("nhiệt"), intern_syllable("điện")},
         {intern_syllable("lọc"), intern_syllable("dầu")}}};
    if (at < 2) return false;
    const std::array<SyllableId, 2> words{reading.token(at - 2).id, reading.token(at - 1).id};
    return std::find(works.begin(), works.end(), words) != works.end();
}

bool names_a_thing(const Reading& reading, TokenIndex at) {
    static const SyllableSet things(
        "đường phố viên cầu chợ sông núi đảo vịnh cảng bay dịch thắng đèo chùa đền thờ sạn "
        "dinh ga xe khẩu phương hồ"),
        listed_things("cầu sông vịnh cảng bay đèo khẩu hồ");
    if (const TokenIndex list = colon_of_list(reading, at);
        list != at && list > 0 && listed_things.contains(reading.token(list - 1).id))
        return true;
    if (at > 1 && is_dash(reading.token(at - 1).mark)) { // the other end of `cửa khẩu A - B`
        TokenIndex start = at - 1;
        while (start > 0 && start + 5 > at && reading.token(start - 1).shape == Shape::capital) --start;
        return start < at - 1 && names_a_thing(reading, start);
    }
    const TokenIndex before = before_range_of_use(reading, at);
    static const SyllableId listed = intern_syllable("gồm"); // `các khu công nghiệp gồm: A, B`
    const TokenIndex colon = at > 0 && reading.token(at - 1).mark == U':' ? at - 1 : at;
    if (colon > 0 && reading.token(colon - 1).id == listed && built_thing(reading, colon - 1)) return true;
    if (built_thing(reading, before)) return true;
    if (before == 0 || (before == at && reading.token(at - 1).shape != Shape::lower)) return false;
    static const SyllableId bridge = intern_syllable("cầu"), end = intern_syllable("điểm");
    if (before >= 2 && reading.token(before - 1).id == bridge && reading.token(before - 2).id == end)
        return false; // `tại điểm cầu A`: where a screen stood
    return things.contains(reading.token(before - 1).id);
}

bool names_an_airport(const Reading& reading, TokenIndex at) {
    static const SyllableId field = intern_syllable("sân"), flight = intern_syllable("bay");
    const TokenIndex before = before_range_of_use(reading, at);
    return before >= 2 && reading.token(before - 1).id == flight && reading.token(before - 2).id == field;
}

bool inside_foreign_name(const Reading& reading, TokenRange tokens, TokenIndex limit) {
    static const SyllableSet before("of the uss hms hmas hmcs hmnzs roks ins kri jds usns htms brp");
    if (tokens.first > 0 && before.contains(reading.token(tokens.first - 1).id)) return true;
    return reading.capital(tokens.last, limit) && reading.token(tokens.last).shape == Shape::capital &&
           !is_vietnamese_syllable(reading.token(tokens.last).id);
}

} // namespace banggiao::extract
