// Takes the dates of a document. Hands out the year the article is of: the latest one it speaks of as its
// present. A year of plans, of what is long past or of last year's figures is not.
#include <banggiao/extract/dates_reading.h>

#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <map>

namespace banggiao::extract {

namespace {

constexpr int sure = 3, likely = 1;   ///< how much a mention says for its year
constexpr TokenIndex plan_reach = 14; ///< tokens from `dự kiến` to the date it speaks of

constexpr int oldest_present = 1990; ///< a year before is history

constexpr TokenIndex celebration = 30; ///< tokens from `kỷ niệm` to the years in brackets

/// The words around a year.
struct Words {
    SyllableSet future{"sẽ kiến hướng nhìn"};
    SyllableSet edge{"từ đến tới hồi các cuối kỳ khóa vào với"}; ///< right before: not the present
    SyllableSet range{"từ đến tới"};
    SyllableSet begin{"đầu"};
    SyllableSet plan{"vụ hoạch mùa"};
    SyllableSet strive{"đấu"}; ///< `phấn đấu năm 2017 tăng 10%`
    SyllableSet anniversary{"niệm"},
        marks{"dấu nghĩa niệm"}; ///< `năm 2017 có ý nghĩa`, `đánh dấu`, `kỷ niệm`
    SyllableSet occasion{"ngày tuần lễ hội diễn festival giải"}, treaty{"hiệp ước định luật"};
    SyllableSet within{"trong"};
    SyllableSet figures{"đạt tăng giảm là có đã"};
    SyllableSet under_way{"đang sẽ phải cần tiếp"};
    SyllableSet quarter{"quý quí"};
    SyllableSet term{"kỳ kì"};
    SyllableSet at_that_time{"vào"}, just{"vừa"}, journey{"chuyến"}, back_then{"hồi"};
};

const Words& words() {
    static const Words table;
    return table;
}

int month_distance(int a, int b) {
    return std::min(std::abs(a - b), 12 - std::abs(a - b));
}

class ArticleYear {
  public:
    ArticleYear(const Document& document, const std::vector<Reading>& readings)
        : document_(document), readings_(readings) {}

    int find() {
        for (const Reading& reading : readings_)
            if (reading.form == Form::absolute && reading.date.first.year == 0 && reading.date.cued)
                undated_[static_cast<std::size_t>(reading.date.first.month)] = true;
        for (const Reading& reading : readings_)
            if (reading.form == Form::absolute && reading.date.first.year != 0) weigh(reading.date);
        const std::span<const Token> tokens = document_.tokens;
        for (TokenIndex at = 0; at < tokens.size(); ++at)
            if (tokens[at].shape == Shape::number && bare_year(at) != 0) years_.push_back(at);
        weigh_bare_years();
        weigh_seasons();
        weigh_this_year();
        weigh_signed_plan();
        return decide();
    }

  private:
    SyllableId id(TokenIndex at) const { return at < document_.tokens.size() ? document_.tokens[at].id : 0; }
    char32_t mark(TokenIndex at) const {
        return at < document_.tokens.size() ? document_.tokens[at].mark : 0;
    }

    int decide() {
        int best = 0;
        for (const auto& [year, weight] : weights_)
            if (weight > 0) best = year;
        if (best == 0 && term_ != 0) return term_;
        if (best != 0 && latest_period_ > best) return 0;
        for (const auto& [year, weight] : weights_)
            if (best != 0 && weight >= sure && weight > weights_[best] + 1) best = year;
        return best;
    }

    /// One of the words within so many tokens before, in the sentence.
    bool preceded(TokenIndex at, const SyllableSet& set, TokenIndex window) const {
        for (TokenIndex back = 1; back <= window && back <= at; ++back) {
            if (mark(at - back) == U'.') return false;
            if (set.contains(id(at - back))) return true;
        }
        return false;
    }

    bool followed(TokenIndex at, const SyllableSet& set, TokenIndex window) const {
        for (TokenIndex next = at; next < at + window; ++next) {
            if (mark(next) == U'.' || mark(next) == U';') return false;
            if (set.contains(id(next))) return true;
        }
        return false;
    }

    void weigh(const DateMention& date) {
        const TokenIndex at = date.tokens.first;
        const bool ahead = preceded(at, words().future, plan_reach);
        switch (date.grain) {
        case DateGrain::day:
            return weigh_day(date, ahead);
        case DateGrain::month:
            return weigh_month(date, ahead);
        case DateGrain::year:
            if (!ahead) weigh_year(date);
        }
    }

