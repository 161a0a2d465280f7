// The whole extractor is linear in the length of the text: eight times a text takes about eight times as
// long, whatever the text. What is quadratic takes sixty-four times as long.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>

using namespace banggiao;
using namespace banggiao::extract;

namespace {

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text = "Đoàn đại biểu tỉnh đến thăm và làm việc\n\n";
    while (text.size() < bytes) text += piece;
    return text;
}

/// Processor time of the best of three runs.
double seconds(const std::string& text) {
    const auto article = read_text(text, "growth");
    REQUIRE(article.ok());
    double best = 1e9;
    for (int run = 0; run < 3; ++run) {
        const std::clock_t start = std::clock();
        (void)Extractor().extract(*article);
        best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    return best;
}

} // namespace

TEST_CASE("time grows with length") {
    static constexpr const char* pieces[] = {
        "Nguyễn Văn Mẫu ",
        "Bộ trưởng Bộ Ngoại giao Bùi Văn Mẫu ",
        "ông Mẫu tiếp ông Dụ, ",
        "Sáng 24/3/2023, Chủ tịch UBND tỉnh Quảng Ninh Nguyễn Văn Mẫu tiếp ông Trần Ví Dụ. ",
        "Hai bên ký bản ghi nhớ hợp tác giữa tỉnh Quảng Ninh và tỉnh Quảng Tây. ",
        "Tỉnh Quảng Ninh và thành phố Thượng Hải (Trung Quốc) kết nghĩa\n",
        "các sở: Tài chính, Công Thương, Ngoại vụ; ",
        "Quảng Tây, Vân Nam, ",
        "UBND tỉnh, Sở Ngoại vụ, ",
        "hội đàm làm việc tiếp thăm ký kết ",
        "ngày 24/3, chiều 10-2, ",
        "Tin liên quan\n",
        ", ",
        "(",
        "\f",
        "“",
        "a",
        "Ảnh: ",
        "\n",
        "1.",
    };
    constexpr std::size_t length = 20000;
    for (const std::string_view piece : pieces) {
        INFO(piece);
        const double once = seconds(repeated(piece, length));
        CHECK(seconds(repeated(piece, 8 * length)) < 20 * std::max(once, 0.001));
    }
}
