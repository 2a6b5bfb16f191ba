// jobpoll: the three forms of an HTTP-date.
#ifndef JOBPOLL_READING_HTTP_DATE_HPP
#define JOBPOLL_READING_HTTP_DATE_HPP

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/calendar.hpp>

namespace jobpoll::inline v0::detail {

inline constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
inline constexpr std::array<std::string_view, 7> day_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
inline constexpr std::array<std::string_view, 7> long_day_names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                                "Thursday", "Friday", "Saturday"};

/// The place of `text` in `names`, from 1; 0 where it is none of them. HTTP-date is case-sensitive.
template <std::size_t Size>
[[nodiscard]] constexpr int place_of(const std::array<std::string_view, Size>& names,
                                     std::string_view text) noexcept {
    for (std::size_t i = 0; i < Size; ++i)
        if (names[i] == text) return static_cast<int>(i) + 1;
    return 0;
}

/// `08:49:37` into the fields; false where it is no time of day.
constexpr bool read_time_of_day(std::string_view text, civil_time& t) noexcept {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') return false;
    t.hour = digits_at(text, 0, 2);
    t.minute = digits_at(text, 3, 2);
    t.second = digits_at(text, 6, 2);
    return (t.hour | t.minute | t.second) >= 0;
}

[[nodiscard]] constexpr std::optional<milliseconds> moment_if_valid(const civil_time& t) noexcept {
    if (t.year < 0 || t.day < 0 || t.month == 0 || !is_valid(t)) return std::nullopt;
    return since_epoch(t);
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
[[nodiscard]] constexpr std::optional<milliseconds> parse_fixdate(std::string_view text) noexcept {
    if (text.size() != 29 || text.substr(3, 2) != ", " || text[7] != ' ' || text[11] != ' ' ||
        text[16] != ' ' || text.substr(25) != " GMT" || place_of(day_names, text.substr(0, 3)) == 0)
        return std::nullopt;
    civil_time t{digits_at(text, 12, 4), place_of(month_names, text.substr(8, 3)), digits_at(text, 5, 2)};
    if (!read_time_of_day(text.substr(17, 8), t)) return std::nullopt;
    return moment_if_valid(t);
}

/// `Sunday, 06-Nov-94 08:49:37 GMT`
///
/// A two-digit year is the last one that is not more than 50 years ahead of `reference`, the year in which
/// the reply came.
[[nodiscard]] JOBPOLL_COLD constexpr std::optional<milliseconds> parse_rfc850(std::string_view text,
                                                                              int reference) noexcept {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos || place_of(long_day_names, text.substr(0, comma)) == 0)
        return std::nullopt;
    const std::string_view rest = text.substr(comma + 1);
    if (rest.size() != 23 || rest[0] != ' ' || rest[3] != '-' || rest[7] != '-' || rest[10] != ' ' ||
        rest.substr(19) != " GMT")
        return std::nullopt;
    const int short_year = digits_at(rest, 8, 2);
    if (short_year < 0) return std::nullopt;
    int year = reference - reference % 100 + short_year;
    if (year > reference + 50) year -= 100;
    if (year <= reference - 50) year += 100;
    civil_time t{year, place_of(month_names, rest.substr(4, 3)), digits_at(rest, 1, 2)};
    if (!read_time_of_day(rest.substr(11, 8), t)) return std::nullopt;
    return moment_if_valid(t);
}

/// `Sun Nov  6 08:49:37 1994`
[[nodiscard]] JOBPOLL_COLD constexpr std::optional<milliseconds>
parse_asctime(std::string_view text) noexcept {
    if (text.size() != 24 || text[3] != ' ' || text[7] != ' ' || text[10] != ' ' || text[19] != ' ' ||
        place_of(day_names, text.substr(0, 3)) == 0)
        return std::nullopt;
    const int day = text[8] == ' ' ? digits_at(text, 9, 1) : digits_at(text, 8, 2);
    civil_time t{digits_at(text, 20, 4), place_of(month_names, text.substr(4, 3)), day};
    if (!read_time_of_day(text.substr(11, 8), t)) return std::nullopt;
    return moment_if_valid(t);
}

/// The moment that an HTTP-date names, or nothing where the text is none.
///
/// `reference_year` places the two-digit years of the RFC 850 form.
/// *Units*: milliseconds since 1970-01-01T00:00:00Z.
/// *Source*: RFC 9110, section 5.6.7.
[[nodiscard]] JOBPOLL_COLD constexpr std::optional<milliseconds>
parse_http_date(std::string_view text, int reference_year = 2026) noexcept {
    if (const auto moment = parse_fixdate(text)) return moment;
    if (const auto moment = parse_rfc850(text, reference_year)) return moment;
    return parse_asctime(text);
}

} // namespace jobpoll::inline v0::detail

#endif
