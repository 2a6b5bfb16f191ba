// jobpoll: sixteen bytes of text at a time, where compiler and processor have vectors.
#ifndef JOBPOLL_READING_BLOCK_HPP
#define JOBPOLL_READING_BLOCK_HPP

#include <cstring>

namespace jobpoll::inline v0::detail {

// Only for processors that have registers of sixteen bytes: for others, i686 among them, the compilers take
// such a vector apart, which is slower than the bytes one by one, and g++ warns of how it is passed.
#if defined(__GNUC__) && (defined(__SSE2__) || defined(__ARM_NEON) || defined(__VSX__))
#define JOBPOLL_HAS_BLOCKS 1

/// Sixteen bytes; the operators work on each of them, and a comparison gives -1 for true and 0 for false.
using block = signed char __attribute__((vector_size(16)));

[[nodiscard]] inline block load_block(const char* at) noexcept {
    block bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/// The sums of the bytes; one that is too large starts again at the bottom.
[[nodiscard]] inline block add_wrapping(block a, block b) noexcept {
    using unsigned_block = unsigned char __attribute__((vector_size(16)));
    return reinterpret_cast<block>(reinterpret_cast<unsigned_block>(a) + reinterpret_cast<unsigned_block>(b));
}

/// For each of sixteen bytes the first and the last character that may stand there, prepared so that one sum
/// and one comparison say whether it does: the last one is moved up to 127, the highest of all.
struct block_range {
    alignas(16) char to_the_top[16]{};
    alignas(16) char below_the_first[16]{};

    consteval block_range(const char (&first)[17], const char (&last)[17]) {
        for (int i = 0; i < 16; ++i) {
            to_the_top[i] = static_cast<char>(127 - last[i]);
            below_the_first[i] = static_cast<char>(126 - (last[i] - first[i]));
        }
    }
};

/// -1 for each byte that is in its range, 0 for the others.
[[nodiscard]] inline block are_in_range(block bytes, const block_range& range) noexcept {
    return add_wrapping(bytes, load_block(range.to_the_top)) > load_block(range.below_the_first);
}

/// Whether a comparison was true of every byte.
[[nodiscard]] inline bool are_all_true(block compared) noexcept {
    unsigned long long halves[2];
    std::memcpy(halves, &compared, sizeof halves);
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
