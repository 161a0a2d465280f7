// Takes UTF-8. Hands out its normal form, its folded form and classes of its code points. Code points below
// U+2100 are read from a table made from ICU; text beyond them or not in NFC takes the slow way through
// ICU.
#include <banggiao/graph/text.h>

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <memory_resource>

namespace banggiao {

namespace {

constexpr char32_t table_size = 0x2100;
constexpr char32_t replacement = 0xFFFD;

enum Class : std::uint8_t {
    letter = 1,
    upper = 2,
    digit = 4,
    space = 8,
    dropped = 16, ///< punctuation and separators: what FoldOptions::punctuation takes away
    vowel = 32,   ///< a vowel of Vietnamese, marked or not
    plain = 64,   ///< NFC as it stands, one column, one grapheme, lower case is one code point
    combining = 128
};

/// What is known of one code point. All values are in the basic plane below the table's size.
struct Row {
    char16_t lower = 0;
    char16_t toneless = 0; ///< of the code point itself, case kept
    char16_t bare = 0;     ///< lower case without any mark, đ as d
    std::uint8_t tone = 0;
    std::uint8_t classes = 0;
};

constexpr std::array<char32_t, 6> tone_marks{0, 0x300, 0x301, 0x309, 0x303, 0x323};

const icu::Normalizer2& normalizer(bool composed) {
    static const auto pick = [](bool nfc) {
        UErrorCode status = U_ZERO_ERROR;
        return nfc ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
    };
    static const icu::Normalizer2* const nfc = pick(true);
    static const icu::Normalizer2* const nfd = pick(false);
    return composed ? *nfc : *nfd;
}

/// Lower case as folding has it: the Icelandic and African letters that pass for Đ become đ.
char32_t lower_letter(char32_t code_point) {
    char32_t low = static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point)));
    return low == U'ð' || low == U'ɖ' ? U'đ' : low;
}

icu::UnicodeString decomposed(char32_t code_point) {
    icu::UnicodeString parts;
    const auto point = static_cast<UChar32>(code_point);
    return normalizer(false).getDecomposition(point, parts) ? parts : icu::UnicodeString(point);
}

/// Takes the tone mark out of a decomposition; the tone's number, 0 if it has none.
int take_tone(icu::UnicodeString& marks) {
    for (int tone = 1; tone < 6; ++tone) {
        std::int32_t at = marks.indexOf(static_cast<UChar32>(tone_marks[static_cast<std::size_t>(tone)]));
        if (at < 0) continue;
        marks.remove(at, 1);
        return tone;
    }
    return 0;
}

bool is_vowel_letter(char32_t bare) {
    return bare == U'a' || bare == U'e' || bare == U'i' || bare == U'o' || bare == U'u' || bare == U'y';
}

std::uint8_t classes_of(char32_t code_point, char32_t bare) {
    auto point = static_cast<UChar32>(code_point);
    unsigned classes = 0;
    if (u_isalpha(point)) classes |= letter;
    if (u_isupper(point) || u_istitle(point)) classes |= upper;
    if (u_isdigit(point)) classes |= digit;
    if (u_isUWhiteSpace(point)) classes |= space;
    if (u_getCombiningClass(point) != 0 || u_charType(point) == U_NON_SPACING_MARK) classes |= combining;
    if (u_ispunct(point) || u_isUWhiteSpace(point)) classes |= dropped;
    if ((classes & letter) && is_vowel_letter(bare)) classes |= vowel;
    bool latin = (code_point >= 0x20 && code_point < 0x7F) || (code_point >= 0xA0 && code_point < 0x250) ||
                 (code_point >= 0x1E00 && code_point < 0x1F00);
    bool mark = (code_point >= 0x2010 && code_point < 0x2028) ||
                (code_point >= 0x2030 && code_point < 0x205F) ||
                (code_point >= 0x20A0 && code_point < 0x20C1); // dashes, quotation marks, dots, currencies
    if ((latin && code_point != 0xAD && code_point != 0x130) || mark) classes |= plain;
    return static_cast<std::uint8_t>(classes);
}

char32_t composed_without_tone(char32_t code_point, int* tone) {
    icu::UnicodeString marks = decomposed(code_point);
    *tone = is_vowel_letter(static_cast<char32_t>(u_tolower(marks.char32At(0)))) ? take_tone(marks) : 0;
    if (*tone == 0) return code_point;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString whole = normalizer(true).normalize(marks, status);
    if (whole.countChar32() == 1) return static_cast<char32_t>(whole.char32At(0));
    *tone = 0;
    return code_point;
}

