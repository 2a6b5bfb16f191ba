// Two shapes of one URL, and the bodies of error replies.
#include <jobpoll/reading/reader.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::problems;
namespace gu1 = jobpoll::vendors::gu1;

TEST_CASE("a body of the URL's other shape is read as such, and said to be") {
    support::reader r;
    for (const support::sample& s : support::samples()) {
        if (s.endpoint.alternative == nullptr) continue;
        const std::string body = support::body_of(s, "running");
        const endpoint& asked = *s.endpoint.alternative;
        CHECK(r.read(asked, body, s.job_id).what == event::in_progress);
        CHECK(r.last().read_as == &s.endpoint);
        CHECK(r.last().job.items.total == 100);
        CHECK(r.last().counts.breaches + r.last().counts.fatal == 0);
        CHECK(r.problems().find("tolerated shape " +
                                std::string{asked.members[asked.shape.discriminator].at}) !=
              std::string::npos);
        CHECK(r.read(asked, body, "another").what == event::malformed);
        CHECK(r.read(s.endpoint, body, s.job_id).read_as == &s.endpoint);
        CHECK(r.problems().empty());
    }
}

TEST_CASE("an alternative without a discriminator is every body without that of the shape asked for") {
    static constexpr endpoint plain = declare(support::plain());
    static constexpr endpoint wrapped = declare([] {
        declaration d = support::plain();
        d.job_at = "/job";
        d.members[0] = {.at = "/job", .type = json_type::object};
        d.members[1] = {.at = "/job/status", .type = json_type::string, .role = role::status};
        d.discriminator = "/job";
        d.alternative = &plain;
        return d;
    }());
    support::reader r;
    CHECK(r.read(wrapped, R"({"job":{"status":"done"}})").read_as == &wrapped);
    CHECK(r.problems().empty());
    CHECK(r.read(wrapped, R"({"id":"7","status":"done"})", "7").read_as == &plain);
    CHECK(r.last().job.outcome == outcome::succeeded);
    CHECK(r.problems() == "tolerated shape /job");
    CHECK(r.read(wrapped, R"({"id":"8","status":"done"})", "7").what == event::malformed);
}

TEST_CASE("a body of neither shape is judged by the shape that was asked for") {
    CHECK(problems(gu1::job, R"({"success":true})") == "fatal required /job");
    CHECK(problems(gu1::job_with_failures, R"({"success":true})") ==
          "breach required /jobId; breach required /kind; fatal required /status");
    CHECK(problems(gu1::job, "[]") == "fatal root");
    CHECK(problems(gu1::job_with_failures, "true") == "fatal root");
}

TEST_CASE("a broken body has no alternative, even if the part before the break has one") {
    CHECK(problems(gu1::job, R"({"success":true,"jobId":"x","status":"running",})") == "fatal syntax");
    CHECK(problems(gu1::job, R"({"success":true,"jobId":"x","status":"running"}})") ==
          "fatal trailing_bytes");
}

TEST_CASE("a job that was begun in a body that breaks is none") {
    support::reader r;
    CHECK(r.read(support::plain_job, R"({"id":"7","status":"running",})").what == event::malformed);
    CHECK_FALSE(r.last().mentions_job);
    CHECK(r.last().job.id.data() == nullptr);
    CHECK(r.last().job.vendor_status.data() == nullptr);
}

TEST_CASE("looking for the other shape does not overwrite what was found in the first one") {
    support::reader r;
    r.read(gu1::job_with_failures, R"({"success":true,"kind":"\u0042cd","\u0078yz":1})");
    REQUIRE(r.last().violations.size() == 3);
    CHECK(r.last().violations[0].rule == rule::enumeration);
    CHECK(r.last().violations[0].found == "Bcd");
    r.read(gu1::job, R"({"success":true,"kind":"\u0042cd","jobId":"\u0037","status":"runn\u0069ng"})", "7");
    CHECK(r.last().job.id == "7");
    CHECK(r.last().job.kind == "Bcd");
    CHECK(r.last().job.vendor_status == "running");
}

