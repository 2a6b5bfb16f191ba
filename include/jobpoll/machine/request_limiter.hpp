// jobpoll: how often one account may be asked: quotas, pauses, its own pace after a 429, its credentials.
#ifndef JOBPOLL_MACHINE_REQUEST_LIMITER_HPP
#define JOBPOLL_MACHINE_REQUEST_LIMITER_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/declaration.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/machine/step.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

/// One request a millisecond, in millionths of a request a second: the unit of all rates here.
inline constexpr std::int64_t whole_request = 1'000'000'000;

/// So many requests in a time, as a rate; never zero.
[[nodiscard]] constexpr std::int64_t rate_of(std::int64_t requests, milliseconds input) noexcept {
    const std::int64_t length = (std::max<std::int64_t>)(input.count(), 1);
    return (std::max<std::int64_t>)(scale(whole_request, requests, length), 1);
}

/// At most N requests in any window of length P, wherever it begins.
///
/// Request g is granted only later than P after request g - N. If one window held N + 1 requests, the last of
/// them, g, would be no later than P after the first, g - N; so there is no such window. GCRA and token
/// buckets let 2 N through. *Units*: milliseconds; a request is taken to be anywhere in its millisecond.
struct sliding_quota {
    request_quota limit{};
    std::deque<milliseconds> granted{}; ///< the last N at most

    [[nodiscard]] milliseconds leaves(milliseconds at) const noexcept {
        return saturating_add(at, limit.period + milliseconds{1});
    }
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
    /// The rate that uses the quota up without a gap: twice the mean while half of it is left, then the rest
    /// evenly until the first request leaves the window. It is never so low that the next one comes later.
    [[nodiscard]] std::int64_t rate(milliseconds now) const noexcept {
        const auto used = static_cast<std::int64_t>(granted.size());
        const std::int64_t twice = rate_of(2 * std::int64_t{limit.requests}, limit.period);
        if (2 * used <= limit.requests) return twice;
        const std::int64_t left = (std::max<std::int64_t>)(limit.requests - used, 1);
        return (std::min)(twice, rate_of(left, saturating_subtract(leaves(granted.front()), now)));
    }
};

/// A token bucket as a function of time. The burst is 16 requests, or a tenth of a second of the pace: so the
/// rate of any second stays below 1.6 times the mean.
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
    [[nodiscard]] constexpr milliseconds earliest(std::int64_t rate) const noexcept {
        return saturating_add(at, milliseconds{(whole_request - credit + rate - 1) / rate});
    }
};

/// The pace of an account that answers 429 without Retry-After: multiplicative decrease, additive recovery.
///
/// A refusal takes 0.7 of the rate, once for all requests that were on the way together; an accepted request
/// gives back a hundredth of the rate at which the refusals began. So one request in thirty is refused in the
/// long run, at any rate. The first rate is what was accepted in a minute, because most vendors count by it;
/// of an account that has hardly asked it says nothing, so that it is one request in five seconds at least.
/// It is far too low where the vendor counts by the second; so above the rate of the last refusals, and after
/// the first ones, an accepted request adds one a minute: the rate grows by e in that time, and doubles at
/// most. *Source*: RFC 9438 (CUBIC for TCP) and botocore's adaptive retries for 0.7 and for growing faster
/// above the former limit; RFC 5681 for the recovery.
struct adaptive_pace {
    static constexpr std::int64_t least = 1'000'000 / 600 + 1; // one request in 10 minutes
    static constexpr std::int64_t first_least = 1'000'000 / 5;
    static constexpr std::int64_t unlimited = 1'000 * std::int64_t{1'000'000};
    static constexpr std::int64_t probing = 1'000'000 / 60; // what is added above the former limit

    std::int64_t rate = 0;     ///< zero for no limit
    std::int64_t peak = 0;     ///< the rate at which the refusals in a row began; zero after the first row
    std::int64_t accepted = 0; ///< in this minute
    std::int64_t accepted_before = 0;            ///< in the one before
    bool in_a_row = false;                       ///< nothing was accepted since the last refusal
    milliseconds minute = (milliseconds::min)(); ///< when this minute began
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
        const std::int64_t step = (std::max<std::int64_t>)(peak / 100, 1);
        rate += rate < peak ? step : (std::max)(step, (std::min)(rate, probing));
        if (rate >= unlimited) rate = 0;
    }
    constexpr void refuse(milliseconds now) noexcept {
        count_minute(now);
        const std::int64_t a_minute = (std::max)({accepted, accepted_before, std::int64_t{1}});
        const bool is_guess = rate == 0;
        const std::int64_t was = is_guess ? (std::min)(a_minute * 1'000'000 / 60, unlimited) : rate;
        if (!in_a_row) peak = rate; // the first rate is a guess, and not a limit
        in_a_row = true;
        rate = (std::max)(was * 7 / 10, is_guess ? first_least : least);
        next = saturating_add(now, gap());
        refused_at = now;
    }
    constexpr void count_minute(milliseconds now) noexcept {
        constexpr milliseconds length = std::chrono::minutes{1};
        const milliseconds passed = saturating_subtract(now, minute);
        if (passed < length) return;
        accepted_before = passed < 2 * length ? accepted : 0;
        accepted = 0;
        minute = now;
    }
};

