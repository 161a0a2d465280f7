// The gazetteer's tables and its matching: forms of the press, hyphens, regimes, ambiguity, a user's own
// rows.
#include <banggiao/extract/gazetteer.h>

#include <catch2/catch.hpp>

#include <cstdio>
#include <fstream>
#include <optional>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

Document tokens_of(const std::string& text) {
    Document document;
    tokenize(text, document);
    return document;
}

/// `name/code` of the longest match at the first token, with * where the form is ambiguous; empty if none.
std::string longest(const std::string& text, const Gazetteer& gazetteer = Gazetteer::built_in()) {
    const Document document = tokens_of(text);
    const auto matches = gazetteer.match(document, 0);
    if (matches.empty()) return "";
    const GazetteerMatch& match = matches.front();
    return document.slice(match.tokens) + " = " + std::string(match.entry->name) + " " +
           std::string(match.entry->code) + (match.ambiguous ? "*" : "") + (match.abbreviation ? "=" : "");
}

struct Case {
    const char* text;
    const char* expected;
};

} // namespace

TEST_CASE("forms of places and bodies") {
    static constexpr Case cases[] = {
        {"Quảng Ninh đón khách", "Quảng Ninh = Quảng Ninh VN-13"},
        {"quảng ninh", ""}, // no capital, no name
        {"TP.HCM sẽ", "TP.HCM = Hồ Chí Minh VN-SG="},
        {"TP. Hồ Chí Minh", "TP. Hồ Chí Minh = Hồ Chí Minh VN-SG"},
        {"Thừa Thiên - Huế", "Thừa Thiên - Huế = Thừa Thiên Huế VN-26"},
        {"Thừa Thiên-Huế", "Thừa Thiên-Huế = Thừa Thiên Huế VN-26"},
        {"Bà Rịa – Vũng Tàu", "Bà Rịa – Vũng Tàu = Bà Rịa - Vũng Tàu VN-43"},
        {"Hoà Bình", "Hoà Bình = Hòa Bình VN-14*"},
        {"Hòa bình", ""}, // an ambiguous form with a small word is the common word
        {"Hà nội", "Hà nội = Hà Nội VN-HN"},
        {"Rai-lan Phan-xơ", "Rai-lan Phan-xơ = Rheinland-Pfalz DE-RP"},
        {"Cam-pu-chia và", "Cam-pu-chia = Campuchia KH"},
        {"Ô-xtrây-li-a", "Ô-xtrây-li-a = Australia AU"},
        {"Ôxtrâylia", "Ôxtrâylia = Australia AU"},
        {"Mỹ và Nga", "Mỹ = Mỹ US*"},
        {"Hoa Kỳ", "Hoa Kỳ = Mỹ US"},
        {"CHDCND Lào", "CHDCND Lào = Lào LA"},
        {"Cộng hòa Liên bang Nga", "Cộng hòa Liên bang Nga = Nga RU"},
        {"Cộng hòa Cuba", "Cộng hòa Cuba = Cuba CU"},
        {"Vương quốc Anh", "Vương quốc Anh = Anh GB"},
        {"Ả-rập Xê-út", "Ả-rập Xê-út = Ả Rập Xê Út SA"},
        {"TQ nói", "TQ = Trung Quốc CN="},
        {"Luông-pha-băng", "Luông-pha-băng = Luông Pha Băng LA-LP"},
        {"Xay Nhạ Bu Ly (Lào)", "Xay Nhạ Bu Ly = Xay Nhạ Bu Ly LA-XA"},
        {"Khu tự trị dân tộc Choang Quảng Tây", "Khu tự trị dân tộc Choang Quảng Tây = Quảng Tây CN-GX"},
        {"Phòng Thành Cảng", "Phòng Thành Cảng = Phòng Thành Cảng "},
        {"Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động - Thương binh và Xã hội = "
                                                "Bộ Lao động - Thương binh và Xã hội "},
        {"Bộ NN&PTNT", "Bộ NN&PTNT = Bộ Nông nghiệp và Phát triển nông thôn "},
        {"T.Ư Đảng", "T.Ư Đảng = Trung ương Đảng "},
        {"Trung ương\nĐảng", ""}, // a name does not cross a line
    };
    for (const Case& c : cases) {
        INFO(c.text);
        CHECK(longest(c.text) == c.expected);
    }
}

TEST_CASE("every match is given, longest first") {
    const Document document = tokens_of("Ban Chấp hành Trung ương Đảng");
    const auto matches = Gazetteer::built_in().match(document, 3);
    REQUIRE(matches.size() == 1);
    CHECK(matches[0].entry->name == "Trung ương Đảng");
    CHECK(matches[0].tokens == TokenRange{3, 6});
}

TEST_CASE("entries are found by name and by code") {
    const Gazetteer& gazetteer = Gazetteer::built_in();
    REQUIRE(gazetteer.find_code("VN-13") != nullptr);
    CHECK(gazetteer.find_code("VN-13")->name == "Quảng Ninh");
    CHECK(gazetteer.find_code("ZZ") == nullptr);
    REQUIRE(gazetteer.find("cu-ba").size() == 1);
    CHECK(gazetteer.find("cu-ba")[0]->code == "CU");
    CHECK(gazetteer.find("Không Đâu Cả").empty());
    CHECK(gazetteer.find("Hà Nam").size() == 2); // the Vietnamese province, the Chinese one
}

TEST_CASE("a user's table adds rows and names its broken ones") {
    const std::string path = std::string(BANGGIAO_BINARY_DIR) + "/user-gazetteer.tsv";
    std::ofstream(path) << "# mine\n\nforeign_locality\tPhố Thử\tXX-1\tKR\tthành phố\tPhố Thử Nghiệm|~Thử\n";
    auto gazetteer = Gazetteer::with_user_table(path);
    REQUIRE(gazetteer.ok());
    CHECK(longest("Phố Thử Nghiệm", *gazetteer) == "Phố Thử Nghiệm = Phố Thử XX-1");
    CHECK(longest("Quảng Ninh", *gazetteer) == "Quảng Ninh = Quảng Ninh VN-13");
    std::ofstream(path) << "country\tĐúng\nthành phố\tSai\n";
    const auto broken = Gazetteer::with_user_table(path);
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.error().place == path + ":2");
    CHECK(Gazetteer::with_user_table("/no/such/file").error().kind == ErrorKind::unreadable);
    std::remove(path.c_str());
}
