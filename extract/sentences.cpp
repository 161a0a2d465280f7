// Takes tokens. Hands out sentences and paragraphs. A paragraph is a line (or a run of hard-wrapped lines).
// A sentence ends at `. ! ? …` and `./.` where the next begins like one, also without a space between; at a
// picture's credit; and where collected articles run a headline or caption into the next sentence (`… Lý Khắc
// Cường Chiều 12.5`). Credits and the agency's name before a lead are sentences of their own, marked
// furniture here.
#include <banggiao/extract/document.h>

namespace banggiao::extract {
namespace {

constexpr TokenIndex comfortable_sentence = 400; // tokens; beyond it any comma ends a sentence
constexpr TokenIndex longest_sentence = 800;     // and beyond this anything does
constexpr TokenIndex longest_credit = 12;
constexpr std::uint32_t shortest_wrapped_line = 60, longest_wrapped_line = 130;

struct Lexicon {
    SyllableSet abbreviations{
        "tp tx tt ts ths pgs gs bs ks cn ls nxb đh thpt mr mrs ms dr prof st jr sr inc ltd co "
        "corp no vs t.ư"};
    SyllableSet openers{
        "tại theo trong tuy ngoài đây hiện bên với về trước sau do đến đồng cùng để khi nếu các những "
        "ông bà ngày chiều sáng tối trưa được có là từ như nhân phát tham tiếp kết qua ở vì song "
        "nhưng đó này hai trên dưới cũng"};
    SyllableSet always{"tại theo đây"}; // open a sentence wherever they are capitalised
    SyllableSet day_parts{"sáng chiều tối trưa ngày đêm"};
    SyllableSet day_parts_next{"nay qua cùng ngày mai"};
    SyllableSet credits{"ảnh nguồn video clip"};
    SyllableSet agencies{
        "online tto tpo vov vtv plvn dnth qđnd ttxvn nlđo sggp antđ tno vnn vne titc hnmo gdvn"};
    SyllableSet agency_ends{"xã báo"};
    SyllableSet first_words{"trong tuy hiện bên cùng trước sau nhân phát nhận"};
    SyllableSet welcomes{"đón"}, welcomed{"chủ thủ tổng phó đoàn đồng"}; // `Đón Chủ tịch … có …`
    SyllableSet second_words{"khuôn khi đó thời dịp nhiên nay cạnh ngày biểu lời"};
};

const Lexicon& lexicon() {
    static const Lexicon the_lexicon;
    return the_lexicon;
}

bool is_word(const Token& token) {
    return token.shape != Shape::punctuation && token.shape != Shape::number;
}
bool is_capital(const Token& token) {
    return is_word(token) && token.shape != Shape::lower;
}
bool is_terminal(char32_t mark) {
    return mark == '.' || mark == '!' || mark == '?' || mark == U'…';
}
bool is_closer(char32_t mark) {
    return mark == U'”' || mark == U'’' || mark == '"' || mark == '\'' || mark == ')' || mark == ']' ||
           mark == U'»';
}
bool is_opening_quote(char32_t mark) {
    return mark == U'“' || mark == U'‘' || mark == '"' || mark == '\'' || mark == U'«';
}
bool is_dash(char32_t mark) {
    return mark == '-' || mark == U'–' || mark == U'—';
}

class Splitter {
  public:
    explicit Splitter(Document& document) : document_(document), tokens_(document.tokens) {}

    void run() {
        const auto count = static_cast<TokenIndex>(tokens_.size());
        constexpr std::size_t usual_sentence = 20;
        document_.sentences.reserve(tokens_.size() / usual_sentence + 1);
        for (TokenIndex i = 0; i < count; ++i) {
            if (i > start_ && boundary_before(i)) close(i);
            if (i == start_) open(i);
        }
        if (start_ < count) close(count);
    }

  private:
    void close(TokenIndex end) {
        document_.sentences.push_back({{start_, end}, block_, paragraph_});
        if (end < tokens_.size() && new_paragraph(end)) ++paragraph_;
        start_ = end;
    }

    /// A sentence begins: furniture of known length is measured here.
    void open(TokenIndex i) {
        block_ = Block::body;
        furniture_end_ = credit_end(i);
        if (furniture_end_ == i && tokens_[i].line_start) furniture_end_ = agency_end(i);
        if (furniture_end_ > i) block_ = Block::furniture;
    }

    bool boundary_before(TokenIndex i) {
        const Token &here = tokens_[i], &before = tokens_[i - 1];
        const bool ordinary = here.shape == Shape::lower && !here.line_start && before.mark == 0;
        if (ordinary && block_ != Block::furniture && i - start_ < longest_sentence) return false;
        if (new_paragraph(i)) return true;
        if (block_ == Block::furniture) return i >= furniture_end_;
        const TokenIndex length = i - start_;
        if (length >= longest_sentence) return true;
        if (length >= comfortable_sentence && tokens_[i - 1].mark != 0) return true;
        return ends_after(i - 1) || credit_end(i) > i || runs_on(i);
    }

