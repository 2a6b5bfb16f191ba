// jobpoll: what to do next, and why.
//
// The room `words`: the values that callers and rooms exchange: job, event, report, decision, violation.
// Plain values and enumerations with their names as text; no behaviour. The name, the meaning and the
// responsible party of every rule that a reply can break are in error.hpp.
#ifndef JOBPOLL_WORDS_DECISION_HPP
#define JOBPOLL_WORDS_DECISION_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// What the caller has to do next.
enum class action : std::uint8_t { poll, stop };

/// Why the decision was made.
enum class reason : std::uint8_t {
    none,
    // Poll again.
    first_poll,  ///< the caller began
    law,         ///< the polling policy alone: nothing is known of this job
    progress,    ///< the end that the reported progress predicts
    history,     ///< the durations of earlier jobs
    cadence,     ///< the vendor's documented cadence, or the caller's own limits, changed the delay
    quota,       ///< the vendor's documented number of requests in a period
    backoff,     ///< a fault: exponential backoff
    retry_after, ///< the vendor said when
    grace,       ///< 404: the job may not be visible yet, or may be visible again soon
    deadline,    ///< the last poll is exactly at the deadline; or: stop, it has passed
    // Stop.
    vendor_terminal,
    fault_budget,
    malformed_budget,
    unknown_status_budget,
    unauthorized, ///< 401: renew the credentials and poll at once; or: stop, they are refused
    not_found,
    gone,
    rejected,
    attempts_spent,
    stalled,
    cancelled,
    retry_after_past_deadline, ///< Retry-After is past the deadline: the last poll is at the deadline
    invalid_options,
    queued_too_long, ///< the job was queued for `max_queued`
    confirmation, ///< poll again: the vendor says that the job has ended, and `confirmations` asks for more
};

[[nodiscard]] constexpr std::string_view to_string(action value) noexcept {
    constexpr std::string_view names[] = {"poll", "stop"};
    return detail::enum_name(names, value);
}

[[nodiscard]] constexpr std::string_view to_string(reason value) noexcept {
    constexpr std::string_view names[] = {"none",
                                          "first_poll",
                                          "law",
                                          "progress",
                                          "history",
                                          "cadence",
                                          "quota",
                                          "backoff",
                                          "retry_after",
                                          "grace",
                                          "deadline",
                                          "vendor_terminal",
                                          "fault_budget",
                                          "malformed_budget",
                                          "unknown_status_budget",
                                          "unauthorized",
                                          "not_found",
                                          "gone",
                                          "rejected",
                                          "attempts_spent",
                                          "stalled",
                                          "cancelled",
                                          "retry_after_past_deadline",
                                          "invalid_options",
                                          "queued_too_long",
                                          "confirmation"};
    return detail::enum_name(names, value);
}

/// The end that a report of progress predicts.
///
/// *Units*: `level` in thousandths, -1 where there was no such report; `predicted` since the start.
struct progress_forecast {
    std::int16_t level = -1;
    milliseconds predicted{0};

    friend constexpr bool operator==(const progress_forecast&, const progress_forecast&) noexcept = default;
};

/// What the reported progress of one job predicted; a history learns from it how accurate progress is.
struct progress_summary {
    progress_forecast first{};
    progress_forecast last{};

    friend constexpr bool operator==(const progress_summary&, const progress_summary&) noexcept = default;
};

/// One decision: poll at a moment, or stop with an outcome.
///
/// A plain value on the caller's clock. `delay` counts from the moment of the decision, also after a restore;
/// `remaining(now)` is what is left of it.
/// *Units*: milliseconds; progress in thousandths.
template <class Clock>
struct basic_decision {
    jobpoll::action action = jobpoll::action::stop;
    jobpoll::outcome outcome = outcome::none; ///< none while polling goes on
    reason why = reason::none;
    jobpoll::phase phase = phase::unknown; ///< of the job, when it was last seen
    std::int16_t progress = -1;            ///< when it was last reported; -1 for never
    std::int16_t status = 0;               ///< the HTTP status of the reply that led here; 0 for none
    std::uint32_t attempts = 0;            ///< polls that were answered, or not, so far
    time_point_of<Clock> at{};             ///< when to poll, or when it was decided to stop
    milliseconds delay{0};                 ///< from the moment of the decision; see `remaining`
    milliseconds elapsed{0};               ///< since the start
    std::int64_t items_done = -1;          ///< -1 for not reported
    std::int64_t items_total = -1;
    milliseconds ended_after{0};             ///< since the start: the job was last known to go on then
    milliseconds poll_cost{0};               ///< of the options; a history learns in this unit
    milliseconds min_delay{0};               ///< the limits that held for the last gap; a history compares
    milliseconds max_delay{0};               ///< with what the uninformed schedule would have cost in them
    optional_milliseconds vendor_duration{}; ///< by the vendor's own times, where the reply has both
    progress_summary forecast{};             ///< of a job that has ended

    [[nodiscard]] constexpr bool poll_again() const noexcept { return action == jobpoll::action::poll; }

    /// How long to wait from `now` until `at`; zero where it has passed.
    template <class Duration>
    [[nodiscard]] constexpr milliseconds
    remaining(std::chrono::time_point<Clock, Duration> now) const noexcept {
        const milliseconds present = to_milliseconds(now.time_since_epoch());
        return (std::max)(saturating_subtract(at.time_since_epoch(), present), milliseconds{0});
    }
    friend constexpr bool operator==(const basic_decision&, const basic_decision&) noexcept = default;
};

using decision = basic_decision<std::chrono::steady_clock>;

} // namespace jobpoll::inline v0

#endif
