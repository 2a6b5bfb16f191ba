// jobpoll: the cheapest moments to look at a job whose distribution is known, by dynamic programming.
#ifndef JOBPOLL_SCHEDULE_INSPECTION_PLAN_HPP
#define JOBPOLL_SCHEDULE_INSPECTION_PLAN_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace jobpoll::inline v0::detail {

/// A moment, and the part of the jobs that is over by it.
struct time_mark {
    std::int64_t at;
    std::int64_t over;
};

/// The part that is over between two moments, if jobs end evenly there.
[[nodiscard]] constexpr std::int64_t over_between(time_mark a, time_mark b, std::int64_t at) noexcept {
    return a.over + (b.over - a.over) * (at - a.at) / (b.at - a.at);
}

/// A wait, and the gap that is planned after it.
struct planned_wait {
    std::int64_t delay;
    std::int64_t gap_after;
};

/// Moments; for each, the fraction of jobs that have ended by then, and what the others cost from there on.
///
/// Between two moments jobs end evenly. Times are below 2^33 ms and probabilities are in units of 2^-24, so
/// that sums of their products stay inside 64 bits.
/// *Source*: Barlow, Hunter, Proschan: Optimum checking procedures, 1963, for the problem.
template <std::size_t Capacity>
class inspection_plan {
public:
    static constexpr std::int64_t whole = 1 << 24;

    constexpr void clear() noexcept { size_ = 0; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr time_mark operator[](std::size_t i) const noexcept {
        return {points_[i].at, points_[i].over};
    }
    [[nodiscard]] constexpr std::int64_t over_by(std::int64_t at) const noexcept {
        return between(index_before(at), at).over;
    }
    [[nodiscard]] constexpr bool full() const noexcept { return size_ == Capacity; }
    [[nodiscard]] constexpr std::int64_t over_at_end() const noexcept { return points_[size_ - 1].over; }

    /// The next moment, later than the one before, and the part that is over by it.
    constexpr void add(std::int64_t at, std::int64_t over) noexcept {
        point& p = points_[size_];
        p = {at, 0, 0, static_cast<std::int32_t>(over), 0};
        if (size_ != 0) {
            const point& q = points_[size_ - 1];
            p.moment = q.moment + (over - q.over) * (q.at + at) / 2;
        }
        ++size_;
    }

    /// V(a) = min over b of c (1 - over(a)) + lateness from a to b + V(b).
    constexpr void solve(std::int64_t cost) noexcept {
        std::size_t latest = size_ - 1;
        points_[latest].next = static_cast<std::uint16_t>(latest);
        for (std::size_t a = latest; a-- > 0;) {
            point& p = points_[a];
            const std::int64_t poll = cost * (over_at_end() - p.over);
            std::int64_t best = late(p, points_[a + 1]) + points_[a + 1].value;
            std::size_t next = a + 1;
            // The later the poll, the later the next one: no moment after `latest` can be better.
            for (std::size_t b = a + 2; b <= latest; ++b) {
                const std::int64_t lateness = late(p, points_[b]);
                if (lateness >= best) break;
                if (lateness + points_[b].value < best) {
                    best = lateness + points_[b].value;
                    next = b;
                }
            }
            p.value = poll + best;
            p.next = static_cast<std::uint16_t>(latest = next);
        }
    }

    /// The wait from `now` that costs least, of those not below `shortest` and not above `longest`.
    [[nodiscard]] constexpr planned_wait best_wait(std::int64_t now, std::int64_t shortest,
                                                   std::int64_t longest) const noexcept {
        const std::size_t here = index_before(now);
        const point from = between(here, now);
        std::size_t i = index_before(now + shortest);
        point best = between(i, now + shortest);
        std::int64_t least = late(from, best) + best.value;
        for (++i; i < size_ && points_[i].at < now + longest; ++i) {
            const std::int64_t lateness = late(from, points_[i]);
            if (lateness >= least) break;
            if (lateness + points_[i].value < least) {
                least = lateness + points_[i].value;
                best = points_[i];
            }
        }
        if (i < size_ ? points_[i].at >= now + longest : true) {
            const point last = between(index_before(now + longest), now + longest);
            if (late(from, last) + last.value < least) best = last;
        }
        return {best.at - now, std::max<std::int64_t>(points_[best.next].at - best.at, 0)};
    }

    /// The last moment that is not after `at`.
    [[nodiscard]] constexpr std::size_t index_before(std::int64_t at) const noexcept {
        std::size_t low = 0;
        for (std::size_t high = size_; low + 1 < high;) {
            const std::size_t middle = (low + high) / 2;
            (points_[middle].at <= at ? low : high) = middle;
        }
        return low;
    }

private:
    struct point {
        std::int64_t at;
        std::int64_t moment; ///< sum of the moments at which jobs ended so far
        std::int64_t value;
        std::int32_t over;
        std::uint16_t next;
    };

    [[nodiscard]] static constexpr std::int64_t late(const point& a, const point& b) noexcept {
        return b.at * (b.over - a.over) - (b.moment - a.moment);
    }

    [[nodiscard]] constexpr point between(std::size_t i, std::int64_t at) const noexcept {
        const point& a = points_[i];
        if (i + 1 == size_) return {at, a.moment, a.value, a.over, a.next};
        const point& b = points_[i + 1];
        const std::int64_t part = at - a.at;
        const std::int64_t whole_part = b.at - a.at;
        const auto over = static_cast<std::int32_t>(a.over + (b.over - a.over) * part / whole_part);
        return {at, a.moment + (over - a.over) * (a.at + at) / 2,
                a.value - (a.value - b.value) / whole_part * part, over, a.next};
    }

    std::array<point, Capacity> points_{};
    std::size_t size_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
