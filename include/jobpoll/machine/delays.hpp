// jobpoll: when the next poll is: the pace of the row, Retry-After, the deadline.
#ifndef JOBPOLL_MACHINE_DELAYS_HPP
#define JOBPOLL_MACHINE_DELAYS_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/machine/rules.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/schedule/schedule.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

/// The delay that the vendor asks for, as far as it can be believed.
[[nodiscard]] constexpr optional_milliseconds believed_retry_after(const report& input) noexcept {
    return input.retry_after && *input.retry_after < longest_retry_after ? input.retry_after
                                                                         : optional_milliseconds{};
}

/// What the policies may look at.
[[nodiscard]] constexpr outlook outlook_of(const machine_state& s, const machine_rules& rules,
                                           const delay_limits& limits) noexcept {
    return {.policy = rules.policy,
            .elapsed = s.elapsed,
            .poll_cost = rules.poll_cost,
            .previous_delay = s.next_poll - s.decided_at,
            .limits = rules.ahead != nullptr ? with_credit(limits, rules, s.phase) : limits,
            .attempt = s.attempts,
            .jitter_per_mille = rules.jitter_per_mille,
            .seed = rules.seed,
            .progress = &s.progress,
            .ahead = rules.ahead,
            .jobs_in_flight = rules.jobs_in_flight};
}

/// Exponential, by the longest of the rows that back off.
[[nodiscard]] constexpr planned_delay back_off(const machine_state& s, const machine_rules& rules,
                                               milliseconds shortest, std::uint32_t in_a_row) noexcept {
    return {backoff_delay(in_a_row, shortest, rules.seed, s.attempts), reason::backoff};
}

/// How much of the gap has passed when the reply comes: the time that the request hung, where the vendor
/// answers late on purpose. Not more than the time since the request was due.
[[nodiscard]] constexpr milliseconds time_hung(const machine_state& s, const report& input,
                                               const machine_rules& rules) noexcept {
    if (!rules.long_poll) return milliseconds{0};
    const milliseconds since_due = saturating_subtract(s.elapsed, s.next_poll);
    return (std::max)((std::min)(input.took, since_due), milliseconds{0});
}

[[nodiscard]] constexpr planned_delay plan_on_schedule(const machine_state& s, const report& input,
                                                       const machine_rules& rules,
                                                       const delay_limits& limits) noexcept {
    planned_delay planned = plan_next_look(outlook_of(s, rules, limits));
    const milliseconds hung = time_hung(s, input, rules);
    if (hung > milliseconds{0}) planned.delay = (std::max)(planned.delay - hung, limits.min);
    if (s.missing != 0) planned.why = reason::grace;
    return planned;
}

/// The delay of a pace, Retry-After and deadline aside.
[[nodiscard]] constexpr planned_delay plan(const machine_state& s, const report& input,
                                           const machine_rules& rules, const delay_limits& limits,
                                           pace next) noexcept {
    switch (next) {
    case pace::first:
        return {rules.first_poll, reason::first_poll};
    case pace::backoff:
        return back_off(s, rules, limits.min, (std::max)((std::max)(s.faults, s.malformed), s.throttled));
    case pace::renewal:
        if (s.unauthorized == 1) return {milliseconds{0}, reason::unauthorized};
        return back_off(s, rules, limits.min, s.unauthorized - 1u);
    case pace::shortest:
        return {limits.min, reason::confirmation};
    default:
        return plan_on_schedule(s, input, rules, limits);
    }
}

/// Retry-After is a floor: jitter only adds to it, by `jitter_per_mille` at the most.
[[nodiscard]] constexpr planned_delay heed_retry_after(planned_delay own, milliseconds floor,
                                                       const machine_rules& rules,
                                                       std::uint32_t attempt) noexcept {
    if (floor <= own.delay) return own;
    const std::int64_t wide = scale(floor.count(), rules.jitter_per_mille, 1000);
    return {milliseconds{add_held(floor.count(), pick_between(0, wide, rules.seed, attempt))},
            reason::retry_after};
}

/// When the next poll is. It is never later than the deadline, nor than the present where that has passed.
JOBPOLL_ALWAYS_INLINE constexpr void go_on(machine_state& s, const report& input, const machine_rules& rules,
                                           pace next) noexcept {
    const milliseconds left = (std::max)(saturating_subtract(rules.max_wait, s.elapsed), milliseconds{0});
    const delay_limits limits = limits_without_credit(rules, s.phase);
    const optional_milliseconds floor = believed_retry_after(input);
    planned_delay planned = plan(s, input, rules, limits, next);
    if (planned.delay > longest_wait(rules)) planned = {longest_wait(rules), reason::cadence};
    if (floor) planned = heed_retry_after(planned, *floor, rules, s.attempts);

    const bool smithy = rules.policy == polling_policy::smithy && next == pace::schedule;
    milliseconds fitted = smithy ? fit_smithy_to_deadline(planned.delay, limits.min, left)
                                 : fit_to_deadline(planned.delay, limits.min, left);
    if (floor) fitted = (std::min)((std::max)(fitted, *floor), left);

    s.why = planned.why;
    if (fitted == left && next != pace::first) s.why = reason::deadline;
    if (floor && *floor > left) s.why = reason::retry_after_past_deadline;
    // Callers renew the credentials where they read this, also where Retry-After says when.
    if (next == pace::renewal && s.unauthorized == 1) s.why = reason::unauthorized;
    s.decided_at = s.elapsed;
    s.next_poll = saturating_add(s.elapsed, fitted);
}

} // namespace jobpoll::inline v0::detail

#endif
