// jobpoll: what reported progress has taught so far, in constant size.
#ifndef JOBPOLL_PROGRESS_TRACK_HPP
#define JOBPOLL_PROGRESS_TRACK_HPP

#include <cstdint>

#include <jobpoll/time.hpp>

namespace jobpoll::inline v0 {

/// The reports of progress that matter for predicting the end.
///
/// Units: milliseconds since the start; progress in thousandths, -1 for none.
struct progress_track {
    milliseconds last_moved{}; ///< when the report last changed
    std::int16_t last = -1;

    friend constexpr bool operator==(const progress_track&, const progress_track&) noexcept = default;
};

/// The track after one more report; `per_mille` is -1 where the reply has no progress.
[[nodiscard]] constexpr progress_track observe(progress_track track, milliseconds elapsed,
                                               std::int16_t per_mille) noexcept {
    if (per_mille >= 0 && per_mille != track.last) track = {elapsed, per_mille};
    return track;
}

namespace detail {
/// Calls `visit(field)` for every field, in the order in which snapshots have them.
template <class Track, class Visitor>
constexpr void for_each_field_of_progress(Track& track, Visitor&& visit) {
    visit(track.last_moved);
    visit(track.last);
}
} // namespace detail

} // namespace jobpoll::inline v0

#endif
