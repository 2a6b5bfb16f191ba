#include <jobpoll/base/time.hpp>

#include <limits>

#include <support/catch.hpp>

using namespace std::chrono_literals;
using jobpoll::milliseconds;
using jobpoll::saturating_add;
using jobpoll::saturating_subtract;
using jobpoll::to_milliseconds;

namespace {
constexpr milliseconds most = milliseconds::max();
constexpr milliseconds least = milliseconds::min();
} // namespace

TEST_CASE("sums stay at the ends of the range instead of overflowing") {
    STATIC_REQUIRE(saturating_add(most, 1ms) == most);
    STATIC_REQUIRE(saturating_add(most, most) == most);
    STATIC_REQUIRE(saturating_add(least, -1ms) == least);
    STATIC_REQUIRE(saturating_add(least, least) == least);
    STATIC_REQUIRE(saturating_add(most, least) == -1ms);
    STATIC_REQUIRE(saturating_add(2ms, 3ms) == 5ms);
    STATIC_REQUIRE(saturating_add(most - 1ms, 1ms) == most);
}

TEST_CASE("differences stay at the ends of the range, the smallest value included") {
    STATIC_REQUIRE(saturating_subtract(least, 1ms) == least);
    STATIC_REQUIRE(saturating_subtract(most, -1ms) == most);
    STATIC_REQUIRE(saturating_subtract(0ms, least) == most);
    STATIC_REQUIRE(saturating_subtract(-1ms, least) == most);
    STATIC_REQUIRE(saturating_subtract(-2ms, least) == most - 1ms);
    STATIC_REQUIRE(saturating_subtract(least, least) == 0ms);
    STATIC_REQUIRE(saturating_subtract(most, most) == 0ms);
    STATIC_REQUIRE(saturating_subtract(5ms, 7ms) == -2ms);
}

TEST_CASE("every unit of time becomes milliseconds, rounded down") {
    STATIC_REQUIRE(to_milliseconds(1h) == 3'600'000ms);
    STATIC_REQUIRE(to_milliseconds(2min) == 120'000ms);
    STATIC_REQUIRE(to_milliseconds(1'999us) == 1ms);
    STATIC_REQUIRE(to_milliseconds(-1us) == -1ms);
    STATIC_REQUIRE(to_milliseconds(-1'000us) == -1ms);
    STATIC_REQUIRE(to_milliseconds(-1'000'001ns) == -2ms);
    STATIC_REQUIRE(to_milliseconds(std::chrono::duration<int, std::ratio<1, 3>>{1}) == 333ms);
    STATIC_REQUIRE(to_milliseconds(std::chrono::duration<int, std::ratio<1, 3>>{-1}) == -334ms);
    STATIC_REQUIRE(to_milliseconds(std::chrono::duration<std::uint8_t>{255}) == 255s);
    STATIC_REQUIRE(to_milliseconds(std::chrono::duration<std::int8_t, std::ratio<60>>{-128}) == -7'680s);
    STATIC_REQUIRE(to_milliseconds(std::chrono::years{1}) == 31'556'952s);
}

TEST_CASE("durations too long for milliseconds mean for ever") {
    STATIC_REQUIRE(to_milliseconds(std::chrono::hours::max()) == most);
    STATIC_REQUIRE(to_milliseconds(std::chrono::hours::min()) == least);
    STATIC_REQUIRE(to_milliseconds(std::chrono::seconds::max()) == most);
    STATIC_REQUIRE(to_milliseconds(std::chrono::duration<std::uint64_t>::max()) == most);
    STATIC_REQUIRE(to_milliseconds(std::chrono::duration<std::uint64_t, std::milli>::max()) == most);
    STATIC_REQUIRE(to_milliseconds(std::chrono::milliseconds::max()) == most);
    STATIC_REQUIRE(to_milliseconds(std::chrono::nanoseconds::max()) == 9'223'372'036'854ms);
}

TEST_CASE("floating-point durations round down, saturate, and NaN is no time at all") {
    using seconds = std::chrono::duration<double>;
    using seconds_f = std::chrono::duration<float>;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    STATIC_REQUIRE(to_milliseconds(seconds{0.0015}) == 1ms);
    STATIC_REQUIRE(to_milliseconds(seconds{-0.0015}) == -2ms);
    STATIC_REQUIRE(to_milliseconds(seconds{1e300}) == most);
    STATIC_REQUIRE(to_milliseconds(seconds{-1e300}) == least);
    STATIC_REQUIRE(to_milliseconds(seconds{infinity}) == most);
    STATIC_REQUIRE(to_milliseconds(seconds{-infinity}) == least);
    STATIC_REQUIRE(to_milliseconds(seconds_f{0.5f}) == 500ms);
    STATIC_REQUIRE(to_milliseconds(seconds_f{std::numeric_limits<float>::max()}) == most);
    STATIC_REQUIRE(to_milliseconds(std::chrono::duration<long double>{0.25L}) == 250ms);
    CHECK(to_milliseconds(seconds{std::numeric_limits<double>::quiet_NaN()}) == 0ms);
    CHECK(to_milliseconds(seconds_f{std::numeric_limits<float>::quiet_NaN()}) == 0ms);
}

TEST_CASE("a timeout and a length of time take any duration") {
    STATIC_REQUIRE(jobpoll::timeout{2h}.value() == 7'200'000ms);
    STATIC_REQUIRE(jobpoll::timeout{std::chrono::hours::max()}.value() == most);
    STATIC_REQUIRE(jobpoll::length_of_time{}.value() == 0ms);
    STATIC_REQUIRE(jobpoll::length_of_time{1.5s}.value() == 1'500ms);
    STATIC_REQUIRE(jobpoll::length_of_time{1s} == jobpoll::length_of_time{1'000ms});
}

TEST_CASE("a timeout cannot be left out and has no value of its own") {
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<jobpoll::timeout>);
    STATIC_REQUIRE(std::is_default_constructible_v<jobpoll::length_of_time>);
}
