// The programme: the cheapest moments to look, against every other choice.
#include <jobpoll/schedule/inspection_plan.hpp>

#include <algorithm>
#include <cstdint>

#include <support/catch.hpp>

using namespace jobpoll::detail;

namespace {

using plan_of_sixteen = inspection_plan<16>;

/// Ten moments, a second apart; `over` of ten at each.
plan_of_sixteen ten_seconds(const int (&over)[10], std::int64_t cost) {
    plan_of_sixteen p;
    p.add(0, 0);
    for (int i = 0; i < 10; ++i)
        p.add(1'000 * (i + 1), (std::int64_t{1} << 24) * over[i] / 10);
    p.solve(cost);
    return p;
}

/// What the polls of a set cost: `cost` each while the job goes on, and lateness; tried for every job in
/// turn.
double price(const int (&over)[10], unsigned polls, double cost) {
    double sum = 0;
    for (int tenth = 0, i = 0; tenth < 10; ++tenth) {
        while (over[i] <= tenth)
            ++i;
        const double ends = 1'000 * (i + .5);
        for (int k = 0; k < 10; ++k) {
            if ((polls >> k & 1) == 0 && k != 9) continue;
            sum += cost / 10;
            if (1'000 * (k + 1) < ends) continue;
            sum += (1'000 * (k + 1) - ends) / 10;
            break;
        }
    }
    return sum;
}

} // namespace

TEST_CASE("programme: no other set of moments is cheaper") {
    const int families[][10] = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
                                {0, 0, 0, 0, 0, 0, 5, 9, 10, 10},
                                {5, 5, 5, 5, 5, 5, 5, 5, 5, 10},
                                {0, 4, 4, 4, 4, 8, 8, 8, 10, 10}};
    for (const auto& over : families)
        for (const std::int64_t cost : {100, 700, 3'000}) {
            const plan_of_sixteen p = ten_seconds(over, cost);
            unsigned own = 0;
            for (std::int64_t now = 0; now < 10'000;) {
                now += p.best_wait(now, 1, 20'000).delay;
                own |= 1u << (std::min<std::int64_t>(now, 10'000) / 1'000 - 1);
            }
            const double paid = price(over, own, static_cast<double>(cost));
            for (unsigned polls = 0; polls < 1024; ++polls)
                if (price(over, polls, static_cast<double>(cost)) < paid - 1)
                    FAIL("cost " << cost << ": " << polls);
        }
    SUCCEED();
}

TEST_CASE("programme: the wait is inside its bounds, and says what gap follows") {
    const plan_of_sixteen p = ten_seconds({0, 0, 0, 0, 0, 0, 5, 9, 10, 10}, 100);
    for (std::int64_t now = 0; now < 12'000; now += 130)
        for (const std::int64_t shortest : {1, 500, 4'000}) {
            const planned_wait wait = p.best_wait(now, shortest, shortest + 2'000);
            if (wait.delay < shortest || wait.delay > shortest + 2'000 || wait.gap_after < 0) FAIL(now);
        }
    CHECK(p.best_wait(0, 1, 20'000).delay == 7'000);
    CHECK(p.best_wait(0, 1, 20'000).gap_after == 1'000);
    CHECK(p.best_wait(0, 1, 3'000).delay <= 3'000);
}
