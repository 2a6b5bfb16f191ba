// jobpoll: applies the polling policy; also the backoff of faults, and the last delays before the deadline.
#ifndef JOBPOLL_SCHEDULE_SCHEDULE_HPP
#define JOBPOLL_SCHEDULE_SCHEDULE_HPP

#include <algorithm>
#include <cstdint>
#include <optional>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/forecast.hpp>
#include <jobpoll/schedule/outlook.hpp>
#include <jobpoll/schedule/policy.hpp>
#include <jobpoll/schedule/progress_delay.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/schedule/uninformed.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

/// A delay and its reason.
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

/// A delay somewhere in +-width, inside the limits; at a limit the jitter goes one way and does not vanish.
[[nodiscard]] constexpr milliseconds spread(std::int64_t delay, std::int64_t width, std::int64_t longest,
                                            const outlook& o) noexcept {
    return milliseconds{pick_between((std::max)(o.limits.min.count(), delay - width),
                                     (std::min)(longest, add_held(delay, width)), o.seed, o.attempt)};
}

/// Without a forecast: progress if the job reports it and there is no history, else the uninformed schedule.
[[nodiscard]] constexpr planned_delay uninformed_delay(const outlook& o, bool has_history) noexcept {
    const regret_bound bound{o.elapsed, o.poll_cost, o.progress->polls, trust_in_progress};
    const optional_milliseconds reported =
        has_history ? optional_milliseconds{} : progress_delay(*o.progress, bound);
    const milliseconds wanted = reported.value_or(milliseconds{bound.blind});
    const milliseconds held = std::clamp(wanted, o.limits.min, o.limits.max);
    const std::int64_t width = scale(held.count(), o.jitter_per_mille, 1'000);
    reason why = reported ? reason::progress : reason::law;
    if (wanted != held) why = wanted < held ? o.limits.min_is : reason::cadence;
    return {spread(held.count(), width, o.limits.max.count(), o), why};
}

/// By a forecast. Jitter is a part of the local gap, not of the wait, so that a poll aimed at a predicted end
/// stays near it.
[[nodiscard]] constexpr planned_delay informed_delay(const outlook& o,
                                                     const informed_wait& informed) noexcept {
    const auto [delay, gap_after] = informed.wait;
    const std::int64_t local_gap = (std::min)(delay, (std::max)(gap_after, lawful_cost(o.poll_cost)));
    reason why = informed.why;
    if (delay == o.limits.min.count()) why = o.limits.min_is;
    if (delay == o.limits.max.count()) why = reason::cadence;
    return {spread(delay, scale(local_gap, o.jitter_per_mille, 1'000), informed.longest, o), why};
}

[[nodiscard]] constexpr planned_delay inspect(const outlook& o) noexcept {
    const bool has_history = o.ahead != nullptr && !o.ahead->empty();
    if (has_history)
        if (const std::optional<informed_wait> informed = o.ahead->wait(o))
            return informed_delay(o, *informed);
    return uninformed_delay(o, has_history);
}

/// The shortest delay, always.
[[nodiscard]] constexpr planned_delay plan_fixed(const outlook& o) noexcept {
    return {o.limits.min, o.limits.min_is == reason::quota ? reason::quota : reason::law};
}

/// Exponential growth from the shortest to the longest delay.
///
/// *Source*: Exponential Backoff and Jitter (Brooker, 2015): full, equal and decorrelated jitter. The
/// shortest delay is a floor for each of them, because it is the vendor's.
[[nodiscard]] JOBPOLL_COLD constexpr milliseconds exponential_delay(const outlook& o) noexcept {
    const std::int64_t min = o.limits.min.count();
    const std::int64_t max = o.limits.max.count();
    const std::int64_t ceiling = doubled(min, o.attempt == 0 ? 0 : o.attempt - 1, max);
    switch (o.policy) {
    case polling_policy::exponential_full_jitter:
        return milliseconds{(std::max)(min, pick_between(0, ceiling, o.seed, o.attempt))};
    case polling_policy::exponential_equal_jitter:
        return milliseconds{(std::max)(min, ceiling / 2 + pick_between(0, ceiling / 2, o.seed, o.attempt))};
    default:
        break;
    }
    const std::int64_t previous = (std::max)(min, o.previous_delay.count());
    return milliseconds{(std::min)(max, pick_between(min, multiply_held(previous, 3), o.seed, o.attempt))};
}

/// The waiter of Smithy: random between minDelay and minDelay * 2^(attempt - 1), and maxDelay once that
/// is exceeded.
///
/// *Source*: Smithy 2.0, Waiters, Waiter retries. Its rule for the end of the time is
/// `fit_smithy_to_deadline`.
[[nodiscard]] JOBPOLL_COLD constexpr milliseconds smithy_delay(const outlook& o) noexcept {
    const std::int64_t min = o.limits.min.count();
    const std::int64_t ceiling = doubled(min, o.attempt == 0 ? 0 : o.attempt - 1, o.limits.max.count());
    return milliseconds{pick_between(min, ceiling, o.seed, o.attempt)};
}

/// The delay of a fault: exponential, drawn evenly between the shortest delay and a ceiling. The ceiling is
/// at least twice the shortest delay, so that pollers of one outage are not in step.
[[nodiscard]] constexpr milliseconds backoff_delay(std::uint32_t faults, milliseconds shortest,
                                                   std::uint64_t seed, std::uint32_t attempt) noexcept {
    const std::int64_t base = (std::max)(add_held(shortest.count(), shortest.count()), backoff_base.count());
    const std::int64_t ceiling =
        doubled(base, faults == 0 ? 0 : faults - 1, (std::max)(base, backoff_cap.count()));
    return milliseconds{pick_between(shortest.count(), ceiling, seed, attempt)};
}

/// Near the deadline gaps shrink: the last poll is exactly there, and the one before it not so late that the
/// two are closer than `shortest`; where not even twice that much is left, the rest is halved.
[[nodiscard]] constexpr milliseconds fit_to_deadline(milliseconds delay, milliseconds shortest,
                                                     milliseconds remaining) noexcept {
    if (delay >= remaining) return remaining;
    if (remaining - delay >= shortest) return delay; // nearly always
    const milliseconds half = remaining - remaining / 2;
    return (std::min)(delay, (std::max)(remaining - shortest, half));
}

/// *Source*: Smithy 2.0, Waiters, Waiter retries: where no more than minDelay would be left, wait for all
/// that remains.
[[nodiscard]] constexpr milliseconds fit_smithy_to_deadline(milliseconds delay, milliseconds shortest,
                                                            milliseconds remaining) noexcept {
    return saturating_subtract(remaining, delay) <= shortest ? remaining : delay;
}

} // namespace detail

/// When to look next, while the job goes on: the policy inside its limits, without the deadline.
[[nodiscard]] constexpr planned_delay plan_next_look(const outlook& o) noexcept {
    switch (o.policy) {
    case polling_policy::inspection:
        return detail::inspect(o);
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