    bool new_paragraph(TokenIndex i) const { return tokens_[i].line_start && !continues_line(i); }

    /// A line broken by width alone: the line before is long, has no end, and this one begins small, just
    /// below it; or on the next page.
    bool continues_line(TokenIndex i) const {
        if (i == 0 || tokens_[i].shape != Shape::lower || is_terminal(tokens_[i - 1].mark)) return false;
        if (paragraph_ == 0) return false; // the headline
        const std::string_view text = document_.utf8;
        const std::size_t before = tokens_[i - 1].bytes.end, here = tokens_[i].bytes.start;
        const std::string_view between = text.substr(before, here - before);
        if (between.find('\f') != between.npos) return true;
        const std::size_t line_end = between.find('\n');
        if (line_end == between.npos || between.find('\n', line_end + 1) != between.npos)
            return false;         // or a blank line between
        std::uint32_t length = 0; // in code points
        for (std::size_t at = before + line_end;
             at > 0 && length <= longest_wrapped_line && text[at - 1] != '\n'; --at)
            length += (text[at - 1] & '\xC0') != '\x80';
        return length >= shortest_wrapped_line && length <= longest_wrapped_line;
    }

    /// Whether a sentence ends with token `i`, whose successor is on the same line.
    bool ends_after(TokenIndex i) const {
        if (tokens_[i].mark == 0) return false;
        TokenIndex stop = i;
        while (stop > start_ && is_closer(tokens_[stop].mark) && tokens_[stop].glued) --stop;
        if (!is_terminal(tokens_[stop].mark)) return false;
        const Token& next = tokens_[i + 1];
        if (stop != i && next.glued && next.mark != 0) return false;
        return tokens_[stop].mark == '.' ? dot_ends(stop, next)
                                         : begins_sentence(next) && next.shape != Shape::number;
    }

    bool dot_ends(TokenIndex dot, const Token& next) const {
        if (next.glued && (next.mark == '.' || next.mark == '/' || is_closer(next.mark))) return false;
        if (dot == start_) return begins_sentence(next);
        const Token& before = tokens_[dot - 1];
        if (before.mark == '/') return true; // ./.
        if (before.mark != 0) return begins_sentence(next) && next.shape != Shape::number;
        if (before.shape == Shape::number && before.line_start) return false; // 1. Về …
        if (next.glued) return glued_ends(before, next);
        if (!begins_sentence(next)) return false;
        return !is_abbreviation(dot - 1) || words_.openers.contains(next.id);
    }

    /// `…hợp tác.Tại buổi…`, not `TP.HCM`, `vnexpress.net`, `V.I.Lenin`.
    bool glued_ends(const Token& before, const Token& next) const {
        if (is_opening_quote(next.mark)) return true;
        if (!is_capital(next) || before.shape == Shape::number)
            return before.shape == Shape::number && next.shape == Shape::capital;
        if (before.shape == Shape::lower)
            return next.shape == Shape::capital || words_.openers.contains(next.id);
        return before.shape == Shape::capital && next.shape == Shape::capital &&
               !words_.abbreviations.contains(before.id);
    }

    bool begins_sentence(const Token& next) const {
        return is_capital(next) || next.shape == Shape::number || is_opening_quote(next.mark) ||
               next.mark == '(' || next.mark == '*' || next.mark == U'•' || is_dash(next.mark) ||
               next.mark == '+';
    }

    bool is_abbreviation(TokenIndex i) const {
        const Token& token = tokens_[i];
        return is_single_capital(token) ||
               (token.shape != Shape::lower && words_.abbreviations.contains(token.id));
    }

    /// A sentence that begins after a word, without any mark: collected articles lose the line ends after
    /// headlines.
    bool runs_on(TokenIndex i) const {
        const Token& token = tokens_[i];
        if (token.shape != Shape::capital || token.glued || i + 1 >= tokens_.size()) return false;
        const Token& before = tokens_[i - 1];
        if (before.mark != 0 && before.mark != ')' && before.mark != U'”') return false;
        const Token& next = tokens_[i + 1];
        if (opens_welcome(i) && i - start_ >= 3) return true;
        if (words_.always.contains(token.id)) return is_word(next) && i - start_ >= 3;
        if (words_.day_parts.contains(token.id))
            return (next.shape == Shape::number || words_.day_parts_next.contains(next.id)) &&
                   next.shape != Shape::capital;
        return words_.first_words.contains(token.id) && next.shape == Shape::lower &&
               words_.second_words.contains(next.id) && i - start_ >= 3;
    }

