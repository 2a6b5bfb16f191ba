// jobpoll: thousandths out of the text of a JSON number, without floating point.
#ifndef JOBPOLL_READING_DECIMAL_HPP
#define JOBPOLL_READING_DECIMAL_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/calendar.hpp>

namespace jobpoll::inline v0::detail {

/// The exponent of a number: the text after its `e`, held at +-10 000.
[[nodiscard]] constexpr int read_exponent(std::string_view text) noexcept {
    const bool negative = !text.empty() && text[0] == '-';
    int value = 0;
    for (const char c : text)
        if (is_digit(c) && value < 10'000) value = value * 10 + (c - '0');
    return negative ? -value : value;
}

/// As `scaled_decimal`, for any number.
[[nodiscard]] JOBPOLL_COLD constexpr std::int64_t scale_any_decimal(std::string_view text,
                                                                    int shift) noexcept {
    const std::size_t e = text.find_first_of("eE");
    const std::size_t sign = !text.empty() && text[0] == '-' ? 1 : 0;
    const std::string_view mantissa = text.substr(sign, e == std::string_view::npos ? e : e - sign);
    const std::size_t point = mantissa.find('.');
    // How many digits, from the first of the mantissa on, stand before the decimal point of the result.
    std::int64_t kept =
        static_cast<std::int64_t>(point == std::string_view::npos ? mantissa.size() : point) + shift;
    if (e != std::string_view::npos) kept += read_exponent(text.substr(e + 1));
    std::int64_t value = 0;
    for (const char c : mantissa) {
        if (kept <= 0) break;
        if (c == '.') continue;
        --kept;
        value = add_held(multiply_held(value, 10), c - '0');
    }
    for (; kept > 0 && value != 0 && value != int64_max; --kept)
        value = multiply_held(value, 10);
    return value;
}

/// `number * 10^shift`, rounded towards zero to an integer: 0.4559 with a shift of 3 is 455.
///
/// Takes the text of a JSON number; its sign does not count. A result above the range is held at its top.
/// *Source*: RFC 8259, section 6, for the grammar.
[[nodiscard]] constexpr std::int64_t scaled_decimal(std::string_view text, int shift) noexcept {
    // Up to ten characters without an exponent, as nearly all are, cannot overflow.
    if (text.size() > 10) return scale_any_decimal(text, shift);
    std::int64_t value = 0;
    int missing = shift;
    int behind_point = 0;
    for (const char c : text) {
        if (is_digit(c)) {
            if (missing < behind_point) continue;
            value = value * 10 + (c - '0');
            missing -= behind_point;
        } else if (c == '.') {
            behind_point = 1;
        } else if (c != '-') {
            return scale_any_decimal(text, shift);
        }
    }
    for (; missing > 0; --missing)
        value *= 10;
    return value;
}

} // namespace jobpoll::inline v0::detail

#endif
