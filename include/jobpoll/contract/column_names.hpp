// jobpoll: the enumerators that stand in columns, by name.
//
// The room `contract`: what a vendor's document says, as data.
// declaration.hpp has the columns that a vendor header fills, columns.hpp their enumerations;
// declaration_rules.hpp has the rules that a declaration keeps, or does not compile; compile_*.hpp make the
// tables that the reader walks, which are in tables.hpp; request.hpp fills in the URL. The vendors' own words
// are in vendors/.
#ifndef JOBPOLL_CONTRACT_COLUMN_NAMES_HPP
#define JOBPOLL_CONTRACT_COLUMN_NAMES_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include <jobpoll/contract/columns.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>
#include <jobpoll/words/json_type.hpp>

namespace jobpoll::inline v0::detail {

/// The enumerators that a column takes: `names[i]` is the one with the number `first + i`.
struct column_names {
    std::string_view noun; ///< what one of them is, for messages
    std::span<const std::string_view> names;
    std::uint8_t first = 0;
};

inline constexpr std::string_view role_names[] = {
    "none",        "id",        "status",       "kind",          "name",        "created",
    "started",     "finished",  "heartbeat",    "lease_expires", "total",       "completed",
    "succeeded",   "failed",    "skipped",      "progress",      "error_code",  "error_message",
    "result",      "hint",      "remaining",    "reason",        "reason_code", "expires",
    "retry_after", "time_left", "expected_end", "next_url",      "result_url",  "retryable"};
inline constexpr std::string_view format_names[] = {
    "none", "uuid", "uuid_not_nil", "date_time", "unix_seconds", "unix_milliseconds", "iso_8601", "decimal"};
inline constexpr std::string_view nulls_names[] = {"forbidden", "documented", "tolerated"};
inline constexpr std::string_view fold_names[] = {"none", "all_finished"};
inline constexpr std::string_view match_names[] = {"exact", "prefix"};
inline constexpr std::string_view test_names[] = {"none",    "present",  "absent",   "is_null",
                                                  "is_true", "is_set",   "positive", "equals",
                                                  "differs", "is_false", "zero"};
inline constexpr std::string_view over_names[] = {"any", "all", "none"};
inline constexpr std::string_view progress_unit_names[] = {"none", "fraction", "percent", "ratio"};

/// The names that `to_string` has, of the enumerators from `First` to `Last`.
template <auto First, auto Last, std::size_t... Each>
[[nodiscard]] consteval auto names_between(std::index_sequence<Each...>) {
    using word = decltype(First);
    return std::array{to_string(static_cast<word>(static_cast<std::size_t>(First) + Each))...};
}
template <auto First, auto Last>
inline constexpr auto names_from_to = names_between<First, Last>(
    std::make_index_sequence<static_cast<std::size_t>(Last) - static_cast<std::size_t>(First) + 1>{});

/// The names of an enumeration whose last enumerator is `Last`.
template <auto Last, std::size_t Size>
[[nodiscard]] consteval column_names all_names(std::string_view noun, const std::string_view (&names)[Size]) {
    static_assert(Size == static_cast<std::size_t>(Last) + 1, "a name for each enumerator");
    return {noun, names};
}

template <class Enum>
inline constexpr column_names names_of{};
template <>
inline constexpr column_names names_of<role> = all_names<role::retryable>("role", role_names);
template <>
inline constexpr column_names names_of<format> = all_names<format::decimal>("format", format_names);
template <>
inline constexpr column_names names_of<nulls> = all_names<nulls::tolerated>("treatment of null", nulls_names);
template <>
inline constexpr column_names names_of<fold> = all_names<fold::all_finished>("fold", fold_names);
template <>
inline constexpr column_names names_of<match> = all_names<match::prefix>("match", match_names);
template <>
inline constexpr column_names names_of<test> = all_names<test::zero>("test", test_names);
template <>
inline constexpr column_names names_of<over> = all_names<over::none>("quantifier", over_names);
template <>
inline constexpr column_names names_of<progress_unit> = all_names<progress_unit::ratio>("unit of progress",
                                                                                        progress_unit_names);
template <>
inline constexpr column_names names_of<phase> = {"phase", names_from_to<phase::unknown, phase::finished>};
template <>
inline constexpr column_names names_of<outcome> = {"outcome",
                                                   names_from_to<outcome::none, outcome::abandoned>};
/// `no_event` has no name: a column that means no event is left out.
template <>
inline constexpr column_names names_of<event> = {"event", names_from_to<event::in_progress, event::cancelled>,
                                                 static_cast<std::uint8_t>(event::in_progress)};

/// The single types, the wider before those that they contain.
inline constexpr json_type single_types[] = {json_type::object, json_type::array,   json_type::string,
                                             json_type::number, json_type::integer, json_type::boolean,
                                             json_type::null};
inline constexpr std::string_view any_type_name = "any";
inline constexpr std::string_view type_names[] = {"object",  "array",   "string", "number",
                                                  "integer", "boolean", "null",   any_type_name};

/// The types with this name; none where it is no name of a type.
[[nodiscard]] constexpr json_type type_named(std::string_view name) noexcept {
    if (name == any_type_name) return json_type::any;
    for (const json_type one : single_types)
        if (to_string(one) == name) return one;
    return json_type::none;
}

} // namespace jobpoll::inline v0::detail

#endif
