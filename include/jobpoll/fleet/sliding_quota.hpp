// jobpoll: the vendor's quota in every sliding window, and a pace that spreads herds.
#ifndef JOBPOLL_FLEET_SLIDING_QUOTA_HPP
#define JOBPOLL_FLEET_SLIDING_QUOTA_HPP

#include <algorithm>
#include <cstdint>
#include <deque>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/declaration.hpp>

namespace jobpoll::inline v0::detail {

/// One request, in the unit of a pace's credit: a millionth of a request a second, for a millisecond.
inline constexpr std::int64_t whole_request = 1'000'000'000;

/// At most N requests in any window of length P, wherever it begins.
///
/// Request g is granted only later than P after request g - N. If one window held N + 1 requests, the last of
/// them, g, would be no later than P after the first, g - N; so there is no such window. GCRA and token
/// buckets let 2 N through. Units: milliseconds; a request is taken to be anywhere in its millisecond.
struct sliding_quota {
    request_quota limit{};
    std::deque<milliseconds> granted{}; ///< the last N at most

    /// The first moment for one more request; the least of all where it may be made at once.
    [[nodiscard]] milliseconds earliest() const noexcept {
        return granted.size() < limit.requests ? (milliseconds::min)() : leaves(granted.front());
    }

    void grant(milliseconds now) {
        if (granted.size() >= limit.requests) granted.pop_front();
        granted.push_back(now);
    }

    void forget_before(milliseconds now) noexcept {
        while (!granted.empty() && leaves(granted.front()) <= now)
            granted.pop_front();
    }

    /// The rate, in millionths of a request a second, that uses the quota up without a gap: twice the mean
    /// while half of it is left, then the rest evenly until the first request leaves the window.
    [[nodiscard]] std::int64_t rate(milliseconds now) const noexcept {
        const auto used = static_cast<std::int64_t>(granted.size());
        const std::int64_t twice = rate_of(2 * std::int64_t{limit.requests}, limit.period);
        if (2 * used <= limit.requests) return twice;
        const milliseconds until = saturating_subtract(leaves(granted.front()), now);
        return (std::min)(twice, rate_of(limit.requests - used, until));
    }

private:
    [[nodiscard]] milliseconds leaves(milliseconds at) const noexcept {
        return saturating_add(at, limit.period + milliseconds{1});
    }
    [[nodiscard]] static std::int64_t rate_of(std::int64_t requests, milliseconds in) noexcept {
        const std::int64_t length = (std::max<std::int64_t>)(in.count(), 1);
        return (std::max<std::int64_t>)(scale(whole_request, requests, length), 1);
    }
};

/// A token bucket as a function of time.
///
/// The burst is 16 requests, however slow the pace is, or a tenth of a second of it: with the half that the
/// pace is above the demand, the rate of any second stays below 1.6 times the mean.
struct request_pace {
    static constexpr std::int64_t least_burst = 16 * whole_request;

    std::int64_t credit = least_burst;
    milliseconds at = (milliseconds::min)(); ///< when the credit was that

    constexpr void refill(std::int64_t rate, milliseconds now) noexcept {
        const std::int64_t passed = (std::max<std::int64_t>)(saturating_subtract(now, at).count(), 0);
        const std::int64_t room = (std::max)(least_burst, multiply_held(rate, 100));
        credit = (std::min)(room, add_held(credit, multiply_held(rate, passed)));
        at = (std::max)(at, now);
    }
    /// When one more request may be made.
    [[nodiscard]] constexpr milliseconds earliest(std::int64_t rate) const noexcept {
        if (credit >= whole_request) return (milliseconds::min)();
        return saturating_add(at, milliseconds{(whole_request - credit + rate - 1) / rate});
    }
};

} // namespace jobpoll::inline v0::detail

#endif
