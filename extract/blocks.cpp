// Takes sentences in paragraphs. Hands out the block of each: headline, summary, body, captions, and what a
// page has around its article (menus before the headline; teasers, tags, comments after the text; dates,
// bylines, credits). The rules speak of forms a page may have, never of one site.
#include <banggiao/extract/visible_date.h>

#include <algorithm>
#include <array>
#include <optional>

namespace banggiao::extract {
namespace {

constexpr TokenIndex body_words = 25;      // a paragraph of so many words is text, not a menu
constexpr TokenIndex longest_lead = 110;   // words
constexpr TokenIndex longest_byline = 10;  // words
constexpr TokenIndex longest_caption = 45; // words
constexpr TokenIndex longest_endless = 30; // words of a caption known by having no end alone
constexpr std::size_t head_lines = 25;     // a page's head is not longer

/// Lines that open what follows an article. The whole line is one of them (a number or marks may follow).
constexpr std::array tail_lines = {"tin cùng chuyên mục",
                                   "cùng chuyên mục",
                                   "bài cùng chuyên mục",
                                   "tin liên quan",
                                   "bài liên quan",
                                   "tin bài liên quan",
                                   "bài viết liên quan",
                                   "tin tức liên quan",
                                   "các tin liên quan",
                                   "tin khác",
                                   "tin tức khác",
                                   "các tin khác",
                                   "các tin tức khác",
                                   "các bài khác",
                                   "các bài viết khác",
                                   "bài viết khác",
                                   "các thông tin khác",
                                   "thông tin khác",
                                   "tin đã đưa",
                                   "các tin đã đưa",
                                   "tin cũ hơn",
                                   "tin mới hơn",
                                   "các tin cũ hơn",
                                   "các tin mới hơn",
                                   "tin mới",
                                   "tin mới nhất",
                                   "tin mới cập nhật",
                                   "tin nổi bật",
                                   "tin đọc nhiều",
                                   "đọc nhiều",
                                   "đọc nhiều nhất",
                                   "xem nhiều",
                                   "xem nhiều nhất",
                                   "tin xem nhiều",
                                   "đọc thêm",
                                   "xem thêm",
                                   "có thể bạn quan tâm",
                                   "bạn có thể quan tâm",
                                   "có thể bạn thích",
                                   "dành cho bạn",
                                   "đừng bỏ lỡ",
                                   "tin cùng sự kiện",
                                   "cùng tác giả",
                                   "tiêu điểm",
                                   "bình luận",
                                   "ý kiến bạn đọc",
                                   "ý kiến của bạn",
                                   "bình luận của bạn",
                                   "ý kiến",
                                   "gửi bình luận",
                                   "gửi ý kiến",
                                   "phản hồi",
                                   "viết bình luận",
                                   "tag",
                                   "tags",
                                   "từ khóa",
                                   "chủ đề",
                                   "chia sẻ",
                                   "kéo xuống để xem tiếp nội dung",
                                   "quay lại",
                                   "trở về",
                                   "về đầu trang",
                                   "lên đầu trang",
                                   "in trang",
                                   "in bài viết",
                                   "bản in",
                                   "gửi email",
                                   "gửi cho bạn bè",
                                   "liên kết website",
                                   "liên kết web",
                                   "liên kết",
                                   "thống kê truy cập",
                                   "thống kê",
                                   "sự kiện nổi bật"};

/// Lines that begin so, with more words after, are furniture themselves wherever they stand.
constexpr std::array line_openings = {"tag :",
                                      "tags :",
                                      "từ khóa :",
                                      "từ khoá :",
                                      "chia sẻ :",
                                      "bình luận (",
                                      "lượt xem",
                                      "số lượt",
                                      "lượt truy cập",
                                      "xem thêm :",
                                      "xem thêm trên",
                                      "đọc thêm :",
                                      "đọc tiếp :",
                                      "> >",
                                      "> > >",
                                      "» ",
                                      "theo dõi chúng tôi",
                                      "free hit counter",
                                      "đang truy cập",
                                      "đang trực tuyến",
                                      "hỗ trợ trực tuyến",
                                      "bản quyền",
                                      "copyright",
                                      "©",
                                      "giấy phép",
                                      "tòa soạn :",
                                      "hotline",
                                      "email :",
                                      "điện thoại :",
                                      "ngày đăng",
                                      "đăng ngày",
                                      "ngày cập nhật",
                                      "cập nhật lúc",
                                      "cập nhật :",
                                      "tác giả :",
                                      "nguồn tin :",
                                      "người đăng",
                                      "liên kết website",
                                      "liên kết",
                                      "thống kê truy cập",
                                      "trang chủ",
                                      "đăng nhập",
                                      "tìm kiếm",
                                      "sơ đồ cổng",
                                      "nghe đọc bài",
                                      "đọc bài viết",
                                      "google news",
                                      "theo dõi báo"};

/// A trie over ids would be more than these need: the lines are few, and a first word settles nearly all.
class Phrases {
  public:
    template <typename List>
    explicit Phrases(const List& list) {
        for (const char* phrase : list) phrases_.push_back(intern_phrase(phrase));
    }

