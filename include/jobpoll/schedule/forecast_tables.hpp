// jobpoll: what a history says of jobs to come, in tables that are made once for each change of it.
#ifndef JOBPOLL_SCHEDULE_FORECAST_TABLES_HPP
#define JOBPOLL_SCHEDULE_FORECAST_TABLES_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <jobpoll/base/logarithm.hpp>
#include <jobpoll/schedule/experts.hpp>
#include <jobpoll/schedule/history_state.hpp>
#include <jobpoll/schedule/inspection_plan.hpp>
#include <jobpoll/schedule/uninformed.hpp>

namespace jobpoll::inline v0::detail {

/// A distribution on the logarithmic axis as moments that equal parts of it precede.
inline constexpr std::size_t quantile_count = 25;
using quantiles = std::array<std::uint16_t, quantile_count>;

[[nodiscard]] constexpr quantiles quantiles_of(const log_grid& grid,
                                               const interval_estimate::masses& m) noexcept {
    std::uint64_t total = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell)
        total += m[cell];
    quantiles made{};
    std::uint64_t over = 0;
    std::size_t next = 0;
    // The outermost are those of 1/256 and 255/256.
    const auto wanted = [&](std::size_t i) {
        const std::uint64_t part = i == 0                    ? 1
                                   : i + 1 == quantile_count ? 255
                                                             : 256 * i / (quantile_count - 1);
        return total * part / 256;
    };
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
        for (; next < quantile_count && over + m[cell] >= wanted(next) && m[cell] != 0; ++next)
            made[next] = static_cast<std::uint16_t>(
                (std::min<std::uint64_t>)(grid.edge(cell) + (wanted(next) - over) *
                                                                (grid.edge(cell + 1) - grid.edge(cell)) /
                                                                m[cell],
                                          largest_log));
        over += m[cell];
    }
    for (; next < quantile_count; ++next)
        made[next] = largest_log;
    return made;
}

using duration_plan = inspection_plan<472>;

/// A moment wherever 1/256 of the jobs ended since the last, and at each eighth of an octave.
constexpr void choose_moments(duration_plan& plan, const log_grid& grid,
                              const interval_estimate::masses& mixture, std::int64_t cost) noexcept {
    plan.clear();
    plan.add(0, 0);
    std::int64_t over = 0;
    std::int64_t told = 0;
    std::uint32_t last = 0;
    for (std::size_t cell = 0; cell < grid.size() && !plan.full(); ++cell) {
        over += mixture[cell];
        const std::uint32_t edge = grid.edge(cell + 1);
        const std::int64_t at = value_of_log(edge);
        if (at <= cost / 4 || (over - told < certain / 256 && edge < last + 256)) continue;
        plan.add(at, over >> 6);
        told = over;
        last = edge;
    }
}

/// What a history says of jobs to come, in tables that are derived from it and never saved.
class forecast_tables {
public:
    /// Takes what the history holds now. The tables are made only where it, or the poll cost, changed: 0.2
    /// ms.
    constexpr void follow(const history_state& h, milliseconds poll_cost) noexcept {
        credit_ = h.credit;
        in_flight_ = h.in_flight;
        trust_in_progress_ = h.sources[0];
        looks_for_reports_ = h.reports >= 3 && h.sources[0] >= full_weight / 2;
        const std::int64_t cost = lawful_cost(poll_cost);
        if (revision_ == h.revision && cost_ == cost) return;
        revision_ = h.revision;
        cost_ = cost;
        make_plan(h);
        make_ratios(h);
    }

    /// What one of several jobs that run at the same time may risk.
    ///
    /// Together they risk about half: a change of regime meets all of them before one can teach the others.
    [[nodiscard]] constexpr std::int64_t credit(std::uint32_t jobs) const noexcept {
        const std::int64_t share = (std::max)({jobs, in_flight_, std::uint32_t{1}});
        return (std::max<std::int64_t>)(credit_, 0) / (2 * share - 1);
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return known_until_ == 0; }

    /// Whether the durations say anything of a job that goes on at this moment.
    [[nodiscard]] constexpr bool knows(std::int64_t now) const noexcept { return now < known_until_; }
    [[nodiscard]] constexpr const duration_plan& plan() const noexcept { return plan_; }
    /// How the real end relates to the predicted one, for reports of a level.
    [[nodiscard]] constexpr const quantiles& ratios(int level) const noexcept {
        return ratios_[static_cast<std::size_t>(level)];
    }
    /// The weight of progress against durations, in units of 2^-16.
    [[nodiscard]] constexpr std::uint16_t trust_in_progress() const noexcept { return trust_in_progress_; }
    /// Whether jobs of this kind report progress that is worth an early look.
    [[nodiscard]] constexpr bool looks_for_reports() const noexcept { return looks_for_reports_; }

private:
    constexpr void make_plan(const history_state& h) noexcept {
        known_until_ = 0;
        if (h.size == 0) return;
        for (const log_interval& i : h.known())
            known_until_ = (std::max)(known_until_, value_of_log(i.by));
        const interval_estimate estimate{h.known(), duration_prior{cost_}};
        interval_estimate::masses mixture{};
        for_each_expert(estimate, h, [&](std::size_t e, const interval_estimate::masses& m) {
            mix_in(mixture, m, estimate.grid().size(), h.weights[e]);
        });
        choose_moments(plan_, estimate.grid(), mixture, cost_);
        plan_.solve(cost_);
    }

    constexpr void make_ratios(const history_state& h) noexcept {
        const interval_estimate estimate{h.known_ratios(), ratio_prior{}};
        for (int level = 0; level < levels; ++level)
            ratios_[static_cast<std::size_t>(level)] =
                quantiles_of(estimate.grid(), ratio_mixture(estimate, h, level));
    }

    std::uint64_t revision_ = 0;
    std::int64_t cost_ = 0;
    std::int64_t credit_ = 0;
    std::int64_t known_until_ = 0;
    std::uint32_t in_flight_ = 0;
    std::uint16_t trust_in_progress_ = 0;
    bool looks_for_reports_ = false;
    std::array<quantiles, levels> ratios_{};
    duration_plan plan_{};
};
} // namespace jobpoll::inline v0::detail

#endif
