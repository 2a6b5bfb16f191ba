#include "clients.hpp"
#include "support/catch.hpp"

using namespace wired;

namespace {
const client beast_fleet{JOBPOLL_BEAST_FLEET, true};
}

TEST_CASE("beast_fleet follows a job of every documented endpoint to its end", "[beast_fleet]") {
    // A fleet follows a job once: the shapes and lists that mention the same job have a run of their own.
    std::vector<expectation> first;
    std::vector<expectation> second;
    for (const expectation& e : every_endpoint)
        (e.endpoint.ends_with(".job") ? first : second).push_back(e);
    check_every_story(beast_fleet, first);
    check_every_story(beast_fleet, second);
}

TEST_CASE("beast_fleet gets over every fault, and says how it ended", "[beast_fleet]") {
    check_every_story(beast_fleet, every_fault);
}

TEST_CASE("beast_fleet reads no longer body than it may", "[beast_fleet]") {
    check_long_body(beast_fleet);
}

TEST_CASE("beast_fleet stops at an empty 401", "[beast_fleet]") {
    check_wrong_key(beast_fleet);
}

TEST_CASE("beast_fleet goes on asking without a listener, until its time is over", "[beast_fleet]") {
    check_no_server(beast_fleet);
}

TEST_CASE("beast_fleet gives a job a little time to appear", "[beast_fleet]") {
    check_unknown_job(beast_fleet);
}

TEST_CASE("beast_fleet asks for the last time at the deadline", "[beast_fleet]") {
    check_deadline(beast_fleet);
}

TEST_CASE("beast_fleet can be interrupted while it waits", "[beast_fleet]") {
    check_interrupt_while_waiting(beast_fleet);
}

TEST_CASE("beast_fleet can be interrupted while it asks", "[beast_fleet]") {
    check_interrupt_while_asking(beast_fleet);
}

TEST_CASE("beast_fleet refuses a command line that makes no sense", "[beast_fleet]") {
    check_usage(beast_fleet);
}

TEST_CASE("beast_fleet follows hundreds of jobs at once, and asks no more often than one by one would",
          "[beast_fleet]") {
    const running_server server{{story_path("any_import"), story_path("any_grid")}};
    std::vector<expectation> jobs;
    for (int i = 0; i < 150; ++i) {
        const std::string number = std::to_string(1000 + i);
        jobs.push_back({"", "gu1.job", "import-" + number, import_path + "import-" + number});
        const std::string uuid = "3b0f7e52-6a44-4b7c-9f0e-2d1c5a8e" + number;
        jobs.push_back({"", "retailgrid.job", uuid, "/v1/jobs/" + uuid});
    }
    results got = follow(beast_fleet, server.url(), jobs);
    INFO(got.errors);
    CHECK(got.exit_codes["all"] == 0);
    std::map<std::string, int> requests;
    for (const seen_request& request : server.requests())
        ++requests[request.target];
    for (const expectation& job : jobs) {
        INFO(job.job_id);
        CHECK(got.ends[job.endpoint + ' ' + job.job_id].outcome == "succeeded");
        CHECK(requests[job.target] == 3);
    }
}

TEST_CASE("beast_fleet asks for a list where that is one request for many jobs", "[beast_fleet]") {
    const running_server server{{story_path("listed_validation"), story_path("any_validation")}};
    std::vector<expectation> jobs;
    for (int i = 1; i <= 6; ++i)
        jobs.push_back({"", "reply_io.job", "5a1de1c2-94c1-44f3-8f0d-0a4fb5f2f4d" + std::to_string(i), ""});
    results got = follow(beast_fleet, server.url(), jobs);
    INFO(got.errors);
    for (const expectation& job : jobs)
        CHECK(got.ends[job.endpoint + ' ' + job.job_id].outcome == "succeeded");
    CHECK(server.requests_to("/v3/background-jobs?top=200").size() >= 2);
    CHECK(server.requests().size() < 2 * jobs.size());
}
