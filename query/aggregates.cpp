// Takes a group's values one by one. Hands out count, sum, avg, min, max, collect, stDev, stDevP and
// percentiles. Sums of integers are exact; sums of floats are compensated, so that the order of rows hardly
// shows.
#include <banggiao/query/evaluation_detail.h>
#include <banggiao/query/temporal_values.h>

#include <algorithm>
#include <cmath>

namespace banggiao::query {

namespace {

using Failure = std::optional<QueryError>;

class Count final : public Aggregate {
  public:
    Failure add(const Value& value, const Value&) override {
        if (!value.is_null()) ++count_;
        return std::nullopt;
    }
    ValueResult result() override { return Value(count_); }

  private:
    std::int64_t count_ = 0;
};

/// Neumaier's compensated sum.
class FloatSum {
  public:
    void add(double number) {
        const double next = sum_ + number;
        if (std::fabs(sum_) >= std::fabs(number))
            lost_ += (sum_ - next) + number;
        else
            lost_ += (number - next) + sum_;
        sum_ = next;
    }
    double value() const { return std::isfinite(sum_) ? sum_ + lost_ : sum_; }

  private:
    double sum_ = 0;
    double lost_ = 0;
};

/// What sum() and avg() share: exact integers, floats and durations apart.
class Total {
  public:
    Failure add(std::string_view function, const Value& value) {
        if (value.is_null()) return std::nullopt;
        if (value.is(ValueType::integer))
            integers_ += value.integer();
        else if (value.is(ValueType::floating))
            add_float(value.floating());
        else if (value.is(ValueType::duration))
            add_duration(value.duration());
        else
            return invalid_type("`" + std::string(function) + "` takes numbers or durations, not " +
                                describe_type(value));
        ++count_;
        if (durations_ > 0 && durations_ != count_)
            return invalid_type("`" + std::string(function) + "` takes numbers or durations, not both");
        return std::nullopt;
    }

    ValueResult sum() const {
        if (durations_ > 0) return duration();
        if (floats_seen_) return Value(floating());
        const auto narrow = static_cast<std::int64_t>(integers_);
        if (Wide{narrow} != integers_) return overflow("`sum`");
        return Value(narrow);
    }

    ValueResult average() const {
        if (count_ == 0) return Value();
        if (durations_ == 0) return Value(floating() / static_cast<double>(count_));
        const auto total = duration();
        return total ? divide(*total, Value(count_)) : total;
    }

  private:
    void add_float(double number) {
        floats_seen_ = true;
        floats_.add(number);
    }
    void add_duration(const Duration& value) {
        ++durations_;
        duration_.add_months(value.months);
        duration_.add_days(value.days);
        duration_.add_seconds(value.seconds);
        duration_.add_nanoseconds(value.nanoseconds);
    }
    double floating() const { return static_cast<double>(integers_) + floats_.value(); }
    ValueResult duration() const {
        const auto built = duration_.build();
        if (!built) return built.error();
        return Value(*built);
    }

    std::int64_t count_ = 0;
    std::int64_t durations_ = 0;
    Wide integers_ = 0;
    bool floats_seen_ = false;
    FloatSum floats_;
    DurationBuilder duration_;
};

class Sum final : public Aggregate {
  public:
    Failure add(const Value& value, const Value&) override { return total_.add("sum", value); }
    ValueResult result() override { return total_.sum(); }

  private:
    Total total_;
};

class Average final : public Aggregate {
  public:
    Failure add(const Value& value, const Value&) override { return total_.add("avg", value); }
    ValueResult result() override { return total_.average(); }

  private:
    Total total_;
};

/// min (sign 1) and max (sign -1) in the order of ORDER BY.
template <int sign>
class Extreme final : public Aggregate {
  public:
    Failure add(const Value& value, const Value&) override {
        if (!value.is_null() && (best_.is_null() || compare_for_order(value, best_) * sign < 0))
            best_ = value;
        return std::nullopt;
    }
    ValueResult result() override { return best_; }

