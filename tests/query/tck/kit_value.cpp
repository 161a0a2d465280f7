// Takes a value as the openCypher kit writes it. Hands out its canonical text and plain values for
// parameters.
#include "kit_value.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>

namespace banggiao::tck {

namespace {

using Kind = KitValue::Kind;

/// A recursive-descent parser; `failed_` once the text is no value.
class Parser {
  public:
    explicit Parser(std::string_view text) : rest_(text) {}

    std::optional<KitValue> whole() {
        KitValue parsed = value();
        skip_space();
        if (failed_ || !rest_.empty()) return std::nullopt;
        return parsed;
    }

  private:
    void skip_space() {
        while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_[0]))) rest_.remove_prefix(1);
    }
    bool skip(std::string_view wanted) {
        skip_space();
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(wanted.size());
        return true;
    }
    void expect(std::string_view wanted) {
        if (!skip(wanted)) failed_ = true;
    }
    std::string name();
    KitValue value();
    KitValue string();
    KitValue list();
    KitValue edge_after_bracket();
    KitValue node();
    KitValue path();
    KitValue word();
    std::map<std::string, KitValue> entries();
    bool edge_ahead();

    std::string_view rest_;
    bool failed_ = false;
};

std::string Parser::name() {
    skip_space();
    std::string result;
    if (skip("`")) {
        while (!rest_.empty() && rest_[0] != '`') {
            result += rest_[0];
            rest_.remove_prefix(1);
        }
        expect("`");
        return result;
    }
    while (!rest_.empty() &&
           (std::isalnum(static_cast<unsigned char>(rest_[0])) || rest_[0] == '_' || rest_[0] < 0)) {
        result += rest_[0];
        rest_.remove_prefix(1);
    }
    if (result.empty()) failed_ = true;
    return result;
}

KitValue Parser::value() {
    skip_space();
    if (failed_ || rest_.empty()) {
        failed_ = true;
        return {};
    }
    switch (rest_[0]) {
    case '\'':
        return string();
    case '[':
        return list();
    case '(':
        return node();
    case '<':
        return path();
    case '{': {
        KitValue map;
        map.kind = Kind::map;
        map.entries = entries();
        return map;
    }
    default:
        return word();
    }
}

char unescaped(char letter) {
    return letter == 'n' ? '\n' : (letter == 't' ? '\t' : (letter == 'r' ? '\r' : letter));
}

KitValue Parser::string() {
    expect("'");
    KitValue result;
    result.kind = Kind::string;
    while (!failed_ && !rest_.starts_with('\'')) {
        const bool escaped = rest_.starts_with('\\');
        if (escaped) rest_.remove_prefix(1);
        if (rest_.empty()) {
            failed_ = true;
            break;
        }
        result.text += escaped ? unescaped(rest_[0]) : rest_[0];
        rest_.remove_prefix(1);
    }
    expect("'");
    return result;
}

/// `[:T` begins a relationship, any other `[` a list.
bool Parser::edge_ahead() {
    return rest_.starts_with("[:");
}

KitValue Parser::edge_after_bracket() {
    KitValue result;
    result.kind = Kind::edge;
    expect("[");
    expect(":");
    result.text = name();
    skip_space();
    if (rest_.starts_with('{')) result.entries = entries();
    expect("]");
    return result;
}

KitValue Parser::list() {
    if (edge_ahead()) return edge_after_bracket();
    expect("[");
    KitValue result;
    result.kind = Kind::list;
    if (skip("]")) return result;
    do result.elements.push_back(value());
    while (!failed_ && skip(","));
    expect("]");
    return result;
}

std::map<std::string, KitValue> Parser::entries() {
    std::map<std::string, KitValue> result;
    expect("{");
    if (skip("}")) return result;
    do {
        std::string key = name();
        expect(":");
        result[std::move(key)] = value();
    } while (!failed_ && skip(","));
    expect("}");
    return result;
}

KitValue Parser::node() {
    KitValue result;
    result.kind = Kind::node;
    expect("(");
    while (!failed_ && skip(":")) result.labels.insert(name());
    skip_space();
    if (rest_.starts_with('{')) result.entries = entries();
    expect(")");
    return result;
}

KitValue Parser::path() {
    KitValue result;
    result.kind = Kind::path;
    expect("<");
    result.elements.push_back(node());
    while (!failed_ && !skip(">")) {
        const bool backward = skip("<-");
        if (!backward) expect("-");
        result.elements.push_back(edge_after_bracket());
        expect(backward ? "-" : "->");
        result.forward.push_back(!backward);
        result.elements.push_back(node());
    }
    return result;
}

