// jobpoll: the caller's options one by one, as numbers, to compare and save them.
#ifndef JOBPOLL_POLLING_OPTION_FIELDS_HPP
#define JOBPOLL_POLLING_OPTION_FIELDS_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>

#include <jobpoll/polling/options.hpp>

namespace jobpoll::inline v0::detail {

/// Calls `visit(option)` for every option but the history and the seed, in the order in which they are saved.
template <class Visitor, class Options>
constexpr void for_each_option(Visitor&& visit, Options& o) {
    visit(o.max_wait), visit(o.max_attempts), visit(o.policy), visit(o.poll_cost), visit(o.first_poll);
    visit(o.min_delay), visit(o.max_delay), visit(o.stall_after), visit(o.jitter_per_mille);
    visit(o.max_body_bytes), visit(o.strict), visit(o.budgets.faults), visit(o.budgets.malformed);
    visit(o.budgets.unknown_statuses), visit(o.budgets.missing), visit(o.budgets.unauthorized);
    visit(o.patience), visit(o.confirmations), visit(o.max_queued), visit(o.stall_ignores_heartbeat);
    visit(o.long_poll), visit(o.reply_timeout);
}
inline constexpr std::size_t option_count = [] {
    const poll_options o{.max_wait = milliseconds{0}};
    std::size_t count = 0;
    for_each_option([&count](const auto&) { ++count; }, o);
    return count;
}();

/// An option as a number; times in milliseconds, -1 for none.
template <class Option>
[[nodiscard]] constexpr std::int64_t option_number(const Option& option) noexcept {
    if constexpr (std::is_same_v<Option, std::optional<length_of_time>>)
        return option ? option->value().count() : -1;
    else if constexpr (std::is_class_v<Option>)
        return option.value().count();
    else
        return static_cast<std::int64_t>(option);
}

/// All options as numbers, to tell whether two are the same.
using option_numbers = std::array<std::int64_t, option_count>;
[[nodiscard]] constexpr option_numbers numbers_of(const poll_options& o) noexcept {
    option_numbers numbers{};
    std::size_t at = 0;
    for_each_option([&](const auto& option) { numbers[at++] = option_number(option); }, o);
    return numbers;
}

/// Puts a number into an option; false where the option cannot have it.
template <class Option>
[[nodiscard]] constexpr bool option_from_number(Option& option, std::int64_t number) noexcept {
    if constexpr (std::is_same_v<Option, std::optional<length_of_time>>) {
        if (number >= 0) option = length_of_time{milliseconds{number}};
        return number >= -1;
    } else if constexpr (std::is_class_v<Option>) {
        option = Option{milliseconds{number}};
    } else {
        option = static_cast<Option>(number);
        if (static_cast<std::int64_t>(option) != number) return false;
        if constexpr (std::is_enum_v<Option>) return number >= 0 && option <= polling_policy::smithy;
    }
    return number >= 0;
}

} // namespace jobpoll::inline v0::detail

#endif