    /// Length of the longest phrase that begins at `from`, 0 if none does.
    TokenIndex match(const std::vector<Token>& tokens, TokenIndex from, TokenIndex end) const {
        TokenIndex longest = 0;
        for (const auto& phrase : phrases_) {
            if (phrase.size() <= longest || phrase.size() > end - from) continue;
            const bool equal = std::equal(phrase.begin(), phrase.end(), tokens.begin() + from,
                                          [](SyllableId id, const Token& token) { return id == token.id; });
            if (equal) longest = static_cast<TokenIndex>(phrase.size());
        }
        return longest;
    }

  private:
    std::vector<std::vector<SyllableId>> phrases_;
};

struct Lexicon {
    Phrases tail{tail_lines};
    Phrases openings{line_openings};
    SyllableSet credit_words{"tin bài ảnh clip video"};
    SyllableSet byline_words{"pv tổng hợp lược dịch theo ảnh thực hiện tin bài biên dịch và từ"};
};

const Lexicon& lexicon() {
    static const Lexicon the_lexicon;
    return the_lexicon;
}

bool is_word(const Token& token) {
    return token.shape != Shape::punctuation && token.shape != Shape::number;
}
bool is_terminal(char32_t mark) {
    return mark == '.' || mark == '!' || mark == '?' || mark == U'…';
}
bool is_closer(char32_t mark) {
    return mark == U'”' || mark == '"' || mark == ')' || mark == U'’' || mark == '\'';
}

struct Paragraph {
    std::size_t first = 0, last = 0; ///< sentences
    TokenRange tokens;
    TokenIndex words = 0, numbers = 0;
    TokenIndex uppers = 0, capitals = 0;
    bool terminal = false; ///< ends like a sentence
    bool credited = false; ///< ends with a picture's credit
    std::optional<Block> block;
};

class Marker {
  public:
    explicit Marker(Document& document) : document_(document), tokens_(document.tokens) { collect(); }

    void run() {
        mark_empty();
        mark_head();
        mark_tail();
        mark_lead();
        mark_captions();
        write();
        mark_last_byline();
    }

  private:
    void collect() {
        const auto& sentences = document_.sentences;
        for (std::size_t s = 0; s < sentences.size(); ++s) {
            if (paragraphs_.empty() || sentences[s].paragraph != sentences[s - 1].paragraph)
                paragraphs_.push_back({s, s, {sentences[s].tokens.first, 0}, 0, 0, 0, 0, false, false, {}});
            Paragraph& paragraph = paragraphs_.back();
            paragraph.last = s + 1;
            paragraph.tokens.last = sentences[s].tokens.last;
        }
        for (Paragraph& paragraph : paragraphs_) measure(paragraph);
    }

    void measure(Paragraph& paragraph) const {
        for (TokenIndex i = paragraph.tokens.first; i < paragraph.tokens.last; ++i) {
            const Shape shape = tokens_[i].shape;
            paragraph.words += is_word(tokens_[i]);
            paragraph.numbers += shape == Shape::number;
            paragraph.uppers += shape == Shape::upper;
            paragraph.capitals += shape == Shape::capital || shape == Shape::mixed || shape == Shape::upper;
        }
        const Sentence& last = document_.sentences[paragraph.last - 1];
        paragraph.credited = last.block == Block::furniture && paragraph.last - paragraph.first > 1;
        TokenIndex end = paragraph.tokens.last;
        while (end > paragraph.tokens.first + 1 && is_closer(tokens_[end - 1].mark)) --end;
        paragraph.terminal = is_terminal(tokens_[end - 1].mark);
    }

    /// Lines without words, dates, and lines that open like furniture.
    void mark_empty() {
        for (Paragraph& paragraph : paragraphs_)
            if (paragraph.words == 0 || is_date_line(paragraph) || opens_as_furniture(paragraph))
                paragraph.block = Block::furniture;
    }

    bool is_date_line(const Paragraph& paragraph) const {
        return paragraph.numbers >= 3 && date_of_line(document_, paragraph.tokens).has_value();
    }

    /// First token after bullets.
    TokenIndex text_start(const Paragraph& paragraph) const {
        TokenIndex i = paragraph.tokens.first;
        while (i + 1 < paragraph.tokens.last && tokens_[i].mark != 0 && tokens_[i].mark != '>' &&
               tokens_[i].mark != U'»' && tokens_[i].mark != U'©' && tokens_[i].mark != '(')
            ++i;
        return i;
    }

