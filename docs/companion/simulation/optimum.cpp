#include "simulation/optimum.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace simulation {

namespace {

// A third of the moments at equal parts of the jobs, a third in equal ratios, a third at equal distances.
std::vector<double> moments_of(const cumulative& below, int fineness) {
    std::vector<double> moments{0};
    const double bottom = quantile(below, 1e-4);
    const double top = quantile(below, 1 - 1e-5);
    const double most = quantile(below, 0.995);
    for (int i = 0; i < fineness; ++i) {
        const double part = (i + 0.5) / fineness;
        moments.push_back(quantile(below, part));
        moments.push_back(bottom * std::pow(top / bottom, (i + 1.0) / fineness));
        moments.push_back(bottom + (most - bottom) * part);
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

} // namespace

double optimal_cost(const cumulative& below, double poll_cost, int fineness) {
    const std::vector<double> x = moments_of(below, fineness);
    const std::size_t n = x.size();
    std::vector<double> over(n);       // the part of the jobs that is over at a moment
    std::vector<double> over_until(n); // its integral, by Simpson's rule
    for (std::size_t i = 0; i < n; ++i)
        over[i] = i + 1 == n ? 1 : below(x[i]);
    for (std::size_t i = 1; i < n; ++i) {
        const double step = x[i] - x[i - 1];
        over_until[i] = over_until[i - 1] + step * (over[i - 1] + 4 * below(x[i] - step / 2) + over[i]) / 6;
    }
    std::vector<double> least(n); // what is still to be paid after a poll at a moment
    for (std::size_t i = n - 1; i-- > 0;) {
        double best = HUGE_VAL;
        for (std::size_t j = i + 1; j < n; ++j) {
            const double late = over_until[j] - over_until[i] - over[i] * (x[j] - x[i]);
            if (late > best) break;
            best = std::min(best, late + least[j]);
        }
        least[i] = best + poll_cost * (1 - over[i]);
    }
    return least[0] + poll_cost;
}

} // namespace simulation
