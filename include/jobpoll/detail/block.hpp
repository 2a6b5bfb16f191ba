// jobpoll: sixteen bytes of text at a time, where the compiler has vectors.
#ifndef JOBPOLL_DETAIL_BLOCK_HPP
#define JOBPOLL_DETAIL_BLOCK_HPP

#include <cstring>

namespace jobpoll::inline v0::detail {

#if defined(__GNUC__)
#define JOBPOLL_HAS_BLOCKS 1

/// Sixteen bytes; the operators work on each of them, and a comparison gives -1 for true and 0 for false.
using block = signed char __attribute__((vector_size(16)));

[[nodiscard]] inline block load_block(const char* at) noexcept {
    block bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/// Whether every byte has its high bit set.
[[nodiscard]] inline bool are_all_negative(block bytes) noexcept {
    unsigned long long halves[2];
    const block signs = bytes < 0;
    std::memcpy(halves, &signs, sizeof halves);
    return (halves[0] & halves[1]) == ~0ULL;
}

/// Whether no byte has its high bit set.
[[nodiscard]] inline bool is_none_negative(block bytes) noexcept {
    unsigned long long halves[2];
    std::memcpy(halves, &bytes, sizeof halves);
    return ((halves[0] | halves[1]) & 0x8080808080808080ULL) == 0;
}
#endif

} // namespace jobpoll::inline v0::detail

#endif
