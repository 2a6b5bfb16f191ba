// jobpoll: two well-known integer hashes; fingerprints and jitter come from here.
#ifndef JOBPOLL_BASE_HASH_HPP
#define JOBPOLL_BASE_HASH_HPP

#include <cstdint>
#include <string_view>

namespace jobpoll::inline v0::detail {

/// The 64-bit FNV-1a hash of a text, continued from `seed`.
///
/// *Source*: draft-eastlake-fnv, section 2; offset basis and prime as published there.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view text,
                                            std::uint64_t seed = 0xcbf29ce484222325u) noexcept {
    for (const char c : text) {
        seed ^= static_cast<unsigned char>(c);
        seed *= 0x100000001b3u;
    }
    return seed;
}

/// One integer folded into an FNV-1a hash, byte by byte from the lowest.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::uint64_t value, std::uint64_t seed) noexcept {
    for (int i = 0; i < 8; ++i, value >>= 8) {
        seed ^= value & 0xff;
        seed *= 0x100000001b3u;
    }
    return seed;
}

/// The hash of a text, the same for letters of either case.
[[nodiscard]] constexpr std::uint64_t fnv1a_without_case(std::string_view text, std::uint64_t seed) noexcept {
    for (const char c : text)
        seed = (seed ^ static_cast<unsigned char>(c | 0x20)) * 0x100000001b3u;
    return seed;
}

/// A well-mixed 64-bit value out of any 64-bit value.
///
/// *Source*: the output function of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
/// generators, 2014).
[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/// A value in [low, high], the same for the same seed and attempt on every machine.
///
/// Takes `0 <= low`; a `high` below `low` counts as `low`. The bias of the modulus is below 2^-30 for ranges
/// up to 190 days.
[[nodiscard]] constexpr std::int64_t pick_between(std::int64_t low, std::int64_t high, std::uint64_t seed,
                                                  std::uint64_t attempt) noexcept {
    if (high <= low) return low;
    const auto width = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(mix(seed ^ mix(attempt)) % width);
}

} // namespace jobpoll::inline v0::detail

#endif
