// jobpoll: what a history learns from one more job.
#ifndef JOBPOLL_SCHEDULE_LEARNING_HPP
#define JOBPOLL_SCHEDULE_LEARNING_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/base/logarithm.hpp>
#include <jobpoll/schedule/credit.hpp>
#include <jobpoll/schedule/experts.hpp>
#include <jobpoll/schedule/history_state.hpp>
#include <jobpoll/schedule/uninformed.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0::detail {

/// A job that ended. Times are in milliseconds since the start.
struct ended_job {
    std::int64_t after = 0;    ///< last known to go on
    std::int64_t by = 0;       ///< first known to be over
    std::int64_t seen = 0;     ///< when that was seen: later than `by` where the vendor told the end
    std::int64_t last_gap = 0; ///< the wait before that
    std::uint32_t polls = 0;   ///< none where somebody else measured it
    progress_summary progress{};

    [[nodiscard]] constexpr log_interval interval() const noexcept {
        const auto from = (std::min)(std::int32_t{log_of(after)}, largest_log - 1);
        return {static_cast<std::uint16_t>(from),
                static_cast<std::uint16_t>((std::max)(std::int32_t{log_of(by)}, from + 1))};
    }
    [[nodiscard]] constexpr bool has_progress() const noexcept {
        return progress.first.level > 0 && progress.first.predicted > milliseconds{0} &&
               progress.last.predicted > milliseconds{0};
    }
};

/// Each weight times how likely its owner took what happened to be; a little is shared out evenly.
///
/// *Source*: Herbster, Warmuth: Tracking the best expert, 1998.
constexpr void reweigh(std::span<std::uint16_t> weights,
                       std::span<const std::uint32_t> likelihoods) noexcept {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += std::uint64_t{weights[i]} * likelihoods[i];
    if (sum == 0) return;
    const std::uint64_t shared = full_weight * shared_per_mille / 1'000;
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = static_cast<std::uint16_t>(std::uint64_t{weights[i]} * likelihoods[i] *
                                                    (full_weight - shared) / sum +
                                                shared / weights.size());
}

template <std::size_t Size>
constexpr void push_front(std::array<log_interval, Size>& all, log_interval newest) noexcept {
    std::copy_backward(all.begin(), all.end() - 1, all.end());
    all[0] = newest;
}

/// What one source of knowledge held of a job, before it learns from it.
struct judgement {
    std::uint32_t likelihood = 0; ///< of the interval, for a job that goes on after its first report
    std::int64_t lateness = 0;    ///< expected: from the end to when that was seen
};

/// The mean time from an end inside the interval to the interval's end; `shift` makes times of ratios.
[[nodiscard]] constexpr std::int64_t mean_lateness(const interval_estimate& estimate,
                                                   const interval_estimate::masses& m, log_interval seen,
                                                   std::int32_t shift, std::int64_t by) noexcept {
    const log_grid& grid = estimate.grid();
    std::uint64_t mass = 1;
    std::uint64_t sum = 0;
    for (std::size_t cell = grid.locate(seen.after).cell; cell <= grid.locate(seen.by).cell; ++cell) {
        const auto edge = static_cast<std::int32_t>(grid.edge(cell));
        const auto end = static_cast<std::int32_t>(grid.edge(cell + 1));
        const std::int32_t from = (std::max)(edge, std::int32_t{seen.after});
        const std::int32_t to = (std::min)(end, std::int32_t{seen.by});
        if (to <= from) continue;
        const auto part = static_cast<std::uint64_t>(std::int64_t{m[cell]} * (to - from) / (end - edge));
        const std::int64_t late = by - value_of_log((from + to) / 2 + shift);
        mass += part;
        sum += part * static_cast<std::uint64_t>((std::max<std::int64_t>)(late, 0));
    }
    return static_cast<std::int64_t>(sum / mass);
}

/// part / whole, in units of 2^-30.
[[nodiscard]] constexpr std::uint32_t quotient(std::uint32_t part, std::uint32_t whole) noexcept {
    return static_cast<std::uint32_t>(
        (std::min)((std::uint64_t{part} << 30) / (whole + 1u), std::uint64_t{certain}));
}

/// Judges a job by the durations of others; `alive` is the time that it was then known to reach.
constexpr judgement judge_by_durations(history_state& h, const ended_job& job, log_interval alive,
                                       std::int64_t cost) noexcept {
    const interval_estimate estimate{h.known(), duration_prior{cost}};
    const log_interval seen = job.interval();
    std::array<std::uint32_t, expert_count + 1> likelihoods{};
    interval_estimate::masses mixture{};
    for_each_expert(estimate, h, [&](std::size_t e, const interval_estimate::masses& m) {
        likelihoods[e] = estimate.part_of(m, seen);
        mix_in(mixture, m, estimate.grid().size(), h.weights[e]);
    });
    reweigh(h.weights, likelihoods);
    return {quotient(estimate.part_of(mixture, seen), estimate.part_of(mixture, alive)),
            mean_lateness(estimate, mixture, seen, 0, job.by)};
}

