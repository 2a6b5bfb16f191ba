// jobpoll: thousandths out of the text of a JSON number, without floating point.
#ifndef JOBPOLL_DETAIL_DECIMAL_HPP
#define JOBPOLL_DETAIL_DECIMAL_HPP

#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/detail/arithmetic.hpp>
#include <jobpoll/detail/calendar.hpp>

namespace jobpoll::inline v0::detail {

/// The exponent after the `e`, held at +-100 000.
[[nodiscard]] constexpr int read_exponent(std::string_view text) noexcept {
    const bool negative = !text.empty() && text[0] == '-';
    int value = 0;
    for (const char c : text)
        if (is_digit(c) && value < 10'000) value = value * 10 + (c - '0');
    return negative ? -value : value;
}

/// `number * 10^shift`, rounded down to an integer: 0.4559 with a shift of 3 is 455.
///
/// Takes the text of a JSON number; nothing for one below zero. A result above the range is held at its top.
/// Source: RFC 8259, section 6, for the grammar.
[[nodiscard]] constexpr std::optional<std::int64_t> scaled_decimal(std::string_view text,
                                                                   int shift) noexcept {
    const bool negative = !text.empty() && text[0] == '-';
    const std::size_t e = text.find_first_of("eE");
    const std::string_view mantissa =
        text.substr(negative ? 1 : 0, e == std::string_view::npos ? e : e - (negative ? 1 : 0));
    const std::size_t point = mantissa.find('.');
    const auto whole_digits =
        static_cast<std::int64_t>(point == std::string_view::npos ? mantissa.size() : point);
    // How many digits of the mantissa stand before the decimal point of the result.
    std::int64_t kept =
        whole_digits + shift + (e == std::string_view::npos ? 0 : read_exponent(text.substr(e + 1)));

    std::int64_t value = 0;
    bool any = false;
    for (const char c : mantissa) {
        if (c == '.') continue;
        any = any || c != '0';
        if (kept <= 0) continue;
        --kept;
        value = add_held(multiply_held(value, 10), c - '0');
    }
    for (; kept > 0 && value != 0 && value != int64_max; --kept)
        value = multiply_held(value, 10);
    if (negative && any) return std::nullopt;
    return value;
}

} // namespace jobpoll::inline v0::detail

#endif
