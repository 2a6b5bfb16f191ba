// jobpoll: when to look next where nothing is known of the job, and what that costs.
#ifndef JOBPOLL_SCHEDULE_UNINFORMED_HPP
#define JOBPOLL_SCHEDULE_UNINFORMED_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0 {

/// The limits of a delay: the vendor's documented cadence, the caller's own, or the general ones.
struct delay_bounds {
    milliseconds min{};
    milliseconds max{};
};

namespace detail {

/// Beyond this the schedule sees no difference: 278 years. It keeps every product inside 64 bits.
inline constexpr std::int64_t longest_elapsed = std::int64_t{1} << 43;

/// A request worth more than a day of waiting is taken as a day.
inline constexpr std::int64_t longest_poll_cost = 86'400'000;

/// No gap is taken as longer: 24 days.
inline constexpr std::int64_t longest_gap = std::int64_t{1} << 31;

/// The time that has passed, as the schedule takes it.
[[nodiscard]] constexpr std::int64_t lawful_elapsed(milliseconds elapsed) noexcept {
    return std::clamp<std::int64_t>(elapsed.count(), 0, longest_elapsed);
}

/// The worth of a request, as the schedule takes it: at least a millisecond.
[[nodiscard]] constexpr std::int64_t lawful_cost(milliseconds poll_cost) noexcept {
    return std::clamp<std::int64_t>(poll_cost.count(), 1, longest_poll_cost);
}

/// The length that the whole schedule is measured in: sqrt(c (t + 2c)) for the poll cost c at the time t.
[[nodiscard]] constexpr std::int64_t schedule_scale(std::int64_t elapsed, std::int64_t cost) noexcept {
    return geometric_mean(elapsed + 2 * cost, cost);
}

/// `uninformed_gap` of a lawful time and cost.
[[nodiscard]] constexpr std::int64_t free_gap(std::int64_t elapsed, std::int64_t cost) noexcept {
    return geometric_mean(elapsed + 2 * cost, 3 * cost);
}

/// sqrt(3 c (t + 2c)): the best gap, sqrt(2 c / hazard), for a hazard of 2/3 / (t + 2c).
///
/// Gaps grow like the root of the time, not geometrically, and begin at 2.4 c: nothing shorter pays for the
/// polls that it takes.
/// *Source*: Keller: Optimum checking schedules for systems subject to random failure, 1974, for the gap;
/// docs/schedules.md for the hazard.
[[nodiscard]] constexpr milliseconds uninformed_gap(milliseconds elapsed, milliseconds poll_cost) noexcept {
    return milliseconds{free_gap(lawful_elapsed(elapsed), lawful_cost(poll_cost))};
}

/// The schedule of a job of which nothing is known, inside its limits, and what it costs.
class uninformed_schedule {
public:
    constexpr uninformed_schedule(milliseconds poll_cost, delay_bounds limits) noexcept
        : cost_{lawful_cost(poll_cost)},
          min_{std::clamp<std::int64_t>(limits.min.count(), 0, longest_gap)},
          max_{std::clamp(limits.max.count(), std::max<std::int64_t>(min_, 1), longest_gap)},
          leaves_min_{moment_of_gap(min_)},
          reaches_max_{moment_of_gap(max_)} {}

    [[nodiscard]] constexpr std::int64_t cost() const noexcept { return cost_; }

    [[nodiscard]] constexpr std::int64_t gap(std::int64_t elapsed) const noexcept {
        return std::clamp(free_gap(elapsed, cost_), min_, max_);
    }

    /// What a job that ends at this moment costs, averaged over where in its gap it ends.
    ///
    /// With s = sqrt(c (t + 2c)) this is 2 s + c/2: 1.155 s - 0.633 c polls and the one at once, 0.866 s of
    /// lateness, rounded up to even figures. Where a limit holds the gap, polls are counted by that.
    [[nodiscard]] constexpr std::int64_t bound(std::int64_t elapsed) const noexcept {
        const std::int64_t free = std::clamp(elapsed, leaves_min_, reaches_max_);
        std::int64_t sum = 2 * schedule_scale(free, cost_) + cost_ / 2;
        if (leaves_min_ > 0)
            sum +=
                scale(cost_, (std::min)(elapsed, leaves_min_), min_) - (2 * min_ - 4'899 * cost_ / 1'000) / 3;
        if (elapsed > reaches_max_) sum = add_held(sum, scale(elapsed - reaches_max_, cost_, max_));
        return sum;
    }

private:
    [[nodiscard]] constexpr std::int64_t moment_of_gap(std::int64_t gap) const noexcept {
        return (std::max<std::int64_t>)(gap * gap / (3 * cost_) - 2 * cost_, 0);
    }

    std::int64_t cost_;
    std::int64_t min_;
    std::int64_t max_;
    std::int64_t leaves_min_;  ///< when the gap becomes longer than the shortest allowed
    std::int64_t reaches_max_; ///< when it becomes the longest allowed
};

} // namespace detail

} // namespace jobpoll::inline v0

#endif
