// Takes a document. Hands out its dates as written: reads day, month and year forms, joins spans.
#include <banggiao/extract/date_words.h>
#include <banggiao/extract/dates_reading.h>

#include <banggiao/graph/text.h>

#include <algorithm>
#include <array>
#include <optional>

namespace banggiao::extract {

using dates::words;

namespace {

/// What stands at a place in the text: one or two numbers of a `d/m/y` chain.
struct Chain {
    std::array<int, 3> number{};
    std::array<int, 3> digits{};
    int count = 0;
    char separator = 0;
    std::size_t end = 0; ///< byte after it
};

class Reader {
  public:
    explicit Reader(const Document& document) : document_(document) {}

    std::vector<Reading> read() {
        const SyllableSet& openers = words().openers;
        std::vector<Reading> readings;
        const std::span<const Token> tokens = document_.tokens;
        for (TokenIndex at = 0; at < tokens.size();) {
            const Token& token = tokens[at];
            if (token.shape != Shape::number && !openers.contains(token.id)) {
                ++at;
            } else if (std::optional<Reading> found = read_at(at)) {
                at = std::max(at + 1, found->date.tokens.last);
                readings.push_back(std::move(*found));
            } else {
                ++at;
            }
        }
        return readings;
    }

  private:
    TokenIndex size() const { return static_cast<TokenIndex>(document_.tokens.size()); }
    SyllableId id(TokenIndex at) const { return at < size() ? document_.tokens[at].id : 0; }
    bool is_number(TokenIndex at) const { return at < size() && document_.tokens[at].shape == Shape::number; }
    char32_t mark(TokenIndex at) const { return at < size() ? document_.tokens[at].mark : 0; }
    /// The byte there: dates are read by their ASCII.
    char letter(std::size_t place) const {
        return place < document_.utf8.size() ? document_.utf8[place] : '\n';
    }

    std::optional<Reading> read_at(TokenIndex at) const {
        if (is_number(at)) return read_number(at);
        if (id(at) == words().month && is_number(at + 1)) return read_month(at);
        if (id(at) == words().year && is_number(at + 1)) return read_year(at);
        return read_relative(at);
    }

    /// Numbers joined by one kind of separator, each at most four digits.
    Chain read_chain(std::size_t place) const {
        Chain chain;
        for (;;) {
            int value = 0, digits = 0;
            while (is_ascii_digit(letter(place)) && digits < 5) {
                value = value * 10 + (letter(place) - '0');
                ++place;
                ++digits;
            }
            if (digits == 0 || digits > 4) return chain;
            const auto slot = static_cast<std::size_t>(chain.count++);
            chain.number[slot] = value;
            chain.digits[slot] = digits;
            chain.end = place;
            if (chain.count == 3) return chain;
            const std::size_t next = skip_separator(place, chain.separator);
            if (next == place) return chain;
            place = next;
        }
    }

    /// The place after `/`, `-` or `.` (slashes may have spaces around them), if that is what comes.
    std::size_t skip_separator(std::size_t place, char& separator) const {
        std::size_t next = place;
        if (letter(next) == ' ' && letter(next + 1) == '/') ++next;
        const char found = letter(next);
        if (found != '/' && found != '-' && found != '.') return place;
        if (separator != 0 && separator != found) return place;
        ++next;
        if (found == '/' && letter(next) == ' ') ++next;
        if (!is_ascii_digit(letter(next))) return place;
        separator = found;
        return next;
    }

    TokenIndex token_after(TokenIndex at, std::size_t place) const {
        while (at < size() && document_.tokens[at].bytes.start < place) ++at;
        return at;
    }

    static bool is_day(int day) { return day >= 1 && day <= 31; }
    static bool is_month(int month) { return month >= 1 && month <= 12; }
    static bool is_year(int year) { return year >= 1800 && year <= 2199; }

    /// The cue before a number: `ngày`, `sáng`, `từ`, `(`.
    TokenIndex cue_before(TokenIndex at) const {
        TokenIndex first = at;
        if (first > 1 && mark(first - 1) == U',' && id(first - 2) == words().day)
            --first; // `2 ngày, 5 và 6/3`
        if (first > 2 && words().work[1] == id(first - 1) && words().work[0] == id(first - 2) &&
            id(first - 3) == words().day)
            first -= 2; // `ngày làm việc 7/8`
        const TokenIndex comma = first;
        while (first > 0 && at - first < 4 &&
               (words().is_cue(id(first - 1)) || words().early.contains(id(first - 1))))
            --first;
        return first == comma ? at : first;
    }

