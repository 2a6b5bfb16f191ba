// The default law: what it asks for where nothing, progress or a history is known, and how far it can be led
// astray.
#include <jobpoll/schedule/schedule.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using detail::uninformed_gap;

namespace {

/// Numbers of up to so many bits, small ones as often as large ones.
struct random_lengths {
    std::uint64_t state;
    std::int64_t operator()(int bits) {
        state = detail::mix(state);
        return static_cast<std::int64_t>((state >> (64 - bits)) >> (state % static_cast<unsigned>(bits)));
    }
};

constexpr detail::regret_bound bound_of(milliseconds elapsed, milliseconds cost, std::int64_t polls,
                                        detail::trust in) {
    return {elapsed, cost, polls, in};
}

constexpr outlook looking(milliseconds elapsed, const progress_track& track = no_progress,
                          const forecast* ahead = nullptr) {
    outlook o;
    o.elapsed = elapsed;
    o.poll_cost = 2s;
    o.limits = {1s, 10min};
    o.attempt = 5;
    o.progress = &track;
    o.ahead = ahead;
    return o;
}

decision decision_after(milliseconds ended, std::uint32_t polls) {
    decision d;
    d.action = action::stop;
    d.outcome = outcome::succeeded;
    d.attempts = polls;
    d.ended_after = ended - 2s;
    d.elapsed = ended;
    d.poll_cost = 2s;
    d.min_delay = 1s;
    d.max_delay = 10min;
    return d;
}

constexpr progress_track linear_until(milliseconds now, milliseconds whole) {
    progress_track track;
    for (const int part : {0, 1, 2, 3, 4})
        track = observe(track, now * part / 4, static_cast<std::int16_t>(now * part * 250 / whole));
    return track;
}

/// 200 jobs of nine minutes to twelve, found by looking every two seconds: so that they earned credit.
const forecast& minutes() {
    static const forecast made = [] {
        history h;
        for (int i = 0; i < 200; ++i)
            h.learn(decision_after(9min + 1s * (i * 77 % 200), 6));
        forecast f;
        f.follow(h, 2s);
        return f;
    }();
    return made;
}

} // namespace

