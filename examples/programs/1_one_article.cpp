// A sentence in, its facts out: one JSON line.
#include <banggiao/extract/extractor.h>
#include <banggiao/extract/readers.h>

#include <iostream>

int main() {
    using namespace banggiao;
    const auto article = extract::read_text("Ngày 4/7/2017, Bí thư Tỉnh ủy Sơn La Hoàng Văn Chất đã tiếp "
                                            "Chủ tịch Quốc hội Lào Pany Yathotou đang ở thăm Việt Nam.\n",
                                            "one-sentence");
    if (!article) return std::cerr << article.error().text() << "\n", 1;
    const auto facts = extract::Extractor().extract(*article);
    if (!facts) return std::cerr << facts.error().text() << "\n", 1;
    std::cout << to_json(*facts) << "\n";
    return 0;
}
