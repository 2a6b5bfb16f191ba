// jobpoll: the longest and the shortest wait that keep the cost within the bound and the credit earned.
//
// The room `schedule`: when to look next: functions of what is known, in integers; a history alone changes.
// schedule.hpp chooses among the policies of policy.hpp; uninformed.hpp is the law of the gaps of a job of
// which nothing is known; history.hpp keeps how long earlier jobs took; progress_track.hpp judges the
// reported progress. docs/schedules.md has the derivation.
#ifndef JOBPOLL_SCHEDULE_CREDIT_HPP
#define JOBPOLL_SCHEDULE_CREDIT_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/schedule/regret_bound.hpp>
#include <jobpoll/schedule/uninformed.hpp>

namespace jobpoll::inline v0::detail {

/// A job that ends at t may cost k B(t), B being the bound of the uninformed schedule, and the credit. The
/// factor is above 1.01, below which not even the uninformed schedule could always be paid.
inline constexpr std::int64_t credit_per_mille = 1'050;

/// The most that is kept, in poll costs: what a change of regime may cost.
inline constexpr std::int64_t most_credit = 500;

[[nodiscard]] constexpr std::int64_t allowance(const uninformed_schedule& uninformed,
                                               std::int64_t at) noexcept {
    return scale(uninformed.bound(at), credit_per_mille, 1'000);
}

/// Latest: c (n + 1) + d <= k B(t) + credit, as if the job ended right now. Earliest: after the next poll the
/// uninformed gap must still be payable. That gap itself always is.
[[nodiscard]] constexpr wait_bounds affordable(const uninformed_schedule& uninformed, std::int64_t now,
                                               std::int64_t polls, std::int64_t credit) noexcept {
    const std::int64_t gap = uninformed.gap(now);
    const std::int64_t latest =
        add_held(allowance(uninformed, now), credit) - uninformed.cost() * (polls + 1);
    const auto is_payable = [&](std::int64_t wait) {
        return uninformed.cost() * (polls + 2) + uninformed.gap(now + wait) <=
               add_held(allowance(uninformed, now + wait), credit);
    };
    std::int64_t earliest = 0;
    if (!is_payable(0)) {
        std::int64_t late_enough = gap;
        while (late_enough - earliest > gap / 16 + 1) {
            const std::int64_t middle = earliest + (late_enough - earliest) / 2;
            (is_payable(middle) ? late_enough : earliest) = middle;
        }
        earliest = late_enough;
    }
    return {earliest, (std::max)(latest, gap)};
}

} // namespace jobpoll::inline v0::detail

#endif
