// jobpoll: the pace of an account that answers 429 without saying how long to wait.
#ifndef JOBPOLL_FLEET_ADAPTIVE_PACE_HPP
#define JOBPOLL_FLEET_ADAPTIVE_PACE_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>

#include <jobpoll/fleet/sliding_quota.hpp>

namespace jobpoll::inline v0::detail {

/// Multiplicative decrease, additive recovery.
///
/// A refusal takes 0.7 of the rate, once for all requests that were on the way together; an accepted request
/// gives back a hundredth of the rate at which the refusals began. So one request in thirty is refused in the
/// long run, at any rate. The first rate is what the vendor accepted in a minute, because most vendors count
/// by the minute. Units: rates in millionths of a request a second. Source: RFC 9438 (CUBIC for TCP) and
/// botocore's adaptive retries: 0.7; RFC 5681: the linear recovery.
struct adaptive_pace {
    static constexpr std::int64_t least = 1'000'000 / 600 + 1;         // one request in 10 minutes
    static constexpr std::int64_t unlimited = 1'000 * 1'000'000LL; // limits nothing

    std::int64_t rate = 0;                       ///< zero for no limit
    std::int64_t peak = 0;                       ///< the rate at which the refusals in a row began
    std::int64_t accepted = 0;                   ///< in this minute
    std::int64_t accepted_before = 0;            ///< in the one before
    bool in_a_row = false;                       ///< nothing was accepted since the last refusal
    milliseconds minute = (milliseconds::min)(); ///< when the minute began that is counted
    milliseconds next = (milliseconds::min)();   ///< the first moment for one more request
    milliseconds refused_at = (milliseconds::min)();

    [[nodiscard]] constexpr milliseconds gap() const noexcept {
        return milliseconds{rate == 0 ? 0 : (whole_request + rate - 1) / rate};
    }
    constexpr void ask(milliseconds now) noexcept {
        if (rate != 0) next = saturating_add((std::max)(now, next), gap());
    }
    constexpr void accept(milliseconds now) noexcept {
        count_minute(now);
        ++accepted;
        in_a_row = false;
        if (rate == 0) return;
        rate += (std::max<std::int64_t>)(peak / 100, 1);
        if (rate >= 2 * peak) peak = rate;
        if (rate >= unlimited) rate = 0;
    }
    constexpr void refuse(milliseconds now) noexcept {
        count_minute(now);
        const std::int64_t a_minute = (std::max)({accepted, accepted_before, std::int64_t{1}});
        const std::int64_t was = rate != 0 ? rate : (std::min)(a_minute * 1'000'000 / 60, unlimited);
        if (!in_a_row) peak = was;
        in_a_row = true;
        rate = (std::max)(was * 7 / 10, least);
        next = saturating_add(now, gap());
        refused_at = now;
    }

private:
    constexpr void count_minute(milliseconds now) noexcept {
        constexpr milliseconds length = std::chrono::minutes{1};
        const milliseconds passed = saturating_subtract(now, minute);
        if (passed < length) return;
        accepted_before = passed < 2 * length ? accepted : 0;
        accepted = 0;
        minute = now;
    }
};

} // namespace jobpoll::inline v0::detail

#endif
