// jobpoll: what the caller may choose. Every default carries its precedent.
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
#include <jobpoll/schedule/forecast.hpp>
#include <jobpoll/schedule/policy.hpp>

namespace jobpoll::inline v0 {

/// The options of a poller.
///
/// An aggregate for designated initialisers; `max_wait` has no default, because waiting costs money. Units:
/// any duration is taken, cut to whole milliseconds.
struct poll_options {
    timeout max_wait; ///< from the start to the deadline. Precedent: Smithy requires it of the caller, too
    std::uint32_t max_attempts = 0; ///< polls at the most; 0 for as many as the time allows
    polling_policy policy = polling_policy::inspection;
    length_of_time poll_cost = milliseconds{500}; ///< how much waiting one request is worth;
                                                  ///< docs/schedules.md has the resulting costs
    length_of_time first_poll{}; ///< when to poll first. Precedent: every waiter polls at once
    history_pointer past{};      ///< durations of earlier jobs of the kind; the caller's, outlives the poller
    std::optional<length_of_time> min_delay{}; ///< in place of the documented or general one
    std::optional<length_of_time> max_delay{}; ///< in place of the documented or general one
    length_of_time stall_after{};              ///< give up when nothing changed for so long; 0 for never
    std::optional<std::uint64_t> seed{};  ///< of the jitter; made of the job id, else of the first moment
    std::uint16_t jitter_per_mille = 100; ///< +-10 %: spreads polls, adds 0.3 % of lateness
    std::size_t max_body_bytes = default_max_body_bytes; ///< a longer body is not read
    bool strict = false; ///< every breach of the contract makes a reply unusable
    fault_budgets budgets{};
    std::optional<length_of_time>
        patience{}; ///< how long faults in a row must last before their budget ends the polling; a tenth
                    ///< of `max_wait`, at least 15 min, at most 24 h, where it is left out
    std::uint16_t confirmations =
        1; ///< usable replies in a row with the same end. Precedent: waiters believe the first
    length_of_time max_queued{}; ///< give up on a job that is queued for so long; 0 for no limit of the
                                 ///< queue. Precedent: ScheduleToStartTimeout of Temporal
    bool stall_ignores_heartbeat = false; ///< whether a heartbeat alone is no change. Precedent: Temporal's
                                          ///< heartbeat says that the worker lives, not that it advances
    bool long_poll = false; ///< the vendor answers late on purpose: gaps count from the request's start
    length_of_time reply_timeout = std::chrono::minutes{
        5}; ///< how long a fleet waits for an answer. Precedent: the total timeout of aiohttp's client
};

} // namespace jobpoll::inline v0

#endif
