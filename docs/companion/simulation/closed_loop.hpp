// Simulation: a history that learns from its own polls, job after job.
#ifndef JOBPOLL_SIMULATION_CLOSED_LOOP_HPP
#define JOBPOLL_SIMULATION_CLOSED_LOOP_HPP

#include <cstdint>

#include <jobpoll/history.hpp>
#include <jobpoll/schedule/schedule.hpp>

#include "simulation/schedule_price.hpp"

namespace simulation {

/// A job that was followed to its end: the last decision, and what it cost in seconds.
struct followed_job {
    jobpoll::decision last{};
    double cost = 0;
};

/// Jobs of one kind, each learned when it ends.
class closed_loop {
public:
    /// Every job is polled within the limits; credit pays for waits up to their `max_on_credit`.
    explicit closed_loop(double poll_cost, jobpoll::delay_limits limits);

    /// Follows a job of so many seconds and does not learn it yet; `jobs` share the credit.
    [[nodiscard]] followed_job follow(double duration, std::uint64_t seed, const report& reported,
                                      std::uint32_t jobs = 1) const;
    /// The same without a history: the mean over so many seeds, in seconds.
    [[nodiscard]] double uninformed_cost(double duration, std::uint64_t seed, int seeds = 16) const;

    void learn(const followed_job& job);

    [[nodiscard]] const jobpoll::history& past() const { return past_; }

private:
    [[nodiscard]] followed_job run(const jobpoll::forecast* ahead, double duration, std::uint64_t seed,
                                   const report& reported, std::uint32_t jobs) const;

    jobpoll::milliseconds poll_cost_;
    jobpoll::delay_limits limits_;
    jobpoll::history past_{};
    jobpoll::forecast ahead_{};
};

/// The limits where nothing is documented: credit pays for longer waits.
[[nodiscard]] jobpoll::delay_limits general_limits();

/// A job that reports no progress.
[[nodiscard]] int no_report(double elapsed, double duration, std::uint64_t seed);

} // namespace simulation

#endif
