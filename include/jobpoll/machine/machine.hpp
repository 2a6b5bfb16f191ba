// jobpoll: one step of the machine: state and event to state. Integers only, no JSON, no clock.
#ifndef JOBPOLL_MACHINE_MACHINE_HPP
#define JOBPOLL_MACHINE_MACHINE_HPP

#include <algorithm>
#include <cstdint>
#include <optional>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/machine/budgets.hpp>
#include <jobpoll/machine/transitions.hpp>
#include <jobpoll/schedule/schedule.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0 {

/// Everything that the machine remembers.
///
/// Shapes: plain data, trivially copyable; a snapshot writes it out field by field.
/// Units: milliseconds since the start; progress in thousandths, -1 for none.
struct machine_state {
    milliseconds elapsed{};     ///< the latest moment that is known
    milliseconds next_poll{};   ///< when the pending poll is due, or when it was decided to stop
    milliseconds decided_at{};  ///< when the pending decision was made
    milliseconds changed_at{};  ///< when a reply last differed from the one before
    milliseconds ended_after{}; ///< when the job was last known to go on
    std::uint64_t activity = 0;
    std::uint64_t heartbeat = 0;
    optional_milliseconds vendor_duration{};
    std::int64_t items_done = -1;
    std::int64_t items_total = -1;
    progress_track progress{};
    std::uint32_t attempts = 0;
    std::uint16_t faults = 0; ///< in a row, and likewise the next three
    std::uint16_t malformed = 0;
    std::uint16_t unknown_statuses = 0;
    std::uint16_t missing = 0;
    std::int16_t status = 0; ///< of the last reply
    jobpoll::stage stage = stage::idle;
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    reason why = reason::none;

    friend constexpr bool operator==(const machine_state&, const machine_state&) noexcept = default;
};

/// What the machine goes by, out of the endpoint and the caller's options.
struct machine_rules {
    milliseconds max_wait{};
    milliseconds first_poll{};
    milliseconds stall_after{}; ///< zero for never
    milliseconds poll_cost{};
    milliseconds quota_gap{}; ///< the least gap that the vendor's quota leaves to a single job
    std::optional<milliseconds> min_delay{};
    std::optional<milliseconds> max_delay{};
    const endpoint* documented = nullptr; ///< for its cadence
    const history* past = nullptr;        ///< durations of earlier jobs; the machine itself never learns
    std::uint64_t seed = 0;
    std::uint32_t max_attempts = 0;
    fault_budgets budgets{};
    std::uint16_t jitter_per_mille = 0;
    polling_policy policy = polling_policy::inspection;
};

/// The limits of a delay in a phase: the caller's, else the documented ones, else the general ones.
[[nodiscard]] constexpr delay_limits limits_in(const machine_rules& rules, phase p) noexcept {
    const cadence_row row =
        rules.documented != nullptr ? documented_cadence(*rules.documented, p) : cadence_row{};
    const bool documented = row.max_delay > milliseconds{0};
    const bool by_cost = rules.policy == polling_policy::inspection;
    const milliseconds general_min = by_cost ? default_min_delay : smithy_min_delay;
    const milliseconds general_max = by_cost ? default_max_delay : smithy_max_delay;
    const milliseconds min = rules.min_delay.value_or(documented ? row.min_delay : general_min);
    const milliseconds max = rules.max_delay.value_or(documented ? row.max_delay : general_max);
    return {std::max(min, rules.quota_gap), std::max({max, min, rules.quota_gap}),
            rules.quota_gap > min ? reason::quota : reason::cadence};
}

