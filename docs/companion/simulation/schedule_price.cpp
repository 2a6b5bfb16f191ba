#include "simulation/schedule_price.hpp"

#include <algorithm>
#include <cmath>

#include <jobpoll/machine/step.hpp>

#include "simulation/seconds.hpp"

namespace simulation {

namespace {

paid pay_one(const weighted_job& job, const wait_law& law, std::uint64_t seed, const report& reported) {
    look l{1, 0, 0, seed, {}};
    for (; l.elapsed < job.duration; ++l.polls) {
        const int per_mille = reported(l.elapsed, job.duration, seed);
        l.progress = observe(l.progress, to_milliseconds(l.elapsed), static_cast<std::int16_t>(per_mille));
        l.previous_delay = law(l);
        l.elapsed += l.previous_delay;
    }
    return {job.weight, static_cast<double>(l.polls), l.elapsed - job.duration};
}

} // namespace

double library_law::operator()(const look& l) const {
    if (past != nullptr) ahead->follow(*past, to_milliseconds(poll_cost));
    return to_seconds(jobpoll::plan_next_look({.policy = policy,
                                               .elapsed = to_milliseconds(l.elapsed),
                                               .poll_cost = to_milliseconds(poll_cost),
                                               .previous_delay = to_milliseconds(l.previous_delay),
                                               .limits = limits,
                                               .attempt = static_cast<std::uint32_t>(l.polls),
                                               .jitter_per_mille = jitter_per_mille,
                                               .seed = jobpoll::detail::mix(l.seed),
                                               .progress = &l.progress,
                                               .ahead = past != nullptr ? ahead.get() : nullptr,
                                               .jobs_in_flight = jobs_in_flight})
                          .delay);
}

jobpoll::delay_limits default_limits(jobpoll::polling_policy policy) {
    jobpoll::machine_rules rules;
    rules.policy = policy;
    return limits_in(rules, jobpoll::phase::running);
}

std::vector<paid> pay(const std::vector<weighted_job>& jobs, const wait_law& law, int seeds,
                      std::uint64_t first_seed) {
    std::vector<paid> all;
    all.reserve(jobs.size() * static_cast<std::size_t>(seeds));
    for (std::uint64_t seed = first_seed; seed < first_seed + static_cast<std::uint64_t>(seeds); ++seed) {
        look l{1, 0, 0, seed, {}};
        for (std::size_t next = 0; next < jobs.size();) {
            for (; next < jobs.size() && jobs[next].duration <= l.elapsed; ++next)
                all.push_back({jobs[next].weight / seeds, static_cast<double>(l.polls),
                               l.elapsed - jobs[next].duration});
            l.progress = observe(l.progress, to_milliseconds(l.elapsed), -1);
            l.previous_delay = law(l);
            l.elapsed += l.previous_delay;
            ++l.polls;
        }
    }
    return all;
}

std::vector<paid> pay(const std::vector<weighted_job>& jobs, const wait_law& law, int seeds,
                      const report& reported) {
    std::vector<paid> all;
    for (std::size_t i = 0; i < jobs.size(); ++i)
        for (int seed = 0; seed < seeds; ++seed) {
            paid one = pay_one(jobs[i], law, i * 64 + static_cast<std::uint64_t>(seed), reported);
            one.weight /= seeds;
            all.push_back(one);
        }
    return all;
}

price add_up(std::vector<paid> all) {
    price sum;
    double weights = 0;
    for (const paid& p : all) {
        sum.polls += p.weight * p.polls;
        sum.lateness += p.weight * p.lateness;
        weights += p.weight;
    }
    if (weights <= 0) return sum;
    sum.polls /= weights;
    sum.lateness /= weights;
    std::sort(all.begin(), all.end(), [](const paid& a, const paid& b) { return a.lateness < b.lateness; });
    double below = 0;
    for (const paid& p : all) {
        sum.lateness_95 = p.lateness;
        if ((below += p.weight) >= 0.95 * weights) break;
    }
    return sum;
}

double unit(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t bits = jobpoll::detail::mix(jobpoll::detail::mix(a) ^ b);
    return static_cast<double>(bits >> 11) / 9'007'199'254'740'992.0; // 2^53
}

jobpoll::history earlier_jobs(const cumulative& below, int count, std::uint64_t seed) {
    jobpoll::history past;
    for (int i = 0; i < count; ++i)
        past.learn(to_milliseconds(quantile(below, unit(seed, static_cast<std::uint64_t>(i)))));
    return past;
}

} // namespace simulation
