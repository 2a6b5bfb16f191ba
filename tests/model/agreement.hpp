// Where the machine and the oracle can be compared: their words for each other.
#ifndef JOBPOLL_TESTS_MODEL_AGREEMENT_HPP
#define JOBPOLL_TESTS_MODEL_AGREEMENT_HPP

#include <string_view>

#include <jobpoll/machine/step.hpp>

#include <support/machine_runs.hpp>

#include "oracle.hpp"

namespace model {

inline happening happening_of(const support::timed_report& in, const jobpoll::machine_state& before) {
    const bool moved = in.progress >= 0 && in.progress != before.reported_progress;
    return {.what = in.event,
            .at = in.elapsed,
            .due = before.next_poll,
            .about_the_job = in.mentions_job,
            .differs = in.phase != before.phase || moved || in.activity != before.activity,
            .forbidden = in.status == 403,
            .in = in.phase,
            .vendors_word = in.outcome,
            .retry_after = in.retry_after ? std::optional{*in.retry_after} : std::nullopt,
            .took = in.took};
}

/// A history that has earned credit lifts the longest delay where none is documented.
inline terms terms_of(const jobpoll::machine_rules& rules, bool has_history = false) {
    return {.max_wait = rules.max_wait,
            .first_poll = rules.first_poll,
            .stall_after = rules.stall_after,
            .max_queued = rules.max_queued,
            .patience = rules.patience,
            .longest_wait = longest_wait(rules),
            .longest_on_credit = has_history ? longest_wait(rules) : jobpoll::milliseconds{0},
            .max_attempts = rules.max_attempts,
            .budgets = rules.budgets,
            .confirmations = rules.confirmations,
            .jitter_per_mille = rules.jitter_per_mille,
            .smithy = rules.policy == jobpoll::polling_policy::smithy,
            .long_poll = rules.long_poll};
}

/// What is wrong with a step; empty where the oracle agrees.
inline std::string_view disagreement(const jobpoll::machine_state& after, const jobpoll::machine_rules& rules,
                                     const oracle& expected) {
    const verdict& v = expected.last();
    if (after.attempts != expected.polls()) return "the number of polls";
    if ((after.stage == jobpoll::stage::ended) != v.over)
        return v.over ? "it should have ended" : "it should go on";
    if (after.outcome != v.how) return "the outcome";
    if (v.over) return after.why == v.why ? "" : "the reason of the end";
    if (after.stage == jobpoll::stage::idle) return "";
    if (after.elapsed != expected.now()) return "the present";
    if (after.next_poll < v.earliest) return "the next poll is too early";
    if (after.next_poll > v.latest) return "the next poll is too late";
    if (after.next_poll > std::max(rules.max_wait, after.elapsed)) return "a wake-up after the deadline";
    return expected.may_say(after.why, after.next_poll) ? "" : "the reason of the poll";
}

} // namespace model

#endif
