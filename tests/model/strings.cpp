// Every string of up to seven events, and every stage with every event, against the oracle.
#include <jobpoll/machine/step.hpp>

#include <cstdint>

#include <support/catch.hpp>
#include <support/machine_runs.hpp>

#include "agreement.hpp"

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

constexpr int longest_string = JOBPOLL_ONE_ROUND_IN == 1 ? 7 : 6;

/// How an event comes.
enum class manner : std::uint8_t {
    plain,           ///< when it was asked for
    late,            ///< seven minutes later, with progress
    hinted,          ///< with a Retry-After of 45 s
    hinted_beyond,   ///< with a Retry-After that is past the deadline
    suspended,       ///< the machine slept for three hours
    back_in_time,    ///< the clock went back; a list without the job
    hinted_nonsense, ///< with a Unix time for a Retry-After
    forbidden,       ///< with the status 403 and a Retry-After
    forbidden_flat,  ///< with the status 403 and none
    queued,          ///< the job is in the queue; three minutes later
    paused,          ///< the job is paused; four minutes later
    otherwise,       ///< the vendor says that it failed
    hung,            ///< after a long poll of twenty seconds, half a minute later
};
constexpr std::size_t manner_count = 13;
constexpr std::size_t weather_count = 5; ///< the first five

bool has_headers(event what) {
    return answers_a_poll(what) && what != event::no_reply;
}

support::timed_report input_of(event what, manner how, milliseconds due) {
    support::timed_report in = support::input(what, due);
    const auto hint = [&](milliseconds wait) {
        if (has_headers(what)) in.retry_after = wait;
    };
    const auto report_phase = [&](phase p, milliseconds later) {
        in.elapsed = saturating_add(due, later);
        if (what != event::vendor_terminal) in.phase = p;
    };
    switch (how) {
    case manner::plain:
        break;
    case manner::late:
        in.elapsed = saturating_add(due, 7min);
        in.progress = 300;
        break;
    case manner::hinted:
        hint(45s);
        break;
    case manner::hinted_beyond:
        hint(3h);
        break;
    case manner::suspended:
        in.elapsed = saturating_add(due, 3h);
        break;
    case manner::back_in_time:
        in.elapsed = due - 10min;
        in.mentions_job = what == event::vendor_terminal;
        break;
    case manner::hinted_nonsense:
        hint(1'767'225'660s);
        break;
    case manner::forbidden:
        in.status = 403;
        hint(30s);
        break;
    case manner::forbidden_flat:
        in.status = 403;
        break;
    case manner::queued:
        report_phase(phase::queued, 3min);
        break;
    case manner::paused:
        report_phase(phase::paused, 4min);
        break;
    case manner::otherwise:
        if (what == event::vendor_terminal) in.outcome = outcome::failed;
        break;
    case manner::hung:
        in.elapsed = saturating_add(due, 30s);
        in.took = 20s;
        break;
    }
    return in;
}

/// Tries every string from here on.
class explorer {
public:
    explorer(const machine_rules& rules, std::size_t manners) : rules_{rules}, manners_{manners} {}

    void explore(int length) { explore({}, model::oracle{model::terms_of(rules_)}, length); }

    std::uint64_t strings = 0; ///< of exactly the length, the ones after an end included
    std::uint64_t steps = 0;
    std::string wrong;

private:
    void explore(const machine_state& s, const model::oracle& expected, int left) {
        if (left == 0) {
            ++strings;
            return;
        }
        // Shown by absorbs(): after an end no event changes anything, so that all of them are the same
        // string.
        if (s.stage == stage::ended) {
            std::uint64_t continuations = 1;
            for (int i = 0; i < left; ++i)
                continuations *= event_count * manners_;
            strings += continuations;
            return;
        }
        for (std::size_t e = 0; e < event_count; ++e)
            for (std::size_t m = 0; m < manners_; ++m)
                take(s, expected, input_of(static_cast<event>(e), static_cast<manner>(m), s.next_poll), left);
    }

    void take(const machine_state& s, model::oracle expected, const support::timed_report& in, int left) {
        const machine_state after = step(s, in, rules_);
        ++steps;
        const delay_limits limits = limits_in(rules_, after.phase);
        expected.step(model::happening_of(in, s), {limits.min, limits.max});
        const std::string_view difference = model::disagreement(after, rules_, expected);
        const bool absorbed = after.stage != stage::ended || absorbs(after);
        if (!difference.empty() || !absorbed) return report(s, in, after, expected, difference);
        explore(after, expected, left - 1);
    }

    bool absorbs(const machine_state& ended) {
        for (std::size_t e = 0; e < event_count; ++e, ++steps)
            if (step(ended, input_of(static_cast<event>(e), manner::late, ended.next_poll), rules_) != ended)
                return false;
        return true;
    }

    void report(const machine_state& s, const support::timed_report& in, const machine_state& after,
                const model::oracle& expected, std::string_view difference) {
        if (!wrong.empty()) return;
        const model::verdict& v = expected.last();
        const auto time = [](milliseconds t) { return std::to_string(t.count()) + " ms"; };
        wrong = difference.empty() ? "the end does not absorb" : std::string{difference};
        wrong += ": " + std::string{to_string(in.event)} + " at " + time(in.elapsed) + " in " +
                 std::string{to_string(s.stage)} + " makes " + std::string{to_string(after.outcome)} + " (" +
                 std::string{to_string(after.why)} + ") with a poll at " + time(after.next_poll) +
                 "; by the prose " + std::string{to_string(v.how)} + " with a poll from " + time(v.earliest) +
                 " to " + time(v.latest);
    }

    machine_rules rules_;
    std::size_t manners_;
};

std::uint64_t power(std::uint64_t base, int exponent) {
    return exponent == 0 ? 1 : base * power(base, exponent - 1);
}

void check_all(const machine_rules& rules, std::size_t manners, int length) {
    explorer tried{rules, manners};
    tried.explore(length);
    if (!tried.wrong.empty()) FAIL(tried.wrong);
    CHECK(tried.strings == power(event_count * manners, length));
    WARN(tried.strings << " strings of " << length << " events, " << tried.steps << " steps");
}

/// Budgets that a short string can spend.
machine_rules short_rules(polling_policy policy) {
    machine_rules rules = support::quiet_rules();
    rules.policy = policy;
    rules.budgets = {.faults = 2, .malformed = 1, .unknown_statuses = 2, .missing = 1, .unauthorized = 1};
    return rules;
}

} // namespace

