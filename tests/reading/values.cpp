// Times, numbers in strings and blanks: what vendors write where others write a date or a number.
#include <jobpoll/endpoint.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <jobpoll/reading/iso_8601.hpp>
#include <jobpoll/reading/unix_time.hpp>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using detail::parse_iso_8601;
using detail::parse_milliseconds;
using support::plain_with;
using support::problems;

namespace {

std::string running_with(std::string_view more) {
    return R"({"id":"7","status":"running",)" + std::string{more} + "}";
}

// Kilns: a pottery's firing jobs, with times in seconds since 1970, 0 for none, and delays in milliseconds.
constexpr endpoint firing = declare(declaration{
    .name = "kilns.firing",
    .vendor = "Kilns",
    .source = "invented: numbers for times",
    .checked = "2026-11-25",
    .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                {.at = "/status", .type = json_type::string, .role = role::status},
                {.at = "/lit",
                 .type = json_type::number | json_type::string,
                 .role = role::started,
                 .format = format::unix_seconds},
                {.at = "/cooled",
                 .type = json_type::number,
                 .role = role::finished,
                 .format = format::unix_milliseconds,
                 .blank = nulls::documented},
                {.at = "/keeps_until",
                 .type = json_type::string,
                 .role = role::expires,
                 .format = format::iso_8601,
                 .blank = nulls::tolerated},
                {.at = "/heat", .type = json_type::string, .role = role::progress, .format = format::decimal},
                {.at = "/ask_in",
                 .type = json_type::integer,
                 .role = role::retry_after,
                 .format = format::unix_milliseconds},
                {.at = "/left", .type = json_type::number, .role = role::time_left},
                {.at = "/pots", .type = json_type::string, .role = role::total, .format = format::decimal},
                {.at = "/ready", .type = json_type::string, .role = role::expected_end},
                {.at = "/relight", .type = json_type::boolean, .role = role::retryable}},
    .words = {{"running", phase::running}, {"done", phase::finished, outcome::succeeded}},
    .progress = {.unit = progress_unit::percent},
    .request = {.path = "/firings/{id}"},
});

