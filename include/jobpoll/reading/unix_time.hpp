// jobpoll: moments and delays that are numbers of seconds or milliseconds, and numbers in strings.
#ifndef JOBPOLL_READING_UNIX_TIME_HPP
#define JOBPOLL_READING_UNIX_TIME_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/contract/columns.hpp>
#include <jobpoll/reading/decimal.hpp>

namespace jobpoll::inline v0::detail {

/// Whether a text is digits, with a sign before them and a fraction behind them at most.
[[nodiscard]] constexpr bool is_plain_decimal(std::string_view text) noexcept {
    if (!text.empty() && text[0] == '-') text.remove_prefix(1);
    std::size_t digits = 0;
    bool point = false;
    for (const char c : text) {
        if (c == '.' && digits != 0 && !point) {
            point = true;
            digits = 0;
        } else if (is_digit(c)) {
            ++digits;
        } else {
            return false;
        }
    }
    return digits != 0;
}

/// The number of a text of the format `decimal`, without its percent sign; nothing where it is none.
[[nodiscard]] constexpr std::string_view number_in(std::string_view text) noexcept {
    if (!text.empty() && text.back() == '%') text.remove_suffix(1);
    return is_plain_decimal(text) ? text : std::string_view{};
}

/// A number of seconds, or of milliseconds where the format says so, in milliseconds; further digits of a
/// fraction are cut off. Nothing where it is beyond 64 bits.
///
/// Takes the text of a JSON number. *Source*: POSIX.1-2017, section 4.16 (seconds since the epoch).
[[nodiscard]] constexpr std::optional<milliseconds> parse_milliseconds(std::string_view number,
                                                                       format f) noexcept {
    const std::int64_t size = scale_any_decimal(number, f == format::unix_milliseconds ? 0 : 3);
    if (size == int64_max) return std::nullopt;
    return milliseconds{!number.empty() && number[0] == '-' ? -size : size};
}

} // namespace jobpoll::inline v0::detail

#endif
