// jobpoll: what the caller may choose. Every default carries its precedent.
//
// The room `polling`: one job: a poller, its options, and its text form at rest.
// poller.hpp joins reader and machine; rules.hpp turns options into the rules of the machine; snapshot.hpp
// saves and restores.
#ifndef JOBPOLL_POLLING_OPTIONS_HPP
#define JOBPOLL_POLLING_OPTIONS_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/time.hpp>
#include <jobpoll/machine/budgets.hpp>
#include <jobpoll/reading/limits.hpp>
#include <jobpoll/schedule/history.hpp>
#include <jobpoll/schedule/policy.hpp>

namespace jobpoll::inline v0 {

/// Everything that a poller is told.
///
/// Shapes: an aggregate for designated initialisers; `max_wait` has no default, because waiting costs money.
struct poll_options {
    timeout max_wait; ///< from the start to the deadline. Precedent: Smithy requires it of the caller, too
    std::uint32_t max_attempts = 0; ///< polls at the most; 0 for as many as the time allows
    polling_policy policy = polling_policy::inspection;
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

} // namespace jobpoll::inline v0

#endif