TEST_CASE("every string of seven events ends, or goes on, as the prose says") {
    check_all(short_rules(polling_policy::inspection), 1, longest_string);
}

TEST_CASE("every string of six events under a deadline that is near, by the waiter law of Smithy") {
    machine_rules rules = short_rules(polling_policy::smithy);
    rules.max_wait = 17s;
    rules.first_poll = 3s;
    rules.patience = 6s;
    check_all(rules, 1, longest_string - 1);
}

TEST_CASE("every string of six events with four polls at the most, and a job that must not stall") {
    machine_rules rules = short_rules(polling_policy::exponential_full_jitter);
    rules.max_attempts = 4;
    rules.stall_after = 10s;
    check_all(rules, 1, longest_string - 1);
}

TEST_CASE("every string of six events with three confirmations of the end") {
    machine_rules rules = short_rules(polling_policy::inspection);
    rules.confirmations = 3;
    rules.max_wait = 40s;
    check_all(rules, 1, longest_string - 1);
}

TEST_CASE("every string of four events in bad weather: late, with hints, after hours of sleep") {
    machine_rules rules = short_rules(polling_policy::inspection);
    rules.max_wait = 9min;
    rules.stall_after = 5min;
    rules.min_delay = 3s;
    rules.patience = 2min;
    check_all(rules, weather_count, longest_string - 3);
}

TEST_CASE("every string of three events in every manner, by every law") {
    for (const polling_policy policy :
         {polling_policy::inspection, polling_policy::fixed, polling_policy::smithy,
          polling_policy::exponential_equal_jitter, polling_policy::exponential_decorrelated_jitter}) {
        machine_rules rules = short_rules(policy);
        rules.max_wait = 9min;
        rules.stall_after = 5min;
        rules.min_delay = 3s;
        check_all(rules, manner_count, longest_string - 4);
        rules.max_queued = 2min;
        rules.confirmations = 2;
        rules.long_poll = true;
        rules.patience = 3min;
        check_all(rules, manner_count, longest_string - 4);
    }
}

TEST_CASE("the defaults last for as many replies in a row as the table of budgets says, and as long") {
    for (const milliseconds patience : {milliseconds{0}, milliseconds{20min}}) {
        machine_rules rules = support::quiet_rules();
        rules.max_wait = for_ever;
        rules.patience = patience;
        for (std::size_t e = 0; e < event_count; ++e) {
            const auto what = static_cast<event>(e);
            if (!answers_a_poll(what) || what == event::in_progress) continue;
            for (const bool seen : {false, true}) {
                machine_state s = support::started(rules);
                model::oracle expected{model::terms_of(rules)};
                expected.step({.what = event::started}, {});
                const auto take = [&](event happens) {
                    const support::timed_report in = support::input(happens, s.next_poll);
                    const model::happening h = model::happening_of(in, s);
                    s = step(s, in, rules);
                    const delay_limits limits = limits_in(rules, s.phase);
                    expected.step(h, {limits.min, limits.max});
                    REQUIRE(model::disagreement(s, rules, expected) == "");
                };
                if (seen) take(event::in_progress);
                for (int i = 0; i < 100; ++i)
                    take(what);
                CHECK((s.stage == stage::ended) == (what != event::throttled));
            }
        }
    }
}
