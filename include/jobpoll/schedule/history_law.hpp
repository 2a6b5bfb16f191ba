// jobpoll: when to look next where the durations of earlier jobs are known.
#ifndef JOBPOLL_SCHEDULE_HISTORY_LAW_HPP
#define JOBPOLL_SCHEDULE_HISTORY_LAW_HPP

#include <algorithm>
#include <cstdint>
#include <optional>

#include <jobpoll/schedule/bill.hpp>
#include <jobpoll/schedule/blind_law.hpp>
#include <jobpoll/schedule/history.hpp>
#include <jobpoll/schedule/history_forecast.hpp>

namespace jobpoll::inline v0::detail {

/// The most that a wrong history may cost, as far as the bill goes; docs/schedules.md has what it comes to.
inline constexpr trust trust_in_history{.per_mille = 1'500, .careful_polls = 2};

/// The wait that the history suggests, within the bill; nothing where it says nothing.
[[nodiscard]] constexpr std::optional<milliseconds> history_delay(const history& past, milliseconds elapsed,
                                                                  milliseconds poll_cost, std::int64_t polls,
                                                                  trust in = trust_in_history) noexcept {
    if (past.empty()) return std::nullopt;
    const history_forecast ahead{past, lawful_elapsed(elapsed), lawful_cost(poll_cost)};
    if (ahead.nothing_ahead()) return std::nullopt;
    const wait_bounds bounds = affordable(elapsed, poll_cost, polls, in);
    return milliseconds{std::max(ahead.best_wait(bounds.latest), bounds.earliest)};
}

} // namespace jobpoll::inline v0::detail

#endif
