// jobpoll: the Retry-After header.
#ifndef JOBPOLL_READING_RETRY_AFTER_HPP
#define JOBPOLL_READING_RETRY_AFTER_HPP

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/strip.hpp>
#include <jobpoll/reading/http_date.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0 {

/// The value of a Retry-After header.
struct retry_after_hint {
    std::optional<milliseconds>
        wait;              ///< from the moment of the reply; nothing where the header is absent or unusable
    bool is_usable = true; ///< false where the header is there and unusable
};

namespace detail {

/// 1*DIGIT as milliseconds, held at the top of the range; nothing for anything else, signs, fractions and
/// spaces included.
[[nodiscard]] constexpr std::optional<milliseconds> parse_delay_seconds(std::string_view text) noexcept {
    if (text.empty()) return std::nullopt;
    std::int64_t seconds = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        seconds = add_held(multiply_held(seconds, 10), c - '0');
    }
    return milliseconds{multiply_held(seconds, 1000)};
}

/// The year of a moment that a calendar of the years 0 to 9999 has.
[[nodiscard]] constexpr int year_of(milliseconds moment) noexcept {
    constexpr std::int64_t mean_year = 31'556'952'000;
    constexpr milliseconds first_year = since_epoch({0, 1, 1}); // from here on nothing is negative
    const auto close = static_cast<int>((moment - first_year).count() / mean_year);
    // The mean year is within a year of the calendar's.
    for (const int later : {1, 0})
        if (moment >= since_epoch({close + later, 1, 1})) return close + later;
    return close - 1;
}

/// Optional white space around a field value is not part of it (RFC 9110, section 5.5); nor is the end of
/// the line, which libcurl's header callback hands over with it.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) noexcept {
    if (text.ends_with("\r\n")) text.remove_suffix(2);
    return strip<' ', '\t'>(text);
}

} // namespace detail

/// Reads a Retry-After header.
///
/// `value` and `date` are the field values, empty where the reply has no such header. A date is taken
/// relative to the reply's own Date, never to a local clock; without a usable Date it is unusable. *Units*:
/// a date in the past is a wait of zero. *Errors*: anything but 1*DIGIT and an HTTP-date is unusable, and
/// never guessed at; so is a wait of `longest_retry_after` or more. *Source*: RFC 9110, section 10.2.3.
[[nodiscard]] JOBPOLL_COLD constexpr retry_after_hint parse_retry_after(std::string_view value,
                                                                        std::string_view date) noexcept {
    const std::string_view text = detail::trim(value);
    if (text.empty()) return {};
    const auto believe = [](milliseconds wait) -> retry_after_hint {
        if (wait >= longest_retry_after) return {std::nullopt, false};
        return {wait, true};
    };
    if (const auto seconds = detail::parse_delay_seconds(text)) return believe(*seconds);
    const auto now = detail::parse_http_date(detail::trim(date));
    const auto then = now ? detail::parse_http_date(text, detail::year_of(*now)) : std::nullopt;
    if (!then) return {std::nullopt, false};
    return believe((std::max)(*then - *now, milliseconds{0}));
}

} // namespace jobpoll::inline v0

#endif
