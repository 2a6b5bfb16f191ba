// Four invented vendors, each of them declarations only: no line of the library knows them.
#include <jobpoll/jobpoll.hpp>

#include <support/body_reader.hpp>
#include <support/catch.hpp>
#include <support/virtual_time.hpp>

using namespace jobpoll;
using namespace std::chrono_literals;
using namespace support;

namespace {

// A status and a conclusion, as the check runs of a build server have them.
constexpr endpoint check_run = declare(declaration{
    .name = "forge.check_run",
    .vendor = "Forge",
    .source = "invented: status and conclusion",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/id", .type = json_type::integer, .required = true, .role = role::id},
            {.at = "/status",
             .type = json_type::string,
             .required = true,
             .needed = true,
             .role = role::status},
            {.at = "/conclusion", .type = json_type::string, .null = nulls::documented},
            {.at = "/name", .type = json_type::string, .role = role::name},
        },
    .words =
        {
            {"queued", phase::queued},
            {"in_progress", phase::running},
            {"waiting", phase::blocked},
            {"completed", phase::finished, outcome::unknown},
        },
    .refine =
        {
            {"completed", {{"/conclusion", test::equals, "success"}}, phase::finished, outcome::succeeded},
            {"completed", {{"/conclusion", test::equals, "neutral"}}, phase::finished, outcome::succeeded},
            {"completed", {{"/conclusion", test::equals, "failure"}}, phase::finished, outcome::failed},
            {"completed", {{"/conclusion", test::equals, "cancelled"}}, phase::finished, outcome::cancelled},
            {"completed", {{"/conclusion", test::equals, "timed_out"}}, phase::finished, outcome::expired},
        },
    .request = {.path = "/check-runs/{id}"},
});

// `done`, with `error` or `response`; while `done` is absent the operation runs.
constexpr endpoint operation = declare(declaration{
    .name = "cloud.operation",
    .vendor = "Cloud",
    .source = "invented: done, with error or response",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/name", .type = json_type::string, .required = true, .role = role::id},
            {.at = "/done", .type = json_type::boolean, .role = role::status},
            {.at = "/error", .type = json_type::object},
            {.at = "/error/code", .type = json_type::integer, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
            {.at = "/response", .type = json_type::object, .role = role::result},
        },
    .words = {{"false", phase::running}, {"true", phase::finished, outcome::unknown}},
    .phase_without_status = phase::running,
    .refine =
        {
            {"true", {{"/error", test::present}}, phase::finished, outcome::failed},
            {"true", {{"/response", test::present}}, phase::finished, outcome::succeeded},
        },
    .request = {.path = "/v1/operations/{name}"},
});

// One word for every end; the counters say which.
constexpr endpoint import_run = declare(declaration{
    .name = "loader.import",
    .vendor = "Loader",
    .source = "invented: one terminal word and counters",
    .checked = "2026-11-22",
    .job_at = "/import",
    .members =
        {
            {.at = "/import", .type = json_type::object, .required = true, .needed = true},
            {.at = "/import/state", .type = json_type::string, .needed = true, .role = role::status},
            {.at = "/import/total", .type = json_type::integer, .role = role::total},
            {.at = "/import/good", .type = json_type::integer, .role = role::succeeded},
            {.at = "/import/bad", .type = json_type::integer, .role = role::failed},
        },
    .words = {{"open", phase::running}, {"closed", phase::finished, outcome::unknown}},
    .refine =
        {
            {"closed",
             {{"/import/good", test::positive}, {"/import/bad", test::positive}},
             phase::finished,
             outcome::succeeded_with_failures},
            {"closed", {{"/import/bad", test::positive}}, phase::finished, outcome::failed},
            {"closed", {{"/import/good", test::positive}}, phase::finished, outcome::succeeded},
        },
    .progress = {.unit = progress_unit::ratio, .parts = {role::succeeded, role::failed}},
    .cadence = {{phase::running, 1s, 3s}},
    .request = {.path = "/imports/{id}"},
});

// A job in an array of one, a status that is a number, and words in any case beside it.
constexpr endpoint boxed = declare(declaration{
    .name = "boxes.job",
    .vendor = "Boxes",
    .source = "invented: /data/0, numbers for words",
    .checked = "2026-11-22",
    .job_at = "/data/0",
    .members =
        {
            {.at = "/data", .type = json_type::array, .required = true, .needed = true, .items = 1},
            {.at = "/data/0", .type = json_type::object},
            {.at = "/data/0/id", .type = json_type::string, .required = true, .role = role::id},
            {.at = "/data/0/status",
             .type = json_type::integer | json_type::string,
             .needed = true,
             .role = role::status},
        },
    .words = {{"0", phase::queued},
              {"1", phase::running},
              {"running", phase::running},
              {"2", phase::finished, outcome::succeeded},
              {"Done", phase::finished, outcome::succeeded},
              {"-1", phase::finished, outcome::failed}},
    .fold_case = true,
    .request = {.path = "/boxes/{id}"},
});