    bool opens_as_furniture(const Paragraph& paragraph) const {
        if (paragraph.words > body_words) return false;
        return lexicon().openings.match(tokens_, text_start(paragraph), paragraph.tokens.last) > 0;
    }

    bool is_tail_line(const Paragraph& paragraph) const {
        if (paragraph.words > 9) return false;
        const TokenIndex start = text_start(paragraph);
        const TokenIndex length = lexicon().tail.match(tokens_, start, paragraph.tokens.last);
        for (TokenIndex i = start + length; i < paragraph.tokens.last; ++i)
            if (is_word(tokens_[i])) return false;
        return length > 0;
    }

    /// A page's menu before its headline: small lines, all in capitals or known as furniture.
    bool is_menu_line(const Paragraph& paragraph) const {
        if (is_tail_line(paragraph) || (opens_as_furniture(paragraph) && !has_date(paragraph))) return true;
        return paragraph.words >= 2 && paragraph.words <= 4 && paragraph.uppers == paragraph.words &&
               !paragraph.terminal;
    }

    bool has_date(const Paragraph& paragraph) const { return paragraph.numbers >= 3; }

    bool is_text(const Paragraph& paragraph) const {
        return paragraph.words >= body_words && paragraph.terminal;
    }

    /// The paragraph after the page's menu. A motto may stand before the menu: one text does not end the
    /// search.
    std::size_t menu_end(std::size_t limit) const {
        std::size_t end = 0, texts = 0;
        for (std::size_t p = 0; p + 1 < limit && texts < 2 && paragraphs_[p].words < 2 * body_words; ++p) {
            texts += is_text(paragraphs_[p]);
            if (is_menu_line(paragraphs_[p])) end = p + 1;
        }
        return end;
    }

    void mark_head() {
        const std::size_t limit = std::min(paragraphs_.size(), head_lines);
        const std::size_t start = menu_end(limit);
        for (std::size_t p = 0; p < start; ++p) paragraphs_[p].block = Block::furniture;
        body_start_ = start;
        for (std::size_t p = start; p < limit; ++p) {
            if (paragraphs_[p].block) continue;
            body_start_ = p;
            if (paragraphs_.size() > p + 1 && paragraphs_[p].words < 2 * body_words) {
                paragraphs_[p].block = Block::title;
                body_start_ = p + 1;
            }
            break;
        }
    }

    /// From the first line that opens a page's tail, and the bylines before it.
    void mark_tail() {
        bool seen_text = false;
        std::size_t end = paragraphs_.size();
        for (std::size_t p = body_start_; p < end; ++p) {
            if (seen_text && is_tail_line(paragraphs_[p])) end = p;
            seen_text = seen_text || (paragraphs_[p].words >= body_words && !paragraphs_[p].block);
        }
        for (std::size_t p = end; p < paragraphs_.size(); ++p) paragraphs_[p].block = Block::furniture;
        for (std::size_t p = body_start_; p < end; ++p) {
            if (paragraphs_[p].block == Block::furniture) continue;
            if (!is_byline(paragraphs_[p].tokens)) break;
            paragraphs_[p].block = Block::furniture;
        }
        for (std::size_t p = end; p-- > body_start_;) {
            if (paragraphs_[p].block == Block::furniture) continue;
            if (!is_byline(paragraphs_[p].tokens)) break;
            paragraphs_[p].block = Block::furniture;
        }
    }

    /// Names and credits alone: capitalised words, `PV`, `(tổng hợp)`, `Hà An/VOV.VN`.
    bool is_byline(TokenRange range) const {
        TokenIndex words = 0;
        bool bracket = false;
        const bool credits = lexicon().credit_words.contains(tokens_[range.first].id); // Tin, ảnh: Hà An
        if (range.size() > 3 * longest_byline) return false;
        for (TokenIndex i = range.first; i < range.last; ++i) {
            const Token& token = tokens_[i];
            if (token.mark == '(') bracket = true;
            const bool joins = bracket || credits || has_agency(range);
            if ((token.mark == ':' && !credits) || token.shape == Shape::number) return false;
            if (token.mark == ',' && !joins) return false;
            if (!is_word(token)) continue;
            ++words;
            const bool small = token.shape == Shape::lower && !token.glued;
            if (small && !(bracket || lexicon().byline_words.contains(token.id))) return false;
        }
        return words > 0 && words <= longest_byline && !is_terminal(tokens_[range.last - 1].mark);
    }

