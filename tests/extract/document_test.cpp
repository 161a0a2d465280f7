// Tokens, sentences and blocks, as compact text: what a document is cut into.
#include <banggiao/extract/document.h>
#include <banggiao/graph/text.h>

#include <catch2/catch.hpp>

#include <string>
#include <thread>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

Document analysed(Article& article, const std::string& text) {
    article.text = to_nfc(text);
    return analyse(article);
}

/// Tokens with a letter for the shape, joined by a space, or by nothing where glued.
std::string tokens_of(const std::string& text) {
    Document document;
    tokenize(text, document);
    std::string result;
    for (const Token& token : document.tokens) {
        if (!result.empty()) result += token.glued ? "~" : " ";
        result += std::string(document.view(token)) + ':' + "lcumn."[static_cast<int>(token.shape)];
    }
    return result;
}

/// One line a sentence: T title, L lead, B body, C caption, F furniture; an empty line between paragraphs.
std::string blocks_of(const std::string& text) {
    Article article;
    const Document document = analysed(article, text);
    std::string result;
    std::uint32_t paragraph = 0;
    for (const Sentence& sentence : document.sentences) {
        if (sentence.paragraph != paragraph) result += "--\n";
        paragraph = sentence.paragraph;
        result += std::string(1, "TLBCF"[static_cast<int>(sentence.block)]) + ' ' +
                  document.slice(sentence.tokens) + '\n';
    }
    return result;
}

/// The sentences of a text of one line, joined by `|`.
std::string sentences_of(const std::string& text) {
    Article article;
    const Document document = analysed(article, text);
    std::string result;
    for (const Sentence& sentence : document.sentences)
        result += (result.empty() ? "" : "|") + document.slice(sentence.tokens);
    return result;
}

struct Case {
    const char* text;
    const char* expected;
};

} // namespace

TEST_CASE("tokens") {
    static constexpr Case cases[] = {
        {"", ""},
        {"Bộ Ngoại giao", "Bộ:c Ngoại:c giao:l"},
        {"UBND tỉnh, VnExpress", "UBND:u tỉnh:l~,:. VnExpress:m"},
        {"31,54 tỷ; 1.200.000 người", "31,54:n tỷ:l~;:. 1.200.000:n người:l"},
        {"ngày 24/3", "ngày:l 24:n~/:.~3:n"},
        {"8.2.2017", "8:n~.:.~2:n~.:.~2017:n"},
        {"T.Ư Đ/c TP.HCM", "T:u~.:.~Ư:u Đ:u~/:.~c:l TP:u~.:.~HCM:u"},
        {"Cu-ba – Lào", "Cu:c~-:.~ba:l –:. Lào:c"},
        {"231km G20", "231:n~km:l G20:u"},
        {"N'Djamena 'Vành đai'", "N'Djamena:m ':.~Vành:c đai:l~':."},
        {"./.", ".:.~/:.~.:."},
        {"Ánh 中国", "Ánh:c 中国:l"},
    };
    for (const Case& c : cases) CHECK(tokens_of(c.text) == c.expected);
}

TEST_CASE("a word is the same token when it is met again, whatever stands behind it") {
    const std::string words[] = {"Vinh", "trường",  "NGHIÊNG",   "nghiêng",     "Đắk", "iPhone", "N'Djamena",
                                 "T3",   "đối-tác", "Vientiane", "Krasnoyarsk", "a",   "\u01a0"};
    std::size_t wrong = 0;
    for (const std::string& word : words)
        for (const char* behind :
             {"", " ", "2", "'", "'s", "”", "’a", "-", ".", ",5", "\n", "\u0301", "\u00a0"}) {
            const std::string end = word + behind, text = end + " ở cuối dòng";
            std::string first; // by a thread that has met no word yet
            std::thread([&] { first = tokens_of(text) + tokens_of(end); }).join();
            std::thread([&] {
                for (const std::string& each : words) tokens_of(each + " và những từ khác");
                wrong += tokens_of(text) + tokens_of(end) != first;
            }).join();
        }
    CHECK(wrong == 0);
}

