// jobpoll: accounts and the lists of accounts: what jobs of a fleet share with each other.
#ifndef JOBPOLL_FLEET_FLEET_LANE_HPP
#define JOBPOLL_FLEET_FLEET_LANE_HPP

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/fleet/fleet_heap.hpp>
#include <jobpoll/fleet/fleet_quota.hpp>

namespace jobpoll::inline v0::detail {

/// How a fleet spreads herds.
struct fleet_pacing {
    milliseconds spread{};    ///< in which so many first polls are made as come at once
    milliseconds smoothing{}; ///< in which whatever is due is asked for, whatever the pace; zero: no pace
};

/// The requests of one account at one vendor under one quota.
struct fleet_lane {
    std::uint64_t account = 0;
    const endpoint* first = nullptr; ///< whose vendor and quota these are
    std::array<sliding_quota, 3> quotas{};
    std::uint8_t quota_count = 0;
    request_pace pace{};
    milliseconds paused_until = milliseconds::min();
    std::int64_t demand = 0; ///< of its jobs: requests a second, in millionths
    std::uint32_t ready = 0; ///< jobs that are due

    fleet_lane() = default;
    fleet_lane(std::uint64_t whose, const endpoint& e) : account{whose}, first{&e} {
        for (const request_quota& q : e.quota)
            if (q.requests != 0) quotas[quota_count++] = sliding_quota{q};
    }

    /// Whether requests of another endpoint count here, too.
    [[nodiscard]] bool is_shared_with(std::uint64_t whose, const endpoint& e) const noexcept {
        const auto same = [](const request_quota& a, const request_quota& b) {
            return a.requests == b.requests && a.period == b.period;
        };
        return account == whose && first->vendor == e.vendor &&
               std::equal(std::begin(e.quota), std::end(e.quota), std::begin(first->quota), same);
    }

    /// The pace: half above the demand, so that a herd is spread and dissolves; no slower than it takes to
    /// ask for everything that is due in the time of smoothing; and never above what the quotas' pace is.
    [[nodiscard]] std::int64_t rate(const fleet_pacing& pacing, milliseconds now) const noexcept {
        const std::int64_t all_due =
            scale(whole_request, ready, std::max<std::int64_t>(pacing.smoothing.count(), 1));
        std::int64_t fastest = std::max({demand / 2 * 3, all_due, std::int64_t{1}});
        for (std::size_t i = 0; i < quota_count; ++i)
            fastest = std::min(fastest, quotas[i].rate(now));
        return fastest;
    }

    /// The first moment at which one more request may be made, as far as one can see from `now`.
    [[nodiscard]] milliseconds next_grant(const fleet_pacing& pacing, milliseconds now) const noexcept {
        milliseconds at = paused_until;
        for (std::size_t i = 0; i < quota_count; ++i)
            at = std::max(at, quotas[i].earliest());
        if (pacing.smoothing > milliseconds{0}) at = std::max(at, earliest(pace, rate(pacing, now)));
        return at;
    }

    /// Time goes on, for the pace.
    void refill_pace(const fleet_pacing& pacing, milliseconds now) noexcept {
        for (std::size_t i = 0; i < quota_count; ++i)
            quotas[i].forget_before(now);
        pace = refill(pace, rate(pacing, now), now);
    }

    void grant(milliseconds now) {
        for (std::size_t i = 0; i < quota_count; ++i)
            quotas[i].grant(now);
        pace.credit = std::max<std::int64_t>(pace.credit - whole_request, 0);
    }
};

/// How often a state asks, in millionths of a request a second: once in the delay that stands.
[[nodiscard]] constexpr std::int64_t demand_of(const machine_state& s, const fleet_pacing& pacing) noexcept {
    if (s.stage == stage::ended || s.stage == stage::idle) return 0;
    const milliseconds delay = s.attempts == 0 ? pacing.spread : s.next_poll - s.decided_at;
    return whole_request / std::max<std::int64_t>(delay.count(), 1);
}

/// The jobs of a lane that one list mentions, or that none does.
struct fleet_group {
    std::uint32_t lane = 0;
    const endpoint* list = nullptr; ///< null where there is none
    std::size_t max_body_bytes = 0;
    bool strict = false;
    bool alone = false;                       ///< there is no request but the list's
    std::uint16_t mentioned_per_mille = 1000; ///< of the jobs that lists were asked for, lately
    std::uint32_t active_at = no_slot;        ///< its position among the groups with due jobs
    fleet_heap listable{};                    ///< due, and the list may mention them
    fleet_heap single{};                      ///< due, to be asked for one by one

    [[nodiscard]] bool has_ready() const noexcept { return !listable.empty() || !single.empty(); }

    [[nodiscard]] const fleet_heap& most_urgent() const noexcept {
        if (listable.empty()) return single;
        if (single.empty()) return listable;
        return listable.top() < single.top() ? listable : single;
    }

    /// Requests that asking for the list saves, in thousandths: every job that it will mention, less itself.
    [[nodiscard]] std::int64_t list_gain() const noexcept {
        return static_cast<std::int64_t>(listable.size()) * mentioned_per_mille - 1000;
    }

    /// A list was asked for `covered` jobs and mentioned so many of them: a quarter of what is believed.
    void learn(std::uint32_t mentioned, std::uint32_t covered) noexcept {
        if (covered == 0) return;
        const std::uint64_t seen = std::uint64_t{1000} * mentioned / covered;
        mentioned_per_mille = static_cast<std::uint16_t>((std::uint64_t{3} * mentioned_per_mille + seen) / 4);
    }
};

} // namespace jobpoll::inline v0::detail

#endif
