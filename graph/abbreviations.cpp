// Takes names as the press writes them. Hands out them with the usual abbreviations written out: the one
// table.
#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace banggiao {

namespace {

struct Abbreviation {
    std::string_view letters; ///< without dots, hyphens and &
    std::string_view full;
    bool also_a_word =
        false; ///< counts only in capitals, in a text that is not all capitals (TƯ, and tư of đầu tư)
};

constexpr std::array abbreviations{
    Abbreviation{"UB", "Ủy ban"},
    Abbreviation{"UBND", "Ủy ban nhân dân"},
    Abbreviation{"HĐND", "Hội đồng nhân dân"},
    Abbreviation{"TP", "thành phố"},
    Abbreviation{"TX", "thị xã"},
    Abbreviation{"HCM", "Hồ Chí Minh"},
    Abbreviation{"TPHCM", "thành phố Hồ Chí Minh"},
    Abbreviation{"VN", "Việt Nam"},
    Abbreviation{"MTTQ", "Mặt trận Tổ quốc"},
    Abbreviation{"MTTQVN", "Mặt trận Tổ quốc Việt Nam"},
    Abbreviation{"UBMTTQ", "Ủy ban Mặt trận Tổ quốc"},
    Abbreviation{"UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"},
    Abbreviation{"UBTW", "Ủy ban Trung ương"},
    Abbreviation{"UBTWMTTQ", "Ủy ban Trung ương Mặt trận Tổ quốc"},
    Abbreviation{"QH", "Quốc hội"},
    Abbreviation{"ĐBQH", "Đại biểu Quốc hội"},
    Abbreviation{"LHQ", "Liên hợp quốc"},
    Abbreviation{"UBTVQH", "Ủy ban Thường vụ Quốc hội"},
    Abbreviation{"BCH", "Ban Chấp hành"},
    Abbreviation{"BCHTW", "Ban Chấp hành Trung ương"},
    Abbreviation{"BTV", "Ban Thường vụ"},
    Abbreviation{"ĐCS", "Đảng Cộng sản"},
    Abbreviation{"ĐCSVN", "Đảng Cộng sản Việt Nam"},
    Abbreviation{"TW", "Trung ương"},
    Abbreviation{"TƯ", "Trung ương", true},
    Abbreviation{"CHDCND", "Cộng hòa Dân chủ Nhân dân"},
    Abbreviation{"CHXHCN", "Cộng hòa Xã hội chủ nghĩa"},
    Abbreviation{"CHND", "Cộng hòa Nhân dân"},
    Abbreviation{"CHLB", "Cộng hòa Liên bang"},
    Abbreviation{"CH", "Cộng hòa", true},
    Abbreviation{"LB", "Liên bang", true},
    Abbreviation{"QĐND", "Quân đội nhân dân"},
    Abbreviation{"BĐBP", "Bộ đội Biên phòng"},
    Abbreviation{"ĐSQ", "Đại sứ quán"},
    Abbreviation{"TLSQ", "Tổng Lãnh sự quán"},
    Abbreviation{"TTXVN", "Thông tấn xã Việt Nam"},
    Abbreviation{"LHPN", "Liên hiệp Phụ nữ"},
    Abbreviation{"TNCS", "Thanh niên Cộng sản"},
    Abbreviation{"TLĐLĐ", "Tổng Liên đoàn Lao động"},
    Abbreviation{"GTVT", "Giao thông vận tải"},
    Abbreviation{"GDĐT", "Giáo dục và Đào tạo"},
    Abbreviation{"KHĐT", "Kế hoạch và Đầu tư"},
    Abbreviation{"KHCN", "Khoa học và Công nghệ"},
    Abbreviation{"LĐTBXH", "Lao động - Thương binh và Xã hội"},
    Abbreviation{"NNPTNT", "Nông nghiệp và Phát triển nông thôn"},
    Abbreviation{"NNMT", "Nông nghiệp và Môi trường"},
    Abbreviation{"TNMT", "Tài nguyên và Môi trường"},
    Abbreviation{"TTTT", "Thông tin và Truyền thông"},
    Abbreviation{"VHTTDL", "Văn hóa, Thể thao và Du lịch"},
};

std::string letters_key(std::string_view text) {
    return fold(text, {.marks = true, .punctuation = true});
}

const Abbreviation* find_letters(std::string_view chunk) {
    static const auto by_letters = [] {
        std::map<std::string, const Abbreviation*, std::less<>> made;
        for (const Abbreviation& each : abbreviations) made.emplace(letters_key(each.letters), &each);
        return made;
    }();
    auto found = by_letters.find(letters_key(chunk));
    return found == by_letters.end() ? nullptr : found->second;
}

/// Quickly says no to nearly every syllable: an abbreviation has neither a lower-case a e i o nor a toned
/// vowel.
bool may_be_abbreviation(std::string_view chunk) {
    constexpr std::size_t longest = 16;
    return chunk.size() > 1 && chunk.size() <= longest &&
           std::none_of(chunk.begin(), chunk.end(), [](char byte) {
               return byte == 'a' || byte == 'e' || byte == 'i' || byte == 'o' || byte == '\xC3' ||
                      static_cast<unsigned char>(byte) >= 0xE0;
           });
}

bool is_lower_byte(char byte) {
    return byte >= 'a' && byte <= 'z';
}
bool is_letter_byte(char byte) {
    return is_lower_byte(byte) || (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80;
}

/// Writes a text out again, its abbreviations in full.
class Expander {
  public:
    explicit Expander(std::string_view text)
        : text_(text), has_lower_(std::any_of(text.begin(), text.end(), is_lower_byte)) {}

    std::string expand() {
        while (at_ < text_.size()) {
            std::size_t end = std::min(text_.find(' ', at_), text_.size());
            if (!replace(end)) expand_runs(end);
            if (at_ < text_.size()) out_ += text_[at_++];
        }
        return std::move(out_);
    }

  private:
    /// Replaces [at_, end) up to its last letter if its letters are an abbreviation.
    bool replace(std::size_t end) {
        std::size_t first = at_;
        while (first < end && !is_letter_byte(text_[first])) ++first;
        std::size_t last = end;
        while (last > first && !is_letter_byte(text_[last - 1])) --last;
        std::string_view core = text_.substr(first, last - first);
        if (!may_be_abbreviation(core)) return false;
        const Abbreviation* found = find_letters(core);
        if (!found || (found->also_a_word && !in_capitals(core))) return false;
        out_ += text_.substr(at_, first - at_);
        out_ += found->full;
        at_ = last;
        if (at_ < text_.size() && text_[at_] == '.') separate(++at_);
        return true;
    }

    void separate(std::size_t next) {
        if (next < text_.size() && is_letter_byte(text_[next])) out_ += ' ';
    }

    bool in_capitals(std::string_view core) const {
        return has_lower_ && std::none_of(core.begin(), core.end(), is_lower_byte) &&
               core.find("ư") == core.npos;
    }

    void expand_runs(std::size_t end) {
        if (text_.substr(at_, end - at_) == "&") {
            out_ += "và";
            at_ = end;
        }
        while (at_ < end) {
            std::size_t run = at_;
            while (run < end && is_letter_byte(text_[run])) ++run;
            if (run == at_) {
                out_ += text_[at_++];
            } else if (!replace(run)) {
                out_ += text_.substr(at_, run - at_);
                at_ = run;
            }
        }
    }

    std::string_view text_;
    bool has_lower_;
    std::size_t at_ = 0;
    std::string out_;
};

} // namespace

std::string expand_abbreviations(std::string_view utf8) {
    return Expander(utf8).expand();
}

} // namespace banggiao
