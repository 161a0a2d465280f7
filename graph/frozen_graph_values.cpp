// Takes property values. Hands out their bytes, and the values again. A byte for the type, then little-endian
// content; lengths as LEB128.
#include <banggiao/graph/frozen_graph_values.h>

#include <cstring>
#include <utility>

namespace banggiao {

namespace {

enum class Tag : unsigned char {
    null,
    boolean_false,
    boolean_true,
    integer,
    floating,
    string,
    list,
    map,
    date,
    local_time,
    time,
    local_date_time,
    date_time,
    duration
};

template <typename T>
void append(std::string& out, T number) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &number, sizeof(T));
    out.append(bytes, sizeof(T));
}

void append_text(std::string& out, std::string_view text) {
    append_length(out, text.size());
    out += text;
}

void append_value(std::string& out, const Value& value, int depth);

void append_list(std::string& out, const List& list, int depth) {
    append_list_start(out, list.size());
    for (const Value& item : list) append_value(out, item, depth + 1);
}

void append_map(std::string& out, const Map& map, int depth) {
    append_length(out, map.size());
    for (const auto& [key, item] : map) {
        append_text(out, key);
        append_value(out, item, depth + 1);
    }
}

void append_local(std::string& out, const LocalDateTime& local) {
    append(out, local.date.days);
    append(out, local.time.nanoseconds);
}

void append_tag(std::string& out, Tag tag) {
    out += static_cast<char>(tag);
}

void append_temporal(std::string& out, const Value& value) {
    switch (value.type()) {
    case ValueType::date:
        append_tag(out, Tag::date);
        return append(out, value.date().days);
    case ValueType::local_time:
        append_tag(out, Tag::local_time);
        return append(out, value.local_time().nanoseconds);
    case ValueType::time:
        append_tag(out, Tag::time);
        append(out, value.time().local.nanoseconds);
        return append(out, value.time().offset_seconds);
    case ValueType::local_date_time:
        append_tag(out, Tag::local_date_time);
        return append_local(out, value.local_date_time());
    case ValueType::date_time:
        append_tag(out, Tag::date_time);
        append_local(out, value.date_time().local);
        append(out, value.date_time().offset_seconds);
        return append_text(out, value.date_time().zone);
    case ValueType::duration:
        append_tag(out, Tag::duration);
        append(out, value.duration().months);
        append(out, value.duration().days);
        append(out, value.duration().seconds);
        return append(out, value.duration().nanoseconds);
    default:
        return append_tag(out, Tag::null);
    }
}

void append_value(std::string& out, const Value& value, int depth) {
    if (depth > maximum_value_depth) return append_tag(out, Tag::null);
    switch (value.type()) {
    case ValueType::boolean:
        return append_tag(out, value.boolean() ? Tag::boolean_true : Tag::boolean_false);
    case ValueType::integer:
        append_tag(out, Tag::integer);
        return append(out, value.integer());
    case ValueType::floating:
        append_tag(out, Tag::floating);
        return append(out, value.floating());
    case ValueType::string:
        return append_string(out, value.string());
    case ValueType::list:
        return append_list(out, value.list(), depth);
    case ValueType::map:
        append_tag(out, Tag::map);
        return append_map(out, value.map(), depth);
    default:
        return append_temporal(out, value);
    }
}

/// Reads from the front of bytes; what is missing reads as zero and empties them, so that reading ends.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    Value value(int depth) {
        if (bytes_.empty() || depth > maximum_value_depth) return fail();
        const auto tag = static_cast<Tag>(bytes_.front());
        bytes_.remove_prefix(1);
        switch (tag) {
        case Tag::null:
            return {};
        case Tag::boolean_false:
            return false;
        case Tag::boolean_true:
            return true;
        case Tag::integer:
            return number<std::int64_t>();
        case Tag::floating:
            return number<double>();
        case Tag::string:
            return std::string(text());
        case Tag::list:
            return list(depth);
        case Tag::map:
            return map(depth);
        default:
            return temporal(tag);
        }
    }

  private:
    Value fail() {
        bytes_ = {};
        return {};
    }

    template <typename T>
    T number() {
        T number{};
        if (bytes_.size() < sizeof(T)) {
            bytes_ = {};
            return number;
        }
        std::memcpy(&number, bytes_.data(), sizeof(T));
        bytes_.remove_prefix(sizeof(T));
        return number;
    }

    std::string_view text() {
        std::uint64_t length = 0;
        if (!take_length(bytes_, length) || length > bytes_.size()) {
            bytes_ = {};
            return {};
        }
        const std::string_view text = bytes_.substr(0, length);
        bytes_.remove_prefix(length);
        return text;
    }

    Value list(int depth) {
        std::uint64_t count = 0;
        if (!take_length(bytes_, count) || count > bytes_.size()) return fail();
        List list;
        list.reserve(count);
        for (; count > 0 && !bytes_.empty(); --count) list.push_back(value(depth + 1));
        return Value(std::move(list));
    }

    Value map(int depth) {
        std::uint64_t count = 0;
        if (!take_length(bytes_, count) || count > bytes_.size()) return fail();
        Map map;
        for (; count > 0 && !bytes_.empty(); --count) {
            std::string key(text());
            map.insert_or_assign(std::move(key), value(depth + 1));
        }
        return Value(std::move(map));
    }

    LocalDateTime local() {
        const Date date{number<std::int64_t>()};
        return {date, LocalTime{number<std::int64_t>()}};
    }

    Value temporal(Tag tag) {
        switch (tag) {
        case Tag::date:
            return Date{number<std::int64_t>()};
        case Tag::local_time:
            return LocalTime{number<std::int64_t>()};
        case Tag::time: {
            const LocalTime time{number<std::int64_t>()};
            return Time{time, number<std::int32_t>()};
        }
        case Tag::local_date_time:
            return local();
        case Tag::date_time: {
            const LocalDateTime moment = local();
            const auto offset = number<std::int32_t>();
            return DateTime{moment, offset, std::string(text())};
        }
        case Tag::duration: {
            const auto months = number<std::int64_t>(), days = number<std::int64_t>(),
                       seconds = number<std::int64_t>();
            return Duration{months, days, seconds, number<std::int32_t>()};
        }
        default:
            return fail();
        }
    }

    std::string_view bytes_;
};

} // namespace

bool is_property(const Value& value) {
    return !value.is_null() && !value.is(ValueType::node) && !value.is(ValueType::edge) &&
           !value.is(ValueType::path);
}

std::string encode_value(const Value& value) {
    std::string out;
    append_value(out, value, 0);
    return out;
}

void append_list_start(std::string& out, std::size_t count) {
    append_tag(out, Tag::list);
    append_length(out, count);
}

void append_string(std::string& out, std::string_view text) {
    append_tag(out, Tag::string);
    append_text(out, text);
}

Value decode_value(std::string_view bytes) {
    return bytes.empty() ? Value() : Reader(bytes).value(0);
}

void append_length(std::string& out, std::uint64_t length) {
    for (; length >= 0x80; length >>= 7) out += static_cast<char>(0x80 | (length & 0x7F));
    out += static_cast<char>(length);
}

bool take_length(std::string_view& bytes, std::uint64_t& length) {
    length = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        length |= std::uint64_t{byte & 0x7FU} << shift;
        if (byte < 0x80) return true;
    }
    length = 0;
    return false;
}

} // namespace banggiao
