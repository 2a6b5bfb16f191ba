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
[[nodiscard]] constexpr outcome outcome_said(const report& input) noexcept {
    if (input.event != event::vendor_terminal) return outcome::none;
    return ended_by_vendor(input.outcome) ? input.outcome : outcome::unknown;
}

/// How long the job took by the vendor's own times, where both ends are given and in order.
[[nodiscard]] constexpr optional_milliseconds duration_of(const report& input) noexcept {
    const optional_milliseconds begin = input.started ? input.started : input.created;
    if (!begin || !input.finished || *input.finished < *begin) return {};
    return saturating_subtract(*input.finished, *begin);
}

/// Takes in a reply that mentions the job.
constexpr void take_job(machine_state& s, const report& input, const machine_rules& rules) noexcept {
    const outcome said = outcome_said(input);
    const phase now = said == outcome::none ? input.phase : phase::finished;
    const bool moved = input.progress >= 0 && input.progress != s.reported_progress;
    const bool beats = input.heartbeat != s.heartbeat && !rules.stall_ignores_heartbeat;
    if (moved || beats || input.activity != s.activity || now != s.phase) s.changed_at = s.elapsed;
    if (now != s.phase) s.phase_since = s.elapsed;
    if (said != s.said) s.confirmations = 0;
    if (said == outcome::none) s.ended_after = s.elapsed;
    s.said = said;
    s.phase = now;
    s.vendor_duration = duration_of(input);
    s.activity = input.activity;
    s.heartbeat = input.heartbeat;
    // The reply that tells the end predicts nothing.
    if (said == outcome::none) observe_in_place(s.progress, s.elapsed, input.progress);
    if (input.progress >= 0) s.reported_progress = (std::min)(input.progress, std::int16_t{1000});
    if (input.items_done >= 0) s.items_done = input.items_done;
    if (input.items_total >= 0) s.items_total = input.items_total;
}

} // namespace jobpoll::inline v0::detail

#endif
