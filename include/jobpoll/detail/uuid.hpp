// jobpoll: the text form of a UUID.
#ifndef JOBPOLL_DETAIL_UUID_HPP
#define JOBPOLL_DETAIL_UUID_HPP

#include <cstddef>
#include <string_view>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr bool is_hex_digit(char c) noexcept {
    const auto letter = static_cast<unsigned char>((c | 0x20) - 'a');
    return static_cast<unsigned char>(c - '0') < 10 || letter < 6;
}

/// Whether the text is a UUID: 8-4-4-4-12 hexadecimal digits, in either case.
///
/// Source: RFC 9562, section 4.
[[nodiscard]] constexpr bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    bool good = text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
    for (std::size_t i = 0; i < 36; ++i)
        good &= is_hex_digit(text[i]) || i == 8 || i == 13 || i == 18 || i == 23;
    return good;
}

/// Whether a UUID is the all-zero one (RFC 9562, section 5.9).
[[nodiscard]] constexpr bool is_nil_uuid(std::string_view uuid) noexcept {
    return uuid.find_first_not_of("0-") == std::string_view::npos;
}

} // namespace jobpoll::inline v0::detail

#endif
