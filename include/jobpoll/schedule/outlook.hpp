// jobpoll: everything that a policy may look at.
#ifndef JOBPOLL_SCHEDULE_OUTLOOK_HPP
#define JOBPOLL_SCHEDULE_OUTLOOK_HPP

#include <cstdint>

#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/policy.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

class forecast;

/// The limits of a delay, and which consideration made the shorter one.
struct delay_limits {
    milliseconds min{};
    milliseconds max{};
    reason min_is = reason::cadence; ///< or quota
    milliseconds max_on_credit =
        max; ///< what earned credit can pay for; longer only where nothing is documented
};

/// What a job reports that has not reported any progress.
inline constexpr progress_track no_progress{};

/// Everything that a policy may look at.
///
/// *Lifetime*: it refers to a track and a forecast of the caller's. *Units*: milliseconds since the start of
/// the polling; `attempt` counts the polls that were made, from 1.
struct outlook {
    polling_policy policy = polling_policy::inspection;
    milliseconds elapsed{};
    milliseconds poll_cost{};
    milliseconds previous_delay{};
    delay_limits limits{};
    std::uint32_t attempt = 0;
    std::uint16_t jitter_per_mille = 0;
    std::uint64_t seed = 0;
    const progress_track* progress = &no_progress; ///< what the job has reported
    const forecast* ahead = nullptr;               ///< what the history of earlier jobs says; null for none
    std::uint32_t jobs_in_flight = 1;              ///< jobs of that history that share its credit
};

} // namespace jobpoll::inline v0

#endif
