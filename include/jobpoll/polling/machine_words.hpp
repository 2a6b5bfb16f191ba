// jobpoll: between the words of the caller and of replies, and those of the machine.
//
// The room `polling`: one job: a poller, its options, and its text form at rest.
// poller.hpp joins reader and machine; snapshot.hpp saves and restores it.
#ifndef JOBPOLL_POLLING_MACHINE_WORDS_HPP
#define JOBPOLL_POLLING_MACHINE_WORDS_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/machine/machine.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/reading/observation.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr std::optional<milliseconds>
value_of(const std::optional<length_of_time>& time) noexcept {
    return time ? std::optional{time->value()} : std::nullopt;
}

// The two that look at all options are called once a poller. Put in place, they make g++ 12 doubt whether
// what an empty optional does not hold was ever set.

/// The gap that the tightest documented quota leaves to a single job.
[[nodiscard]] constexpr milliseconds quota_gap_of(const endpoint& e) noexcept {
    milliseconds gap{0};
    for (const request_quota& q : e.quota)
        if (q.requests != 0) gap = std::max(gap, q.period / static_cast<std::int64_t>(q.requests));
    return gap;
}

[[nodiscard]] JOBPOLL_NOINLINE constexpr machine_rules rules_of(const endpoint& e,
                                                                const poll_options& o) noexcept {
    return {.max_wait = o.max_wait.value(),
            .first_poll = o.first_poll.value(),
            .stall_after = o.stall_after.value(),
            .poll_cost = o.poll_cost.value(),
            .quota_gap = quota_gap_of(e),
            .min_delay = value_of(o.min_delay),
            .max_delay = value_of(o.max_delay),
            .documented = &e,
            .past = o.past,
            .seed = o.seed.value_or(fnv1a(o.job_id)),
            .max_attempts = o.max_attempts,
            .budgets = o.budgets,
            .jitter_per_mille = o.jitter_per_mille,
            .policy = o.policy};
}

/// The first option that makes no sense, said in a sentence; empty where all do.
[[nodiscard]] JOBPOLL_NOINLINE constexpr std::string_view
find_invalid_option(const endpoint& e, const poll_options& o) noexcept {
    const milliseconds zero{0};
    const bool crossed = o.min_delay && o.max_delay && o.min_delay->value() > o.max_delay->value();
    if (e.shape.is_list && o.job_id.empty()) return "a list endpoint needs the job_id to look for";
    if (o.max_wait.value() < zero) return "max_wait is negative";
    if (o.poll_cost.value() < zero) return "poll_cost is negative";
    if (o.first_poll.value() < zero) return "first_poll is negative";
    if (o.stall_after.value() < zero) return "stall_after is negative";
    if (o.min_delay && o.min_delay->value() <= zero) return "min_delay is below one millisecond";
    if (o.max_delay && o.max_delay->value() <= zero) return "max_delay is below one millisecond";
    if (crossed) return "min_delay is above max_delay";
    if (o.jitter_per_mille > 1000) return "jitter_per_mille is above 1000";
    return {};
}

/// Changes when anything of the job that shows life changes.
[[nodiscard]] constexpr std::uint64_t activity_of(const job& j) noexcept {
    std::uint64_t mark = fnv1a(j.vendor_status);
    for (const auto& count :
         {j.items.completed, j.items.succeeded, j.items.failed, j.items.skipped, j.items.total})
        mark = mix(mark ^ static_cast<std::uint64_t>(count.value_or(-1)));
    if (j.times.heartbeat) mark = mix(mark ^ static_cast<std::uint64_t>(j.times.heartbeat->count()));
    return mark;
}

/// How many items are done: well done, once the job has ended and says so.
[[nodiscard]] constexpr std::int64_t items_done(const job& j) noexcept {
    const item_counts& items = j.items;
    if (j.outcome != outcome::none && items.succeeded) return *items.succeeded;
    if (items.completed) return *items.completed;
    if (!items.succeeded && !items.failed && !items.skipped) return -1;
    std::int64_t done = 0;
    for (const auto& count : {items.succeeded, items.failed, items.skipped})
        if (count && *count > 0) done = add_held(done, *count);
    return done;
}

[[nodiscard]] constexpr machine_input to_input(const observation& seen, const machine_rules& rules) noexcept {
    machine_input input;
    input.what = seen.what;
    input.status = static_cast<std::int16_t>(seen.status < -1 || seen.status > 9999 ? -1 : seen.status);
    input.retry_after = seen.retry_after.wait;
    input.mentions_job = seen.mentions_job;
    if (!seen.usable() || !seen.mentions_job) return input;
    input.phase = seen.job.phase;
    input.outcome = seen.job.outcome;
    input.progress = seen.job.progress.value_or(std::int16_t{-1});
    input.items_done = items_done(seen.job);
    input.items_total = seen.job.items.total.value_or(-1);
    if (rules.stall_after > milliseconds{0}) input.activity = activity_of(seen.job);
    return input;
}

template <class Clock>
[[nodiscard]] constexpr basic_decision<Clock> to_decision(const machine_state& s,
                                                          milliseconds origin) noexcept {
    basic_decision<Clock> d;
    d.action = s.stage == stage::ended ? action::stop : action::poll;
    d.outcome = s.outcome;
    d.why = s.why;
    d.phase = s.phase;
    d.progress = s.progress.last;
    d.status = s.status;
    d.attempts = s.attempts;
    d.at = time_point_of<Clock>{saturating_add(origin, s.next_poll)};
    d.delay = s.next_poll - s.decided_at;
    d.elapsed = s.elapsed;
    d.items_done = s.items_done;
    d.items_total = s.items_total;
    return d;
}

template <class Clock>
[[nodiscard]] constexpr clock_kind kind_of() noexcept {
    if constexpr (std::is_same_v<Clock, std::chrono::steady_clock>)
        return clock_kind::steady;
    else
        return std::is_same_v<Clock, std::chrono::system_clock> ? clock_kind::system : clock_kind::other;
}

/// Backward moves are the machine's to notice; as violations they stand with those of the reply.
///
/// Shapes: returns how many are kept in `storage` then.
[[nodiscard]] inline std::size_t add_regressions(std::span<violation> storage, std::size_t kept,
                                                 violation_counts& counts, const endpoint& e,
                                                 const machine_state& after) noexcept {
    const auto add = [&](std::uint8_t row) {
        violation found;
        found.declared = row == no_index ? nullptr : &e.members[row];
        found.rule = rule::regression;
        found.severity = severity::tolerated;
        ++counts.tolerated;
        if (kept < storage.size()) storage[kept++] = found;
    };
    if (after.phase_went_back) add(e.shape.status_member);
    if (after.progress_went_back)
        add(e.shape.progress_member != no_index ? e.shape.progress_member : e.shape.progress_part);
    return kept;
}

} // namespace jobpoll::inline v0::detail

#endif
