// Ordinary weather, one test a rule: outages, renewals, pauses, queues, suspended machines.
#include <jobpoll/machine/step.hpp>

#include <utility>

#include <jobpoll/contract/declaration_of.hpp>
#include <jobpoll/vendors/retailgrid.hpp>

#include <support/catch.hpp>
#include <support/machine_runs.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::input;
using support::quiet_rules;
using support::started;
using support::timed_report;
using support::when_due;

namespace {

/// Takes the same event whenever a poll is due, until the end; at most `most` times.
machine_state until_end(machine_state s, event what, const machine_rules& rules, int most = 100'000) {
    for (int i = 0; i < most && s.stage != stage::ended; ++i)
        s = when_due(s, what, rules);
    return s;
}

timed_report in_phase(phase p, milliseconds at) {
    timed_report in = input(event::in_progress, at);
    in.phase = p;
    return in;
}

} // namespace

TEST_CASE("a row of faults ends the polling when it is long enough in number and in time") {
    machine_rules rules = quiet_rules();
    rules.max_wait = 24h;
    rules.patience = 30min;
    for (const auto& [what, limit, how] :
         {std::tuple{event::no_reply, rules.budgets.faults, outcome::unreachable},
          std::tuple{event::server_error, rules.budgets.faults, outcome::unreachable},
          std::tuple{event::malformed, rules.budgets.malformed, outcome::malformed},
          std::tuple{event::unknown_status, rules.budgets.unknown_statuses, outcome::unrecognized}}) {
        machine_state s = when_due(started(rules), event::in_progress, rules);
        const milliseconds began = s.next_poll;
        int in_a_row = 0;
        for (; s.stage != stage::ended; ++in_a_row)
            s = when_due(s, what, rules);
        CHECK(s.outcome == how);
        CHECK(in_a_row > limit);
        CHECK(s.elapsed - began >= 30min);
        if (in_a_row > limit + 1) CHECK(s.elapsed - began <= 30min + backoff_cap);
    }
}

TEST_CASE("few faults over a long time are no reason to give up") {
    machine_rules rules = quiet_rules();
    rules.max_wait = 24h;
    rules.patience = 1min;
    machine_state s = started(rules);
    for (int i = 0; i < rules.budgets.faults; ++i)
        s = step(s, input(event::no_reply, s.elapsed + 1h), rules);
    CHECK(s.stage == stage::unseen);
    CHECK(step(s, input(event::no_reply, s.elapsed + 1h), rules).outcome == outcome::unreachable);
}

TEST_CASE("a usable reply begins the row again, in number and in time") {
    machine_rules rules = quiet_rules();
    rules.max_wait = 24h;
    rules.patience = 30min;
    machine_state s = started(rules);
    for (int round = 0; round < 20; ++round) {
        for (int i = 0; i < 15; ++i)
            s = step(s, input(event::server_error, s.elapsed + 100s), rules);
        REQUIRE(s.stage != stage::ended);
        s = step(s, input(event::in_progress, s.elapsed + 100s), rules);
    }
}

TEST_CASE("at the deadline a spent count decides, though the row was short in time") {
    machine_rules rules = quiet_rules();
    rules.patience = 15min;
    rules.max_wait = 10min;
    const auto at_the_deadline = [&](event what) {
        machine_state s = step(started(rules), input(event::in_progress, 8min), rules);
        for (int i = 0; i < 50; ++i)
            s = step(s, input(what, 9min), rules);
        REQUIRE(s.stage != stage::ended);
        return s;
    };
    for (const auto& [what, how] : {std::pair{event::server_error, outcome::unreachable},
                                    std::pair{event::malformed, outcome::malformed},
                                    std::pair{event::unknown_status, outcome::unrecognized}}) {
        const machine_state s = at_the_deadline(what);
        CHECK(step(s, input(what, 10min), rules).outcome == how);
        CHECK(step(s, input(event::throttled, 10min), rules).outcome == how);
        CHECK(step(s, input(event::deadline, 10min), rules).outcome == how);
        CHECK(step(s, input(event::in_progress, 10min), rules).outcome == outcome::timed_out);
    }
    machine_state few = step(started(rules), input(event::server_error, 9min), rules);
    CHECK(step(few, input(event::server_error, 10min), rules).outcome == outcome::timed_out);
}