/// Days from 1970-01-01, counted one by one: an independent reading of the calendar.
std::int64_t days_to(int year, int month, int day) {
    const auto leap = [](int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::int64_t days = 0;
    for (int y = 1970; y < year; ++y)
        days += leap(y) ? 366 : 365;
    for (int y = year; y < 1970; ++y)
        days -= leap(y) ? 366 : 365;
    for (int m = 1; m < month; ++m)
        days += lengths[m - 1] + (m == 2 && leap(year) ? 1 : 0);
    return days + day - 1;
}

std::string two(int n) {
    return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

} // namespace

TEST_CASE("unix_seconds: a number, or digits in a string, with a fraction kept to the millisecond") {
    support::reader r;
    const auto lit = [&r](std::string_view value) {
        return r.read(firing, running_with(R"("lit":)" + std::string{value})).job.times.started;
    };
    CHECK(lit("1767225600") == optional_milliseconds{1767225600s});
    CHECK(lit("\"1767225600\"") == optional_milliseconds{1767225600s});
    CHECK(lit("1767225600.9876") == optional_milliseconds{1767225600987ms});
    CHECK(lit("\"1767225600.5\"") == optional_milliseconds{1767225600500ms});
    CHECK(lit("1.7672256e9") == optional_milliseconds{1767225600s});
    CHECK(lit("-1.25") == optional_milliseconds{-1250ms});
    CHECK(lit("0") == optional_milliseconds{0ms});
    CHECK(lit("9223372036854775.806") == optional_milliseconds{9223372036854775806ms});
    CHECK(r.problems().empty());
    for (const std::string_view bad : {"9223372036854776", "1e30", "-1e30", "\"1e9\"", "\"soon\"", "\"\"",
                                       "\"-\"", "\"1.\"", "\" 1\"", "\"1767225600Z\""}) {
        CAPTURE(std::string{bad});
        CHECK_FALSE(lit(bad).has_value());
        CHECK(r.problems() == "breach format /lit");
    }
}

TEST_CASE("unix_milliseconds: the same in milliseconds, to the ends of 64 bits") {
    const auto read = [](std::string_view text) {
        return parse_milliseconds(text, format::unix_milliseconds);
    };
    CHECK(read("1767225600000") == 1767225600s);
    CHECK(read("1767225600000.9") == 1767225600s);
    CHECK(read("-9223372036854775806") == milliseconds{-9223372036854775806});
    CHECK(read("9223372036854775806") == milliseconds{9223372036854775806});
    CHECK_FALSE(read("9223372036854775808").has_value());
    CHECK_FALSE(read("99999999999999999999").has_value());
}

TEST_CASE("iso_8601: as date_time, also with +0000, without a zone, or a date alone") {
    const milliseconds noon = milliseconds{(days_to(2026, 11, 25) * 24 + 12) * 3600 * 1000};
    CHECK(parse_iso_8601("2026-11-25T12:00:00Z") == noon);
    CHECK(parse_iso_8601("2026-11-25T12:00:00.250z") == noon + 250ms);
    CHECK(parse_iso_8601("2026-11-25T12:00:00+0000") == noon);
    CHECK(parse_iso_8601("2026-11-25T14:30:00.5+0230") == noon + 500ms);
    CHECK(parse_iso_8601("2026-11-25T09:00:00-03:00") == noon);
    CHECK(parse_iso_8601("2026-11-25T12:00:00") == noon);
    CHECK(parse_iso_8601("2026-11-25T12:00:00.123456") == noon + 123ms);
    CHECK(parse_iso_8601("2026-11-25") == noon - 12h);
    CHECK(parse_iso_8601("2016-12-31T23:59:60+0000") == milliseconds{days_to(2017, 1, 1) * 86'400'000});
    for (const std::string_view bad :
         {"", "2026", "2026-11", "20261125", "2026-11-25T12", "2026-11-25T12:00", "2026-11-25 12:00:00",
          "2026-11-25T12:00:00+00", "2026-11-25T12:00:00+2400", "2026-02-30", "2026-13-01", "2026-11-25T",
          "2026-11-25T24:00:00", "2026-11-25T12:00:60", "2026/11/25", "2026-11-25Z"}) {
        CAPTURE(std::string{bad});
        CHECK_FALSE(parse_iso_8601(bad).has_value());
    }
}

TEST_CASE("iso_8601: every day of the years 1 to 9999 is the one of the calendar") {
    std::int64_t expected = days_to(1, 1, 1);
    std::size_t wrong = 0;
    for (int year = 1; year <= 9999; year += year < 1890 || year > 2110 ? 97 : 1) {
        expected = days_to(year, 1, 1);
        for (int month = 1; month <= 12; ++month)
            for (int day = 1; day <= 31; ++day) {
                const std::string date =
                    two(year / 100) + two(year % 100) + '-' + two(month) + '-' + two(day);
                const bool exists = days_to(year, month, day) <
                                    (month == 12 ? days_to(year + 1, 1, 1) : days_to(year, month + 1, 1));
                const auto read = parse_iso_8601(date);
                if (read.has_value() != exists) ++wrong;
                if (read && *read != milliseconds{expected * 86'400'000}) ++wrong;
                if (exists) ++expected;
            }
    }
    CHECK(wrong == 0);
}

TEST_CASE("decimal: a number in a string, with a percent sign at most") {
    support::reader r;
    const auto heat = [&r](std::string_view value) {
        return r.read(firing, running_with(R"("heat":")" + std::string{value} + '"')).job.progress;
    };
    CHECK(heat("50") == 500);
    CHECK(heat("50%") == 500);
    CHECK(heat("12.59") == 125);
    CHECK(heat("100.0%") == 1000);
    CHECK(heat("0") == 0);
    CHECK(r.problems().empty());
    for (const std::string_view bad : {"", "%", "half", "50 %", "1e1", "5%%", "+5"}) {
        CAPTURE(std::string{bad});
        CHECK_FALSE(heat(bad).has_value());
        CHECK(r.problems() == "breach format /heat");
    }
    CHECK_FALSE(heat("101").has_value());
    CHECK(r.read(firing, running_with(R"("pots":"9007199254740993")")).job.items.total == 9007199254740993);
}

TEST_CASE("time_format: of times that have no format of their own, for two vendors") {
    static constexpr endpoint tides = declare([] {
        declaration d =
            plain_with(member{.at = "/rose", .type = json_type::integer, .role = role::started},
                       member{.at = "/fell", .type = json_type::string, .role = role::finished},
                       member{.at = "/seen",
                              .type = json_type::string,
                              .role = role::heartbeat,
                              .format = format::date_time},
                       member{.at = "/wait", .type = json_type::integer, .role = role::time_left});
        d.time_format = format::unix_seconds;
        return d;
    }());
    static constexpr endpoint almanac = declare([] {
        declaration d = plain_with(member{.at = "/day", .type = json_type::string, .role = role::created});
        d.time_format = format::iso_8601;
        return d;
    }());
    support::reader r;
    const job& j =
        r.read(tides, running_with(R"("rose":5,"fell":"7","seen":"1970-01-01T00:00:09Z","wait":11)")).job;
    CHECK(j.times.started == optional_milliseconds{5s});
    CHECK(j.times.finished == optional_milliseconds{7s});
    CHECK(j.times.heartbeat == optional_milliseconds{9s});
    CHECK(j.remaining == optional_milliseconds{11s});
    CHECK(r.read(almanac, running_with(R"("day":"1970-01-02")")).job.times.created ==
          optional_milliseconds{24h});
    CHECK(r.problems().empty());
}

TEST_CASE("decimal: a percent sign makes a fraction of its number, also where progress is a fraction") {
    static constexpr endpoint e = declare([] {
        declaration d = plain_with(member{.at = "/p",
                                          .type = json_type::string | json_type::number,
                                          .role = role::progress,
                                          .format = format::decimal,
                                          .range = {0, 1}});
        d.progress = {.unit = progress_unit::fraction};
        return d;
    }());
    support::reader r;
    const auto share = [&r](std::string_view value) {
        return r.read(e, running_with(R"("p":)" + std::string{value})).job.progress;
    };
    CHECK(share(R"("25%")") == 250);
    CHECK(share(R"("12.59%")") == 125);
    CHECK(share(R"("100%")") == 1000);
    CHECK(share(R"("0.25")") == 250);
    CHECK(share("0.25") == 250);
    CHECK(r.problems().empty());
    CHECK_FALSE(share(R"("130%")").has_value());
    CHECK(r.problems() == "breach maximum /p");
    CHECK_FALSE(share(R"("-1%")").has_value());
    CHECK(r.problems() == "breach minimum /p");
}

TEST_CASE("a result or a hint is kept as JSON text, also where its row asks more of a string") {
    static constexpr endpoint e = declare([] {
        declaration d = plain_with(
            member{.at = "/r", .type = json_type::string, .role = role::result, .blank = nulls::documented},
            member{.at = "/h", .type = json_type::string, .role = role::hint, .format = format::date_time});
        d.refine[0] = {.word = "running", .when = {{"/r", test::equals, "part"}}, .phase = phase::blocked};
        return d;
    }());
    support::reader r;
    const job& j = r.read(e, running_with(R"("r":"part","h":"2026-03-01T10:00:01Z")")).job;
    CHECK(j.result.text() == R"("part")");
    CHECK(j.hint.text() == R"("2026-03-01T10:00:01Z")");
    CHECK(j.phase == phase::blocked);
    CHECK(r.problems().empty());
    CHECK(r.read(e, running_with(R"("r":"")")).job.result.empty());
}

TEST_CASE("a status that is an element of an array: all of them folded, or the first") {
    static constexpr endpoint all = declare([] {
        declaration d = plain_with(
            member{.at = "/p", .type = json_type::array},
            member{
                .at = "/p/*", .type = json_type::string, .role = role::status, .fold = fold::all_finished});
        for (member& m : d.members)
            if (m.at == "/status") m = {.at = "/status", .type = json_type::string};
        return d;
    }());
    support::reader r;
    CHECK(r.read(all, R"({"p":["running","done"]})").job.phase == phase::running);
    CHECK(r.read(all, R"({"p":["done","done"]})").job.outcome == outcome::succeeded);
    CHECK(problems(all, R"({"p":[]})") == "fatal undecidable /p/0");
}

TEST_CASE("decimal: ranges and tests of numbers hold of the number in the string") {
    static constexpr endpoint e = declare([] {
        declaration d = plain_with(member{.at = "/n",
                                          .type = json_type::string,
                                          .role = role::failed,
                                          .format = format::decimal,
                                          .range = {0, 10}});
        d.refine[0] = {.word = "running", .when = {{"/n", test::positive}}, .phase = phase::blocked};
        d.refine[1] = {.word = "running", .when = {{"/n", test::zero}}, .phase = phase::paused};
        return d;
    }());
    support::reader r;
    CHECK(r.read(e, running_with(R"("n":"3")")).job.phase == phase::blocked);
    CHECK(r.read(e, running_with(R"("n":"0.0")")).job.phase == phase::paused);
    CHECK(r.read(e, running_with(R"("n":"-1")")).job.phase == phase::running);
    CHECK(r.problems() == "breach minimum /n");
    CHECK(problems(e, running_with(R"("n":"11")")) == "breach maximum /n");
}

TEST_CASE("blank: an empty text, for a time also zero, is read as null") {
    support::reader r;
    CHECK_FALSE(r.read(firing, running_with(R"("cooled":0)")).job.times.finished);
    CHECK(r.problems().empty());
    CHECK(r.read(firing, running_with(R"("cooled":1)")).job.times.finished == optional_milliseconds{1ms});
    CHECK_FALSE(r.read(firing, running_with(R"("keeps_until":"")")).job.times.expires);
    CHECK(r.problems() == "tolerated format /keeps_until");
    CHECK_FALSE(r.read(firing, running_with(R"("keeps_until":"0")")).job.times.expires);
    CHECK(r.problems() == "tolerated format /keeps_until");
    static constexpr endpoint texts = declare([] {
        declaration d = plain_with(member{.at = "/why",
                                          .type = json_type::string,
                                          .role = role::error_message,
                                          .blank = nulls::documented});
        d.refine[0] = {.word = "running", .when = {{"/why", test::present}}, .phase = phase::blocked};
        d.refine[1] = {.word = "running", .when = {{"/why", test::is_null}}, .phase = phase::paused};
        return d;
    }());
    CHECK(r.read(texts, running_with(R"("why":"")")).job.phase == phase::paused);
    CHECK(r.problems().empty());
    CHECK(r.read(texts, running_with(R"("why":"x")")).job.phase == phase::blocked);
    CHECK(r.read(texts, running_with(R"("x":1)")).job.phase == phase::running);
}

TEST_CASE("a time on a string is a date_time where no format is given") {
    support::reader r;
    CHECK(r.read(firing, running_with(R"("ready":"1970-01-01T00:00:01Z")")).job.times.expected_end ==
          optional_milliseconds{1s});
    CHECK(problems(firing, running_with(R"("ready":"tomorrow")")) == "breach format /ready");
}

TEST_CASE("retry_after of the body: its unit, and the larger one where there is a header, too") {
    support::reader r;
    const auto wait = [&r](std::string_view body, std::string_view header) {
        return r.read(firing, reply{.status = 200, .retry_after = header, .body = running_with(body)})
            .retry_after;
    };
    CHECK(wait(R"("ask_in":1500)", "") == optional_milliseconds{1500ms});
    CHECK(wait(R"("ask_in":1500)", "1") == optional_milliseconds{1500ms});
    CHECK(wait(R"("ask_in":1500)", "2") == optional_milliseconds{2s});
    CHECK(wait(R"("ask_in":0)", "") == optional_milliseconds{0ms});
    CHECK(wait(R"("x":1)", "2") == optional_milliseconds{2s});
    CHECK_FALSE(r.last().said.retry_after_ignored);
    CHECK(wait(R"("ask_in":999999999999)", "") == optional_milliseconds{999'999'999'999ms});
    CHECK_FALSE(wait(R"("ask_in":1000000000000)", "").has_value());
    CHECK(r.last().said.retry_after_ignored);
    CHECK(r.problems() == "tolerated retry_after /ask_in");
    CHECK(wait(R"("ask_in":-1)", "3") == optional_milliseconds{3s});
    CHECK(r.last().said.retry_after_ignored);
}

TEST_CASE("retry_after of an error body: seconds where there is no format") {
    static constexpr endpoint refusal = declare_error_body(
        declaration{.name = "looms.refusal",
                    .vendor = "Looms",
                    .source = "invented: how long to wait, in the body",
                    .checked = "2026-11-25",
                    .members = {{.at = "/retry_in", .type = json_type::number, .role = role::retry_after},
                                {.at = "/text", .type = json_type::string, .role = role::reason}}});
    static constexpr endpoint e =
        declare(support::changed([](declaration& d) { d.errors[0] = {.code = 429, .body = &refusal}; }));
    support::reader r;
    CHECK(r.read(e, reply{.status = 429, .body = R"({"retry_in":2.5,"text":"slow down"})"}).retry_after ==
          optional_milliseconds{2500ms});
    CHECK(r.last().what == event::throttled);
    CHECK(r.last().problem.message == "slow down");
}

TEST_CASE("retry_after of the jobs of a list: the longest counts in any order") {
    static constexpr endpoint e = declare(support::changed([](declaration& d) {
        d.root = json_type::array;
        d.job_at = "/*";
        d.members[0] = {.at = "/*", .type = json_type::object};
        d.members[1] = {.at = "/*/id", .type = json_type::string, .role = role::id};
        d.members[2] = {.at = "/*/status", .type = json_type::string, .role = role::status};
        d.members[3] = {.at = "/*/ask_in", .type = json_type::integer, .role = role::retry_after};
    }));
    support::reader r;
    const auto wait = [&](std::string_view first, std::string_view second) {
        const std::string body = R"([{"id":"a","status":"running")" + std::string{first} +
                                 R"(},{"id":"b","status":"running")" + std::string{second} + "}]";
        return r.read(e, reply{.status = 200, .body = body}, {.job_id = "a", .list = true}).retry_after;
    };
    CHECK(wait(R"(,"ask_in":30)", R"(,"ask_in":5)") == optional_milliseconds{30s});
    CHECK(wait(R"(,"ask_in":5)", R"(,"ask_in":30)") == optional_milliseconds{30s});
    CHECK(wait(R"(,"ask_in":5)", "") == optional_milliseconds{5s});
    CHECK_FALSE(wait("", "").has_value());
    REQUIRE(wait(R"(,"ask_in":30)", R"(,"ask_in":5)"));
    CHECK(r.last().listed[1].said.retry_after == optional_milliseconds{30s});
}

TEST_CASE("time_left is the vendor's estimate from the moment of the reply") {
    support::reader r;
    CHECK(r.read(firing, running_with(R"("left":90.5)")).job.remaining == optional_milliseconds{90'500ms});
    CHECK_FALSE(r.read(firing, running_with(R"("left":-1)")).job.remaining);
    CHECK(r.problems().empty());
}

TEST_CASE("retryable is the vendor's word on starting the same job again") {
    support::reader r;
    CHECK(r.read(firing, running_with(R"("relight":true)")).job.retryable == true);
    CHECK(r.read(firing, running_with(R"("relight":false)")).job.retryable == false);
    CHECK_FALSE(r.read(firing, running_with(R"("lit":0)")).job.retryable.has_value());
}

TEST_CASE("next_url, result_url, retryable and remaining reach the job") {
    static constexpr endpoint e =
        declare(plain_with(member{.at = "/next", .type = json_type::string, .role = role::next_url},
                           member{.at = "/file", .type = json_type::string, .role = role::result_url},
                           member{.at = "/again", .type = json_type::boolean, .role = role::retryable},
                           member{.at = "/open", .type = json_type::integer, .role = role::remaining}));
    support::reader r;
    const job& j =
        r.read(e,
               running_with(R"("next":"https:\/\/x.y\/7?a=1\u0026b=2","file":"/f","again":false,"open":3)"))
            .job;
    CHECK(j.next_url == "https://x.y/7?a=1&b=2");
    CHECK(j.result_url == "/f");
    CHECK(j.retryable == false);
    CHECK(j.items.remaining == 3);
    CHECK(r.read(e, running_with(R"("again":true)")).job.retryable == true);
    CHECK_FALSE(r.read(e, running_with(R"("x":0)")).job.retryable.has_value());
}

TEST_CASE("the total is what remains and what is done, where no total is reported") {
    static constexpr endpoint e = declare([] {
        declaration d = plain_with(member{.at = "/left", .type = json_type::integer, .role = role::remaining},
                                   member{.at = "/ok", .type = json_type::integer, .role = role::succeeded},
                                   member{.at = "/bad", .type = json_type::integer, .role = role::failed});
        d.progress = {.unit = progress_unit::ratio, .parts = {role::succeeded, role::failed}};
        return d;
    }());
    support::reader r;
    CHECK(r.read(e, running_with(R"("left":5,"ok":3,"bad":2)")).job.progress == 500);
    CHECK(r.last().job.items.total == 10);
    CHECK(r.last().said.items_done == 5);
    CHECK_FALSE(r.read(e, running_with(R"("left":5)")).job.progress.has_value());
}
