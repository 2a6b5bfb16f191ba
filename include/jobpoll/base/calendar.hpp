// jobpoll: days of the proleptic Gregorian calendar, counted from 1970-01-01.
#ifndef JOBPOLL_BASE_CALENDAR_HPP
#define JOBPOLL_BASE_CALENDAR_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return static_cast<unsigned char>(c - '0') < 10;
}

[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// The days that a month has in every year; none beyond December, up to any month that begins with 0 or 1.
inline constexpr std::uint8_t days_of_month[20] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
    return days_of_month[month] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

/// How many days of a year that begins in March come before each month; the leap day is its last.
inline constexpr std::int16_t days_before_month[] = {0,   306, 337, 0,   31,  61, 92,
                                                     122, 153, 184, 214, 245, 275};

/// Days from 1970-01-01 to the date; negative before it. Takes years 0 to 9999.
///
/// *Source*: the leap years of the Gregorian calendar, counted in years that begin in March. They begin one
/// era of 400 years early, so that nothing is negative before the end.
[[nodiscard]] constexpr std::int64_t days_since_epoch(int year, int month, int day) noexcept {
    const auto y = static_cast<std::uint32_t>(year + 400 - (month <= 2 ? 1 : 0));
    const std::uint32_t century = y / 100;
    const std::uint32_t days =
        y * 365 + y / 4 - century + century / 4 + static_cast<std::uint32_t>(days_before_month[month] + day);
    return static_cast<std::int64_t>(days) - (719469 + 146097);
}

/// A moment of the calendar in UTC, fields unchecked.
struct civil_time {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

/// Whether every field is in its range; a leap second (`:60`) only where one can be, in the last minute of a
/// UTC day.
[[nodiscard]] constexpr bool is_valid(const civil_time& t) noexcept {
    return t.month >= 1 && t.month <= 12 && t.day >= 1 && t.hour <= 23 && t.minute <= 59 && t.second <= 60 &&
           (t.day <= 28 || t.day <= days_in_month(t.year, t.month));
}

/// Milliseconds since 1970-01-01T00:00:00Z.
[[nodiscard]] constexpr milliseconds since_epoch(const civil_time& t) noexcept {
    const std::int64_t days = days_since_epoch(t.year, t.month, t.day);
    return milliseconds{((days * 24 + t.hour) * 60 + t.minute) * 60'000 + t.second * std::int64_t{1000}};
}

/// The value of the digits at [at, at + count), or -1 where one of them is none or the text ends.
[[nodiscard]] constexpr int digits_at(std::string_view text, std::size_t at, std::size_t count) noexcept {
    if (text.size() < at + count) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!is_digit(text[i])) return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

} // namespace jobpoll::inline v0::detail

#endif
