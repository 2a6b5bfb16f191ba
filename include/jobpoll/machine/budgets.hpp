// jobpoll: how many faults in a row are tolerated.
//
// The room `machine`: what an event means: the table of transitions, and one step.
// transitions.hpp is the table; machine.hpp takes a step: state and report to state. No JSON, no clock.
#ifndef JOBPOLL_MACHINE_BUDGETS_HPP
#define JOBPOLL_MACHINE_BUDGETS_HPP

#include <cstdint>

namespace jobpoll::inline v0 {

/// How many replies in a row of one kind are put up with; one more ends the polling.
struct fault_budgets {
    std::uint16_t faults = 10;    ///< no reply, 429, 5xx. Precedent: retry_total of azure-core's RetryPolicy
    std::uint16_t malformed = 10; ///< unusable payloads. Precedent: as for faults
    std::uint16_t unknown_statuses =
        40; ///< words that are not listed. Precedent: maxAttempts of botocore's EC2 waiters
    std::uint16_t missing =
        3; ///< 404 before the job was seen. Precedent: max_attempts of botocore's standard retries
};

} // namespace jobpoll::inline v0

#endif
