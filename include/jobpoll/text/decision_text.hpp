// jobpoll: decisions in words for people.
#ifndef JOBPOLL_TEXT_DECISION_TEXT_HPP
#define JOBPOLL_TEXT_DECISION_TEXT_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/time.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

/// A length of time in the two units that matter: `350ms`, `2.5s`, `3m41s`, `2h05m`, `3d04h`.
[[nodiscard]] JOBPOLL_COLD inline std::string describe(milliseconds time) {
    const std::int64_t ms = time.count();
    if (ms < 0) return ms == (milliseconds::min)().count() ? "for ever ago" : "-" + describe(-time);
    if (time == (milliseconds::max)()) return "for ever";
    const auto pair = [](std::int64_t big, std::string_view unit, std::int64_t rest,
                         std::string_view sub_unit) {
        std::string text = std::to_string(big);
        text += unit;
        text += rest < 10 ? "0" : "";
        text += std::to_string(rest);
        text += sub_unit;
        return text;
    };
    if (ms < 1000) return std::to_string(ms) + "ms";
    if (ms < 60'000) {
        std::string text = std::to_string(ms / 1000);
        if (ms % 1000 >= 100) text += '.' + std::to_string(ms % 1000 / 100);
        return text + 's';
    }
    if (ms < 3'600'000) return pair(ms / 60'000, "m", ms / 1000 % 60, "s");
    if (ms < 86'400'000) return pair(ms / 3'600'000, "h", ms / 60'000 % 60, "m");
    return pair(ms / 86'400'000, "d", ms / 3'600'000 % 24, "h");
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

/// One sentence: `succeeded_with_failures after 12 polls, 3m41s: 97 of 100 items`.
template <class Clock>
[[nodiscard]] JOBPOLL_COLD std::string describe(const basic_decision<Clock>& d) {
    const auto polls = [&d] { return std::to_string(d.attempts) + (d.attempts == 1 ? " poll" : " polls"); };
    std::string text;
    if (d.poll_again()) {
        text = "poll in " + describe(d.delay) + ": ";
        text += describe(d.why);
        return text;
    }
    text = to_string(d.outcome);
    text += " after " + polls() + ", " + describe(d.elapsed);
    if (d.items_done >= 0 && d.items_total >= 0)
        text += ": " + std::to_string(d.items_done) + " of " + std::to_string(d.items_total) + " items";
    if (!ended_by_vendor(d.outcome)) {
        text += " (";
        text += describe(d.why);
        text += job_may_still_run(d.outcome) ? "; the job may still run)" : ")";
    }
    return text;
}

} // namespace jobpoll::inline v0

#endif
