// jobpoll: whether a text is all ASCII.
#ifndef JOBPOLL_DETAIL_ASCII_HPP
#define JOBPOLL_DETAIL_ASCII_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/detail/word.hpp>

namespace jobpoll::inline v0::detail {

/// The bits that are set in some of 64 bytes.
[[nodiscard]] inline std::uint64_t union_of_block(const char* at) noexcept {
    return load_word(at) | load_word(at + 8) | load_word(at + 16) | load_word(at + 24) | load_word(at + 32) |
           load_word(at + 40) | load_word(at + 48) | load_word(at + 56);
}

/// Whether every byte is below 0x80: then there is nothing about UTF-8 to check.
///
/// Shapes: whole blocks, and the last one again from the end backwards.
[[nodiscard]] inline bool is_ascii(std::string_view text) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    std::uint64_t all = 0;
    if (text.size() >= 64) {
        for (; end - at >= 64; at += 64)
            all |= union_of_block(at);
        return ((all | union_of_block(end - 64)) & high_bits) == 0;
    }
    for (; end - at >= 8; at += 8)
        all |= load_word(at);
    for (; at != end; ++at)
        all |= static_cast<unsigned char>(*at);
    return (all & high_bits) == 0;
}

} // namespace jobpoll::inline v0::detail

#endif
