// jobpoll: what a history says of jobs to come, in tables that are made once for each change of it.
#ifndef JOBPOLL_SCHEDULE_FORECAST_HPP
#define JOBPOLL_SCHEDULE_FORECAST_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <jobpoll/base/logarithm.hpp>
#include <jobpoll/schedule/experts.hpp>
#include <jobpoll/schedule/history_state.hpp>
#include <jobpoll/schedule/inspection_plan.hpp>

namespace jobpoll::inline v0::detail {

/// A distribution on the logarithmic axis as moments that equal parts of it precede.
inline constexpr std::size_t quantile_count = 33;
using quantiles = std::array<std::uint16_t, quantile_count>;

[[nodiscard]] constexpr quantiles quantiles_of(const log_grid& grid, const interval_estimate::masses& m) noexcept {
    std::uint64_t total = 0;
    for (std::size_t cell = 0; cell < grid.size(); ++cell)
        total += m[cell];
    quantiles made{};
    std::uint64_t over = 0;
    std::size_t next = 0;
    // The outermost are those of 1/256 and 255/256.
    const auto wanted = [&](std::size_t i) {
        const std::uint64_t part = i == 0 ? 1 : i + 1 == quantile_count ? 255 : 256 * i / (quantile_count - 1);
        return total * part / 256;
    };
    for (std::size_t cell = 0; cell < grid.size(); ++cell) {
        for (; next < quantile_count && over + m[cell] >= wanted(next) && m[cell] != 0; ++next)
            made[next] = static_cast<std::uint16_t>((std::min<std::uint64_t>)(
                grid.edge(cell) + (wanted(next) - over) * (grid.edge(cell + 1) - grid.edge(cell)) / m[cell], largest_log));
        over += m[cell];
    }
    for (; next < quantile_count; ++next)
        made[next] = largest_log;
    return made;
}

/// Tables out of a history: when to look, by the durations; and how far off progress is, by its level.
class forecast_tables {
public:
    constexpr void prepare(const history_state& h, std::int64_t cost) noexcept {
        prepare_plan(h, cost);
        const interval_estimate estimate{h.known_ratios(), ratio_prior{}};
        for (int level = 0; level < levels; ++level)
            ratios_[static_cast<std::size_t>(level)] =
                quantiles_of(estimate.grid(), ratio_mixture(estimate, h, level));
    }

    using duration_plan = inspection_plan<472>;
    [[nodiscard]] constexpr const duration_plan& plan() const noexcept { return plan_; }
    [[nodiscard]] constexpr const quantiles& ratios(int level) const noexcept { return ratios_[static_cast<std::size_t>(level)]; }
    /// After this nothing was seen.
    [[nodiscard]] constexpr std::int64_t known_until() const noexcept { return known_until_; }

private:
    constexpr void prepare_plan(const history_state& h, std::int64_t cost) noexcept {
        known_until_ = 0;
        plan_.clear();
        if (h.size == 0) return;
        for (const log_interval& i : h.known())
            known_until_ = (std::max)(known_until_, value_of_log(i.by));
        const interval_estimate estimate{h.known(), duration_prior{cost}};
        interval_estimate::masses mixture{};
        for_each_expert(estimate, h, [&](std::size_t e, const interval_estimate::masses& m) {
            mix_in(mixture, m, estimate.grid().size(), h.weights[e]);
        });
        choose_moments(estimate.grid(), mixture, cost);
        plan_.solve(cost);
    }

    /// A moment wherever 1/256 of the jobs ended since the last, and each eighth of an octave.
    constexpr void choose_moments(const log_grid& grid, const interval_estimate::masses& mixture, std::int64_t cost) noexcept {
        plan_.add(0, 0);
        std::int64_t over = 0;
        std::int64_t told = 0;
        std::uint32_t last = 0;
        for (std::size_t cell = 0; cell < grid.size() && !plan_.full(); ++cell) {
            over += mixture[cell];
            const std::uint32_t edge = grid.edge(cell + 1);
            const std::int64_t at = value_of_log(edge);
            if (at < (std::max<std::int64_t>)(cost / 4, 1) || (over - told < certain / 256 && edge < last + 256)) continue;
            plan_.add(at, over >> 6);
            told = over;
            last = edge;
        }
    }

    std::int64_t known_until_ = 0;
    std::array<quantiles, levels> ratios_{};
    duration_plan plan_;
};

} // namespace jobpoll::inline v0::detail

#endif
