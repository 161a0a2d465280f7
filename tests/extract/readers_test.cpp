// Readers: pages of tests/extract/pages, encodings, ids, dates, and what is refused.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace banggiao;
using namespace banggiao::extract;
namespace fs = std::filesystem;

namespace {

const fs::path pages = fs::path(BANGGIAO_SOURCE_DIR) / "tests/extract/pages";

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream stream;
    stream << file.rdbuf();
    return stream.str();
}

std::string field(const char* name, const std::optional<std::string>& value) {
    return std::string(name) + ":" + (value ? " " + *value : "") + "\n";
}

std::string described(const Article& article) {
    return field("title", article.title) + field("published", article.published) +
           field("source", article.source) + field("url", article.url) + "\n" + *article.text;
}

/// A folder that is gone afterwards.
struct Folder {
    fs::path path = fs::path(BANGGIAO_BINARY_DIR) / "readers-test";
    Folder() { fs::remove_all(path), fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& bytes) const {
        fs::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << bytes;
    }
};

/// What read_paths reports, a line each, the folder's own path written as `@`.
std::string report_of(const Folder& folder, const std::vector<std::string>& names, ReadOptions options = {}) {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back((folder.path / name).string());
    std::string report;
    const auto line = [&](const char* kind, std::string text) {
        const std::string root = folder.path.string();
        for (std::size_t at; (at = text.find(root)) != text.npos;) text.replace(at, root.size(), "@");
        report += std::string(kind) + text + "\n";
    };
    read_paths(
        paths, options,
        {[&](Article&& article) { line("article ", article.id + " " + article.published.value_or("-")); },
         [&](const Error& error) { line("problem ", error.place + ": " + error.message); },
         [&](const std::string& note) { line("note ", note); }});
    return report;
}

} // namespace

TEST_CASE("pages of portals and papers") {
    for (const auto& entry : fs::directory_iterator(pages)) {
        if (entry.path().extension() != ".html") continue;
        INFO(entry.path());
        const auto article = read_html(bytes_of(entry.path()), "page");
        REQUIRE(article.ok());
        CHECK(described(*article) == bytes_of(fs::path(entry.path()).replace_extension(".txt")));
    }
}

TEST_CASE("pages that are none") {
    CHECK(read_html("<html><body><p>Ngắn.</p></body></html>", "a").error().message ==
          "no article was found on the page");
    std::string open = "<html><body>";
    for (int i = 0; i < 200000; ++i) open += "<div>";
    CHECK(read_html(open + "<p>chữ</p>", "a").error().kind == ErrorKind::limit);
    std::string bold = "<p>";
    for (int i = 0; i < 900; ++i) bold += "<b class=x" + std::to_string(i) + ">";
    for (int i = 0; i < 20000; ++i) bold += "<p>chữ";
    CHECK(read_html(bold, "a").error().kind == ErrorKind::limit);
}

TEST_CASE("a page that never closes its elements is read") {
    const auto article = read_html(
        "<title>Tin</title><div><p>Đoàn đại biểu tỉnh Mẫu đã đến thăm và làm việc tại tỉnh Ví Dụ trong "
        "hai ngày<p>Hai tỉnh trao đổi kinh nghiệm về quản lý biên giới, phát triển du lịch và đào tạo cán bộ",
        "a");
    REQUIRE(article.ok());
    CHECK(article->text->find("du lịch") != std::string::npos);
}

TEST_CASE("encodings") {
    const std::string text =
        "Bộ trưởng Bộ Ngoại giao tiếp đoàn đại biểu nước bạn tại Hà Nội, trao đổi về hợp tác";
    std::string encoding;
    CHECK(*decode("\xEF\xBB\xBF" + text, &encoding) == text);
    CHECK(encoding == "UTF-8");
    std::string little, big;
    for (const char32_t c : to_code_points(text)) {
        little += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
        big += {static_cast<char>(c >> 8), static_cast<char>(c & 0xFF)};
    }
    CHECK(*decode("\xFF\xFE" + little, &encoding) == text);
    CHECK(encoding == "UTF-16LE");
    CHECK(*decode(big, &encoding) == text);
    CHECK(encoding == "UTF-16BE");
    CHECK(*decode("a\r\nb\rc\n") == "a\nb\nc\n");
    const std::string motto = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc";
    CHECK(*decode("C\xF4\xF2ng ho\xCC"
                  "a xa\xDE h\xF4\xF2i chu\xD2 nghi\xDE"
                  "a Vi\xEA\xF2t Nam, \xD0\xF4\xF2"
                  "c l\xE2\xF2p - T\xFD\xF2 do - Ha\xF2nh phu\xEC"
                  "c",
                  &encoding) == motto); // tones after their vowels
    CHECK(encoding == "windows-1258");
    CHECK(*decode("C\xE9ng h\xDF"
                  "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
                  "a Vi\xD6t Nam, \xA7\xE9"
                  "c l\xCBp - T\xF9 do - H\xB9nh ph\xF3"
                  "c",
                  &encoding) == motto);
    CHECK(encoding == "TCVN3");
    CHECK(*decode("Co\xE4ng ho\xF8"
                  "a xa\xF5 ho\xE4i chu\xFB ngh\xF3"
                  "a Vie\xE4t Nam, \xD1o\xE4"
                  "c la\xE4p - T\xF6\xEF do - Ha\xEFnh phu\xF9"
                  "c",
                  &encoding) == motto);
    CHECK(encoding == "VNI");
    CHECK(*decode("\x93T\xD7nh h\xF7u ngh\xDE\x94 \x96 \xAE\xE9"
                  "c l\xCBp",
                  &encoding) == "“Tình hữu nghị” – độc lập");
    CHECK(encoding == "TCVN3");
    CHECK(*decode("HO\xC4I \xD1O\xC0NG NHA\xC2N DA\xC2N T\xC6NH, BA\xC4"
                  "C BIE\xC2N PHO\xD8NG",
                  &encoding) == "HỘI ĐỒNG NHÂN DÂN TỈNH, BẬC BIÊN PHÒNG");
}