/// 401 is about the account; 403 is about the job.
[[nodiscard]] constexpr bool is_refused_access(const report& said) noexcept {
    return meaning_of(said) == event::unauthorized && said.status != 403;
}

/// How often a state asks, as a rate: once in the delay that stands; the first poll comes within `spread`.
[[nodiscard]] constexpr std::int64_t demand_of(const machine_state& s, milliseconds spread) noexcept {
    if (s.stage == stage::ended || s.stage == stage::idle) return 0;
    const milliseconds delay = s.attempts == 0 ? spread : s.next_poll - s.decided_at;
    return whole_request / (std::max<std::int64_t>)(delay.count(), 1);
}

/// What limits the requests of one account.
struct account_limiter {
    enum class credentials : std::uint8_t {
        good,
        doubted, ///< one 401: one job is asked again, the others wait for its reply
        refused, ///< a second in a row: the account waits until they are renewed
    };

    std::vector<sliding_quota> quotas{};
    credentials access = credentials::good;
    std::uint32_t ready = 0;     ///< requests that are due
    std::uint32_t in_flight = 0; ///< requests that are on the way
    std::int64_t demand = 0;     ///< the sum of the rates at which requests become due
    request_pace pace{};
    adaptive_pace adaptive{};
    milliseconds paused_until = (milliseconds::min)();
    std::uint64_t slowed = 0;  ///< the last request before the pace was decreased
    std::uint64_t doubted = 0; ///< the last request before the credentials were doubted or renewed
    std::uint64_t probe = 0;   ///< the request on the way that tells whether they are good; 0 for none

    /// The rate of the pace that spreads herds: half above the demand; no slower than it takes to ask for all
    /// that is due within the smoothing; never above what the quotas allow.
    [[nodiscard]] std::int64_t rate(milliseconds smoothing, milliseconds now) const noexcept {
        std::int64_t fastest = (std::max)(demand / 2 * 3, rate_of(ready, smoothing));
        for (const sliding_quota& q : quotas)
            fastest = (std::min)(fastest, q.rate(now));
        return fastest;
    }
    /// The first moment for one more request by what the vendor said; the last of all where only a reply or
    /// new credentials can help.
    [[nodiscard]] milliseconds allowed_at() const noexcept {
        if (access == credentials::refused || (access == credentials::doubted && probe != 0))
            return (milliseconds::max)();
        milliseconds at = (std::max)(paused_until, adaptive.next);
        for (const sliding_quota& q : quotas)
            at = (std::max)(at, q.earliest());
        return at;
    }
    /// The same with the pace that spreads herds; without smoothing there is none.
    [[nodiscard]] milliseconds next_grant(milliseconds smoothing, milliseconds now) const noexcept {
        if (smoothing <= milliseconds{0} || pace.credit >= whole_request) return allowed_at();
        return (std::max)(allowed_at(), pace.earliest(rate(smoothing, now)));
    }
    void advance(milliseconds smoothing, milliseconds now) noexcept {
        for (sliding_quota& q : quotas)
            q.forget_before(now);
        pace.refill(rate(smoothing, now), now);
    }
    void ask(milliseconds now, std::uint64_t number) {
        for (sliding_quota& q : quotas)
            q.grant(now);
        pace.credit = (std::max<std::int64_t>)(pace.credit - whole_request, 0);
        adaptive.ask(now);
        if (access == credentials::doubted) probe = number;
        ++in_flight;
    }
    /// A request is no longer on the way, answered or not.
    void leave(std::uint64_t number) noexcept {
        --in_flight;
        if (probe == number) probe = 0;
    }
    /// Takes note of what a reply to a request says of the account; false where it is charged to no job.
    [[nodiscard]] bool heed(const report& said, std::uint64_t number, std::uint64_t latest,
                            milliseconds now) noexcept {
        const event what = meaning_of(said);
        if (is_refused_access(said)) {
            if (number <= doubted) return false;
            access = credentials::doubted;
            doubted = latest;
        } else if (what == event::throttled) {
            const optional_milliseconds wait = believed_retry_after(said);
            if (wait) paused_until = (std::max)(paused_until, saturating_add(now, *wait));
            if (!wait && number > slowed) {
                adaptive.refuse(now);
                slowed = latest;
            }
        } else if (what != event::no_reply && what != event::server_error) {
            adaptive.accept(now);
            if (access == credentials::doubted && number > doubted) access = credentials::good;
        }
        return true;
    }
    /// The credentials are good again: a 401 to what was sent before is charged to no job.
    void renew(std::uint64_t latest) noexcept {
        access = credentials::good;
        doubted = latest;
        probe = 0;
    }
    /// Whether the vendor would notice that it was forgotten.
    [[nodiscard]] bool is_needed(milliseconds now) const noexcept {
        constexpr milliseconds remembered = std::chrono::hours{1};
        const bool slow = adaptive.rate != 0 && saturating_subtract(now, adaptive.refused_at) <= remembered;
        const auto used = [now](const sliding_quota& q) {
            return !q.granted.empty() && q.leaves(q.granted.back()) > now;
        };
        return in_flight != 0 || paused_until > now || slow ||
               std::any_of(quotas.begin(), quotas.end(), used);
    }
};

} // namespace jobpoll::inline v0::detail

#endif
