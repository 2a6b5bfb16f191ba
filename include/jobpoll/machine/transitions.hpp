// jobpoll: the table: where each event leads from each stage.
#ifndef JOBPOLL_MACHINE_TRANSITIONS_HPP
#define JOBPOLL_MACHINE_TRANSITIONS_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
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

/// Several stages.
struct stage_set {
    std::uint8_t bits = 0;

    [[nodiscard]] constexpr bool has(stage s) const noexcept {
        return ((bits >> static_cast<unsigned>(s)) & 1u) != 0;
    }
};

/// How the next delay is found.
enum class pace : std::uint8_t {
    none,
    first,    ///< at once, or when the caller said
    schedule, ///< by the polling policy
    backoff,  ///< exponentially
    renewal,  ///< at once; from the second in a row on, exponentially
    shortest, ///< the shortest delay of the cadence
};

/// What a repeated event is counted in. A spent budget ends the polling; `throttled` is never spent.
enum class budget : std::uint8_t {
    none,
    faults,
    malformed,
    unknown_statuses,
    missing,
    unauthorized,
    throttled,
    confirmations,
};

inline constexpr std::size_t budget_count = static_cast<std::size_t>(budget::confirmations) + 1;

/// One row: in a stage of `from`, on `on`, go to `to`.
///
/// `to` is empty where the stage stays. With a budget the row holds while the budget lasts, and then the
/// polling ends with `ends` because of `why`. Without one, a row to `ended` ends it at once. `ends` is none
/// where the vendor's own word is the outcome.
struct transition {
    stage_set from;
    event on;
    std::optional<stage> to;
    pace next = pace::none;
    budget counts = budget::none;
    outcome ends = outcome::none;
    reason why = reason::none;
};

namespace detail {

template <class... Stages>
[[nodiscard]] constexpr stage_set set_of(Stages... s) noexcept {
    return {static_cast<std::uint8_t>(((1u << static_cast<unsigned>(s)) | ...))};
}

inline constexpr stage_set when_idle = set_of(stage::idle);
inline constexpr stage_set when_unseen = set_of(stage::unseen);
inline constexpr stage_set when_seen = set_of(stage::seen);
inline constexpr stage_set when_polling = set_of(stage::unseen, stage::seen);
inline constexpr stage_set until_ended = set_of(stage::idle, stage::unseen, stage::seen);
inline constexpr std::optional<stage> stays = std::nullopt;

} // namespace detail

/// The stages `unseen` and `seen` differ in what 404 means and in nothing else. A start while polling changes
/// nothing, and so has no row. *Source*: docs/decisions.md has the precedent of each rule.
// clang-format off
inline constexpr transition transitions[] = {
    {detail::when_idle,    event::started,         stage::unseen, pace::first},

    {detail::when_polling, event::in_progress,     stage::seen,   pace::schedule},
    {detail::when_polling, event::unknown_status,  stage::seen,   pace::schedule, budget::unknown_statuses, outcome::unrecognized, reason::unknown_status_budget},
    {detail::when_polling, event::vendor_terminal, stage::seen,   pace::shortest, budget::confirmations,    outcome::none,         reason::vendor_terminal},

    {detail::when_polling, event::malformed,       detail::stays, pace::backoff,  budget::malformed,        outcome::malformed,    reason::malformed_budget},
    {detail::when_polling, event::no_reply,        detail::stays, pace::backoff,  budget::faults,           outcome::unreachable,  reason::fault_budget},
    {detail::when_polling, event::server_error,    detail::stays, pace::backoff,  budget::faults,           outcome::unreachable,  reason::fault_budget},
    {detail::when_polling, event::throttled,       detail::stays, pace::backoff,  budget::throttled},
    {detail::when_polling, event::unauthorized,    detail::stays, pace::renewal,  budget::unauthorized,     outcome::unauthorized, reason::unauthorized},
    {detail::when_unseen,  event::not_found,       detail::stays, pace::schedule, budget::missing,          outcome::not_found,    reason::not_found},
    {detail::when_seen,    event::not_found,       detail::stays, pace::schedule, budget::missing,          outcome::gone,         reason::gone},

    {detail::when_polling, event::gone,            stage::ended,  pace::none,     budget::none,             outcome::gone,         reason::gone},
    {detail::when_polling, event::rejected,        stage::ended,  pace::none,     budget::none,             outcome::rejected,     reason::rejected},
    {detail::when_polling, event::deadline,        stage::ended,  pace::none,     budget::none,             outcome::timed_out,    reason::deadline},
    {detail::when_polling, event::attempts_spent,  stage::ended,  pace::none,     budget::none,             outcome::exhausted,    reason::attempts_spent},
    {detail::when_polling, event::stalled,         stage::ended,  pace::none,     budget::none,             outcome::stalled,      reason::stalled},
    {detail::when_polling, event::queued_too_long, stage::ended,  pace::none,     budget::none,             outcome::stalled,      reason::queued_too_long},
    {detail::until_ended,  event::cancelled,       stage::ended,  pace::none,     budget::none,             outcome::abandoned,    reason::cancelled},
};
// clang-format on

