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
    std::int64_t after = 0; ///< last known to go on
    std::int64_t by = 0;    ///< first known to be over
    std::int64_t seen = 0;  ///< when that was seen: later than `by` where the vendor told the end
    std::uint32_t polls = 0;
    progress_summary progress{};

    [[nodiscard]] constexpr log_interval interval() const noexcept {
        const auto from = (std::min)(std::int32_t{log_of(after)}, largest_log - 1);
        return {static_cast<std::uint16_t>(from), static_cast<std::uint16_t>((std::max)(std::int32_t{log_of(by)}, from + 1))};
    }
    [[nodiscard]] constexpr bool has_progress() const noexcept {
        return progress.first.level > 0 && progress.first.predicted > milliseconds{0} &&
               progress.last.predicted > milliseconds{0};
    }
};

/// Each weight times how likely its owner took what happened to be; a little is shared out evenly.
///
/// Source: Herbster, Warmuth: Tracking the best expert, 1998.
constexpr void reweigh(std::span<std::uint16_t> weights, std::span<const std::uint32_t> likelihoods) noexcept {
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += std::uint64_t{weights[i]} * likelihoods[i];
    if (sum == 0) return;
    const std::uint64_t shared = full_weight * shared_per_mille / 1'000;
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = static_cast<std::uint16_t>(std::uint64_t{weights[i]} * likelihoods[i] * (full_weight - shared) / sum +
                                                shared / weights.size());
}

template <std::size_t Size>
constexpr void push_front(std::array<log_interval, Size>& all, log_interval newest) noexcept {
    std::copy_backward(all.begin(), all.end() - 1, all.end());
    all[0] = newest;
}

/// How likely the durations alone take an interval to be, of jobs that go on after `from`.
constexpr std::uint32_t weigh_durations(history_state& h, log_interval seen, log_interval from,
                                        std::int64_t cost) noexcept {
    if (h.size == 0) return 0;
    const interval_estimate estimate{h.known(), duration_prior{cost}};
    std::array<std::uint32_t, expert_count + 1> likelihoods{};
    std::uint64_t part = 0;
    std::uint64_t alive = 1;
    for_each_expert(estimate, h, [&](std::size_t e, const interval_estimate::masses& m) {
        likelihoods[e] = estimate.part_of(m, seen);
        part += std::uint64_t{likelihoods[e]} * h.weights[e];
        alive += std::uint64_t{estimate.part_of(m, from)} * h.weights[e];
    });
    reweigh(h.weights, likelihoods);
    return static_cast<std::uint32_t>((std::min)((part << 16) / (alive >> 14 | 1), std::uint64_t{certain}));
}

/// What the history holds of a job's progress, before it learns from it.
struct judged_progress {
    std::uint32_t likelihood = 0; ///< of the interval, after the first report
    std::int64_t lateness = 0;    ///< expected: from the end to when that was seen
};

/// The mean of the time from an end inside the interval to the interval's end.
[[nodiscard]] constexpr std::int64_t mean_lateness(const interval_estimate& estimate,
                                                   const interval_estimate::masses& m, log_interval ratios,
                                                   milliseconds predicted, std::int64_t by) noexcept {
    const std::int32_t shift = log_of(predicted.count()) - ratio_one;
    const log_grid& grid = estimate.grid();
    std::uint64_t mass = 1;
    std::uint64_t sum = 0;
    for (std::size_t cell = grid.locate(ratios.after).cell; cell <= grid.locate(ratios.by).cell; ++cell) {
        const std::int32_t from = (std::max)(static_cast<std::int32_t>(grid.edge(cell)), std::int32_t{ratios.after});
        const std::int32_t to = (std::min)(static_cast<std::int32_t>(grid.edge(cell + 1)), std::int32_t{ratios.by});
        const auto width = static_cast<std::int32_t>(grid.edge(cell + 1) - grid.edge(cell));
        if (to <= from) continue;
        const std::uint64_t part = std::uint64_t{m[cell]} * static_cast<std::uint32_t>(to - from) / static_cast<std::uint32_t>(width);
        mass += part;
        sum += part * static_cast<std::uint64_t>((std::max<std::int64_t>)(by - value_of_log((from + to) / 2 + shift), 0));
    }
    return static_cast<std::int64_t>(sum / mass);
}

