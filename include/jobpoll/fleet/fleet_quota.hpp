// jobpoll: how many requests an account may make: the vendor's quota, exactly, and a pace that spreads herds.
#ifndef JOBPOLL_FLEET_FLEET_QUOTA_HPP
#define JOBPOLL_FLEET_FLEET_QUOTA_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/declaration.hpp>

namespace jobpoll::inline v0::detail {

/// At most N requests in any window of length P.
///
/// Request g is granted only later than P after request g - N. Were there N + 1 requests in one window, the
/// last of them, g, would be no later than P after the first of them, g - N: there is no such window. GCRA,
/// and a token bucket, let 2 N through. The times are remembered in blocks of B, each by the last of its
/// requests: that errs on the safe side, and 4096 times are enough for every N.
///
/// Units: milliseconds; a request is taken to be anywhere in its millisecond.
class sliding_quota {
public:
    sliding_quota() = default;
    explicit sliding_quota(const request_quota& q) noexcept
        : period_{q.period}, requests_{q.requests}, block_{1 + (q.requests - 1) / most_times} {}

    /// The first moment at which one more request may be made; the least of all where it may at once.
    [[nodiscard]] milliseconds earliest() const noexcept {
        if (granted_ < requests_) return milliseconds::min();
        const std::uint64_t block = (granted_ - requests_) / block_;
        const milliseconds then = times_[static_cast<std::size_t>(block % capacity())];
        return saturating_add(then, period_ + milliseconds{1});
    }

    void grant(milliseconds now) {
        const std::uint64_t block = granted_++ / block_;
        if (block == times_.size() && times_.size() < capacity()) return times_.push_back(now);
        times_[static_cast<std::size_t>(block % capacity())] = now;
    }

    /// Requests a second, in millionths, that use the quota up and leave no gap in which there is none: twice
    /// the mean while half of it is left, the rest evenly until the first request leaves the window.
    [[nodiscard]] std::int64_t rate(milliseconds now) const noexcept {
        const milliseconds begin = saturating_subtract(now, period_);
        std::uint64_t oldest = first_;
        while (oldest < blocks() && time_of(oldest) < begin)
            ++oldest;
        const std::uint64_t left = std::min(oldest * block_, granted_);
        const std::uint64_t used = std::min<std::uint64_t>(granted_ - left, requests_);
        const std::int64_t twice = rate_of(2 * std::uint64_t{requests_}, period_);
        if (2 * used <= requests_) return twice;
        const milliseconds leaves = saturating_add(time_of(oldest), period_ + milliseconds{1});
        return std::min(twice, rate_of(requests_ - used, saturating_subtract(leaves, now)));
    }

    /// Requests from before the window will not be looked at again.
    void forget_before(milliseconds now) noexcept {
        const milliseconds begin = saturating_subtract(now, period_);
        while (first_ < blocks() && time_of(first_) < begin)
            ++first_;
    }

    [[nodiscard]] std::uint64_t granted() const noexcept { return granted_; }
    [[nodiscard]] const std::vector<milliseconds>& times() const noexcept { return times_; }

    /// Whether so many times belong to so many requests.
    [[nodiscard]] bool restore(std::uint64_t granted, std::vector<milliseconds> times) {
        if (granted > most_granted) return false;
        const std::uint64_t blocks = (granted + block_ - 1) / block_;
        if (times.size() != std::min(blocks, capacity())) return false;
        granted_ = granted;
        times_ = std::move(times);
        first_ = blocks - times_.size();
        return true;
    }

private:
    static constexpr std::uint32_t most_times = 4096;
    static constexpr std::uint64_t most_granted = std::uint64_t{1} << 62; // more than anybody can ask

    [[nodiscard]] std::uint64_t capacity() const noexcept { return requests_ / block_ + 2; }
    [[nodiscard]] std::uint64_t blocks() const noexcept { return (granted_ + block_ - 1) / block_; }
    [[nodiscard]] milliseconds time_of(std::uint64_t block) const noexcept {
        return times_[static_cast<std::size_t>(block % capacity())];
    }
    [[nodiscard]] static std::int64_t rate_of(std::uint64_t requests, milliseconds in) noexcept {
        return std::max<std::int64_t>(
            scale(1'000'000'000, static_cast<std::int64_t>(requests), std::max<std::int64_t>(in.count(), 1)),
            1);
    }

    milliseconds period_{};
    std::uint32_t requests_ = 0;
    std::uint32_t block_ = 1;
    std::uint64_t granted_ = 0;
    std::uint64_t first_ = 0; ///< no block before this one is in a window any more
    std::vector<milliseconds> times_;
};

/// One request, in the unit of a pace's credit: a millionth of a request a second, for a millisecond.
inline constexpr std::int64_t whole_request = 1'000'000'000;

/// So many requests may be made at once, however slow the pace is.
inline constexpr std::int64_t least_burst = 16;

/// So much of a second may be made up for at once, however fast the pace is: with the half that the pace is
/// above the demand, the rate of any second stays below 1.6 times the mean.
inline constexpr std::int64_t burst_milliseconds = 100;

/// A pace: a token bucket as a pure function of time.
struct request_pace {
    std::int64_t credit = least_burst * whole_request;
    milliseconds at = milliseconds::min(); ///< when the credit was that
};

/// The pace at a moment, at a rate in millionths of a request a second.
[[nodiscard]] constexpr request_pace refill(request_pace p, std::int64_t rate, milliseconds now) noexcept {
    const std::int64_t room = std::max(least_burst * whole_request, multiply_held(rate, burst_milliseconds));
    const std::int64_t passed = std::max<std::int64_t>(saturating_subtract(now, p.at).count(), 0);
    return {std::min(room, add_held(p.credit, multiply_held(rate, passed))), std::max(p.at, now)};
}

/// When the pace allows one more request.
[[nodiscard]] constexpr milliseconds earliest(const request_pace& p, std::int64_t rate) noexcept {
    if (p.credit >= whole_request) return milliseconds::min();
    return saturating_add(p.at, milliseconds{(whole_request - p.credit + rate - 1) / rate});
}

} // namespace jobpoll::inline v0::detail

#endif
