// jobpoll: what reported progress predicts, in constant size.
#ifndef JOBPOLL_SCHEDULE_PROGRESS_TRACK_HPP
#define JOBPOLL_SCHEDULE_PROGRESS_TRACK_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/uninformed.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

/// The reports of progress that predict the end: the last that was zero, the first above it and the highest.
///
/// Units: milliseconds since the start; progress in thousandths, -1 for none.
struct progress_track {
    milliseconds zero_at{};
    milliseconds first_at{};
    milliseconds highest_at{};
    std::uint32_t polls = 0;            ///< usable replies
    std::uint32_t polls_after_first = 0;
    std::int16_t first = -1;   ///< the first above zero
    std::int16_t highest = -1;
    std::int16_t last = -1;    ///< whatever it said last

    friend constexpr bool operator==(const progress_track&, const progress_track&) noexcept = default;
};

namespace detail {

/// The end that a straight line through the reports predicts, or nothing.
[[nodiscard]] constexpr progress_forecast forecast_of(milliseconds from_at, std::int16_t from,
                                                      milliseconds at, std::int16_t per_mille) noexcept {
    const std::int64_t left = (at - from_at).count() * (1000 - per_mille) / std::max(per_mille - from, 1);
    return {per_mille, milliseconds{at.count() + left}};
}

} // namespace detail

/// What the first report predicted.
[[nodiscard]] constexpr progress_forecast first_forecast(const progress_track& t) noexcept {
    return t.first <= 0 ? progress_forecast{} : detail::forecast_of(t.zero_at, 0, t.first_at, t.first);
}

/// What the highest report predicts. Work that began late has its slope from the first report on.
[[nodiscard]] constexpr progress_forecast last_forecast(const progress_track& t) noexcept {
    if (t.highest > t.first && t.zero_at > milliseconds{0})
        return detail::forecast_of(t.first_at, t.first, t.highest_at, t.highest);
    return t.highest <= 0 ? progress_forecast{} : detail::forecast_of(t.zero_at, 0, t.highest_at, t.highest);
}

/// The track after one more usable reply; `per_mille` is -1 where the reply has no progress.
///
/// Units: milliseconds since the start. A report that is not above the highest predicts nothing new.
[[nodiscard]] constexpr progress_track observe(progress_track t, milliseconds elapsed,
                                               std::int16_t per_mille) noexcept {
    const milliseconds now{detail::lawful_elapsed(elapsed)};
    t.polls = detail::count_one_more(t.polls);
    if (t.first > 0) t.polls_after_first = detail::count_one_more(t.polls_after_first);
    if (per_mille < 0) return t;
    t.last = (std::min)(per_mille, std::int16_t{1000});
    if (t.last == 0 && t.first < 0) t.zero_at = now;
    if (t.last <= (std::max)(t.highest, std::int16_t{0})) return t;
    t.highest_at = now;
    t.highest = t.last;
    if (t.first < 0) t.first_at = now, t.first = t.last;
    return t;
}

} // namespace jobpoll::inline v0

#endif
