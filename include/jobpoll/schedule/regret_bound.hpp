// jobpoll: how far a guess about a job may move a poll, so that a wrong one costs little.
#ifndef JOBPOLL_SCHEDULE_REGRET_BOUND_HPP
#define JOBPOLL_SCHEDULE_REGRET_BOUND_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/uninformed.hpp>

namespace jobpoll::inline v0::detail {

// With s = sqrt(c (t + 2c)), a job that ends at t costs under the uninformed schedule, averaged over where in
// its gap it ends,
//     B(t) = 2 s + c/2
// (1.155 s - 0.633 c polls and the one at once, 0.866 s of lateness; rounded up to even figures). A schedule
// that has made n polls and now waits d owes c (n + 1) + d/2 if the job ends meanwhile. The wait is chosen so
// that the debt stays below `trust` times B, for every report of a vendor and every history.

/// How much a prediction may cost.
struct trust {
    std::int64_t per_mille;     ///< of the regret bound
    std::int64_t careful_polls; ///< in so many first gaps the bound holds for every job, not only on average
};

/// The waits that the bound allows.
struct wait_bounds {
    std::int64_t earliest;
    std::int64_t latest;
};

/// Polls beyond this are not counted; it keeps the products inside 64 bits.
inline constexpr std::int64_t most_polls_counted = std::int64_t{1} << 20;

/// The longest wait d with c (n + 1) + d/2 <= trust * B(middle of the wait) + 5/8 c.
[[nodiscard]] constexpr std::int64_t latest_on_average(std::int64_t scale, std::int64_t cost,
                                                       std::int64_t polls, std::int64_t trust) noexcept {
    return (4 * scale + cost * 5 / 2) * trust / 1000 + cost * 5 / 4 - 2 * cost * (polls + 1);
}

/// The longest wait d with c n + d <= trust * (2.887 s + 0.367 c), which is what the uninformed schedule
/// costs a job that ends right after a poll; in the very first gap the coming poll counts, too.
[[nodiscard]] constexpr std::int64_t latest_for_every_job(std::int64_t scale, std::int64_t cost,
                                                          std::int64_t polls, std::int64_t trust) noexcept {
    return (2'887 * scale + 367 * cost) / 1000 * trust / 1000 - cost * std::max<std::int64_t>(polls, 2);
}

/// The earliest moment after which the uninformed schedule can still be paid: c (n + 2) + (uninformed wait)/2
/// <= trust * B.
[[nodiscard]] constexpr std::int64_t earliest_moment(std::int64_t cost, std::int64_t polls,
                                                     std::int64_t trust) noexcept {
    // s / c and then t / c, in thousandths.
    const std::int64_t scale = (1'000 * (polls + 2) - trust / 2) * 1'000 / (2 * trust - 866);
    const std::int64_t moment = std::max<std::int64_t>(scale * scale / 1'000 - 2'000, 0);
    return add_held(multiply_held(cost, moment / 1'000), cost * (moment % 1'000) / 1'000);
}

/// The waits that the bound allows at a moment, after so many polls. `blind`, the uninformed wait, is always
/// allowed. Each end is computed where it is asked for.
struct regret_bound {
    std::int64_t now;
    std::int64_t cost;
    std::int64_t polls;
    std::int64_t blind;
    trust trusted;

    constexpr regret_bound(milliseconds elapsed, milliseconds poll_cost, std::int64_t made,
                           trust how_far) noexcept
        : now{lawful_elapsed(elapsed)},
          cost{lawful_cost(poll_cost)},
          polls{std::clamp<std::int64_t>(made, 1, most_polls_counted)},
          blind{free_gap(now, cost)},
          trusted{how_far} {}

    [[nodiscard]] constexpr std::int64_t earliest() const noexcept {
        return std::clamp<std::int64_t>(earliest_moment(cost, polls, trusted.per_mille) - now, 1, blind);
    }

    [[nodiscard]] constexpr std::int64_t latest() const noexcept {
        const std::int64_t scale = schedule_scale();
        std::int64_t latest = latest_on_average(scale, cost, polls, trusted.per_mille);
        if (polls <= trusted.careful_polls)
            latest = (std::min)(latest, latest_for_every_job(scale, cost, polls, trusted.per_mille));
        return (std::max)(latest, blind);
    }

    /// s, of which the uninformed wait is sqrt(3) times: so its root is known, or is one less.
    [[nodiscard]] constexpr std::int64_t schedule_scale() const noexcept {
        constexpr std::uint64_t one_by_root_of_3 = 0x93cd3a2d; // times 2^32, rounded up
        const std::int64_t span = now + 2 * cost;
        if (!certainly_fits(span, 3 * cost)) return detail::schedule_scale(now, cost);
        const auto above = static_cast<std::uint64_t>(blind) + 1;
        const auto root = static_cast<std::int64_t>(above * one_by_root_of_3 >> 32);
        return root * root > span * cost ? root - 1 : root;
    }
};

} // namespace jobpoll::inline v0::detail

#endif
