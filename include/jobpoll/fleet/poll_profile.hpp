// jobpoll: what jobs of a fleet have in common: the endpoint and the options, kept once.
#ifndef JOBPOLL_FLEET_POLL_PROFILE_HPP
#define JOBPOLL_FLEET_POLL_PROFILE_HPP

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <type_traits>

#include <jobpoll/polling/options.hpp>
#include <jobpoll/polling/rules.hpp>
#include <jobpoll/reading/reader.hpp>

namespace jobpoll::inline v0::detail {

/// Calls `visit(option)` for every option but the history and the seed, always in the same order: the one in
/// which options are compared and saved.
template <class Visitor, class Options>
constexpr void for_each_option(Visitor&& visit, Options& o) {
    visit(o.max_wait), visit(o.max_attempts), visit(o.policy), visit(o.poll_cost), visit(o.first_poll);
    visit(o.min_delay), visit(o.max_delay), visit(o.stall_after), visit(o.jitter_per_mille);
    visit(o.max_body_bytes), visit(o.strict), visit(o.budgets.faults), visit(o.budgets.malformed);
    visit(o.budgets.unknown_statuses), visit(o.budgets.missing), visit(o.budgets.unauthorized);
    visit(o.patience), visit(o.confirmations), visit(o.max_queued), visit(o.stall_ignores_heartbeat);
    visit(o.long_poll), visit(o.reply_timeout);
}

template <class Option>
inline constexpr bool is_time = std::is_same_v<Option, timeout> || std::is_same_v<Option, length_of_time>;
template <class Option>
inline constexpr bool is_optional_time = std::is_same_v<Option, std::optional<length_of_time>>;

template <class Option>
[[nodiscard]] constexpr std::int64_t option_number(const Option& option) noexcept {
    if constexpr (is_time<Option>)
        return option.value().count();
    else if constexpr (is_optional_time<Option>)
        return option ? option->value().count() : -1;
    else
        return static_cast<std::int64_t>(option);
}

/// Puts a number into an option; false where the option cannot have it.
template <class Option>
[[nodiscard]] constexpr bool option_from_number(Option& option, std::int64_t number) noexcept {
    if constexpr (is_time<Option>)
        option = Option{milliseconds{number}};
    else if constexpr (is_optional_time<Option>)
        option = number < 0 ? Option{} : Option{length_of_time{milliseconds{number}}};
    else
        option = static_cast<Option>(number);
    if constexpr (std::is_same_v<Option, polling_policy>)
        return number >= 0 && number <= static_cast<std::int64_t>(polling_policy::smithy);
    return option_number(option) == number && number >= (is_optional_time<Option> ? -1 : 0);
}

inline constexpr std::size_t option_count = [] {
    const poll_options o{.max_wait = milliseconds{0}};
    std::size_t count = 0;
    for_each_option([&count](const auto&) { ++count; }, o);
    return count;
}();

/// What tells profiles apart.
struct profile_key {
    const endpoint* documented = nullptr;
    const history* past = nullptr;
    std::array<std::int64_t, option_count> numbers{}; ///< of the options

    profile_key(const endpoint& e, const poll_options& o) : documented{&e}, past{o.past} {
        std::size_t at = 0;
        for_each_option([this, &at](const auto& option) { numbers[at++] = option_number(option); }, o);
    }
    friend auto operator<=>(const profile_key&, const profile_key&) = default;
};

/// What a job goes by, but for its seed.
struct poll_profile {
    machine_rules rules{};
    reader_options reading{};
    std::uint32_t users = 0;
};
using profile_map = std::map<profile_key, poll_profile>;

} // namespace jobpoll::inline v0::detail

#endif
