// jobpoll: when to look next where a job reports its progress.
#ifndef JOBPOLL_SCHEDULE_PROGRESS_DELAY_HPP
#define JOBPOLL_SCHEDULE_PROGRESS_DELAY_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/schedule/regret_bound.hpp>
#include <jobpoll/schedule/uninformed.hpp>

namespace jobpoll::inline v0::detail {

/// The most that misleading progress may cost by the regret bound; docs/schedules.md has the figures.
inline constexpr trust trust_in_progress{.per_mille = 1'220, .careful_polls = 3};

/// Progress stopped: the uninformed schedule begins again where it stopped, but not before the old slope's
/// earliest end.
[[nodiscard]] constexpr optional_milliseconds delay_after_a_stop(time_span end, std::int64_t since,
                                                                 const regret_bound& bound) noexcept {
    if (end.low >= bound.blind) return {};
    const std::int64_t wanted = (std::max)(free_gap(since, bound.cost), end.low);
    if (wanted >= bound.blind) return {};
    return milliseconds{(std::max)(wanted, bound.earliest())};
}

/// The end is somewhere in a span: that is inspected as if it were uniform there, first at low +
/// sqrt(2 c width). Only a sure `low` stretches a wait.
[[nodiscard]] constexpr optional_milliseconds delay_towards_the_end(time_span end, std::int64_t since,
                                                                    const regret_bound& bound) noexcept {
    const std::int64_t low = std::max<std::int64_t>(end.low - since, 0);
    const std::int64_t width = std::max<std::int64_t>(end.high - since - low, 0);
    if (width == 0) return {};
    if (low > bound.blind) return milliseconds{(std::min)(low, bound.latest())};
    const std::int64_t first = (std::min)(geometric_mean(2 * bound.cost, width), width);
    return milliseconds{std::clamp(low + first, bound.earliest(), bound.blind)};
}

/// The wait that the line of a track suggests.
[[nodiscard]] constexpr optional_milliseconds delay_by_line(const progress_track& track,
                                                            const regret_bound& bound) noexcept {
    const std::int64_t since = std::max<std::int64_t>(bound.now - track.moved_at.count(), 0);
    const time_span end = predict(track);
    return is_stuck(track, since) ? delay_after_a_stop(end, since, bound)
                                  : delay_towards_the_end(end, since, bound);
}

/// The wait that progress suggests, within the bound; nothing where progress says nothing.
[[nodiscard]] constexpr optional_milliseconds progress_delay(const progress_track& track,
                                                             const regret_bound& bound) noexcept {
    if (has_line(track)) return delay_by_line(track, bound);
    return is_informative(track) ? delay_by_line(with_line(track), bound) : optional_milliseconds{};
}

} // namespace jobpoll::inline v0::detail

#endif
