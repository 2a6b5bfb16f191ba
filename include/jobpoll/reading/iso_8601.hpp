// jobpoll: dates and date-times of ISO 8601 as vendors write them.
#ifndef JOBPOLL_READING_ISO_8601_HPP
#define JOBPOLL_READING_ISO_8601_HPP

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/reading/date_time.hpp>

namespace jobpoll::inline v0::detail {

/// The start of the offset from UTC behind the time of day, or the end of the text.
[[nodiscard]] constexpr std::size_t find_offset(std::string_view text) noexcept {
    return (std::min)(text.find_first_of("Zz+-", 19), text.size());
}

/// The moment that a date-time of RFC 3339 names, or one without the colon of its offset (`+0000`), one
/// without an offset, which is in UTC, or a date alone, which is its first moment in UTC.
///
/// *Source*: ISO 8601-1:2019, sections 5.2.2 (dates) and 5.4.2 (date and time of day).
[[nodiscard]] JOBPOLL_COLD constexpr std::optional<milliseconds>
parse_iso_8601(std::string_view text) noexcept {
    constexpr std::size_t longest = 64; // of what is completed; nothing else needs it
    if (text.size() == 10 ? text[4] != '-' : text.size() < 19) return std::nullopt;
    if (text.size() > longest) return parse_date_time(text);
    const std::size_t offset = find_offset(text);
    const std::string_view zone = text.substr((std::min)(offset, text.size()));
    char whole[longest + 16]{};
    std::size_t size = 0;
    const auto append = [&](std::string_view piece) {
        for (const char c : piece)
            whole[size++] = c;
    };
    append(text.substr(0, text.size() == 10 ? 10 : offset));
    if (text.size() == 10) append("T00:00:00");
    if (zone.empty() || text.size() == 10) {
        append("Z");
    } else if (zone.size() == 5) {
        append(zone.substr(0, 3));
        append(":");
        append(zone.substr(3));
    } else {
        append(zone);
    }
    return parse_date_time({whole, size});
}

} // namespace jobpoll::inline v0::detail

#endif
