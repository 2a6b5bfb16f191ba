#include <jobpoll/vendors/retailgrid.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::problems;
namespace retailgrid = jobpoll::vendors::retailgrid;

namespace {
std::string job_body(std::string_view status, std::string_view more = "") {
    return R"({"job_id":"3c90c3cc-0d44-4b50-8888-8dd25736052a","job_type":"import_products","status":")" +
           std::string{status} + R"(","created_at":"2026-03-01T10:00:00Z")" + std::string{more} + "}";
}
} // namespace

TEST_CASE("Retailgrid: a word that is not listed is refined by the rest of the payload") {
    support::reader r;
    const auto read = [&](std::string_view more) -> const support::seen& {
        return r.read(retailgrid::job, job_body("archived", more));
    };
    CHECK(read("").what == event::unknown_status);
    CHECK(r.problems() == "tolerated unknown_status /status");
    CHECK(read(R"(,"completed_at":"2026-03-01T10:01:00Z","error_message":"no")").job.outcome ==
          outcome::failed);
    CHECK(r.last().what == event::vendor_terminal);
    CHECK(r.last().job.error.message == "no");
    CHECK(read(R"(,"completed_at":"2026-03-01T10:01:00Z")").job.outcome == outcome::unknown);
    CHECK(read(R"(,"completed_at":"2026-03-01T10:01:00Z","error_message":null)").job.outcome ==
          outcome::unknown);
    CHECK(read(R"(,"completed_at":null,"error_message":"no")").what == event::unknown_status);
}

TEST_CASE("Retailgrid: refinements do not touch the listed words") {
    support::reader r;
    CHECK(r.read(retailgrid::job,
                 job_body("running", R"(,"completed_at":"2026-03-01T10:01:00Z","error_message":"x")"))
              .what == event::in_progress);
    CHECK(r.problems() == "tolerated contradiction /completed_at");
    CHECK(r.read(retailgrid::job, job_body("completed", R"(,"error_message":"x")")).job.outcome ==
          outcome::succeeded);
    CHECK(r.problems() == "tolerated contradiction /error_message");
}

TEST_CASE("Retailgrid: nullable members may be null or absent") {
    CHECK(problems(retailgrid::job, job_body("queued")).empty());
    CHECK(problems(retailgrid::job,
                   job_body("queued",
                            R"(,"progress":null,"started_at":null,"completed_at":null,"error_message":null,)"
                            R"("grid_id":null,"related_grid_fill_job_id":null,"grid_items_count":null)"))
              .empty());
}

TEST_CASE("Retailgrid: what the contract requires is asked for, and only the status is needed") {
    CHECK(problems(retailgrid::job, R"({"status":"running"})") ==
          "breach required /job_id; breach required /job_type; breach required /created_at");
    CHECK(support::verdict(retailgrid::job, R"({"status":"completed"})") == event::vendor_terminal);
    CHECK(problems(retailgrid::job, job_body("running", R"(,"extra":1)")) ==
          "breach additional_properties /extra");
}

TEST_CASE("Retailgrid: progress is a percentage, and 100 of it is no end") {
    support::reader r;
    CHECK(r.read(retailgrid::job, job_body("running", R"(,"progress":47)")).job.progress == 470);
    CHECK(r.read(retailgrid::job, job_body("running", R"(,"progress":100)")).what == event::in_progress);
    CHECK(r.last().job.progress == 1000);
    CHECK_FALSE(r.read(retailgrid::job, job_body("running", R"(,"progress":101)")).job.progress);
    CHECK(r.problems() == "tolerated contradiction /progress");
    CHECK(problems(retailgrid::job, job_body("running", R"(,"progress":47.5)")) == "breach type /progress");
    CHECK(problems(retailgrid::job, job_body("running", R"(,"progress":47.0)")).empty());
}

TEST_CASE("Retailgrid: a 422 says which part of the request is wrong") {
    support::reader r;
    r.read(retailgrid::job,
           reply{.status = 422,
                 .body = R"({"detail":[{"loc":["path","job_id",0],"msg":"not a UUID","type":"uuid_parsing"},)"
                         R"({"loc":[],"msg":"second","type":"t"}]})"});
    CHECK(r.last().what == event::rejected);
    CHECK(r.last().problem.message == "not a UUID");
    CHECK(r.last().problem.code == "uuid_parsing");
    CHECK(r.last().problem.where.text() == R"(["path","job_id",0])");
    CHECK(r.problems().empty());
    r.read(retailgrid::job, reply{.status = 422, .body = R"({"detail":[{"loc":[null],"msg":"m"}]})"});
    CHECK(r.problems() == "breach type /detail/0/loc/0; breach required /detail/0/type");
}