KitValue Parser::word() {
    const auto end = std::min(rest_.find_first_of(",]})> "), rest_.size());
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end);
    KitValue result;
    failed_ = failed_ || text.empty();
    if (text == "null") return result;
    if (text == "true" || text == "false") {
        result.kind = Kind::boolean;
        result.boolean = text == "true";
        return result;
    }
    const char* last = text.data() + text.size();
    if (std::from_chars(text.data(), last, result.integer).ptr == last) {
        result.kind = Kind::integer;
        return result;
    }
    result.kind = Kind::floating;
    failed_ = failed_ || std::from_chars(text.data(), last, result.floating).ptr != last;
    return result;
}

std::string float_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    const double size = std::fabs(number);
    const bool fixed = size == 0 || (size >= 1e-5 && size < 1e15);
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number,
                                   fixed ? std::chars_format::fixed : std::chars_format::scientific)
                         .ptr;
    std::string text(buffer, end);
    if (const auto plus = text.find('+'); plus != std::string::npos) text.erase(plus, 1);
    return fixed && text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char character : text) {
        if (character == '\n')
            result += "\\n";
        else if (character == '\r')
            result += "\\r";
        else if (character == '\t')
            result += "\\t";
        else if (character == '\'' || character == '\\')
            (result += '\\') += character;
        else
            result += character;
    }
    return result + "'";
}

std::string entries_text(const std::map<std::string, KitValue>& entries, bool sort_lists) {
    std::string result = "{";
    for (const auto& [key, value] : entries)
        result += (result.size() > 1 ? ", " : "") + key + ": " + canonical_text(value, sort_lists);
    return result + "}";
}

std::string list_text(const std::vector<KitValue>& elements, bool sort_lists) {
    std::vector<std::string> texts;
    for (const KitValue& element : elements) texts.push_back(canonical_text(element, sort_lists));
    if (sort_lists) std::sort(texts.begin(), texts.end());
    std::string result = "[";
    for (const std::string& text : texts) result += (result.size() > 1 ? ", " : "") + text;
    return result + "]";
}

std::string node_text(const KitValue& node, bool sort_lists) {
    std::string result = "(";
    for (const std::string& label : node.labels) result += ":" + label;
    if (!node.entries.empty())
        result += (node.labels.empty() ? "" : " ") + entries_text(node.entries, sort_lists);
    return result + ")";
}

std::string edge_text(const KitValue& edge, bool sort_lists) {
    return "[:" + edge.text + (edge.entries.empty() ? "" : " " + entries_text(edge.entries, sort_lists)) +
           "]";
}

std::string path_text(const KitValue& path, bool sort_lists) {
    std::string result = "<" + node_text(path.elements[0], sort_lists);
    for (std::size_t i = 0; i < path.forward.size(); ++i) {
        const std::string edge = edge_text(path.elements[2 * i + 1], sort_lists);
        result += path.forward[i] ? "-" + edge + "->" : "<-" + edge + "-";
        result += node_text(path.elements[2 * i + 2], sort_lists);
    }
    return result + ">";
}

} // namespace

std::optional<KitValue> parse_kit_value(std::string_view text) {
    return Parser(text).whole();
}

std::string canonical_text(const KitValue& value, bool sort_lists) {
    switch (value.kind) {
    case Kind::null:
        return "null";
    case Kind::boolean:
        return value.boolean ? "true" : "false";
    case Kind::integer:
        return std::to_string(value.integer);
    case Kind::floating:
        return float_text(value.floating);
    case Kind::string:
        return quoted(value.text);
    case Kind::list:
        return list_text(value.elements, sort_lists);
    case Kind::map:
        return entries_text(value.entries, sort_lists);
    case Kind::node:
        return node_text(value, sort_lists);
    case Kind::edge:
        return edge_text(value, sort_lists);
    case Kind::path:
        return path_text(value, sort_lists);
    }
    return {};
}

std::optional<Value> to_value(const KitValue& value) {
    switch (value.kind) {
    case Kind::null:
        return Value();
    case Kind::boolean:
        return Value(value.boolean);
    case Kind::integer:
        return Value(value.integer);
    case Kind::floating:
        return Value(value.floating);
    case Kind::string:
        return Value(value.text);
    case Kind::list: {
        List list;
        for (const KitValue& element : value.elements) {
            auto converted = to_value(element);
            if (!converted) return std::nullopt;
            list.push_back(std::move(*converted));
        }
        return Value(std::move(list));
    }
    case Kind::map: {
        Map map;
        for (const auto& [key, entry] : value.entries) {
            auto converted = to_value(entry);
            if (!converted) return std::nullopt;
            map.emplace(key, std::move(*converted));
        }
        return Value(std::move(map));
    }
    default:
        return std::nullopt;
    }
}

} // namespace banggiao::tck