TEST_CASE("the default patience is a tenth of max_wait, from a quarter of an hour to a day") {
    STATIC_REQUIRE(default_patience(1min) == 15min);
    STATIC_REQUIRE(default_patience(1h) == 15min);
    STATIC_REQUIRE(default_patience(24h) == 144min);
    STATIC_REQUIRE(default_patience(168h) == 1008min);
    STATIC_REQUIRE(default_patience(for_ever) == 24h);
}

TEST_CASE("429 never ends the polling before the deadline, spends attempts and backs off") {
    machine_rules rules = quiet_rules();
    rules.max_wait = 6h;
    machine_state s = started(rules);
    milliseconds longest{};
    while (s.stage != stage::ended) {
        s = when_due(s, event::throttled, rules);
        CHECK(s.faults == 0);
        longest = std::max(longest, s.next_poll - s.decided_at);
    }
    CHECK(s.outcome == outcome::timed_out);
    CHECK(s.elapsed == 6h);
    CHECK(longest > 100s);
    rules.max_attempts = 5;
    s = until_end(started(rules), event::throttled, rules);
    CHECK(s.outcome == outcome::exhausted);
    CHECK(s.attempts == 5);
    CHECK(when_due(when_due(started(rules), event::throttled, rules), event::in_progress, rules).throttled ==
          0);
}

TEST_CASE("401 asks once for a renewal, at once, and the second in a row ends the polling") {
    const machine_rules rules = quiet_rules();
    machine_state s = when_due(started(rules), event::in_progress, rules);
    for (int day = 0; day < 3; ++day) {
        s = when_due(s, event::unauthorized, rules);
        CHECK(s.why == reason::unauthorized);
        CHECK(s.next_poll == s.elapsed);
        CHECK(s.stage == stage::seen);
        CHECK(s.unauthorized == 1);
        const machine_state refused = when_due(s, event::unauthorized, rules);
        CHECK(refused.outcome == outcome::unauthorized);
        CHECK(refused.why == reason::unauthorized);
        s = when_due(s, event::in_progress, rules);
        CHECK(s.unauthorized == 0);
    }
    CHECK(when_due(when_due(s, event::unauthorized, rules), event::vendor_terminal, rules).outcome ==
          outcome::succeeded);
}

TEST_CASE("401 with a Retry-After asks for a renewal, too, and waits for as long") {
    const machine_rules rules = quiet_rules();
    timed_report in = input(event::unauthorized, 1s);
    in.status = 401;
    in.retry_after = 30s;
    machine_state s = step(started(rules), in, rules);
    CHECK(s.why == reason::unauthorized);
    CHECK((s.next_poll >= 31s && s.next_poll <= 34s));
    in.retry_after = 2h; // past the deadline: the last look
    s = step(started(rules), in, rules);
    CHECK(s.why == reason::unauthorized);
    CHECK(s.next_poll == rules.max_wait);
}

TEST_CASE("with more renewals allowed the second in a row backs off") {
    machine_rules rules = quiet_rules();
    rules.budgets.unauthorized = 3;
    machine_state s = when_due(started(rules), event::unauthorized, rules);
    CHECK(s.next_poll == s.elapsed);
    s = when_due(s, event::unauthorized, rules);
    CHECK(s.next_poll >= s.elapsed + default_min_delay);
    CHECK(s.why == reason::backoff);
    rules.budgets.unauthorized = 0;
    CHECK(when_due(started(rules), event::unauthorized, rules).outcome == outcome::unauthorized);
}

TEST_CASE("403 ends, unless it has a Retry-After: that is the account's pace") {
    const machine_rules rules = quiet_rules();
    timed_report in = input(event::unauthorized, 1s);
    in.status = 403;
    CHECK(step(started(rules), in, rules).outcome == outcome::unauthorized);
    in.retry_after = 30s;
    const machine_state s = step(started(rules), in, rules);
    CHECK(s.stage == stage::unseen);
    CHECK(s.why == reason::retry_after);
    CHECK((s.next_poll >= 31s && s.next_poll <= 34s));
    CHECK(s.unauthorized == 0);
    CHECK(s.throttled == 1);
    in.retry_after = 1'767'225'660s;
    CHECK(step(started(rules), in, rules).outcome == outcome::unauthorized);
}

