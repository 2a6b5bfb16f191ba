// jobpoll: what a call of a fleet leads to: requests to make, and jobs that were moved.
#ifndef JOBPOLL_FLEET_MOVES_HPP
#define JOBPOLL_FLEET_MOVES_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/time.hpp>
#include <jobpoll/fleet/account.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0::detail {

/// A request to make: a job's, or a list's where there is no slot.
struct wanted_request {
    std::uint32_t slot;
    std::uint64_t number; ///< of a list's
    std::int64_t saves_per_mille;
};

/// A job that the call at hand has moved.
struct moved_job {
    std::uint32_t slot;
    event what;
    const job* seen;
};

/// How often a state asks: once in the delay that stands.
[[nodiscard]] constexpr std::int64_t demand_of(const machine_state& s, milliseconds spread) noexcept {
    if (s.stage == stage::ended || s.stage == stage::idle) return 0;
    const milliseconds delay = s.attempts == 0 ? spread : s.next_poll - s.decided_at;
    return whole_request / (std::max<std::int64_t>)(delay.count(), 1);
}

} // namespace jobpoll::inline v0::detail

#endif
