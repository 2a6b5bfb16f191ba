// jobpoll: one step of the machine: state and report to state. Integers only, no JSON, no clock.
#ifndef JOBPOLL_MACHINE_STEP_HPP
#define JOBPOLL_MACHINE_STEP_HPP

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/machine/charges.hpp>
#include <jobpoll/machine/delays.hpp>
#include <jobpoll/machine/limits.hpp>
#include <jobpoll/machine/news.hpp>
#include <jobpoll/machine/rules.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/machine/table_proofs.hpp>
#include <jobpoll/machine/transitions.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0 {

namespace detail {

/// Ends the polling. What the vendor has said about the end goes before what we say.
JOBPOLL_COLD constexpr void stop(machine_state& s, outcome ours, reason why) noexcept {
    s.ended_in = s.stage;
    s.stage = stage::ended;
    s.outcome = s.said != outcome::none ? s.said : ours;
    s.why = why;
    s.next_poll = s.decided_at = s.elapsed;
}

/// Ends the polling as a row of the table says.
constexpr void stop_by(machine_state& s, const transition& row) noexcept {
    stop(s, row.ends, row.why);
}

/// 403 with Retry-After means that the account is throttled.
[[nodiscard]] constexpr event meaning_of(const report& input) noexcept {
    const bool forbidden = input.event == event::unauthorized && input.status == 403;
    return forbidden && believed_retry_after(input) ? event::throttled : input.event;
}

/// Whether the row ends the polling: at once, or because its budget is spent. 403 is final: credentials that
/// are valid and not sufficient are not renewed.
[[nodiscard]] constexpr bool ends_now(const machine_state& s, const transition& row,
                                      const machine_rules& rules) noexcept {
    const bool forbidden = row.on == event::unauthorized && s.status == 403;
    return row.to == stage::ended || forbidden || is_spent(s, rules, row.counts);
}

/// Goes on from a row that does not end the polling, or ends by a limit.
JOBPOLL_ALWAYS_INLINE constexpr void go_on_or_end(machine_state& s, const report& input,
                                                  const machine_rules& rules, const transition& row,
                                                  event what) noexcept {
    const std::optional<event> limit = answers_a_poll(what) ? limit_reached(s, rules, what) : std::nullopt;
    if (!limit) return go_on(s, input, rules, row.next);
    stop_by(s, row_while_polling(*limit == event::deadline ? end_at_deadline(s, rules, row.counts) : *limit));
}

/// `step`, in place.
constexpr void step_in_place(machine_state& s, const report& input, const machine_rules& rules,
                             milliseconds elapsed) noexcept {
    const event what = meaning_of(input);
    const bool answer = answers_a_poll(what);
    if (s.stage == stage::idle && answer) s.stage = stage::unseen; // the caller forgot to start
    // By number: with -fsanitize=undefined g++ has no constant that says whether an address is null.
    const std::size_t found = find_row(s.stage, what);
    if (found == std::size(transitions)) return;
    const transition& row = transitions[found];

    s.elapsed = (std::max)(s.elapsed, elapsed);
    s.status = input.status;
    if (answer) s.attempts = count_one_more(s.attempts);
    const bool usable = is_usable(what);
    const bool mentions = input.mentions_job || what == event::vendor_terminal;
    if (usable) clear_counts(s, row.counts);
    if (usable && mentions) take_job(s, input, rules);
    count_in(s, row.counts);

    const bool vanished = what == event::not_found || what == event::gone;
    if (vanished && s.said != outcome::none) {
        stop(s, s.said, reason::vendor_terminal);
    } else if (what == event::deadline) {
        stop_by(s, row_while_polling(end_at_deadline(s, rules, budget::none)));
    } else if (ends_now(s, row, rules)) {
        stop_by(s, row);
    } else {
        // A list without the job does not say whether it was ever there.
        if (row.to && (!usable || mentions)) s.stage = *row.to;
        go_on_or_end(s, input, rules, row, what);
    }
}

} // namespace detail

/// One step: what happened, in a state, makes the next state.
///
/// The state holds the decision (`next_poll`, `why`, `outcome`). An event that means nothing in a stage
/// changes nothing. While polling, `next_poll` is not later than `max_wait`, or than the present where that
/// is later. *Source*: the table in transitions.hpp; docs/decisions.md has the precedent of each rule.
[[nodiscard]] constexpr machine_state step(const machine_state& s, const report& input,
                                           const machine_rules& rules, milliseconds elapsed) noexcept {
    machine_state next = s;
    detail::step_in_place(next, input, rules, elapsed);
    return next;
}

/// Lets a machine that has ended go on, with a poll at once and every count at zero: after credentials were
/// renewed, say.
///
/// The deadline stays; where it has passed, the poll is the last look. A job that the vendor ended stays
/// ended; so does one with invalid options.
[[nodiscard]] constexpr machine_state reopen(machine_state s, milliseconds elapsed) noexcept {
    if (s.stage != stage::ended || ended_by_vendor(s.outcome) || s.why == reason::invalid_options) return s;
    detail::clear_counts(s, budget::none);
    s.elapsed = (std::max)(s.elapsed, elapsed);
    s.next_poll = s.decided_at = s.changed_at = s.phase_since = s.elapsed;
    s.stage = (std::max)(s.ended_in, stage::unseen);
    s.outcome = outcome::none;
    s.why = reason::first_poll;
    return s;
}

} // namespace jobpoll::inline v0

#endif
