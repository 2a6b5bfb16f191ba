// jobpoll: the words of a fleet: handles, requests, answers, errors.
#ifndef JOBPOLL_FLEET_FLEET_TYPES_HPP
#define JOBPOLL_FLEET_FLEET_TYPES_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/observation.hpp>
#include <jobpoll/schedule/history.hpp>
#include <jobpoll/words/decision.hpp>
#include <jobpoll/words/error.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// A job of a fleet, or a request for a list: a slot and its generation, so that a handle from before is
/// known to be stale and never names another job.
struct job_handle {
    std::uint32_t slot = 0xffffffffu;
    std::uint32_t generation = 0;

    friend constexpr bool operator==(job_handle, job_handle) noexcept = default;
};

/// Why a fleet does not do what it was asked for; the fleet is as it was then.
enum class fleet_error : std::uint8_t {
    none,
    stale_handle,    ///< the job was erased, or the list was answered already
    duplicate_job,   ///< the fleet follows this id of this account already
    invalid_options, ///< they make no sense; `invalid_option` of a poller says which
    id_too_long,     ///< above 65535 bytes
    full,            ///< above 2^31 jobs
    no_list,         ///< the endpoint is no list
    not_a_list,      ///< the handle is a list's where a job's is due
};

[[nodiscard]] constexpr std::string_view to_string(fleet_error value) noexcept {
    constexpr std::string_view names[] = {"none",        "stale_handle", "duplicate_job", "invalid_options",
                                          "id_too_long", "full",         "no_list",       "not_a_list"};
    return detail::enum_name(names, value);
}

/// The limits of a fleet.
///
/// Shapes: an aggregate for designated initialisers.
struct fleet_options {
    std::uint32_t max_in_flight = 64; ///< requests without an answer at the most. Without a precedent: set it
                                      ///< to what your HTTP client allows
    length_of_time spread = std::chrono::seconds{10}; ///< in which a herd of new jobs is asked for first
    /// In which everything that is due is asked for, however big the herd; 0 for no pace but the quotas.
    length_of_time smoothing = std::chrono::seconds{60};
};

/// A request to make now.
///
/// Shapes: the views live as long as the job. `asks` is the job's endpoint, or the list that mentions it;
/// then `job_id` is empty, and the handle is the request's.
struct fleet_request {
    job_handle handle{};
    const endpoint* asks = nullptr;
    std::string_view job_id{};
    std::uint64_t account = 0;
    std::uint32_t covers = 1;         ///< due jobs that this request is for
    std::int64_t saves_per_mille = 0; ///< requests that it saves, in thousandths, as far as one can know
    [[nodiscard]] bool is_list() const noexcept { return asks->shape.is_list; }
};

/// A new job, or why there is none.
template <class Clock>
struct basic_fleet_insertion {
    fleet_error error = fleet_error::none;
    job_handle handle{};
    basic_decision<Clock> decision{};
};

/// What an answer led to: the decision of the job, or how many jobs a list's reply moved.
///
/// Shapes: `violations` has the first ones and `counts` all; they point into the reply and the fleet's room,
/// until the next answer.
template <class Clock>
struct basic_fleet_answer {
    fleet_error error = fleet_error::none;
    basic_decision<Clock> decision{}; ///< of the job; of no meaning for a list
    std::uint32_t changed = 0;        ///< jobs with a new decision
    std::uint32_t mentioned = 0;      ///< of them, those that the reply mentions
    violation_counts counts{};
    std::span<const violation> violations{};
};

/// One job that a reply moved.
///
/// Shapes: the views live as long as the call.
template <class Clock>
struct basic_fleet_change {
    job_handle handle{};
    std::string_view job_id{};
    basic_decision<Clock> decision{};
    const jobpoll::job* seen = nullptr; ///< null where the reply does not mention it
};

/// Somebody who wants every change; plain pointers, so that nothing is allocated.
template <class Clock>
struct basic_fleet_visitor {
    void* context = nullptr;
    void (*visit)(void* context, const basic_fleet_change<Clock>& change) = nullptr;
};

/// Where a fleet writes its journal.
struct journal_sink {
    void* context = nullptr;
    void (*write)(void* context, std::string_view bytes) = nullptr;
};

/// An endpoint that a saved fleet may name by its fingerprint, and the history of its kind.
struct known_endpoint {
    const endpoint* contract = nullptr;
    const history* past = nullptr;
};

/// Why the text of a fleet, or of its journal, is refused. Nothing of it is loaded then.
enum class fleet_text_error : std::uint8_t {
    none,
    not_a_fleet,      ///< it does not begin as one
    newer_version,    ///< made by a later version of the library
    truncated,        ///< it ends too early
    damaged,          ///< a checksum does not match
    out_of_range,     ///< a field has a value that no fleet has
    unknown_endpoint, ///< of another contract than the ones that are given
    missing_history,  ///< a job goes by a history, and none is given
    other_clock,      ///< made on another kind of clock
    other_fleet,      ///< a journal of another fleet, or of another moment
};

[[nodiscard]] constexpr std::string_view to_string(fleet_text_error value) noexcept {
    constexpr std::string_view names[] = {
        "none",         "not_a_fleet",      "newer_version",   "truncated",   "damaged",
        "out_of_range", "unknown_endpoint", "missing_history", "other_clock", "other_fleet"};
    return detail::enum_name(names, value);
}

/// How far a journal was followed: the bytes behind are of a line that was never finished.
struct journal_replay {
    fleet_text_error error = fleet_text_error::none;
    std::size_t good_bytes = 0;
    std::size_t lines = 0;
};

} // namespace jobpoll::inline v0

#endif