TEST_CASE("uninformed: the gap grows like the root of the time, from 2.4 poll costs on") {
    STATIC_REQUIRE(uninformed_gap(0ms, 2s) == 4'898ms);
    STATIC_REQUIRE(uninformed_gap(100s, 2s) == 24'979ms);
    STATIC_REQUIRE(uninformed_gap(1h, 2s) == 147'051ms);
    STATIC_REQUIRE(plan_next_look(looking(100s)).delay == 24'979ms);
    STATIC_REQUIRE(plan_next_look(looking(100s)).why == reason::law);
    STATIC_REQUIRE(uninformed_gap(100s, 8s) > uninformed_gap(100s, 2s));
}

TEST_CASE("uninformed: no time and no cost leads out of range") {
    for (const milliseconds extreme : {milliseconds::min(), milliseconds::max(), milliseconds{0}})
        for (const milliseconds cost : {milliseconds::min(), milliseconds::max(), milliseconds{0}})
            CHECK(uninformed_gap(extreme, cost) > 0ms);
}

TEST_CASE("uninformed: what a job costs is never negative and never falls, with any limits") {
    random_lengths some{3};
    // A poll of 5 ms and 28 hours between two: the gap outgrows its limit after more than 278 years.
    REQUIRE(detail::uninformed_schedule{5ms, {milliseconds{100'059'837}, milliseconds{100'059'837}}}.bound(
                0) > 40'000'000);
    for (int round = 0; round < 100'000; ++round) {
        const milliseconds cost{some(28)};
        const delay_bounds limits{milliseconds{some(33)}, milliseconds{some(33)}};
        const std::int64_t now = some(43);
        const detail::uninformed_schedule law{cost, limits};
        const std::int64_t bound = law.bound(now);
        if (bound < 0 || law.bound(now + some(33)) < bound - 2)
            FAIL(cost.count() << ", " << limits.min.count() << " to " << limits.max.count() << " at " << now);
    }
    SUCCEED();
}

TEST_CASE("uninformed: the scale that follows from the gap is that of its definition") {
    random_lengths some{5};
    for (int round = 0; round < 200'000; ++round) {
        const detail::regret_bound bound = bound_of(milliseconds{some(43)}, milliseconds{some(28)}, 5, {});
        if (bound.schedule_scale() != detail::schedule_scale(bound.now, bound.cost))
            FAIL("a poll cost of " << bound.cost << " at " << bound.now);
    }
    SUCCEED();
}

TEST_CASE("progress: a wait is aimed at the predicted end and says so") {
    constexpr progress_track track = linear_until(100s, 110s);
    constexpr planned_delay next = plan_next_look(looking(100s, track));
    STATIC_REQUIRE(next.why == reason::progress);
    STATIC_REQUIRE(next.delay >= 9s);
    STATIC_REQUIRE(next.delay < 18s);
    STATIC_REQUIRE(next.delay < uninformed_gap(100s, 2s));
}

TEST_CASE("progress: a far end stretches the wait, and never beyond the bill") {
    constexpr progress_track track = linear_until(100s, 1000s);
    constexpr planned_delay next = plan_next_look(looking(100s, track));
    STATIC_REQUIRE(next.why == reason::progress);
    STATIC_REQUIRE(next.delay > uninformed_gap(100s, 2s));
    STATIC_REQUIRE(next.delay.count() <= bound_of(100s, 2s, track.polls, detail::trust_in_progress).latest());
}

TEST_CASE(
    "progress: a report that is stuck at zero, has two values, or is absent leaves the policy uninformed") {
    progress_track at_zero;
    progress_track absent;
    for (int i = 0; i < 20; ++i) {
        at_zero = observe(at_zero, i * 5s, 0);
        absent = observe(absent, i * 5s, -1);
    }
    for (const progress_track& track : {at_zero, absent, progress_track{}}) {
        CHECK(plan_next_look(looking(100s, track)).delay == uninformed_gap(100s, 2s));
        CHECK(plan_next_look(looking(100s, track)).why == reason::law);
    }
}

TEST_CASE("history: the wait reaches for the time at which jobs end, and says so") {
    CHECK(plan_next_look(looking(30s, no_progress, &minutes())).why == reason::history);
    CHECK(plan_next_look(looking(30s, no_progress, &minutes())).delay > 6min);
    CHECK(plan_next_look(looking(10min, no_progress, &minutes())).delay < uninformed_gap(10min, 2s));
}

TEST_CASE("history: nothing learned, or everything seen outlived, leaves the policy uninformed") {
    forecast nothing;
    nothing.follow(history{}, 2s);
    for (const auto& [at, ahead] : {std::pair{100s, &std::as_const(nothing)}, {10'800s, &minutes()}}) {
        CHECK(plan_next_look(looking(at, no_progress, ahead)).why == reason::law);
        CHECK(plan_next_look(looking(at, no_progress, ahead)).delay == uninformed_gap(at, 2s));
    }
}

TEST_CASE("history: jobs in flight share the credit") {
    outlook o = looking(30s, no_progress, &minutes());
    const milliseconds alone = plan_next_look(o).delay;
    o.jobs_in_flight = 50;
    CHECK(plan_next_look(o).delay < alone);
    CHECK(plan_next_look(o).delay >= uninformed_gap(30s, 2s));
}

TEST_CASE("history: credit pays for waits beyond the general maximum, and beyond no documented one") {
    outlook o = looking(30s, no_progress, &minutes());
    o.limits = {1s, 2min};
    CHECK(plan_next_look(o).delay <= 2min);
    o.limits.max_on_credit = milliseconds::max();
    CHECK(plan_next_look(o).delay > 2min);
}

TEST_CASE("history: jitter is a tenth of the local gap and not of the wait") {
    outlook o = looking(30s, no_progress, &minutes());
    o.jitter_per_mille = 100;
    milliseconds low = milliseconds::max();
    milliseconds high{0};
    for (o.seed = 0; o.seed < 500; ++o.seed) {
        low = std::min(low, plan_next_look(o).delay);
        high = std::max(high, plan_next_look(o).delay);
    }
    CHECK(high - low > 500ms);
    CHECK(high - low < 10s);
}

TEST_CASE("the limits are hard, and the decision says which of them won") {
    const progress_track nearly_done = linear_until(100s, 101s);
    outlook o = looking(100s, nearly_done);
    o.limits = {5s, 10s};
    CHECK(plan_next_look(o).delay == 5s);
    CHECK(plan_next_look(o).why == reason::cadence);
    o.limits = {5s, 10s, reason::quota};
    CHECK(plan_next_look(o).why == reason::quota);
    o = looking(100s);
    o.limits = {5s, 10s, reason::quota};
    CHECK(plan_next_look(o).delay == 10s);
    CHECK(plan_next_look(o).why == reason::cadence);
    o.policy = polling_policy::fixed;
    CHECK(plan_next_look(o).why == reason::quota);
}

TEST_CASE("a wish that is exactly a limit is a wish fulfilled, and its own reason") {
    outlook o = looking(100s);
    const milliseconds wish = uninformed_gap(100s, 2s);
    o.limits = {wish, 10min, reason::quota};
    CHECK(plan_next_look(o).delay == wish);
    CHECK(plan_next_look(o).why == reason::law);
    o.limits.min = wish + 1ms;
    CHECK(plan_next_look(o).why == reason::quota);
    o.limits = {1s, wish};
    CHECK(plan_next_look(o).delay == wish);
    CHECK(plan_next_look(o).why == reason::law);
    o.limits.max = wish - 1ms;
    CHECK(plan_next_look(o).why == reason::cadence);
}

TEST_CASE("the bill: after any polls at any time the blind wait is allowed, and the bounds are in order") {
    for (const detail::trust in : {detail::trust_in_progress})
        for (std::int64_t polls = 1; polls < 2'000; polls += 1 + polls / 5)
            for (milliseconds now{0}; now < 1'000h; now += 1s + now / 3) {
                const auto bound = bound_of(now, 2s, polls, in);
                const std::int64_t blind = uninformed_gap(now, 2s).count();
                if (bound.earliest() < 1 || bound.earliest() > blind || bound.latest() < blind)
                    FAIL("after " << polls << " polls and " << now.count() << " ms");
            }
    SUCCEED();
}

TEST_CASE(
    "regret bound: always waiting as long as allowed costs at most the credit times the uninformed bound") {
    // c (n + 1) + d/2 <= trust * (2 s + c/2) + 5/8 c, at every wait that is longer than the blind one.
    for (const detail::trust in : {detail::trust_in_progress}) {
        double now = 0;
        for (int polls = 1; now < 1e6; ++polls) {
            const milliseconds at{static_cast<std::int64_t>(now * 1000)};
            const double wait = static_cast<double>(bound_of(at, 2s, polls, in).latest()) / 1000;
            const double blind = static_cast<double>(uninformed_gap(at, 2s).count()) / 1000;
            const double middle = now + wait / 2;
            const double bill = 2 * std::sqrt(2 * (middle + 4)) + 1;
            const double owed = 2 * (polls + 1) + wait / 2;
            if (wait > blind * 1.001 && owed > bill * static_cast<double>(in.per_mille) / 1000 + 1.25 + 0.01)
                FAIL("after " << polls << " polls and " << now << " s: " << owed << " for " << bill);
            now += wait;
        }
    }
    SUCCEED();
}

TEST_CASE("for every report and history: a delay inside the limits, the same each time") {
    std::uint64_t random = 7;
    const auto next = [&random] { return random = detail::mix(random); };
    const auto wild = [&] {
        return milliseconds{static_cast<std::int64_t>(next() >> (next() % 64)) * (next() % 16 == 0 ? -1 : 1)};
    };
    history past;
    forecast ahead;
    for (std::uint64_t round = 0; round < 600; ++round) {
        decision d = decision_after(wild(), static_cast<std::uint32_t>(next()));
        d.ended_after = wild();
        d.vendor_duration = wild();
        d.forecast = {{static_cast<std::int16_t>(next() % 1'001), wild()},
                      {static_cast<std::int16_t>(next() % 1'001), wild()}};
        if (round % 5 == 0) d.poll_cost = wild();
        past.learn(d);
        progress_track track;
        outlook o = looking(0ms, no_progress, round % 8 == 0 ? nullptr : &ahead);
        o.jitter_per_mille = 100;
        o.limits = {milliseconds{1 + static_cast<std::int64_t>(next() % 5'000)}, milliseconds::max()};
        o.limits.max = round % 3 == 0 ? o.limits.min : o.limits.min + milliseconds{next() % 600'000};
        o.limits.max_on_credit = o.limits.max;
        if (round % 5 == 0) o.poll_cost = wild();
        ahead.follow(past, o.poll_cost);
        for (o.attempt = 1; o.attempt < 12; ++o.attempt) {
            track =
                observe(track, o.elapsed, static_cast<std::int16_t>(static_cast<int>(next() % 1'300) - 100));
            o.progress = &track;
            o.seed = next();
            const planned_delay planned = plan_next_look(o);
            if (planned.delay < o.limits.min || planned.delay > o.limits.max) FAIL("round " << round);
            if (planned.delay != plan_next_look(o).delay) FAIL("not the same in round " << round);
            o.elapsed = round % 7 == 0 ? wild() : saturating_add(o.elapsed, planned.delay);
        }
    }
    SUCCEED();
}
