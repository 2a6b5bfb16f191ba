// jobpoll: durations of earlier jobs of a kind, and how far the next delays may rely on them.
#ifndef JOBPOLL_SCHEDULE_HISTORY_HPP
#define JOBPOLL_SCHEDULE_HISTORY_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <jobpoll/base/time.hpp>
#include <jobpoll/schedule/history_merge.hpp>
#include <jobpoll/schedule/history_state.hpp>
#include <jobpoll/schedule/learning.hpp>
#include <jobpoll/schedule/policy.hpp>
#include <jobpoll/schedule/uninformed.hpp>
#include <jobpoll/words/decision.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// Durations of earlier jobs of a kind, the accuracy of their progress, and the credit that predictions
/// earned.
///
/// Plain data, trivially copyable, below 2 KB; `to_text` and `parse_history` keep it. Keep jobs of different
/// kinds apart. It may serve pollers that run at the same time, in one thread or under the caller's lock:
/// they share the credit, by the number of jobs that were begun and not yet learned.
/// *Units*: durations from 1 ms to 49 days; what is outside counts as the nearest that is inside.
class history {
public:
    /// The polling of a job begins: it shares the credit until `learn` is called with its last decision.
    ///
    /// Not needed for jobs that run one after the other.
    constexpr void begin() noexcept { state_.in_flight = detail::count_one_more(state_.in_flight); }

    /// The last decision of a poller or fleet about a job.
    ///
    /// Endings that are not the vendor's (timed out, exhausted, ...) teach nothing: a job that was given up
    /// after an hour did not take an hour. The job ended between the last poll that saw it going on and the
    /// last; the vendor's own duration is taken where it lies between them.
    template <class Clock>
    constexpr void learn(const basic_decision<Clock>& last) noexcept {
        if (last.poll_again()) return;
        if (state_.in_flight != 0) --state_.in_flight;
        if (!ended_by_vendor(last.outcome) || last.attempts == 0) return;
        detail::ended_job job{.after = detail::lawful_elapsed(last.ended_after),
                              .by = detail::lawful_elapsed(last.elapsed),
                              .seen = detail::lawful_elapsed(last.elapsed),
                              .polls = last.attempts,
                              .progress = last.forecast};
        job.after = (std::min)(job.after, job.by);
        job.last_gap = job.by - job.after;
        if (const milliseconds told = last.vendor_duration.value_or(milliseconds{-1});
            told.count() > job.after && told.count() <= job.by) {
            job.by = told.count();
            job.after = job.by - 1;
        }
        detail::learn(state_, job, {last.poll_cost, {last.min_delay, last.max_delay}});
    }

    /// Learns a duration that was measured elsewhere. It brings some credit, because the caller vouches for
    /// it.
    constexpr void learn(milliseconds duration) noexcept {
        const std::int64_t took = detail::lawful_elapsed(duration);
        detail::learn(state_, {.after = took - 1, .by = took, .seen = took},
                      {milliseconds{state_.poll_cost}, {default_min_delay, default_max_delay}});
    }

    /// The jobs that were learned; the newest 128 are remembered one by one.
    [[nodiscard]] constexpr std::uint32_t size() const noexcept { return state_.size; }
    [[nodiscard]] constexpr bool empty() const noexcept { return state_.size == 0; }

    /// What wrong predictions may cost from now on, in waiting and poll costs; at most 500 poll costs.
    /// Below zero where jobs that ran at the same time lost more than there was.
    [[nodiscard]] constexpr milliseconds credit() const noexcept { return milliseconds{state_.credit}; }

    /// The jobs that were begun and not yet learned.
    [[nodiscard]] constexpr std::uint32_t in_flight() const noexcept { return state_.in_flight; }

    [[nodiscard]] constexpr const detail::history_state& state() const noexcept { return state_; }
    constexpr explicit history(const detail::history_state& state) noexcept : state_{state} {}
    constexpr history() noexcept = default;

    friend constexpr bool operator==(const history&, const history&) noexcept = default;

private:
    detail::history_state state_{};
};
static_assert(std::is_trivially_copyable_v<history> && sizeof(history) <= 2048);

/// Joins two histories.
///
/// The newest of each come first, in turn; what is beyond 128 jobs is forgotten, so that the order of several
/// merges matters. Weights are means by the number of jobs. The credit is the sum, within its cap, which is
/// right for histories of different jobs only.
[[nodiscard]] constexpr history merge(const history& a, const history& b) noexcept {
    return history{detail::merge(a.state(), b.state())};
}

} // namespace jobpoll::inline v0

#endif