    bool opens_welcome(TokenIndex i) const {
        return tokens_[i].shape == Shape::capital && words_.welcomes.contains(tokens_[i].id) &&
               i + 1 < tokens_.size() && words_.welcomed.contains(tokens_[i + 1].id);
    }

    /// End of a picture's credit that begins at `i` (`Ảnh: Hà An/TTXVN`, `(Nguồn: AP)`), or `i`.
    TokenIndex credit_end(TokenIndex i) const {
        const auto count = static_cast<TokenIndex>(tokens_.size());
        if (tokens_[i].shape == Shape::lower) return i;
        const bool bracket = tokens_[i].mark == '(' || tokens_[i].mark == '[';
        const TokenIndex word = i + (bracket ? 1 : 0);
        if (word + 2 >= count || !is_capital(tokens_[word]) || !words_.credits.contains(tokens_[word].id))
            return i;
        if (bracket && tokens_[word].shape == Shape::capital && !tokens_[word + 1].line_start)
            if (const TokenIndex end = bracket_end(word, i); end > i && tokens_[word + 1].mark != ')')
                return end;
        if (tokens_[word + 1].mark != ':' || tokens_[word + 2].line_start) return i;
        if (bracket) return bracket_end(word, i);
        const TokenIndex end = run_of_names_end(word + 2);
        return end == word + 2 ? i : end;
    }

    TokenIndex bracket_end(TokenIndex from, TokenIndex otherwise) const {
        for (TokenIndex i = from; i < tokens_.size() && i < from + longest_credit; ++i) {
            if (tokens_[i].line_start) return otherwise;
            if (tokens_[i].mark != ')' && tokens_[i].mark != ']') continue;
            const bool dot =
                i + 1 < tokens_.size() && tokens_[i + 1].mark == '.' && !tokens_[i + 1].line_start;
            return i + (dot ? 2 : 1);
        }
        return otherwise;
    }

    /// The names of a credit: capitalised words and the marks between; `from` if there are none. A capital
    /// before a small word (`Sáng nay`) already is the next sentence, or what the picture shows (`Thủ tướng
    /// A`).
    TokenIndex run_of_names_end(TokenIndex from) const {
        TokenIndex i = from;
        for (; i < tokens_.size() && i < from + longest_credit; ++i) {
            const Token& token = tokens_[i];
            if (token.line_start || (i > from && opens_welcome(i))) return i;
            if (token.mark == '.' && i > from && (i + 1 >= tokens_.size() || !tokens_[i + 1].glued))
                return i + 1;
            const bool joins = is_dash(token.mark) || token.mark == '/' || token.mark == '.' ||
                               token.mark == '+' || token.mark == '&';
            if (i > from && words_.agency_ends.contains(token.id))
                return i + 1; // Tân Hoa xã, Nhân Dân nhật báo
            const bool web = token.shape == Shape::lower && (token.glued || i == from);
            if (!joins && !is_capital(token) && !web) break;
        }
        const bool small_follows = i < tokens_.size() && !tokens_[i].line_start &&
                                   (tokens_[i].shape == Shape::lower || tokens_[i].shape == Shape::number) &&
                                   (i > from + 1 || (i > from && tokens_[from].shape == Shape::capital));
        return small_follows && is_capital(tokens_[i - 1]) && !tokens_[i - 1].glued ? i - 1 : i;
    }

    /// End of the agency's name before a lead: `(PLVN) - `, `TTO - `, or `i`.
    TokenIndex agency_end(TokenIndex i) const {
        const auto count = static_cast<TokenIndex>(tokens_.size());
        TokenIndex end = i;
        if (tokens_[i].mark == '(' && i + 1 < count && is_capital(tokens_[i + 1])) {
            for (TokenIndex k = i + 1; k < count && k < i + 5 && !tokens_[k].line_start; ++k)
                if (tokens_[k].mark == ')') end = k + 1;
        } else if (words_.agencies.contains(tokens_[i].id)) {
            end = i + 1;
        }
        if (end == i || end >= count || tokens_[end].line_start) return i;
        const bool separated = is_dash(tokens_[end].mark) || tokens_[end].mark == ':';
        if (separated) return end + 1;
        return tokens_[i].mark == '(' ? end : i;
    }

    Document& document_;
    const std::span<const Token> tokens_;
    const Lexicon& words_ = lexicon();
    TokenIndex start_ = 0;
    TokenIndex furniture_end_ = 0;
    Block block_ = Block::body;
    std::uint32_t paragraph_ = 0;
};

} // namespace

void split_sentences(Document& document) {
    Splitter(document).run();
}

} // namespace banggiao::extract
