// jobpoll, the program: a poller in virtual time, fed with recorded lines.
#ifndef JOBPOLL_COMPANION_REPLAYER_HPP
#define JOBPOLL_COMPANION_REPLAYER_HPP

#include <chrono>
#include <optional>
#include <string>

#include <jobpoll/poller.hpp>

#include "findings.hpp"
#include "recorded_lines.hpp"
#include "settings.hpp"

namespace companion {

/// A clock without `now()`: all moments come from the recording and begin at zero.
struct virtual_clock {
    using rep = jobpoll::milliseconds::rep;
    using period = jobpoll::milliseconds::period;
    using duration = jobpoll::milliseconds;
    using time_point = std::chrono::time_point<virtual_clock, jobpoll::milliseconds>;
    static constexpr bool is_steady = true;
};

using decision = jobpoll::basic_decision<virtual_clock>;

/// The one place where the command line becomes the library's options.
[[nodiscard]] jobpoll::poll_options poll_options_of(const settings& s);

/// Plays one line after the other to a poller.
///
/// *Lifetime*: the settings outlive it. *Errors*: options that make no sense are a failure of the command
/// line.
class replayer {
public:
    explicit replayer(const settings& s);

    /// The decision that the line led to; a restart hands out the one that stood.
    const decision& play(const recorded_line& line);

    [[nodiscard]] const decision& pending() const noexcept { return pending_; }

    /// Whether any reply told of the job.
    [[nodiscard]] bool has_seen_job() const noexcept {
        const jobpoll::machine_state& s = poller_->state();
        const bool has_ended = s.stage == jobpoll::stage::ended;
        return (has_ended ? s.ended_in : s.stage) == jobpoll::stage::seen || ended_by_vendor(s.outcome);
    }

    /// What the last line was to the poller.
    [[nodiscard]] jobpoll::event last_event() const noexcept { return poller_->last_event(); }

    /// What the machine goes by.
    [[nodiscard]] const jobpoll::machine_state& state() const noexcept { return poller_->state(); }

    /// The job as it was last seen, and the vendor's address for the next request; valid until the next line.
    [[nodiscard]] jobpoll::job job() const noexcept {
        jobpoll::job seen = poller_->job();
        if (seen.next_url.empty()) seen.next_url = location_;
        return seen;
    }

    /// What was wrong with the reply that led to the pending decision.
    [[nodiscard]] const findings& said() const noexcept { return said_; }

    /// Whether that reply could be used.
    [[nodiscard]] bool is_usable() const noexcept { return jobpoll::is_usable(last_event()); }

    /// Whether it told of the job: a list does not have to.
    [[nodiscard]] bool told_of_job(const recorded_line& line) const noexcept {
        return line.what == happening::reply && is_usable() && has_seen_job() &&
               line.reply.body.ends_with(poller_->last_body());
    }

private:
    using poller_type = jobpoll::basic_poller<virtual_clock>;

    [[nodiscard]] decision ask(const recorded_line& line, virtual_clock::time_point now);
    void restart(virtual_clock::time_point now);

    const settings* settings_;
    std::optional<poller_type> poller_;
    decision pending_;
    findings said_;
    std::string location_; ///< of the last reply that had one; the caller's to keep over a restart
};

} // namespace companion

#endif
