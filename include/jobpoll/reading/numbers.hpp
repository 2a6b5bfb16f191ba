// jobpoll: a number of the body: its text, its value, and whether it is an integer.
#ifndef JOBPOLL_READING_NUMBERS_HPP
#define JOBPOLL_READING_NUMBERS_HPP

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <version>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/reading/decimal.hpp>
#include <jobpoll/words/json_type.hpp>

namespace jobpoll::inline v0::detail {

/// The type of a number with a fractional part: the bit of `number` without that of `integer`.
inline constexpr auto fractional_number = static_cast<json_type>(8);

/// A number of the body: its text, and its value where that is an integer.
struct number_value {
    std::string_view text;
    double value = 0;
    std::int64_t integer = 0; ///< rounded down, and held at the ends of the range
    bool is_integer = true;

    [[nodiscard]] json_type type() const noexcept {
        return is_integer ? json_type::integer : fractional_number;
    }
    [[nodiscard]] int sign() const noexcept { return value > 0 ? 1 : value < 0 ? -1 : 0; }
};

/// The double that is nearest to the number in the text.
///
/// The parser's own reading (`read`) can be one unit in the last place off beyond 15 digits, which makes a
/// fraction of 543710783767669.00 and none of 4503599627370495.5. It stays where the text has no finite
/// double, and where the standard library cannot read one.
[[nodiscard]] inline double nearest_double([[maybe_unused]] std::string_view text, double read) noexcept {
#if defined(__cpp_lib_to_chars)
    if (text.size() > 15) std::from_chars(text.data(), text.data() + text.size(), read);
#endif
    return read;
}

/// A number of the body that is no 64-bit integer, described.
///
/// The parser makes NaN of a zero with a huge exponent (`0e400`): its value is zero. Digits alone are an
/// integer, however many there are; an infinite number that is written otherwise (`1e309`) is none.
[[nodiscard]] inline number_value describe_number(std::string_view text, double read) noexcept {
    const double number = nearest_double(text, read);
    if (!(number == number)) return {text, 0, 0, true};
    const double below = std::floor(number);
    constexpr double limit = 9.2e18; // below 2^63
    const std::int64_t value = number >= limit    ? int64_max
                               : number <= -limit ? -int64_max
                                                  : static_cast<std::int64_t>(below);
    const bool finite = number - number == 0;
    const bool whole = finite ? below == number : text.find_first_of(".eE") == std::string_view::npos;
    return {text, number, value, whole};
}

/// The number that a text of digits is, with a fraction at most.
///
/// The integer is exact to 64 bits; the double has the thousandths that progress and ranges need.
[[nodiscard]] inline number_value describe_digits(std::string_view text) noexcept {
    const bool negative = text[0] == '-';
    const std::int64_t whole = scale_any_decimal(text, 0);
    const std::size_t point = text.find('.');
    const bool is_integer =
        point == std::string_view::npos || text.find_first_not_of('0', point + 1) == std::string_view::npos;
    auto value = static_cast<double>(whole);
    double unit = 0.1;
    for (std::size_t i = point; !is_integer && ++i < text.size(); unit /= 10)
        value += unit * (text[i] - '0');
    if (!negative) return {text, value, whole, is_integer};
    return {text, -value, is_integer ? -whole : -whole - 1, is_integer};
}

} // namespace jobpoll::inline v0::detail

#endif
