#include <jobpoll/schedule/schedule.hpp>

#include <map>
#include <set>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;

namespace {

outlook view(polling_policy policy, std::uint32_t attempt, std::uint64_t seed = 1) {
    outlook o;
    o.policy = policy;
    o.attempt = attempt;
    o.seed = seed;
    o.limits = {2s, 120s};
    o.poll_cost = 2s;
    o.jitter_per_mille = 100;
    return o;
}

struct extremes {
    milliseconds low = milliseconds::max();
    milliseconds high{};
};

extremes extremes_of(outlook o) {
    extremes seen;
    for (o.seed = 0; o.seed < 4'000; ++o.seed) {
        const milliseconds delay = plan_next_look(o).delay;
        seen.low = std::min(seen.low, delay);
        seen.high = std::max(seen.high, delay);
    }
    return seen;
}

} // namespace

TEST_CASE("fixed: always the shortest delay, exactly") {
    for (const std::uint32_t attempt : {1u, 2u, 1'000'000u})
        CHECK(plan_next_look(view(polling_policy::fixed, attempt)).delay == 2s);
}

TEST_CASE("exponential with full jitter: between the shortest delay and the doubled ceiling") {
    for (std::uint32_t attempt = 1; attempt <= 12; ++attempt) {
        const extremes seen = extremes_of(view(polling_policy::exponential_full_jitter, attempt));
        const milliseconds ceiling = std::min<milliseconds>(120s, 2s * (1 << (attempt - 1)));
        CHECK(seen.low >= 2s);
        CHECK(seen.high <= ceiling);
        CHECK(seen.high >= ceiling * 99 / 100);
    }
}

TEST_CASE("exponential with equal jitter: in the upper half of the ceiling") {
    for (std::uint32_t attempt = 2; attempt <= 12; ++attempt) {
        const extremes seen = extremes_of(view(polling_policy::exponential_equal_jitter, attempt));
        const milliseconds ceiling = std::min<milliseconds>(120s, 2s * (1 << (attempt - 1)));
        CHECK(seen.low >= std::max<milliseconds>(2s, ceiling / 2));
        CHECK(seen.low <= std::max<milliseconds>(2s, ceiling * 52 / 100));
        CHECK(seen.high <= ceiling);
        CHECK(seen.high >= ceiling * 98 / 100);
    }
}

TEST_CASE("exponential with decorrelated jitter: at most three times the delay before, under the cap") {
    outlook o = view(polling_policy::exponential_decorrelated_jitter, 5);
    for (const milliseconds before : {milliseconds{0}, milliseconds{2s}, milliseconds{10s}}) {
        o.previous_delay = before;
        const extremes seen = extremes_of(o);
        const milliseconds ceiling = std::max<milliseconds>(2s, before) * 3;
        CHECK(seen.low >= 2s);
        CHECK(seen.low <= 2100ms);
        CHECK(seen.high <= ceiling);
        CHECK(seen.high >= ceiling * 98 / 100);
    }
    o.previous_delay = 120s;
    CHECK(extremes_of(o).high == 120s);
    o.previous_delay = milliseconds::max();
    CHECK(extremes_of(o).high == 120s);
}

TEST_CASE("Smithy: between minDelay and minDelay * 2^(attempt-1), and maxDelay above the ceiling") {
    // attemptCeiling = log2(120 / 2) + 1 = 6.9: attempt 6 is below it, attempt 7 above.
    for (std::uint32_t attempt = 1; attempt <= 20; ++attempt) {
        const extremes seen = extremes_of(view(polling_policy::smithy, attempt));
        const milliseconds delay = attempt > 6 ? milliseconds{120s} : milliseconds{2s * (1 << (attempt - 1))};
        CHECK(seen.low >= 2s);
        CHECK(seen.high <= delay);
        CHECK(seen.high >= delay * 99 / 100);
    }
}

