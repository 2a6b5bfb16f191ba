// jobpoll: integer arithmetic that neither overflows nor rounds differently from machine to machine.
//
// The room `base`: integer arithmetic, time, calendar and hashes: what the other rooms count with.
// Nothing here knows of jobs, JSON or HTTP. Time is a count of milliseconds that saturates (time.hpp);
// no clock is read anywhere in the library. attributes.hpp has the compiler attributes.
#ifndef JOBPOLL_BASE_ARITHMETIC_HPP
#define JOBPOLL_BASE_ARITHMETIC_HPP

#include <bit>
#include <cstdint>
#include <limits>

namespace jobpoll::inline v0::detail {

inline constexpr std::int64_t int64_max = (std::numeric_limits<std::int64_t>::max)();

/// `a + b` for values that are not negative, held at the top of the range.
[[nodiscard]] constexpr std::int64_t add_held(std::int64_t a, std::int64_t b) noexcept {
    return a > int64_max - b ? int64_max : a + b;
}

/// `a + b` for any values, held at both ends of the range.
[[nodiscard]] constexpr std::int64_t add_saturating(std::int64_t a, std::int64_t b) noexcept {
    const auto sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
    if (((a ^ sum) & (b ^ sum)) >= 0) return sum;
    return b < 0 ? (std::numeric_limits<std::int64_t>::min)() : int64_max;
}

/// `a - b` for any values, held at both ends of the range.
[[nodiscard]] constexpr std::int64_t subtract_saturating(std::int64_t a, std::int64_t b) noexcept {
    const auto left =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
    if (((a ^ b) & (a ^ left)) >= 0) return left;
    return b > 0 ? (std::numeric_limits<std::int64_t>::min)() : int64_max;
}

/// Whether `a * b` certainly fits, for values that are not negative: nearly all are below 2^31. A division by
/// `b` tells it for the others.
[[nodiscard]] constexpr bool certainly_fits(std::int64_t a, std::int64_t b) noexcept {
    return (a | b) >> 31 == 0 || b == 0;
}

/// `a * b` for values that are not negative, held at the top of the range.
[[nodiscard]] constexpr std::int64_t multiply_held(std::int64_t a, std::int64_t b) noexcept {
    if (certainly_fits(a, b)) return a * b;
    return a > int64_max / b ? int64_max : a * b;
}

/// `value * numerator / denominator`, rounded down, without overflow in between.
///
/// Takes values that are not negative; `denominator` is above zero and `numerator * denominator` fits.
[[nodiscard]] constexpr std::int64_t scale(std::int64_t value, std::int64_t numerator,
                                           std::int64_t denominator) noexcept {
    if (certainly_fits(value, numerator)) return value * numerator / denominator;
    const std::int64_t whole = multiply_held(value / denominator, numerator);
    return add_held(whole, value % denominator * numerator / denominator);
}

/// Sixteen times the root of each byte from 64 on, taken in its middle: where Newton's method begins.
struct first_roots {
    std::uint8_t of[256]{};
};
inline constexpr first_roots roots_of_a_byte = [] {
    first_roots made;
    for (int byte = 64, root = 128; byte < 256; ++byte) {
        while (root < 255 && 4 * root * (root + 1) + 1 <= (4 * byte + 2) * 256)
            ++root;
        made.of[byte] = static_cast<std::uint8_t>(root);
    }
    return made;
}();

/// The largest integer whose square is not above `value`; 0 below zero.
///
/// *Source*: Newton's method, of which each step doubles the digits that are right: eight from the table,
/// then sixteen, then 32, of which the last may be one off. Values below 2^32 need sixteen only.
[[nodiscard]] constexpr std::int64_t square_root(std::int64_t value) noexcept {
    if (value <= 0) return 0;
    const auto wanted = static_cast<std::uint64_t>(value);
    const int shift = std::countl_zero(wanted) & ~1;
    const std::uint64_t shifted = wanted << shift; // at least 2^62
    const std::uint32_t eight_bits = roots_of_a_byte.of[shifted >> 56];
    const std::uint32_t sixteen_bits =
        (eight_bits << 7) + static_cast<std::uint32_t>(shifted >> 41) / eight_bits;
    std::uint64_t root = sixteen_bits;
    if (shift < 32) root = (root << 15) + (shifted >> 17) / root;
    root >>= (shift & 31) / 2;
    if (root * root > wanted) --root;
    if ((root + 1) * (root + 1) <= wanted) ++root;
    return static_cast<std::int64_t>(root);
}

/// The square root of `a * b`, without overflow in between: the larger factor gives up pairs of low bits
/// until the product fits.
///
/// Takes values that are not negative.
[[nodiscard]] constexpr std::int64_t geometric_mean(std::int64_t a, std::int64_t b) noexcept {
    if (certainly_fits(a, b)) return square_root(a * b);
    std::int64_t large = a > b ? a : b;
    const std::int64_t lesser = a > b ? b : a;
    int halvings = 0;
    for (; lesser != 0 && large > int64_max / lesser; ++halvings)
        large >>= 2;
    return square_root(large * lesser) << halvings;
}

/// The smaller counter value after `value`, held at the top of its type.
template <class Unsigned>
[[nodiscard]] constexpr Unsigned count_one_more(Unsigned value) noexcept {
    return value == (std::numeric_limits<Unsigned>::max)() ? value : static_cast<Unsigned>(value + 1);
}

} // namespace jobpoll::inline v0::detail

#endif
