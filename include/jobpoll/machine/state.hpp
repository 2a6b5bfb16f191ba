// jobpoll: everything that the machine remembers.
#ifndef JOBPOLL_MACHINE_STATE_HPP
#define JOBPOLL_MACHINE_STATE_HPP

#include <cstdint>

#include <jobpoll/base/time.hpp>
#include <jobpoll/machine/transitions.hpp>
#include <jobpoll/schedule/progress_track.hpp>
#include <jobpoll/words/decision.hpp>
#include <jobpoll/words/job.hpp>

namespace jobpoll::inline v0 {

/// Everything that the machine remembers.
///
/// Plain data, trivially copyable; a snapshot writes it field by field.
/// *Units*: milliseconds since the start; progress in thousandths, -1 for none.
struct machine_state {
    milliseconds elapsed{};      ///< the latest moment that is known
    milliseconds next_poll{};    ///< when the pending poll is due, or when it was decided to stop
    milliseconds decided_at{};   ///< when the pending decision was made
    milliseconds changed_at{};   ///< when a reply last differed from the one before
    milliseconds phase_since{};  ///< when the phase last changed
    milliseconds ended_after{};  ///< when the job was last known to go on
    milliseconds faults_since{}; ///< when the present row of faults began; likewise the next two
    milliseconds malformed_since{};
    milliseconds unknown_since{};
    std::uint64_t activity = 0;
    std::uint64_t heartbeat = 0;
    optional_milliseconds vendor_duration{};
    std::int64_t items_done = -1;
    std::int64_t items_total = -1;
    progress_track progress{};           ///< until the end
    std::int16_t reported_progress = -1; ///< last, the end's own included
    std::uint32_t attempts = 0;
    std::uint16_t faults = 0; ///< in a row, and likewise the other counts
    std::uint16_t malformed = 0;
    std::uint16_t unknown_statuses = 0;
    std::uint16_t missing = 0;
    std::uint16_t unauthorized = 0;
    std::uint16_t throttled = 0;
    std::uint16_t confirmations = 0; ///< replies in a row with the outcome `said`
    std::int16_t status = 0;         ///< of the last reply
    jobpoll::stage stage = stage::idle;
    jobpoll::stage ended_in = stage::idle; ///< the stage before the end: where `reopen` goes on
    jobpoll::phase phase = phase::unknown;
    jobpoll::outcome outcome = outcome::none;
    jobpoll::outcome said = outcome::none; ///< what the vendor says, while it is being confirmed
    reason why = reason::none;

    friend constexpr bool operator==(const machine_state&, const machine_state&) noexcept = default;
};

} // namespace jobpoll::inline v0

#endif
