// jobpoll: logarithms of times in 16 bits, and back. Integers only.
#ifndef JOBPOLL_BASE_LOGARITHM_HPP
#define JOBPOLL_BASE_LOGARITHM_HPP

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <jobpoll/base/arithmetic.hpp>

namespace jobpoll::inline v0::detail {

/// A logarithm counts 2048ths of octaves, 0.034 %, and holds 32 octaves: 1 ms to 49 days.
inline constexpr int log_fraction_bits = 11;
inline constexpr std::int32_t log_octave = 1 << log_fraction_bits;
inline constexpr std::int32_t largest_log = 0xffff;

/// The logarithm of a value, rounded down and held at the ends of the range; 0 for values up to 1.
///
/// *Source*: each squaring gives one bit more (Knuth, The Art of Computer Programming, 1.2.2, exercise 25).
[[nodiscard]] constexpr std::uint16_t log_of(std::int64_t value) noexcept {
    if (value <= 1) return 0;
    const int octave = 63 - std::countl_zero(static_cast<std::uint64_t>(value));
    if (octave >= 32) return largest_log;
    std::uint64_t mantissa = static_cast<std::uint64_t>(value) << (31 - octave); // 2^31 is one
    auto log = static_cast<std::uint32_t>(octave);
    for (int bit = 0; bit < log_fraction_bits; ++bit) {
        mantissa = (mantissa * mantissa) >> 31;
        const std::uint64_t doubled = mantissa >> 32;
        mantissa >>= doubled;
        log = 2 * log + static_cast<std::uint32_t>(doubled);
    }
    return static_cast<std::uint16_t>(log);
}

/// 2^(1/2), 2^(1/4), 2^(1/8) and so on, in units of 2^-31.
inline constexpr std::array<std::uint32_t, log_fraction_bits> roots_of_two = [] {
    std::array<std::uint32_t, log_fraction_bits> roots{};
    std::int64_t root = std::int64_t{1} << 31;
    std::int64_t power = 2 * root;
    for (std::uint32_t& r : roots) {
        power = geometric_mean(power, root);
        r = static_cast<std::uint32_t>(power);
    }
    return roots;
}();

/// The value of a logarithm, rounded to the nearest; the argument is held at the ends of the range.
[[nodiscard]] constexpr std::int64_t value_of_log(std::int64_t log) noexcept {
    const auto held = static_cast<std::uint32_t>(std::clamp<std::int64_t>(log, 0, largest_log));
    std::uint64_t mantissa = std::uint64_t{1} << 31;
    for (std::size_t i = 0; i < roots_of_two.size(); ++i)
        if ((held >> (log_fraction_bits - 1 - static_cast<int>(i)) & 1) != 0)
            mantissa = (mantissa * roots_of_two[i]) >> 31;
    const int shift = 31 - static_cast<int>(held >> log_fraction_bits);
    return static_cast<std::int64_t>(shift == 0 ? mantissa
                                                : (mantissa + (std::uint64_t{1} << (shift - 1))) >> shift);
}

} // namespace jobpoll::inline v0::detail

#endif