TEST_CASE("an encoding that is not UTF-8 is said") {
    const Folder folder;
    folder.write("old.txt", "Bo\xE4 tr\xF6\xF4\xFBng Bo\xE4 Ngoa\xEFi giao tie\xE1p \xF1oa\xF8n");
    folder.write("new.txt", "Bộ trưởng Bộ Ngoại giao tiếp đoàn");
    CHECK(report_of(folder, {"old.txt", "new.txt"}) ==
          "note @/old.txt: read as VNI\narticle old -\narticle new -\n");
}

TEST_CASE("western texts in one byte are not taken for Vietnamese") {
    for (const char* text :
         {"El a\xF1o pasado el ministro espa\xF1ol visit\xF3 la monta\xF1"
          "a con ni\xF1os.",
          "M\xF6ten \xE4gde rum i G\xF6teborg d\xE4r utrikesministern \xF6ppnade f\xF6r samtal.",
          "L'ambassadeur a \xE9t\xE9 re\xE7u \xE0 l'h\xF4tel, o\xF9 les deux c\xF4t\xE9s ont discut\xE9.",
          "Ministr zahrani\xE8n\xED"
          "ch v\xEC"
          "c\xED p\xF8ijal velvyslance obou zem\xED."})
        CHECK_FALSE(decode(text).ok());
}

TEST_CASE("what is no text is refused") {
    CHECK(decode(std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16)).error().message ==
          "this is binary data, not text");
    const auto invalid = decode("plain words and one bad byte \xFF here");
    REQUIRE_FALSE(invalid.ok());
    CHECK(invalid.error().message == "byte 29 is not valid UTF-8");
    CHECK(read_text(" \n\t\n", "a").error().message == "the article has no text");
    CHECK(read_text("", "a").error().place == "a");
}

TEST_CASE("language") {
    CHECK(is_vietnamese("Đoàn đại biểu đã đến thăm thành phố"));
    CHECK_FALSE(
        is_vietnamese("President Nguyễn Phú Trọng met the delegation of the Communist Party in the capital"));
    CHECK_FALSE(
        is_vietnamese("Le président a reçu une délégation à l'Élysée, où il a été question d'économie"));
    CHECK_FALSE(is_vietnamese(""));
    CHECK_FALSE(
        is_vietnamese("Bo truong Bo Ngoai giao tiep Dai su Lao tai Ha Noi, hai ben trao doi ve hop tac"));
    CHECK_FALSE(is_vietnamese("ລັດຖະມົນຕີກະຊວງການຕ່າງປະເທດ ໄດ້ຕ້ອນຮັບ ເອກອັກຄະຣາຊະທູດ ຫວຽດນາມ"));
    CHECK_FALSE(is_vietnamese("外交部长会见越南驻华大使，双方就合作交换意见。"));
    CHECK_FALSE(
        is_vietnamese("Ministrul l-a primit pe ambasadorul țării și au discutat despre întărirea cooperării "
                      "bilaterale, în această săptămână, după întâlnirea de ieri."));
    CHECK_FALSE(
        is_vietnamese("Ministr zahraničních věcí přijal velvyslance a jednali o spolupráci obou zemí."));
}

TEST_CASE("lines of JSON") {
    const auto article = read_json_line(
        R"({"id":7,"title":"Tin","text":"Nội dung","url":null,"published":"2023-03-24T08:00:00+07:00",
                                            "source":"Báo","extra":[1,{"id":2}]})",
        "f:1");
    REQUIRE(article.ok());
    CHECK(article->id == "7");
    CHECK(article->text == "Tin\n\nNội dung");
    CHECK(article->published == "2023-03-24");
    CHECK(article->source == "Báo");
    CHECK_FALSE(article->url);
    for (const char* broken :
         {"{\"id\":\"a\"", "[]", "{\"text\":\"b\"}", "{\"id\":\"a\"}", "{\"id\":\"a\",\"text\":\" \"}"}) {
        const auto result = read_json_line(broken, "f:3");
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().place == "f:3");
    }
    CHECK_FALSE(read_json_line(std::string(1000000, '['), "f:1").ok());
}

