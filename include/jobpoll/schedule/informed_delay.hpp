// jobpoll: when to look next where a history is known: the cheapest wait among those that can be paid for.
#ifndef JOBPOLL_SCHEDULE_INFORMED_DELAY_HPP
#define JOBPOLL_SCHEDULE_INFORMED_DELAY_HPP

#include <algorithm>
#include <cstdint>
#include <optional>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/schedule/credit.hpp>
#include <jobpoll/schedule/forecast_tables.hpp>
#include <jobpoll/schedule/outlook.hpp>
#include <jobpoll/schedule/progress_plan.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/schedule/uninformed.hpp>

namespace jobpoll::inline v0::detail {

/// A wait, the gap that is planned after it, and whose word it is.
struct informed_wait {
    planned_wait wait;
    reason why;
    std::int64_t longest; ///< that can be paid for, its jitter included
};

/// The waits that the credit and the limits allow. Credit also pays for waits beyond the general maximum.
[[nodiscard]] constexpr wait_bounds allowed_waits(const forecast_tables& f, const outlook& o,
                                                  const uninformed_schedule& uninformed,
                                                  std::int64_t now) noexcept {
    const std::int64_t credit = f.credit(o.jobs_in_flight);
    const wait_bounds payable =
        affordable(uninformed, now, (std::min<std::int64_t>)(o.attempt, most_polls_counted), credit);
    const std::int64_t most = (credit > 0 ? o.limits.max_on_credit : o.limits.max).count();
    const std::int64_t earliest = (std::max)(payable.earliest, o.limits.min.count());
    return {earliest, (std::max)((std::min)({payable.latest, most, longest_gap}), earliest)};
}

/// What progress and durations say together; nothing where neither does.
[[nodiscard]] constexpr std::optional<planned_wait> wait_by_progress(const forecast_tables& f,
                                                                     const outlook& o, progress_forecast aim,
                                                                     std::int64_t now,
                                                                     wait_bounds allowed) noexcept {
    coarse_forecast reported = forecast_by_progress(f.ratios(level_of(aim.level)), aim.predicted, now);
    coarse_forecast learned = f.knows(now) ? forecast_by_durations(f.plan(), now) : coarse_forecast{};
    const bool progress_says = reported.condition();
    const bool durations_say = learned.condition();
    if (!progress_says && !durations_say) return std::nullopt;
    const std::int64_t weight = !durations_say ? full_weight : progress_says ? f.trust_in_progress() : 0;
    mixed_plan plan =
        mix_forecasts(progress_says ? reported : learned, weight, durations_say ? learned : reported);
    plan.solve(lawful_cost(o.poll_cost));
    return plan.best_wait(now, allowed.earliest, allowed.latest);
}

/// The cheapest wait that is allowed; nothing where nothing is known of a job that goes on for so long.
///
/// The uninformed gap may take its jitter both ways: if it only became shorter, the uninformed schedule would
/// cost more than the account allows, and a history without credit could never earn any.
[[nodiscard]] constexpr std::optional<informed_wait> informed_wait_of(const forecast_tables& f,
                                                                      const outlook& o) noexcept {
    if (o.limits.min.count() > longest_gap) return std::nullopt; // there is nothing to choose
    const std::int64_t now = lawful_elapsed(o.elapsed);
    const uninformed_schedule uninformed{o.poll_cost, {o.limits.min, o.limits.max}};
    const wait_bounds allowed = allowed_waits(f, o, uninformed, now);
    const std::int64_t gap = uninformed.gap(now);
    const std::int64_t spread_gap =
        (std::min)(gap + scale(gap, o.jitter_per_mille, 1'000), o.limits.max.count());
    const std::int64_t longest = (std::max)(allowed.latest, spread_gap);
    if (const progress_forecast aim = forecast_of(*o.progress); aim.level > 0) {
        if (const auto wait = wait_by_progress(f, o, aim, now, allowed))
            return informed_wait{*wait, reason::progress, longest};
        return std::nullopt;
    }
    if (!f.knows(now)) return std::nullopt;
    planned_wait wait = f.plan().best_wait(now, allowed.earliest, allowed.latest);
    wait.gap_after = (std::min)(wait.gap_after, gap);
    const bool for_a_report = o.attempt <= 1 && f.looks_for_reports() && gap < wait.delay;
    if (for_a_report) return informed_wait{{gap, gap}, reason::progress, longest};
    return informed_wait{wait, reason::history, longest};
}

} // namespace jobpoll::inline v0::detail

#endif
