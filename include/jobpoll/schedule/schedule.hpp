// jobpoll: when to look next. Pure functions of what is known, in integers.
#ifndef JOBPOLL_SCHEDULE_SCHEDULE_HPP
#define JOBPOLL_SCHEDULE_SCHEDULE_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/blind_law.hpp>
#include <jobpoll/schedule/history.hpp>
#include <jobpoll/schedule/history_law.hpp>
#include <jobpoll/schedule/policy.hpp>
#include <jobpoll/schedule/progress_law.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

/// The limits of a delay, and which consideration made the shorter one.
struct delay_limits {
    milliseconds min{};
    milliseconds max{};
    reason min_is = reason::cadence; ///< or quota
};

/// Everything that a law may look at.
///
/// Units: milliseconds since the start of the polling; `attempt` counts the polls that were made, from 1.
struct outlook {
    polling_policy policy = polling_policy::inspection;
    milliseconds elapsed{};
    milliseconds poll_cost{};
    milliseconds previous_delay{};
    delay_limits limits{};
    std::uint32_t attempt = 0;
    std::uint16_t jitter_per_mille = 0;
    std::uint64_t seed = 0;
    progress_track progress{};
    const history* past = nullptr; ///< durations of earlier jobs of the kind; null for none
};

/// A delay and the consideration that made it.
struct planned_delay {
    milliseconds delay{};
    reason why = reason::law;
};

namespace detail {

/// `base * 2^doublings`, never above `cap`; exact however large the exponent is.
[[nodiscard]] constexpr std::int64_t doubled(std::int64_t base, std::uint32_t doublings,
                                             std::int64_t cap) noexcept {
    if (base <= 0) return 0;
    if (doublings >= 63 || base > (cap >> doublings)) return cap;
    return base << doublings;
}

/// What this job itself reports goes before what others took, and both before ignorance.
[[nodiscard]] constexpr planned_delay suggest(const outlook& o) noexcept {
    if (const auto own = progress_delay(o.progress, o.elapsed, o.poll_cost)) return {*own, reason::progress};
    if (o.past != nullptr)
        if (const auto learned = history_delay(*o.past, o.elapsed, o.poll_cost, o.progress.polls))
            return {*learned, reason::history};
    return {blind_delay(o.elapsed, o.poll_cost), reason::law};
}

/// Spreads a delay over +-jitter, inside the limits; at a limit the jitter goes one way and does not vanish.
[[nodiscard]] constexpr milliseconds spread(milliseconds delay, const outlook& o) noexcept {
    const std::int64_t wide = scale(delay.count(), o.jitter_per_mille, 1000);
    const std::int64_t low = std::max(o.limits.min.count(), delay.count() - wide);
    const std::int64_t high = std::min(o.limits.max.count(), add_held(delay.count(), wide));
    return milliseconds{pick_between(low, high, o.seed, o.attempt)};
}

/// The cheapest guess inside the limits; the limit is what won where it held the guess back.
[[nodiscard]] constexpr planned_delay plan_inspection(const outlook& o) noexcept {
    const planned_delay wanted = suggest(o);
    if (wanted.delay < o.limits.min) return {spread(o.limits.min, o), o.limits.min_is};
    if (wanted.delay > o.limits.max) return {spread(o.limits.max, o), reason::cadence};
    return {spread(wanted.delay, o), wanted.why};
}

/// The shortest delay, always.
[[nodiscard]] constexpr planned_delay plan_fixed(const outlook& o) noexcept {
    return {o.limits.min, o.limits.min_is == reason::quota ? reason::quota : reason::law};
}

/// Exponential growth from the shortest to the longest delay.
///
/// Source: Exponential Backoff and Jitter (Brooker, 2015): full, equal and decorrelated jitter. The shortest
/// delay is a floor for each of them, because it is the vendor's.
[[nodiscard]] constexpr milliseconds exponential_delay(const outlook& o) noexcept {
    const std::int64_t min = o.limits.min.count();
    const std::int64_t max = o.limits.max.count();
    const std::int64_t ceiling = doubled(min, o.attempt == 0 ? 0 : o.attempt - 1, max);
    switch (o.policy) {
    case polling_policy::exponential_full_jitter:
        return milliseconds{std::max(min, pick_between(0, ceiling, o.seed, o.attempt))};
    case polling_policy::exponential_equal_jitter:
        return milliseconds{std::max(min, ceiling / 2 + pick_between(0, ceiling / 2, o.seed, o.attempt))};
    default:
        break;
    }
    const std::int64_t previous = std::max(min, o.previous_delay.count());
    return milliseconds{std::min(max, pick_between(min, multiply_held(previous, 3), o.seed, o.attempt))};
}

/// The waiter law of Smithy: random between minDelay and minDelay * 2^(attempt - 1), and maxDelay once that
/// is exceeded.
///
/// Source: Smithy 2.0, Waiters, Waiter retries. Its rule for the end of the time is `fit_smithy_to_deadline`.
[[nodiscard]] constexpr milliseconds smithy_delay(const outlook& o) noexcept {
    const std::int64_t min = o.limits.min.count();
    const std::int64_t ceiling = doubled(min, o.attempt == 0 ? 0 : o.attempt - 1, o.limits.max.count());
    return milliseconds{pick_between(min, ceiling, o.seed, o.attempt)};
}

/// The delay of a fault: exponential with full jitter, never below the shortest delay.
[[nodiscard]] constexpr milliseconds backoff_delay(std::uint32_t faults, milliseconds shortest,
                                                   std::uint64_t seed, std::uint32_t attempt) noexcept {
    const std::int64_t base = std::max(shortest, backoff_base).count();
    const std::int64_t ceiling =
        doubled(base, faults == 0 ? 0 : faults - 1, std::max(base, backoff_cap.count()));
    return milliseconds{std::max(shortest.count(), pick_between(0, ceiling, seed, attempt))};
}

/// Near the deadline gaps shrink: the last poll is exactly there, and the one before it not so late that the
/// two are closer than `shortest`; where not even twice that much is left, the rest is halved.
[[nodiscard]] constexpr milliseconds fit_to_deadline(milliseconds delay, milliseconds shortest,
                                                     milliseconds remaining) noexcept {
    if (delay >= remaining) return remaining;
    if (remaining - delay >= shortest) return delay; // nearly always
    const milliseconds half = remaining - remaining / 2;
    return std::min(delay, std::max(remaining - shortest, half));
}

/// Source: Smithy 2.0, Waiters, Waiter retries: where no more than minDelay would be left, wait for all that
/// remains.
[[nodiscard]] constexpr milliseconds fit_smithy_to_deadline(milliseconds delay, milliseconds shortest,
                                                            milliseconds remaining) noexcept {
    return saturating_subtract(remaining, delay) <= shortest ? remaining : delay;
}

} // namespace detail

/// When to look next, while the job goes on: the law, inside its limits, deadline aside.
[[nodiscard]] constexpr planned_delay plan_next_look(const outlook& o) noexcept {
    switch (o.policy) {
    case polling_policy::inspection:
        return detail::plan_inspection(o);
    case polling_policy::fixed:
        return detail::plan_fixed(o);
    case polling_policy::smithy:
        return {detail::smithy_delay(o), reason::law};
    default:
        return {detail::exponential_delay(o), reason::law};
    }
}

} // namespace jobpoll::inline v0

#endif