TEST_CASE("reopened, an ended machine polls at once, with its counts at zero and its deadline as it was") {
    const machine_rules rules = quiet_rules();
    machine_state s = when_due(started(rules), event::in_progress, rules);
    s = when_due(when_due(s, event::unauthorized, rules), event::unauthorized, rules);
    REQUIRE(s.outcome == outcome::unauthorized);
    const machine_state again = reopen(s, 20min);
    CHECK(again.stage == stage::seen);
    CHECK(again.outcome == outcome::none);
    CHECK(again.next_poll == 20min);
    CHECK(again.unauthorized == 0);
    CHECK(again.attempts == s.attempts);
    CHECK(when_due(again, event::unauthorized, rules).stage == stage::seen);
    CHECK(step(again, input(event::in_progress, 1h), rules).outcome == outcome::timed_out);
}

TEST_CASE("reopened after the deadline a machine has one last look") {
    const machine_rules rules = quiet_rules();
    const machine_state late = step(started(rules), input(event::in_progress, 1h), rules);
    REQUIRE(late.outcome == outcome::timed_out);
    const machine_state again = reopen(late, 5h);
    CHECK(again.next_poll == 5h);
    CHECK(when_due(again, event::vendor_terminal, rules).outcome == outcome::succeeded);
    CHECK(when_due(again, event::no_reply, rules).outcome == outcome::timed_out);
}

TEST_CASE("what the vendor ended stays ended, and what runs is not reopened") {
    const machine_rules rules = quiet_rules();
    const machine_state done = when_due(started(rules), event::vendor_terminal, rules);
    CHECK(reopen(done, 5h) == done);
    const machine_state running = started(rules);
    CHECK(reopen(running, 5h) == running);
    CHECK(reopen({}, 5h) == machine_state{});
    const machine_state given_up = step({}, input(event::cancelled), rules);
    CHECK(reopen(given_up, 1s).stage == stage::unseen);
}

TEST_CASE("a machine that slept past the deadline has its last look when nothing came back, once") {
    const machine_rules rules = quiet_rules();
    machine_state s = when_due(started(rules), event::in_progress, rules);
    REQUIRE(s.next_poll < rules.max_wait);
    s = step(s, input(event::no_reply, 9h), rules);
    CHECK(s.stage == stage::seen);
    CHECK(s.next_poll == 9h);
    CHECK(s.why == reason::deadline);
    CHECK(is_last_look(s, rules));
    CHECK(step(s, input(event::vendor_terminal, 9h), rules).outcome == outcome::succeeded);
    CHECK(step(s, input(event::no_reply, 9h + 1min), rules).outcome == outcome::timed_out);
}

TEST_CASE("the last look has been had when the poll at the deadline brings nothing") {
    machine_rules rules = quiet_rules();
    rules.min_delay = rules.max_delay = 1h;
    machine_state s = when_due(started(rules), event::in_progress, rules);
    REQUIRE(s.next_poll == rules.max_wait);
    CHECK(is_last_look(s, rules));
    CHECK(step(s, input(event::no_reply, 1h + 5min), rules).outcome == outcome::timed_out);
    CHECK(latest_end(rules) == 1h);
    rules.reply_timeout = 5min;
    CHECK(latest_end(rules) == 1h + 5min);
    rules.max_wait = for_ever;
    CHECK(latest_end(rules) == for_ever);
}

TEST_CASE(
    "a machine that slept past its stall limit has its last look, too, and no poll beyond max_attempts") {
    machine_rules rules = quiet_rules();
    rules.stall_after = 10min;
    const machine_state s = when_due(started(rules), event::in_progress, rules);
    CHECK(step(s, input(event::no_reply, 9h), rules).stage == stage::seen);
    rules.max_attempts = 2;
    CHECK(step(s, input(event::no_reply, 9h), rules).outcome == outcome::exhausted);
}