TEST_CASE("bytes that are no UTF-8 are tokens too") {
    for (int lead = 0x80; lead < 0x100; ++lead)
        for (int next = 0x80; next < 0xC0; ++next) {
            const std::string text{static_cast<char>(lead), static_cast<char>(next), '7', ' ', 'a'};
            Document document;
            tokenize(text, document);
            REQUIRE(document.tokens.size() <= text.size());
            CHECK(document.tokens.back().bytes.end == text.size());
        }
}

TEST_CASE("syllables have one id exactly if they fold to one text") {
    CHECK(intern_syllable("hòa") == intern_syllable("HOÀ"));
    CHECK(intern_syllable("hòa") != intern_syllable("hoa"));
    CHECK(syllable_text(intern_syllable("Thuỷ")) == fold("Thủy"));
    CHECK(intern_syllable("") == 0);
    CHECK(intern_syllable(std::string(longest_syllable + 1, 'a')) == 0);
    CHECK(intern_phrase("UBND tỉnh") == std::vector{intern_syllable("ubnd"), intern_syllable("tỉnh")});
}

TEST_CASE("threads that intern the same words agree") {
    std::vector<std::vector<SyllableId>> ids(4);
    std::vector<std::thread> threads;
    for (auto& mine : ids)
        threads.emplace_back([&mine] {
            for (int i = 0; i < 5000; ++i) mine.push_back(intern_syllable("mới" + std::to_string(i)));
        });
    for (auto& thread : threads) thread.join();
    for (const auto& other : ids) CHECK(other == ids[0]);
    CHECK(syllable_text(ids[0][4321]) == "mới4321");
}

TEST_CASE("sentences") {
    static constexpr Case cases[] = {
        {"Hai bên hội đàm. Sau đó ký kết.", "Hai bên hội đàm.|Sau đó ký kết."},
        {"Hai bên nhất trí hợp tác.Tại buổi gặp, ông cảm ơn.",
         "Hai bên nhất trí hợp tác.|Tại buổi gặp, ông cảm ơn."},
        {"Đoàn đến TP. Hồ Chí Minh và TP.HCM.", "Đoàn đến TP. Hồ Chí Minh và TP.HCM."},
        {"Dự án ở TP. Tuy nhiên, còn chậm.", "Dự án ở TP.|Tuy nhiên, còn chậm."},
        {"Ủy viên T.Ư Đảng V. I. Mẫu và PGS. TS. Lê Mẫu đến.",
         "Ủy viên T.Ư Đảng V. I. Mẫu và PGS. TS. Lê Mẫu đến."},
        {"Khách từ Nga, Lào… Việc ấy tốt… nhưng chậm.", "Khách từ Nga, Lào…|Việc ấy tốt… nhưng chậm."},
        {"Hợp tác phát triển./. Hà Mẫu", "Hợp tác phát triển./.|Hà Mẫu"},
        {"Ông nói: “Rất tốt.” Bà đồng ý.", "Ông nói: “Rất tốt.”|Bà đồng ý."},
        {"Đạt 31.540 tấn, tăng 3.5 lần. 2 bên vui.", "Đạt 31.540 tấn, tăng 3.5 lần.|2 bên vui."},
        {"Ai đi? Không ai! Thế thôi", "Ai đi?|Không ai!|Thế thôi"},
        {"Ông A tiếp ông B Sáng 8/2, tại Hà Nội, hai ông gặp nhau.",
         "Ông A tiếp ông B|Sáng 8/2, tại Hà Nội, hai ông gặp nhau."},
        {"Hai ông bắt tay. Ảnh: Lê Mẫu/TTXVN Tại buổi tiếp, hai ông nói chuyện.",
         "Hai ông bắt tay.|Ảnh: Lê Mẫu/TTXVN|Tại buổi tiếp, hai ông nói chuyện."},
        {"Quang cảnh lễ ký. (Ảnh: TTXVN) Chiều nay, lễ ký diễn ra.",
         "Quang cảnh lễ ký.|(Ảnh: TTXVN)|Chiều nay, lễ ký diễn ra."},
    };
    for (const Case& c : cases) CHECK(sentences_of(c.text) == c.expected);
}

