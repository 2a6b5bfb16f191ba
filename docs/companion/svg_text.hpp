// jobpoll, the program: the words of SVG.
#ifndef JOBPOLL_COMPANION_SVG_TEXT_HPP
#define JOBPOLL_COMPANION_SVG_TEXT_HPP

#include <string>
#include <string_view>

namespace companion {

/// A text as it may stand in XML: markup is escaped, and what XML 1.0 has no place for is replaced.
[[nodiscard]] std::string xml_escaped(std::string_view text);

/// A coordinate, with one decimal.
[[nodiscard]] std::string coordinate(double value);

/// A box of a drawing. *Units*: pixels.
struct svg_box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// `<rect class="NAME"/>`, with a tooltip where there is one.
[[nodiscard]] std::string svg_rect(std::string_view name, const svg_box& box, double radius = 0,
                                   std::string_view tooltip = {});
[[nodiscard]] std::string svg_line(std::string_view name, double x1, double y1, double x2, double y2);
[[nodiscard]] std::string svg_circle(std::string_view name, double x, double y, double radius,
                                     std::string_view tooltip = {});

/// A text that begins, is centred, or ends at a point: `start`, `middle`, `end`.
[[nodiscard]] std::string svg_words(std::string_view name, double x, double y, std::string_view anchor,
                                    std::string_view words);

/// How wide a text is about, in a sans-serif type of that size; to find out whether it fits.
[[nodiscard]] double words_width(std::string_view words, double size) noexcept;

} // namespace companion

#endif