TEST_CASE("the stall clock stands while the job is blocked or paused") {
    machine_rules rules = quiet_rules();
    rules.max_wait = 24h;
    rules.stall_after = 30min;
    for (const phase p : {phase::blocked, phase::paused}) {
        machine_state s = step(started(rules), in_phase(p, 1s), rules);
        while (s.stage != stage::ended)
            s = step(s, in_phase(p, s.next_poll), rules);
        CHECK(s.outcome == outcome::timed_out);
        s = step(started(rules), in_phase(p, 1s), rules);
        s = step(s, in_phase(phase::running, 5h), rules);
        CHECK(step(s, in_phase(phase::running, 5h + 29min), rules).stage == stage::seen);
        CHECK(step(s, in_phase(phase::running, 5h + 30min), rules).outcome == outcome::stalled);
        CHECK(step(s, in_phase(phase::running, 5h + 30min), rules).why == reason::stalled);
    }
}

TEST_CASE("whether a heartbeat alone is a change is the caller's choice") {
    machine_rules rules = quiet_rules();
    rules.stall_after = 10min;
    timed_report in = input(event::in_progress, 1s);
    in.heartbeat = 1;
    const machine_state s = step(started(rules), in, rules);
    in.elapsed = 11min;
    in.heartbeat = 2;
    CHECK(step(s, in, rules).stage == stage::seen);
    rules.stall_ignores_heartbeat = true;
    CHECK(step(s, in, rules).outcome == outcome::stalled);
    in.activity = 1;
    CHECK(step(s, in, rules).stage == stage::seen);
}

TEST_CASE("the queue has a limit of its own, and then no other") {
    machine_rules rules = quiet_rules();
    rules.max_wait = 24h;
    rules.max_queued = 2h;
    rules.stall_after = 10min;
    const machine_state s = step(started(rules), in_phase(phase::queued, 1min), rules);
    CHECK(step(s, in_phase(phase::queued, 2h), rules).stage == stage::seen);
    const machine_state late = step(s, in_phase(phase::queued, 2h + 1min), rules);
    CHECK(late.outcome == outcome::stalled);
    CHECK(late.why == reason::queued_too_long);
    const machine_state begun = step(s, in_phase(phase::running, 2h + 1min), rules);
    CHECK(begun.stage == stage::seen);
    const machine_state back = step(begun, in_phase(phase::queued, 2h + 5min), rules);
    CHECK(step(back, in_phase(phase::queued, 4h), rules).stage == stage::seen);
    CHECK(step(back, in_phase(phase::queued, 4h + 5min), rules).why == reason::queued_too_long);
    rules.max_queued = 0ms;
    CHECK(step(s, in_phase(phase::queued, 2h + 1min), rules).why == reason::stalled);
}

TEST_CASE("an end is confirmed by replies in a row that say the same") {
    machine_rules rules = quiet_rules();
    rules.confirmations = 3;
    machine_state s = started(rules);
    for (int i = 0; i < 2; ++i) {
        s = when_due(s, event::vendor_terminal, rules);
        REQUIRE(s.stage == stage::seen);
        CHECK(s.phase == phase::finished);
        CHECK(s.outcome == outcome::none);
        CHECK(s.why == reason::confirmation);
        CHECK(s.next_poll - s.decided_at == default_min_delay);
    }
    CHECK(when_due(s, event::vendor_terminal, rules).outcome == outcome::succeeded);
    SECTION("faults neither count nor reset") {
        s = when_due(when_due(s, event::no_reply, rules), event::throttled, rules);
        CHECK(s.stage == stage::seen);
        CHECK(when_due(s, event::vendor_terminal, rules).outcome == outcome::succeeded);
    }
    SECTION("a list without the job, or 304, is no news") {
        timed_report none = input(event::in_progress, s.next_poll);
        none.mentions_job = false;
        s = step(s, none, rules);
        CHECK(s.phase == phase::finished);
        CHECK(when_due(s, event::vendor_terminal, rules).outcome == outcome::succeeded);
    }
    SECTION("another outcome begins the row again") {
        timed_report failed = input(event::vendor_terminal, s.next_poll);
        failed.outcome = outcome::failed;
        s = step(s, failed, rules);
        CHECK(s.stage == stage::seen);
        s = when_due(s, event::vendor_terminal, rules);
        CHECK(s.stage == stage::seen);
    }
    SECTION("a job that goes on after all has not ended") {
        s = when_due(s, event::in_progress, rules);
        CHECK(s.phase == phase::running);
        CHECK(s.said == outcome::none);
        s = when_due(when_due(s, event::vendor_terminal, rules), event::vendor_terminal, rules);
        CHECK(s.stage == stage::seen);
    }
    SECTION("404 and 410 end with what was said") {
        for (const event e : {event::not_found, event::gone}) {
            CHECK(when_due(s, e, rules).outcome == outcome::succeeded);
            CHECK(when_due(s, e, rules).why == reason::vendor_terminal);
        }
    }
    SECTION("any other stop takes the outcome that was said") {
        CHECK(when_due(s, event::rejected, rules).outcome == outcome::succeeded);
        CHECK(step(s, input(event::cancelled), rules).outcome == outcome::succeeded);
        CHECK(step(s, input(event::cancelled), rules).why == reason::cancelled);
        CHECK(step(s, input(event::no_reply, 1h), rules).outcome == outcome::none);
        CHECK(step(s, input(event::server_error, 1h), rules).outcome == outcome::succeeded);
        CHECK(step(s, input(event::deadline, 1h), rules).outcome == outcome::succeeded);
        CHECK(step(s, input(event::deadline, 1h), rules).why == reason::deadline);
    }
}

