// jobpoll: the date-time of RFC 3339.
#ifndef JOBPOLL_DETAIL_DATE_TIME_HPP
#define JOBPOLL_DETAIL_DATE_TIME_HPP

#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/detail/calendar.hpp>

namespace jobpoll::inline v0::detail {

/// The offset from UTC in minutes (`Z`, `+02:00`), or nothing where the text is no offset.
[[nodiscard]] constexpr std::optional<int> utc_offset(std::string_view text) noexcept {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const int hours = digits_at(text, 1, 2);
    const int minutes = digits_at(text, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/// The moment that a date-time names, or nothing where the text is none.
///
/// Units: milliseconds since 1970-01-01T00:00:00Z; further digits of the fraction are cut off.
/// Source: RFC 3339, section 5.6; `t` and `z` may be lower case, a leap second counts only at 23:59:60 UTC.
[[nodiscard]] constexpr std::optional<milliseconds> parse_date_time(std::string_view text) noexcept {
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't') ||
        text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const civil_time t{digits_at(text, 0, 4),  digits_at(text, 5, 2),  digits_at(text, 8, 2),
                       digits_at(text, 11, 2), digits_at(text, 14, 2), digits_at(text, 17, 2)};
    if ((t.year | t.month | t.day | t.hour | t.minute | t.second) < 0 || !is_valid(t)) return std::nullopt;

    std::size_t at = 19;
    int fraction = 0;
    if (text[at] == '.') {
        int weight = 100;
        for (++at; at < text.size() && is_digit(text[at]); ++at, weight /= 10)
            fraction += (text[at] - '0') * weight;
        if (at == 20) return std::nullopt;
    }
    const std::optional<int> offset = utc_offset(text.substr(at));
    if (!offset) return std::nullopt;
    const milliseconds moment = since_epoch(t) - milliseconds{*offset * std::int64_t{60'000}};
    constexpr std::int64_t day = 86'400'000;
    if (t.second == 60 && moment.count() % day != 0) return std::nullopt;
    return moment + milliseconds{fraction};
}

} // namespace jobpoll::inline v0::detail

#endif
