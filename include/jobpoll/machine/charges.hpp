// jobpoll: counting: which counter an event moves, and when a budget is spent.
#ifndef JOBPOLL_MACHINE_CHARGES_HPP
#define JOBPOLL_MACHINE_CHARGES_HPP

#include <cstddef>
#include <cstdint>
#include <optional>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/machine/rules.hpp>
#include <jobpoll/machine/state.hpp>
#include <jobpoll/machine/transitions.hpp>

namespace jobpoll::inline v0::detail {

/// One budget: where its count is, where its limit, since when its row lasts (null where only the count
/// matters), and an event that it counts.
struct budget_row {
    std::uint16_t machine_state::*count;
    std::uint16_t fault_budgets::*limit;
    milliseconds machine_state::*since;
    event counted;
};

/// In the order of the enumeration. Neither `throttled` nor `confirmations` is a budget of faults.
inline constexpr budget_row budget_table[budget_count] = {
    {nullptr, nullptr, nullptr, event::started},
    {&machine_state::faults, &fault_budgets::faults, &machine_state::faults_since, event::server_error},
    {&machine_state::malformed, &fault_budgets::malformed, &machine_state::malformed_since, event::malformed},
    {&machine_state::unknown_statuses, &fault_budgets::unknown_statuses, &machine_state::unknown_since,
     event::unknown_status},
    {&machine_state::missing, &fault_budgets::missing, nullptr, event::not_found},
    {&machine_state::unauthorized, &fault_budgets::unauthorized, nullptr, event::unauthorized},
    {&machine_state::throttled, nullptr, nullptr, event::throttled},
    {&machine_state::confirmations, nullptr, nullptr, event::vendor_terminal},
};

[[nodiscard]] constexpr const budget_row& row_of(budget b) noexcept {
    return budget_table[static_cast<std::size_t>(b)];
}

/// Counts one more in a row; the first one begins the row.
constexpr void count_in(machine_state& s, budget b) noexcept {
    const budget_row& row = row_of(b);
    if (row.count == nullptr) return;
    if (row.since != nullptr && s.*row.count == 0) s.*row.since = s.elapsed;
    s.*row.count = count_one_more(s.*row.count);
}

/// A usable reply ends every row but that of the unknown statuses, where it is one more of them. The
/// confirmations have a rule of their own.
constexpr void clear_counts(machine_state& s, budget kept) noexcept {
    s.faults = s.malformed = s.missing = s.unauthorized = s.throttled = 0;
    if (kept != budget::unknown_statuses) s.unknown_statuses = 0;
}

/// Whether more were counted than the budget has.
[[nodiscard]] constexpr bool is_count_spent(const machine_state& s, const machine_rules& rules,
                                            budget b) noexcept {
    if (b == budget::none || b == budget::throttled) return false;
    if (b == budget::confirmations) return s.confirmations >= rules.confirmations;
    const budget_row& row = row_of(b);
    return s.*row.count > rules.budgets.*row.limit;
}

/// Whether the budget ends the polling: the count is spent, and the row has lasted long enough.
[[nodiscard]] constexpr bool is_spent(const machine_state& s, const machine_rules& rules, budget b) noexcept {
    if (!is_count_spent(s, rules, b)) return false;
    const budget_row& row = row_of(b);
    return row.since == nullptr || saturating_subtract(s.elapsed, s.*row.since) >= rules.patience;
}

/// The event whose row says how the polling ends at the deadline: that of a count which is spent, where only
/// the time was lacking, else the deadline itself.
[[nodiscard]] JOBPOLL_COLD constexpr event end_at_deadline(const machine_state& s, const machine_rules& rules,
                                                           budget own) noexcept {
    for (const budget b : {own, budget::faults, budget::malformed, budget::unknown_statuses})
        if (row_of(b).since != nullptr && is_count_spent(s, rules, b)) return row_of(b).counted;
    return event::deadline;
}

} // namespace jobpoll::inline v0::detail

#endif
