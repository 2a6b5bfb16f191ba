// Simulation: plots as SVG text: lines and points over logarithmic axes.
#ifndef JOBPOLL_SIMULATION_SVG_PLOT_HPP
#define JOBPOLL_SIMULATION_SVG_PLOT_HPP

#include <string>
#include <vector>

namespace simulation {

struct plot_point {
    double x;
    double y;
};

/// One line of a plot, or one dot where it has a single point.
struct plot_series {
    std::string name;
    std::vector<plot_point> points;
};

/// One plot. Both axes are logarithmic: every value is above zero.
struct plot {
    std::string title;
    std::string x_label;
    std::string y_label;
    std::vector<plot_series> series;
};

/// The plots side by side, with one legend; series of one name have one colour.
[[nodiscard]] std::string to_svg(const std::vector<plot>& plots);

} // namespace simulation

#endif