TEST_CASE("the message of an error body reaches the caller and decides nothing") {
    support::reader r;
    const auto message = [&](int code, std::string_view body) {
        r.read(support::plain_job, reply{.status = code, .body = body});
        CHECK(r.last().counts.total() == 0);
        return std::string{r.last().problem.message};
    };
    CHECK(message(500, R"({"title":"t","detail":"d"})") == "d");
    CHECK(message(500, R"({"title":"t"})") == "t");
    CHECK(message(400, R"({"error":"e"})") == "e");
    CHECK(message(400, R"({"error":{"message":"m","code":7}})") == "m");
    CHECK(r.last().problem.code == "7");
    CHECK(message(400, R"({"errors":["a","b"]})") == "a");
    CHECK(message(400, R"({"errors":[{"message":"m"}]})") == "m");
    CHECK(message(422, R"({"detail":[{"loc":["path",0],"msg":"m","type":"t"}]})") == "m");
    CHECK(r.last().problem.where.text() == R"(["path",0])");
    CHECK(message(500, "<html>").empty());
    CHECK(message(500, "").empty());
    CHECK(message(500, "[]").empty());
    CHECK(message(500, R"({"detail":)").empty());
    CHECK(message(500, R"({"detail":"d","instance":"/wh)") == "d");
}

TEST_CASE("a broken reply of success is looked through when it is asked what is wrong, in any order") {
    constexpr std::string_view cut = R"({"detail":"\u0062usy","at":)";
    for (const bool words_first : {false, true}) {
        jobpoll::reader first{support::plain_job};
        CHECK(first.read({.status = 200, .body = cut}).event == event::malformed);
        CHECK(first.counts().total() == 1);
        CHECK(first.counts().fatal == 1);
        const jobpoll::reader second{std::move(first)};
        if (words_first) CHECK(second.problem().message == "busy");
        REQUIRE(second.violations().size() == 1);
        CHECK(second.violations()[0].rule == rule::truncated);
        CHECK(second.violations()[0].severity == severity::fatal);
        CHECK(second.violations()[0].offset == cut.size());
        CHECK(second.problem().message == "busy");
    }
}

TEST_CASE("of the violations that are not kept none is looked for, and the vendor's words are") {
    jobpoll::reader none{support::plain_job, {}, {.kept_violations = 0}};
    none.read({.status = 200, .body = R"([{"message":1},)"});
    CHECK(none.violations().empty());
    jobpoll::reader one{support::plain_job, {}, {.kept_violations = 1}};
    one.read({.status = 200, .retry_after = "soon", .body = R"({"message":"m")"});
    REQUIRE(one.violations().size() == 1);
    CHECK(one.violations()[0].rule == rule::retry_after);
    CHECK(one.counts().total() == 2);
    CHECK(one.problem().message == "m");
}

TEST_CASE("what was not asked of a broken reply is gone with the next reply") {
    jobpoll::reader r{support::plain_job};
    const auto read_broken = [&r] { r.read({.status = 200, .body = R"({"message":"m")"}); };
    read_broken();
    r.read({.status = 200, .body = R"({"id":"7","status":"running"})"});
    CHECK(r.violations().empty());
    CHECK(r.problem().message.empty());
    read_broken();
    r.forget();
    CHECK(r.violations().empty());
    CHECK(r.problem().message.empty());
}

TEST_CASE("errors: a status code's own row comes before the row for all others, in any order") {
    static constexpr endpoint general = declare_error_body(
        declaration{.name = "test.general",
                    .source = "tests",
                    .checked = "2026-11-22",
                    .members = {{.at = "/a", .type = json_type::string, .role = role::error_message}}});
    static constexpr endpoint own = declare_error_body(declaration{
        .name = "test.own",
        .source = "tests",
        .checked = "2026-11-22",
        .members = {{.at = "/b", .type = json_type::string, .required = true, .role = role::error_message}}});
    static constexpr endpoint e = declare(support::changed([](declaration& d) {
        d.errors[0] = {.body = &general};
        d.errors[1] = {.code = 422, .body = &own};
    }));
    support::reader r;
    CHECK(r.read(e, reply{.status = 400, .body = R"({"a":"1","b":"2"})"}).problem.message == "1");
    CHECK(r.read(e, reply{.status = 422, .body = R"({"a":"1","b":"2"})"}).problem.message == "2");
    CHECK(r.problems().empty());
    CHECK(r.read(e, reply{.status = 422, .body = "{}"}).what == event::rejected);
    CHECK(r.problems() == "breach required /b");
    CHECK(r.read(e, reply{.status = 422, .body = "<html>"}).what == event::rejected);
    CHECK(r.problems() == "breach html");
}
