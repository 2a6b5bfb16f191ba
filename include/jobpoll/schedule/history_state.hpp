// jobpoll: what a history keeps of ended jobs, in plain data.
#ifndef JOBPOLL_SCHEDULE_HISTORY_STATE_HPP
#define JOBPOLL_SCHEDULE_HISTORY_STATE_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

#include <jobpoll/schedule/interval_estimate.hpp>

namespace jobpoll::inline v0::detail {

/// One way of seeing the intervals: the newest so many, widened by so much on each side.
struct expert {
    std::uint16_t window;
    std::uint16_t widened; ///< 2048ths of octaves
};

/// From coarse to fine in each window. Short windows learn a new regime in a handful of jobs.
inline constexpr expert experts[] = {{128, 820}, {128, 246}, {128, 82}, {128, 20}, {32, 820},
                                     {32, 246},  {32, 82},   {8, 820},  {8, 205}};
inline constexpr std::size_t expert_count = std::size(experts);

/// The same of the ratios of the real end to the one that progress predicts.
inline constexpr std::uint16_t ratio_widths[] = {246, 82, 10};
inline constexpr std::size_t ratio_expert_count = std::size(ratio_widths);
inline constexpr std::size_t most_ratios = 64;
inline constexpr int levels = 5;

/// Weights are in units of 2^-16.
inline constexpr std::uint32_t full_weight = 1 << 16;

/// After each job, so much of the weight is shared out evenly: a way of seeing that failed can come back.
inline constexpr std::uint32_t shared_per_mille = 20;

/// The prior counts as three tenths of a job.
inline constexpr std::uint32_t job_weight = 10;
inline constexpr std::uint32_t prior_weight = 3;
inline constexpr std::uint32_t weight_of_ratio_prior = 50;

template <std::size_t Size>
[[nodiscard]] constexpr std::array<std::uint16_t, Size> even_weights() noexcept {
    std::array<std::uint16_t, Size> weights{};
    weights.fill(static_cast<std::uint16_t>(full_weight / Size));
    return weights;
}

/// Everything that is saved. Plain data; the newest comes first.
struct history_state {
    std::array<log_interval, most_intervals> durations{};
    std::array<log_interval, most_ratios> ratios{}; ///< of the real end to the predicted one
    std::array<std::uint8_t, most_ratios> ratio_levels{};
    std::array<std::uint16_t, expert_count + 1> weights =
        even_weights<expert_count + 1>(); ///< last: the prior
    std::array<std::uint16_t, ratio_expert_count> ratio_weights = even_weights<ratio_expert_count>();
    std::array<std::uint16_t, 2> sources = even_weights<2>(); ///< progress, and durations
    std::uint16_t ratio_count = 0;
    std::uint16_t reports = 0; ///< jobs with progress, up to 16
    std::uint32_t size = 0;    ///< jobs learned
    std::int64_t credit = 0;   ///< milliseconds
    std::int64_t poll_cost = 500;
    std::uint64_t revision = 0;  ///< changes with what is learned
    std::uint32_t in_flight = 0; ///< jobs begun and not learned; not saved

    [[nodiscard]] constexpr std::span<const log_interval>
    known(std::size_t window = most_intervals) const noexcept {
        return {durations.data(), (std::min)({window, std::size_t{size}, most_intervals})};
    }
    [[nodiscard]] constexpr std::span<const log_interval> known_ratios() const noexcept {
        return {ratios.data(), ratio_count};
    }
    friend constexpr bool operator==(const history_state&, const history_state&) noexcept = default;
};

} // namespace jobpoll::inline v0::detail

#endif
