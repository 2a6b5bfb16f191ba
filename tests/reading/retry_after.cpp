#include <jobpoll/reading/retry_after.hpp>

#include <string>

#include <support/catch.hpp>

using namespace std::chrono_literals;
using jobpoll::milliseconds;
using jobpoll::parse_retry_after;

namespace {
constexpr std::string_view noon = "Sun, 22 Nov 2026 12:00:00 GMT";

bool is_refused(std::string_view value) {
    const auto hint = parse_retry_after(value, noon);
    return !hint.is_usable && !hint.wait;
}
} // namespace

TEST_CASE("a Retry-After of digits is seconds") {
    STATIC_REQUIRE(parse_retry_after("5", "").wait == 5s);
    STATIC_REQUIRE(parse_retry_after("120", noon).wait == 120s);
    STATIC_REQUIRE(parse_retry_after("007", "").wait == 7s);
    STATIC_REQUIRE(parse_retry_after(" 30\t", "").wait == 30s);
}

TEST_CASE("the end of the line is no part of a field value") {
    STATIC_REQUIRE(parse_retry_after("120\r\n", "").wait == 120s);
    STATIC_REQUIRE(
        parse_retry_after("Sun, 22 Nov 2026 12:00:30 GMT\r\n", "Sun, 22 Nov 2026 12:00:00 GMT\r\n").wait ==
        30s);
    for (const std::string_view value : {"120\r", "120\r\n\r\n", "1\r\n20"}) {
        CAPTURE(value);
        CHECK(is_refused(value));
    }
}

TEST_CASE("a Retry-After of zero is a value and no absence") {
    STATIC_REQUIRE(parse_retry_after("0", "").wait.has_value());
    STATIC_REQUIRE(parse_retry_after("0", "").wait == 0ms);
    STATIC_REQUIRE(parse_retry_after("0", "").is_usable);
}

TEST_CASE("no Retry-After is no hint and no error") {
    STATIC_REQUIRE_FALSE(parse_retry_after("", noon).wait.has_value());
    STATIC_REQUIRE(parse_retry_after("", noon).is_usable);
    STATIC_REQUIRE(parse_retry_after("  ", "").is_usable);
}

TEST_CASE("what is neither digits nor a date is never guessed at") {
    for (const std::string_view value : {"-3",       "+3",
                                         "1.5",      "1000abc",
                                         "abc",      "1 0",
                                         "0x10",     "1e3",
                                         "5s",       "5,",
                                         ",5",       "1_000",
                                         "\xb2",     "--1",
                                         "-0",       "5 seconds",
                                         "Infinity", "NaN",
                                         "null",     "\"5\"",
                                         "5\n",      "2026-11-22T12:00:00Z"}) {
        CAPTURE(value);
        CHECK(is_refused(value));
    }
}

TEST_CASE("a wait of a thousand million seconds or more is no delay") {
    CHECK(parse_retry_after("999999999", "").wait == 999'999'999s);
    for (const std::string& text : {std::string{"1000000000"}, std::string{"1767225660"},
                                    std::string{"9223372036854776"}, std::string(10'000, '9')}) {
        const auto hint = parse_retry_after(text, "");
        CHECK_FALSE(hint.is_usable);
        CHECK_FALSE(hint.wait.has_value());
    }
    CHECK(parse_retry_after(std::string(10'000, '0') + "7", "").wait == 7s);
    CHECK_FALSE(parse_retry_after("Sat, 22 Nov 2070 12:00:00 GMT", noon).is_usable);
    CHECK(parse_retry_after("Thu, 22 Nov 2046 12:00:00 GMT", noon).is_usable);
}

TEST_CASE("a Retry-After date counts from the reply's own Date, in all three forms of a date") {
    CHECK(parse_retry_after("Sun, 22 Nov 2026 12:00:30 GMT", noon).wait == 30s);
    CHECK(parse_retry_after("Sunday, 22-Nov-26 12:00:30 GMT", noon).wait == 30s);
    CHECK(parse_retry_after("Sun Nov 22 12:00:30 2026", noon).wait == 30s);
    CHECK(parse_retry_after("Sun, 22 Nov 2026 12:00:30 GMT", "Sunday, 22-Nov-26 12:00:00 GMT").wait == 30s);
    CHECK(parse_retry_after("Sun, 22 Nov 2026 12:00:30 GMT", "Sun Nov 22 12:00:00 2026").wait == 30s);
    CHECK(parse_retry_after("Mon, 23 Nov 2026 12:00:00 GMT", noon).wait == 24h);
}

TEST_CASE("a Retry-After date in the past means now and never a negative wait") {
    CHECK(parse_retry_after("Sun, 22 Nov 2026 11:59:59 GMT", noon).wait == 0ms);
    CHECK(parse_retry_after("Thu, 01 Jan 1970 00:00:00 GMT", noon).wait == 0ms);
    CHECK(parse_retry_after(noon, noon).wait == 0ms);
}

TEST_CASE("a Retry-After date without a usable Date says nothing") {
    for (const std::string_view date : {"", "yesterday", "2026-11-22T12:00:00Z", "Sun, 22 Nov 2026"}) {
        CAPTURE(date);
        const auto hint = parse_retry_after("Sun, 22 Nov 2026 12:00:30 GMT", date);
        CHECK_FALSE(hint.is_usable);
        CHECK_FALSE(hint.wait.has_value());
    }
}

TEST_CASE("a number of seconds needs no Date, however broken that is") {
    CHECK(parse_retry_after("5", "yesterday").wait == 5s);
}

TEST_CASE("the two-digit year of a Retry-After is placed by the Date of the reply") {
    // 99 is 1999 in 2026 and 2099 in 2095.
    CHECK(parse_retry_after("Friday, 31-Dec-99 23:59:59 GMT", noon).wait == 0ms);
    const auto later = parse_retry_after("Thursday, 31-Dec-99 23:59:59 GMT", "Mon, 03 Jan 2095 00:00:00 GMT");
    CHECK(later.wait.value_or(0ms) > 24h * 365 * 4);
    // 76 is fifty years ahead from the first moment of 2026 on, and 1976 until then.
    constexpr std::string_view some_day = "Wednesday, 01-Jan-76 00:00:00 GMT";
    CHECK_FALSE(parse_retry_after(some_day, "Thu, 01 Jan 2026 00:00:00 GMT").is_usable);
    CHECK(parse_retry_after(some_day, "Wed, 31 Dec 2025 23:59:59 GMT").wait == 0ms);
}

TEST_CASE("a year begins with its first moment") {
    using jobpoll::detail::since_epoch;
    using jobpoll::detail::year_of;
    for (int year = 1; year < 10'000; ++year) {
        const milliseconds new_year = since_epoch({year, 1, 1});
        if (year_of(new_year) != year || year_of(new_year - 1ms) != year - 1) FAIL("in the year " << year);
    }
    SUCCEED();
}