    /// `thứ Năm 12/4`, `Chủ nhật, 12/4`
    bool after_weekday(TokenIndex at) const {
        static const SyllableSet opens("thứ chủ"), days("hai ba tư năm sáu bảy nhật");
        if (at > 0 && mark(at - 1) == U',') --at;
        return at >= 2 && days.contains(id(at - 1)) && opens.contains(id(at - 2));
    }

    bool in_bracket(TokenIndex at) const {
        for (TokenIndex back = at, steps = 0; back-- > 0 && steps < 10; ++steps) {
            if (mark(back) == U'(') return true;
            if (mark(back) == U')' || mark(back) == U'.') return false;
        }
        return false;
    }

    std::optional<Reading> read_number(TokenIndex at) const {
        const std::size_t place = document_.tokens[at].bytes.start;
        if (place > 0 &&
            (is_ascii_digit(letter(place - 1)) || letter(place - 1) == ',' || letter(place - 1) == '/'))
            return std::nullopt;
        Chain chain = read_chain(place);
        const TokenIndex first = cue_before(at);
        if (std::optional<Reading> days = days_of_month(at, first)) return days;
        if (std::optional<Reading> days = days_listed(at, first)) return days;
        std::optional<Reading> reading = from_chain(chain);
        Chain rest;
        if (chain.count == 2 && chain.separator == '-' && is_day(chain.number[0]) && chain.digits[0] <= 2 &&
            (letter(chain.end) == '/' || letter(chain.end) == '.'))
            rest = read_chain(place + static_cast<std::size_t>(chain.digits[0]) + 1);
        if (rest.count >= 2 && rest.number[0] > chain.number[0]) {
            chain = rest;
            reading = from_chain(rest);
            if (reading) reading->date.first.day = read_chain(place).number[0];
        }
        if (!reading) return day_in_words(at, first);
        DateMention& date = reading->date;
        reading->bracketed = in_bracket(at);
        date.cued = first != at || date.first.year != 0 || reading->bracketed || date.is_span() ||
                    after_weekday(at) || (at > 0 && id(at - 1) == words().at_time && chain.separator == '/');
        date.tokens = {first, token_after(at, chain.end)};
        if (lunar_behind(date.tokens.last)) return std::nullopt;
        return add_year_in_words(std::move(*reading));
    }

    /// `ngày 10/3 âm lịch`, `(âm lịch)`: of another calendar.
    bool lunar_behind(TokenIndex at) const {
        if (mark(at) == U'(') ++at;
        return id(at) == words().lunar[0] && id(at + 1) == words().lunar[1];
    }

    /// What stands behind `tháng`, with its year if that is in the same chain: `3`, `3/2019`, `Ba`.
    struct Month {
        int month = 0, year = 0;
        TokenIndex end = 0;
    };

    std::optional<Month> month_at(TokenIndex at) const {
        if (is_number(at)) {
            const Chain chain = read_chain(document_.tokens[at].bytes.start);
            const bool year = chain.count == 2 && is_year(chain.number[1]);
            if (chain.count < 1 || chain.digits[0] > 2 || !is_month(chain.number[0])) return std::nullopt;
            return Month{chain.number[0], year ? chain.number[1] : 0, token_after(at, chain.end)};
        }
        const auto& names = words().months;
        const auto name = std::find(names.begin(), names.end(), id(at));
        if (name == names.end() || document_.tokens[at].shape != Shape::capital) return std::nullopt;
        Month found{static_cast<int>(name - names.begin()) + 2, 0, at + 1};
        for (std::size_t teen = 0; name + 1 == names.end() && teen < words().teens.size(); ++teen)
            if (id(at + 1) == words().teens[teen]) found = {11 + static_cast<int>(teen), 0, at + 2};
        return found;
    }

    /// `3 - 5 tháng 4`
    std::optional<Reading> days_of_month(TokenIndex at, TokenIndex first) const {
        if (!is_dash(at + 1) || !is_number(at + 2) || id(at + 3) != words().month) return std::nullopt;
        const auto number = [&](TokenIndex token) { return read_chain(document_.tokens[token].bytes.start); };
        const Chain last = number(at + 2);
        const std::optional<Month> month = month_at(at + 4);
        const int from = number(at).number[0];
        if (!month || last.count != 1 || !is_day(from) || !is_day(last.number[0]) || from >= last.number[0])
            return std::nullopt;
        Reading reading;
        reading.date.first = {month->year, month->month, from};
        reading.date.last = {month->year, month->month, last.number[0]};
        reading.date.cued = true;
        reading.date.tokens = {first, month->end};
        return add_year_to_span(std::move(reading));
    }

