// jobpoll: the durations of earlier jobs as a distribution of what is still to come, and its cheapest wait.
#ifndef JOBPOLL_SCHEDULE_HISTORY_FORECAST_HPP
#define JOBPOLL_SCHEDULE_HISTORY_FORECAST_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/schedule/blind_law.hpp>
#include <jobpoll/schedule/history.hpp>

namespace jobpoll::inline v0::detail {

/// The learned distribution from now on: smoothed counts, and one imaginary job that follows the blind law.
///
/// Shapes: about 5 KB, made for one decision. Takes a history that is not empty.
/// Units: milliseconds; weights, not probabilities: all durations ever seen weigh `one` together.
class history_forecast {
public:
    static constexpr std::int64_t one = 1 << 20;

    constexpr history_forecast(const history& past, std::int64_t now, std::int64_t cost) noexcept
        : now_{now}, cost_{cost}, first_{history::bin_of(milliseconds{now})}, size_{past.size()} {
        const int width = kernel_width(past.size());
        for (int bin = 0; bin < history::bins; ++bin)
            if (past.count(bin) != 0) spread_out(bin, std::int64_t{past.count(bin)} * one / size_, width);
        cut_off_the_past();
        for (int bin = first_; bin < history::bins; ++bin)
            seen_ahead_ += weight(bin);
        add_imaginary_job(one / size_);
        for (int bin = history::bins; bin-- > first_;)
            add_up(bin);
    }

    /// Less than a quarter of one job is ahead: past everything ever seen.
    [[nodiscard]] constexpr bool nothing_ahead() const noexcept { return seen_ahead_ <= one / 4 / size_; }

    /// The wait, at most `latest`, that makes the least of the lateness of jobs that end meanwhile and the
    /// bill of those that go on.
    ///
    /// Within a bin the sum is convex and is bisected; across bins it is scanned, so that the gap between two
    /// modes is jumped.
    /// Source: Keller, 1974, for the bill, sqrt(2 c f S) per unit of time; docs/schedules.md.
    [[nodiscard]] constexpr std::int64_t best_wait(std::int64_t latest) const noexcept {
        std::int64_t best = latest;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        std::int64_t late = 0;
        for (int bin = first_; bin < history::bins && from(bin) < now_ + latest; ++bin) {
            const std::int64_t at =
                turning_point(bin, std::clamp<std::int64_t>(now_ + latest - from(bin), 0, length(bin)));
            const std::int64_t owed = late + lateness(bin, at) + bill(bin, at);
            if (owed < least) {
                least = owed;
                best = from(bin) + at - now_;
            }
            late += lateness(bin, length(bin));
        }
        return best;
    }

private:
    /// Half the width of the smoothing triangle in bins: wide for few durations, a quarter of an octave at
    /// 200.
    [[nodiscard]] static constexpr int kernel_width(std::uint32_t size) noexcept {
        return 2 + 21 / static_cast<int>(square_root(size));
    }

    [[nodiscard]] static constexpr std::size_t index(int bin) noexcept {
        return static_cast<std::size_t>(bin);
    }

    constexpr void spread_out(int bin, std::int64_t share, int width) noexcept {
        for (int offset = 1 - width; offset < width; ++offset) {
            const int distance = offset < 0 ? -offset : offset;
            const int target = std::clamp(bin + offset, 0, history::bins - 1);
            weight_[index(target)] += share * (width - distance) / (std::int64_t{width} * width);
        }
    }

    constexpr void cut_off_the_past() noexcept {
        const std::int64_t end = history::begin_of(first_ + 1).count();
        const std::int64_t whole = end - history::begin_of(first_).count();
        weight_[index(first_)] = weight(first_) * std::clamp<std::int64_t>(end - now_, 1, whole) / whole;
    }

    /// sqrt(2 c / (t + 2 c)), of `one`: about what the blind law's hazard leaves.
    [[nodiscard]] constexpr std::int64_t blind_survival(std::int64_t at) const noexcept {
        return square_root(2 * cost_ * one / (at + 2 * cost_) * one);
    }

    constexpr void add_imaginary_job(std::int64_t share) noexcept {
        for (int bin = first_; bin < history::bins; ++bin) {
            const std::int64_t end = from(bin) + length(bin);
            weight_[index(bin)] += share * (blind_survival(from(bin)) - blind_survival(end)) / one;
        }
    }

    constexpr void add_up(int bin) noexcept {
        const std::size_t here = index(bin);
        surviving_[here] = surviving_[here + 1] + weight(bin);
        bill_[here] = bill_[here + 1] + length(bin) * rate(bin, surviving_[here + 1] + weight(bin) / 2);
    }

    [[nodiscard]] constexpr std::int64_t weight(int bin) const noexcept { return weight_[index(bin)]; }
    [[nodiscard]] constexpr std::int64_t from(int bin) const noexcept {
        return bin == first_ ? now_ : history::begin_of(bin).count();
    }
    [[nodiscard]] constexpr std::int64_t length(int bin) const noexcept {
        return std::max<std::int64_t>(history::begin_of(bin + 1).count() - from(bin), 1);
    }
    [[nodiscard]] constexpr std::int64_t alive_at_start(int bin) const noexcept {
        return surviving_[index(bin)];
    }
    [[nodiscard]] constexpr std::int64_t alive(int bin, std::int64_t at) const noexcept {
        return alive_at_start(bin) - weight(bin) * at / length(bin);
    }

    /// The cost per millisecond of inspecting at the best density, sqrt(2 c f S), in 2^10ths.
    [[nodiscard]] constexpr std::int64_t rate(int bin, std::int64_t surviving) const noexcept {
        constexpr int fraction_bits = 10;
        return (geometric_mean(2 * cost_ * weight(bin), surviving) << fraction_bits) /
               square_root(length(bin) << (2 * fraction_bits));
    }

    /// Everything that is still to be paid for the jobs that go on after `at`.
    [[nodiscard]] constexpr std::int64_t bill(int bin, std::int64_t at) const noexcept {
        const std::int64_t going_on = alive(bin, at);
        const std::int64_t half_way = (going_on + alive(bin, length(bin))) / 2;
        return bill_[index(bin) + 1] + (length(bin) - at) * rate(bin, half_way) + cost_ * going_on / 2;
    }

    [[nodiscard]] constexpr std::int64_t lateness(int bin, std::int64_t at) const noexcept {
        const std::int64_t over_before = alive_at_start(first_) - alive_at_start(bin);
        return over_before * at + weight(bin) * at / length(bin) * at / 2;
    }

    [[nodiscard]] constexpr bool is_worth_waiting(int bin, std::int64_t at) const noexcept {
        const std::int64_t going_on = alive(bin, at);
        return alive_at_start(first_) - going_on <
               rate(bin, going_on) + cost_ * weight(bin) / 2 / length(bin);
    }

    [[nodiscard]] constexpr std::int64_t turning_point(int bin, std::int64_t end) const noexcept {
        std::int64_t low = 0;
        for (std::int64_t high = end; low < high;) {
            const std::int64_t middle = low + (high - low) / 2;
            if (is_worth_waiting(bin, middle))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    std::int64_t now_;
    std::int64_t cost_;
    int first_;
    std::uint32_t size_;
    std::int64_t seen_ahead_ = 0;
    std::array<std::int64_t, history::bins> weight_{};
    std::array<std::int64_t, history::bins + 1> surviving_{};
    std::array<std::int64_t, history::bins + 1> bill_{};
};

} // namespace jobpoll::inline v0::detail

#endif
