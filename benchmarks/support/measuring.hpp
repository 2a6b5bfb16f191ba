// What the benchmarks share: how a call is timed, which figure of many is kept, and what stands above a
// table.
#ifndef JOBPOLL_BENCHMARKS_SUPPORT_MEASURING_HPP
#define JOBPOLL_BENCHMARKS_SUPPORT_MEASURING_HPP

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace bench {

/// This process's own time, in nanoseconds: with any other clock a long call would be charged for what else
/// runs on the machine, and a short one would not.
[[nodiscard]] inline double own_time() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

/// Nanoseconds that a call takes.
template <class Call>
[[nodiscard]] double nanoseconds_of(Call call) {
    const double begin = own_time();
    call();
    return own_time() - begin;
}

[[nodiscard]] inline double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

[[nodiscard]] inline double geometric_mean(const std::vector<double>& values) {
    double logarithms = 0;
    for (const double value : values)
        logarithms += std::log(value);
    return values.empty() ? 0 : std::exp(logarithms / static_cast<double>(values.size()));
}

[[nodiscard]] inline std::string fixed(double value, int decimals = 2) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

/// One row of a table in Markdown.
[[nodiscard]] inline std::string row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& cell : cells)
        line += ' ' + cell + " |";
    return line + '\n';
}

/// The head of a table: the first column to the left, the others to the right.
[[nodiscard]] inline std::string head(const std::vector<std::string>& cells) {
    std::string line = row(cells) + "|---|";
    for (std::size_t i = 1; i < cells.size(); ++i)
        line += "--:|";
    return line + '\n';
}

/// By what and when the figures were made.
[[nodiscard]] inline std::string made_by(const char* compiler) {
    const std::time_t now = std::time(nullptr);
    char date[16];
    std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&now));
    return std::string{"Compiler: "} + compiler + ". Date: " + date + ".\n\n";
}

/// Shows a report, and writes it where a file is named; the exit code.
[[nodiscard]] inline int publish(const std::string& report, const char* file) {
    std::cout << report;
    if (file == nullptr) return 0;
    std::ofstream out{file};
    out << report;
    if (out.flush()) return 0;
    std::cerr << "cannot write " << file << '\n';
    return 1;
}

} // namespace bench

#endif