TEST_CASE("Smithy: both ends of the random range can be reached") {
    outlook o = view(polling_policy::smithy, 3);
    o.limits = {2ms, 100ms};
    std::set<std::int64_t> seen;
    for (o.seed = 0; o.seed < 1'000; ++o.seed)
        seen.insert(plan_next_look(o).delay.count());
    CHECK(seen == std::set<std::int64_t>{2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("Smithy: the ceiling is exact where maxDelay is a power of two times minDelay") {
    outlook o = view(polling_policy::smithy, 7);
    o.limits = {2s, 128s}; // attemptCeiling is 7: 2 * 2^6 is maxDelay
    CHECK(extremes_of(o).high <= 128s);
    CHECK(extremes_of(o).high >= 127s);
    o.attempt = 6;
    CHECK(extremes_of(o).high <= 64s);
}

TEST_CASE("Smithy: where no more than minDelay would be left, the last poll waits for all that remains") {
    using detail::fit_smithy_to_deadline;
    CHECK(fit_smithy_to_deadline(10s, 2s, 13s) == 10s);
    CHECK(fit_smithy_to_deadline(10s, 2s, 12s + 1ms) == 10s);
    CHECK(fit_smithy_to_deadline(10s, 2s, 12s) == 12s);
    CHECK(fit_smithy_to_deadline(10s, 2s, 10s) == 10s);
    CHECK(fit_smithy_to_deadline(10s, 2s, 5s) == 5s);
    CHECK(fit_smithy_to_deadline(10s, 2s, 0s) == 0s);
}

TEST_CASE("doubling does not overflow at any attempt") {
    for (const std::uint32_t attempt : {62u, 63u, 64u, 65u, 1'000'000u, 4'294'967'295u})
        for (const polling_policy policy : {polling_policy::smithy, polling_policy::exponential_full_jitter,
                                            polling_policy::exponential_equal_jitter}) {
            outlook o = view(policy, attempt);
            const milliseconds delay = plan_next_look(o).delay;
            CHECK((delay >= 2s && delay <= 120s));
            o.limits = {1ms, milliseconds::max()};
            CHECK(plan_next_look(o).delay >= 1ms);
        }
}

TEST_CASE("doubling goes up to the cap and not beyond, and what would pass it is the cap itself") {
    using detail::doubled;
    CHECK(doubled(2, 0, 5) == 2);
    CHECK(doubled(2, 1, 5) == 4);
    CHECK(doubled(2, 2, 5) == 5);
    CHECK(doubled(2, 1, 4) == 4);
    CHECK(doubled(1, 62, detail::int64_max) == std::int64_t{1} << 62);
    CHECK(doubled(1, 63, detail::int64_max) == detail::int64_max);
    CHECK(doubled(7, 0, 5) == 5);
}

TEST_CASE("a shortest delay of zero stays zero, however often it is doubled") {
    for (const std::uint32_t attempt : {1u, 2u, 63u, 64u, 65u, 4'294'967'295u}) {
        outlook o = view(polling_policy::smithy, attempt);
        o.limits = {0s, 120s};
        CHECK(plan_next_look(o).delay == 0s);
    }
    CHECK(detail::doubled(-1, 70, 100) == 0);
}

TEST_CASE("backing off draws up to a second, or to twice the shortest delay where that is longer") {
    const auto extremes_of_backoff = [](std::uint32_t faults, milliseconds shortest) {
        extremes seen;
        for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
            const milliseconds delay = detail::backoff_delay(faults, shortest, seed, 1);
            seen.low = std::min(seen.low, delay);
            seen.high = std::max(seen.high, delay);
        }
        return seen;
    };
    for (const milliseconds shortest : {0ms, 100ms, 500ms, 1'000ms, 5'000ms})
        for (const std::uint32_t faults : {1u, 2u, 3u}) {
            const milliseconds ceiling = std::max<milliseconds>(1s, 2 * shortest) * (1 << (faults - 1));
            const extremes seen = extremes_of_backoff(faults, shortest);
            CHECK(seen.low >= shortest);
            CHECK(seen.low <= shortest + ceiling / 100);
            CHECK(seen.high <= ceiling);
            CHECK(seen.high >= ceiling * 99 / 100);
        }
    CHECK(extremes_of_backoff(4, 1h).high <= 2h);
    CHECK(detail::backoff_delay(1, milliseconds::max(), 1, 1) == milliseconds::max());
}

TEST_CASE("of a thousand pollers that meet the same outage hardly any two wait equally long") {
    for (const milliseconds shortest : {0ms, 250ms, 500ms, 2'000ms, 30'000ms})
        for (const std::uint32_t faults : {1u, 2u, 9u}) {
            std::map<milliseconds, int> waiting;
            for (std::uint64_t seed = 0; seed < 1'000; ++seed)
                ++waiting[detail::backoff_delay(faults, shortest, seed, 1)];
            int together = 0;
            for (const auto& [delay, pollers] : waiting)
                together = std::max(together, pollers);
            CAPTURE(shortest.count(), faults, together);
            CHECK(together <= 10);
        }
}

TEST_CASE("every law stays inside the limits, also where they are one point or below a second") {
    for (const polling_policy policy :
         {polling_policy::inspection, polling_policy::fixed, polling_policy::smithy,
          polling_policy::exponential_full_jitter, polling_policy::exponential_equal_jitter,
          polling_policy::exponential_decorrelated_jitter})
        for (const delay_limits limits : {delay_limits{5s, 5s}, {1ms, 1ms}, {250ms, 900ms}, {2s, 120s}})
            for (const milliseconds elapsed : {milliseconds{0}, milliseconds{1s}, milliseconds{24h}})
                for (std::uint64_t seed = 0; seed < 50; ++seed) {
                    outlook o = view(policy, 1 + static_cast<std::uint32_t>(seed), seed);
                    o.limits = limits;
                    o.elapsed = elapsed;
                    o.previous_delay = limits.max;
                    const milliseconds delay = plan_next_look(o).delay;
                    if (delay < limits.min || delay > limits.max) FAIL(to_string(policy));
                }
    SUCCEED();
}

TEST_CASE("the jitter of the inspection law stays in its limits and does not vanish at either of them") {
    for (const milliseconds elapsed : {milliseconds{0}, milliseconds{1h * 1000}}) {
        outlook o = view(polling_policy::inspection, 9);
        o.elapsed = elapsed;
        const extremes seen = extremes_of(o);
        CHECK(seen.low >= 2s);
        CHECK(seen.high <= 120s);
        CHECK(seen.high - seen.low >= 150ms);
    }
}

TEST_CASE("the same inputs give the same delay, and another seed or attempt another one") {
    const outlook o = view(polling_policy::exponential_full_jitter, 6, 99);
    CHECK(plan_next_look(o).delay == plan_next_look(o).delay);
    std::set<std::int64_t> by_seed;
    for (std::uint64_t seed = 0; seed < 100; ++seed)
        by_seed.insert(plan_next_look(view(polling_policy::exponential_full_jitter, 6, seed)).delay.count());
    CHECK(by_seed.size() > 90);
    std::set<std::int64_t> by_attempt;
    for (std::uint32_t attempt = 10; attempt < 110; ++attempt)
        by_attempt.insert(
            plan_next_look(view(polling_policy::exponential_full_jitter, attempt)).delay.count());
    CHECK(by_attempt.size() > 90);
}

TEST_CASE("near the deadline gaps shrink and the last poll is exactly there") {
    using detail::fit_to_deadline;
    CHECK(fit_to_deadline(10s, 2s, 30s) == 10s);
    CHECK(fit_to_deadline(10s, 2s, 10s) == 10s);
    CHECK(fit_to_deadline(10s, 2s, 4s) == 4s);
    CHECK(fit_to_deadline(10s, 2s, 12s) == 10s);
    CHECK(fit_to_deadline(10s, 2s, 11s) == 9s);
    CHECK(fit_to_deadline(4'500ms, 2s, 5s) == 3s);
    CHECK(fit_to_deadline(3'500ms, 2s, 4s) == 2s);
    CHECK(fit_to_deadline(2'900ms, 2s, 3s) == 1'500ms);
    CHECK(fit_to_deadline(2ms, 2s, 3ms) == 2ms);
    CHECK(fit_to_deadline(1s, 2s, milliseconds::max()) == 1s);
    CHECK(fit_to_deadline(1s, milliseconds::max(), 10s) == 1s);
    CHECK(fit_to_deadline(9s, milliseconds::max(), 10s) == 5s);
    for (std::int64_t remaining = 0; remaining < 3'000; remaining += 7)
        for (std::int64_t delay = 1; delay < 3'000; delay += 113) {
            const milliseconds fitted = fit_to_deadline(milliseconds{delay}, 500ms, milliseconds{remaining});
            if (fitted > milliseconds{std::min(delay, remaining)}) FAIL(delay << " of " << remaining);
            if (fitted <= 0ms && remaining > 0) FAIL("a hot loop with " << remaining << " left");
        }
    SUCCEED();
}
