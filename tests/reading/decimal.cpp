#include <jobpoll/reading/decimal.hpp>

#include <string>

#include <support/catch.hpp>

using jobpoll::detail::int64_max;
using jobpoll::detail::scaled_decimal;

TEST_CASE("thousandths come out of the text exactly, rounded down") {
    CHECK(scaled_decimal("0.4559", 3) == 455);
    CHECK(scaled_decimal("0.29", 3) == 290); // 0.29 * 1000 is 289.99... in binary
    CHECK(scaled_decimal("0.57", 3) == 570);
    CHECK(scaled_decimal("0.9999999999999999999999999", 3) == 999);
    CHECK(scaled_decimal("1", 3) == 1000);
    CHECK(scaled_decimal("1.0", 3) == 1000);
    CHECK(scaled_decimal("0", 3) == 0);
    CHECK(scaled_decimal("0.0004", 3) == 0);
    CHECK(scaled_decimal("47", 1) == 470);
    CHECK(scaled_decimal("99.99", 1) == 999);
}

TEST_CASE("every thousandth survives the way through its text") {
    for (int n = 0; n <= 1000; ++n) {
        const std::string digits = std::to_string(1000 + n % 1000).substr(1);
        const std::string text = std::string{n == 1000 ? "1" : "0"} + "." + digits;
        if (scaled_decimal(text, 3) != n) FAIL(text);
    }
    SUCCEED();
}

TEST_CASE("exponents move the point, however far") {
    CHECK(scaled_decimal("4.7e1", 1) == 470);
    CHECK(scaled_decimal("455e-3", 3) == 455);
    CHECK(scaled_decimal("4.55E+2", 0) == 455);
    CHECK(scaled_decimal("0e400", 3) == 0);
    CHECK(scaled_decimal("0e999999999999999999999", 3) == 0);
    CHECK(scaled_decimal("1e309", 3) == int64_max);
    CHECK(scaled_decimal("1e999999999999999999999", 3) == int64_max);
    CHECK(scaled_decimal("1e-999999999999999999999", 3) == 0);
    CHECK(scaled_decimal("18446744073709551615", 0) == int64_max);
    CHECK(scaled_decimal("9223372036854775807", 0) == int64_max);
    CHECK(scaled_decimal("9223372036854775806", 0) == int64_max - 1);
}

TEST_CASE("the sign does not count") {
    CHECK(scaled_decimal("-0.1", 3) == 100);
    CHECK(scaled_decimal("-1e-999", 3) == 0);
    CHECK(scaled_decimal("-0", 3) == 0);
    CHECK(scaled_decimal("-0.000", 3) == 0);
    CHECK(scaled_decimal("-0e5", 3) == 0);
}
