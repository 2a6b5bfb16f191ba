// Simulation: what a schedule costs: polls, and the time from a job's end to our learning of it.
#ifndef JOBPOLL_SIMULATION_SCHEDULE_PRICE_HPP
#define JOBPOLL_SIMULATION_SCHEDULE_PRICE_HPP

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include <jobpoll/history.hpp>
#include <jobpoll/schedule/schedule.hpp>

#include "simulation/duration_family.hpp"

namespace simulation {

/// A moment at which a poll has just found the job running.
struct look {
    int polls; ///< made so far, this one and the one at once counted
    double elapsed;
    double previous_delay;
    std::uint64_t seed;
    jobpoll::progress_track progress{};
};

/// How long to wait then, in seconds.
using wait_law = std::function<double(const look&)>;

/// A law of the library, as the machine uses it: inside its limits, with the usual jitter.
struct library_law {
    jobpoll::polling_policy policy = jobpoll::polling_policy::inspection;
    double poll_cost = 2;
    jobpoll::delay_limits limits{};
    const jobpoll::history* past = nullptr;
    std::uint16_t jitter_per_mille = 100;
    std::uint32_t jobs_in_flight = 1; ///< that share the history's credit
    /// What is derived from the history, at the first use of each of its states.
    std::shared_ptr<jobpoll::forecast> ahead = std::make_shared<jobpoll::forecast>();

    [[nodiscard]] double operator()(const look& l) const;
};

/// The limits of a law where nothing is documented.
[[nodiscard]] jobpoll::delay_limits default_limits(jobpoll::polling_policy policy);

/// What one job cost.
struct paid {
    double weight;
    double polls;
    double lateness; ///< seconds
};

/// What a job reports, in thousandths, -1 for nothing: after `elapsed` of `duration` seconds.
using report = std::function<int(double elapsed, double duration, std::uint64_t seed)>;

/// What every job costs under a law that sees nothing of it, once for each seed.
[[nodiscard]] std::vector<paid> pay(const std::vector<weighted_job>& jobs, const wait_law& law, int seeds,
                                    std::uint64_t first_seed = 0);

/// What every job costs under a law that sees its progress.
[[nodiscard]] std::vector<paid> pay(const std::vector<weighted_job>& jobs, const wait_law& law, int seeds,
                                    const report& reported);

/// What a schedule comes to.
struct price {
    double polls = 0;
    double lateness = 0;
    double lateness_95 = 0; ///< 95 of 100 jobs are no later
    [[nodiscard]] double cost(double poll_cost) const { return poll_cost * polls + lateness; }
};
[[nodiscard]] price add_up(std::vector<paid> all);

/// A number in [0, 1), the same for the same arguments everywhere.
[[nodiscard]] double unit(std::uint64_t a, std::uint64_t b);

/// Durations of `count` jobs of a family, as a history.
[[nodiscard]] jobpoll::history earlier_jobs(const cumulative& below, int count, std::uint64_t seed);

} // namespace simulation

#endif
