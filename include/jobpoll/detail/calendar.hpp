// jobpoll: days of the proleptic Gregorian calendar, counted from 1970-01-01.
#ifndef JOBPOLL_DETAIL_CALENDAR_HPP
#define JOBPOLL_DETAIL_CALENDAR_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/time.hpp>

namespace jobpoll::inline v0::detail {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return static_cast<unsigned char>(c - '0') < 10;
}

[[nodiscard]] constexpr bool is_leap_year(int year) noexcept {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
    constexpr std::int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

/// Days from 1970-01-01 to the date; negative before it. Takes years 0 to 9999.
///
/// Source: the year is taken to begin in March, so that the leap day is its last (as in
/// std::chrono::year_month_day).
[[nodiscard]] constexpr std::int64_t days_since_epoch(int year, int month, int day) noexcept {
    const std::int64_t y = year - (month <= 2 ? 1 : 0);
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
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
    return t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= days_in_month(t.year, t.month) &&
           t.hour <= 23 && t.minute <= 59 && t.second <= 60;
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