constexpr judged_progress weigh_progress(history_state& h, const ended_job& job, log_interval from) noexcept {
    const interval_estimate estimate{h.known_ratios(), ratio_prior{}};
    const auto& [first, last] = job.progress;
    const log_interval ratios = ratio_to(job.interval(), first.predicted);
    const log_interval alive = ratio_to(from, first.predicted);
    std::array<std::uint32_t, ratio_expert_count> likelihoods{};
    std::uint64_t part = 0;
    std::uint64_t going_on = 1;
    for_each_ratio_expert(estimate, h, level_of(first.level), [&](std::size_t e, const interval_estimate::masses& m) {
        likelihoods[e] = estimate.part_of(m, ratios);
        part += std::uint64_t{likelihoods[e]} * h.ratio_weights[e];
        going_on += std::uint64_t{estimate.part_of(m, alive)} * h.ratio_weights[e];
    });
    judged_progress judged{};
    judged.likelihood = static_cast<std::uint32_t>((std::min)((part << 16) / (going_on >> 14 | 1), std::uint64_t{certain}));
    judged.lateness = mean_lateness(estimate, ratio_mixture(estimate, h, level_of(last.level)),
                                    ratio_to(job.interval(), last.predicted), last.predicted, job.by);
    reweigh(h.ratio_weights, likelihoods);
    return judged;
}

constexpr void keep_ratio(history_state& h, log_interval ratio, int level) noexcept {
    push_front(h.ratios, ratio);
    std::copy_backward(h.ratio_levels.begin(), h.ratio_levels.end() - 1, h.ratio_levels.end());
    h.ratio_levels[0] = static_cast<std::uint8_t>(level);
    h.ratio_count = (std::min)(static_cast<std::uint16_t>(h.ratio_count + 1), static_cast<std::uint16_t>(most_ratios));
}

constexpr void keep_progress(history_state& h, const ended_job& job) noexcept {
    const auto& [first, last] = job.progress;
    keep_ratio(h, ratio_to(job.interval(), first.predicted), level_of(first.level));
    if (level_of(last.level) != level_of(first.level))
        keep_ratio(h, ratio_to(job.interval(), last.predicted), level_of(last.level));
    h.reports = (std::min<std::uint16_t>)(static_cast<std::uint16_t>(h.reports + 1), 16);
}

/// The lateness that the account is charged: a gap as the uninformed schedule would have made it at its
/// middle, and all beyond that in full, since a job that always ends right after a poll never shows it.
[[nodiscard]] constexpr std::int64_t charged_lateness(const ended_job& job, const uninformed_schedule& uninformed) noexcept {
    const std::int64_t gap = job.by - job.after;
    return gap - (std::min)(gap, uninformed.gap(job.after)) / 2;
}

/// Puts what a job cost, and what it was allowed to cost, on the account.
constexpr void settle(history_state& h, const ended_job& job, std::int64_t lateness,
                      const uninformed_schedule& uninformed) noexcept {
    const std::int64_t ended = job.by - lateness;
    const std::int64_t cost = uninformed.cost() * job.polls + job.seen - ended;
    const std::int64_t most = most_credit * uninformed.cost();
    h.credit = std::clamp(h.credit + allowance(uninformed, ended) - cost, -most, most);
    h.poll_cost = uninformed.cost();
}

constexpr void learn(history_state& h, const ended_job& job, const uninformed_schedule& uninformed) noexcept {
    const log_interval seen = job.interval();
    std::int64_t lateness = charged_lateness(job, uninformed);
    if (job.has_progress()) {
        const progress_forecast& first = job.progress.first;
        const std::int64_t reported_at = (std::min)(scale(first.predicted.count(), first.level, 1'000), job.after);
        const log_interval from{log_of(reported_at), largest_log};
        const judged_progress judged = weigh_progress(h, job, from);
        const std::uint32_t likelihoods[] = {judged.likelihood,
                                             weigh_durations(h, seen, from, uninformed.cost())};
        // Nine tenths of what is expected, and one tenth as if it were known of nothing.
        const std::int64_t expected = judged.lateness * 9 / 10 + (job.by - job.after) / 20;
        lateness -= scale((std::max<std::int64_t>)(lateness - expected, 0), h.sources[0], full_weight);
        if (h.size != 0) reweigh(h.sources, likelihoods);
        keep_progress(h, job);
    } else {
        weigh_durations(h, seen, {0, largest_log}, uninformed.cost());
    }
    if (job.polls != 0) settle(h, job, lateness, uninformed);
    push_front(h.durations, seen);
    h.size = count_one_more(h.size);
    h.revision = mix(h.revision ^ mix((std::uint64_t{seen.after} << 16) + seen.by));
}

} // namespace jobpoll::inline v0::detail

#endif
