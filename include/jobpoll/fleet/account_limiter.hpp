// jobpoll: how often one account may be asked: quotas, pauses, its own pace after a 429, its credentials.
#ifndef JOBPOLL_FLEET_ACCOUNT_LIMITER_HPP
#define JOBPOLL_FLEET_ACCOUNT_LIMITER_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <list>
#include <vector>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/fleet/adaptive_pace.hpp>
#include <jobpoll/fleet/sliding_quota.hpp>
#include <jobpoll/machine/step.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

struct job_group;

/// How a fleet spreads herds.
struct fleet_pacing {
    milliseconds spread{};    ///< in which so many first polls are made as come at once
    milliseconds smoothing{}; ///< in which everything that is due is asked for; zero: no pace
};

/// Whether an account's credentials are good, as far as its replies say.
enum class credentials : std::uint8_t {
    good,
    doubted, ///< one 401: one job is asked again, the others wait for its reply
    refused, ///< a second in a row: the account waits until they are renewed
};

/// 401 is about the account; 403 is about the job. A report without a status is taken for a 401.
[[nodiscard]] constexpr bool is_refused_access(const report& said) noexcept {
    return meaning_of(said) == event::unauthorized && said.status != 403;
}

/// Accounts with one number, vendor and quota are one account.
struct account_key {
    std::uint64_t number;
    const endpoint* first; ///< whose vendor and quota these are

    friend bool operator<(const account_key& a, const account_key& b) noexcept {
        if (a.number != b.number) return a.number < b.number;
        if (a.first->vendor != b.first->vendor) return a.first->vendor < b.first->vendor;
        return std::lexicographical_compare(
            std::begin(a.first->quota), std::end(a.first->quota), std::begin(b.first->quota),
            std::end(b.first->quota), [](const request_quota& x, const request_quota& y) {
                return x.requests != y.requests ? x.requests < y.requests : x.period < y.period;
            });
    }
};

/// What limits the requests of one account.
struct account_limiter {
    std::vector<sliding_quota> quotas{};
    std::list<job_group> groups{};
    credentials access = credentials::good;
    std::uint32_t users = 0; ///< jobs
    std::uint32_t ready = 0; ///< jobs that are due
    std::uint32_t in_flight = 0;
    std::int64_t demand = 0; ///< of its jobs: requests a second, in millionths
    request_pace pace{};
    adaptive_pace adaptive{};
    milliseconds paused_until = (milliseconds::min)();
    std::uint64_t slowed = 0;  ///< the last request before the pace was decreased
    std::uint64_t doubted = 0; ///< the last request before the credentials were doubted or renewed
    std::uint64_t probe = 0;   ///< the request on the way that tells whether they are good; 0 for none

    /// The rate of the pace: half above the demand, so that a herd is spread and dissolves; no slower than it
    /// takes to ask for everything that is due within the smoothing; never above what the quotas allow.
    [[nodiscard]] std::int64_t rate(const fleet_pacing& pacing, milliseconds now) const noexcept {
        const std::int64_t all_due =
            scale(whole_request, ready, (std::max<std::int64_t>)(pacing.smoothing.count(), 1));
        std::int64_t fastest = (std::max)({demand / 2 * 3, all_due, std::int64_t{1}});
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

    /// The same with the pace that spreads herds.
    [[nodiscard]] milliseconds next_grant(const fleet_pacing& pacing, milliseconds now) const noexcept {
        const milliseconds at = allowed_at();
        return pacing.smoothing > milliseconds{0} ? (std::max)(at, pace.earliest(rate(pacing, now))) : at;
    }

    void advance(const fleet_pacing& pacing, milliseconds now) noexcept {
        for (sliding_quota& q : quotas)
            q.forget_before(now);
        pace.refill(rate(pacing, now), now);
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

    /// Takes note of what a reply says of the account; false where it is not to be charged to the job.
    ///
    /// `number` is the request's and `latest` that of the last one that was sent.
    [[nodiscard]] bool heed(const report& said, std::uint64_t number, std::uint64_t latest,
                            milliseconds now) noexcept {
        if (is_refused_access(said)) {
            if (number <= doubted) return false;
            access = credentials::doubted;
            doubted = latest;
        } else if (meaning_of(said) == event::throttled) {
            if (const optional_milliseconds wait = believed_retry_after(said))
                paused_until = (std::max)(paused_until, saturating_add(now, *wait));
            else if (number > slowed)
                adaptive.refuse(now), slowed = latest;
        } else if (said.event != event::no_reply && said.event != event::server_error) {
            adaptive.accept(now);
            if (access == credentials::doubted && number > doubted) access = credentials::good;
        }
        return true;
    }

    /// Whether nothing is lost by forgetting the account.
    [[nodiscard]] bool is_forgettable(milliseconds now) noexcept {
        constexpr milliseconds remembered = std::chrono::hours{1};
        const bool slow = adaptive.rate != 0 && saturating_subtract(now, adaptive.refused_at) <= remembered;
        bool used = users != 0 || in_flight != 0 || paused_until > now || slow;
        for (sliding_quota& q : quotas) {
            q.forget_before(now);
            used = used || !q.granted.empty();
        }
        return !used;
    }
};

} // namespace jobpoll::inline v0::detail

#endif
