// Folding, names and classes of code points, as tables.
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using namespace banggiao;

namespace {

struct Pair {
    const char* a;
    const char* b;
};

/// Every syllable whose tone has two places, in the old style and the new.
const Pair tone_pairs[] = {
    {"hòa", "hoà"},   {"khỏe", "khoẻ"}, {"thúy", "thuý"},         {"ủy", "uỷ"},
    {"Thụy", "Thuỵ"}, {"HÓA", "HOÁ"},   {"Hòa Bình", "Hoà Bình"}, {"lõa", "loã"},
    {"ngóe", "ngoé"}, {"xúy", "xuý"},   {"gióa", "gioá"},         {"Khánh Hòa,", "khánh hoà,"}};

/// Syllables that fold to themselves: nothing may move.
const char* const settled[] = {"quý",   "quỳnh", "hoàn", "toán", "giả",  "gìn", "của",  "khuỷu",
                               "ngoài", "quả",   "quốc", "giữa", "loại", "huế", "thuở", "mùa",
                               "khuya", "quá",   "quẻ",  "ý",    "đuổi", "thuế"};

struct Folding {
    const char* from;
    FoldOptions options;
    const char* to;
};

const Folding foldings[] = {
    {"BÙI  THANH\tSƠN ", {}, "bùi thanh sơn"},
    {"Bu\u0300i Thanh So\u031Bn", {}, "bùi thanh sơn"},
    {"ĐỒNG ĐĂNG", {}, "đồng đăng"},
    {"Ðồng Ðăng", {}, "đồng đăng"},
    {"Quảng Tây", {.marks = true}, "quang tay"},
    {"Nguyễn Đức Chung", {.marks = true}, "nguyen duc chung"},
    {"Mỹ", {.i_and_y = true}, "mĩ"},
    {"Mỹ Lý, Quý Châu", {.i_and_y = true}, "mĩ lí, quí châu"},
    {"thúy Sydney", {.i_and_y = true}, "thúy sydney"},
    {"thuý", {.i_and_y = true}, "thúy"},
    {"Luông Pha-băng", {.punctuation = true}, "luôngphabăng"},
    {"“GD&ĐT”, (số 5)", {.punctuation = true}, "gdđtsố5"},
    {"Săm-nưa", {.marks = true, .i_and_y = true, .punctuation = true}, "samnua"},
    {"Straße, ΑΣ, ÇA", {}, "straße, ας, ça"},
    {"Tōkyō Zürich", {.marks = true}, "tokyo zurich"},
    {"", {}, ""},
    {"a\xFF"
     "b",
     {},
     "a\uFFFDb"},
};

/// Names that are one name.
const std::vector<std::vector<const char*>> one_name = {
    {"bui thanh son", "BÙI THANH SƠN", "Bùi Thanh Sơn", "Bùi-Thanh-Sơn", "Bu\u0300i Thanh Sơn"},
    {"UBND tinh Quang Ninh", "Ủy ban nhân dân tỉnh Quảng Ninh", "Uỷ ban Nhân dân tỉnh Quảng Ninh",
     "ubnd tỉnh quảng ninh"},
    {"TP.HCM", "TP. HCM", "TPHCM", "tp hcm", "Thành phố Hồ Chí Minh", "TP Hồ Chí Minh", "TP.Hồ Chí Minh"},
    {"HĐND", "HDND", "Hội đồng nhân dân"},
    {"Ban Tổ chức TW", "Ban Tổ chức T.Ư", "Ban Tổ chức TƯ", "Ban Tổ chức Trung ương"},
    {"UBMTTQ tỉnh", "UB MTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc tỉnh"},
    {"Bộ GD&ĐT", "Bộ GDĐT", "Bộ Giáo dục và Đào tạo", "Bộ Giáo dục & Đào tạo"},
    {"Bộ VH-TT&DL", "Bộ Văn hoá, Thể thao và Du lịch"},
    {"CHDCND Lào", "Cộng hoà Dân chủ nhân dân Lào"},
    {"Bộ Kế hoạch và Đầu tư", "BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "Bộ KH&ĐT"},
    {"Cu-ba", "Cuba", "Cu Ba", "CU-BA"},
    {"Mỹ", "Mĩ", "my"},
    {"Quy Nhơn", "Qui Nhơn", "quy nhon"},
    {"BCH TW Đảng", "Ban Chấp hành Trung ương Đảng"},
};

const Pair two_names[] = {
    {"Bùi Thanh Sơn", "Bùi Thanh Sang"}, {"thúy", "thúi"}, {"Lào Cai", "Lào"}, {"đầu tư", "đầu trung ương"}};

std::vector<Pair> shared_tone_pairs(std::vector<std::string>& storage) {
    const char* shared = std::getenv("BANGGIAO_SHARED");
    std::ifstream in(std::string(shared ? shared : BANGGIAO_SOURCE_DIR "/../shared") +
                     "/gazetteer/tone_pairs_test.tsv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream row(line);
        std::string cell;
        while (std::getline(row, cell, '\t')) storage.push_back(cell);
    }
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i + 2 < storage.size(); i += 3)
        pairs.push_back({storage[i].c_str(), storage[i + 1].c_str()});
    return pairs;
}

} // namespace

