#include <jobpoll/vendors/gu1.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using support::problems;
namespace gu1 = jobpoll::vendors::gu1;

namespace {
std::string body(std::string_view status, std::string_view more = "") {
    return R"({"success":true,"job":{"jobId":"7","kind":"entity_automatic","status":")" +
           std::string{status} + R"(","createdAt":"2026-06-26T11:59:00.000Z")" + std::string{more} + "}}";
}
} // namespace

TEST_CASE("gu1: the document's sample with dotted keys is a clear error and no endless polling") {
    constexpr std::string_view dotted = R"({
      "success": true, "job.jobId": "<string>", "job.kind": "<string>", "job.status": "<string>",
      "job.totalItems": {}, "job.succeeded": {}, "job.failed": {}, "job.skipped": {}, "job.heartbeatAt": {},
      "job.leaseExpiresAt": {}, "job.workerError": {}, "job.createdAt": "<string>", "job.completedAt": {},
      "job.metadata": {}, "job.jobFailure": {}
    })";
    CHECK(problems(gu1::job, dotted) == "fatal required /job");
    support::script_player player{gu1::job, "7", {.max_wait = 100h, .patience = 0h}};
    const auto d = support::until_stop(player, support::ok(std::string{dotted}));
    CHECK(d.outcome == outcome::malformed);
    CHECK(d.attempts == 11);
}

TEST_CASE("gu1: a running job whose cancel was requested is cancelling, and may still complete") {
    support::reader r;
    const auto phase_for = [&](std::string_view flag) {
        const std::string more = R"(,"metadata":{"batchCancelRequested":)" + std::string{flag} + "}";
        return r.read(gu1::job, body("running", more)).job.phase;
    };
    for (const std::string_view flag : {"true", "1", "0", "\"2026-06-26\"", "\"\"", "{}", "[]"})
        CHECK(phase_for(flag) == phase::cancelling);
    for (const std::string_view flag : {"false", "null"})
        CHECK(phase_for(flag) == phase::running);
    CHECK(r.read(gu1::job, body("running", R"(,"metadata":{})")).job.phase == phase::running);
    CHECK(r.read(gu1::job, body("running", R"(,"metadata":null)")).job.phase == phase::running);
    CHECK(r.read(gu1::job, body("completed", R"(,"metadata":{"batchCancelRequested":true})")).job.outcome ==
          outcome::succeeded);
}

TEST_CASE("gu1: completed with failed items is a success with failures") {
    support::reader r;
    CHECK(r.read(gu1::job, body("completed", R"(,"failed":3)")).job.outcome ==
          outcome::succeeded_with_failures);
    CHECK(r.read(gu1::job, body("completed", R"(,"failed":0)")).job.outcome == outcome::succeeded);
    CHECK(r.read(gu1::job, body("completed", R"(,"failed":null)")).job.outcome == outcome::succeeded);
    CHECK(r.read(gu1::job, body("completed")).job.outcome == outcome::succeeded);
    CHECK(r.read(gu1::job, body("failed", R"(,"failed":3)")).job.outcome == outcome::failed);
}

TEST_CASE("gu1: success must be true, and false is no outcome") {
    std::string text = body("running");
    text.replace(text.find("true"), 4, "false");
    CHECK(problems(gu1::job, text) == "breach const /success");
    CHECK(support::verdict(gu1::job, text) == event::in_progress);
}

TEST_CASE("gu1: the failure text is the job's own, else the worker's") {
    support::reader r;
    const auto error_for = [&](std::string_view more) {
        return r.read(gu1::job, body("failed", more)).job.error;
    };
    CHECK(error_for(R"(,"workerError":"w","jobFailure":{"code":"QUOTA","message":"m"})").message == "m");
    CHECK(r.last().job.error.code == "QUOTA");
    CHECK(error_for(R"(,"jobFailure":null,"workerError":"w")").message == "w");
    CHECK(error_for(R"(,"workerError":"w")").code.empty());
    CHECK(error_for("").message.empty());
}

TEST_CASE("gu1: a lease that ended before the reply's own Date is a hint and never an outcome") {
    support::reader r;
    const auto lease = [&](std::string_view date, std::string_view status = "running") {
        const std::string text = body(status, R"(,"leaseExpiresAt":"2026-06-26T12:10:00.000Z")");
        const support::seen& seen = r.read(gu1::job, reply{.status = 200, .date = date, .body = text});
        CHECK((seen.what == event::in_progress || status == "completed"));
        return seen.job.lease_expired;
    };
    CHECK(lease("Fri, 26 Jun 2026 12:10:01 GMT"));
    CHECK_FALSE(lease("Fri, 26 Jun 2026 12:10:00 GMT"));
    CHECK_FALSE(lease(""));
    CHECK_FALSE(lease("no date"));
    CHECK_FALSE(lease("Fri, 26 Jun 2026 12:10:01 GMT", "completed"));
}

TEST_CASE("gu1: the counters need not add up") {
    support::reader r;
    const support::seen& seen =
        r.read(gu1::job, body("cancelled", R"(,"totalItems":100,"succeeded":4,"failed":1,"skipped":null)"));
    CHECK(seen.job.outcome == outcome::cancelled);
    CHECK(seen.job.progress == 50);
    CHECK(r.problems().empty());
}

TEST_CASE("gu1: a kind that is not documented breaks the contract and nothing else") {
    std::string text = body("completed");
    text.replace(text.find("entity_automatic"), 16, "telepathy");
    CHECK(problems(gu1::job, text) == "breach enum /job/kind");
    CHECK(support::verdict(gu1::job, text) == event::vendor_terminal);
}

TEST_CASE("gu1: the two shapes of the URL follow one job, whichever was asked for") {
    const support::sample& nested = support::samples()[5];
    const support::sample& flat = support::samples()[6];
    for (const support::sample* asked : {&nested, &flat}) {
        support::script_player player{asked->endpoint, asked->job_id, {.max_wait = 1h}};
        CHECK(player.play(support::ok(support::body_of(nested, "running"))).poll_again());
        CHECK(player.play(support::ok(support::body_of(flat, "running"))).poll_again());
        CHECK(&player.poller().read_as() == &flat.endpoint);
        CHECK(player.play(support::ok(support::body_of(nested, "completed"))).outcome == outcome::succeeded);
        CHECK(&player.poller().read_as() == &nested.endpoint);
    }
}

TEST_CASE("gu1: HTTP says unauthorized, forbidden, and unknown or of another organization") {
    support::reader r;
    CHECK(r.read(gu1::job, reply{.status = 401}).what == event::unauthorized);
    CHECK(r.read(gu1::job, reply{.status = 403}).what == event::unauthorized);
    CHECK(r.read(gu1::job, reply{.status = 404}).what == event::not_found);
}
