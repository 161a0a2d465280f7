// Names written in two ways, as tables.
#include <banggiao/graph/merge_spellings.h>

#include <catch2/catch.hpp>

using namespace banggiao::merging;

TEST_CASE("transliterations of one name have one skeleton") {
    const std::pair<const char*, const char*> rows[] = {
        {"Thoong-lun Xi-xu-lít", "Thongloun Sisoulith"},
        {"Bun-nhăng Vo-la-chít", "Bounnhang Vorachith"},
        {"Xa-lởm-xay Côm-ma-xít", "Saleumxay Kommasith"},
        {"Pa-ni Ya-tho-tu", "Pany Yathotou"},
        {"Xay-xổm-phon Phôm-vi-hản", "Saysomphone Phomvihane"},
        {"Lu-ca-sen-cô", "Lukashenko"},
        {"Pu-tin", "Putin"}};
    Names names;
    for (auto [written, full] : rows) {
        INFO(written);
        CHECK(consonant_skeleton(names.of(written).key) == consonant_skeleton(names.of(full).key));
    }
    CHECK(consonant_skeleton(names.of("Thongloun Sisoulith").key) !=
          consonant_skeleton(names.of("Bounnhang Vorachith").key));
}

TEST_CASE("how a name can be another") {
    struct Row {
        const char* written;
        const char* full;
        bool single_seat;
        Likeness likeness;
    };
    const Row rows[] = {
        {"Thaksin", "Thaksin Shinawatra", false, Likeness::short_form},
        {"Sơn", "Bùi Thanh Sơn", false, Likeness::short_form},
        {"Bùi Sơn", "Bùi Thanh Sơn", false, Likeness::short_form},
        {"Abe Shinzo", "Shinzo Abe", false, Likeness::name_order},
        {"Sơn Thanh Bùi", "Bùi Thanh Sơn", true, Likeness::unlike},
        {"V. Putin", "Vladimir Putin", false, Likeness::short_form},
        {"D.V. Medvedev", "Dmitry Medvedev", false, Likeness::unlike},
        {"V. P.", "Vladimir Putin", false, Likeness::unlike},
        {"Vladimir Putin", "V. Putin", false, Likeness::unlike},
        {"Thanh Bùi", "Bùi Thanh Sơn", false, Likeness::unlike},
        {"Bùi Thanh Sơn", "Sơn", false, Likeness::unlike},
        {"Thoong-lun Xi-xu-lít", "Thongloun Sisoulith", false, Likeness::transliteration},
        {"Pontavchenko", "Poltavchenko", false, Likeness::misspelling},
        {"Nguyễn Văn Hải", "Nguyễn Văn Hảo", false, Likeness::unlike},
        {"Nguyễn Văn Hải", "Nguyễn Văn Hảo", true, Likeness::misspelling},
        {"Aleksandr Grigorievich Lukashenko", "Alexander Lukashenko", true, Likeness::same_surname},
        {"Aleksandr Grigorievich Lukashenko", "Alexander Lukashenko", false, Likeness::unlike},
        {"Nguyễn Huy Tăng", "Phạm Huy Tăng", true, Likeness::unlike},
        {"Bùi Thanh Sơn", "Bùi Thanh Sơn", true, Likeness::unlike}};
    Names names;
    for (const Row& row : rows) {
        INFO(row.written << " as " << row.full);
        CHECK(likeness(NameShape(names.of(row.written)), NameShape(names.of(row.full)), row.single_seat) ==
              row.likeness);
    }
}

TEST_CASE("Vietnamese syllables are told from others") {
    for (const char* name : {"bùi-thanh-sơn", "nguyễn-quyên", "giang", "khuya", "yến"})
        CHECK(looks_vietnamese(name));
    for (const char* name : {"thongloun", "sisoulith", "putin-v", "schwarz", "hassan-ali-s"})
        CHECK_FALSE(looks_vietnamese(name));
}
