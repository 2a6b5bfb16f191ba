#include <jobpoll/reading/status_codes.hpp>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;

TEST_CASE("every status code means something, by the general table") {
    const auto meaning = [](int code) { return meaning_of(support::plain_job, code); };
    for (const int code : {200, 201, 202, 204, 206, 299, 304})
        CHECK(meaning(code) == event::in_progress);
    CHECK(meaning(401) == event::unauthorized);
    CHECK(meaning(403) == event::unauthorized);
    CHECK(meaning(404) == event::not_found);
    CHECK(meaning(410) == event::gone);
    CHECK(meaning(429) == event::throttled);
    for (const int code : {408, 425, 500, 502, 503, 504, 511, 599})
        CHECK(meaning(code) == event::server_error);
    for (const int code : {400, 402, 405, 406, 409, 411, 418, 422, 428, 431, 451, 499})
        CHECK(meaning(code) == event::rejected);
    for (const int code : {-1, 0, 1, 99, 100, 101, 199, 300, 301, 302, 307, 308, 399, 600, 999, 2147483647})
        CHECK(meaning(code) == event::malformed);
}

TEST_CASE("status_codes: an endpoint's own row comes before the general table") {
    static constexpr endpoint e = declare(support::changed([](declaration& d) {
        d.status_codes[0] = {.code = 409, .means = event::in_progress};
        d.status_codes[1] = {.code = 404, .means = event::gone};
        d.status_codes[2] = {.code = 200, .means = event::server_error};
    }));
    CHECK(meaning_of(e, 409) == event::in_progress);
    CHECK(meaning_of(e, 404) == event::gone);
    CHECK(meaning_of(e, 200) == event::server_error);
    CHECK(meaning_of(e, 410) == event::gone);
    support::reader r;
    CHECK(r.read(e, reply{.status = 409, .body = R"({"status":"running"})"}).what == event::in_progress);
    CHECK(r.last().job.phase == phase::running);
}

TEST_CASE("204, 205 and 304 have no body and no news") {
    support::reader r;
    for (const int code : {204, 205, 304}) {
        CHECK(r.read(support::plain_job, reply{.status = code}).what == event::in_progress);
        CHECK_FALSE(r.last().mentions_job);
        CHECK(r.last().counts.total() == 0);
        CHECK(has_no_body(code));
    }
    CHECK(r.read(support::plain_job, reply{.status = 200}).what == event::malformed);
    CHECK(r.problems() == "fatal empty_body");
}

TEST_CASE("a status that no final response has is a fault of the caller, and says so") {
    support::reader r;
    for (const int code : {0, 100, 302, 600}) {
        CHECK(r.read(support::plain_job, reply{.status = code, .body = R"({"status":"done"})"}).what ==
              event::malformed);
        CHECK(r.problems() == "fatal http_status");
    }
}

TEST_CASE("the status code of a reply cannot be left out") {
    STATIC_REQUIRE_FALSE(std::is_default_constructible_v<http_status>);
}
