#include "simulation/svg_plot.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iterator>

namespace simulation {

namespace {

constexpr double plot_width = 480;
constexpr double plot_height = 360;
constexpr double left = 62;
constexpr double right = 14;
constexpr double top = 34;
constexpr double bottom = 44;
constexpr double legend_line = 18;

// Told apart by the colour-blind, too. Source: Okabe and Ito, Color Universal Design, 2008.
constexpr const char* colours[] = {"#000000", "#0072b2", "#d55e00", "#009e73",
                                   "#cc79a7", "#e69f00", "#56b4e9", "#8a8a00"};

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string tick_label(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

std::string escaped(const std::string& words) {
    std::string text;
    for (const char c : words)
        text += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '"' ? "&quot;" : std::string(1, c);
    return text;
}

struct axis {
    double low = HUGE_VAL;
    double high = 0;
    double from = 0;
    double to = 0;

    void take(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    void widen() {
        low /= 1.1;
        high *= 1.1;
    }
    [[nodiscard]] double at(double value) const {
        return from + (to - from) * std::log(value / low) / std::log(high / low);
    }
    // 1, 2 and 5 times powers of ten; where that is too many, powers alone.
    [[nodiscard]] std::vector<double> ticks() const {
        std::vector<double> all;
        const bool is_long = high / low > 1e3;
        for (double power = std::pow(10, std::floor(std::log10(low))); power <= high; power *= 10)
            for (const double factor : {1.0, 2.0, 5.0})
                if ((factor == 1 || !is_long) && factor * power >= low && factor * power <= high)
                    all.push_back(factor * power);
        return all;
    }
};

std::string text_at(double x, double y, const char* anchor, const std::string& words,
                    const char* extra = "") {
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\" " + extra +
           '>' + escaped(words) + "</text>\n";
}

std::string line(double x1, double y1, double x2, double y2, const char* colour) {
    return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
           number(y2) + "\" stroke=\"" + colour + "\"/>\n";
}

std::string drawn(const plot_series& s, const axis& x, const axis& y, const char* colour) {
    std::string path;
    std::string dots;
    for (const plot_point& p : s.points) {
        const std::string where[] = {number(x.at(p.x)), number(y.at(p.y))};
        path += (path.empty() ? "" : " ") + where[0] + ',' + where[1];
        dots += "<circle cx=\"" + where[0] + "\" cy=\"" + where[1] + "\" r=\"4\" fill=\"" + colour + "\"/>\n";
    }
    if (s.points.size() == 1) return dots;
    return "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + std::string{colour} + "\" points=\"" +
           path + "\"/>\n";
}

std::string drawn(const plot& p, double offset, const std::vector<std::string>& names) {
    axis x;
    axis y;
    for (const plot_series& s : p.series)
        for (const plot_point& point : s.points) {
            x.take(point.x);
            y.take(point.y);
        }
    x.widen();
    y.widen();
    x.from = offset + left;
    x.to = offset + plot_width - right;
    y.from = plot_height - bottom;
    y.to = top;
    std::string text = text_at((x.from + x.to) / 2, 20, "middle", p.title, "font-weight=\"bold\"");
    for (const double tick : x.ticks())
        text += line(x.at(tick), y.from, x.at(tick), y.to, "#dddddd") +
                text_at(x.at(tick), y.from + 16, "middle", tick_label(tick));
    for (const double tick : y.ticks())
        text += line(x.from, y.at(tick), x.to, y.at(tick), "#dddddd") +
                text_at(x.from - 6, y.at(tick) + 4, "end", tick_label(tick));
    text += line(x.from, y.from, x.to, y.from, "#000000") + line(x.from, y.from, x.from, y.to, "#000000");
    text += text_at((x.from + x.to) / 2, plot_height - 8, "middle", p.x_label);
    const std::string turned =
        "transform=\"rotate(-90 " + number(offset + 16) + ' ' + number((y.from + y.to) / 2) + ")\"";
    text += text_at(offset + 16, (y.from + y.to) / 2, "middle", p.y_label, turned.c_str());
    for (const plot_series& s : p.series) {
        const auto place = std::find(names.begin(), names.end(), s.name) - names.begin();
        text += drawn(s, x, y, colours[static_cast<std::size_t>(place) % std::size(colours)]);
    }
    return text;
}

} // namespace

std::string to_svg(const std::vector<plot>& plots) {
    std::vector<std::string> names;
    for (const plot& p : plots)
        for (const plot_series& s : p.series)
            if (std::find(names.begin(), names.end(), s.name) == names.end()) names.push_back(s.name);
    const double width = plot_width * static_cast<double>(plots.size());
    const std::size_t legend_columns = plots.size() == 1 ? 1 : 3;
    const std::size_t lines = (names.size() + legend_columns - 1) / legend_columns;
    const double height = plot_height + legend_line * static_cast<double>(lines) + 12;
    const std::string size = number(width) + ' ' + number(height);
    std::string text = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size +
                       "\" font-family=\"sans-serif\" font-size=\"12\">\n"
                       "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n";
    double offset = 0;
    for (const plot& p : plots) {
        text += drawn(p, offset, names);
        offset += plot_width;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double x =
            left + width / static_cast<double>(legend_columns) * static_cast<double>(i % legend_columns);
        const double y = plot_height + 12 + legend_line * static_cast<double>(i / legend_columns);
        text += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y - 4) + "\" r=\"4\" fill=\"" +
                colours[i % std::size(colours)] + "\"/>\n" + text_at(x + 10, y, "start", names[i]);
    }
    return text + "</svg>\n";
}

} // namespace simulation