[[nodiscard]] constexpr std::string_view to_string(stage value) noexcept {
    constexpr std::string_view names[] = {"idle", "unseen", "seen", "ended"};
    return detail::enum_name(names, value);
}

[[nodiscard]] constexpr std::string_view to_string(pace value) noexcept {
    constexpr std::string_view names[] = {"none", "first", "schedule", "backoff", "renewal", "shortest"};
    return detail::enum_name(names, value);
}

[[nodiscard]] constexpr std::string_view to_string(budget value) noexcept {
    constexpr std::string_view names[] = {"none",    "faults",       "malformed", "unknown_statuses",
                                          "missing", "unauthorized", "throttled", "confirmations"};
    return detail::enum_name(names, value);
}

namespace detail {

/// The number of the row for each stage and event; the number of rows where there is none.
struct transition_index {
    std::uint8_t row[stage_count][event_count]{};
};

consteval transition_index index_transitions() {
    transition_index index;
    for (std::size_t s = 0; s < stage_count; ++s)
        for (std::size_t e = 0; e < event_count; ++e) {
            std::size_t i = 0;
            while (i < std::size(transitions) && !(transitions[i].from.has(static_cast<stage>(s)) &&
                                                   transitions[i].on == static_cast<event>(e)))
                ++i;
            index.row[s][e] = static_cast<std::uint8_t>(i);
        }
    return index;
}

inline constexpr transition_index indexed_transitions = index_transitions();

} // namespace detail

/// The number of the row for a stage and an event; the number of rows where there is none: after the end, for
/// answers before the start, and for a second start.
[[nodiscard]] constexpr std::size_t find_row(stage from, event on) noexcept {
    const auto s = static_cast<std::size_t>(from);
    const auto e = static_cast<std::size_t>(on);
    if (s >= stage_count || e >= event_count) return std::size(transitions);
    return detail::indexed_transitions.row[s][e];
}

/// The row for a stage and an event, or null where there is none.
[[nodiscard]] constexpr const transition* find_transition(stage from, event on) noexcept {
    const std::size_t row = find_row(from, on);
    return row < std::size(transitions) ? &transitions[row] : nullptr;
}

/// The row of an event in every stage in which polling goes on. Every event has one there but `started`, and
/// only `not_found` has two: see table_proofs.hpp.
[[nodiscard]] constexpr const transition& row_while_polling(event on) noexcept {
    return transitions[find_row(stage::seen, on)];
}

/// The stage in which a row leaves a machine that was in `from`, while its budget lasts.
[[nodiscard]] constexpr stage target_of(const transition& row, stage from) noexcept {
    return row.to.value_or(from);
}

} // namespace jobpoll::inline v0

#endif
