// jobpoll: the date-time of RFC 3339.
#ifndef JOBPOLL_READING_DATE_TIME_HPP
#define JOBPOLL_READING_DATE_TIME_HPP

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/calendar.hpp>
#include <jobpoll/contract/key_words.hpp>
#include <jobpoll/reading/block.hpp>

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
inline constexpr layout month_to_hour_layout{"00-00T00"};
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

/// The number at byte `at`.
[[nodiscard]] constexpr std::uint64_t number_at(std::uint64_t numbers, int at) noexcept {
    return numbers >> (8 * at) & 0xff;
}

/// The number of two digits at byte `at`.
[[nodiscard]] constexpr int two_digits(std::uint64_t pairs, int at) noexcept {
    return static_cast<int>(number_at(pairs, at));
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

inline constexpr std::int64_t not_usual = (std::numeric_limits<std::int64_t>::min)();

#if defined(JOBPOLL_HAS_BLOCKS)
/// Days from 1970-01-01 to a date of the years 2000 to 2099, in which every fourth year is a leap year.
[[nodiscard]] constexpr std::uint64_t days_of_this_century(std::uint64_t year, std::uint64_t month,
                                                           std::uint64_t day) noexcept {
    constexpr auto first = static_cast<std::uint64_t>(days_since_epoch(1996, 3, 1) - 1);
    const std::uint64_t y = year + 4 - (month <= 2 ? 1 : 0); // counted from March 1996
    return y * 1461 / 4 + static_cast<std::uint64_t>(days_before_month[month]) + day + first;
}

inline constexpr block_range usual_minutes{"2000-00-00T00:00", "2099-19-39T29:59"}; // of either, at 0
inline constexpr block_range usual_seconds{"-00-00T00:00:00Z", "-19-39T29:59:59Z"}; // of whole ones, at 4
inline constexpr block_range usual_milliseconds{"00T00:00:00.000Z", "39T29:59:59.999Z"}; // at 8

/// The moment in one of the two usual spellings: of whole seconds, or of milliseconds.
template <bool Whole>
[[nodiscard]] inline std::int64_t laid_out_date_time(const char* at) noexcept {
    const block end = Whole ? are_in_range(load_block(at + 4), usual_seconds)
                            : are_in_range(load_block(at + 8), usual_milliseconds);
    if (!are_all_true(are_in_range(load_block(at), usual_minutes) & end)) return not_usual;
    const std::uint64_t days = pairs_of(values_of(load_word(at + 5), month_to_hour_layout));
    const std::uint64_t time = pairs_of(values_of(load_word(at + 11), time_layout));
    const std::uint64_t month = number_at(days, 0);
    const std::uint64_t day = number_at(days, 3);
    const std::uint64_t hour = number_at(days, 6);
    // The day before the first, and every day of month 0, wraps around to a large one.
    if (day - 1 >= days_of_month[month] || hour > 23) return not_usual;
    const std::uint64_t year = number_at(pairs_of(values_of(load_word(at), date_layout)), 2);
    const std::uint64_t hours = days_of_this_century(year, month, day) * 24 + hour;
    const std::uint64_t seconds = number_at(time, 3) * 60 + number_at(time, 6);
    const std::uint64_t rest = Whole ? 0 : values_of(load_word(at + 16), millisecond_layout);
    const std::uint64_t fraction = number_at(pairs_of(rest), 4) * 10 + number_at(rest, 6);
    return static_cast<std::int64_t>(hours * 3'600'000 + seconds * 1000 + fraction);
}

/// The moment in the spellings that most vendors have, `20YY-MM-DDThh:mm:ssZ` and `20YY-MM-DDThh:mm:ss.mmmZ`,
/// in milliseconds; `not_usual` for everything else, good or bad: also for 29 February and leap seconds.
[[nodiscard]] inline std::int64_t usual_date_time(std::string_view text) noexcept {
    if (text.size() == 20) return laid_out_date_time<true>(text.data());
    if (text.size() == 24) return laid_out_date_time<false>(text.data());
    return not_usual;
}
#else
/// No spelling is usual where sixteen bytes cannot be looked at together.
[[nodiscard]] constexpr std::int64_t usual_date_time(std::string_view) noexcept {
    return not_usual;
}
#endif

/// The moment that a date-time names, or nothing where the text is none.
///
/// *Units*: milliseconds since 1970-01-01T00:00:00Z; further digits of the fraction are cut off.
/// *Source*: RFC 3339, section 5.6; `t` and `z` may be lower case, a leap second counts only at 23:59:60 UTC.
[[nodiscard]] JOBPOLL_COLD constexpr std::optional<milliseconds>
parse_date_time(std::string_view text) noexcept {
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

/// The same, the usual spellings first.
[[nodiscard]] inline std::optional<milliseconds> read_date_time(std::string_view text) noexcept {
    const std::int64_t usual = usual_date_time(text);
    return usual == not_usual ? parse_date_time(text) : std::optional{milliseconds{usual}};
}

} // namespace jobpoll::inline v0::detail

#endif
