// jobpoll: when to look next where a job reports its progress.
#ifndef JOBPOLL_SCHEDULE_PROGRESS_DELAY_HPP
#define JOBPOLL_SCHEDULE_PROGRESS_DELAY_HPP

#include <algorithm>
#include <cstdint>
#include <optional>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/schedule/regret_bound.hpp>
#include <jobpoll/schedule/uninformed.hpp>

namespace jobpoll::inline v0::detail {

/// The most that misleading progress may cost by the regret bound; docs/schedules.md has the figures.
inline constexpr trust trust_in_progress{.per_mille = 1'220, .careful_polls = 3};

/// Progress stopped: the uninformed schedule begins again where it stopped, but not before the old slope's
/// earliest end.
[[nodiscard]] constexpr std::optional<milliseconds> delay_after_a_stop(time_span end, milliseconds since,
                                                                       milliseconds poll_cost,
                                                                       const regret_bound& bound) noexcept {
    if (end.low >= bound.blind) return std::nullopt;
    const std::int64_t wanted = (std::max)(uninformed_gap(since, poll_cost).count(), end.low);
    if (wanted >= bound.blind) return std::nullopt;
    return milliseconds{(std::max)(wanted, bound.earliest())};
}

/// The end is somewhere in a span: that is inspected as if it were uniform there, first at low +
/// sqrt(2 c width). Only a sure `low` stretches a wait.
[[nodiscard]] constexpr std::optional<milliseconds>
delay_towards_the_end(time_span end, milliseconds since, const regret_bound& bound) noexcept {
    const std::int64_t low = std::max<std::int64_t>(end.low - since.count(), 0);
    const std::int64_t width = std::max<std::int64_t>(end.high - since.count() - low, 0);
    if (width == 0) return std::nullopt;
    if (low > bound.blind) return milliseconds{(std::min)(low, bound.latest())};
    const std::int64_t first = (std::min)(geometric_mean(2 * bound.cost, width), width);
    return milliseconds{std::clamp(low + first, bound.earliest(), bound.blind)};
}

/// The wait that progress suggests, within the bound; nothing where progress says nothing. `blind` is the
/// uninformed wait.
[[nodiscard]] constexpr std::optional<milliseconds> progress_delay(const progress_track& track,
                                                                   milliseconds elapsed,
                                                                   milliseconds poll_cost, milliseconds blind,
                                                                   trust in = trust_in_progress) noexcept {
    if (!is_informative(track)) return std::nullopt;
    const std::int64_t now = (std::max)(lawful_elapsed(elapsed), track.moved_at.count());
    const milliseconds since{now - track.moved_at.count()};
    const regret_bound bound{elapsed, poll_cost, track.polls, in, blind};
    const progress_line line = line_of(track);
    const time_span end = predict(track, line);
    if (is_stuck(track, line, now)) return delay_after_a_stop(end, since, poll_cost, bound);
    return delay_towards_the_end(end, since, bound);
}

} // namespace jobpoll::inline v0::detail

#endif
