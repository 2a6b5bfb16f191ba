#include "program.hpp"

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

const std::string data = JOBPOLL_TEST_DATA "/";

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("the exit code of check is the worst of all files") {
    const std::string good = data + "gu1/job.json";
    const std::string fatal = data + "gu1/job.dotted_sample.json";
    const std::string breach = data + "retailgrid/job.added_member.json";
    CHECK(run({"check", "gu1.job", good}).code == 0);
    CHECK(run({"check", "gu1.job", fatal}).code == 2);
    CHECK(run({"check", "gu1.job", good, fatal, good}).code == 2);
    CHECK(run({"check", "retailgrid.job", breach}).code == 1);
    CHECK(run({"check", "retailgrid.job", "--strict", breach}).code == 2);
    CHECK(run({"check", "userpilot.job", data + "userpilot/job.not_ended_yet.json"}).code == 0);
    CHECK(run({"check", "gu1.job", "--job-id", "another", good}).code == 2);
}

TEST_CASE("check reads standard input as one body") {
    const result r = run({"check", "gu1.job"}, read_file(data + "gu1/job.json"));
    CHECK(r.code == 0);
    CHECK(has(r.out, "stdin: in_progress: running, 48%"));
    CHECK(has(r.out, "no violation"));
    CHECK(run({"check", "gu1.job"}, "").code == 2);
}

TEST_CASE("check names pointer, rule, severity and offset for people") {
    const result r = run({"check", "retailgrid.job", data + "retailgrid/job.added_member.json"});
    CHECK(has(r.out, "breach"));
    CHECK(has(r.out, "/worker  [additional_properties, byte "));
    CHECK(has(r.out, "0 fatal, 1 breach, 0 tolerated"));
}

TEST_CASE("every violation of a reply is listed, however many there are") {
    std::string items;
    for (int i = 0; i < 3000; ++i)
        items += std::string{i == 0 ? "" : ","} + R"({"status":"processing","elapsed_time":"long"})";
    const result r = run({"check", "userpilot.job_list"}, '[' + items + ']');
    CHECK(r.code == 1);
    CHECK(has(r.out, "/2999/elapsed_time"));
    CHECK(has(r.out, "3000 breaches"));
}

TEST_CASE("check answers JSON lines one by one") {
    const result r = run(
        {"check", "reply_io.job", "--jsonl"},
        R"({"body":"{\"status\":\"Processing\",\"progress\":0.45}"})"
        "\n\n"
        R"({"status":200,"payload":{"status":"Processing","progress":1.5}})"
        "\n"
        R"({"status":401,"body":""})"
        "\n"
        R"({"status":400,"headers":{"Content-Type":"x","Date":null},"payload":{"title":"t","detail":"d","errorCode":3}})"
        "\n"
        R"({"body":"<html>"})");
    CHECK(r.code == 2);
    const auto lines = lines_of(r.out);
    REQUIRE(lines.size() == 5);
    CHECK(lines[0].starts_with(
        R"({"usable":true,"phase":"running","outcome":null,"vendor_status":"Processing","progress":0.45,"job":{"id":null,)"));
    CHECK(has(
        lines[0],
        R"("violations":[],"problem":null,"event":"in_progress","status":200,"read_as":"reply_io.job"})"));
    CHECK(has(
        lines[1],
        R"("violations":[{"pointer":"/progress","rule":"maximum","severity":"breach","offset":34,"expected":"at most 1","message":")"));
    CHECK(
        has(lines[2],
            R"("usable":false,"phase":null,"outcome":null,"vendor_status":null,"progress":null,"job":null)"));
    CHECK(has(lines[2], R"("event":"unauthorized")"));
    CHECK(has(lines[3], R"("problem":{"code":"3","message":"d","where":null},"event":"rejected")"));
    CHECK(has(lines[4], R"("rule":"html","severity":"fatal","offset":0)"));
}

TEST_CASE("the payload of a line reaches the library byte for byte") {
    const result r =
        run({"check", "userpilot.job", "--jsonl"},
            R"({"payload":{"status":"queued","status":"failed","job_id":"a" , "total_rows":46.0}})");
    CHECK(has(r.out, R"("rule":"duplicate_member")"));
    CHECK_FALSE(has(r.out, "/total_rows"));
}

TEST_CASE("a job is written with every member, times in UTC, progress exactly") {
    const result r = run(
        {"check", "gu1.job", "--jsonl"},
        R"({"payload":{"success":true,"job":{"jobId":"i","kind":"entity_automatic","status":"failed",)"
        R"("totalItems":3,"succeeded":1,"failed":0,"skipped":0,"createdAt":"2024-02-29T23:59:59.5+02:00",)"
        R"("metadata":{"a":"\n"},"jobFailure":{"code":"E1","message":"no"}}}})");
    CHECK(has(
        r.out,
        R"("job":{"id":"i","vendor_status":"failed","kind":"entity_automatic","name":null,"phase":"finished",)"
        R"("outcome":"failed","progress":0.333,"items":{"total":3,"completed":null,"succeeded":1,"failed":0,"skipped":0},)"
        R"("times":{"created":"2024-02-29T21:59:59.500Z","started":null,"finished":null,"heartbeat":null,)"
        R"("lease_expires":null,"expires":null,"expected_end":null},"error":{"code":"E1","message":"no"},"result":null,"hint":"{\"a\":\"\\n\"}",)"
        R"("lease_expired":false,"reason":null,"reason_code":null,"next_url":null,"result_url":null,"remaining_ms":null,)"
        R"("retryable":null})"));
}

TEST_CASE("a list shows all of its jobs, and the one that was asked for") {
    const std::string line =
        R"({"payload":[{"job_id":"a","status":"queued"},{"job_id":"b","status":"completed"},{"job_id":"c"}]})";
    const result none = run({"check", "userpilot.job_list", "--jsonl"}, line);
    CHECK(has(none.out, R"("usable":true,"phase":null,)"));
    CHECK(has(none.out, R"("job":null)"));
    CHECK(has(none.out, R"("jobs":[{"event":"in_progress","job":{"id":"a",)"));
    CHECK(has(none.out, R"({"event":"vendor_terminal","job":{"id":"b",)"));
    CHECK(has(none.out, R"({"event":"malformed","job":{"id":"c",)"));
    const result one = run({"check", "userpilot.job_list", "--jsonl", "--job-id", "b"}, line);
    CHECK(has(one.out, R"("phase":"finished","outcome":"succeeded","vendor_status":"completed")"));
}

TEST_CASE("a bad line of check is named, after the lines before it are answered") {
    const result r = run({"check", "gu1.job", "--jsonl"}, "{\"status\":404}\n{\"at_ms\":0,\"status\":404}\n");
    CHECK(r.code == 65);
    CHECK(lines_of(r.out).size() == 1);
    CHECK(r.err == "stdin:2: /at_ms: unknown member\n");
}

TEST_CASE("the documents' own samples are understood, or refused with a clear word") {
    CHECK(has(run({"check", "gu1.job", data + "gu1/job.dotted_sample.json"}).out, "/job  [required"));
    const result reply = run({"check", "reply_io.job", data + "reply_io/job.sample.json"});
    CHECK(reply.code == 0);
    CHECK(has(reply.out, "/finishedAt  [contradiction"));
}