namespace detail {

[[nodiscard]] constexpr std::uint16_t* counter_of(machine_state& s, budget b) noexcept {
    switch (b) {
    case budget::faults:
        return &s.faults;
    case budget::malformed:
        return &s.malformed;
    case budget::unknown_statuses:
        return &s.unknown_statuses;
    case budget::missing:
        return &s.missing;
    case budget::none:
        break;
    }
    return nullptr;
}

[[nodiscard]] constexpr std::uint16_t limit_of(const fault_budgets& budgets, budget b) noexcept {
    switch (b) {
    case budget::faults:
        return budgets.faults;
    case budget::malformed:
        return budgets.malformed;
    case budget::unknown_statuses:
        return budgets.unknown_statuses;
    case budget::missing:
        return budgets.missing;
    case budget::none:
        break;
    }
    return 0;
}

constexpr void stop(machine_state& s, outcome o, reason why) noexcept {
    s.stage = stage::ended;
    s.outcome = o;
    s.why = why;
    s.next_poll = s.decided_at = s.elapsed;
}

/// How the vendor says that it ended; where that is no word of a vendor's, nobody knows.
[[nodiscard]] constexpr outcome vendors_word(outcome said) noexcept {
    return ended_by_vendor(said) ? said : outcome::unknown;
}

/// A usable reply clears every budget but the one that it is charged to.
constexpr void clear_budgets(machine_state& s, budget charged) noexcept {
    const std::uint16_t* const kept = counter_of(s, charged);
    const std::uint16_t count = kept != nullptr ? *kept : std::uint16_t{0};
    s.faults = s.malformed = s.unknown_statuses = s.missing = 0;
    if (std::uint16_t* const counter = counter_of(s, charged)) *counter = count;
}

/// How long the job took by the vendor's own times, where both ends are given and in order.
[[nodiscard]] constexpr optional_milliseconds duration_of(const report& said) noexcept {
    const optional_milliseconds begin = said.started ? said.started : said.created;
    if (!begin || !said.finished || *said.finished < *begin) return {};
    return saturating_subtract(*said.finished, *begin);
}

/// What a reply that mentions the job says of it.
constexpr void take_job(machine_state& s, const report& in) noexcept {
    const bool moved = in.progress >= 0 && in.progress != s.progress.last;
    const bool active = in.activity != s.activity || in.heartbeat != s.heartbeat || in.phase != s.phase;
    if (active || moved) s.changed_at = s.elapsed;
    if (in.outcome == outcome::none) s.ended_after = s.elapsed;
    s.vendor_duration = duration_of(in);
    s.activity = in.activity;
    s.heartbeat = in.heartbeat;
    s.phase = in.phase;
    observe_in_place(s.progress, s.elapsed, in.progress);
    if (in.items_done >= 0) s.items_done = in.items_done;
    if (in.items_total >= 0) s.items_total = in.items_total;
}

[[nodiscard]] constexpr planned_delay plan(const machine_state& s, const machine_rules& rules,
                                           const delay_limits& limits, pace next) noexcept {
    if (next == pace::first) return {rules.first_poll, reason::first_poll};
    if (next == pace::backoff) {
        const std::uint32_t faults = std::max(s.faults, s.malformed);
        return {backoff_delay(faults, limits.min, rules.seed, s.attempts), reason::backoff};
    }
    planned_delay planned = plan_next_look({.policy = rules.policy,
                                            .elapsed = s.elapsed,
                                            .poll_cost = rules.poll_cost,
                                            .previous_delay = s.next_poll - s.decided_at,
                                            .limits = limits,
                                            .attempt = s.attempts,
                                            .jitter_per_mille = rules.jitter_per_mille,
                                            .seed = rules.seed,
                                            .progress = s.progress,
                                            .past = rules.past});
    if (s.missing != 0) planned.why = reason::grace;
    return planned;
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

/// The delay of a state that goes on, deadline and Retry-After heeded; or the end, where they leave no room.
constexpr void go_on(machine_state& s, const report& in, const machine_rules& rules, pace next) noexcept {
    const milliseconds remaining = saturating_subtract(rules.max_wait, s.elapsed);
    const delay_limits limits = limits_in(rules, s.phase);
    planned_delay planned = plan(s, rules, limits, next);
    if (in.retry_after) {
        if (*in.retry_after > remaining)
            return stop(s, outcome::timed_out, reason::retry_after_past_deadline);
        planned = heed_retry_after(planned, *in.retry_after, rules, s.attempts);
    }
    const bool smithy = rules.policy == polling_policy::smithy && next == pace::schedule;
    milliseconds fitted = smithy ? fit_smithy_to_deadline(planned.delay, limits.min, remaining)
                                 : fit_to_deadline(planned.delay, limits.min, remaining);
    if (in.retry_after) fitted = std::max(fitted, *in.retry_after);
    s.why = fitted == remaining && next != pace::first ? reason::deadline : planned.why;
    s.decided_at = s.elapsed;
    s.next_poll = saturating_add(s.elapsed, fitted);
}

/// Charges the event to its budget; true when that is spent.
constexpr bool charge(machine_state& s, const transition& row, const fault_budgets& budgets) noexcept {
    std::uint16_t* counter = counter_of(s, row.spends);
    if (counter == nullptr) return false;
    *counter = count_one_more(*counter);
    return *counter > limit_of(budgets, row.spends);
}

/// Whether something other than the reply ends the polling, and what; in the order of the enumeration.
[[nodiscard]] constexpr std::optional<event> limit_reached(const machine_state& s,
                                                           const machine_rules& rules) noexcept {
    if (s.elapsed >= rules.max_wait) return event::deadline;
    if (rules.max_attempts != 0 && s.attempts >= rules.max_attempts) return event::attempts_spent;
    const bool watched = rules.stall_after > milliseconds{0};
    if (watched && saturating_subtract(s.elapsed, s.changed_at) >= rules.stall_after) return event::stalled;
    return std::nullopt;
}

/// `step`, in place: the state is as long as a cache line or two, and who keeps it anyway need not have it
/// copied twice.
constexpr void step_in_place(machine_state& s, const report& in, const machine_rules& rules,
                             milliseconds elapsed) noexcept {
    if (s.stage == stage::ended || (in.event == event::started && s.stage != stage::idle)) return;
    const bool answer = answers_a_poll(in.event);
    if (s.stage == stage::idle && answer) s.stage = stage::unseen;
    const transition* row = find_transition(s.stage, in.event);
    if (row == nullptr) return;

    s.elapsed = std::max(s.elapsed, elapsed);
    s.attempts = answer ? count_one_more(s.attempts) : s.attempts;
    s.status = in.status;
    const bool usable = is_usable(in.event);
    if (usable) clear_budgets(s, row->spends);
    if (usable && in.mentions_job) take_job(s, in);

    const bool spent = charge(s, *row, rules.budgets);
    if (row->to == stage::ended || spent)
        return stop(s, row->ends == outcome::none ? vendors_word(in.outcome) : row->ends, row->why);
    // A list without the job says nothing about whether it was ever there.
    if (!usable || in.mentions_job) s.stage = row->to;
    const std::optional<event> limit = answer ? limit_reached(s, rules) : std::nullopt;
    if (limit) {
        const transition* last = find_transition(s.stage, *limit);
        return stop(s, last->ends, last->why);
    }
    go_on(s, in, rules, row->next);
}

} // namespace detail

/// One step: what happened, in a state, makes the next state.
///
/// Shapes: values in, value out; the state holds the decision (`next_poll`, `why`, `outcome`).
/// Errors: none; an event that means nothing in a stage changes nothing.
/// Source: the table in transitions.hpp; docs/decisions.md for the precedent of each rule.
[[nodiscard]] constexpr machine_state step(machine_state s, const report& in, const machine_rules& rules,
                                           milliseconds elapsed) noexcept {
    detail::step_in_place(s, in, rules, elapsed);
    return s;
}

} // namespace jobpoll::inline v0

#endif
