// jobpoll: what the caller may choose. Every default carries its precedent.
#ifndef JOBPOLL_OPTIONS_HPP
#define JOBPOLL_OPTIONS_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/detail/enum_name.hpp>
#include <jobpoll/history.hpp>
#include <jobpoll/time.hpp>

namespace jobpoll::inline v0 {

/// The law that says when to look next, inside the cadence.
enum class polling_law : std::uint8_t {
    inspection, ///< minimises polls * poll_cost + lateness; uses progress and history where there are any
    fixed,      ///< always the shortest delay of the cadence
    exponential_full_jitter,
    exponential_equal_jitter,
    exponential_decorrelated_jitter,
    smithy, ///< the waiter law of the Smithy specification, to the letter
};

inline constexpr std::string_view polling_law_names[] = {"inspection",
                                                         "fixed",
                                                         "exponential_full_jitter",
                                                         "exponential_equal_jitter",
                                                         "exponential_decorrelated_jitter",
                                                         "smithy"};

[[nodiscard]] constexpr std::string_view to_string(polling_law value) noexcept {
    return detail::enum_name(polling_law_names, value);
}

/// The longest body that is looked at where nothing else is said. Without a precedent: far above every
/// documented reply, and far below what a process notices.
inline constexpr std::size_t default_max_body_bytes = std::size_t{64} << 20;

/// How many replies in a row of one kind are put up with; one more ends the polling.
struct fault_budgets {
    std::uint16_t faults = 10;    ///< no reply, 429, 5xx. Precedent: retry_total of azure-core's RetryPolicy
    std::uint16_t malformed = 10; ///< unusable payloads. Precedent: as for faults
    std::uint16_t unknown_statuses =
        40; ///< words that are not listed. Precedent: maxAttempts of botocore's EC2 waiters
    std::uint16_t missing =
        3; ///< 404 before the job was seen. Precedent: max_attempts of botocore's standard retries
};

/// Everything that a poller is told.
///
/// Shapes: an aggregate for designated initialisers; `max_wait` has no default, because waiting costs money.
struct poll_options {
    std::string_view job_id{}; ///< copied by the poller; empty where the reply's id is not to be checked
    timeout max_wait; ///< from the start to the deadline. Precedent: Smithy requires it of the caller, too
    std::uint32_t max_attempts = 0; ///< polls at the most; 0 for as many as the time allows
    polling_law law = polling_law::inspection;
    length_of_time poll_cost = std::chrono::seconds{
        2}; ///< how many seconds of waiting one request is worth. Precedent: minDelay of Smithy
    length_of_time first_poll{}; ///< when to poll first. Precedent: every waiter polls at once
    const history* past =
        nullptr; ///< durations of earlier jobs of the kind; the caller's, outlives the poller
    std::optional<length_of_time> min_delay{}; ///< in place of the documented or general one
    std::optional<length_of_time> max_delay{}; ///< in place of the documented or general one
    length_of_time stall_after{};              ///< give up when nothing changed for so long; 0 for never
    std::optional<std::uint64_t> seed{};       ///< of the jitter; made of the job id where it is left out
    std::uint16_t jitter_per_mille = 100;      ///< +-10 %: prevents herds, costs 0.3 % of lateness
    std::size_t max_body_bytes = default_max_body_bytes; ///< a longer body is not looked at
    bool strict = false; ///< every breach of the contract makes a reply unusable, as `read_options` has it
    fault_budgets budgets{};
};

/// The limits of the inspection law where the vendor documents none and the caller gives none.
///
/// One second keeps a poll that is aimed at the predicted end from becoming a hot loop; the law itself never
/// asks for less than 2.4 poll_cost. Ten minutes is what the law reaches after 16 hours, and what a person
/// calls soon for a job of a day; Smithy's two minutes would make the polls of such a job grow with its
/// length. Source: docs/schedules.md.
inline constexpr milliseconds default_min_delay = std::chrono::seconds{1};
inline constexpr milliseconds default_max_delay = std::chrono::minutes{10};

/// Those of the other laws, which know no poll_cost.
///
/// Source: the Smithy waiter specification, minDelay 2 and maxDelay 120 seconds.
inline constexpr milliseconds smithy_min_delay = std::chrono::seconds{2};
inline constexpr milliseconds smithy_max_delay = std::chrono::seconds{120};

/// The backoff of faults: from one second, doubled, to two minutes.
///
/// Source: Exponential Backoff and Jitter (Brooker, 2015) for full jitter; backoff_max of azure-core's
/// RetryPolicy, 120 s.
inline constexpr milliseconds backoff_base = std::chrono::seconds{1};
inline constexpr milliseconds backoff_cap = std::chrono::seconds{120};

} // namespace jobpoll::inline v0

#endif
