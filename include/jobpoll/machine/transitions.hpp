// jobpoll: THE table. Every stage, every event, where it leads; the whole machine is here.
#ifndef JOBPOLL_MACHINE_TRANSITIONS_HPP
#define JOBPOLL_MACHINE_TRANSITIONS_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/words/decision.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// How far a poller has come.
enum class stage : std::uint8_t {
    idle,   ///< not started
    unseen, ///< polling, and no reply has mentioned the job yet
    seen,   ///< polling, and the job was seen
    ended,  ///< stopped for good
};

inline constexpr std::size_t stage_count = static_cast<std::size_t>(stage::ended) + 1;

/// How the next delay is found.
enum class pace : std::uint8_t {
    none,
    first,    ///< at once, or when the caller said
    schedule, ///< by the law
    backoff,  ///< exponentially
};

/// What a repeated event is charged to; a spent budget ends the polling.
enum class budget : std::uint8_t { none, faults, malformed, unknown_statuses, missing };

/// One row: in `from`, on `on`, go to `to`.
///
/// With a budget the row holds while the budget lasts, and then the polling ends with `ends` because of
/// `why`. Without one, a row to `ended` ends it at once; `ends` is none where the vendor's own word is the
/// outcome.
struct transition {
    stage from;
    event on;
    stage to;
    pace next = pace::none;
    budget spends = budget::none;
    outcome ends = outcome::none;
    reason why = reason::none;
};

/// Source: docs/decisions.md has the precedent of each rule. Before the start there is only the start and
/// giving up; a caller who forgets to start is started by the first reply.
inline constexpr transition transitions[] = {
    {stage::idle, event::started, stage::unseen, pace::first, budget::none, outcome::none,
     reason::first_poll},
    {stage::idle, event::cancelled, stage::ended, pace::none, budget::none, outcome::abandoned,
     reason::cancelled},

    {stage::unseen, event::started, stage::unseen, pace::first, budget::none, outcome::none,
     reason::first_poll},
    {stage::unseen, event::in_progress, stage::seen, pace::schedule},
    {stage::unseen, event::vendor_terminal, stage::ended, pace::none, budget::none, outcome::none,
     reason::vendor_terminal},
    {stage::unseen, event::unknown_status, stage::seen, pace::schedule, budget::unknown_statuses,
     outcome::unrecognized, reason::unknown_status_budget},
    {stage::unseen, event::malformed, stage::unseen, pace::backoff, budget::malformed, outcome::malformed,
     reason::malformed_budget},
    {stage::unseen, event::no_reply, stage::unseen, pace::backoff, budget::faults, outcome::unreachable,
     reason::fault_budget},
    {stage::unseen, event::throttled, stage::unseen, pace::backoff, budget::faults, outcome::unreachable,
     reason::fault_budget},
    {stage::unseen, event::server_error, stage::unseen, pace::backoff, budget::faults, outcome::unreachable,
     reason::fault_budget},
    {stage::unseen, event::unauthorized, stage::ended, pace::none, budget::none, outcome::unauthorized,
     reason::unauthorized},
    {stage::unseen, event::not_found, stage::unseen, pace::schedule, budget::missing, outcome::not_found,
     reason::not_found},
    {stage::unseen, event::gone, stage::ended, pace::none, budget::none, outcome::gone, reason::gone},
    {stage::unseen, event::rejected, stage::ended, pace::none, budget::none, outcome::rejected,
     reason::rejected},
    {stage::unseen, event::deadline, stage::ended, pace::none, budget::none, outcome::timed_out,
     reason::deadline},
    {stage::unseen, event::attempts_spent, stage::ended, pace::none, budget::none, outcome::exhausted,
     reason::attempts_spent},
    {stage::unseen, event::stalled, stage::ended, pace::none, budget::none, outcome::stalled,
     reason::stalled},
    {stage::unseen, event::cancelled, stage::ended, pace::none, budget::none, outcome::abandoned,
     reason::cancelled},

    {stage::seen, event::started, stage::seen, pace::first, budget::none, outcome::none, reason::first_poll},
    {stage::seen, event::in_progress, stage::seen, pace::schedule},
    {stage::seen, event::vendor_terminal, stage::ended, pace::none, budget::none, outcome::none,
     reason::vendor_terminal},
    {stage::seen, event::unknown_status, stage::seen, pace::schedule, budget::unknown_statuses,
     outcome::unrecognized, reason::unknown_status_budget},
    {stage::seen, event::malformed, stage::seen, pace::backoff, budget::malformed, outcome::malformed,
     reason::malformed_budget},
    {stage::seen, event::no_reply, stage::seen, pace::backoff, budget::faults, outcome::unreachable,
     reason::fault_budget},
    {stage::seen, event::throttled, stage::seen, pace::backoff, budget::faults, outcome::unreachable,
     reason::fault_budget},
    {stage::seen, event::server_error, stage::seen, pace::backoff, budget::faults, outcome::unreachable,
     reason::fault_budget},
    {stage::seen, event::unauthorized, stage::ended, pace::none, budget::none, outcome::unauthorized,
     reason::unauthorized},
    {stage::seen, event::not_found, stage::ended, pace::none, budget::none, outcome::gone, reason::gone},
    {stage::seen, event::gone, stage::ended, pace::none, budget::none, outcome::gone, reason::gone},
    {stage::seen, event::rejected, stage::ended, pace::none, budget::none, outcome::rejected,
     reason::rejected},
    {stage::seen, event::deadline, stage::ended, pace::none, budget::none, outcome::timed_out,
     reason::deadline},
    {stage::seen, event::attempts_spent, stage::ended, pace::none, budget::none, outcome::exhausted,
     reason::attempts_spent},
    {stage::seen, event::stalled, stage::ended, pace::none, budget::none, outcome::stalled, reason::stalled},
    {stage::seen, event::cancelled, stage::ended, pace::none, budget::none, outcome::abandoned,
     reason::cancelled},
};

