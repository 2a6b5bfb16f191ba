// jobpoll: everything that can happen to a poller, as one enumeration.
#ifndef JOBPOLL_WORDS_EVENT_HPP
#define JOBPOLL_WORDS_EVENT_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/enum_name.hpp>

namespace jobpoll::inline v0 {

/// What happened: the columns of the machine's table.
enum class event : std::uint8_t {
    started,         ///< the caller began
    in_progress,     ///< a usable reply: the job goes on, or the reply does not mention it
    vendor_terminal, ///< a usable reply: the vendor says that the job ended
    unknown_status,  ///< a usable reply in a word that the endpoint does not list
    malformed,       ///< a reply that cannot be used
    no_reply,        ///< nothing came back
    throttled,       ///< 429; 403 with Retry-After
    server_error,    ///< 408, 425, 5xx
    unauthorized,    ///< 401, 403
    not_found,       ///< 404
    gone,            ///< 410
    rejected,        ///< 400, 422, other 4xx
    deadline,        ///< `max_wait` is over
    attempts_spent,  ///< `max_attempts` polls were made
    stalled,         ///< nothing changed for `stall_after`
    queued_too_long, ///< the job was queued for `max_queued`
    cancelled,       ///< the caller gave up
};

inline constexpr std::size_t event_count = static_cast<std::size_t>(event::cancelled) + 1;

[[nodiscard]] constexpr std::string_view to_string(event value) noexcept {
    constexpr std::string_view names[event_count] = {
        "started",   "in_progress",    "vendor_terminal", "unknown_status",  "malformed", "no_reply",
        "throttled", "server_error",   "unauthorized",    "not_found",       "gone",      "rejected",
        "deadline",  "attempts_spent", "stalled",         "queued_too_long", "cancelled"};
    return detail::enum_name(names, value);
}

/// Whether the event answers a poll that was made, and so counts as an attempt.
[[nodiscard]] constexpr bool answers_a_poll(event value) noexcept {
    return value >= event::in_progress && value <= event::rejected;
}

} // namespace jobpoll::inline v0

#endif
