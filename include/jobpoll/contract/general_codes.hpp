// jobpoll: what an HTTP status code means where an endpoint does not say otherwise.
#ifndef JOBPOLL_CONTRACT_GENERAL_CODES_HPP
#define JOBPOLL_CONTRACT_GENERAL_CODES_HPP

#include <jobpoll/words/event.hpp>

namespace jobpoll::inline v0::detail {

/// What a range of status codes means; the first that fits counts.
struct status_code_range {
    int from, to;
    event means;
};
inline constexpr status_code_range status_code_table[] = {
    {200, 299, event::in_progress},  {304, 304, event::in_progress},  {401, 401, event::unauthorized},
    {403, 403, event::unauthorized}, {404, 404, event::not_found},    {408, 408, event::server_error},
    {410, 410, event::gone},         {425, 425, event::server_error}, {429, 429, event::throttled},
    {400, 499, event::rejected},     {500, 599, event::server_error},
};

/// The general meaning of a code; `malformed` for one that no final HTTP response has (below 200, above 599)
/// and for a redirect, which is for the caller's HTTP stack to follow.
///
/// *Source*: RFC 9110, section 15; RFC 6585, section 4; RFC 8470, section 5.2 (425).
[[nodiscard]] constexpr event general_meaning_of(int code) noexcept {
    for (const status_code_range& row : status_code_table)
        if (code >= row.from && code <= row.to) return row.means;
    return event::malformed;
}

} // namespace jobpoll::inline v0::detail

namespace jobpoll::inline v0 {

/// Whether a reply with this status has no body by definition.
///
/// *Source*: RFC 9110, sections 15.3.5 (204), 15.3.6 (205) and 15.4.5 (304).
[[nodiscard]] constexpr bool has_no_body(int code) noexcept {
    return code == 204 || code == 205 || code == 304;
}

} // namespace jobpoll::inline v0

#endif
