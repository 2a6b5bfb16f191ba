// jobpoll: the text form of a UUID.
#ifndef JOBPOLL_DETAIL_UUID_HPP
#define JOBPOLL_DETAIL_UUID_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/detail/word.hpp>

namespace jobpoll::inline v0::detail {

/// The high bit of every byte that is a hexadecimal digit; only right where every byte is ASCII.
///
/// Adding 0x80 - c sets the high bit of bytes from c on, and no byte carries into the next.
[[nodiscard]] constexpr std::uint64_t hex_digit_bits(std::uint64_t bytes) noexcept {
    const std::uint64_t lower = bytes | repeat_byte(0x20);
    const std::uint64_t digit = (bytes + repeat_byte(0x80 - '0')) & ~(bytes + repeat_byte(0x80 - '9' - 1));
    const std::uint64_t letter = (lower + repeat_byte(0x80 - 'a')) & ~(lower + repeat_byte(0x80 - 'f' - 1));
    return digit | letter;
}

/// Whether the text is a UUID: 8-4-4-4-12 hexadecimal digits, in either case.
///
/// Source: RFC 9562, section 4.
[[nodiscard]] constexpr bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    const char* at = text.data();
    const std::uint64_t words[] = {load_word(at), load_word(at + 8), load_word(at + 16), load_word(at + 24),
                                   load_word(at + 28)};
    // Where the hyphens are: byte 8 and 13 are in the second word, 18 and 23 in the third.
    constexpr std::uint64_t second = 0x0000ff00000000ffu;
    constexpr std::uint64_t third = 0xff00000000ff0000u;
    const std::uint64_t hyphens =
        ((words[1] ^ repeat_byte('-')) & second) | ((words[2] ^ repeat_byte('-')) & third);
    const std::uint64_t ascii = ~(words[0] | words[1] | words[2] | words[3] | words[4]);
    const std::uint64_t hex = hex_digit_bits(words[0]) & (hex_digit_bits(words[1]) | second) &
                              (hex_digit_bits(words[2]) | third) & hex_digit_bits(words[3]) &
                              hex_digit_bits(words[4]);
    return hyphens == 0 && (ascii & hex & high_bits) == high_bits;
}

/// Whether a UUID is the all-zero one (RFC 9562, section 5.9).
[[nodiscard]] constexpr bool is_nil_uuid(std::string_view uuid) noexcept {
    return uuid.find_first_not_of("0-") == std::string_view::npos;
}

} // namespace jobpoll::inline v0::detail

#endif
