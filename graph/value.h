// Takes nothing. Hands out Value: what a property holds and what a query computes (openCypher 9 types).
#pragma once

#include <banggiao/graph/temporal.h>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace banggiao {

using VertexId = std::uint32_t;
using EdgeId = std::uint32_t;

/// A node or relationship of the graph a query runs on. Only meaningful beside that graph.
struct NodeReference {
    VertexId id;
    auto operator<=>(const NodeReference&) const = default;
};
struct EdgeReference {
    EdgeId id;
    auto operator<=>(const EdgeReference&) const = default;
};

/// A path: n + 1 nodes and n edges; edge i joins node i and node i + 1, in either direction.
struct Path {
    std::vector<VertexId> nodes;
    std::vector<EdgeId> edges;
    auto operator<=>(const Path&) const = default;
};

class Value;
using List = std::vector<Value>;
using Map = std::map<std::string, Value, std::less<>>;

enum class ValueType {
    null,
    boolean,
    integer,
    floating,
    string,
    list,
    map,
    node,
    edge,
    path,
    date,
    local_time,
    time,
    local_date_time,
    date_time,
    duration
};

/// An immutable value. Copies are cheap: lists, maps and paths are shared.
/// `==` is structural identity of type and content (null equals null, NaN does not matter, 1 is not 1.0):
/// what containers and tests need. Cypher's equality, equivalence and order are in query/.
class Value {
  public:
    Value() = default; ///< null
    Value(bool value) : state_(value) {}
    Value(std::int64_t value) : state_(value) {}
    Value(int value) : state_(std::int64_t{value}) {}
    Value(double value) : state_(value) {}
    Value(std::string value) : state_(std::move(value)) {}
    Value(std::string_view value) : state_(std::string(value)) {}
    Value(const char* value) : state_(std::string(value)) {}
    Value(List value) : state_(std::make_shared<const List>(std::move(value))) {}
    Value(Map value) : state_(std::make_shared<const Map>(std::move(value))) {}
    Value(Path value) : state_(std::make_shared<const Path>(std::move(value))) {}
    Value(NodeReference value) : state_(value) {}
    Value(EdgeReference value) : state_(value) {}
    Value(Date value) : state_(value) {}
    Value(LocalTime value) : state_(value) {}
    Value(Time value) : state_(value) {}
    Value(LocalDateTime value) : state_(value) {}
    Value(DateTime value) : state_(std::move(value)) {}
    Value(Duration value) : state_(value) {}

    ValueType type() const { return type_of_index[state_.index()]; }
    bool is_null() const { return state_.index() == 0; }
    bool is(ValueType wanted) const { return type() == wanted; }
    bool is_number() const { return is(ValueType::integer) || is(ValueType::floating); }

    // REQUIRES: the value is of that type.
    bool boolean() const { return std::get<bool>(state_); }
    std::int64_t integer() const { return std::get<std::int64_t>(state_); }
    double floating() const { return std::get<double>(state_); }
    const std::string& string() const { return std::get<std::string>(state_); }
    const List& list() const { return *std::get<std::shared_ptr<const List>>(state_); }
    const Map& map() const { return *std::get<std::shared_ptr<const Map>>(state_); }
    const Path& path() const { return *std::get<std::shared_ptr<const Path>>(state_); }
    NodeReference node() const { return std::get<NodeReference>(state_); }
    EdgeReference edge() const { return std::get<EdgeReference>(state_); }
    const Date& date() const { return std::get<Date>(state_); }
    const LocalTime& local_time() const { return std::get<LocalTime>(state_); }
    const Time& time() const { return std::get<Time>(state_); }
    const LocalDateTime& local_date_time() const { return std::get<LocalDateTime>(state_); }
    const DateTime& date_time() const { return std::get<DateTime>(state_); }
    const Duration& duration() const { return std::get<Duration>(state_); }

    bool operator==(const Value& other) const;

  private:
    static constexpr ValueType type_of_index[] = {ValueType::null,      ValueType::boolean,
                                                  ValueType::integer,   ValueType::floating,
                                                  ValueType::string,    ValueType::list,
                                                  ValueType::map,       ValueType::path,
                                                  ValueType::node,      ValueType::edge,
                                                  ValueType::date,      ValueType::local_time,
                                                  ValueType::time,      ValueType::local_date_time,
                                                  ValueType::date_time, ValueType::duration};
    std::variant<std::monostate, bool, std::int64_t, double, std::string, std::shared_ptr<const List>,
                 std::shared_ptr<const Map>, std::shared_ptr<const Path>, NodeReference, EdgeReference, Date,
                 LocalTime, Time, LocalDateTime, DateTime, Duration>
        state_;
};

/// "INTEGER", "LIST", "DATE" …, for messages.
std::string_view name_of(ValueType type);

} // namespace banggiao
