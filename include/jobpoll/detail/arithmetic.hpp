// jobpoll: integer arithmetic that neither overflows nor rounds differently from machine to machine.
#ifndef JOBPOLL_DETAIL_ARITHMETIC_HPP
#define JOBPOLL_DETAIL_ARITHMETIC_HPP

#include <cstdint>
#include <limits>

namespace jobpoll::inline v0::detail {

inline constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();

/// `a + b` for values that are not negative, held at the top of the range.
[[nodiscard]] constexpr std::int64_t add_held(std::int64_t a, std::int64_t b) noexcept {
    return a > int64_max - b ? int64_max : a + b;
}

/// `a * b` for values that are not negative, held at the top of the range.
[[nodiscard]] constexpr std::int64_t multiply_held(std::int64_t a, std::int64_t b) noexcept {
    if (a == 0 || b == 0) return 0;
    return a > int64_max / b ? int64_max : a * b;
}

/// `value * numerator / denominator`, rounded down, without overflow in between.
///
/// Takes values that are not negative; `denominator` is above zero and `numerator * denominator` fits.
[[nodiscard]] constexpr std::int64_t scale(std::int64_t value, std::int64_t numerator,
                                           std::int64_t denominator) noexcept {
    const std::int64_t whole = multiply_held(value / denominator, numerator);
    return add_held(whole, value % denominator * numerator / denominator);
}

/// The largest integer whose square is not above `value`.
///
/// Source: the digit-by-digit method in base two; every step is exact.
[[nodiscard]] constexpr std::int64_t square_root(std::int64_t value) noexcept {
    std::uint64_t rest = value > 0 ? static_cast<std::uint64_t>(value) : 0;
    std::uint64_t root = 0;
    std::uint64_t bit = std::uint64_t{1} << 62;
    while (bit > rest)
        bit >>= 2;
    for (; bit != 0; bit >>= 2) {
        const bool fits = rest >= root + bit;
        if (fits) rest -= root + bit;
        root = (root >> 1) + (fits ? bit : 0);
    }
    return static_cast<std::int64_t>(root);
}

/// The square root of `a * b`, without overflow in between: the larger factor gives up pairs of low bits
/// until the product fits.
///
/// Takes values that are not negative.
[[nodiscard]] constexpr std::int64_t geometric_mean(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t large = a > b ? a : b;
    const std::int64_t small = a > b ? b : a;
    int halvings = 0;
    for (; small > 0 && large > int64_max / small; ++halvings)
        large >>= 2;
    return square_root(large * small) << halvings;
}

/// The smaller counter value after `value`, held at the top of its type.
template <class Unsigned>
[[nodiscard]] constexpr Unsigned count_one_more(Unsigned value) noexcept {
    return value == std::numeric_limits<Unsigned>::max() ? value : static_cast<Unsigned>(value + 1);
}

} // namespace jobpoll::inline v0::detail

#endif
