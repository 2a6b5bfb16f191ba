// The reply to the request that creates a job: the job id and the URL to poll, of vendors and of invented
// ones.
#include <string>
#include <string_view>

#include <jobpoll/reading/accepted.hpp>
#include <jobpoll/vendors/azure.hpp>
#include <jobpoll/vendors/google.hpp>
#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include <support/catch.hpp>

using namespace jobpoll;

namespace {

constexpr declaration some_job{
    .name = "test.job",
    .source = "tests/reading/accepted.cpp",
    .checked = "2026-11-26",
    .members = {{.at = "/status", .type = json_type::string, .role = role::status}},
    .words = {{"running", phase::running}, {"done", phase::finished, outcome::succeeded}},
};

constexpr endpoint with_request(std::string_view path, accepted_reply accepted) {
    endpoint e = declare(declaration{some_job});
    e.request.path = path;
    e.accepted = accepted;
    return e;
}

std::string id_of(const endpoint& e, std::string_view body) {
    return read_accepted(e, {.status = 202, .body = body}).job_id;
}

std::string id_in(const endpoint& e, std::string_view location) {
    const accepted_job found = read_accepted(e, {.status = 202, .location = location});
    CHECK(found.status_url == location);
    return found.job_id;
}

} // namespace

TEST_CASE("the four vendors' replies to the request that creates a job") {
    CHECK(id_of(vendors::gu1::job, R"({"jobId": "8f14", "status": "queued"})") == "8f14");
    CHECK(id_of(vendors::retailgrid::job, R"({"job_id": "r-1"})") == "r-1");
    CHECK(id_in(vendors::reply_io::job, "/v3/background-jobs/r%2F7") == "r/7");
    CHECK(id_in(vendors::reply_io::job, "https://api.reply.io/v3/background-jobs/17?x=1#y") == "17");
    CHECK_FALSE(vendors::userpilot::job.accepted.id_at.empty());
}

TEST_CASE("a reply that creates nothing has no job") {
    const accepted_job refused =
        read_accepted(vendors::gu1::job, {.status = 422, .retry_after = "7", .body = R"({"jobId": "8f14"})"});
    CHECK(refused.what == event::rejected);
    CHECK(refused.job_id.empty());
    CHECK(id_of(vendors::gu1::job, R"({"jobId": "8f14")").empty());
    CHECK(id_of(vendors::gu1::job, R"({"jobId": "8f14"} x)").empty());
    CHECK(id_of(vendors::gu1::job, R"({"jobId": null})").empty());
    CHECK(read_accepted(vendors::gu1::job, {.status = 202, .retry_after = "7"}).retry_after ==
          milliseconds{7000});
}

TEST_CASE("the id is at its place in the body, and at no other") {
    const endpoint e = with_request("/jobs/{id}", {.id_at = "/jobs/0/key", .url_at = "/links/self"});
    CHECK(id_of(e, R"({"jobs": [{"key": "a"}, {"key": "b"}]})") == "a");
    CHECK(id_of(e, R"({"other": [[1, {"key": 2}], 3], "jobs": [{"x": [1, [2]], "key": 17}]})") == "17");
    CHECK(id_of(e, R"({"jobs": {"0": {"key": "o"}}})") == "o");
    CHECK(id_of(e, R"({"jobs": [[{"key": "a"}]], "key": "b"})").empty());
    // A key with a slash is one segment, and what follows it has its own place.
    CHECK(id_of(e, R"({"jobs/0": {"key": "x"}})").empty());
    CHECK(id_of(e, R"({"a/b": {"c/d": 1}, "jobs": [{"e/f": [], "key": "a"}]})") == "a");
    CHECK(id_of(with_request("/j/{id}", {.id_at = "/a~1b/c~0d"}), R"({"a/b": {"c~d": "\u0041"}})") == "A");
    CHECK(id_of(with_request("/j/{id}", {.id_at = "/key"}), "\xef\xbb\xbf { \"k\\u0065y\" : -7 } ") == "-7");
    CHECK(id_of(with_request("/j/{id}", {.id_at = "/key"}), R"({"key": 1.5})").empty());
    const accepted_job both =
        read_accepted(e, {.status = 201, .body = R"({"links": {"self": "/jobs/9"}, "jobs": []})"});
    CHECK(both.status_url == "/jobs/9");
    CHECK(both.job_id == "9");
}

TEST_CASE("the id in a URL is the value of its place, and the rest of the URL does not matter") {
    constexpr std::string_view operation =
        "https://management.azure.com/subscriptions/s-1/providers/Microsoft.Compute/locations/westus/"
        "operations/op-7?api-version=2024-07-01&t=1";
    CHECK(id_in(vendors::azure::operation, operation) == "op-7");
    const endpoint nested = with_request("/tenants/{tenant}/jobs/{id}/status?v={v}", {.location = true});
    CHECK(id_in(nested, "https://x.example/base/tenants/t/jobs/j%201/status?v=2") == "j 1");
    CHECK(id_in(nested, "/tenants/t/jobs/j") == "j");
    CHECK(id_in(nested, "/tenants/t/runs/j/status").empty());
    CHECK(id_in(nested, "/tenants/t").empty());
    CHECK(id_in(nested, "/jobs/j/status").empty());
    // Two places of which none is called id: there is no telling.
    CHECK(id_in(with_request("/{tenant}/jobs/{job}", {.location = true}), "/t/jobs/j").empty());
    CHECK(id_in(with_request("/jobs?name={job}", {.location = true}), "/jobs?name=a%20b&x=1") == "a b");
    CHECK(id_in(with_request("/v1/{+name}", {.location = true}), "https://x/v1/operations/a/b") ==
          "operations/a/b");
    CHECK(id_in(with_request("/{id}", {.location = true}), "https://x.example/j") == "j");
    CHECK(id_in(with_request("/{id}", {.location = true}), "https://x.example").empty());
    CHECK(id_of(vendors::google::operation, R"({"name": "operations/a/b", "done": false})") ==
          "operations/a/b");
}
