// jobpoll: makes the rules of the machine from an endpoint and the options, and checks the options.
#ifndef JOBPOLL_POLLING_RULES_HPP
#define JOBPOLL_POLLING_RULES_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/machine/rules.hpp>
#include <jobpoll/polling/options.hpp>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr std::optional<milliseconds>
value_of(const std::optional<length_of_time>& time) noexcept {
    return time ? std::optional{time->value()} : std::nullopt;
}

/// The gap that the tightest documented quota leaves to a single job.
[[nodiscard]] constexpr milliseconds quota_gap_of(const endpoint& e) noexcept {
    milliseconds gap{0};
    for (const request_quota& q : e.quota)
        if (q.requests != 0) gap = (std::max)(gap, q.period / static_cast<std::int64_t>(q.requests));
    return gap;
}

// Inlined, g++ 12 warns of members that may be uninitialised, falsely.
[[nodiscard]] JOBPOLL_COLD constexpr machine_rules rules_of(const endpoint& e, std::string_view job_id,
                                                            const poll_options& o) noexcept {
    return {.max_wait = o.max_wait.value(),
            .first_poll = o.first_poll.value(),
            .stall_after = o.stall_after.value(),
            .max_queued = o.max_queued.value(),
            .patience = o.patience ? o.patience->value() : default_patience(o.max_wait.value()),
            .reply_timeout = o.reply_timeout.value(),
            .poll_cost = o.poll_cost.value(),
            .quota_gap = quota_gap_of(e),
            .min_delay = value_of(o.min_delay),
            .max_delay = value_of(o.max_delay),
            .documented = &e,
            .seed = o.seed.value_or(fnv1a(job_id)),
            .max_attempts = o.max_attempts,
            .budgets = o.budgets,
            .confirmations = o.confirmations,
            .jitter_per_mille = o.jitter_per_mille,
            .policy = o.policy,
            .stall_ignores_heartbeat = o.stall_ignores_heartbeat,
            .long_poll = o.long_poll};
}

/// A seed made of the first moment, in the resolution of the caller's clock.
template <class Rep, class Period>
[[nodiscard]] constexpr std::uint64_t seed_of(std::chrono::duration<Rep, Period> since_epoch) noexcept {
    if constexpr (std::is_integral_v<Rep>)
        return mix(static_cast<std::uint64_t>(since_epoch.count()));
    else
        return mix(static_cast<std::uint64_t>(to_milliseconds(since_epoch).count()));
}

/// The first invalid option, as a sentence; empty where all are valid.
[[nodiscard]] JOBPOLL_COLD constexpr std::string_view
find_invalid_option(const endpoint& e, std::string_view job_id, const poll_options& o) noexcept {
    const milliseconds zero{0};
    const bool crossed = o.min_delay && o.max_delay && o.min_delay->value() > o.max_delay->value();
    if (e.shape.is_list && job_id.empty()) return "a list endpoint needs the job_id to look for";
    if (o.max_wait.value() < zero) return "max_wait is negative";
    if (o.poll_cost.value() < zero) return "poll_cost is negative";
    if (o.first_poll.value() < zero) return "first_poll is negative";
    if (o.stall_after.value() < zero) return "stall_after is negative";
    if (o.min_delay && o.min_delay->value() <= zero) return "min_delay is below one millisecond";
    if (o.max_delay && o.max_delay->value() <= zero) return "max_delay is below one millisecond";
    if (crossed) return "min_delay is above max_delay";
    if (o.patience && o.patience->value() < zero) return "patience is negative";
    if (o.max_queued.value() < zero) return "max_queued is negative";
    if (o.reply_timeout.value() <= zero) return "reply_timeout is below one millisecond";
    if (o.confirmations == 0) return "confirmations is zero";
    if (o.jitter_per_mille > 1000) return "jitter_per_mille is above 1000";
    return {};
}

} // namespace jobpoll::inline v0::detail

#endif
