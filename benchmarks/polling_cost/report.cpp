#include "report.hpp"

#include <cmath>
#include <cstdio>

namespace polling_cost {

void summary::add(double ratio, const std::string& name) {
    logarithms += std::log(ratio);
    ++count;
    if (ratio <= worst) return;
    worst = ratio;
    worst_family = name;
}

double summary::mean() const {
    return count == 0 ? 0 : std::exp(logarithms / count);
}

std::string fixed(double value, int decimals) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

void report::line(const std::string& text) {
    text_ += text + '\n';
    std::fputs((text + '\n').c_str(), stdout);
    std::fflush(stdout);
}

void report::row(const std::string& name, const summaries& s) {
    std::string text = "| " + name;
    for (const summary& one : s.of)
        text += " | " + fixed(one.mean()) + " | " + fixed(one.worst);
    line(text + " |");
}

void report::claim(const std::string& what, double value, double at_most, double goal) {
    const bool held = value <= at_most * (1 + slack_);
    broken_ += held ? 0 : 1;
    const std::string text = "| " + what + " | " + fixed(value) + " | " + fixed(goal, 2) + " | " +
                             (value <= goal ? "met" : "missed") + " | " + fixed(at_most, 2) + " |\n";
    claims_ += text;
    if (!held) std::fputs(("BROKEN " + text).c_str(), stderr);
}

std::string report::claims() const {
    return "\n## Every figure that is held to\n\n"
           "The run fails where a figure is above the last column.\n\n"
           "| figure | measured | goal | | held at |\n|---|---|---|---|---|\n" +
           claims_;
}

std::string report::text() const {
    return text_ + claims();
}

} // namespace polling_cost
