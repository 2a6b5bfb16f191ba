// jobpoll: one long-running operation, the same for every vendor.
#ifndef JOBPOLL_WORDS_JOB_HPP
#define JOBPOLL_WORDS_JOB_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/words/json_text.hpp>

namespace jobpoll::inline v0 {

/// Where a job is in its life.
enum class phase : std::uint8_t {
    unknown,    ///< never seen, or in a status that the endpoint does not list
    queued,     ///< accepted, waiting for a worker
    running,    ///< being worked on
    finalizing, ///< the work is done, its effects are not visible yet
    cancelling, ///< asked to stop, not stopped yet: it may still succeed or fail
    blocked,    ///< waits for an action outside the service: an approval, an upload, a payment
    paused,     ///< stopped for a while, by the vendor or on request
    finished,   ///< ended; the outcome says how
};

inline constexpr std::size_t phase_count = static_cast<std::size_t>(phase::finished) + 1;

/// How the polling ended: the vendor decides the first group, the library the second.
enum class outcome : std::uint8_t {
    none, ///< it has not ended
    succeeded,
    succeeded_with_failures,
    failed,
    cancelled,
    expired,
    interrupted,
    skipped,           ///< there was nothing to do
    deadline_exceeded, ///< the vendor's own time limit was reached
    unknown,           ///< the vendor says that it ended, but not how
    timed_out,         ///< `max_wait` is over
    exhausted,         ///< `max_attempts` polls were made
    unreachable,       ///< the budget of missing replies and server errors is spent
    unauthorized,      ///< 401, 403
    not_found,         ///< 404, and the job was never seen
    gone,              ///< 410, or 404 after the job was seen
    rejected,          ///< 400, 422 and the other 4xx: the request itself is wrong
    malformed,         ///< the budget of unusable payloads is spent
    unrecognized,      ///< the budget of unknown statuses is spent
    stalled,           ///< nothing changed for `stall_after`
    abandoned,         ///< the caller cancelled the polling
};

[[nodiscard]] constexpr std::string_view to_string(phase value) noexcept {
    constexpr std::string_view names[] = {"unknown",    "queued",  "running", "finalizing",
                                          "cancelling", "blocked", "paused",  "finished"};
    return detail::enum_name(names, value);
}

[[nodiscard]] constexpr std::string_view to_string(outcome value) noexcept {
    constexpr std::string_view names[] = {"none",         "succeeded",    "succeeded_with_failures",
                                          "failed",       "cancelled",    "expired",
                                          "interrupted",  "skipped",      "deadline_exceeded",
                                          "unknown",      "timed_out",    "exhausted",
                                          "unreachable",  "unauthorized", "not_found",
                                          "gone",         "rejected",     "malformed",
                                          "unrecognized", "stalled",      "abandoned"};
    return detail::enum_name(names, value);
}

/// Whether the vendor said that the job ended, as opposed to the library giving up.
[[nodiscard]] constexpr bool ended_by_vendor(outcome value) noexcept {
    return value >= outcome::succeeded && value <= outcome::unknown;
}

/// Whether the job may still run, and cost money, after this outcome: giving up does not cancel the job.
///
/// False only where the vendor said that the job ended, or that there is none. `not_found` counts as none;
/// `gone` as ended.
[[nodiscard]] constexpr bool job_may_still_run(outcome value) noexcept {
    return !ended_by_vendor(value) && value != outcome::not_found && value != outcome::gone;
}

/// Whether a job that was in one phase has gone back to another. Queued, running and finalizing follow each
/// other; the other phases may come at any time.
[[nodiscard]] constexpr bool is_earlier(phase now, phase before) noexcept {
    const auto rank = [](phase p) {
        return p == phase::queued ? 1 : p == phase::running ? 2 : p == phase::finalizing ? 3 : 0;
    };
    return rank(now) != 0 && rank(before) != 0 && rank(now) < rank(before);
}

/// How many items a job has, and how they ended.
struct item_counts {
    std::optional<std::int64_t> total;
    std::optional<std::int64_t> completed; ///< finished, with any result
    std::optional<std::int64_t> succeeded;
    std::optional<std::int64_t> failed;
    std::optional<std::int64_t> skipped;
    std::optional<std::int64_t> remaining;
};

/// Moments that the vendor reports, by the vendor's clock.
///
/// *Units*: milliseconds since 1970-01-01T00:00:00Z.
struct job_times {
    optional_milliseconds created;
    optional_milliseconds started;
    optional_milliseconds finished;
    optional_milliseconds heartbeat;
    optional_milliseconds lease_expires;
    optional_milliseconds expires;      ///< until when the result, or the job, can be read
    optional_milliseconds expected_end; ///< by the vendor's estimate
};

/// What the vendor says went wrong with the job.
struct job_error {
    std::string_view code;
    std::string_view message;
};

/// One job as a reply reports it.
///
/// *Lifetime*: every view points into the body that was read or into the reader's buffer of decoded strings;
/// the function that returns the job says how long they live. *Units*: `progress` in thousandths, 0 to 1000,
/// rounded down, so that 1000 means all of it.
struct job {
    std::string_view id;
    std::string_view vendor_status; ///< the vendor's own word
    std::string_view kind;
    std::string_view name;
    job_error error;
    std::string_view reason;      ///< explains the state; no error after a success
    std::string_view reason_code; ///< as `reason`
    std::string_view next_url;    ///< where the vendor says to ask next
    std::string_view result_url;
    json_text result;
    json_text hint;
    item_counts items;
    job_times times;
    optional_milliseconds remaining; ///< by the vendor's estimate, from the moment of the reply
    std::optional<std::int16_t> progress;
    std::optional<bool> retryable; ///< whether the vendor says that the same job may be started again
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    bool lease_expired =
        false; ///< the worker's lease ended before the reply's own Date: a hint, never an outcome
};

} // namespace jobpoll::inline v0

#endif
