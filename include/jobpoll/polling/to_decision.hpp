// jobpoll: the decision that a state of the machine holds, on the caller's clock.
#ifndef JOBPOLL_POLLING_TO_DECISION_HPP
#define JOBPOLL_POLLING_TO_DECISION_HPP

#include <algorithm>
#include <chrono>

#include <jobpoll/base/time.hpp>
#include <jobpoll/machine/rules.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0::detail {

/// A moment that is representable on the caller's clock, held at the end of its range.
///
/// A clock that counts nanoseconds ends after 292 years; comparing a later moment with its `now` overflows.
template <class Clock>
[[nodiscard]] constexpr time_point_of<Clock> moment_on(milliseconds since_epoch) noexcept {
    constexpr milliseconds last = to_milliseconds((Clock::duration::max)());
    constexpr milliseconds first = to_milliseconds((Clock::duration::min)()) + milliseconds{1};
    return time_point_of<Clock>{(std::clamp)(since_epoch, first, last)};
}

template <class Clock>
[[nodiscard]] constexpr basic_decision<Clock> to_decision(const machine_state& s, const machine_rules& rules,
                                                          milliseconds origin) noexcept {
    const delay_limits limits = limits_without_credit(rules, s.phase);
    basic_decision<Clock> d;
    d.action = s.stage == stage::ended ? action::stop : action::poll;
    d.outcome = s.outcome;
    d.why = s.why;
    d.phase = s.phase;
    d.progress = s.reported_progress;
    d.status = s.status;
    d.attempts = s.attempts;
    d.at = moment_on<Clock>(saturating_add(origin, s.next_poll));
    d.delay = s.next_poll - s.decided_at;
    d.elapsed = s.elapsed;
    d.items_done = s.items_done;
    d.items_total = s.items_total;
    d.ended_after = s.ended_after;
    d.poll_cost = rules.poll_cost;
    d.min_delay = limits.min;
    d.max_delay = limits.max;
    d.vendor_duration = s.vendor_duration;
    if (s.stage == stage::ended) d.forecast = summary_of(s.progress); // for a history, which learns of ends
    return d;
}

} // namespace jobpoll::inline v0::detail

#endif