TEST_CASE("in a long poll the gap counts from the start of the request") {
    machine_rules rules = quiet_rules();
    rules.policy = polling_policy::fixed;
    rules.min_delay = rules.max_delay = 30s;
    timed_report in = input(event::in_progress, 20s);
    in.took = 20s;
    const auto gap = [&](const machine_rules& by) {
        const machine_state s = step(started(by), in, by);
        return s.next_poll - s.elapsed;
    };
    CHECK(gap(rules) == 30s);
    rules.long_poll = true;
    CHECK(gap(rules) == 30s); // the shortest delay holds
    rules.policy = polling_policy::exponential_equal_jitter;
    rules.min_delay = 1s;
    machine_state s = started(rules);
    s.attempts = 20; // both delays are drawn for the same attempt
    const milliseconds hung = step(s, in, rules).next_poll;
    in.took = 0ms;
    const milliseconds quick = step(s, in, rules).next_poll;
    CHECK(hung == std::max<milliseconds>(quick - 20s, 21s));
    in.took = 10h; // not more than the time since the request was due
    CHECK(step(s, in, rules).next_poll == hung);
    in.elapsed = 0ms; // a reply that is early gives no credit
    CHECK(step(s, in, rules).next_poll == quick - 20s);
}

TEST_CASE("a vendor that answers at once makes no hot loop of a long poll") {
    machine_rules rules = quiet_rules();
    rules.long_poll = true;
    machine_state s = started(rules);
    for (int i = 0; i < 1'000; ++i) {
        timed_report in = input(event::in_progress, s.next_poll + 50ms);
        in.took = 50ms;
        s = step(s, in, rules);
        if (s.stage == stage::ended) break;
        CHECK((s.next_poll - s.elapsed >= default_min_delay || s.next_poll == rules.max_wait));
    }
}

TEST_CASE("no wait is longer than half of the documented retention") {
    static constexpr endpoint forgetful = declare([] {
        declaration d = declaration_of(vendors::retailgrid::job);
        d.retention = 2min;
        d.cadence[0] = d.cadence[1] = {};
        return d;
    }());
    machine_rules rules = quiet_rules();
    rules.documented = &forgetful;
    rules.max_wait = 100h;
    rules.first_poll = 5min;
    machine_state s = started(rules);
    CHECK(s.next_poll == 1min);
    for (int i = 0; i < 400; ++i) {
        s = when_due(s, i % 20 < 9 ? event::server_error : event::in_progress, rules);
        REQUIRE(s.stage != stage::ended);
        CHECK(s.next_poll - s.decided_at <= 1min);
    }
    timed_report in = input(event::throttled, s.next_poll);
    in.retry_after = 10min; // the vendor's own word goes before it
    CHECK(step(s, in, rules).next_poll >= s.next_poll + 10min);
}
