// jobpoll: the limits that end the polling: deadline, number of polls, stalled, queued too long.
#ifndef JOBPOLL_MACHINE_LIMITS_HPP
#define JOBPOLL_MACHINE_LIMITS_HPP

#include <optional>

#include <jobpoll/base/time.hpp>
#include <jobpoll/machine/rules.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/words/event.hpp>

namespace jobpoll::inline v0::detail {

/// Whether the deadline has passed without the last look: nothing came back, and that poll was due before
/// the deadline. A machine that was suspended wakes up so.
[[nodiscard]] constexpr bool owes_last_look(const machine_state& s, const machine_rules& rules,
                                            event answer) noexcept {
    return answer == event::no_reply && s.elapsed >= rules.max_wait && !is_last_look(s, rules);
}

/// Whether the job has been queued for too long. Without `max_queued` the queue has no limit of its own.
[[nodiscard]] constexpr bool is_queued_too_long(const machine_state& s, const machine_rules& rules) noexcept {
    return s.phase == phase::queued && rules.max_queued > milliseconds{0} &&
           saturating_subtract(s.elapsed, s.phase_since) >= rules.max_queued;
}

/// Whether nothing has changed for too long. The clock stands where the job cannot move by itself (blocked,
/// paused), and in a queue that has a limit of its own.
[[nodiscard]] constexpr bool is_stalled(const machine_state& s, const machine_rules& rules) noexcept {
    if (rules.stall_after <= milliseconds{0}) return false;
    const bool stands = s.phase == phase::blocked || s.phase == phase::paused ||
                        (s.phase == phase::queued && rules.max_queued > milliseconds{0});
    return !stands && saturating_subtract(s.elapsed, s.changed_at) >= rules.stall_after;
}

/// The limit that an answer has reached, in the order of the enumeration.
[[nodiscard]] constexpr std::optional<event> limit_reached(const machine_state& s, const machine_rules& rules,
                                                           event answer) noexcept {
    const bool last_look = owes_last_look(s, rules, answer);
    if (s.elapsed >= rules.max_wait && !last_look) return event::deadline;
    if (rules.max_attempts != 0 && s.attempts >= rules.max_attempts) return event::attempts_spent;
    if (last_look) return std::nullopt;
    if (is_stalled(s, rules)) return event::stalled;
    if (is_queued_too_long(s, rules)) return event::queued_too_long;
    return std::nullopt;
}

} // namespace jobpoll::inline v0::detail

#endif
