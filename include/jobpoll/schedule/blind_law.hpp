// jobpoll: when to look next where nothing is known of the job.
#ifndef JOBPOLL_SCHEDULE_BLIND_LAW_HPP
#define JOBPOLL_SCHEDULE_BLIND_LAW_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0::detail {

/// Beyond this the laws see no difference: 278 years. It keeps every product of theirs inside 64 bits.
inline constexpr std::int64_t longest_elapsed = std::int64_t{1} << 43;

/// A request worth more than a day of waiting is taken as a day.
inline constexpr std::int64_t longest_poll_cost = 86'400'000;

/// The time that has passed, as the laws take it.
[[nodiscard]] constexpr std::int64_t lawful_elapsed(milliseconds elapsed) noexcept {
    return std::clamp<std::int64_t>(elapsed.count(), 0, longest_elapsed);
}

/// The worth of a request, as the laws take it: never nothing.
[[nodiscard]] constexpr std::int64_t lawful_cost(milliseconds poll_cost) noexcept {
    return std::clamp<std::int64_t>(poll_cost.count(), 1, longest_poll_cost);
}

/// The length that the whole schedule is measured in: sqrt(c (t + 2c)) for the poll cost c at the time t.
[[nodiscard]] constexpr std::int64_t schedule_scale(std::int64_t elapsed, std::int64_t cost) noexcept {
    return geometric_mean(elapsed + 2 * cost, cost);
}

/// sqrt(3 c (t + 2c)): the best gap, sqrt(2 c / hazard), for a hazard of 2/3 / (t + 2c).
///
/// Gaps grow like the root of the time, not geometrically, and begin at 2.4 c: nothing shorter pays for the
/// polls that it takes.
/// Source: Keller: Optimum checking schedules for systems subject to random failure, 1974, for the gap;
/// docs/schedules.md for the hazard.
[[nodiscard]] constexpr milliseconds blind_delay(milliseconds elapsed, milliseconds poll_cost) noexcept {
    const std::int64_t cost = lawful_cost(poll_cost);
    return milliseconds{geometric_mean(lawful_elapsed(elapsed) + 2 * cost, 3 * cost)};
}

} // namespace jobpoll::inline v0::detail

#endif
