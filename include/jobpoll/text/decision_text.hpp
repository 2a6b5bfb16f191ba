// jobpoll: decisions in words for people.
#ifndef JOBPOLL_TEXT_DECISION_TEXT_HPP
#define JOBPOLL_TEXT_DECISION_TEXT_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/base/arithmetic.hpp>
#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

namespace detail {

JOBPOLL_COLD inline std::string& append_number(std::string& text, std::int64_t number) {
    return text += std::to_string(number);
}

/// A unit of time, and the one in which its rest is told.
struct unit_pair {
    std::int64_t milliseconds;
    std::string_view name;
    std::int64_t rest_milliseconds;
    std::string_view rest_name;
};

inline constexpr unit_pair unit_pairs[] = {
    {86'400'000, "d", 3'600'000, "h"}, {3'600'000, "h", 60'000, "m"}, {60'000, "m", 1'000, "s"}};

JOBPOLL_COLD inline void append_time(std::string& text, milliseconds time) {
    std::int64_t ms = time.count();
    if (ms < -int64_max) {
        text += "for ever ago";
        return;
    }
    if (ms < 0) text += '-';
    ms = ms < 0 ? -ms : ms;
    if (ms == int64_max) {
        text += "for ever";
        return;
    }
    for (const unit_pair& unit : unit_pairs) {
        if (ms < unit.milliseconds) continue;
        append_number(text, ms / unit.milliseconds) += unit.name;
        const std::int64_t rest = ms % unit.milliseconds / unit.rest_milliseconds;
        if (rest < 10) text += '0';
        append_number(text, rest) += unit.rest_name;
        return;
    }
    append_number(text, ms < 1'000 ? ms : ms / 1'000);
    if (ms >= 1'000 && ms % 1'000 >= 100) append_number(text += '.', ms % 1'000 / 100);
    text += ms < 1'000 ? "ms" : "s";
}

} // namespace detail

/// A length of time in the two units that matter: `350ms`, `2.5s`, `3m41s`, `2h05m`, `3d04h`.
[[nodiscard]] JOBPOLL_COLD inline std::string describe(milliseconds time) {
    std::string text;
    detail::append_time(text, time);
    return text;
}

/// Why, in half a sentence.
[[nodiscard]] JOBPOLL_COLD constexpr std::string_view describe(reason why) noexcept {
    switch (why) {
    case reason::none:
        return "nothing was decided yet";
    case reason::first_poll:
        return "the first poll";
    case reason::law:
        return "the polling policy";
    case reason::progress:
        return "the end that the reported progress predicts";
    case reason::history:
        return "the durations of earlier jobs";
    case reason::cadence:
        return "the limits of the cadence";
    case reason::quota:
        return "the vendor's request quota";
    case reason::backoff:
        return "exponential backoff";
    case reason::retry_after:
        return "the vendor's Retry-After";
    case reason::grace:
        return "the job was not found, and may be visible later";
    case reason::deadline:
        return "the deadline";
    case reason::vendor_terminal:
        return "the vendor says that the job has ended";
    case reason::fault_budget:
        return "no reply or a server error, too many times in a row";
    case reason::malformed_budget:
        return "too many unusable replies in a row";
    case reason::unknown_status_budget:
        return "too many replies in a row with a status that is not listed";
    case reason::unauthorized:
        return "the vendor refuses the credentials";
    case reason::not_found:
        return "the vendor knows no such job";
    case reason::gone:
        return "the vendor no longer knows the job";
    case reason::rejected:
        return "the vendor refuses the request";
    case reason::attempts_spent:
        return "`max_attempts` polls were made";
    case reason::stalled:
        return "nothing changed for `stall_after`";
    case reason::cancelled:
        return "the caller gave up";
    case reason::retry_after_past_deadline:
        return "the deadline, which comes before the end of Retry-After";
    case reason::invalid_options:
        return "the options make no sense";
    case reason::queued_too_long:
        return "the job was queued for `max_queued`";
    case reason::confirmation:
        return "the vendor says that the job has ended: asking for a confirmation";
    }
    return "?";
}

namespace detail {

JOBPOLL_COLD inline void append_end(std::string& text, outcome ended, reason why) {
    if (ended_by_vendor(ended)) return;
    (text += " (") += describe(why);
    text += job_may_still_run(ended) ? "; the job may still run)" : ")";
}

} // namespace detail

/// One sentence: `succeeded_with_failures after 12 polls, 3m41s: 97 of 100 items`.
template <class Clock>
[[nodiscard]] JOBPOLL_COLD std::string describe(const basic_decision<Clock>& d) {
    std::string text;
    if (d.poll_again()) {
        detail::append_time(text += "poll in ", d.delay);
        (text += ": ") += describe(d.why);
        return text;
    }
    (text += to_string(d.outcome)) += " after ";
    detail::append_number(text, d.attempts) += d.attempts == 1 ? " poll, " : " polls, ";
    detail::append_time(text, d.elapsed);
    if (d.items_done >= 0 && d.items_total >= 0) {
        detail::append_number(text += ": ", d.items_done);
        detail::append_number(text += " of ", d.items_total) += " items";
    }
    detail::append_end(text, d.outcome, d.why);
    return text;
}

} // namespace jobpoll::inline v0

#endif
