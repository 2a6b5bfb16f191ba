// jobpoll: the content of one reply: the value that the reader hands to the machine.
#ifndef JOBPOLL_WORDS_REPORT_HPP
#define JOBPOLL_WORDS_REPORT_HPP

#include <chrono>
#include <cstdint>
#include <type_traits>

#include <jobpoll/base/time.hpp>
#include <jobpoll/words/event.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// The content of one reply.
///
/// A reader returns it, the machine consumes it, and a service without JSON writes it by hand. It has no
/// views. *Units*: `progress` in thousandths; counts of items; -1 where a number is not reported. The
/// vendor's times are milliseconds since 1970-01-01T00:00:00Z by the vendor's clock.
struct report {
    jobpoll::event event = event::malformed;
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    bool mentions_job = true; ///< false for a list without the job, and for replies without news (204, 304)
    std::int16_t status = 0;  ///< the HTTP status; 0 for none
    std::int16_t progress = -1;
    std::int64_t items_done = -1;
    std::int64_t items_total = -1;
    optional_milliseconds retry_after{}; ///< from the moment of the reply
    bool retry_after_ignored = false;    ///< the reply has an unusable one
    std::uint64_t activity = 0;          ///< changes when the status or a counter of the job changes
    std::uint64_t heartbeat = 0;         ///< changes when the worker's heartbeat does
    optional_milliseconds created{};
    optional_milliseconds started{};
    optional_milliseconds finished{};
    milliseconds took{0}; ///< how long the request hung before the reply came

    friend constexpr bool operator==(const report&, const report&) noexcept = default;
};
static_assert(std::is_trivially_copyable_v<report> && sizeof(report) <= 96);

/// A Retry-After of this length or more is no delay, but a Unix time in the wrong place, or an error: 10^9 s
/// are 31 years, and were a Unix time in 2001.
inline constexpr milliseconds longest_retry_after = std::chrono::seconds{1'000'000'000};

/// Whether the reply was usable.
[[nodiscard]] constexpr bool is_usable(event what) noexcept {
    return what == event::in_progress || what == event::vendor_terminal || what == event::unknown_status;
}

} // namespace jobpoll::inline v0

#endif
