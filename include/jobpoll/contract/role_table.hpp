// jobpoll: which types and formats each role reads.
#ifndef JOBPOLL_CONTRACT_ROLE_TABLE_HPP
#define JOBPOLL_CONTRACT_ROLE_TABLE_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>

#include <jobpoll/contract/columns.hpp>
#include <jobpoll/words/json_type.hpp>

namespace jobpoll::inline v0::detail {

/// What a role takes out of a value.
enum class reads : std::uint8_t {
    anything,
    identity,  ///< a string or an integer
    status,    ///< a string, boolean or number
    label,     ///< a string, or a number as text
    address,   ///< a string
    some_text, ///< strings and numbers; values of the member's other types are passed over
    moment,    ///< date_time (the default), iso_8601, unix_seconds, unix_milliseconds
    quantity,  ///< a number, or a string in the format decimal
    delay,     ///< seconds, or as unix_seconds, unix_milliseconds or decimal say
    flag,      ///< a boolean
};

struct role_traits {
    jobpoll::role role;
    reads what;
    bool has_one_value;          ///< given once, and not below an inner `*`
    bool explains_error = false; ///< of use in the contract of an error body
};

/// In the order of the enumeration.
inline constexpr role_traits role_table[] = {
    {role::none, reads::anything, false, true},
    {role::id, reads::identity, true},
    {role::status, reads::status, true},
    {role::kind, reads::label, true},
    {role::name, reads::label, true},
    {role::created, reads::moment, false},
    {role::started, reads::moment, false},
    {role::finished, reads::moment, false},
    {role::heartbeat, reads::moment, false},
    {role::lease_expires, reads::moment, false},
    {role::total, reads::quantity, false},
    {role::completed, reads::quantity, false},
    {role::succeeded, reads::quantity, false},
    {role::failed, reads::quantity, false},
    {role::skipped, reads::quantity, false},
    {role::progress, reads::quantity, true},
    {role::error_code, reads::some_text, false, true},
    {role::error_message, reads::some_text, false, true},
    {role::result, reads::anything, false},
    {role::hint, reads::anything, false, true},
    {role::remaining, reads::quantity, false},
    {role::reason, reads::some_text, false, true},
    {role::reason_code, reads::some_text, false, true},
    {role::expires, reads::moment, false},
    {role::retry_after, reads::delay, true, true},
    {role::time_left, reads::delay, true},
    {role::expected_end, reads::moment, false},
    {role::next_url, reads::address, true},
    {role::result_url, reads::address, true},
    {role::retryable, reads::flag, true},
};

consteval bool roles_are_in_order() {
    for (std::size_t i = 0; i < std::size(role_table); ++i)
        if (static_cast<std::size_t>(role_table[i].role) != i) return false;
    return std::size(role_table) == static_cast<std::size_t>(role::retryable) + 1;
}
static_assert(roles_are_in_order());

[[nodiscard]] constexpr const role_traits& traits_of(role r) noexcept {
    return role_table[static_cast<std::size_t>(r)];
}

inline constexpr json_type string_or_number = json_type::string | json_type::number;

/// Whether a format reads every value of these types; null apart.
[[nodiscard]] constexpr bool format_fits(format f, json_type types) noexcept {
    if (f == format::none) return true;
    if (is_unix_time(f)) return contains(string_or_number, types);
    if (f == format::decimal) return contains(string_or_number, types) && overlaps(types, json_type::string);
    return types == json_type::string;
}

[[nodiscard]] constexpr bool moment_fits(json_type types, format f) noexcept {
    if (is_unix_time(f)) return true;
    return types == json_type::string &&
           (f == format::none || f == format::date_time || f == format::iso_8601);
}

/// Whether a role reads values of these types in this format; null apart, and the format fits the types.
[[nodiscard]] constexpr bool role_fits(role r, json_type types, format f) noexcept {
    const bool plain = f == format::none || f == format::uuid || f == format::uuid_not_nil;
    const bool as_number = contains(json_type::number, types) && f == format::none;
    switch (traits_of(r).what) {
    case reads::anything:
        return true;
    case reads::identity:
        return contains(json_type::string | json_type::integer, types) && plain;
    case reads::status:
        return contains(string_or_number | json_type::boolean, types) && f == format::none;
    case reads::label:
        return contains(string_or_number, types) && plain;
    case reads::address:
        return types == json_type::string && f == format::none;
    case reads::some_text:
        return overlaps(types, string_or_number) && plain;
    case reads::moment:
        return moment_fits(types, f);
    case reads::quantity:
        return as_number || f == format::decimal;
    case reads::delay:
        return as_number || f == format::decimal || is_unix_time(f);
    case reads::flag:
        return types == json_type::boolean;
    }
    return false;
}

} // namespace jobpoll::inline v0::detail

#endif
