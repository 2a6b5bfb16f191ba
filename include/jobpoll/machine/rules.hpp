// jobpoll: `machine_rules`: what the machine obeys; and the limits of a delay in each phase.
#ifndef JOBPOLL_MACHINE_RULES_HPP
#define JOBPOLL_MACHINE_RULES_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/machine/budgets.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/schedule/forecast.hpp>
#include <jobpoll/schedule/policy.hpp>
#include <jobpoll/schedule/schedule.hpp>

namespace jobpoll::inline v0 {

/// What the machine obeys, out of the contract and the caller's options.
struct machine_rules {
    milliseconds max_wait{};
    milliseconds first_poll{};
    milliseconds stall_after{}; ///< zero for never
    milliseconds max_queued{};  ///< zero for no limit of its own
    milliseconds patience{}; ///< how long a row of faults lasts at least before its budget ends the polling
    milliseconds reply_timeout{};
    milliseconds poll_cost{};
    milliseconds quota_gap{}; ///< the least gap that the vendor's quota leaves to a single job
    std::optional<milliseconds> min_delay{};
    std::optional<milliseconds> max_delay{};
    const endpoint* documented = nullptr; ///< for its cadence and retention
    const forecast* ahead = nullptr;      ///< what the history says; the machine itself never learns
    std::uint32_t jobs_in_flight = 1;     ///< that share the history's credit
    std::uint64_t seed = 0;
    std::uint32_t max_attempts = 0;
    fault_budgets budgets{};
    std::uint16_t confirmations = 1;
    std::uint16_t jitter_per_mille = 0;
    polling_policy policy = polling_policy::inspection;
    bool stall_ignores_heartbeat = false;
    bool long_poll = false;
};

/// The latest moment at which a job can end, since the start: a request that was sent at the deadline may be
/// answered until then.
[[nodiscard]] constexpr milliseconds latest_end(const machine_rules& rules) noexcept {
    return saturating_add(rules.max_wait, rules.reply_timeout);
}

/// Whether the pending poll is the last look: an answer to it, or none, ends the polling.
[[nodiscard]] constexpr bool is_last_look(const machine_state& s, const machine_rules& rules) noexcept {
    return s.next_poll >= rules.max_wait;
}

/// The longest wait after which a job that has ended is still there: half of the documented retention.
[[nodiscard]] constexpr milliseconds longest_wait(const machine_rules& rules) noexcept {
    const bool documented = rules.documented != nullptr && rules.documented->retention > milliseconds{0};
    return documented ? rules.documented->retention / 2 : for_ever;
}

namespace detail {

/// The general limits of the other policies, and of inspection.
inline constexpr delay_bounds general_limits[] = {{smithy_min_delay, smithy_max_delay},
                                                  {default_min_delay, default_max_delay}};

/// What the vendor documents for a phase.
[[nodiscard]] constexpr const cadence_row& cadence_in(const machine_rules& rules, phase p) noexcept {
    return rules.documented != nullptr ? documented_cadence(*rules.documented, p) : no_cadence;
}

/// The limits of a delay that credit does not pay for.
[[nodiscard]] constexpr delay_limits limits_without_credit(const machine_rules& rules, phase p) noexcept {
    const cadence_row& row = cadence_in(rules, p);
    const delay_bounds& general = general_limits[rules.policy == polling_policy::inspection];
    const milliseconds documented_max = row.max_delay > milliseconds{0} ? row.max_delay : general.max;
    const milliseconds documented_min =
        row.min_delay > milliseconds{0} ? row.min_delay : (std::min)(general.min, documented_max);
    const milliseconds min = rules.min_delay.value_or(documented_min);
    const milliseconds max = (std::min)(rules.max_delay.value_or(documented_max), longest_wait(rules));
    const milliseconds shortest = (std::max)(min, rules.quota_gap);
    return {.min = shortest,
            .max = (std::max)(max, shortest),
            .min_is = rules.quota_gap > min ? reason::quota : reason::cadence};
}

/// The same limits, with the longest delay that credit can pay for.
[[nodiscard]] constexpr delay_limits with_credit(delay_limits limits, const machine_rules& rules,
                                                 phase p) noexcept {
    const bool is_documented = rules.max_delay || cadence_in(rules, p).max_delay > milliseconds{0};
    if (!is_documented) limits.max_on_credit = (std::max)(longest_wait(rules), limits.min);
    return limits;
}

} // namespace detail

/// The limits of a delay in a phase: the caller's, else the documented ones, else the general ones.
[[nodiscard]] constexpr delay_limits limits_in(const machine_rules& rules, phase p) noexcept {
    return detail::with_credit(detail::limits_without_credit(rules, p), rules, p);
}

} // namespace jobpoll::inline v0

#endif