TEST_CASE("a tone mark in either place folds to the old style, without a change of length") {
    for (auto [old_style, new_style] : tone_pairs) {
        INFO(old_style << " " << new_style);
        CHECK(fold(old_style) == fold(new_style));
        CHECK(code_point_count(fold(new_style)) == code_point_count(new_style));
    }
    CHECK(fold("hoà") == "hòa");
    for (const char* syllable : settled) CHECK(fold(syllable) == syllable);
}

TEST_CASE("the shared table of tone pairs folds to one") {
    std::vector<std::string> storage;
    auto pairs = shared_tone_pairs(storage);
    if (pairs.empty()) WARN("SKIPPED: no shared folder with gazetteer/tone_pairs_test.tsv");
    for (auto [old_style, new_style] : pairs) CHECK(fold(old_style) == fold(new_style));
}

TEST_CASE("folding, as a table; folding again changes nothing") {
    for (const Folding& row : foldings) {
        INFO(row.from);
        CHECK(fold(row.from, row.options) == row.to);
        CHECK(fold(row.to, row.options) == row.to);
    }
}

TEST_CASE("names that are one name have one key, others do not") {
    for (const auto& group : one_name) {
        for (const char* name : group) {
            INFO(name);
            CHECK(name_key(name) == name_key(group.front()));
        }
    }
    for (auto [a, b] : two_names) CHECK(name_key(a) != name_key(b));
    CHECK(name_key("UBND tỉnh Quảng Ninh") == "uybannhandantinhquangninh");
    CHECK_FALSE(name_key("-").empty());
}

TEST_CASE("abbreviations are written out, all else is kept") {
    const Pair rows[] = {{"UBND TP. Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng"},
                         {"TP.HCM", "thành phố Hồ Chí Minh"},
                         {"(TP.HCM)", "(thành phố Hồ Chí Minh)"},
                         {"đầu tư, Đầu Tư", "đầu tư, Đầu Tư"},
                         {"ĐẦU TƯ", "ĐẦU TƯ"},
                         {"Bộ đội  biên phòng", "Bộ đội  biên phòng"},
                         {"CH Séc và LB Nga", "Cộng hòa Séc và Liên bang Nga"},
                         {"", ""}};
    for (auto [from, to] : rows) CHECK(expand_abbreviations(from) == to);
}

