#include <jobpoll/reading/date_time.hpp>

#include <support/catch.hpp>

using namespace std::chrono_literals;
using jobpoll::detail::parse_date_time;

TEST_CASE("a date-time is the moment that it names") {
    CHECK(parse_date_time("1970-01-01T00:00:00Z") == 0ms);
    CHECK(parse_date_time("2026-11-22T12:00:00Z") == 1'795'348'800s);
    CHECK(parse_date_time("2026-06-26T12:00:00.000Z") == 1'782'475'200s);
    CHECK(parse_date_time("1985-04-12T23:20:50.52Z") == 482'196'050'520ms);
    CHECK(parse_date_time("1996-12-19T16:39:57-08:00") == parse_date_time("1996-12-20T00:39:57Z"));
    CHECK(parse_date_time("1937-01-01T12:00:27.87+00:20") == parse_date_time("1937-01-01T11:40:27.87Z"));
    CHECK(parse_date_time("1969-12-31T23:59:59.999Z") == -1ms);
    CHECK(parse_date_time("2026-11-22t12:00:00z") == parse_date_time("2026-11-22T12:00:00Z"));
    CHECK(parse_date_time("2026-11-22T12:00:00-00:00") == parse_date_time("2026-11-22T12:00:00Z"));
    CHECK(parse_date_time("0000-01-01T00:00:00Z").has_value());
    CHECK(parse_date_time("9999-12-31T23:59:59Z").has_value());
}

TEST_CASE("a fraction has as many digits as it likes, and milliseconds count") {
    CHECK(parse_date_time("1970-01-01T00:00:00.1Z") == 100ms);
    CHECK(parse_date_time("1970-01-01T00:00:00.1239Z") == 123ms);
    CHECK(parse_date_time("1970-01-01T00:00:00.123456789012345678901234567890Z") == 123ms);
    CHECK(parse_date_time("1970-01-01T00:00:00.0009Z") == 0ms);
}

TEST_CASE("a leap second is one at the end of a day in UTC") {
    CHECK(parse_date_time("1990-12-31T23:59:60Z") == parse_date_time("1991-01-01T00:00:00Z"));
    CHECK(parse_date_time("1990-12-31T15:59:60-08:00").has_value());
    CHECK_FALSE(parse_date_time("1990-12-31T22:59:60Z").has_value());
    CHECK_FALSE(parse_date_time("1990-12-31T23:58:60Z").has_value());
    CHECK_FALSE(parse_date_time("1990-12-31T23:59:60-08:00").has_value());
    CHECK_FALSE(parse_date_time("1990-12-31T23:59:61Z").has_value());
}

TEST_CASE("what is nearly a date-time is none") {
    for (const char* text : {
             "",
             "2026-11-22",
             "2026-11-22T12:00:00",
             "2026-11-22 12:00:00Z",
             "2026-11-22T12:00Z",
             "2026-11-22T12:00:00.Z",
             "2026-11-22T12:00:00,5Z",
             "2026-11-22T12:00:00+02",
             "2026-11-22T12:00:00+0200",
             "2026-11-22T12:00:00+24:00",
             "2026-11-22T12:00:00+02:60",
             "2026-11-22T12:00:00 Z",
             "2026-11-22T12:00:00Z ",
             " 2026-11-22T12:00:00Z",
             "2026-11-22T12:00:00ZZ",
             "2026-11-22T24:00:00Z",
             "2026-11-22T12:60:00Z",
             "2026-13-22T12:00:00Z",
             "2026-00-22T12:00:00Z",
             "2026-11-00T12:00:00Z",
             "2026-11-31T12:00:00Z",
             "2026-02-29T12:00:00Z",
             "2100-02-29T12:00:00Z",
             "26-11-22T12:00:00Z",
             "+2026-11-22T12:00:00Z",
             "-026-11-22T12:00:00Z",
             "2026-1-22T12:00:00Z0",
             "2026/11/22T12:00:00Z",
             "20261122T120000Z0000",
             "2026-W47-7T12:00:00Z",
             "Sun, 22 Nov 2026 12:00:00 GMT",
             "1795348800",
             "<string>",
         }) {
        CAPTURE(text);
        CHECK_FALSE(parse_date_time(text).has_value());
    }
}

namespace {

/// Whether the quick way gives the same as the general one, or leaves the text to it.
bool is_left_or_the_same(const std::string& text) {
    using namespace jobpoll::detail;
    const std::int64_t quick = usual_date_time(text);
    const auto general = parse_date_time(text);
    return quick == not_usual || (general && general->count() == quick);
}

std::string two(int number) {
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

} // namespace

TEST_CASE(
    "the usual spellings are read as the general way reads them, at once on every day of this century") {
    int read_at_once = 0;
    for (const int century : {0, 18, 19, 20, 21, 99})
        for (int year = 0; year < 100; ++year)
            for (int month = 0; month < 14; ++month)
                for (int day = 0; day < 33; ++day) {
                    const std::string date = two(century) + two(year) + "-" + two(month) + "-" + two(day);
                    for (const std::string& text : {date + "T23:59:59Z", date + "T00:07:10.987Z"}) {
                        if (!is_left_or_the_same(text)) FAIL(text);
                        read_at_once += jobpoll::detail::usual_date_time(text) != jobpoll::detail::not_usual;
                    }
                }
    CHECK(read_at_once == 100 * 365 * 2); // all but leap days, and none of another century
}

TEST_CASE("no other byte at any place of a usual spelling is read at once and wrongly") {
    for (const std::string_view good : {"2026-06-26T11:59:00Z", "2026-06-26T11:59:00.123Z"})
        for (std::size_t at = 0; at < good.size(); ++at)
            for (int byte = 0; byte < 256; ++byte) {
                std::string text{good};
                text[at] = static_cast<char>(byte);
                if (!is_left_or_the_same(text)) FAIL("byte " << byte << " at " << at);
            }
    SUCCEED();
}

TEST_CASE("every hour, minute and second of a day is read at once, and none beyond") {
    for (int hour = 0; hour < 100; ++hour)
        for (int minute = 0; minute < 100; ++minute)
            for (const int second : {0, 59, 60, 61, 99}) {
                const std::string time = two(hour) + ":" + two(minute) + ":" + two(second);
                const bool good = hour < 24 && minute < 60 && second < 60;
                for (const std::string& text : {"2026-06-26T" + time + "Z", "2026-06-26T" + time + ".000Z"}) {
                    if (!is_left_or_the_same(text)) FAIL(text);
                    if (good != (jobpoll::detail::usual_date_time(text) != jobpoll::detail::not_usual))
                        FAIL(text);
                }
            }
    SUCCEED();
}
