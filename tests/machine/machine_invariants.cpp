// What holds for every string of events, not only for the written stories.
#include <jobpoll/machine/step.hpp>

#include <vector>

#include <support/catch.hpp>
#include <support/machine_runs.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

support::timed_report nth_input(std::size_t number, milliseconds due) {
    support::timed_report in = support::input(static_cast<event>(number % event_count), due);
    switch (number / event_count) {
    case 1: // late, with a hint
        in.elapsed = saturating_add(due, 7min);
        in.retry_after = 90s;
        in.progress = 300;
        break;
    case 2: // the clock went back
        in.elapsed = due - 10min;
        in.mentions_job = false;
        break;
    default:
        break;
    }
    return in;
}

void check_step(const machine_state& before, const support::timed_report& in, const machine_state& after,
                const machine_rules& rules) {
    const bool good = after == step(before, in, rules) && after.stage >= before.stage &&
                      after.attempts >= before.attempts && after.attempts <= before.attempts + 1 &&
                      after.elapsed >= before.elapsed && after.decided_at <= after.next_poll &&
                      (after.stage == stage::ended) == (after.outcome != outcome::none) &&
                      (before.stage != stage::ended || after == before);
    const bool in_time =
        after.stage == stage::ended || after.next_poll <= std::max(rules.max_wait, after.elapsed);
    if (!good || !in_time)
        FAIL(to_string(in.event) << " in " << to_string(before.stage) << " leads to "
                                 << to_string(after.stage));
}

std::size_t explore(const machine_state& s, const machine_rules& rules, std::size_t inputs, int depth) {
    if (depth == 0) return 1;
    std::size_t strings = 0;
    for (std::size_t i = 0; i < inputs; ++i) {
        const support::timed_report in = nth_input(i, s.next_poll);
        const machine_state next = step(s, in, rules);
        check_step(s, in, next, rules);
        strings += explore(next, rules, inputs, depth - 1);
    }
    return strings;
}

} // namespace

TEST_CASE("every string of up to four events keeps the machine's promises") {
    for (const polling_policy policy :
         {polling_policy::inspection, polling_policy::smithy, polling_policy::fixed}) {
        machine_rules rules = support::quiet_rules();
        rules.policy = policy;
        rules.max_wait = 10min;
        rules.max_attempts = 3;
        CHECK(explore({}, rules, event_count, 4) == 83'521);
    }
}

TEST_CASE("strings of three events with hints, lateness and clocks that go back keep them, too") {
    for (const milliseconds stall : {milliseconds{0}, milliseconds{5min}}) {
        machine_rules rules = support::quiet_rules();
        rules.max_wait = 20min;
        rules.stall_after = stall;
        CHECK(explore({}, rules, 3 * event_count, 3) == 132'651);
    }
}

TEST_CASE("without a usable reply the polling always ends, in any mixture of faults") {
    machine_rules rules = support::quiet_rules();
    rules.max_wait = milliseconds::max();
    const std::vector<event> faults = {event::malformed, event::no_reply, event::unauthorized,
                                       event::server_error, event::not_found};
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        machine_state s = support::started(rules);
        int polls = 0;
        for (; s.stage != stage::ended && polls < 1'000; ++polls)
            s = support::when_due(
                s, faults[detail::mix(seed ^ detail::mix(static_cast<std::uint64_t>(polls))) % faults.size()],
                rules);
        const fault_budgets& b = rules.budgets;
        REQUIRE(polls <= b.faults + b.malformed + b.missing + b.unauthorized + 1);
        CHECK_FALSE(ended_by_vendor(s.outcome));
    }
}

TEST_CASE("a machine that polls for ever neither overflows nor polls in a hot loop") {
    machine_rules rules = support::quiet_rules();
    rules.max_wait = milliseconds::max();
    for (const polling_policy policy :
         {polling_policy::inspection, polling_policy::fixed, polling_policy::smithy,
          polling_policy::exponential_full_jitter, polling_policy::exponential_equal_jitter,
          polling_policy::exponential_decorrelated_jitter}) {
        rules.policy = policy;
        machine_state s = support::started(rules);
        for (int i = 0; i < 20'000; ++i) {
            s = support::when_due(s, event::in_progress, rules);
            if (s.next_poll - s.decided_at < default_min_delay ||
                s.next_poll - s.decided_at > default_max_delay)
                FAIL(to_string(policy) << " at attempt " << i);
        }
        CHECK(s.attempts == 20'000);
        s.elapsed = milliseconds::max() - 1s;
        s = step(s, support::input(event::in_progress, milliseconds::max() - 1s), rules);
        CHECK(s.next_poll <= milliseconds::max());
        CHECK(s.next_poll >= s.decided_at);
    }
}

TEST_CASE("a machine that was not started is started by the first reply") {
    const machine_rules rules = support::quiet_rules();
    CHECK(step({}, support::input(event::in_progress), rules).stage == stage::seen);
    CHECK(step({}, support::input(event::vendor_terminal), rules).stage == stage::ended);
    const machine_state idle;
    for (const event e : {event::deadline, event::attempts_spent, event::stalled})
        CHECK(step(idle, support::input(e), rules) == idle);
}