  private:
    Value best_;
};

class Collect final : public Aggregate {
  public:
    Failure add(const Value& value, const Value&) override {
        if (!value.is_null()) values_.push_back(value);
        return std::nullopt;
    }
    ValueResult result() override { return Value(std::move(values_)); }

  private:
    List values_;
};

/// Of a sample or of the whole population. Fewer than two values deviate by 0.
template <bool whole_population>
class Deviation final : public Aggregate {
  public:
    Failure add(const Value& value, const Value&) override {
        if (value.is_null()) return std::nullopt;
        if (!value.is_number()) return invalid_type("`stDev` takes numbers, not " + describe_type(value));
        values_.push_back(as_double(value));
        return std::nullopt;
    }
    ValueResult result() override {
        if (values_.size() < 2) return Value(0.0);
        const auto count = static_cast<double>(values_.size());
        FloatSum sum;
        for (const double value : values_) sum.add(value);
        const double mean = sum.value() / count;
        FloatSum squares;
        for (const double value : values_) squares.add((value - mean) * (value - mean));
        return Value(std::sqrt(squares.value() / (whole_population ? count : count - 1)));
    }

  private:
    std::vector<double> values_;
};

/// The value at a fraction of the sorted group: interpolated, or the nearest one that occurs.
template <bool continuous>
class Percentile final : public Aggregate {
  public:
    Failure add(const Value& value, const Value& parameter) override {
        if (!parameter.is_number())
            return invalid_type("a percentile is a number between 0.0 and 1.0, not " +
                                describe_type(parameter));
        fraction_ = as_double(parameter);
        if (!(fraction_ >= 0 && fraction_ <= 1))
            return out_of_range("a percentile lies between 0.0 and 1.0, not at " + float_text(fraction_));
        if (value.is_null()) return std::nullopt;
        if (!value.is_number())
            return invalid_type("a percentile is taken of numbers, not of " + describe_type(value));
        values_.push_back(value);
        return std::nullopt;
    }

    ValueResult result() override {
        if (values_.empty()) return Value();
        std::sort(values_.begin(), values_.end(),
                  [](const Value& a, const Value& b) { return compare_for_order(a, b) < 0; });
        return continuous ? interpolated() : nearest_rank();
    }

  private:
    Value nearest_rank() const {
        const double place = std::ceil(fraction_ * static_cast<double>(values_.size()));
        return values_[place < 1 ? 0 : static_cast<std::size_t>(place) - 1];
    }
    Value interpolated() const {
        const double place = fraction_ * static_cast<double>(values_.size() - 1);
        const auto low = static_cast<std::size_t>(std::floor(place));
        const auto high = static_cast<std::size_t>(std::ceil(place));
        const double below = as_double(values_[low]);
        if (low == high) return below;
        return below + (as_double(values_[high]) - below) * (place - static_cast<double>(low));
    }

    double fraction_ = 0;
    List values_;
};

template <typename T>
std::unique_ptr<Aggregate> make() {
    return std::make_unique<T>();
}

constexpr AggregateFunction aggregates[] = {
    {"avg", 1, make<Average>},
    {"collect", 1, make<Collect>, true},
    {"count", 1, make<Count>},
    {"max", 1, make<Extreme<-1>>},
    {"min", 1, make<Extreme<1>>},
    {"percentileCont", 2, make<Percentile<true>>, true},
    {"percentileDisc", 2, make<Percentile<false>>, true},
    {"stDev", 1, make<Deviation<false>>, true},
    {"stDevP", 1, make<Deviation<true>>, true},
    {"sum", 1, make<Sum>},
};

} // namespace

std::span<const AggregateFunction> aggregate_functions() {
    return aggregates;
}

const AggregateFunction* find_aggregate(std::string_view name) {
    for (const AggregateFunction& aggregate : aggregates)
        if (same_name(aggregate.name, name)) return &aggregate;
    return nullptr;
}

} // namespace banggiao::query
