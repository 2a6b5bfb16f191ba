#include <jobpoll/reading/http_date.hpp>

#include <support/catch.hpp>

using namespace std::chrono_literals;
using jobpoll::detail::parse_http_date;

TEST_CASE("the three forms of the same HTTP-date are the same moment") {
    // The examples of RFC 9110, section 5.6.7.
    constexpr auto expected = 784'111'777s;
    CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == expected);
    CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == expected);
    CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == expected);
}

TEST_CASE("an asctime date has a space or a digit before a short day") {
    CHECK(parse_http_date("Wed Nov 16 08:49:37 1994") == parse_http_date("Wed, 16 Nov 1994 08:49:37 GMT"));
    CHECK(parse_http_date("Sun Nov 06 08:49:37 1994") == parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"));
    CHECK_FALSE(parse_http_date("Sun Nov 6 08:49:37 1994").has_value());
}

TEST_CASE("a two-digit year more than fifty years ahead is a year of the past") {
    const auto in = [](int now, std::string_view year) {
        return parse_http_date("Sunday, 06-Nov-" + std::string{year} + " 08:49:37 GMT", now);
    };
    const auto full = [](int year) {
        return parse_http_date("Sun, 06 Nov " + std::to_string(year) + " 08:49:37 GMT");
    };
    CHECK(in(2026, "76") == full(2076));
    CHECK(in(2026, "77") == full(1977));
    CHECK(in(2026, "00") == full(2000));
    CHECK(in(2026, "26") == full(2026));
    CHECK(in(1999, "00") == full(2000));
    CHECK(in(1999, "49") == full(2049));
    CHECK(in(1999, "50") == full(1950));
    CHECK(in(2095, "05") == full(2105));
    for (int now = 1970; now < 2200; ++now)
        for (int year = 0; year < 100; ++year) {
            const auto seen = in(now, std::to_string(year + 100).substr(1));
            REQUIRE(seen.has_value());
            CHECK((seen > full(now - 51) && seen <= full(now + 50)));
        }
}

TEST_CASE("leap years follow the Gregorian rule") {
    CHECK(parse_http_date("Tue, 29 Feb 2000 00:00:00 GMT").has_value());
    CHECK(parse_http_date("Thu, 29 Feb 2024 00:00:00 GMT").has_value());
    CHECK_FALSE(parse_http_date("Mon, 29 Feb 2100 00:00:00 GMT").has_value());
    CHECK_FALSE(parse_http_date("Sun, 29 Feb 2026 00:00:00 GMT").has_value());
}

TEST_CASE("what is nearly an HTTP-date is none") {
    for (const char* text : {
             "",
             "Sun, 06 Nov 1994 08:49:37",
             "Sun, 06 Nov 1994 08:49:37 UTC",
             "Sun, 06 Nov 1994 08:49:37 gmt",
             "Sun, 06 Nov 1994 08:49:37 +0000",
             "sun, 06 Nov 1994 08:49:37 GMT",
             "Sun, 06 nov 1994 08:49:37 GMT",
             "Sun, 6 Nov 1994 08:49:37 GMT",
             "Sun,  6 Nov 1994 08:49:37 GMT",
             "Sun, 06 Nov 94 08:49:37 GMT",
             "Sun, 00 Nov 1994 08:49:37 GMT",
             "Sun, 31 Nov 1994 08:49:37 GMT",
             "Sun, 06 Foo 1994 08:49:37 GMT",
             "Foo, 06 Nov 1994 08:49:37 GMT",
             "Sun, 06 Nov 1994 24:00:00 GMT",
             "Sun, 06 Nov 1994 08:60:00 GMT",
             "Sun, 06 Nov 1994 08:49:61 GMT",
             "Sun, 06 Nov 1994 8:49:37 GMT ",
             "Sun, 06 Nov -994 08:49:37 GMT",
             "Sunday, 06-Nov-1994 08:49:37 GMT",
             "Sun, 06-Nov-94 08:49:37 GMT",
             "Sunday, 06 Nov 94 08:49:37 GMT",
             "Sunday, 06-Nov-94 08:49:37 UTC",
             "Sunday, 6-Nov-94 08:49:37 GMT",
             "Sunday, 06-Nov-9x 08:49:37 GMT",
             "Sun Nov  6 08:49:37 94",
             "Sun Nov  0 08:49:37 1994",
             "Sun Nov  6 08:49:37 1994 GMT",
             "Sun Nov  6 08-49-37 1994",
             "1994-11-06T08:49:37Z",
             "784111777",
         }) {
        CAPTURE(text);
        CHECK_FALSE(parse_http_date(text).has_value());
    }
}

TEST_CASE("no HTTP-date survives a cut at its end") {
    for (const std::string_view text :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
        for (std::size_t size = 0; size < text.size(); ++size)
            CHECK_FALSE(parse_http_date(text.substr(0, size)).has_value());
}
