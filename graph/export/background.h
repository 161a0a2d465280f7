// Takes shapes and words. Hands out xdot, Graphviz's language for what lies beneath a picture.
#pragma once

#include <banggiao/graph/export/placement.h>

#include <string>
#include <string_view>
#include <vector>

namespace banggiao::drawing {

class Background {
  public:
    void pen(std::string_view colour, double width = 1);
    void fill(std::string_view colour);
    void rectangle(Point low, Point high);           ///< filled, with the pen's border
    void polygon(const std::vector<Point>& corners); ///< the same
    void line(Point from, Point to);
    void dot(Point centre, double radius); ///< filled
    /// At the point's right (-1), around it (0), or at its left (1); the pen's colour.
    void words(Point at, int side, double size, std::string_view text);
    std::string xdot() const { return text_; }

  private:
    void command(std::string_view name, const std::vector<double>& numbers);
    void quoted(std::string_view text);
    std::string text_;
};

/// At most two digits behind the point.
std::string decimal(double value);

} // namespace banggiao::drawing