    /// `ngày 5, 6 và 7/3`: days in a row, of which only the last has its month.
    std::optional<Reading> days_listed(TokenIndex at, TokenIndex first) const {
        constexpr TokenIndex most = 5;
        if (first == at) return std::nullopt;
        const auto day_at = [&](TokenIndex token) {
            if (!is_number(token)) return 0;
            const Chain chain = read_chain(document_.tokens[token].bytes.start);
            return chain.digits[0] <= 2 && is_day(chain.number[0]) ? chain.number[0] : 0;
        };
        const int from = day_at(at);
        TokenIndex last = at;
        for (TokenIndex days = 1; days < most; ++days) {
            const bool joint = mark(last + 1) == U',' || id(last + 1) == words().conjunction;
            if (from == 0 || !joint || day_at(last + 2) != day_at(last) + 1) return std::nullopt;
            last += 2;
            const Chain chain = read_chain(document_.tokens[last].bytes.start);
            std::optional<Reading> end = chain.count >= 2 ? from_chain(chain) : std::nullopt;
            if (end && end->date.grain == DateGrain::day) {
                end->date.tokens = {first, token_after(last, chain.end)};
            } else if (id(last + 1) == words().month && month_at(last + 2)) {
                const Month month = *month_at(last + 2);
                end = Reading();
                end->date.first = end->date.last = {month.year, month.month, day_at(last)};
                end->date.tokens = {first, month.end};
            } else {
                continue;
            }
            end->date.first.day = from;
            end->date.cued = true;
            return add_year_to_span(std::move(*end));
        }
        return std::nullopt;
    }

    /// `3 - 5 tháng 4 năm 2019`
    Reading add_year_to_span(Reading reading) const {
        const int first_day = reading.date.first.day;
        const CalendarDate last = reading.date.last;
        reading = add_year_in_words(std::move(reading));
        const int year = reading.date.first.year;
        reading.date.first.day = first_day;
        reading.date.last = {year, last.month, last.day};
        return reading;
    }

    static std::optional<Reading> from_chain(const Chain& chain) {
        Reading reading;
        DateMention& date = reading.date;
        if (chain.count == 3 && is_day(chain.number[0]) && is_month(chain.number[1]) &&
            is_year(chain.number[2]))
            date.first = {chain.number[2], chain.number[1], chain.number[0]};
        else if (chain.count >= 2 && chain.digits[0] <= 2 && chain.digits[1] <= 2 &&
                 is_day(chain.number[0]) && is_month(chain.number[1]) && chain.count == 2)
            date.first = {0, chain.number[1], chain.number[0]};
        else if (chain.count == 2 && chain.digits[1] == 4 && is_month(chain.number[0]) &&
                 is_year(chain.number[1]) && chain.separator == '/')
            date.first = {chain.number[1], chain.number[0], 0};
        else
            return std::nullopt;
        date.grain = date.first.day != 0 ? DateGrain::day : DateGrain::month;
        date.last = date.first;
        return reading;
    }

    /// `ngày 2 tháng 2 năm 2017`, and the bare day of a span: `từ 23 đến 26/6`.
    std::optional<Reading> day_in_words(TokenIndex at, TokenIndex first) const {
        const Chain chain = read_chain(document_.tokens[at].bytes.start);
        const bool until = first > 0 && (id(first - 1) == words().until || id(first - 1) == words().till);
        const bool from = first > 0 && (id(first - 1) == words().from || // `từ 12 đến 14 tháng 4`
                                        (until && id(at + 1) == words().month));
        const bool second = first == at && at > 1 && id(at - 1) == words().conjunction && is_number(at - 2) &&
                            id(at + 1) == words().month; // `20 và 21 tháng 6`
        if (chain.count < 1 || chain.digits[0] > 2 || !is_day(chain.number[0]) || chain.separator == '.')
            return std::nullopt;
        if (first == at && !from && !second) return std::nullopt;
        Reading reading;
        reading.form = Form::day_only;
        reading.date.first = reading.date.last = {0, 0, chain.number[0]};
        reading.date.cued = first != at || from || second;
        reading.date.tokens = {first, at + 1};
        const std::optional<Month> month = id(at + 1) == words().month ? month_at(at + 2) : std::nullopt;
        if (month) {
            reading.form = Form::absolute;
            reading.date.first.month = month->month;
            reading.date.first.year = month->year;
            reading.date.last = reading.date.first;
            reading.date.tokens.last = month->end;
            if (lunar_behind(month->end)) return std::nullopt;
            return add_year_in_words(std::move(reading));
        }
        if (!from && !(first > 0 && id(first - 1) == words().from)) read_spaced_month(reading, at);
        return reading;
    }

