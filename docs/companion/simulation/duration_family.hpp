// Simulation: how long jobs take: families of durations, and jobs drawn from them.
#ifndef JOBPOLL_SIMULATION_DURATION_FAMILY_HPP
#define JOBPOLL_SIMULATION_DURATION_FAMILY_HPP

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace simulation {

/// The part of the jobs that take at most so many seconds.
using cumulative = std::function<double(double)>;

cumulative lognormal(double median, double sigma);
cumulative weibull(double median, double shape); ///< shape 1 is the exponential distribution
cumulative uniform(double low, double high);
cumulative lomax(double median, double tail); ///< Pareto's distribution, starting at zero
cumulative loglogistic(double median, double shape);
cumulative normal(double mean, double deviation);
cumulative erlang(double median, int shape); ///< gamma with a whole shape
cumulative mixture(double part, cumulative a, cumulative b);
cumulative later(double by, cumulative a);

/// The duration that a part `u` of the jobs do not exceed.
[[nodiscard]] double quantile(const cumulative& below, double u);

/// A family that was written as `lognormal:120:0.8`, or what is wrong with it.
struct parsed_family {
    cumulative below;  ///< empty where it was none
    std::string error; ///< empty where the word is no family at all, too
};
[[nodiscard]] parsed_family parse_family(std::string_view word);

/// The families that `parse_family` knows, for the help.
[[nodiscard]] std::string known_families();

/// A job that stands for a part of all.
struct weighted_job {
    double duration; ///< seconds
    double weight;
};

/// Jobs that stand for the family, in the order of their durations; the last two per cent are drawn in ever
/// finer slices, so that long tails count.
[[nodiscard]] std::vector<weighted_job> draw(const cumulative& below, int count);

/// Jobs of equal weight with these durations.
[[nodiscard]] std::vector<weighted_job> equal_jobs(std::vector<double> durations);

} // namespace simulation

#endif