Row make_row(char32_t code_point) {
    Row row;
    int tone = 0;
    row.toneless = static_cast<char16_t>(composed_without_tone(code_point, &tone));
    row.tone = static_cast<std::uint8_t>(tone);
    char32_t low = lower_letter(code_point);
    row.lower = static_cast<char16_t>(low < 0x10000 ? low : code_point);
    auto base = static_cast<char32_t>(decomposed(low).char32At(0));
    bool latin = u_isalpha(static_cast<UChar32>(base)) && base < 0x250;
    row.bare = static_cast<char16_t>(low == U'đ' ? U'd' : latin ? base : row.lower);
    row.classes = classes_of(code_point, row.bare);
    return row;
}

constexpr char32_t page_size = 0x100;

/// The rows, by pages that are made when first needed: most texts need three, and a short run of the program
/// should not pay for the rest.
class Table {
  public:
    ~Table() {
        for (auto& page : pages_) delete page.load();
    }
    /// REQUIRES: code_point < table_size.
    const Row& row(char32_t code_point) {
        const Page* page = pages_[code_point / page_size].load(std::memory_order_acquire);
        if (!page) [[unlikely]]
            page = make(code_point / page_size);
        return (*page)[code_point % page_size];
    }

  private:
    using Page = std::array<Row, page_size>;

    const Page* make(std::size_t number) {
        auto made = std::make_unique<Page>();
        const auto first = static_cast<char32_t>(number * page_size);
        for (char32_t point = 0; point < page_size; ++point) (*made)[point] = make_row(first + point);
        const Page* before = nullptr; // of another thread
        if (pages_[number].compare_exchange_strong(before, made.get(), std::memory_order_acq_rel))
            return made.release();
        return before;
    }

    std::array<std::atomic<const Page*>, table_size / page_size> pages_{};
};

constinit Table table;

const Row& row_of(char32_t code_point) {
    return table.row(code_point);
}

bool has_class(char32_t code_point, unsigned classes) {
    if (code_point < table_size) return (row_of(code_point).classes & classes) != 0;
    return (classes_of(code_point, 0) & classes) != 0;
}

/// Calls `visit` with each code point; ill-formed bytes give U+FFFD.
template <typename Visit>
void each_code_point(std::string_view utf8, Visit visit) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
    std::size_t at = 0;
    while (at < utf8.size()) {
        if (bytes[at] < 0x80) {
            visit(char32_t{bytes[at++]});
            continue;
        }
        UChar32 point = 0;
        U8_NEXT(bytes, at, utf8.size(), point);
        visit(point < 0 ? replacement : static_cast<char32_t>(point));
    }
}

/// States of is_usual(), by the place of their bits in a step. `lost` is where a byte that has no way on
/// leads.
enum UsualState : std::uint64_t {
    lost = 0,
    between = 6,
    before_last = 12,
    after_c2 = 18,
    after_c4 = 24,
    after_e1 = 30,
    after_e2 = 36,
    after_e2_80 = 42
};

/// Where a byte leads from each state.
constexpr std::uint64_t usual_step(unsigned byte) {
    std::uint64_t step = 0;
    const auto leads = [&](bool known, UsualState from, UsualState to) { step |= known ? to << from : 0; };
    const bool follows = byte >= 0x80 && byte < 0xC0;
    leads((byte >= 0x20 && byte < 0x7F) || (byte >= '\t' && byte <= '\r'), between, between);
    leads(byte == 0xC2, between, after_c2);
    leads(byte == 0xC4, between, after_c4);
    leads(byte == 0xC3 || (byte >= 0xC5 && byte <= 0xC8), between, before_last);
    leads(byte == 0xE1, between, after_e1);
    leads(byte == 0xE2, between, after_e2);
    leads(follows, before_last, between);
    leads(follows && byte >= 0xA0 && byte != 0xAD, after_c2, between);
    leads(follows && byte != 0xB0, after_c4, between);
    leads(byte >= 0xB8 && byte <= 0xBB, after_e1, before_last);
    leads(byte == 0x80, after_e2, after_e2_80);
    leads(byte >= 0x90 && byte <= 0xA6, after_e2_80, between);
    return step;
}

constexpr std::array<std::uint64_t, 256> usual_steps = [] {
    std::array<std::uint64_t, 256> all{};
    for (unsigned byte = 0; byte < 256; ++byte) all[byte] = usual_step(byte);
    return all;
}();

