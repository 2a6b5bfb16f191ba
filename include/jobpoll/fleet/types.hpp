// jobpoll: the values of a fleet: handles, requests, answers, changes, counters, errors.
#ifndef JOBPOLL_FLEET_TYPES_HPP
#define JOBPOLL_FLEET_TYPES_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/reply.hpp>
#include <jobpoll/schedule/forecast.hpp>
#include <jobpoll/words/decision.hpp>
#include <jobpoll/words/error.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// A job of a fleet, or a request for a list.
///
/// No two jobs of a fleet ever have the same handle, so an old handle never names another job.
struct job_handle {
    std::uint32_t slot = 0xffffffffu;
    std::uint32_t generation = 0;

    friend constexpr bool operator==(job_handle, job_handle) noexcept = default;
};

/// Why a fleet refuses a call; the fleet is unchanged then.
enum class fleet_error : std::uint8_t {
    none,
    stale_handle,     ///< the job was erased, or the list request is over
    duplicate_job,    ///< the fleet already follows this id of this account
    invalid_options,  ///< `invalid_option` of a poller names the invalid one
    id_too_long,      ///< above 65535 bytes
    full,             ///< above 2^31 jobs
    no_list,          ///< no job of the account is on this list
    not_a_list,       ///< the handle is of a list request, not of a job
    not_a_fleet,      ///< not the text of a fleet; this one and the following concern saved texts
    newer_version,    ///< made by a later version of the library
    older_version,    ///< made by an earlier version of the library
    truncated,        ///< it ends too early
    damaged,          ///< a checksum does not match
    out_of_range,     ///< a field has a value that is impossible in a fleet
    unknown_endpoint, ///< a contract that was not given
    other_clock,      ///< made on another kind of clock
};
using fleet_text_error = fleet_error;

[[nodiscard]] constexpr std::string_view to_string(fleet_error value) noexcept {
    constexpr std::string_view names[] = {
        "none",    "stale_handle", "duplicate_job",    "invalid_options", "id_too_long",   "full",
        "no_list", "not_a_list",   "not_a_fleet",      "newer_version",   "older_version", "truncated",
        "damaged", "out_of_range", "unknown_endpoint", "other_clock"};
    return detail::enum_name(names, value);
}

/// The limits of a fleet: an aggregate for designated initialisers.
struct fleet_options {
    std::uint32_t max_in_flight = 64; ///< requests without an answer. No precedent: set it to what your HTTP
                                      ///< client allows
    length_of_time spread = std::chrono::seconds{10}; ///< in which the first polls of new jobs are spread
    /// The time in which all due jobs are asked for, for any number of them; 0: only quotas limit the pace.
    length_of_time smoothing = std::chrono::seconds{60};
    std::optional<length_of_time> reply_timeout{}; ///< for all jobs, in place of their own (5 min by default)
};

/// A request to make now.
///
/// `asks` is the job's endpoint, or the list that mentions it; then `job_id` is empty, and the handle is the
/// request's. *Lifetime*: `job_id` lives as long as the job.
struct fleet_request {
    job_handle handle{};
    const endpoint* asks = nullptr;
    std::string_view job_id{};
    std::uint64_t account = 0;
    std::uint32_t covers = 1;         ///< due jobs that this request is for
    std::int64_t saves_per_mille = 0; ///< requests that it is expected to save, in thousandths
    std::uint64_t tag = 0;            ///< of the job; 0 for a list
    [[nodiscard]] bool is_list() const noexcept { return asks->shape.is_list; }
};

/// A new job, or why there is none.
template <class Clock>
struct basic_fleet_insertion {
    fleet_error error = fleet_error::none;
    job_handle handle{};
    basic_decision<Clock> decision{};
    bool restored_without_history = false; ///< the saved job used a history, and none was given
};

/// One job with a new decision.
///
/// *Lifetime*: `job_id` lives as long as the job, `seen` until the fleet reads the next reply.
template <class Clock>
struct basic_fleet_change {
    job_handle handle{};
    std::string_view job_id{};
    std::uint64_t account = 0;
    std::uint64_t tag = 0;
    event what = event::no_reply; ///< what led to the decision
    basic_decision<Clock> decision{};
    const jobpoll::job* seen = nullptr; ///< null where the reply does not mention it
};

/// The result of a call.
///
/// `violations` has the first violations of the reply and `counts` all. *Lifetime*: until the next call.
template <class Clock>
struct basic_fleet_answer {
    fleet_error error = fleet_error::none;
    basic_decision<Clock> decision{}; ///< of the job; without meaning for a list
    std::uint32_t changed = 0;        ///< jobs with a new decision
    std::uint32_t mentioned = 0;      ///< of them, those that the reply mentions
    violation_counts counts{};
    std::span<const violation> violations{};
    std::span<const basic_fleet_change<Clock>> changes{}; ///< one for each job with a new decision
};

/// What a fleet has done since it was made; every counter only grows. For metrics.
struct fleet_counters {
    std::uint64_t polls = 0;             ///< requests that were handed out
    std::uint64_t lists = 0;             ///< of them, for lists
    std::uint64_t replies = 0;           ///< of any kind
    std::uint64_t timeouts = 0;          ///< requests that were not answered within `reply_timeout`
    std::uint64_t events[event_count]{}; ///< replies and requests without one, by what they were
    std::uint64_t tolerated = 0, breaches = 0, fatal = 0;                   ///< violations by severity
    std::uint64_t ends[static_cast<std::size_t>(outcome::abandoned) + 1]{}; ///< jobs that ended, by outcome

    [[nodiscard]] constexpr std::uint64_t of(event what) const noexcept {
        return events[static_cast<std::size_t>(what)];
    }
    [[nodiscard]] constexpr std::uint64_t of(outcome what) const noexcept {
        return ends[static_cast<std::size_t>(what)];
    }
    [[nodiscard]] constexpr std::uint64_t throttled() const noexcept { return of(event::throttled); }
};

/// How often an account may be asked now.
struct fleet_account {
    std::uint32_t jobs = 0;
    std::uint32_t in_flight = 0;
    milliseconds gap{0};            ///< between two requests, after a 429 without Retry-After; 0 for none
    milliseconds paused{0};         ///< from now on, after one with Retry-After
    bool needs_credentials = false; ///< two 401 in a row came: the account waits for `renewed`
};

/// An endpoint that a saved fleet may name by its fingerprint, and the history of its jobs.
struct known_endpoint {
    const endpoint* contract = nullptr;
    history_pointer past{};
};

} // namespace jobpoll::inline v0

#endif
