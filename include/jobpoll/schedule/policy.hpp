// jobpoll: the policies that say when to poll next, and the general limits.
#ifndef JOBPOLL_SCHEDULE_POLICY_HPP
#define JOBPOLL_SCHEDULE_POLICY_HPP

#include <chrono>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>
#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0 {

/// How the next delay is computed, inside the limits.
enum class polling_policy : std::uint8_t {
    inspection, ///< minimises polls * poll_cost + lateness; uses progress and history where there are any
    fixed,      ///< always the shortest delay of the cadence
    exponential_full_jitter,
    exponential_equal_jitter,
    exponential_decorrelated_jitter,
    smithy, ///< the waiter of the Smithy specification
};

inline constexpr std::string_view polling_policy_names[] = {"inspection",
                                                            "fixed",
                                                            "exponential_full_jitter",
                                                            "exponential_equal_jitter",
                                                            "exponential_decorrelated_jitter",
                                                            "smithy"};

[[nodiscard]] constexpr std::string_view to_string(polling_policy value) noexcept {
    return detail::enum_name(polling_policy_names, value);
}

/// The limits of the inspection policy where the vendor documents none and the caller gives none.
///
/// A quarter of a second keeps a poll that is aimed at a predicted end from becoming a hot loop; nothing
/// known, the policy never asks for less than 2.4 poll_cost. Ten minutes is soon for a
/// job of a day; credit that a history has earned pays for longer waits. *Source*: docs/schedules.md.
inline constexpr milliseconds default_min_delay{250};
inline constexpr milliseconds default_max_delay = std::chrono::minutes{10};

/// The limits of the other policies, which do not use poll_cost.
///
/// *Source*: the Smithy waiter specification, minDelay 2 and maxDelay 120 seconds.
inline constexpr milliseconds smithy_min_delay = std::chrono::seconds{2};
inline constexpr milliseconds smithy_max_delay = std::chrono::seconds{120};

/// The backoff of faults: from one second, doubled, to two minutes.
///
/// *Source*: Exponential Backoff and Jitter (Brooker, 2015) for the jitter; backoff_max of azure-core's
/// RetryPolicy, 120 s.
inline constexpr milliseconds backoff_base = std::chrono::seconds{1};
inline constexpr milliseconds backoff_cap = std::chrono::seconds{120};

} // namespace jobpoll::inline v0

#endif