/// The same by the progress that it reported.
constexpr judgement judge_by_progress(history_state& h, const ended_job& job, log_interval alive) noexcept {
    const interval_estimate estimate{h.known_ratios(), ratio_prior{}};
    const auto& [first, last] = job.progress;
    const log_interval seen = ratio_to(job.interval(), first.predicted);
    std::array<std::uint32_t, ratio_expert_count> likelihoods{};
    interval_estimate::masses at_first{};
    for_each_ratio_expert(estimate, h, level_of(first.level),
                          [&](std::size_t e, const interval_estimate::masses& m) {
                              likelihoods[e] = estimate.part_of(m, seen);
                              mix_in(at_first, m, estimate.grid().size(), h.ratio_weights[e]);
                          });
    const bool same_level = level_of(last.level) == level_of(first.level);
    const interval_estimate::masses at_last =
        same_level ? at_first : ratio_mixture(estimate, h, level_of(last.level));
    reweigh(h.ratio_weights, likelihoods);
    return {quotient(estimate.part_of(at_first, seen),
                     estimate.part_of(at_first, ratio_to(alive, first.predicted))),
            mean_lateness(estimate, at_last, ratio_to(job.interval(), last.predicted),
                          log_of(last.predicted.count()) - ratio_one, job.by)};
}

constexpr void keep_ratio(history_state& h, log_interval ratio, int level) noexcept {
    push_front(h.ratios, ratio);
    std::copy_backward(h.ratio_levels.begin(), h.ratio_levels.end() - 1, h.ratio_levels.end());
    h.ratio_levels[0] = static_cast<std::uint8_t>(level);
    h.ratio_count =
        (std::min)(static_cast<std::uint16_t>(h.ratio_count + 1), static_cast<std::uint16_t>(most_ratios));
}

constexpr void keep_progress(history_state& h, const ended_job& job) noexcept {
    const auto& [first, last] = job.progress;
    keep_ratio(h, ratio_to(job.interval(), first.predicted), level_of(first.level));
    if (level_of(last.level) != level_of(first.level))
        keep_ratio(h, ratio_to(job.interval(), last.predicted), level_of(last.level));
    h.reports = (std::min<std::uint16_t>)(static_cast<std::uint16_t>(h.reports + 1), 16);
}

/// The lateness that the account is charged, in the last gap. Where the vendor told the end it is
/// the true one, but not more than the worst below.
///
/// Three tenths of what was expected, and seven of the worst: a gap as the uninformed schedule would
/// have made it at its middle, and all beyond that in full. A job that always ends right after a poll never
/// shows it, and an account that went by expectation alone would never notice.
[[nodiscard]] constexpr std::int64_t charged_lateness(const ended_job& job, std::int64_t expected,
                                                      const uninformed_schedule& uninformed) noexcept {
    const std::int64_t worst =
        job.last_gap - (std::min)(job.last_gap, uninformed.gap(job.seen - job.last_gap)) / 2;
    const bool is_exact = job.by - job.after <= 1;
    if (is_exact) return (std::min)(job.seen - job.by, worst);
    return expected >= worst ? worst : expected + (worst - expected) * 7 / 10;
}

/// Adds the bound of a job to the credit and subtracts its cost.
///
/// A duration that was measured elsewhere earns a quarter of its bound, about what knowing it will save.
constexpr void settle(history_state& h, const ended_job& job, std::int64_t lateness,
                      const uninformed_schedule& uninformed) noexcept {
    const std::int64_t ended = job.seen - lateness;
    const std::int64_t cost = uninformed.cost() * job.polls + job.seen - ended;
    const std::int64_t most = most_credit * uninformed.cost();
    const std::int64_t earned =
        job.polls == 0 ? uninformed.bound(job.by) / 4 : allowance(uninformed, ended) - cost;
    h.credit = std::clamp(h.credit + earned, -most / 5, most);
    h.poll_cost = uninformed.cost();
}

constexpr void learn(history_state& h, const ended_job& job, const uninformed_schedule& uninformed) noexcept {
    const log_interval seen = job.interval();
    log_interval alive{0, largest_log};
    judgement judged{0, job.by - job.after};
    if (job.has_progress()) {
        const std::int64_t reported =
            scale(job.progress.first.predicted.count(), job.progress.first.level, 1'000);
        alive.after = log_of((std::min)(reported, job.after));
        const judgement by_durations =
            h.size != 0 ? judge_by_durations(h, job, alive, uninformed.cost()) : judged;
        const judgement by_progress = judge_by_progress(h, job, alive);
        judged.lateness = by_durations.lateness + scale(by_progress.lateness, h.sources[0], full_weight) -
                          scale(by_durations.lateness, h.sources[0], full_weight);
        const std::uint32_t likelihoods[] = {by_progress.likelihood, by_durations.likelihood};
        reweigh(h.sources, likelihoods);
        keep_progress(h, job);
    } else if (h.size != 0) {
        judged = judge_by_durations(h, job, alive, uninformed.cost());
    }
    const std::int64_t lateness = charged_lateness(job, judged.lateness, uninformed);
    settle(h, job, lateness, uninformed);
    push_front(h.durations, seen);
    h.size = count_one_more(h.size);
    h.revision = mix(h.revision ^ mix((std::uint64_t{seen.after} << 16) + seen.by));
}

} // namespace jobpoll::inline v0::detail

#endif
