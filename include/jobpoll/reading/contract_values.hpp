// jobpoll: parses single values of a contract document, and checks them.
#ifndef JOBPOLL_READING_CONTRACT_VALUES_HPP
#define JOBPOLL_READING_CONTRACT_VALUES_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/document_columns.hpp>
#include <jobpoll/words/json_type.hpp>

namespace jobpoll::inline v0::detail {

/// The longest text of a column, in bytes: what the tables of an endpoint count in.
inline constexpr std::size_t column_text_limit = 4096;

/// A unit of durations.
struct duration_unit {
    std::string_view name;
    std::int64_t in_milliseconds;
};
/// The longest first.
inline constexpr duration_unit duration_units[] = {
    {"d", 86'400'000}, {"h", 3'600'000}, {"min", 60'000}, {"s", 1000}, {"ms", 1}};

/// The duration that a text says: `2s`, `250ms`; up to nine digits and a unit.
[[nodiscard]] constexpr std::optional<milliseconds> parse_duration(std::string_view text) noexcept {
    std::int64_t count = 0;
    std::size_t digits = 0;
    for (; digits < text.size() && digits < 9 && text[digits] >= '0' && text[digits] <= '9'; ++digits)
        count = count * 10 + (text[digits] - '0');
    for (const duration_unit& unit : duration_units)
        if (digits > 0 && text.substr(digits) == unit.name) return milliseconds{count * unit.in_milliseconds};
    return std::nullopt;
}

/// A text as it can be shown: short, and without control characters.
[[nodiscard]] inline std::string shown(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::size_t size = (std::min)(text.size(), longest);
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    std::string made{"`"};
    for (const char c : text.substr(0, size))
        made.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c);
    return made += size < text.size() ? "...`" : "`";
}

/// `one, two, three`.
[[nodiscard]] inline std::string list_names(std::span<const std::string_view> names) {
    std::string made;
    for (const std::string_view name : names) {
        if (!made.empty()) made += ", ";
        made += name;
    }
    return made;
}

/// What is due where a value of this type stands, for messages.
[[nodiscard]] inline std::string describe(const value_type& type) {
    switch (type.kind) {
    case value_kind::text:
        return "a text";
    case value_kind::flag:
        return "true or false";
    case value_kind::number:
        return "a whole number up to " + std::to_string(type.maximum);
    case value_kind::name:
        return "the name of a " + std::string{type.names.noun};
    case value_kind::types:
        return "the name of a type, or an array of them";
    case value_kind::duration:
        return "a duration such as \"2s\", in ms, s, min, h or d";
    case value_kind::range:
        return "an array of the minimum and the maximum, null for an open end";
    case value_kind::words:
        return "a text, or an array of up to four";
    case value_kind::reference:
        return "the name of a contract";
    case value_kind::record:
        return std::string{type.noun} + ", which is an object";
    case value_kind::list:
        break;
    }
    return "an array";
}

/// Whether a value of this kind is, or may be, a text.
[[nodiscard]] constexpr bool takes_text(value_kind kind) noexcept {
    return kind == value_kind::text || kind == value_kind::name || kind == value_kind::types ||
           kind == value_kind::duration || kind == value_kind::words || kind == value_kind::reference;
}

[[nodiscard]] constexpr bool takes_array(value_kind kind) noexcept {
    return kind == value_kind::list || kind == value_kind::types || kind == value_kind::range ||
           kind == value_kind::words;
}

/// Sets an enumerator by its name; false where it is none.
[[nodiscard]] inline bool store_name(const value_type& type, void* field, std::string_view name) {
    for (std::size_t i = 0; i < type.names.names.size(); ++i) {
        if (type.names.names[i] != name) continue;
        type.store(field, static_cast<std::int64_t>(type.names.first + i));
        return true;
    }
    return false;
}

/// A list of up to four texts.
[[nodiscard]] inline word_list make_word_list(std::span<const std::string_view> texts) noexcept {
    switch (texts.size()) {
    case 0:
        return {};
    case 1:
        return {texts[0]};
    case 2:
        return {texts[0], texts[1]};
    case 3:
        return {texts[0], texts[1], texts[2]};
    default:
        return {texts[0], texts[1], texts[2], texts[3]};
    }
}

} // namespace jobpoll::inline v0::detail

#endif
