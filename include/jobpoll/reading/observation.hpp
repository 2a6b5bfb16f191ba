// jobpoll: a reply in the library's words.
#ifndef JOBPOLL_READING_OBSERVATION_HPP
#define JOBPOLL_READING_OBSERVATION_HPP

#include <cstdint>
#include <span>
#include <string_view>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/retry_after.hpp>
#include <jobpoll/words/error.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// A status code that the caller has to give: it has no default, so leaving it out does not compile.
class http_status {
public:
    constexpr http_status(int code) noexcept : code_{code} {}
    [[nodiscard]] constexpr int code() const noexcept { return code_; }

private:
    int code_;
};

/// What came back from the vendor, as the caller's HTTP stack has it.
///
/// Shapes: views, read during the call and not kept. A header that the reply does not have is empty.
struct reply {
    http_status status;
    std::string_view retry_after{};
    std::string_view date{};
    std::string_view body{};
};

/// What the body of an error reply says.
///
/// Shapes: views with the life of the observation. `where` is JSON text: which part of the request is wrong.
struct problem {
    std::string_view code;
    std::string_view message;
    json_text where;
};

/// How many violations of each severity there were, the ones that were not kept included.
struct violation_counts {
    std::uint32_t tolerated = 0;
    std::uint32_t breaches = 0;
    std::uint32_t fatal = 0;

    [[nodiscard]] constexpr std::uint32_t total() const noexcept { return tolerated + breaches + fatal; }
};

namespace detail {
/// A job that nothing is known of. As a default it is written in a few wide stores, where `{}` makes g++
/// clear it by one string instruction, which takes longer.
[[nodiscard]] constexpr job fresh_job() noexcept {
    jobpoll::job fresh;
    return fresh;
}
} // namespace detail

/// A reply in the library's words: what happened, and to which job.
///
/// Shapes: views into the body, the headers and the reader's buffers; valid while those are and until the
/// next read.
struct observation {
    event what = event::malformed;
    bool mentions_job = false; ///< false for a list without the job, and for replies without news (204, 304)
    int status = 0;
    retry_after_hint retry_after{};
    jobpoll::job job = detail::fresh_job();
    jobpoll::problem problem{};
    violation_counts counts{};
    std::span<const violation> violations{}; ///< the first ones; `counts` has all
    const endpoint* read_as = nullptr;       ///< the shape that was found, where an endpoint has two

    /// Whether the body could be decided on.
    [[nodiscard]] constexpr bool usable() const noexcept {
        return what == event::in_progress || what == event::vendor_terminal || what == event::unknown_status;
    }
};

namespace detail {
/// What a range of status codes means wherever an endpoint does not say otherwise; the first that fits
/// counts.
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
} // namespace detail

/// What a status code means at an endpoint: its own rows first, then the general table.
///
/// Errors: a code that no final HTTP response has (below 200, above 599) is `malformed`, and so is a
/// redirect: following it is the matter of the caller's HTTP stack. Source: RFC 9110, section 15; RFC 6585,
/// section 4; RFC 8470, section 5.2 (425).
[[nodiscard]] constexpr event meaning_of(const endpoint& e, int code) noexcept {
    for (const status_code_meaning& row : e.status_codes) {
        if (row.code == 0) break;
        if (row.code == code) return row.means;
    }
    for (const detail::status_code_range& row : detail::status_code_table)
        if (code >= row.from && code <= row.to) return row.means;
    return event::malformed;
}

/// Whether a reply with this status has no body by definition.
///
/// Source: RFC 9110, sections 15.3.5 (204), 15.3.6 (205) and 15.4.5 (304).
[[nodiscard]] constexpr bool has_no_body(int code) noexcept {
    return code == 204 || code == 205 || code == 304;
}

/// One job of a list, as its reply is read.
///
/// Shapes: the job's views live as long as the body.
struct listed_job {
    const jobpoll::job& job;
    event what;
};

/// Somebody who wants every job of a list; plain pointers, so that reading allocates nothing.
struct job_visitor {
    void* context = nullptr;
    void (*visit)(void* context, const listed_job& found) = nullptr;
};

} // namespace jobpoll::inline v0

#endif
