// jobpoll: when to look next at a job that reports progress: its own word and the durations of others, mixed.
#ifndef JOBPOLL_SCHEDULE_PROGRESS_PLAN_HPP
#define JOBPOLL_SCHEDULE_PROGRESS_PLAN_HPP

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <jobpoll/base/logarithm.hpp>
#include <jobpoll/schedule/forecast.hpp>
#include <jobpoll/schedule/inspection_plan.hpp>
#include <jobpoll/schedule/progress_track.hpp>

namespace jobpoll::inline v0::detail {

/// A distribution from now on in a few moments; between them jobs end evenly.
struct outlook_ahead {
    static constexpr std::size_t capacity = 40;
    static constexpr std::int64_t whole = 1 << 24;

    std::array<std::int64_t, capacity> at{};
    std::array<std::int64_t, capacity> over{};
    std::size_t size = 0;

    constexpr void add(std::int64_t moment, std::int64_t part) noexcept {
        if (size == capacity || (size != 0 && moment <= at[size - 1])) return;
        at[size] = moment;
        over[size++] = part;
    }
    /// Makes it one of jobs that go on at the first moment; false where hardly any do.
    constexpr bool condition() noexcept {
        if (size < 2) return false;
        const std::int64_t gone = over[0];
        const std::int64_t left = over[size - 1] - gone;
        if (left < whole / 128) return false;
        for (std::size_t i = 0; i < size; ++i)
            over[i] = (over[i] - gone) * whole / left;
        return true;
    }
    [[nodiscard]] constexpr std::int64_t by(std::int64_t moment, std::size_t& i) const noexcept {
        while (i + 1 < size && at[i + 1] <= moment)
            ++i;
        if (i + 1 == size) return over[i];
        return over[i] + (over[i + 1] - over[i]) * (moment - at[i]) / (at[i + 1] - at[i]);
    }
};

[[nodiscard]] constexpr outlook_ahead ahead_by_progress(const quantiles& ratios, milliseconds predicted,
                                                        std::int64_t now) noexcept {
    outlook_ahead ahead;
    const std::int32_t shift = log_of(predicted.count()) - ratio_one;
    std::int64_t before = 0;
    std::int64_t over_before = 0;
    for (std::size_t i = 0; i < quantile_count; ++i) {
        const std::int64_t at = value_of_log(ratios[i] + shift);
        const auto over = static_cast<std::int64_t>(i) * (outlook_ahead::whole / (quantile_count - 1));
        if (at > now) {
            if (ahead.size == 0)
                ahead.add(now, i == 0 ? 0 : over_before + (over - over_before) * (now - before) / (at - before));
            ahead.add(at, over);
        }
        before = at;
        over_before = over;
    }
    return ahead;
}

/// Every so many moments of the plan, so that about twenty are left.
[[nodiscard]] constexpr outlook_ahead ahead_by_durations(const forecast_tables::duration_plan& plan, std::int64_t now) noexcept {
    outlook_ahead ahead;
    const std::int64_t over = plan.over_by(now);
    const std::int64_t step = (plan.over_at_end() - over) / 20;
    ahead.add(now, over);
    for (std::size_t i = plan.index_before(now) + 1; i < plan.size(); ++i)
        if (plan[i].over - ahead.over[ahead.size - 1] >= step) ahead.add(plan[i].at, plan[i].over);
    return ahead;
}

using mixed_plan = inspection_plan<2 * outlook_ahead::capacity>;

/// The moments of both, with the parts of each by its weight.
[[nodiscard]] constexpr mixed_plan mix_plans(const outlook_ahead& a, std::int64_t weight, const outlook_ahead& b) noexcept {
    mixed_plan plan;
    std::size_t in_a = 0;
    std::size_t in_b = 0;
    for (std::size_t i = 0, j = 0; i < a.size || j < b.size;) {
        const std::int64_t at = j == b.size || (i < a.size && a.at[i] <= b.at[j]) ? a.at[i] : b.at[j];
        while (i < a.size && a.at[i] <= at) ++i;
        while (j < b.size && b.at[j] <= at) ++j;
        plan.add(at, (a.by(at, in_a) * weight + b.by(at, in_b) * (full_weight - weight)) >> 16);
    }
    return plan;
}

} // namespace jobpoll::inline v0::detail

#endif
