// jobpoll: what reported progress has taught so far, in constant size, and the end that it predicts.
#ifndef JOBPOLL_SCHEDULE_PROGRESS_TRACK_HPP
#define JOBPOLL_SCHEDULE_PROGRESS_TRACK_HPP

#include <algorithm>
#include <cstdint>
#include <numeric>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/regret_bound.hpp>
#include <jobpoll/schedule/uninformed.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

namespace detail {
/// The line through the reports, kept because dividing is slow: it follows from the other members of a track.
///
/// *Units*: milliseconds; `grain_time` is -1 where the line is not computed, as after a restore.
struct progress_line {
    std::int64_t left = 0;        ///< the remaining time by the recent slope
    std::int64_t trend = 0;       ///< by how much the overall slope is shorter
    std::int64_t grain_time = -1; ///< how long one grain takes

    friend constexpr bool operator==(const progress_line&, const progress_line&) noexcept { return true; }
};
} // namespace detail

/// The reports of progress that matter for predicting the end: where it left zero, one in between, and
/// where it last changed.
///
/// Plain data, trivially copyable; it grows by `observe`.
/// *Units*: milliseconds since the start; progress in thousandths, -1 for none.
struct progress_track {
    milliseconds start_at{};
    milliseconds middle_at{};
    milliseconds moved_at{};   ///< when the report last changed
    progress_forecast first{}; ///< what the first report above zero predicted
    std::int32_t polls = 0;    ///< usable replies, with progress or without
    std::int16_t start = 0;
    std::int16_t middle = 0;
    std::int16_t last = -1;
    std::int16_t grain = 1000; ///< the greatest common divisor of all reports: 100 for steps of 10 %
    std::uint8_t slipped = 0;  ///< predictions that proved too early; each doubles the error allowed for
    std::uint8_t hurried = 0;  ///< predictions that proved too late, likewise
    detail::progress_line line{};

    friend constexpr bool operator==(const progress_track&, const progress_track&) noexcept = default;
};
static_assert(sizeof(progress_track) <= 80);

