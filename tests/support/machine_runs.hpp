// Driving the machine by hand: rules, inputs, and a poller's day in one call.
#ifndef JOBPOLL_TESTS_SUPPORT_MACHINE_RUNS_HPP
#define JOBPOLL_TESTS_SUPPORT_MACHINE_RUNS_HPP

#include <jobpoll/machine/step.hpp>
#include <jobpoll/ostream.hpp>
#include <jobpoll/words/report.hpp>

namespace support {

using namespace std::chrono_literals;

constexpr jobpoll::machine_rules quiet_rules() {
    jobpoll::machine_rules rules;
    rules.max_wait = 1h;
    rules.poll_cost = 2s;
    rules.seed = 7;
    rules.jitter_per_mille = 100;
    return rules;
}

/// A report and the moment when it comes.
struct timed_report : jobpoll::report {
    jobpoll::milliseconds elapsed{};
};

constexpr timed_report input(jobpoll::event what, jobpoll::milliseconds at = 0ms) {
    timed_report in;
    in.event = what;
    in.elapsed = at;
    if (what == jobpoll::event::in_progress) in.phase = jobpoll::phase::running;
    if (what == jobpoll::event::vendor_terminal) {
        in.phase = jobpoll::phase::finished;
        in.outcome = jobpoll::outcome::succeeded;
    }
    return in;
}

/// One step at the moment of the report.
constexpr jobpoll::machine_state step(const jobpoll::machine_state& s, const timed_report& in,
                                      const jobpoll::machine_rules& rules) {
    return jobpoll::step(s, in, rules, in.elapsed);
}

/// A machine that was started at zero.
constexpr jobpoll::machine_state started(const jobpoll::machine_rules& rules) {
    return step({}, input(jobpoll::event::started), rules);
}

/// The next step, exactly when the poll is due.
constexpr jobpoll::machine_state when_due(const jobpoll::machine_state& s, jobpoll::event what,
                                          const jobpoll::machine_rules& rules) {
    return step(s, input(what, s.next_poll), rules);
}

} // namespace support

#endif