    /// A day with its year beside days without one: they are of its year if they lie near it, or just after
    /// it.
    void weigh_day(const DateMention& date, bool ahead) {
        const TokenIndex at = date.tokens.first;
        if (preceded(at, words().anniversary, celebration)) { // `kỷ niệm … (5/9/1962 - 5/9/2017)`
            if (is_dash(date.tokens.last)) return;
            if (at > 0 && is_dash(at - 1)) weights_[date.last.year] += sure;
        }
        if (near_undated(date.first.month))
            weights_[date.last.year] += ahead ? likely : sure;
        else if (!ahead && (none_undated() || after_undated(date.first.month, 6)))
            weights_[date.last.year] += likely;
    }

    void weigh_month(const DateMention& date, bool ahead) {
        const TokenIndex at = date.tokens.first;
        if (preceded(at, words().quarter, 1)) {
            weights_[date.last.year] += sure;
        } else if (ahead) {
            if (before_undated(date.first.month, 6)) weights_[date.last.year] += likely;
        } else if (counted_to(at) && after_undated(date.first.month, 4)) {
            weights_[date.last.year] += likely;
        } else if (!told_as_past(date) && !preceded(at, words().range, 1)) {
            if (near_undated(date.first.month))
                weights_[date.last.year] += sure;
            else if (after_undated(date.first.month, 5))
                weights_[date.last.year] += likely;
        }
    }

    /// `Tính đến tháng 3/2017, …`
    bool counted_to(TokenIndex at) const {
        static const SyllableSet counts("tính hết");
        return preceded(at, words().range, 2) && preceded(at, counts, 3);
    }

    void weigh_year(const DateMention& date) {
        const TokenIndex at = date.tokens.first;
        if (date.first.year < oldest_present) return; // `năm 1971 … kỷ niệm`
        if (date.is_span() || is_dash(date.tokens.last)) {
            if (!preceded(at, words().edge, 1)) latest_period_ = std::max(latest_period_, date.first.year);
        } else if (preceded(at, words().begin, 1) || preceded(at, words().quarter, 2)) {
            weights_[date.first.year] += sure;
        } else if (summed_up(at)) {
            weights_[date.first.year + (none_since(4) ? 1 : 0)] += likely;
        } else if (months_of(at) || preceded(at, words().plan, 3) || preceded(at, words().strive, 12) ||
                   celebrated(date.tokens.last) || greatest(at) || within(at, date.tokens.last) ||
                   occasion(at) || feast(at)) {
            weights_[date.first.year] += likely;
        }
    }

    /// `năm 2017 có ý nghĩa …`, `Năm 2017, hai nước kỷ niệm …`, unless they did.
    bool celebrated(TokenIndex end) const {
        static const SyllableSet done("đã");
        constexpr TokenIndex reach = 8;
        return followed(end, words().marks, reach) && !followed(end, done, reach);
    }

    /// `tổng kết công tác năm 2018`: said at its end or at the beginning of the next.
    bool summed_up(TokenIndex at) const {
        static const SyllableSet sums("tổng"), up("kết");
        constexpr TokenIndex reach = 8;
        for (TokenIndex back = 1; back < reach && back < at; ++back) {
            if (mark(at - back) != 0) return false;
            if (up.contains(id(at - back)) && sums.contains(id(at - back - 1))) return true;
        }
        return false;
    }

    /// Days are told of, all in the months before this one.
    bool none_since(std::size_t month) const {
        return !none_undated() && std::none_of(undated_.begin() + static_cast<std::ptrdiff_t>(month),
                                               undated_.end(), [](bool found) { return found; });
    }

    /// `10 tháng năm 2019`
    bool months_of(TokenIndex at) const {
        static const SyllableSet months("tháng");
        return at >= 2 && months.contains(id(at - 1)) && document_.tokens[at - 2].shape == Shape::number;
    }

    /// `sự kiện lớn nhất của năm 2018`
    bool greatest(TokenIndex at) const {
        static const SyllableSet most("nhất"), of("của trong");
        constexpr TokenIndex reach = 5;
        return preceded(at, of, 2) && preceded(at, most, reach);
    }