TEST_CASE("lines broken by width are one paragraph") {
    CHECK(
        sentences_of("Tin đối ngoại\n\nHôm nay đoàn đại biểu của tỉnh Mẫu đã đến thăm và làm việc tại thành\n"
                     "phố kết nghĩa trong ba ngày liền.\nHết.") ==
        "Tin đối ngoại|Hôm nay đoàn đại biểu của tỉnh Mẫu đã đến thăm và làm việc tại thành\nphố kết nghĩa "
        "trong ba "
        "ngày liền.|Hết.");
}

namespace {
const std::string long_paragraph =
    "Tại buổi làm việc, hai bên đã trao đổi về tình hình hợp tác giữa hai địa phương trong "
    "thời gian qua và thống nhất phương hướng cho những năm tiếp theo.";
}

TEST_CASE("the blocks of a page of text") {
    CHECK(
        blocks_of("TRANG CHỦ\nHỖ TRỢ TRỰC TUYẾN\n\nĐoàn tỉnh Mẫu thăm tỉnh Ví Dụ\n14:53 | 14/12/2023\nPV\n" +
                  long_paragraph + "\nHai trưởng đoàn bắt tay\nHai trưởng đoàn bắt tay\n(VDN) - " +
                  long_paragraph + "\nLễ đón đoàn ở cửa khẩu\n" + long_paragraph +
                  "\nHà Văn Mẫu\nTin cùng chuyên mục\n" + long_paragraph + "\nTags:\n- đối ngoại /\n") ==
        "F TRANG CHỦ\n--\nF HỖ TRỢ TRỰC TUYẾN\n--\nT Đoàn tỉnh Mẫu thăm tỉnh Ví Dụ\n--\nF 14:53 | "
        "14/12/2023\n--\nF PV\n--\nL " +
            long_paragraph +
            "\n--\nC Hai trưởng đoàn bắt tay\n--\nC Hai trưởng đoàn bắt tay\n--\nF (VDN) -\nB " +
            long_paragraph + "\n--\nC Lễ đón đoàn ở cửa khẩu\n--\nB " + long_paragraph +
            "\n--\nF Hà Văn Mẫu\n--\nF Tin cùng chuyên mục\n--\nF " + long_paragraph +
            "\n--\nF Tags:\n--\nF - đối ngoại /\n");
}

TEST_CASE("a byline at the end of the last line is none of the text") {
    CHECK(blocks_of("Hai tỉnh ký thỏa thuận\n" + long_paragraph + "\n" + long_paragraph + " Lê Mẫu/VOV.VN") ==
          "T Hai tỉnh ký thỏa thuận\n--\nL " + long_paragraph + "\n--\nB " + long_paragraph +
              "\nF Lê Mẫu/VOV.VN\n");
}

TEST_CASE("every token is in one sentence, and none is too long") {
    std::string text = "Tiêu đề\n\n";
    for (int i = 0; i < 5000; ++i) text += "một, ";
    for (int i = 0; i < 5000; ++i) text += "hai ";
    Article article;
    const Document document = analysed(article, text);
    TokenIndex next = 0;
    for (const Sentence& sentence : document.sentences) {
        REQUIRE(sentence.tokens.first == next);
        REQUIRE(sentence.tokens.size() <= 800);
        REQUIRE(document.sentence_of(next) ==
                static_cast<std::size_t>(&sentence - document.sentences.data()));
        next = sentence.tokens.last;
    }
    CHECK(next == document.tokens.size());
}

TEST_CASE("offsets count code points of the NFC text") {
    Article article;
    const Document document = analysed(article, "Bộ Ngoại giao"); // decomposed
    CHECK(document.span({1, 3}) == Span{3, 13});
    CHECK(document.slice(TokenRange{1, 3}) == "Ngoại giao");
}
