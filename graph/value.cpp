// Takes values. Hands out their identity and the names of their types.
#include <banggiao/graph/value.h>

namespace banggiao {

namespace {

template <typename T>
bool same(const T& a, const T& b) {
    return a == b;
}

template <typename T>
bool same(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b) {
    return a == b || *a == *b;
}

} // namespace

bool Value::operator==(const Value& other) const {
    if (state_.index() != other.state_.index()) return false;
    return std::visit(
        [&](const auto& mine) { return same(mine, std::get<std::decay_t<decltype(mine)>>(other.state_)); },
        state_);
}

std::string_view name_of(ValueType type) {
    switch (type) {
    case ValueType::null:
        return "NULL";
    case ValueType::boolean:
        return "BOOLEAN";
    case ValueType::integer:
        return "INTEGER";
    case ValueType::floating:
        return "FLOAT";
    case ValueType::string:
        return "STRING";
    case ValueType::list:
        return "LIST";
    case ValueType::map:
        return "MAP";
    case ValueType::node:
        return "NODE";
    case ValueType::edge:
        return "RELATIONSHIP";
    case ValueType::path:
        return "PATH";
    case ValueType::date:
        return "DATE";
    case ValueType::local_time:
        return "LOCAL TIME";
    case ValueType::time:
        return "TIME";
    case ValueType::local_date_time:
        return "LOCAL DATETIME";
    case ValueType::date_time:
        return "DATETIME";
    case ValueType::duration:
        return "DURATION";
    }
    return "ANY";
}

} // namespace banggiao
