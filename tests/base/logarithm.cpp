#include <jobpoll/base/logarithm.hpp>

#include <cmath>

#include <support/catch.hpp>

using namespace jobpoll::detail;

TEST_CASE("logarithms: known values, in 2048ths of octaves") {
    STATIC_REQUIRE(log_of(-5) == 0);
    STATIC_REQUIRE(log_of(0) == 0);
    STATIC_REQUIRE(log_of(1) == 0);
    STATIC_REQUIRE(log_of(2) == log_octave);
    STATIC_REQUIRE(log_of(3) == 3246); // 2048 * 1.58496
    STATIC_REQUIRE(log_of(1 << 20) == 20 * log_octave);
    STATIC_REQUIRE(log_of(std::int64_t{1} << 32) == largest_log);
    STATIC_REQUIRE(log_of(int64_max) == largest_log);
    STATIC_REQUIRE(value_of_log(-1) == 1);
    STATIC_REQUIRE(value_of_log(10 * log_octave) == 1024);
    STATIC_REQUIRE(value_of_log(3246) == 3);
    STATIC_REQUIRE(value_of_log(1'000'000) == value_of_log(largest_log));
}

TEST_CASE("logarithms: never decreasing, and as near as a 2048th of an octave allows") {
    std::int64_t before = 0;
    for (int log = 0; log <= largest_log; ++log) {
        const std::int64_t value = value_of_log(log);
        const double wanted = std::exp2(log / 2048.0);
        if (value < before || std::abs(static_cast<double>(value) - wanted) > 0.51 + wanted * 1e-7)
            FAIL(log << " is " << value);
        before = value;
    }
    for (std::int64_t value = 1; value < std::int64_t{1} << 31; value += 1 + value / 1000) {
        const double wanted = std::log2(static_cast<double>(value)) * 2048;
        if (log_of(value) > wanted + 1e-3 || log_of(value) < wanted - 1.001)
            FAIL(value << " is " << log_of(value));
    }
    SUCCEED();
}
