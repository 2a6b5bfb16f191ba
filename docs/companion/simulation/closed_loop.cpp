#include "simulation/closed_loop.hpp"

#include "simulation/seconds.hpp"

namespace simulation {

closed_loop::closed_loop(double poll_cost, jobpoll::delay_limits limits)
    : poll_cost_{to_milliseconds(poll_cost)}, limits_{limits} {}

followed_job closed_loop::run(const jobpoll::forecast* ahead, double duration, std::uint64_t seed,
                              const report& reported, std::uint32_t jobs) const {
    jobpoll::progress_track track;
    jobpoll::outlook o;
    o.progress = &track;
    o.poll_cost = poll_cost_;
    o.limits = limits_;
    o.jitter_per_mille = 100;
    o.seed = seed;
    o.ahead = ahead;
    o.jobs_in_flight = jobs;
    followed_job job;
    const jobpoll::milliseconds end = to_milliseconds(duration);
    for (o.attempt = 1; o.elapsed < end; ++o.attempt) {
        const int per_mille = reported(to_seconds(o.elapsed), duration, seed);
        track = observe(track, o.elapsed, static_cast<std::int16_t>(per_mille));
        job.last.ended_after = o.elapsed;
        o.previous_delay = jobpoll::plan_next_look(o).delay;
        o.elapsed += o.previous_delay;
    }
    job.last.action = jobpoll::action::stop;
    job.last.outcome = jobpoll::outcome::succeeded;
    job.last.attempts = o.attempt;
    job.last.elapsed = o.elapsed;
    job.last.poll_cost = poll_cost_;
    job.last.min_delay = limits_.min;
    job.last.max_delay = limits_.max;
    job.last.forecast = summary_of(track);
    job.cost = to_seconds(poll_cost_ * o.attempt + o.elapsed - end);
    return job;
}

followed_job closed_loop::follow(double duration, std::uint64_t seed, const report& reported,
                                 std::uint32_t jobs) const {
    return run(&ahead_, duration, seed, reported, jobs);
}

double closed_loop::uninformed_cost(double duration, std::uint64_t seed, int seeds) const {
    double sum = 0;
    for (int k = 1; k <= seeds; ++k)
        sum += run(nullptr, duration, seed + static_cast<std::uint64_t>(k), no_report, 1).cost;
    return sum / seeds;
}

void closed_loop::learn(const followed_job& job) {
    past_.learn(job.last);
    ahead_.follow(past_, poll_cost_);
}

jobpoll::delay_limits general_limits() {
    return {jobpoll::default_min_delay, jobpoll::default_max_delay, jobpoll::reason::cadence,
            jobpoll::for_ever};
}

int no_report(double, double, std::uint64_t) {
    return -1;
}

} // namespace simulation
