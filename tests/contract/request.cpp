#include <jobpoll/contract/request.hpp>

#include <jobpoll/vendors/gitlab.hpp>
#include <jobpoll/vendors/zendesk.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>

using jobpoll::request_target;
namespace vendors = jobpoll::vendors;

TEST_CASE("the job id is percent-encoded into its place") {
    CHECK(request_target(vendors::userpilot::job, "bulk:jobs:NX-ac54070e:c6f9") ==
          "/v1/background_jobs/bulk%3Ajobs%3ANX-ac54070e%3Ac6f9");
    CHECK(request_target(vendors::gu1::job, "a-b_c.d~e") == "/batch-import/jobs/a-b_c.d~e");
}

TEST_CASE("the query of the path is kept behind the id") {
    CHECK(request_target(vendors::gu1::job_with_failures, "7") == "/batch-import/jobs/7?include=failures");
    CHECK(request_target(vendors::gu1::job_with_failures, "7?include=x#y&z=%") ==
          "/batch-import/jobs/7%3Finclude%3Dx%23y%26z%3D%25?include=failures");
}

TEST_CASE("an id never breaks out of its segment") {
    CHECK(request_target(vendors::gu1::job, "../admin") == "/batch-import/jobs/..%2Fadmin");
    CHECK(request_target(vendors::gu1::job, "a/b\\c") == "/batch-import/jobs/a%2Fb%5Cc");
    CHECK(request_target(vendors::gu1::job, "%2e%2e") == "/batch-import/jobs/%252e%252e");
    CHECK(request_target(vendors::gu1::job, "...") == "/batch-import/jobs/...");
    CHECK(request_target(vendors::gu1::job, "{jobId}") == "/batch-import/jobs/%7BjobId%7D");
    CHECK(request_target(vendors::gu1::job, "a\r\nHost: b") == "/batch-import/jobs/a%0D%0AHost%3A%20b");
    using namespace std::string_view_literals;
    CHECK(request_target(vendors::gu1::job, "\0"sv) == "/batch-import/jobs/%00");
}

TEST_CASE("ids that no encoding keeps in their place are refused") {
    CHECK_FALSE(request_target(vendors::gu1::job, "").has_value());
    CHECK_FALSE(request_target(vendors::gu1::job, ".").has_value());
    CHECK_FALSE(request_target(vendors::gu1::job, "..").has_value());
}

TEST_CASE("ids beyond ASCII are encoded byte by byte") {
    CHECK(request_target(vendors::gu1::job, "\xc3\xa9\xe2\x82\xac") == "/batch-import/jobs/%C3%A9%E2%82%AC");
    CHECK(request_target(vendors::gu1::job, "\xff") == "/batch-import/jobs/%FF");
}

TEST_CASE("a list has no place for an id, and an endpoint without a path has no target") {
    CHECK(request_target(vendors::userpilot::job_list, "7") == "/v1/background_jobs");
    CHECK(request_target(vendors::reply_io::job_list, "") == "/v3/background-jobs?top=200");
    CHECK_FALSE(request_target(support::plain_job, "7").has_value());
}

TEST_CASE("an endpoint is asked in the way that it declares, the method included") {
    static constexpr jobpoll::endpoint e = jobpoll::declare(support::changed([](jobpoll::declaration& d) {
        d.request = {.method = "POST",
                     .server = "https://jobs.example",
                     .path = "/jobs/{id}",
                     .authorization = "Key {secret}"};
    }));
    CHECK(e.request.method == "POST");
    CHECK(e.request.server == "https://jobs.example");
    CHECK(request_target(e, "7") == "/jobs/7");
    CHECK(e.request.authorization == "Key {secret}");
}

TEST_CASE("a job id names no server, and a host keeps its port") {
    using jobpoll::request_for;
    CHECK_FALSE(request_for(vendors::zendesk::job_status_list, "8b72", {}, "SECRET").has_value());
    CHECK(request_for(vendors::zendesk::job_status_list, "8b72", {{"subdomain", "acme"}}).value().url ==
          "https://acme.zendesk.com/api/v2/job_statuses?page[size]=100");
    const auto asked_at = [](std::string_view host) {
        return request_for(vendors::gitlab::pipeline, "7", {{"host", host}, {"project", "a/b"}}).value().url;
    };
    CHECK(asked_at("git.example:8443") == "https://git.example:8443/api/v4/projects/a%2Fb/pipelines/7");
    CHECK(asked_at("git.example/x@y?z#") ==
          "https://git.example%2Fx%40y%3Fz%23/api/v4/projects/a%2Fb/pipelines/7");
}
