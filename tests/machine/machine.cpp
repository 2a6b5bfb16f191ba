// The rules of the machine, one test each, and what holds for every string of events.
#include <jobpoll/machine/step.hpp>

#include <fstream>
#include <string>
#include <type_traits>

#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/vendors/retailgrid.hpp>

#include <support/catch.hpp>
#include <support/machine_runs.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::input;
using support::quiet_rules;
using support::started;
using support::when_due;

namespace {
/// Whether code, and not a comment, has one of the words.
bool mentions_floating_point(std::string_view line) {
    line = line.substr(0, line.find("//"));
    for (const std::string_view word : {"double", "float", "std::pow", "std::log", "std::sqrt", "std::exp"})
        for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
            const char next = at + word.size() < line.size() ? line[at + word.size()] : ' ';
            if (next != '_' && !(next >= 'a' && next <= 'z')) return true;
        }
    return false;
}
} // namespace

TEST_CASE("a step can be taken at compile time, and every state is plain data") {
// g++ 12 with -fsanitize=undefined takes no address of a constant for one.
#if !defined(__SANITIZE_ADDRESS__)
    STATIC_REQUIRE(started(quiet_rules()).stage == stage::unseen);
    STATIC_REQUIRE(when_due(started(quiet_rules()), event::vendor_terminal, quiet_rules()).outcome ==
                   outcome::succeeded);
#endif
    STATIC_REQUIRE(std::is_trivially_copyable_v<machine_state>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<report>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<decision>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<snapshot>);
}

TEST_CASE("no floating point decides when to poll") {
    const std::string headers = std::string{JOBPOLL_TEST_DATA} + "/../../include/jobpoll/";
    for (const std::string name : {"base/arithmetic.hpp",
                                   "base/hash.hpp",
                                   "machine/budgets.hpp",
                                   "machine/charges.hpp",
                                   "machine/delays.hpp",
                                   "machine/limits.hpp",
                                   "machine/news.hpp",
                                   "machine/rules.hpp",
                                   "machine/state.hpp",
                                   "machine/state_fields.hpp",
                                   "machine/step.hpp",
                                   "machine/transitions.hpp",
                                   "polling/options.hpp",
                                   "polling/rules.hpp",
                                   "polling/snapshot.hpp",
                                   "polling/to_decision.hpp",
                                   "reading/decimal.hpp",
                                   "reading/retry_after.hpp",
                                   "schedule/credit.hpp",
                                   "schedule/experts.hpp",
                                   "schedule/forecast.hpp",
                                   "schedule/forecast_tables.hpp",
                                   "schedule/history.hpp",
                                   "schedule/history_merge.hpp",
                                   "schedule/history_state.hpp",
                                   "schedule/history_text.hpp",
                                   "schedule/informed_delay.hpp",
                                   "schedule/inspection_plan.hpp",
                                   "schedule/interval_estimate.hpp",
                                   "schedule/learning.hpp",
                                   "schedule/outlook.hpp",
                                   "schedule/progress_delay.hpp",
                                   "schedule/progress_plan.hpp",
                                   "schedule/progress_track.hpp",
                                   "schedule/regret_bound.hpp",
                                   "schedule/schedule.hpp",
                                   "schedule/uninformed.hpp",
                                   "words/decision.hpp",
                                   "words/report.hpp"}) {
        std::ifstream file{headers + name};
        REQUIRE(file.is_open());
        for (std::string line; std::getline(file, line);) {
            CAPTURE(name, line);
            CHECK_FALSE(mentions_floating_point(line));
        }
    }
}

TEST_CASE("rule 1: the first poll is at once unless the caller says otherwise") {
    machine_rules rules = quiet_rules();
    CHECK(started(rules).next_poll == 0ms);
    CHECK(started(rules).why == reason::first_poll);
    rules.first_poll = 30s;
    CHECK(started(rules).next_poll == 30s);
    rules.first_poll = 2h;
    CHECK(started(rules).next_poll == rules.max_wait);
}