/// Whether this is UTF-8 of the characters that most texts are made of, all of them plain or space: ASCII
/// without most controls, U+00A0 … U+023F but the soft hyphen and İ, U+1E00 … U+1EFF, dashes and quotation
/// marks. A step is one load that does not wait for the step before, and one shift.
bool is_usual(std::string_view utf8) {
    constexpr std::size_t at_once = 8; // a step is as short as the turn of a loop
    std::uint64_t state = between;
    const auto step = [&state](char byte) {
        state = usual_steps[static_cast<unsigned char>(byte)] >> (state & 63);
    };
    for (; utf8.size() >= at_once; utf8.remove_prefix(at_once))
        for (std::size_t i = 0; i < at_once; ++i) step(utf8[i]);
    for (const char byte : utf8) step(byte);
    return (state & 63) == between;
}

bool is_plain(std::string_view utf8) {
    if (is_usual(utf8)) return true;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
    for (std::size_t at = 0; at < utf8.size();) {
        UChar32 point = 0;
        U8_NEXT(bytes, at, utf8.size(), point);
        const bool quad = point == 0x2000 || point == 0x2001; // spaces that have another normal form
        if (point < 0 || quad || !has_class(static_cast<char32_t>(point), plain | space)) return false;
    }
    return true;
}

icu::UnicodeString to_icu(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

std::string slow_nfc(std::string_view utf8, bool lower) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString text = normalizer(true).normalize(to_icu(utf8), status);
    if (lower) text = normalizer(true).normalize(text.toLower(icu::Locale::getRoot()), status);
    std::string out;
    return text.toUTF8String(out);
}

/// A word being folded: its letters in lower case, read from and written to in place.
struct Word {
    std::pmr::vector<char32_t>& text;
    std::size_t first;

    std::size_t size() const { return text.size() - first; }
    char32_t& from_end(std::size_t back) { return text[text.size() - back]; }
    char32_t letter_back(std::size_t back) const {
        return back > size() ? 0 : without_tone(text[text.size() - back]);
    }
    bool vowel_back(std::size_t back) const {
        return back <= size() && has_class(text[text.size() - back], vowel);
    }
};

/// The consonants before the vowel `back` letters from the end include the u of qu and the i of gi.
bool onset_before(const Word& word, std::size_t back) {
    if (!word.vowel_back(back + 1)) return true;
    char32_t glide = word.letter_back(back + 1);
    char32_t before = word.letter_back(back + 2);
    return (glide == U'u' && before == U'q') || (glide == U'i' && before == U'g' && word.size() == back + 2);
}

char32_t with_tone(char32_t vowel_letter, int tone) {
    auto mark = static_cast<UChar32>(tone_marks[static_cast<std::size_t>(tone)]);
    return static_cast<char32_t>(normalizer(true).composePair(static_cast<UChar32>(vowel_letter), mark));
}

/// hoà → hòa, thuỷ → thủy: only open oa, oe, uy have two places.
void settle_tone(Word word) {
    if (word.size() < 2) return;
    int tone = 0;
    char32_t last = without_tone(word.from_end(1), &tone);
    if (tone == 0) return;
    char32_t before = word.from_end(2);
    bool varies = (before == U'o' && (last == U'a' || last == U'e')) || (before == U'u' && last == U'y');
    if (!varies || (before == U'u' && word.letter_back(3) == U'q') || !onset_before(word, 2)) return;
    word.from_end(2) = with_tone(before, tone);
    word.from_end(1) = last;
}

/// Mỹ → Mĩ, quý → quí.
void settle_final_y(Word word) {
    int tone = 0;
    if (word.size() < 2 || without_tone(word.from_end(1), &tone) != U'y' || !onset_before(word, 1)) return;
    word.from_end(1) = tone == 0 ? U'i' : with_tone(U'i', tone);
}

/// Names are short: what is made of one on the way takes no memory from the heap.
constexpr std::size_t bytes_on_stack = 512;