    /// `kỷ niệm 45 năm thiết lập quan hệ (1972 - 2017)`
    bool anniversary(TokenIndex at, int from, int to) const {
        return to - from >= 5 && (to - from) % 5 == 0 && preceded(at, words().anniversary, celebration);
    }

    /// `… trong năm 2017`, unless figures follow, which are told of the year before.
    bool within(TokenIndex at, TokenIndex end) const {
        if (!preceded(at, words().within, 1) || words().figures.contains(id(end))) return false;
        return mark(end) != U',' || followed(end + 1, words().under_way, 5);
    }

    /// `Tuần văn hóa Lào tại Việt Nam năm 2017`, `Hội nghị Nước sạch toàn cầu năm 2017`
    bool occasion(TokenIndex at) const {
        constexpr TokenIndex reach = 10;
        if (at == 0 || preceded(at, words().treaty, reach)) return false;
        if (document_.tokens[at - 1].shape == Shape::capital && preceded(at, words().occasion, reach))
            return true;
        for (TokenIndex back = 1; back <= reach && back <= at; ++back) {
            const Token& token = document_.tokens[at - back];
            if (token.mark != 0 && token.mark != U'-' && token.mark != U'–') return false;
            if (words().occasion.contains(token.id) && token.shape == Shape::capital) return true;
        }
        return false;
    }

    /// `Tết Nguyên đán Ất Tỵ năm 2025`, `đón năm mới 2025`, in news of its first months.
    bool feast(TokenIndex at) const {
        static const SyllableSet feasts("tết xuân mới");
        constexpr TokenIndex reach = 7;
        const bool first_months =
            std::any_of(undated_.begin() + 1, undated_.begin() + 5, [](bool told) { return told; });
        return first_months && preceded(at, feasts, reach);
    }

    /// `vào tháng 3 năm 2016`, unless `vừa qua` follows; `chuyến thăm … tháng 5/2014` in news of May.
    bool told_as_past(const DateMention& date) const {
        if (words().just.contains(id(date.tokens.last))) return false;
        if (preceded(date.tokens.first, words().at_that_time, 1)) return true;
        constexpr TokenIndex journey_reach = 16;
        const bool journey = preceded(date.tokens.first, words().journey, journey_reach) ||
                             preceded(date.tokens.first, words().back_then, 2);
        return journey && !(date.first.month < 12 && after_undated(date.first.month + 1, 12));
    }

    bool is_dash(TokenIndex at) const { return mark(at) == U'-' || mark(at) == U'–'; }

    bool near_undated(int month) const {
        for (int other = 1; other <= 12; ++other)
            if (undated_[static_cast<std::size_t>(other)] && month_distance(other, month) <= 2) return true;
        return false;
    }
    /// An undated day lies so many months after this month, in the same year.
    bool after_undated(int month, int reach) const {
        for (int other = month; other <= std::min(12, month + reach); ++other)
            if (undated_[static_cast<std::size_t>(other)]) return true;
        return false;
    }
    bool before_undated(int month, int reach) const {
        for (int other = std::max(1, month - reach); other <= month; ++other)
            if (undated_[static_cast<std::size_t>(other)]) return true;
        return false;
    }
    bool none_undated() const {
        return std::none_of(undated_.begin(), undated_.end(), [](bool found) { return found; });
    }

    /// A bare year that ends a name (`APEC 2017`) or a quarter (`quý III/2017`); a bare period (`2017 -
    /// 2020`).
    void weigh_bare_years() {
        static const SyllableSet year_word("năm");
        for (const TokenIndex at : years_) {
            if (at == 0 || year_word.contains(id(at - 1))) continue;
            const int year = bare_year(at);
            const int end = is_dash(at + 1) ? bare_year(at + 2) : 0;
            if (anniversary(at, year, end)) {
                weights_[end] += likely;
            } else if (year < oldest_present) {
                continue;
            } else if (end > year) {
                if (!preceded(at, words().edge, 2)) latest_period_ = std::max(latest_period_, year);
                if (preceded(at, words().term, 1) && year % 5 > 1) term_ = std::max(term_, year);
            } else if (!is_dash(at + 1) && (ends_name(at) || ends_quarter(at) || feast(at))) {
                weights_[year] += likely;
            }
        }
    }

