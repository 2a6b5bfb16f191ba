// jobpoll: the JSON types as a set, as a contract names them.
#ifndef JOBPOLL_WORDS_JSON_TYPE_HPP
#define JOBPOLL_WORDS_JSON_TYPE_HPP

#include <cstdint>
#include <string_view>

namespace jobpoll::inline v0 {

/// A set of JSON types; `integer` is a number without a fractional part, as JSON Schema has it (`46.0` is
/// one).
enum class json_type : std::uint8_t {
    none = 0,
    null = 1,
    boolean = 2,
    integer = 4,
    number = 8 | integer,
    string = 16,
    array = 32,
    object = 64,
    any = 127,
};

[[nodiscard]] constexpr json_type operator|(json_type a, json_type b) noexcept {
    return static_cast<json_type>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}

[[nodiscard]] constexpr json_type operator&(json_type a, json_type b) noexcept {
    return static_cast<json_type>(static_cast<std::uint8_t>(a) & static_cast<std::uint8_t>(b));
}

/// The types of `whole` that are not in `part`.
[[nodiscard]] constexpr json_type without(json_type whole, json_type part) noexcept {
    return static_cast<json_type>(static_cast<std::uint8_t>(whole) & ~static_cast<std::uint8_t>(part));
}

/// Whether every type of `part` is in `whole`.
[[nodiscard]] constexpr bool contains(json_type whole, json_type part) noexcept {
    return (whole & part) == part;
}

/// Whether the two sets share a type.
[[nodiscard]] constexpr bool overlaps(json_type a, json_type b) noexcept {
    return (a & b) != json_type::none;
}

/// The name of a single type; a number that is no integer has the bit of `number` alone.
[[nodiscard]] constexpr std::string_view to_string(json_type type) noexcept {
    switch (type) {
    case json_type::none:
        return "nothing";
    case json_type::null:
        return "null";
    case json_type::boolean:
        return "boolean";
    case json_type::integer:
        return "integer";
    case json_type::string:
        return "string";
    case json_type::array:
        return "array";
    case json_type::object:
        return "object";
    case json_type::any:
        return "any value";
    default:
        return "number";
    }
}

} // namespace jobpoll::inline v0

#endif
