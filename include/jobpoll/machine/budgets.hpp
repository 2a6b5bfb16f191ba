// jobpoll: how many failures of each kind are tolerated before the next usable reply.
//
// The room `machine`: what an event means: the table of transitions, and one step.
// transitions.hpp is the table and table_proofs.hpp what it guarantees; step.hpp takes a step, from state and
// report to state, and has the rules for 403 and for jobs that vanish. state.hpp is what the machine
// remembers, rules.hpp what it obeys; charges.hpp counts, limits.hpp ends. delays.hpp finds the next poll:
// Retry-After as a floor, the deadline; the formulas are in the room `schedule`. request_limiter.hpp, which
// only fleets use, says how often an account may be asked for all of its jobs. No JSON, no clock.
#ifndef JOBPOLL_MACHINE_BUDGETS_HPP
#define JOBPOLL_MACHINE_BUDGETS_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>

#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0 {

/// How many replies of one kind are tolerated before a usable one; one more ends the polling.
///
/// For the first three, the row must also last `patience` or longer.
struct fault_budgets {
    std::uint16_t faults = 10;    ///< no reply, 5xx. Precedent: retry_total of azure-core's RetryPolicy
    std::uint16_t malformed = 10; ///< unusable payloads. Precedent: as for faults
    std::uint16_t unknown_statuses =
        40; ///< words that are not listed. Precedent: maxAttempts of botocore's EC2 waiters
    std::uint16_t missing = 3; ///< 404. Precedent: max_attempts of botocore's standard retries
    std::uint16_t unauthorized =
        1; ///< 401. Precedent: BearerTokenCredentialPolicy of azure-core answers a challenge once
};

/// How long a row of faults lasts before its budget ends the polling, where the caller does not say.
///
/// A tenth of `max_wait`: a caller that waits for a day tolerates an outage of two hours. At least 15
/// minutes, which a deployment may take. At most a day, after which an operator should look.
/// Precedent: `for` of a Prometheus alert: a condition has to last; 15 min is common in kubernetes-mixin.
[[nodiscard]] constexpr milliseconds default_patience(milliseconds max_wait) noexcept {
    constexpr milliseconds least = std::chrono::minutes{15};
    constexpr milliseconds most = std::chrono::hours{24};
    return std::clamp(max_wait / 10, least, most);
}

} // namespace jobpoll::inline v0

#endif