outcome end_of(const endpoint& e, std::string_view last, std::string_view id = {}) {
    script_player player{e, id, {.max_wait = 1h}};
    return player.play(ok(std::string{last})).outcome;
}

} // namespace

TEST_CASE("a vendor with a status and a conclusion is declared in rows") {
    const auto run = [](std::string_view status, std::string_view conclusion) {
        return end_of(check_run,
                      R"({"id":9007199254740993,"status":")" + std::string{status} + R"(","conclusion":)" +
                          std::string{conclusion} + "}",
                      "9007199254740993");
    };
    CHECK(run("queued", "null") == outcome::none);
    CHECK(run("in_progress", "null") == outcome::none);
    CHECK(run("in_progress", "\"success\"") == outcome::none);
    CHECK(run("completed", "\"success\"") == outcome::succeeded);
    CHECK(run("completed", "\"neutral\"") == outcome::succeeded);
    CHECK(run("completed", "\"failure\"") == outcome::failed);
    CHECK(run("completed", "\"cancelled\"") == outcome::cancelled);
    CHECK(run("completed", "\"timed_out\"") == outcome::expired);
    CHECK(run("completed", "\"stale\"") == outcome::unknown);
    CHECK(run("completed", "null") == outcome::unknown);
    body_reader r;
    CHECK(r.read(check_run, R"({"id":1,"status":"waiting"})").job.phase == phase::blocked);
}

TEST_CASE("a vendor with done, error and response is declared in rows") {
    CHECK(end_of(operation, R"({"name":"op/1"})") == outcome::none);
    CHECK(end_of(operation, R"({"name":"op/1","done":false})") == outcome::none);
    CHECK(end_of(operation, R"({"name":"op/1","done":true,"response":{}})") == outcome::succeeded);
    CHECK(end_of(operation, R"({"name":"op/1","done":true,"error":{"code":5,"message":"m"}})") ==
          outcome::failed);
    CHECK(end_of(operation, R"({"done":true,"response":{},"error":{},"name":"op/1"})") == outcome::failed);
    CHECK(end_of(operation, R"({"name":"op/1","done":true})") == outcome::unknown);
    body_reader r;
    CHECK(r.read(operation, R"({"name":"op/1"})").job.phase == phase::running);
    CHECK(r.read(operation, R"({"name":"op/1","done":null})").event == event::malformed);
    CHECK(r.read(operation, R"({"name":"op/1","done":"true"})").event == event::malformed);
    CHECK(r.read(operation, R"({"name":"o","done":true,"response":{"a":[1]}})").job.result.text() ==
          R"({"a":[1]})");
    CHECK(request_target(operation, "op/1") == "/v1/operations/op%2F1");
}

TEST_CASE("a vendor with one terminal word and counters is declared in rows") {
    const auto run = [](std::string_view counters) {
        return end_of(import_run, R"({"import":{)" + std::string{counters} + R"("state":"closed"}})");
    };
    CHECK(run(R"("total":9,"good":9,"bad":0,)") == outcome::succeeded);
    CHECK(run(R"("total":9,"good":7,"bad":2,)") == outcome::succeeded_with_failures);
    CHECK(run(R"("total":9,"good":0,"bad":9,)") == outcome::failed);
    CHECK(run(R"("total":0,"good":0,"bad":0,)") == outcome::unknown);
    CHECK(run("") == outcome::unknown);
    body_reader r;
    CHECK(r.read(import_run, R"({"import":{"state":"open","total":8,"good":1,"bad":1}})").job.progress ==
          250);
}

TEST_CASE("a vendor with a job in an array of one and numbers for words is declared in rows") {
    const auto run = [](std::string_view status) {
        return end_of(boxed, R"({"data":[{"id":"7","status":)" + std::string{status} + "}]}", "7");
    };
    CHECK(run("0") == outcome::none);
    CHECK(run("1") == outcome::none);
    CHECK(run("\"RUNNING\"") == outcome::none);
    CHECK(run("2") == outcome::succeeded);
    CHECK(run("\"dOnE\"") == outcome::succeeded);
    CHECK(run("-1") == outcome::failed);
    CHECK(run("3") == outcome::none);
    CHECK(problems_of(boxed, R"({"data":[{"id":"7","status":2},{"id":"8","status":1}]})", "7") ==
          "breach max_items /data");
    CHECK(problems_of(boxed, R"({"data":[{"id":"8","status":2}]})", "7") == "fatal identity /data/0/id");
}