class Folder {
  public:
    Folder(FoldOptions options, std::size_t bytes) : options_(options) { text_.reserve(bytes); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void add(char32_t point) {
        if (point < table_size) {
            const Row& row = row_of(point);
            return add(row.lower, row.classes);
        }
        const char32_t low = lower_letter(point);
        add(low, classes_of(low, 0));
    }

    std::string finish() {
        end_word();
        if (!text_.empty() && text_.back() == U' ') text_.pop_back();
        if (options_.marks) {
            for (char32_t& point : text_) point = point < table_size ? char32_t{row_of(point).bare} : point;
        }
        return to_utf8({text_.data(), text_.size()});
    }

  private:
    void add(char32_t low, unsigned classes) {
        if (classes & letter) {
            text_.push_back(low);
            return;
        }
        end_word();
        if (options_.marks && (classes & combining)) return;
        if (classes & space) {
            add_space();
        } else if (!options_.punctuation || !(classes & dropped)) {
            text_.push_back(low);
        }
        word_ = text_.size();
    }

    void add_space() {
        if (!options_.punctuation && !text_.empty() && text_.back() != U' ') text_.push_back(U' ');
    }

    void end_word() {
        settle_tone({text_, word_});
        if (options_.i_and_y) settle_final_y({text_, word_});
        word_ = text_.size();
    }

    FoldOptions options_;
    std::array<std::byte, bytes_on_stack> stack_;
    std::pmr::monotonic_buffer_resource memory_{stack_.data(), stack_.size()};
    std::pmr::vector<char32_t> text_{&memory_};
    std::size_t word_ = 0; ///< where the word being read begins
};

} // namespace

namespace {

/// Writes at most four bytes and returns how many.
std::size_t put_utf8(char* to, char32_t code_point) {
    if (code_point < 0x80) {
        *to = static_cast<char>(code_point);
        return 1;
    }
    if (code_point > 0x10FFFF || U_IS_SURROGATE(code_point)) code_point = replacement;
    auto* const bytes = reinterpret_cast<std::uint8_t*>(to);
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, static_cast<std::uint32_t>(code_point));
    return length;
}

} // namespace

std::string to_nfc(std::string_view utf8) {
    return is_plain(utf8) ? std::string(utf8) : slow_nfc(utf8, false);
}

bool is_valid_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    if (is_usual(bytes)) return true;
    for (std::size_t at = 0; at < bytes.size();) {
        UChar32 point = 0;
        U8_NEXT(data, at, bytes.size(), point);
        if (point < 0) return false;
    }
    return true;
}

std::u32string to_code_points(std::string_view utf8) {
    std::u32string out;
    out.reserve(utf8.size());
    each_code_point(utf8, [&](char32_t point) { out.push_back(point); });
    return out;
}

void append_utf8(std::string& out, char32_t code_point) {
    char bytes[4];
    out.append(bytes, put_utf8(bytes, code_point));
}

std::string to_utf8(std::u32string_view code_points) {
    const auto write = [&](char* to) {
        std::size_t length = 0;
        for (const char32_t point : code_points) length += put_utf8(to + length, point);
        return length;
    };
    if (4 * code_points.size() <= bytes_on_stack) {
        std::array<char, bytes_on_stack> bytes;
        return {bytes.data(), write(bytes.data())};
    }
    std::string out(4 * code_points.size(), '\0');
    out.resize(write(out.data()));
    return out;
}

std::size_t code_point_count(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & '\xC0') != '\x80'; }));
}

std::string fold(std::string_view utf8, FoldOptions options) {
    Folder folder(options, utf8.size());
    auto add = [&](char32_t point) { folder.add(point); };
    if (is_plain(utf8)) {
        each_code_point(utf8, add);
    } else {
        each_code_point(slow_nfc(utf8, true), add);
    }
    return folder.finish();
}

std::string name_key(std::string_view utf8) {
    const bool only_digits =
        std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (only_digits) return std::string(utf8); // ids of imported graphs often are
    std::string key = fold(expand_abbreviations(utf8), {.marks = true, .i_and_y = true, .punctuation = true});
    return key.empty() ? fold(utf8) : key;
}

char32_t without_tone(char32_t code_point, int* tone) {
    bool known = code_point < table_size;
    if (tone) *tone = known ? row_of(code_point).tone : 0;
    return known ? char32_t{row_of(code_point).toneless} : code_point;
}

char32_t to_lower(char32_t code_point) {
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point)));
}

bool is_letter(char32_t code_point) {
    return has_class(code_point, letter);
}
bool is_upper(char32_t code_point) {
    return has_class(code_point, upper);
}
bool is_digit(char32_t code_point) {
    return has_class(code_point, digit);
}
bool is_space(char32_t code_point) {
    return has_class(code_point, space);
}

} // namespace banggiao
