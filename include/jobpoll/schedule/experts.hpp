// jobpoll: the estimators that a history combines: coarse and fine, of all jobs and of the newest.
#ifndef JOBPOLL_SCHEDULE_EXPERTS_HPP
#define JOBPOLL_SCHEDULE_EXPERTS_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/logarithm.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/history_state.hpp>
#include <jobpoll/schedule/interval_estimate.hpp>

namespace jobpoll::inline v0::detail {

/// The part of the jobs that is over by a moment where nothing is known: 1 - sqrt(2c / (t + 2c)), about what
/// the hazard of the uninformed schedule takes.
struct duration_prior {
    std::int64_t cost;
    [[nodiscard]] constexpr std::uint32_t operator()(std::uint32_t log) const noexcept {
        if (log == 0) return 0;
        const std::int64_t at = value_of_log(log) + 2 * cost;
        return certain - static_cast<std::uint32_t>(square_root((2 * cost << 30) / at << 30));
    }
};

/// A ratio of one, as a logarithm that may go both ways.
inline constexpr std::int32_t ratio_one = 1 << 15;

/// Progress may be off by any factor: from 1/256 octave on, each doubling of the error is as likely as the
/// next.
struct ratio_prior {
    [[nodiscard]] constexpr std::uint32_t operator()(std::uint32_t log) const noexcept {
        const std::int32_t off = static_cast<std::int32_t>(log) - ratio_one;
        const std::uint32_t doublings = log_of(1 + (off < 0 ? -off : off) / 8); // at most twelve
        const std::uint32_t part = (std::min)(doublings * (certain / 12 / log_octave / 2), certain / 2);
        return off < 0 ? certain / 2 - part : certain / 2 + part;
    }
};

/// Early reports predict worse than late ones.
[[nodiscard]] constexpr int level_of(std::int16_t per_mille) noexcept {
    return (per_mille >= 100) + (per_mille >= 300) + (per_mille >= 600) + (per_mille >= 850);
}

/// An interval of time as one of ratios to a predicted end.
[[nodiscard]] constexpr log_interval ratio_to(log_interval i, milliseconds predicted) noexcept {
    const std::int32_t shift = ratio_one - log_of(predicted.count());
    const std::int32_t after = std::clamp(i.after + shift, 0, largest_log - 1);
    const std::int32_t by = std::clamp(i.by + shift, after + 1, largest_log);
    return {static_cast<std::uint16_t>(after), static_cast<std::uint16_t>(by)};
}

/// Calls `visit(e, masses)` for the estimate of each expert; the last is the prior alone.
template <class Visit>
constexpr void for_each_expert(const interval_estimate& estimate, const history_state& h,
                               Visit visit) noexcept {
    interval_estimate::masses fine{};
    for (std::size_t e = 0; e < expert_count; ++e) {
        const std::span<const log_interval> known = h.known(experts[e].window);
        const auto weight = [](std::size_t) { return job_weight; };
        if (e == 0 || experts[e].window != experts[e - 1].window) fine = estimate.prior();
        estimate.refine(fine, known, weight, experts[e].widened);
        visit(e, estimate.with_prior(fine, known, weight, prior_weight));
    }
    visit(expert_count, estimate.prior());
}

/// The same for the ratios of a level. Reports of the next levels count a tenth, others a fiftieth.
template <class Visit>
constexpr void for_each_ratio_expert(const interval_estimate& estimate, const history_state& h, int level,
                                     Visit visit) noexcept {
    const auto weight = [&](std::size_t i) {
        const int apart = h.ratio_levels[i] - level;
        return apart == 0 ? 50u : apart == 1 || apart == -1 ? 5u : 1u;
    };
    interval_estimate::masses fine = estimate.prior();
    for (std::size_t e = 0; e < ratio_expert_count; ++e) {
        estimate.refine(fine, h.known_ratios(), weight, ratio_widths[e]);
        visit(e, estimate.with_prior(fine, h.known_ratios(), weight, weight_of_ratio_prior));
    }
}

/// Adds an estimate to a mixture, by a weight.
constexpr void mix_in(interval_estimate::masses& mixture, const interval_estimate::masses& m,
                      std::size_t cells, std::uint32_t weight) noexcept {
    for (std::size_t cell = 0; cell < cells; ++cell)
        mixture[cell] += static_cast<std::uint32_t>(std::uint64_t{m[cell]} * weight >> 16);
}

/// The ratios of a level, all experts heard.
[[nodiscard]] constexpr interval_estimate::masses ratio_mixture(const interval_estimate& estimate,
                                                                const history_state& h, int level) noexcept {
    interval_estimate::masses mixture{};
    for_each_ratio_expert(estimate, h, level, [&](std::size_t e, const interval_estimate::masses& m) {
        mix_in(mixture, m, estimate.grid().size(), h.ratio_weights[e]);
    });
    return mixture;
}

} // namespace jobpoll::inline v0::detail

#endif
