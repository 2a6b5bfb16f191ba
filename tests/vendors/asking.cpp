// How each vendor is asked, how often and how long: the facts of the vendors' documents that no reply shows.
#include <string_view>

#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include <support/catch.hpp>

using namespace jobpoll;
using namespace jobpoll::vendors;
using namespace std::chrono_literals;

namespace {

struct way_to_ask {
    const endpoint& e;
    std::string_view server;
    std::string_view path;
    std::string_view authorization;
};

const way_to_ask ways[] = {
    {userpilot::job, "https://analytex.userpilot.io", "/v1/background_jobs/{job_id}", "Token {api_key}"},
    {userpilot::job_list, "https://analytex.userpilot.io", "/v1/background_jobs", "Token {api_key}"},
    {reply_io::job, "https://api.reply.io", "/v3/background-jobs/{jobId}", "Bearer {api_key}"},
    {reply_io::job_list, "https://api.reply.io", "/v3/background-jobs?top=200", "Bearer {api_key}"},
    {retailgrid::job, "", "/v1/jobs/{job_id}", "Bearer {api_key}"},
    {gu1::job, "https://api.gu1.ai", "/batch-import/jobs/{jobId}", "Bearer {api_key}"},
    {gu1::job_with_failures, "https://api.gu1.ai", "/batch-import/jobs/{jobId}?include=failures",
     "Bearer {api_key}"},
};

bool is_cadence(const cadence_row& row, phase p, milliseconds shortest, milliseconds longest) {
    return row.phase == p && row.min_delay == shortest && row.max_delay == longest;
}

} // namespace

TEST_CASE("each endpoint is asked as its vendor's document says") {
    for (const way_to_ask& way : ways) {
        CAPTURE(std::string{way.e.name});
        CHECK(way.e.request.method == "GET");
        CHECK(way.e.request.server == way.server);
        CHECK(way.e.request.path == way.path);
        CHECK(way.e.request.authorization == way.authorization);
    }
}

TEST_CASE("Retailgrid and gu1 document how often to poll, and the others do not") {
    CHECK(is_cadence(retailgrid::job.cadence[0], phase::running, 5s, 10s));
    CHECK(is_cadence(retailgrid::job.cadence[1], phase::queued, 30s, 60s));
    CHECK(is_cadence(gu1::job.cadence[0], phase::running, 2s, 5s));
    CHECK(is_cadence(gu1::job_with_failures.cadence[0], phase::running, 2s, 5s));
    for (const endpoint* e : {&userpilot::job, &userpilot::job_list, &reply_io::job, &reply_io::job_list})
        CHECK(e->cadence[0].max_delay == 0ms);
}

TEST_CASE("Reply.io allows 100 requests a minute and 3000 an hour; the other vendors do not say") {
    for (const endpoint* e : {&reply_io::job, &reply_io::job_list}) {
        CHECK((e->quota[0].requests == 100 && e->quota[0].period == 1min));
        CHECK((e->quota[1].requests == 3000 && e->quota[1].period == 1h));
        CHECK(e->quota[2].requests == 0);
    }
    for (const endpoint* e : {&userpilot::job, &userpilot::job_list, &retailgrid::job, &gu1::job})
        CHECK(e->quota[0].requests == 0);
}

TEST_CASE("Userpilot keeps ended jobs for 72 hours, and has a list that a fleet may ask instead") {
    CHECK(userpilot::job.retention == 72h);
    CHECK(userpilot::job_list.retention == 72h);
    CHECK(userpilot::job.list == &userpilot::job_list);
    CHECK(reply_io::job.list == &reply_io::job_list);
    CHECK(gu1::job.list == nullptr);
}