TEST_CASE("NFC, validity and code points") {
    CHECK(to_nfc("Hoa\u0300") == "Hoà");
    CHECK(to_nfc("e\u0302\u0301") == "ế");
    CHECK(to_nfc("a\xC3") == "a\uFFFD");
    CHECK(to_nfc("\uAC00\u4E2D") == "\uAC00\u4E2D");
    CHECK(to_nfc("a\u2000b \u201Cc\u201D \u2026") == "a\u2002b \u201Cc\u201D \u2026");
    CHECK(is_valid_utf8("Quảng Tây 🇻🇳"));
    for (const char* bad : {"\xFF", "a\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF5\x80\x80\x80"})
        CHECK_FALSE(is_valid_utf8(bad));
    for (const char* text : {"", "Quảng Tây", "🇻🇳中"}) CHECK(to_utf8(to_code_points(text)) == text);
    CHECK(code_point_count("Quảng Tây 🇻🇳") == 12);
    CHECK(to_utf8(std::u32string(1, char32_t{0xD800})) == "\uFFFD");
}

TEST_CASE("tones and classes of code points") {
    int tone = 0;
    CHECK(without_tone(U'ấ', &tone) == U'â');
    CHECK(tone == 2);
    CHECK(without_tone(U'Ỵ', &tone) == U'Y');
    CHECK(tone == 5);
    CHECK(without_tone(U'đ', &tone) == U'đ');
    CHECK(without_tone(U'ñ', &tone) == U'ñ');
    CHECK(tone == 0);
    CHECK(to_lower(U'Ặ') == U'ặ');
    CHECK((is_letter(U'Đ') && is_upper(U'Đ') && !is_upper(U'đ') && is_letter(U'中') && !is_letter(U'5')));
    CHECK((is_digit(U'5') && is_space(U'\u00A0') && is_space(U'\n') && !is_space(U'x') && !is_letter(U'-')));
}

TEST_CASE("dictionary order, widths, graphemes") {
    const char* const sorted[] = {"An", "Ân", "Bùi", "Dũng", "Đức", "Hà", "Ninh", "Quảng"};
    for (std::size_t i = 1; i < std::size(sorted); ++i)
        CHECK(collation_key(sorted[i - 1]) < collation_key(sorted[i]));
    CHECK(display_width("Quảng Tây") == 9);
    CHECK(display_width("Qua\u0309ng") == 5);
    CHECK(display_width("廣西") == 4);
    CHECK(grapheme_count("Qua\u0309ng Tây") == 9);
    CHECK(grapheme_count("🇻🇳!") == 2);
    CHECK(grapheme_count("") == 0);
}

TEST_CASE("the near word is suggested, a far one is not") {
    CHECK(edit_distance("MATCH", "mathc") == 1);
    CHECK(edit_distance("Hoà", "hòa") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(nearest("Offical", {"Event", "Official", "Office"}) == "Official");
    CHECK(nearest("Officials", {"Event", "Official"}) == "Official");
    CHECK(nearest("xyz", {"Event", "Official"}).empty());
    CHECK(nearest("ab", {"cd"}).empty());
}

TEST_CASE("the quick way through usual characters agrees with the slow one") {
    const std::string unusual = "中"; // sends what stands before it the slow way
    std::size_t wrong = 0;
    for (char32_t point = 1; point < 0x2100; ++point) {
        const std::string text = "ế" + to_utf8(std::u32string(1, point)) + "a";
        wrong += to_nfc(text) + unusual != to_nfc(text + unusual);
    }
    CHECK(wrong == 0);
}

TEST_CASE("UTF-8 is valid where every code point has its shortest bytes") {
    std::size_t wrong = 0;
    const unsigned char leads[] = {0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC1, 0xC2, 0xC3, 0xC4, 0xC8,
                                   0xC9, 0xDF, 0xE0, 0xE1, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xFF};
    for (const unsigned char lead : leads)
        for (unsigned second = 0; second < 256; ++second)
            for (const unsigned third : {0x20u, 0x7Fu, 0x80u, 0x8Fu, 0x90u, 0xA6u, 0xAFu, 0xBFu, 0xC0u}) {
                const std::string bytes{static_cast<char>(lead), static_cast<char>(second),
                                        static_cast<char>(third)};
                for (std::size_t size = 1; size <= 3; ++size) {
                    const std::string text = bytes.substr(0, size);
                    const bool same = to_utf8(to_code_points(text)) == text; // what is not valid is replaced
                    wrong += is_valid_utf8(text) != same;
                }
            }
    CHECK(wrong == 0);
}
