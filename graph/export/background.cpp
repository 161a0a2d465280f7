// Takes shapes and words. Hands out xdot.
#include <banggiao/graph/export/background.h>
#include <banggiao/graph/export/style.h>
#include <banggiao/graph/text.h>

#include <array>
#include <charconv>

namespace banggiao::drawing {

void Background::pen(std::string_view colour, double width) {
    text_ += "c ";
    quoted(colour);
    text_ += "S ";
    quoted("setlinewidth(" + decimal(width) + ")");
}

void Background::fill(std::string_view colour) {
    text_ += "C ";
    quoted(colour);
}

void Background::rectangle(Point low, Point high) {
    polygon({low, {high.x, low.y}, high, {low.x, high.y}});
}

void Background::polygon(const std::vector<Point>& corners) {
    std::vector<double> numbers;
    for (const Point& corner : corners) numbers.insert(numbers.end(), {corner.x, corner.y});
    command("P " + std::to_string(corners.size()), numbers);
}

void Background::line(Point from, Point to) {
    command("L 2", {from.x, from.y, to.x, to.y});
}

void Background::dot(Point centre, double radius) {
    command("E", {centre.x, centre.y, radius, radius});
}

void Background::words(Point at, int side, double size, std::string_view text) {
    text_ += "F " + decimal(size) + " ";
    quoted(font);
    command("T",
            {at.x, at.y, static_cast<double>(side), size * 0.6 * static_cast<double>(display_width(text))});
    quoted(text);
}

void Background::command(std::string_view name, const std::vector<double>& numbers) {
    text_ += name;
    for (double number : numbers) text_ += " " + decimal(number);
    text_ += " ";
}

void Background::quoted(std::string_view text) {
    text_ += std::to_string(text.size()) + " -" + std::string(text) + " ";
}

std::string decimal(double value) {
    std::array<char, 64> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2);
    std::string written(digits.data(), end.ptr);
    written.erase(written.find_last_not_of('0') + 1);
    if (written.back() == '.') written.pop_back();
    return written == "-0" ? "0" : written;
}

} // namespace banggiao::drawing
