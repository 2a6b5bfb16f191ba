// jobpoll: what a status code means at an endpoint: its own rows, then contract/general_codes.hpp.
#ifndef JOBPOLL_READING_STATUS_CODES_HPP
#define JOBPOLL_READING_STATUS_CODES_HPP

#include <string_view>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/general_codes.hpp>
#include <jobpoll/words/event.hpp>

namespace jobpoll::inline v0 {

/// What a status code means by the general table.
///
/// *Errors*: a code that no final HTTP response has (below 200, above 599) is `malformed`, and so is a
/// redirect: following it is the matter of the caller's HTTP stack. *Source*: RFC 9110, section 15; RFC 6585,
/// section 4; RFC 8470, section 5.2 (425). 403 with a Retry-After is throttled, as several services do it.
[[nodiscard]] constexpr event general_meaning(int code, bool has_retry_after = false) noexcept {
    if (code == 403 && has_retry_after) return event::throttled;
    return detail::general_meaning_of(code);
}

/// The endpoint's row for a status code with this error code in its body, or null; rows with an error code
/// come first.
[[nodiscard]] constexpr const status_code_row* find_code_row(const endpoint& e, int code,
                                                             std::string_view body_code) noexcept {
    const status_code_row* found = nullptr;
    for (const status_code_row& row : e.status_codes) {
        if (row.code == 0) break;
        if (row.code != code) continue;
        if (row.body_code.empty()) {
            if (found == nullptr) found = &row;
        } else if (row.body_code == body_code) {
            return &row;
        }
    }
    return found;
}

/// What a status code means at an endpoint, apart from the body: its own rows, then the general table.
[[nodiscard]] constexpr event meaning_of(const endpoint& e, int code, bool has_retry_after = false) noexcept {
    const status_code_row* const row = find_code_row(e, code, {});
    if (row == nullptr) return general_meaning(code, has_retry_after);
    if (row->phase == phase::unknown) return row->means;
    return row->phase == phase::finished ? event::vendor_terminal : event::in_progress;
}

} // namespace jobpoll::inline v0

#endif