    bool ends_name(TokenIndex at) const {
        const Token& before = document_.tokens[at - 1];
        const bool dash = at >= 2 && (before.mark == U'-' || before.mark == U'–');
        const bool dashed = dash && (document_.tokens[at - 2].shape == Shape::upper || // `Tết Kỷ Hợi - 2019`
                                     document_.tokens[at - 2].shape == Shape::capital);
        if (year_of(at)) return true;
        return before.shape == Shape::upper || before.shape == Shape::capital || before.mark == U')' ||
               dashed;
    }

    /// `Năm hữu nghị Việt Nam - Lào 2017`
    bool year_of(TokenIndex at) const {
        static const SyllableSet year_word("năm");
        constexpr TokenIndex reach = 8;
        for (TokenIndex back = 2; back <= reach && back <= at; ++back) {
            const Token& token = document_.tokens[at - back];
            if (token.mark != 0 && token.mark != U'-' && token.mark != U'–') return false;
            if (year_word.contains(token.id)) return token.shape == Shape::capital && !token.line_start;
        }
        return false;
    }

    bool ends_quarter(TokenIndex at) const {
        return at >= 3 && (is_dash(at - 1) || mark(at - 1) == U'/') && words().quarter.contains(id(at - 3)) &&
               !preceded(at - 3, words().edge, 1) && !preceded(at - 3, words().future, plan_reach);
    }

    /// `mùa khô 2016-2017 … mùa khô 2017-2018`: the year in which one ends and the next begins.
    void weigh_seasons() {
        std::map<int, int> sides;
        for (const TokenIndex at : years_) {
            const int year = bare_year(at);
            if (!is_dash(at + 1) || bare_year(at + 2) != year + 1) continue;
            sides[year] |= 1;
            sides[year + 1] |= 2;
        }
        for (const auto& [year, side] : sides)
            if (side == 3) {
                weights_[year] += sure;
                latest_period_ = std::min(latest_period_, year);
            }
    }

    /// `… năm 2016 đạt …; quý 1 năm nay …`: this year is the one after.
    void weigh_this_year() {
        static const SyllableSet year_word("năm"), now("nay");
        constexpr TokenIndex reach = 30;
        if (!weights_.empty() || years_.empty()) return;
        int last = 0;
        TokenIndex told = 0;
        for (TokenIndex at = years_.front(); at < document_.tokens.size(); ++at) {
            if (at == 0 || !year_word.contains(id(at - 1))) continue;
            if (const int year = bare_year(at); year >= 1990) {
                last = year;
                told = at;
            } else if (now.contains(id(at)) && last != 0 && at - told < reach) {
                weights_[last + 1] += likely;
                return;
            }
        }
    }

    /// `A và B ký Biên bản hợp tác năm 2018`, a headline of days before its autumn: of that year.
    void weigh_signed_plan() {
        static const SyllableSet year_word("năm"), plan("tác hoạch nhớ"), signs("ký kí");
        constexpr int last_months = 10;
        if (!weights_.empty() || after_undated(last_months, 12 - last_months)) return;
        bool signing = false;
        for (TokenIndex at = 2; at < document_.tokens.size() && !document_.tokens[at].line_start; ++at) {
            signing = signing || signs.contains(id(at));
            if (signing && year_word.contains(id(at - 1)) && plan.contains(id(at - 2)))
                if (const int year = bare_year(at); year >= oldest_present) weights_[year] += likely;
        }
    }

    int bare_year(TokenIndex at) const {
        if (at >= document_.tokens.size()) return 0;
        const Token& token = document_.tokens[at];
        if (token.shape != Shape::number || token.span.end - token.span.start != 4) return 0;
        int year = 0;
        for (const char c : document_.view(token)) {
            if (!is_ascii_digit(c)) return 0;
            year = year * 10 + (c - '0');
        }
        return year <= 2199 ? year : 0;
    }

    const Document& document_;
    const std::vector<Reading>& readings_;
    std::vector<TokenIndex> years_; ///< bare ones
    std::map<int, int> weights_;
    std::array<bool, 13> undated_{};
    int latest_period_ = 0;
    int term_ =
        0; ///< `ứng cử nhiệm kỳ 2017 - 2021`: of the year it begins; ours of every fifth are told of in all
};

} // namespace

int article_year(const Document& document, const std::vector<Reading>& readings) {
    return ArticleYear(document, readings).find();
}

} // namespace banggiao::extract
