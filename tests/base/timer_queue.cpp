// The queue of moments against a std::set: at any order of calls the same number comes first.
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/base/timer_queue.hpp>

#include "support/catch.hpp"

using namespace jobpoll;

namespace {

/// The moment of the n-th push, where so much has been taken already.
using moment_of_push = std::function<std::int64_t(std::uint32_t n, std::int64_t now)>;

struct random_numbers {
    std::uint64_t state = 7;
    std::int64_t below(std::int64_t count) {
        state = detail::mix(state);
        return static_cast<std::int64_t>(state % static_cast<std::uint64_t>(count));
    }
};

/// Pushes so many, then takes one and pushes one as often, and then takes the rest; every third number that
/// is pushed leaves early.
void compare(std::uint32_t count, const moment_of_push& moment_of) {
    detail::timer_queue queue;
    std::set<std::pair<std::int64_t, std::uint32_t>> wanted;
    const auto holds = [&](const detail::timed_slot& e) { return wanted.contains({e.at().count(), e.slot}); };
    const auto push = [&](std::uint32_t n, std::int64_t now) {
        const std::int64_t at = moment_of(n, now);
        const std::uint32_t slot = n * 0x9e3779b1u; // in no order
        queue.push(milliseconds{at}, slot);
        if (n % 3 != 0) wanted.emplace(at, slot);
    };
    std::int64_t now = 0;
    std::uint32_t n = 0;
    while (n < count)
        push(n++, now);
    for (std::uint32_t taken = 0; taken < 2 * count; ++taken) {
        queue.tidy(wanted.size(), holds);
        REQUIRE(queue.empty() == wanted.empty());
        REQUIRE(queue.entries().size() <= 2 * wanted.size() + 64);
        if (queue.empty()) break;
        REQUIRE(std::pair{queue.top().at().count(), queue.top().slot} == *wanted.begin());
        now = wanted.begin()->first;
        wanted.erase(wanted.begin());
        queue.pop();
        if (n < 2 * count) push(n++, now);
    }
    REQUIRE(wanted.empty());
}

} // namespace

TEST_CASE("a queue of moments hands out the first", "[timer_queue]") {
    random_numbers random;
    for (const std::uint32_t count : {1u, 60u, 1024u, 1025u, 20'000u, 100'000u}) {
        CAPTURE(count);
        SECTION("at random delays " + std::to_string(count)) {
            compare(count,
                    [&](std::uint32_t, std::int64_t now) { return now + 1000 + random.below(60'000); });
        }
        SECTION("at the same moment " + std::to_string(count)) {
            compare(count, [](std::uint32_t, std::int64_t) { return 5; });
        }
        SECTION("ever earlier " + std::to_string(count)) {
            compare(count, [](std::uint32_t n, std::int64_t) { return -std::int64_t{n}; });
        }
        SECTION("ever later " + std::to_string(count)) {
            compare(count, [](std::uint32_t n, std::int64_t) { return std::int64_t{n} << 33; });
        }
        SECTION("before and after the present " + std::to_string(count)) {
            compare(count, [&](std::uint32_t, std::int64_t now) {
                return now + random.below(2'000'000) - 1'000'000;
            });
        }
    }
    detail::timer_queue queue;
    queue.push((milliseconds::max)(), 1);
    CHECK(queue.empty());
    queue.push(milliseconds{1}, 1);
    queue.clear();
    CHECK(queue.empty());
}