TEST_CASE("dates that a text shows") {
    struct Case {
        const char* line;
        const char* date;
    };
    static constexpr Case cases[] = {
        {"14:53 | 14/12/2023", "2023-12-14"},
        {"Thứ Sáu, 24/3/2023", "2023-03-24"},
        {"Cập nhật: 24-03-2023 08:15", "2023-03-24"},
        {"Ngày đăng: 24.03.2023", "2023-03-24"},
        {"Thứ năm, ngày 5 tháng 10 năm 2023", "2023-10-05"},
        {"2023-03-24 08:15 GMT+7", "2023-03-24"},
        {"Hội nghị ngày 24/3/2023 của tỉnh", "-"},
        {"32/13/2023", "-"},
        {"24/3", "-"},
    };
    for (const Case& c : cases) {
        INFO(c.line);
        const auto article =
            read_text(std::string("Tiêu đề của bài\n") + c.line + "\nNội dung của bài.", "a");
        CHECK(article->published.value_or("-") == c.date);
    }
}

TEST_CASE("ids and order of files") {
    const Folder folder;
    folder.write("b.txt", "Nội dung b");
    folder.write("a/c.txt", "Nội dung c\n24/3/2023");
    folder.write("picture.png", "\x89PNG");
    folder.write("lines.jsonl",
                 "{\"id\":\"j1\",\"text\":\"Một\"}\n\n{\"id\":\"j2\"\n{\"id\":\"j3\",\"text\":\"Ba\"}");
    CHECK(report_of(folder, {""}) ==
          "note @/: 1 file is no .txt, .html or .jsonl and skipped: @/picture.png\n"
          "article a/c 2023-03-24\narticle b -\narticle j1 -\n"
          "problem @/lines.jsonl:3: no JSON at byte 10: Missing a comma or '}' after an object member.\n"
          "article j3 -\n");
    CHECK(report_of(folder, {"b.txt"}, {"2020-01-02", "mine"}) == "article mine 2020-01-02\n");
    CHECK(report_of(folder, {"b.txt", "a/c.txt"}, {{}, "mine"}) ==
          "problem : an id was given for 2 articles\n");
    CHECK(report_of(folder, {"nothing"}) == "problem @/nothing: there is no such file or folder\n");
}

TEST_CASE("two texts under one id are both refused, one text twice is one article") {
    const Folder folder;
    folder.write("x/a.txt", "Một");
    folder.write("y/a.txt", "Hai");
    folder.write("x/b.txt", "Ba");
    folder.write("y/b.txt", "Ba");
    folder.write(
        "l.jsonl",
        "{\"id\":\"c\",\"text\":\"Bốn\"}\n{\"id\":\"c\",\"text\":\"Năm\"}\n{\"id\":\"d\",\"text\":\"Sáu\"}");
    const std::string report = report_of(folder, {"x", "y", "l.jsonl"});
    CHECK(report.find("different texts have the id \"a\", none is read") != std::string::npos);
    CHECK(report.find("@/x/a.txt") != std::string::npos);
    CHECK(report.find("@/l.jsonl:2") != std::string::npos);
    CHECK(report.find("article a") == std::string::npos);
    CHECK(report.find("article c") == std::string::npos);
    CHECK(report.substr(report.find("article")) == "article b -\narticle d -\n");
}

TEST_CASE("texts in UTF-16 give the facts of the same texts in UTF-8") {
    const std::string plain = bytes_of(fs::path(BANGGIAO_SOURCE_DIR) / "tests/fuzz/corpus/text/visit.txt");
    std::string wide;
    for (const char32_t c : to_code_points(plain))
        wide += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
    const auto facts = Extractor().extract(*read_text(plain, "a"));
    REQUIRE(facts->nodes.size() > 3);
    CHECK(to_json(*facts) == to_json(*Extractor().extract(*read_text(wide, "a"))));
}

TEST_CASE("decomposed letters and CRLF change no fact") {
    const std::string plain = bytes_of(fs::path(BANGGIAO_SOURCE_DIR) / "tests/fuzz/corpus/text/meeting.txt");
    std::string other = plain;
    const auto replace_all = [&other](const std::string& from, const std::string& to) {
        for (std::size_t at = 0; (at = other.find(from, at)) != other.npos; at += to.size())
            other.replace(at, from.size(), to);
    };
    replace_all("\n", "\r\n");
    replace_all("ộ", "o\u0323\u0302");
    replace_all("ạ", "a\u0323");
    replace_all("ế", "e\u0302\u0301");
    REQUIRE(other.size() > plain.size());
    const auto facts = Extractor().extract(*read_text(plain, "a"));
    const auto same = Extractor().extract(*read_text(other, "a"));
    CHECK(facts->nodes.size() > 3);
    CHECK(to_json(*facts) == to_json(*same));
}