[[nodiscard]] constexpr std::string_view to_string(stage value) noexcept {
    constexpr std::string_view names[] = {"idle", "unseen", "seen", "ended"};
    return detail::enum_name(names, value);
}

[[nodiscard]] constexpr std::string_view to_string(pace value) noexcept {
    constexpr std::string_view names[] = {"none", "first", "schedule", "backoff"};
    return detail::enum_name(names, value);
}

[[nodiscard]] constexpr std::string_view to_string(budget value) noexcept {
    constexpr std::string_view names[] = {"none", "faults", "malformed", "unknown_statuses", "missing"};
    return detail::enum_name(names, value);
}

namespace detail {
/// The number of the row for each stage and event; the number of rows where there is none.
struct transition_index {
    std::uint8_t row[stage_count][event_count]{};
};

consteval transition_index index_transitions() {
    transition_index index;
    for (auto& stage_rows : index.row)
        for (std::uint8_t& row : stage_rows)
            row = static_cast<std::uint8_t>(std::size(transitions));
    for (std::size_t i = 0; i < std::size(transitions); ++i) {
        const transition& row = transitions[i];
        index.row[static_cast<std::size_t>(row.from)][static_cast<std::size_t>(row.on)] =
            static_cast<std::uint8_t>(i);
    }
    return index;
}

inline constexpr transition_index indexed_transitions = index_transitions();
} // namespace detail

/// The row for a stage and an event, or null where there is none: after the end, and for answers before the
/// start.
[[nodiscard]] constexpr const transition* find_transition(stage from, event on) noexcept {
    const std::uint8_t row =
        detail::indexed_transitions.row[static_cast<std::size_t>(from)][static_cast<std::size_t>(on)];
    return row < std::size(transitions) ? &transitions[row] : nullptr;
}

/// What the table promises, proven where it stands.
namespace detail::table_proofs {

template <class Predicate>
consteval bool every_row(Predicate holds) {
    for (const transition& row : transitions)
        if (!holds(row)) return false;
    return true;
}

consteval bool polling_stages_answer_every_event_once() {
    for (const stage from : {stage::unseen, stage::seen})
        for (std::size_t e = 0; e < event_count; ++e) {
            int rows = 0;
            for (const transition& row : transitions)
                rows += row.from == from && row.on == static_cast<event>(e) ? 1 : 0;
            if (rows != 1) return false;
        }
    return true;
}

consteval bool every_outcome_can_happen() {
    for (auto o = static_cast<std::uint8_t>(outcome::timed_out);
         o <= static_cast<std::uint8_t>(outcome::abandoned); ++o) {
        bool found = false;
        for (const transition& row : transitions)
            found = found || row.ends == static_cast<outcome>(o);
        if (!found) return false;
    }
    return true;
}

static_assert(polling_stages_answer_every_event_once());
static_assert(every_outcome_can_happen());
static_assert(every_row([](const transition& row) { return row.from != stage::ended; }), "terminal absorbs");
static_assert(every_row([](const transition& row) { return row.to >= row.from; }),
              "a stage is never left backwards");
static_assert(every_row([](const transition& row) {
                  return (row.to == stage::ended) == (row.next == pace::none);
              }),
              "whoever goes on knows when to poll, and nobody polls after the end");
static_assert(every_row([](const transition& row) {
                  const bool ends = row.to == stage::ended && row.on != event::vendor_terminal;
                  return (row.ends != outcome::none) == (ends || row.spends != budget::none);
              }),
              "every end of ours has an outcome, and the vendor's end has the vendor's");
static_assert(every_row([](const transition& row) {
                  return row.next != pace::backoff || row.spends != budget::none;
              }),
              "nothing backs off for ever");
static_assert(every_row([](const transition& row) {
                  return row.to != stage::ended || row.spends == budget::none;
              }),
              "an end is charged to nothing");
static_assert(every_row([](const transition& row) { return !ended_by_vendor(row.ends); }),
              "we never say that the vendor ended it");

} // namespace detail::table_proofs

} // namespace jobpoll::inline v0

#endif
