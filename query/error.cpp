// Takes a query's error and text. Hands out the picture of it: message, the line with a caret below, hint.
#include <banggiao/query/error.h>

#include <banggiao/graph/text.h>

#include <algorithm>

namespace banggiao::query {

namespace {

/// The line of the text that holds the position, without its end.
std::string_view line_at(std::string_view text, std::size_t position, std::size_t& start) {
    position = std::min(position, text.size());
    const auto before = position == 0 ? std::string_view::npos : text.rfind('\n', position - 1);
    start = before == std::string_view::npos ? 0 : before + 1;
    const auto end = std::min(text.find('\n', position), text.size());
    std::string_view line = text.substr(start, end - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// Tabs are one column here, so that the caret stands where the reader's terminal puts it.
std::string without_tabs(std::string_view line) {
    std::string result(line);
    std::replace(result.begin(), result.end(), '\t', ' ');
    return result;
}

std::string underlined(std::string_view line, std::size_t from, std::size_t to) {
    from = std::min(from, line.size());
    to = std::clamp(to, from, line.size());
    const std::size_t indent = display_width(without_tabs(line.substr(0, from)));
    const std::size_t width = display_width(without_tabs(line.substr(from, to - from)));
    return std::string(indent, ' ') + std::string(std::max<std::size_t>(width, 1), '^');
}

} // namespace

std::string_view name_of(QueryErrorType type) {
    switch (type) {
    case QueryErrorType::syntax:
        return "SyntaxError";
    case QueryErrorType::semantic:
        return "SemanticError";
    case QueryErrorType::type:
        return "TypeError";
    case QueryErrorType::argument:
        return "ArgumentError";
    case QueryErrorType::arithmetic:
        return "ArithmeticError";
    case QueryErrorType::parameter_missing:
        return "ParameterMissing";
    case QueryErrorType::procedure:
        return "ProcedureError";
    case QueryErrorType::entity_not_found:
        return "EntityNotFound";
    case QueryErrorType::constraint_violation:
        return "ConstraintViolation";
    case QueryErrorType::property_not_found:
        return "PropertyNotFound";
    case QueryErrorType::label_not_found:
        return "LabelNotFound";
    case QueryErrorType::unsupported:
        return "Unsupported";
    case QueryErrorType::timeout:
        return "Timeout";
    case QueryErrorType::cancelled:
        return "Cancelled";
    case QueryErrorType::limit:
        return "LimitExceeded";
    case QueryErrorType::internal:
        return "InternalError";
    }
    return "Error";
}

std::string picture(const QueryError& error, std::string_view query) {
    std::size_t start = 0;
    const std::string_view line = line_at(query, error.span.start, start);
    const auto number =
        std::count(query.begin(), query.begin() + static_cast<std::ptrdiff_t>(start), '\n') + 1;
    const std::size_t from = error.span.start - std::min<std::size_t>(start, error.span.start);
    const std::size_t column = grapheme_count(line.substr(0, std::min(from, line.size()))) + 1;
    const std::size_t to =
        error.span.end > error.span.start ? from + error.span.end - error.span.start : from;
    std::string text = std::string(name_of(error.type)) + " at line " + std::to_string(number) + ", column " +
                       std::to_string(column) + ": " + error.message + "\n" + without_tabs(line) + "\n" +
                       underlined(line, from, to);
    if (!error.hint.empty()) text += "\n" + error.hint;
    return text;
}

} // namespace banggiao::query