TEST_CASE("rule 2: terminal absorbs everything that comes later") {
    const machine_rules rules = quiet_rules();
    const machine_state ended = when_due(started(rules), event::vendor_terminal, rules);
    REQUIRE(ended.stage == stage::ended);
    for (std::size_t e = 0; e < event_count; ++e)
        CHECK(step(ended, input(static_cast<event>(e), 90min), rules) == ended);
}

TEST_CASE("rule 3: Retry-After is a floor, and jitter only adds to it") {
    machine_rules rules = quiet_rules();
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        rules.seed = seed;
        for (const event e : {event::throttled, event::server_error, event::in_progress}) {
            support::timed_report in = input(e);
            in.retry_after = 200s;
            const machine_state s = step(started(rules), in, rules);
            CHECK((s.next_poll >= 200s && s.next_poll <= 220s));
            CHECK(s.why == reason::retry_after);
        }
    }
    support::timed_report zero = input(event::in_progress);
    zero.retry_after = 0ms;
    CHECK(step(started(rules), zero, rules).next_poll ==
          step(started(rules), input(event::in_progress), rules).next_poll);
}

TEST_CASE(
    "rule 3: a Retry-After that asks for no more than the delay changes neither the delay nor its reason") {
    machine_rules rules = quiet_rules();
    rules.min_delay = rules.max_delay = 10s;
    for (const milliseconds asked : {0ms, 9'999ms, 10'000ms}) {
        support::timed_report in = input(event::in_progress);
        in.retry_after = asked;
        CHECK(step(started(rules), in, rules).next_poll == 10s);
        CHECK(step(started(rules), in, rules).why == reason::cadence);
    }
    support::timed_report in = input(event::in_progress);
    in.retry_after = 10s + 1ms;
    CHECK(step(started(rules), in, rules).why == reason::retry_after);
}

TEST_CASE("rule 3: the nearness of the deadline does not undercut Retry-After either") {
    machine_rules rules = quiet_rules();
    rules.jitter_per_mille = 0;
    for (milliseconds wait = 10s; wait < 100s; wait += 500ms) {
        rules.max_wait = wait;
        support::timed_report in = input(event::in_progress);
        in.retry_after = 10s;
        CHECK(step(started(rules), in, rules).next_poll >= 10s);
        CHECK(step(started(rules), in, rules).next_poll <= wait);
    }
}

TEST_CASE("rule 4: the last poll is exactly at the deadline, and no reply there keeps the polling up") {
    machine_rules rules = quiet_rules();
    rules.max_wait = 61s;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        rules.seed = seed;
        machine_state s = started(rules);
        milliseconds last = -1ms;
        while (s.stage != stage::ended) {
            REQUIRE(s.next_poll > last);
            REQUIRE(s.next_poll <= rules.max_wait);
            last = s.next_poll;
            s = when_due(s, event::in_progress, rules);
        }
        CHECK(last == rules.max_wait);
        CHECK(s.outcome == outcome::timed_out);
        CHECK(s.why == reason::deadline);
    }
}

