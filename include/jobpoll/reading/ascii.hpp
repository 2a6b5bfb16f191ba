// jobpoll: whether a text is all ASCII.
#ifndef JOBPOLL_READING_ASCII_HPP
#define JOBPOLL_READING_ASCII_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/contract/key_words.hpp>
#include <jobpoll/reading/block.hpp>

namespace jobpoll::inline v0::detail {

/// Whether every byte is below 0x80, eight of them at a time.
[[nodiscard]] inline bool is_ascii_by_words(const char* at, const char* end) noexcept {
    std::uint64_t all = 0;
    for (; end - at >= 8; at += 8)
        all |= load_word(at);
    for (; at != end; ++at)
        all |= static_cast<unsigned char>(*at);
    return (all & high_bits) == 0;
}

#if defined(JOBPOLL_HAS_BLOCKS)
/// The bits that are set in some of 64 bytes, in sixteen.
[[nodiscard]] inline block union_of_four(const char* at) noexcept {
    return (load_block(at) | load_block(at + 16)) | (load_block(at + 32) | load_block(at + 48));
}

/// Whether every byte is below 0x80: then there is nothing about UTF-8 to check.
///
/// 64 bytes at a time, and the last ones again from the end backwards.
[[nodiscard]] inline bool is_ascii(std::string_view text) noexcept {
    const char* at = text.data();
    const char* const end = at + text.size();
    if (text.size() < 64) return is_ascii_by_words(at, end);
    const char* const last = end - 64;
    block all = union_of_four(last);
    for (; at < last; at += 64)
        all |= union_of_four(at);
    return is_none_negative(all);
}
#else
[[nodiscard]] inline bool is_ascii(std::string_view text) noexcept {
    return is_ascii_by_words(text.data(), text.data() + text.size());
}
#endif

} // namespace jobpoll::inline v0::detail

#endif
