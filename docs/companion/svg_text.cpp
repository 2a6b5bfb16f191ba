#include "svg_text.hpp"

#include <cstdio>

#include "printable.hpp"

namespace companion {

namespace {

std::string attribute(std::string_view name, double value) {
    return ' ' + std::string{name} + "=\"" + coordinate(value) + '"';
}

/// The rest of an element that may have a tooltip in it.
std::string ended(std::string_view element, std::string_view tooltip) {
    if (tooltip.empty()) return "/>\n";
    return "><title>" + xml_escaped(tooltip) + "</title></" + std::string{element} + ">\n";
}

std::string begun(std::string_view element, std::string_view name) {
    return '<' + std::string{element} + " class=\"" + std::string{name} + '"';
}

} // namespace

std::string xml_escaped(std::string_view text) {
    std::string made;
    const std::string shown = printable(text);
    for (std::size_t at = 0; at < shown.size(); ++at) {
        const char c = shown[at];
        // U+FFFE and U+FFFF are characters of UTF-8 and not of XML (1.0, section 2.2).
        if (shown.compare(at, 2, "\xef\xbf") == 0 && static_cast<unsigned char>(shown[at + 2]) >= 0xbe) {
            made += "\xef\xbf\xbd";
            at += 2;
            continue;
        }
        if (c == '&')
            made += "&amp;";
        else if (c == '<')
            made += "&lt;";
        else if (c == '>')
            made += "&gt;";
        else if (c == '"')
            made += "&quot;";
        else
            made += c;
    }
    return made;
}

std::string coordinate(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string svg_rect(std::string_view name, const svg_box& box, double radius, std::string_view tooltip) {
    std::string made = begun("rect", name) + attribute("x", box.x) + attribute("y", box.y) +
                       attribute("width", box.width) + attribute("height", box.height);
    if (radius > 0) made += attribute("rx", radius);
    return made + ended("rect", tooltip);
}

std::string svg_line(std::string_view name, double x1, double y1, double x2, double y2) {
    return begun("line", name) + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) +
           attribute("y2", y2) + "/>\n";
}

std::string svg_circle(std::string_view name, double x, double y, double radius, std::string_view tooltip) {
    return begun("circle", name) + attribute("cx", x) + attribute("cy", y) + attribute("r", radius) +
           ended("circle", tooltip);
}

std::string svg_words(std::string_view name, double x, double y, std::string_view anchor,
                      std::string_view words) {
    return begun("text", name) + attribute("x", x) + attribute("y", y) + " text-anchor=\"" +
           std::string{anchor} + "\">" + xml_escaped(words) + "</text>\n";
}

double words_width(std::string_view words, double size) noexcept {
    constexpr double width_of_a_letter = 0.56;
    return static_cast<double>(width(words)) * size * width_of_a_letter;
}

} // namespace companion