TEST_CASE("rule 4: the Smithy law waits for all that remains where the others fit in one more poll") {
    machine_rules rules = quiet_rules();
    rules.min_delay = rules.max_delay = 10s;
    rules.max_wait = 19s;
    const auto first_delay = [&](polling_policy policy, event e) {
        rules.policy = policy;
        return when_due(started(rules), e, rules).next_poll;
    };
    CHECK(first_delay(polling_policy::smithy, event::in_progress) == 19s);
    for (const polling_policy policy :
         {polling_policy::inspection, polling_policy::fixed, polling_policy::exponential_full_jitter,
          polling_policy::exponential_equal_jitter, polling_policy::exponential_decorrelated_jitter})
        CHECK(first_delay(policy, event::in_progress) == 9'500ms);
    // The specification speaks of replies: after a fault the delay is ours.
    CHECK(first_delay(polling_policy::smithy, event::no_reply) == 9'500ms);
}

TEST_CASE("rule 4: a terminal reply at the deadline, or after it, is still the vendor's outcome") {
    const machine_rules rules = quiet_rules();
    CHECK(step(started(rules), input(event::vendor_terminal, 1h), rules).outcome == outcome::succeeded);
    CHECK(step(started(rules), input(event::vendor_terminal, 9h), rules).outcome == outcome::succeeded);
}

TEST_CASE("a Retry-After past the deadline leads to the last look at the deadline, and says so") {
    const machine_rules rules = quiet_rules();
    support::timed_report in = input(event::throttled, 10min);
    for (const milliseconds asked :
         {milliseconds{50min + 1ms}, milliseconds{14'400s}, milliseconds{999'999'999s}}) {
        in.retry_after = asked;
        const machine_state s = step(started(rules), in, rules);
        CHECK(s.next_poll == rules.max_wait);
        CHECK(s.why == reason::retry_after_past_deadline);
        CHECK(when_due(s, event::vendor_terminal, rules).outcome == outcome::succeeded);
        CHECK(when_due(s, event::in_progress, rules).outcome == outcome::timed_out);
        CHECK(when_due(s, event::in_progress, rules).why == reason::deadline);
    }
    in.retry_after = 50min;
    CHECK(step(started(rules), in, rules).next_poll == 1h);
    CHECK(step(started(rules), in, rules).why == reason::deadline);
}

TEST_CASE("a Retry-After of 10^9 seconds or more is treated as absent, from every source") {
    machine_rules rules = quiet_rules();
    rules.max_wait = for_ever;
    for (const event e : {event::throttled, event::in_progress, event::server_error}) {
        const machine_state absent = step(started(rules), input(e), rules);
        support::timed_report in = input(e);
        for (const milliseconds asked :
             {milliseconds{1'000'000'000s}, milliseconds{1'767'225'660s}, for_ever}) {
            in.retry_after = asked;
            CHECK(step(started(rules), in, rules) == absent);
        }
        in.retry_after = 1'000'000'000s - 1ms;
        CHECK(step(started(rules), in, rules).next_poll >= 999'999'999s);
    }
}

TEST_CASE("rule 5: faults and unusable payloads have budgets, each its own") {
    machine_rules rules = quiet_rules();
    rules.max_wait = milliseconds::max();
    const auto polls_until_end = [&](event e) {
        machine_state s = started(rules);
        int polls = 0;
        for (; s.stage != stage::ended && polls < 1000; ++polls)
            s = when_due(s, e, rules);
        return std::pair{polls, s.outcome};
    };
    for (const event e : {event::no_reply, event::server_error})
        CHECK(polls_until_end(e) == std::pair{rules.budgets.faults + 1, outcome::unreachable});
    CHECK(polls_until_end(event::malformed) == std::pair{rules.budgets.malformed + 1, outcome::malformed});
    rules.budgets.faults = 0;
    CHECK(polls_until_end(event::no_reply) == std::pair{1, outcome::unreachable});
}

TEST_CASE("rule 5: a usable reply clears the budgets, and an unusable one does not") {
    machine_rules rules = quiet_rules();
    rules.max_wait = milliseconds::max();
    machine_state s = started(rules);
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < rules.budgets.faults; ++i)
            s = when_due(s, event::server_error, rules);
        REQUIRE(s.stage != stage::ended);
        s = when_due(s, event::in_progress, rules);
        REQUIRE(s.faults == 0);
    }
    for (int i = 0; i < 2 * rules.budgets.faults; ++i)
        s = when_due(s, i % 2 == 0 ? event::server_error : event::malformed, rules);
    CHECK(s.stage != stage::ended);
    CHECK(when_due(s, event::no_reply, rules).outcome == outcome::unreachable);
    CHECK(when_due(s, event::malformed, rules).outcome == outcome::malformed);
}

TEST_CASE("rule 5: backing off doubles its ceiling, is never below the shortest delay, and is capped") {
    machine_rules rules = quiet_rules();
    rules.max_wait = milliseconds::max();
    rules.budgets.faults = 65'535;
    milliseconds longest{};
    machine_state s = started(rules);
    for (int i = 1; i <= 2'000; ++i) {
        s = when_due(s, event::no_reply, rules);
        const milliseconds delay = s.next_poll - s.decided_at;
        longest = std::max(longest, delay);
        REQUIRE(delay >= default_min_delay);
        REQUIRE(delay <= backoff_cap);
        if (i <= 4) CHECK(delay <= backoff_base * (1 << (i - 1)));
    }
    CHECK(longest > backoff_cap - 2s);
}

TEST_CASE("rule 6: an unknown status keeps polling under its own budget") {
    machine_rules rules = quiet_rules();
    rules.max_wait = milliseconds::max();
    machine_state s = started(rules);
    for (int i = 0; i < rules.budgets.unknown_statuses; ++i)
        s = when_due(s, event::unknown_status, rules);
    CHECK(s.stage == stage::seen);
    const machine_state last = when_due(s, event::unknown_status, rules);
    CHECK(last.outcome == outcome::unrecognized);
    CHECK(last.why == reason::unknown_status_budget);
    s = when_due(s, event::in_progress, rules);
    CHECK(s.unknown_statuses == 0);
}

TEST_CASE("a 404 has a small grace, before the job was seen and after") {
    machine_rules rules = quiet_rules();
    for (const bool seen : {false, true}) {
        machine_state s = started(rules);
        if (seen) s = when_due(s, event::in_progress, rules);
        for (int i = 0; i < rules.budgets.missing; ++i) {
            s = when_due(s, event::not_found, rules);
            REQUIRE(s.stage == (seen ? stage::seen : stage::unseen));
            CHECK(s.why == reason::grace);
            CHECK(s.next_poll > s.decided_at);
        }
        CHECK(when_due(s, event::vendor_terminal, rules).outcome == outcome::succeeded);
        const machine_state ended = when_due(s, event::not_found, rules);
        CHECK(ended.outcome == (seen ? outcome::gone : outcome::not_found));
        CHECK(ended.why == (seen ? reason::gone : reason::not_found));
        s = when_due(s, event::in_progress, rules);
        CHECK(s.missing == 0);
    }
    CHECK(when_due(started(rules), event::gone, rules).outcome == outcome::gone);
}

TEST_CASE("rule 9: time that goes backwards counts as standing still") {
    const machine_rules rules = quiet_rules();
    const machine_state s = step(started(rules), input(event::in_progress, 20min), rules);
    const machine_state back = step(s, input(event::in_progress, -5h), rules);
    CHECK(back.elapsed == 20min);
    CHECK(back.next_poll > 20min);
    CHECK(back.next_poll <= 1h);
    CHECK(step(s, input(event::no_reply, (milliseconds::min)()), rules).elapsed == 20min);
    CHECK(step(s, input(event::in_progress, milliseconds::max()), rules).outcome == outcome::timed_out);
}

TEST_CASE("max_attempts is the number of polls, and a terminal reply in the last one counts") {
    machine_rules rules = quiet_rules();
    rules.max_attempts = 3;
    machine_state s = started(rules);
    s = when_due(s, event::in_progress, rules);
    s = when_due(s, event::no_reply, rules);
    CHECK(s.stage == stage::seen);
    CHECK(when_due(s, event::vendor_terminal, rules).outcome == outcome::succeeded);
    CHECK(when_due(s, event::in_progress, rules).outcome == outcome::exhausted);
    CHECK(when_due(s, event::throttled, rules).why == reason::attempts_spent);
}

TEST_CASE("a job in which nothing changes for stall_after is stalled, and any change restarts the clock") {
    machine_rules rules = quiet_rules();
    rules.stall_after = 10min;
    support::timed_report in = input(event::in_progress, 1min);
    in.progress = 500;
    machine_state s = step(started(rules), in, rules);
    in.elapsed = 10min;
    CHECK(step(s, in, rules).stage == stage::seen);
    in.elapsed = 11min;
    CHECK(step(s, in, rules).outcome == outcome::stalled);
    in.progress = -1;
    CHECK(step(s, in, rules).outcome == outcome::stalled);
    in.activity = 5;
    CHECK(step(s, in, rules).stage == stage::seen);
    in.activity = 0;
    in.progress = 501;
    CHECK(step(s, in, rules).stage == stage::seen);
    in.progress = 500;
    in.phase = phase::finalizing;
    CHECK(step(s, in, rules).stage == stage::seen);
}

TEST_CASE("progress of zero is a report like any other: the first one, and the fall to it, are changes") {
    machine_rules rules = quiet_rules();
    rules.stall_after = 10min;
    for (const std::int16_t before : {std::int16_t{-1}, std::int16_t{500}}) {
        support::timed_report in = input(event::in_progress, 1min);
        in.progress = before;
        const machine_state s = step(started(rules), in, rules);
        in.elapsed = 11min;
        in.progress = 0;
        CHECK(step(s, in, rules).stage == stage::seen);
    }
}

TEST_CASE("the last numbers of items stay until others are reported, and zero is a number") {
    const machine_rules rules = quiet_rules();
    support::timed_report in = input(event::in_progress);
    machine_state s = step(started(rules), in, rules);
    CHECK(s.items_done == -1);
    CHECK(s.items_total == -1);
    in.items_done = in.items_total = 0;
    s = step(s, in, rules);
    CHECK(s.items_done == 0);
    CHECK(s.items_total == 0);
    in.items_done = 3;
    in.items_total = 7;
    s = step(s, in, rules);
    in.items_done = in.items_total = -1;
    s = step(s, in, rules);
    CHECK(s.items_done == 3);
    CHECK(s.items_total == 7);
}

TEST_CASE("an end for which the vendor has no word is an end all the same, and never in a word of ours") {
    const machine_rules rules = quiet_rules();
    for (const outcome said : {outcome::none, outcome::timed_out, outcome::abandoned}) {
        support::timed_report in = input(event::vendor_terminal);
        in.outcome = said;
        const machine_state ended = step(started(rules), in, rules);
        CHECK(ended.stage == stage::ended);
        CHECK(ended.outcome == outcome::unknown);
    }
}

TEST_CASE("giving up is abandoned, whenever it is") {
    const machine_rules rules = quiet_rules();
    CHECK(step({}, input(event::cancelled), rules).outcome == outcome::abandoned);
    CHECK(step(started(rules), input(event::cancelled), rules).outcome == outcome::abandoned);
    CHECK(step(started(rules), input(event::cancelled), rules).attempts == 0);
}

TEST_CASE("the limits of a delay are the caller's, else the vendor's, else the general ones") {
    machine_rules rules = quiet_rules();
    CHECK(limits_in(rules, phase::running).min == default_min_delay);
    CHECK(limits_in(rules, phase::running).max == default_max_delay);
    rules.documented = &vendors::retailgrid::job;
    CHECK(limits_in(rules, phase::running).min == 5s);
    CHECK(limits_in(rules, phase::queued).max == 60s);
    rules.min_delay = 1s;
    CHECK(limits_in(rules, phase::queued).min == 1s);
    CHECK(limits_in(rules, phase::queued).max == 60s);
    rules.max_delay = 500ms;
    CHECK(limits_in(rules, phase::running).max == 1s);
    rules.quota_gap = 3s;
    CHECK(limits_in(rules, phase::running).min == 3s);
    CHECK(limits_in(rules, phase::running).max == 3s);
}

TEST_CASE("the quota is the reason of the shortest delay only where it makes that longer") {
    machine_rules rules = quiet_rules();
    CHECK(limits_in(rules, phase::running).min_is == reason::cadence);
    rules.quota_gap = default_min_delay;
    CHECK(limits_in(rules, phase::running).min_is == reason::cadence);
    rules.quota_gap = default_min_delay + 1ms;
    CHECK(limits_in(rules, phase::running).min_is == reason::quota);
}