    /// `ngày 15 – 5`, unless it is `ngày 3 – 5 tháng 4`
    void read_spaced_month(Reading& reading, TokenIndex at) const {
        if (!is_dash(at + 1) || !is_number(at + 2) || id(at + 3) == words().month || mark(at + 3) == U'%')
            return;
        const Chain month = read_chain(document_.tokens[at + 2].bytes.start);
        const bool year = month.count == 2 && month.digits[1] == 4 && is_year(month.number[1]);
        if (month.digits[0] > 2 || !is_month(month.number[0]) || (month.count != 1 && !year)) return;
        reading.form = Form::absolute;
        reading.date.first.month = month.number[0];
        if (year) reading.date.first.year = month.number[1];
        reading.date.last = reading.date.first;
        reading.date.tokens.last = token_after(at + 2, month.end);
    }

    bool is_dash(TokenIndex at) const { return mark(at) == U'-' || mark(at) == U'–'; }

    Reading add_year_in_words(Reading reading) const {
        DateMention& date = reading.date;
        TokenIndex at = date.tokens.last;
        if (mark(at) == U',') ++at;
        if (date.first.year != 0 || id(at) != words().year) return reading;
        if (id(at + 1) == words().last_year) {
            reading.form = Form::month_of_last_year;
            date.tokens.last = at + 2;
        } else if (const int year = four_digits(at + 1); year != 0) {
            date.first.year = date.last.year = year;
            date.cued = true;
            date.tokens.last = at + 2;
        }
        return reading;
    }

    int four_digits(TokenIndex at) const {
        if (!is_number(at)) return 0;
        const Chain chain = read_chain(document_.tokens[at].bytes.start);
        return chain.count >= 1 && chain.digits[0] == 4 && is_year(chain.number[0]) ? chain.number[0] : 0;
    }

    std::optional<Reading> read_month(TokenIndex at) const {
        const Chain chain = read_chain(document_.tokens[at + 1].bytes.start);
        if (chain.count < 1 || chain.count > 2 || !is_month(chain.number[0]) || chain.digits[0] > 2 ||
            in_name(at))
            return std::nullopt;
        Reading reading;
        reading.date.grain = DateGrain::month;
        reading.date.first.month = chain.number[0];
        if (chain.count == 2) {
            if (!is_year(chain.number[1])) return std::nullopt;
            reading.date.first.year = chain.number[1];
        }
        reading.date.last = reading.date.first;
        reading.date.cued = true;
        reading.date.tokens = {at, token_after(at + 1, chain.end)};
        return add_year_in_words(std::move(reading));
    }

    /// `Cách mạng Tháng 10`
    bool in_name(TokenIndex at) const {
        const Token& token = document_.tokens[at];
        return token.shape == Shape::capital && at > 0 && !token.line_start && mark(at - 1) == 0 &&
               !is_number(at - 1);
    }

    std::optional<Reading> read_year(TokenIndex at) const {
        const Chain chain = read_chain(document_.tokens[at + 1].bytes.start);
        if (chain.count < 1 || chain.digits[0] != 4 || !is_year(chain.number[0])) return std::nullopt;
        Reading reading;
        reading.date.grain = DateGrain::year;
        reading.date.first.year = reading.date.last.year = chain.number[0];
        std::size_t end = chain.end;
        if (chain.count == 2 && chain.separator == '-' && is_year(chain.number[1]))
            reading.date.last.year = chain.number[1];
        reading.date.cued = true;
        reading.date.tokens = {at, token_after(at + 1, end)};
        return reading;
    }

    std::optional<Reading> read_relative(TokenIndex at) const {
        Reading reading;
        reading.date.cued = true;
        reading.date.tokens = {at, at + 2};
        if (id(at) == words().same && id(at + 1) == words().day) {
            reading.form = Form::same_day;
            if (at > 0 && words().is_cue(id(at - 1))) reading.date.tokens.first = at - 1;
            return reading;
        }
        if (id(at) == words().year && id(at + 1) == words().last_year) {
            reading.form = Form::last_year;
            reading.date.grain = DateGrain::year;
            return reading;
        }
        if (words().is_cue(id(at)) && id(at) != words().day &&
            (id(at + 1) == words().today || id(at + 1) == words().yesterday)) {
            reading.form = id(at + 1) == words().today ? Form::today : Form::yesterday;
            return reading;
        }
        return std::nullopt;
    }

    const Document& document_;
};

} // namespace

std::vector<Reading> read_dates(const Document& document) {
    return join_spans(document, Reader(document).read());
}

} // namespace banggiao::extract
