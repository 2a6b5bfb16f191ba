// jobpoll: the date-time of RFC 3339.
#ifndef JOBPOLL_DETAIL_DATE_TIME_HPP
#define JOBPOLL_DETAIL_DATE_TIME_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include <jobpoll/detail/calendar.hpp>
#include <jobpoll/detail/word.hpp>

namespace jobpoll::inline v0::detail {

/// Eight bytes of a fixed layout, in which `0` stands for any digit.
struct layout {
    std::uint64_t bytes;
    /// What may be added to each byte before its high bit is set: 0x76 for digits, else 0x7f.
    std::uint64_t room = 0;

    consteval explicit layout(const char (&text)[9]) : bytes{load_word(text)} {
        for (int i = 7; i >= 0; --i)
            room = room << 8 | (text[i] == '0' ? 0x76u : 0x7fu);
    }
};

inline constexpr layout date_layout{"0000-00-"};
inline constexpr layout day_and_hour_layout{"00T00:00"};
inline constexpr layout time_layout{"00:00:00"};
inline constexpr layout whole_second_layout{"0:00:00Z"};
inline constexpr layout millisecond_layout{":00.000Z"};

/// What is left of the bytes without the layout: 0 to 9 for a digit, 0 for the right separator.
[[nodiscard]] constexpr std::uint64_t values_of(std::uint64_t bytes, layout expected) noexcept {
    return bytes ^ expected.bytes;
}

/// A high bit for every byte that does not fit; what is added carries every other value into it.
[[nodiscard]] constexpr std::uint64_t misfits(std::uint64_t values, layout expected) noexcept {
    return ((values + expected.room) | values) & high_bits;
}

/// In every byte the number that its digit and the next one make; no byte carries into another.
[[nodiscard]] constexpr std::uint64_t pairs_of(std::uint64_t values) noexcept {
    return values * 10 + (values >> 8);
}

/// The number of two digits at byte `at`.
[[nodiscard]] constexpr int two_digits(std::uint64_t pairs, int at) noexcept {
    return static_cast<int>(pairs >> (8 * at) & 0xff);
}

/// The offset from UTC in minutes (`Z`, `+02:00`), or nothing where the text is no offset.
[[nodiscard]] constexpr std::optional<int> utc_offset(std::string_view text) noexcept {
    if (text.size() == 1 && (text[0] | 0x20) == 'z') return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const int hours = digits_at(text, 1, 2);
    const int minutes = digits_at(text, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/// The fraction at the start of the text in milliseconds, further digits cut off; -1 where there are no
/// digits after the point. What follows it is left in `text`.
[[nodiscard]] constexpr int take_fraction(std::string_view& text) noexcept {
    if (text[0] != '.') return 0;
    std::size_t at = 1;
    int fraction = 0;
    for (int weight = 100; at < text.size() && is_digit(text[at]); ++at, weight /= 10)
        fraction += (text[at] - '0') * weight;
    text.remove_prefix(at);
    return at == 1 ? -1 : fraction;
}

/// The fields of `YYYY-MM-DDThh:mm:ss`, or a month of 0 where the text is not laid out so. Takes at least 19
/// bytes.
[[nodiscard]] constexpr civil_time read_fields(const char* at) noexcept {
    constexpr std::uint64_t upper_case = ~(std::uint64_t{0x20} << 16); // RFC 3339 allows `t`
    const std::uint64_t date = values_of(load_word(at), date_layout);
    const std::uint64_t day = values_of(load_word(at + 8) & upper_case, day_and_hour_layout);
    const std::uint64_t time = values_of(load_word(at + 11), time_layout);
    if ((misfits(date, date_layout) | misfits(day, day_and_hour_layout) | misfits(time, time_layout)) != 0)
        return {};
    const std::uint64_t year_and_month = pairs_of(date);
    const std::uint64_t day_to_minute = pairs_of(day);
    return {two_digits(year_and_month, 0) * 100 + two_digits(year_and_month, 2),
            two_digits(year_and_month, 5),
            two_digits(day_to_minute, 0),
            two_digits(day_to_minute, 3),
            two_digits(day_to_minute, 6),
            two_digits(pairs_of(time), 6)};
}

/// What carries a pair of digits above its limit into the high bit of its byte; other bytes stay below it.
[[nodiscard]] consteval std::uint64_t above(int limit, int at) noexcept {
    return static_cast<std::uint64_t>(0x7f - limit) << (8 * at);
}

/// The days that a month has in every year.
inline constexpr std::uint8_t days_of_every_year[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

inline constexpr std::int64_t not_usual = std::numeric_limits<std::int64_t>::min();

/// The moment in the spellings that most vendors have, `YYYY-MM-DDThh:mm:ssZ` and `YYYY-MM-DDThh:mm:ss.mmmZ`,
/// in milliseconds; `not_usual` for everything else, good or bad: also for 29 February and leap seconds.
///
/// Shapes: three loads of eight bytes cover either; the last one ends where the text does.
[[nodiscard]] constexpr std::int64_t usual_date_time(std::string_view text) noexcept {
    const bool whole = text.size() == 20;
    if (!whole && text.size() != 24) return not_usual;
    const layout end = whole ? whole_second_layout : millisecond_layout;
    const std::uint64_t date = values_of(load_word(text.data()), date_layout);
    const std::uint64_t day = values_of(load_word(text.data() + 8), day_and_hour_layout);
    const std::uint64_t rest = values_of(load_word(text.data() + text.size() - 8), end);
    const std::uint64_t months = pairs_of(date);
    const std::uint64_t minutes = pairs_of(day);
    const std::uint64_t seconds = pairs_of(rest);
    const std::uint64_t beyond = (months + above(12, 5)) | (minutes + (above(23, 3) | above(59, 6))) |
                                 (seconds + (whole ? above(59, 5) : above(59, 1)));
    if (((misfits(date, date_layout) | misfits(day, day_and_hour_layout) | misfits(rest, end) | beyond) &
         high_bits) != 0)
        return not_usual;
    const civil_time t{two_digits(months, 0) * 100 + two_digits(months, 2),
                       two_digits(months, 5),
                       two_digits(minutes, 0),
                       two_digits(minutes, 3),
                       two_digits(minutes, 6),
                       two_digits(seconds, whole ? 5 : 1)};
    // The day before the first, and every day of month 0, wraps around to a large one.
    if (static_cast<unsigned>(t.day - 1) >= days_of_every_year[t.month]) return not_usual;
    const int fraction = whole ? 0 : two_digits(seconds, 4) * 10 + two_digits(rest, 6);
    return since_epoch(t).count() + fraction;
}

/// The moment that a date-time names, or nothing where the text is none.
///
/// Units: milliseconds since 1970-01-01T00:00:00Z; further digits of the fraction are cut off.
/// Source: RFC 3339, section 5.6; `t` and `z` may be lower case, a leap second counts only at 23:59:60 UTC.
[[nodiscard]] constexpr std::optional<milliseconds> parse_date_time(std::string_view text) noexcept {
    if (text.size() < 20) return std::nullopt;
    const civil_time t = read_fields(text.data());
    if (!is_valid(t)) return std::nullopt;
    std::string_view rest = text.substr(19);
    const int fraction = take_fraction(rest);
    const std::optional<int> offset = utc_offset(rest);
    if (fraction < 0 || !offset) return std::nullopt;
    const milliseconds moment = since_epoch(t) - milliseconds{*offset * std::int64_t{60'000}};
    constexpr std::int64_t day = 86'400'000;
    if (t.second == 60 && moment.count() % day != 0) return std::nullopt;
    return moment + milliseconds{fraction};
}

} // namespace jobpoll::inline v0::detail

#endif
