// jobpoll: when to look next at a job that reports progress: its own word and the durations of others, mixed.
#ifndef JOBPOLL_SCHEDULE_PROGRESS_PLAN_HPP
#define JOBPOLL_SCHEDULE_PROGRESS_PLAN_HPP

#include <array>
#include <cstddef>
#include <cstdint>

#include <jobpoll/base/logarithm.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/experts.hpp>
#include <jobpoll/schedule/forecast_tables.hpp>
#include <jobpoll/schedule/inspection_plan.hpp>

namespace jobpoll::inline v0::detail {

/// The end of a job that goes on now, in a few moments; between them jobs end evenly.
class coarse_forecast {
public:
    static constexpr std::size_t capacity = quantile_count + 1;
    static constexpr std::int64_t whole = 1 << 24;

    /// The part `over` of the jobs has ended by `at`; what is not later than the moment before is left out.
    constexpr void add(std::int64_t at, std::int64_t over) noexcept {
        if (size_ == capacity || (size_ != 0 && at <= marks_[size_ - 1].at)) return;
        marks_[size_++] = {at, over};
    }

    /// Makes it one of jobs that go on at its first moment; false where hardly any do.
    [[nodiscard]] constexpr bool condition() noexcept {
        if (size_ < 2) return false;
        const std::int64_t gone = marks_[0].over;
        const std::int64_t left = marks_[size_ - 1].over - gone;
        if (left < whole / 128) return false;
        for (std::size_t i = 0; i < size_; ++i)
            marks_[i].over = (marks_[i].over - gone) * whole / left;
        return true;
    }

    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }
    [[nodiscard]] constexpr time_mark operator[](std::size_t i) const noexcept { return marks_[i]; }

    /// The part that is over by a moment between `i - 1` and `i`.
    [[nodiscard]] constexpr std::int64_t over_by(std::int64_t at, std::size_t i) const noexcept {
        if (i == size_) return marks_[size_ - 1].over;
        if (marks_[i].at == at || i == 0) return marks_[i].over;
        return over_between(marks_[i - 1], marks_[i], at);
    }

private:
    std::array<time_mark, capacity> marks_{};
    std::size_t size_ = 0;
};

/// What a report says: the quantiles of the ratio, times the predicted end.
[[nodiscard]] constexpr coarse_forecast forecast_by_progress(const quantiles& ratios, milliseconds predicted,
                                                             std::int64_t now) noexcept {
    coarse_forecast made;
    const std::int32_t shift = log_of(predicted.count()) - ratio_one;
    time_mark before{};
    for (std::size_t i = 0; i < quantile_count; ++i) {
        const time_mark mark{value_of_log(ratios[i] + shift),
                             static_cast<std::int64_t>(i) *
                                 (coarse_forecast::whole / std::int64_t{quantile_count - 1})};
        if (mark.at > now) {
            if (made.size() == 0) made.add(now, i == 0 ? 0 : over_between(before, mark, now));
            made.add(mark.at, mark.over);
        }
        before = mark;
    }
    return made;
}

/// What the durations say: so many moments of their plan that about equal parts lie between them.
[[nodiscard]] constexpr coarse_forecast forecast_by_durations(const duration_plan& plan,
                                                              std::int64_t now) noexcept {
    constexpr int parts = 12;
    coarse_forecast made;
    std::int64_t told = plan.over_by(now);
    const std::int64_t step = (plan.over_at_end() - told) / parts;
    made.add(now, told);
    for (std::size_t i = plan.index_before(now) + 1; i < plan.size(); ++i) {
        if (plan[i].over - told < step) continue;
        told = plan[i].over;
        made.add(plan[i].at, told);
    }
    return made;
}

/// The moments of both, each by its weight of 2^-16.
using mixed_plan = inspection_plan<2 * coarse_forecast::capacity>;
[[nodiscard]] constexpr mixed_plan mix_forecasts(const coarse_forecast& a, std::int64_t weight,
                                                 const coarse_forecast& b) noexcept {
    mixed_plan plan;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        const bool is_of_a = j == b.size() || (i < a.size() && a[i].at <= b[j].at);
        const std::int64_t at = is_of_a ? a[i].at : b[j].at;
        plan.add(at,
                 (a.over_by(at, i) * weight + b.over_by(at, j) * (std::int64_t{full_weight} - weight)) >> 16);
        if (i < a.size() && a[i].at == at) ++i;
        if (j < b.size() && b[j].at == at) ++j;
    }
    return plan;
}

} // namespace jobpoll::inline v0::detail

#endif
