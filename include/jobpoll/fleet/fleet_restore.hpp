// jobpoll: what `save` wrote: looked at as a whole, then read; all of it or nothing.
#ifndef JOBPOLL_FLEET_FLEET_RESTORE_HPP
#define JOBPOLL_FLEET_FLEET_RESTORE_HPP

#include <charconv>
#include <cstdint>
#include <span>
#include <string_view>

#include <jobpoll/fleet/fleet_restorer.hpp>
#include <jobpoll/fleet/fleet_save.hpp>

namespace jobpoll::inline v0::detail {

/// Reads what `save_fleet` wrote. Shapes: `into` is fresh, and worth nothing where there is an error.
[[nodiscard]] inline fleet_text_error restore_fleet(std::string_view text,
                                                    std::span<const known_endpoint> known, clock_kind clock,
                                                    fleet_core& into, std::uint64_t& checksum) {
    if (!text.starts_with(fleet_word)) return fleet_text_error::not_a_fleet;
    std::uint32_t version = 0;
    const char* digits = text.data() + fleet_word.size();
    const char* const text_end = text.data() + text.size();
    const auto [end, error] = std::from_chars(digits, text_end, version);
    if (error == std::errc::result_out_of_range) return fleet_text_error::newer_version;
    if (error != std::errc{})
        return text_end == digits ? fleet_text_error::truncated : fleet_text_error::not_a_fleet;
    if (end == text_end) return fleet_text_error::truncated;
    if (version > 1) return fleet_text_error::newer_version;
    const std::size_t before_last = text.substr(0, text.size() - 1).rfind('\n');
    const std::size_t last = before_last == std::string_view::npos ? 0 : before_last + 1;
    if (text.back() != '\n' || !text.substr(last).starts_with('z')) return fleet_text_error::truncated;
    fleet_line_reader sum{text.substr(last + 1, text.size() - last - 2)};
    checksum = sum.mark();
    if (!sum.at_end() || fnv1a(text.substr(0, last)) != checksum) return fleet_text_error::damaged;
    std::string_view rest = text.substr(0, last);
    std::string_view first;
    if (!take_line(rest, first) || first != fleet_magic) return fleet_text_error::damaged;
    return fleet_restorer{rest, known, into}.restore(clock);
}

} // namespace jobpoll::inline v0::detail

#endif