    /// `…/VOV`: a slash before an agency.
    bool has_agency(TokenRange range) const {
        return std::any_of(tokens_.begin() + range.first, tokens_.begin() + range.last,
                           [](const Token& token) { return token.mark == '/'; });
    }

    /// The first paragraph of the text, where more follows.
    void mark_lead() {
        std::size_t last_text = paragraphs_.size();
        while (last_text > 0 &&
               (paragraphs_[last_text - 1].block || paragraphs_[last_text - 1].words < body_words))
            --last_text;
        for (std::size_t p = body_start_; p + 1 < last_text; ++p) {
            const Paragraph& paragraph = paragraphs_[p];
            if (paragraph.block) continue;
            if (repeats_next(p) || paragraph.words < 12 || paragraph.credited) continue;
            if (paragraph.words <= longest_lead) paragraphs_[p].block = Block::lead;
            return;
        }
    }

    bool repeats_next(std::size_t p) const { return p + 1 < paragraphs_.size() && same_words(p, p + 1); }

    bool same_words(std::size_t a, std::size_t b) const {
        const TokenRange left = paragraphs_[a].tokens, right = paragraphs_[b].tokens;
        return left.size() == right.size() && paragraphs_[a].words > 0 &&
               std::equal(tokens_.begin() + left.first, tokens_.begin() + left.last,
                          tokens_.begin() + right.first,
                          [](const Token& x, const Token& y) { return x.id == y.id; });
    }

    /// A line said twice in a row (a picture's text and its caption), a line with a picture's credit, and a
    /// line without an end between two that have one.
    void mark_captions() {
        for (std::size_t p = body_start_; p < paragraphs_.size(); ++p) {
            Paragraph& paragraph = paragraphs_[p];
            if (paragraph.block && *paragraph.block != Block::lead) continue;
            const bool twice = repeats_next(p) || (p > body_start_ && same_words(p - 1, p));
            const bool short_enough = paragraph.words <= longest_caption;
            const bool endless = !paragraph.terminal && paragraph.words >= 4 &&
                                 paragraph.words <= longest_endless && followed_by_text(p) &&
                                 p > body_start_ && tokens_[paragraph.tokens.last - 1].mark != ':';
            if (twice || is_marked_caption(paragraph) ||
                (short_enough && (paragraph.credited || (endless && !paragraph.block))))
                paragraph.block = Block::caption;
        }
    }

    /// `[Ảnh] …`: what the page reader writes before a caption.
    bool is_marked_caption(const Paragraph& paragraph) const {
        static const SyllableId picture = intern_syllable("ảnh");
        const TokenIndex i = paragraph.tokens.first;
        return paragraph.tokens.size() > 3 && tokens_[i].mark == '[' && tokens_[i + 1].id == picture &&
               tokens_[i + 2].mark == ']';
    }

    bool followed_by_text(std::size_t p) const {
        for (std::size_t next = p + 1; next < paragraphs_.size() && next <= p + 3; ++next)
            if (is_text(paragraphs_[next]) && paragraphs_[next].block != Block::furniture) return true;
        return false;
    }

    void write() {
        for (const Paragraph& paragraph : paragraphs_) {
            for (std::size_t s = paragraph.first; s < paragraph.last; ++s) {
                Sentence& sentence = document_.sentences[s];
                if (sentence.block != Block::furniture)
                    sentence.block = paragraph.block.value_or(Block::body);
                const bool before_credit = s + 1 < paragraph.last &&
                                           document_.sentences[s + 1].block == Block::furniture &&
                                           is_credit(document_.sentences[s + 1].tokens);
                if (before_credit && sentence.block == Block::body &&
                    sentence.tokens.size() < 2 * longest_caption)
                    sentence.block = Block::caption;
            }
        }
    }

    bool is_credit(TokenRange range) const {
        return std::any_of(tokens_.begin() + range.first, tokens_.begin() + range.last,
                           [](const Token& token) { return token.mark == ':'; });
    }

    /// `… phát triển./. Hà An/VOV` in one line: what follows the last end and is names alone.
    void mark_last_byline() {
        auto& sentences = document_.sentences;
        std::size_t last = sentences.size();
        while (last > 0 && sentences[last - 1].block == Block::furniture) --last;
        if (last < 2) return;
        Sentence& candidate = sentences[last - 1];
        if (candidate.block == Block::body && sentences[last - 2].paragraph == candidate.paragraph &&
            is_byline(candidate.tokens))
            candidate.block = Block::furniture;
    }

    Document& document_;
    const std::vector<Token>& tokens_;
    std::vector<Paragraph> paragraphs_;
    std::size_t body_start_ = 0;
};

} // namespace

void mark_blocks(Document& document) {
    if (!document.sentences.empty()) Marker(document).run();
}

} // namespace banggiao::extract
