// jobpoll: endpoints and options as the texts of a fleet name them.
#ifndef JOBPOLL_FLEET_FLEET_KNOWN_HPP
#define JOBPOLL_FLEET_FLEET_KNOWN_HPP

#include <cstdint>
#include <optional>
#include <span>

#include <jobpoll/fleet/fleet_kind.hpp>
#include <jobpoll/fleet/fleet_text.hpp>
#include <jobpoll/fleet/fleet_types.hpp>

namespace jobpoll::inline v0::detail {

/// Whose fingerprint it is, or null.
[[nodiscard]] inline const known_endpoint* find_endpoint(std::span<const known_endpoint> known,
                                                         std::uint64_t fingerprint) noexcept {
    for (const known_endpoint& k : known)
        if (k.contract->fingerprint == fingerprint) return &k;
    return nullptr;
}

/// The kind that a line has: an endpoint's fingerprint was read, sixteen numbers follow.
[[nodiscard]] inline fleet_text_error read_kind(fleet_line_reader& line, const known_endpoint* of,
                                                fleet_kind& into) {
    kind_numbers numbers{};
    for (std::int64_t& number : numbers)
        number = line.next();
    if (of == nullptr) return fleet_text_error::unknown_endpoint;
    const std::optional<poll_options> options = options_of(numbers, of->past);
    if (!line.good || !options) return fleet_text_error::out_of_range;
    if (numbers[15] != 0 && of->past == nullptr) return fleet_text_error::missing_history;
    into = kind_of_options(*of->contract, *options);
    return fleet_text_error::none;
}

} // namespace jobpoll::inline v0::detail

#endif
