#include <jobpoll/vendors/userpilot.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::problems;
namespace userpilot = jobpoll::vendors::userpilot;

TEST_CASE("Userpilot: an empty object keeps the contract and cannot be decided") {
    CHECK(problems(userpilot::job, "{}") == "fatal undecidable /status");
    CHECK(problems(userpilot::job, R"({"job_id":"7"})", "7") == "fatal undecidable /status");
}

TEST_CASE("Userpilot: a running job may have no end and no links") {
    CHECK(problems(userpilot::job, R"({"status":"processing","end_time":null,"links":null})") ==
          "tolerated type /end_time; tolerated type /links");
    CHECK(problems(userpilot::job, R"({"status":"processing","end_time":"","links":""})").empty());
    CHECK(problems(userpilot::job, R"({"status":"processing","end_time":"style","links":["a"]})") ==
          "tolerated type /links");
    CHECK(problems(userpilot::job, R"({"status":"processing","start_time":null})") ==
          "breach type /start_time");
    CHECK(problems(userpilot::job, R"({"status":"processing","end_time":7})") == "breach type /end_time");
}

TEST_CASE("Userpilot: the pending refresh is no end, also where all rows are done") {
    support::reader r;
    CHECK(
        r.read(userpilot::job, R"({"status":"pending_refresh","completed_rows":10,"total_rows":10})").what ==
        event::in_progress);
    CHECK(r.last().job.phase == phase::finalizing);
    CHECK(r.last().job.progress == 1000);
}

TEST_CASE("Userpilot: progress is completed rows of all rows, and a list has none") {
    support::reader r;
    CHECK(
        r.read(userpilot::job, R"({"status":"processing","completed_rows":1,"total_rows":3})").job.progress ==
        333);
    CHECK_FALSE(
        r.read(userpilot::job, R"({"status":"queued","completed_rows":0,"total_rows":0})").job.progress);
    CHECK_FALSE(r.read(userpilot::job_list, R"([{"job_id":"1","status":"processing","total_rows":3}])", "1")
                    .job.progress);
    CHECK(problems(userpilot::job, R"({"status":"processing","completed_rows":1.5})") ==
          "breach type /completed_rows");
}

TEST_CASE("Userpilot: the error body of the siblings is understood") {
    support::reader r;
    r.read(userpilot::job,
           reply{.status = 404,
                 .body =
                     R"({"errors":[{"details":"d","error":"e","error_code":404,"message":"no such job"}]})"});
    CHECK(r.last().what == event::not_found);
    CHECK(r.last().problem.message == "no such job");
    CHECK(r.last().problem.code == "404");
    CHECK(r.problems().empty());
}

TEST_CASE("Userpilot: each member of an error that can hold its text is understood alone") {
    support::reader r;
    for (const endpoint* e : {&userpilot::job, &userpilot::job_list})
        for (const std::string name : {"message", "details", "error"}) {
            const std::string body = R"({"errors":[{")" + name + R"(":"why","error_code":"c"}]})";
            const support::seen& seen = r.read(*e, reply{.status = 404, .body = body});
            CAPTURE(name);
            CHECK(seen.problem.message == "why");
            CHECK(seen.problem.code == "c");
            CHECK(r.problems().empty());
        }
}