namespace detail {

/// Errors double so often at the most: 64 times 10 % is as good as knowing nothing.
inline constexpr int most_doubts = 6;

/// Steps of a half say nothing about the end; of a quarter, something.
inline constexpr int coarsest_grain = 250;

/// The error allowed for on each side, in thousandths of the remaining time. Progress that is a good clock is
/// within it; the cost is flat around it.
inline constexpr std::int64_t first_error = 100;

/// A span of remaining time, counted from when progress last moved.
struct time_span {
    std::int64_t low;
    std::int64_t high;
};

/// The remaining time by the slope from a point to the last change, or -1. A report of p stands for the
/// middle of its grain; but zero at the very start is zero.
[[nodiscard]] constexpr std::int64_t left_by_slope(const progress_track& track, milliseconds from_at,
                                                   int from) noexcept {
    const std::int64_t left_twice = 2'000 - 2 * track.last - track.grain;
    const bool from_nought = from == 0 && from_at == milliseconds{0};
    const std::int64_t risen_twice = 2 * (track.last - from) + (from_nought ? track.grain : 0);
    if (risen_twice <= 0) return -1;
    return left_twice <= 0 ? 0 : (track.moved_at - from_at).count() * left_twice / risen_twice;
}

/// Whether progress says anything about the end.
[[nodiscard]] constexpr bool is_informative(const progress_track& track) noexcept {
    return track.last > track.start && track.grain <= coarsest_grain;
}

/// Computes the line through the reports of an informative track.
constexpr void draw_line(progress_track& track) noexcept {
    const std::int64_t overall = left_by_slope(track, track.start_at, track.start);
    const bool young = track.middle_at == track.start_at && track.middle == track.start;
    const std::int64_t slope = young ? overall : left_by_slope(track, track.middle_at, track.middle);
    track.line.left = slope < 0 ? overall : slope;
    track.line.trend = track.line.left - overall;
    track.line.grain_time =
        (track.moved_at - track.start_at).count() * track.grain / (track.last - track.start);
}

/// An informative track with its line, after a restore.
[[nodiscard]] JOBPOLL_COLD constexpr progress_track with_line(progress_track track) noexcept {
    draw_line(track);
    return track;
}

[[nodiscard]] constexpr bool has_line(const progress_track& track) noexcept {
    return track.line.grain_time >= 0;
}

/// The end that the line of an informative track predicts.
///
/// The recent slope is believed. Where it departs from the overall one, the departure may go on as far again:
/// later if progress slows down, sooner if it quickens, half as far on the other side.
[[nodiscard]] constexpr time_span predict(const progress_track& track) noexcept {
    const progress_line& line = track.line;
    const std::int64_t early = scale(line.left, first_error << track.hurried, 1'000);
    const std::int64_t late =
        track.slipped == track.hurried ? early : scale(line.left, first_error << track.slipped, 1'000);
    const std::int64_t half_grain = line.grain_time / 2;
    const std::int64_t low = line.left + (line.trend < 0 ? line.trend : -line.trend / 2) - early - half_grain;
    return {std::max<std::int64_t>(low, 0),
            line.left + std::max<std::int64_t>(line.trend, 0) + late + half_grain};
}

/// The end where the line from the start to the last change comes to the whole; `level` is -1 where there is
/// no line. How far this is off is what a history learns.
[[nodiscard]] constexpr progress_forecast forecast_of(const progress_track& track) noexcept {
    if (track.last <= track.start) return {};
    const std::int64_t left =
        (track.moved_at - track.start_at).count() * (1'000 - track.last) / (track.last - track.start);
    return {track.last, milliseconds{track.moved_at.count() + left}};
}

/// Nothing moved for longer than one and a half grains should take, or nothing is left to move.
[[nodiscard]] constexpr bool is_stuck(const progress_track& track, std::int64_t since) noexcept {
    const std::int64_t grain_time = track.line.grain_time;
    return track.last == 1'000 || since > grain_time + grain_time / 2 + 1;
}

[[nodiscard]] constexpr std::uint8_t stepped(std::uint8_t doubts, bool up) noexcept {
    if (up) return static_cast<std::uint8_t>((std::min)(doubts + 1, most_doubts));
    return static_cast<std::uint8_t>(doubts > 0 ? doubts - 1 : 0);
}

constexpr void begin_anew(progress_track& track, std::int64_t now, std::int16_t per_mille) noexcept {
    track.start_at = track.middle_at = track.moved_at = milliseconds{now};
    track.start = track.middle = track.last = per_mille;
}

/// The middle point follows the last change at a third of the way.
constexpr void advance(progress_track& track, std::int64_t now, std::int16_t per_mille) noexcept {
    if ((track.middle_at - track.start_at).count() < (now - track.start_at.count()) / 3) {
        track.middle_at = track.moved_at;
        track.middle = track.last;
    }
    track.moved_at = milliseconds{now};
    track.last = per_mille;
}

/// Adds a point to the curve.
constexpr void take_report(progress_track& track, std::int64_t now, std::int16_t per_mille) noexcept {
    if (per_mille % track.grain != 0)
        track.grain = static_cast<std::int16_t>(std::gcd(int{track.grain}, int{per_mille}));
    if (track.last < 0 && (now == 0 || per_mille == 0)) return begin_anew(track, now, per_mille);
    if (track.last < 0) { // the first report comes late: the job began with nothing
        begin_anew(track, 0, 0);
        return advance(track, now, per_mille);
    }
    if (per_mille < track.last) {
        begin_anew(track, now, per_mille);
        track.slipped = stepped(track.slipped, true);
        return;
    }
    if (per_mille > track.last) return advance(track, now, per_mille);
    if (per_mille == 0) begin_anew(track, now, 0); // still nothing: what went before was waiting
}

/// Counts whether what was predicted before, from a moment on, is borne out by what is predicted now.
constexpr void judge(progress_track& track, time_span was, std::int64_t from, time_span is,
                     std::int64_t now) noexcept {
    const std::int64_t expected = now + is.low + (is.high - is.low) / 2;
    track.slipped = stepped(track.slipped, expected > from + was.high);
    track.hurried = stepped(track.hurried, expected < from + was.low);
}

/// Adds a report that differs from the last one, or says that the job has not begun.
constexpr void take_change(progress_track& track, std::int64_t now, std::int16_t per_mille) noexcept {
    const bool predicted = has_line(track);
    const std::int64_t from = track.moved_at.count();
    const time_span was = predicted ? predict(track) : time_span{};
    take_report(track, now, per_mille);
    if (!is_informative(track)) {
        track.line = {};
        return;
    }
    draw_line(track);
    if (predicted && track.moved_at.count() != from) judge(track, was, from, predict(track), now);
}

/// `observe`, in place.
constexpr void observe_in_place(progress_track& track, milliseconds elapsed,
                                std::int16_t per_mille) noexcept {
    if (track.polls < most_polls_counted) ++track.polls;
    if (!has_line(track) && is_informative(track)) draw_line(track); // after a restore; a fleet's always are
    if (per_mille < 0) return;
    // The same again teaches nothing; nothing again, that the job has not begun.
    if (per_mille != track.last || per_mille == 0) {
        const std::int64_t now = (std::max)(lawful_elapsed(elapsed), track.moved_at.count());
        take_change(track, now, (std::min)(per_mille, std::int16_t{1000}));
    }
    if (track.first.level <= 0) track.first = forecast_of(track);
}

} // namespace detail

/// The track after one more usable reply; `per_mille` is -1 where the reply has no progress.
///
/// To be called once for each such reply, because the track counts them. Time that goes backwards
/// stands still; more than the whole is the whole.
/// *Units*: milliseconds since the start; progress in thousandths.
[[nodiscard]] constexpr progress_track observe(progress_track track, milliseconds elapsed,
                                               std::int16_t per_mille) noexcept {
    detail::observe_in_place(track, elapsed, per_mille);
    return track;
}

/// What the progress of a job that has ended predicted before: a history learns from it how far to believe
/// the next.
///
/// The track must not have seen the reply that told the end.
[[nodiscard]] constexpr progress_summary summary_of(const progress_track& track) noexcept {
    if (track.first.level <= 0) return {};
    return {track.first, detail::forecast_of(track)};
}

namespace detail {

/// Calls `visit(field)` for every field, in the order in which snapshots have them; `visit(field, field)` for
/// two tracks.
template <class Visitor, class... Tracks>
JOBPOLL_ALWAYS_INLINE constexpr void for_each_field_of_progress(Visitor&& visit, Tracks&... track) {
    visit(track.start_at...);
    visit(track.middle_at...);
    visit(track.moved_at...);
    visit(track.first.level...);
    visit(track.first.predicted...);
    visit(track.polls...);
    visit(track.start...);
    visit(track.middle...);
    visit(track.last...);
    visit(track.grain...);
    visit(track.slipped...);
    visit(track.hurried...);
}

/// Whether reports can have led to this track, as far as the policies rely on it.
[[nodiscard]] constexpr bool is_plausible(const progress_track& t) noexcept {
    const bool in_order = t.start_at <= t.middle_at && t.middle_at <= t.moved_at && t.start <= t.middle;
    const bool unreported = t.last == -1 && t.start == 0 && t.middle == 0 && t.moved_at == milliseconds{0};
    return in_order && (unreported || (t.start >= 0 && t.middle <= t.last && t.last <= 1'000)) &&
           t.moved_at.count() <= longest_elapsed && t.polls >= 0 && t.polls <= most_polls_counted &&
           t.first.level >= -1 && t.first.level <= 1'000 && t.grain >= 1 && t.grain <= 1'000 &&
           t.slipped <= most_doubts && t.hurried <= most_doubts;
}

} // namespace detail

} // namespace jobpoll::inline v0

#endif
