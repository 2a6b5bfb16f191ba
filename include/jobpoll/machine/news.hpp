// jobpoll: what a usable reply teaches the machine about the job.
#ifndef JOBPOLL_MACHINE_NEWS_HPP
#define JOBPOLL_MACHINE_NEWS_HPP

#include <algorithm>
#include <cstdint>

#include <jobpoll/base/time.hpp>
#include <jobpoll/machine/rules.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

/// How the vendor says that the job ended; `unknown` where that is no outcome of a vendor's.
[[nodiscard]] constexpr outcome outcome_said(const report& in) noexcept {
    if (in.event != event::vendor_terminal) return outcome::none;
    return ended_by_vendor(in.outcome) ? in.outcome : outcome::unknown;
}

/// How long the job took by the vendor's own times, where both ends are given and in order.
[[nodiscard]] constexpr optional_milliseconds duration_of(const report& in) noexcept {
    const optional_milliseconds begin = in.started ? in.started : in.created;
    if (!begin || !in.finished || *in.finished < *begin) return {};
    return saturating_subtract(*in.finished, *begin);
}

/// Takes in a reply that mentions the job.
constexpr void take_job(machine_state& s, const report& in, const machine_rules& rules) noexcept {
    const outcome said = outcome_said(in);
    const phase now = said == outcome::none ? in.phase : phase::finished;
    const bool moved = in.progress >= 0 && in.progress != s.reported_progress;
    const bool beats = in.heartbeat != s.heartbeat && !rules.stall_ignores_heartbeat;
    if (moved || beats || in.activity != s.activity || now != s.phase) s.changed_at = s.elapsed;
    if (now != s.phase) s.phase_since = s.elapsed;
    if (said != s.said) s.confirmations = 0;
    if (said == outcome::none) s.ended_after = s.elapsed;
    s.said = said;
    s.phase = now;
    s.vendor_duration = duration_of(in);
    s.activity = in.activity;
    s.heartbeat = in.heartbeat;
    // The reply that tells the end predicts nothing.
    if (said == outcome::none) observe_in_place(s.progress, s.elapsed, in.progress);
    if (in.progress >= 0) s.reported_progress = (std::min)(in.progress, std::int16_t{1000});
    if (in.items_done >= 0) s.items_done = in.items_done;
    if (in.items_total >= 0) s.items_total = in.items_total;
}

} // namespace jobpoll::inline v0::detail

#endif
