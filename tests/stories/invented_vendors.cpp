// Six invented vendors, each of them declarations only: no line of the library knows them.
#include <fstream>
#include <string>

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

// Twelve facts on one page: a tenant in the host, the id in the body of a POST, no such job in an empty
// array, legs that have the status, words with a tail, times in seconds with 0 for none, a note that
// explains, a delay in the body, throttled inside a 200, a 409 that decides, a 400 by its
// code, a page to fetch the result.
constexpr endpoint consignment = declare(declaration{
    .name = "freight.consignment",
    .vendor = "Freight",
    .source = "invented: twelve facts on one page",
    .checked = "2026-11-26",
    .job_at = "/found/0",
    .members =
        {{.at = "/limited", .type = json_type::boolean},
         {.at = "/ask_in", .type = json_type::integer, .role = role::retry_after},
         {.at = "/found", .type = json_type::array, .items = 1},
         {.at = "/found/0", .type = json_type::object},
         {.at = "/found/0/id", .type = json_type::string, .role = role::id},
         {.at = "/found/0/note", .type = json_type::string, .role = role::reason, .blank = nulls::documented},
         {.at = "/found/0/end",
          .type = json_type::integer,
          .role = role::finished,
          .blank = nulls::documented},
         {.at = "/found/0/due", .type = json_type::integer, .role = role::expected_end},
         {.at = "/found/0/papers", .type = json_type::string, .role = role::result_url},
         {.at = "/found/0/legs", .type = json_type::array},
         {.at = "/found/0/legs/*",
          .type = json_type::string,
          .role = role::status,
          .fold = fold::all_finished}},
    .words = {{"AFLOAT", phase::running},
              {"HELD", phase::paused},
              {"ASHORE", phase::finished, outcome::succeeded},
              {"LOST", phase::finished, outcome::failed, match::prefix},
              {.text = "WIRES DOWN", .means = event::server_error}},
    .refine = {{.when = {{"/limited", test::is_true}}, .means = event::throttled}},
    .request = {.method = "POST",
                .server = "https://{tenant}.freight.example",
                .path = "/find",
                .body = R"({"ids":["{id}"]})"},
    .status_codes = {{.code = 409, .phase = phase::finished, .outcome = outcome::cancelled},
                     {.code = 400, .body_code = "FOG", .means = event::server_error}},
    .without_job = event::not_found,
    .time_format = format::unix_seconds,
});

// Estimates, addresses and what is left; null for what is not known, and headers to send.
constexpr endpoint blasting = declare(declaration{
    .name = "quarry.blasting",
    .vendor = "Quarry",
    .source = "invented: estimates, addresses, what is left",
    .checked = "2026-11-26",
    .members =
        {{.at = "/id", .type = json_type::string, .required = true, .role = role::id},
         {.at = "/state", .type = json_type::string, .role = role::status},
         {.at = "/why", .type = json_type::string, .role = role::reason_code},
         {.at = "/holes", .type = json_type::integer, .role = role::total},
         {.at = "/undrilled", .type = json_type::string, .role = role::remaining, .format = format::decimal},
         {.at = "/drilled", .type = json_type::integer, .role = role::completed},
         {.at = "/eta", .type = json_type::number, .role = role::time_left},
         {.at = "/next", .type = json_type::string, .role = role::next_url},
         {.at = "/keep_until", .type = json_type::string, .role = role::expires},
         {.at = "/again", .type = json_type::boolean, .role = role::retryable},
         {.at = "/shots", .type = json_type::array},
         {.at = "/shots/*", .type = json_type::object},
         {.at = "/shots/*/dud", .type = json_type::boolean},
         {.at = "/shots/*/kind", .type = json_type::string}},
    .words = {{"drilling", phase::running},
              {.text = "rain", .means = event::server_error},
              {"blown", phase::finished, outcome::succeeded},
              {"dark", phase::finished, outcome::deadline_exceeded}},
    .refine = {{.word = "blown",
                .when = {{"/shots/*/dud", test::is_true}},
                .outcome = outcome::failed,
                .over = over::all},
               {.word = "blown",
                .when = {{"/shots/*/kind", test::differs, {"test", "warning"}}},
                .outcome = outcome::skipped,
                .over = over::none},
               {.word = "blown", .when = {{"/holes", test::zero}}, .outcome = outcome::skipped}},
    .progress = {.unit = progress_unit::ratio, .parts = {role::completed}},
    .request = {.path = "/blastings/{+id}", .headers = {"X-Site: {site}"}},
    .null = nulls::documented,
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

TEST_CASE("a page with twelve facts is declared in under 40 lines, and each of them counts") {
    std::ifstream file{JOBPOLL_TEST_DATA "/../stories/invented_vendors.cpp"};
    int lines = 0;
    for (std::string line; std::getline(file, line) && !(lines > 0 && line == "});");)
        if (lines > 0 || line.starts_with("constexpr endpoint consignment =")) ++lines;
    CHECK(lines > 30);
    CHECK(lines + 1 < 40); // with the line that closes it

    const auto asked = request_for(consignment, "7", {{"tenant", "north"}});
    REQUIRE(asked);
    CHECK(asked->method + " " + asked->url + " " + asked->body ==
          R"(POST https://north.freight.example/find {"ids":["7"]})");

    body_reader r;
    read_body last;
    const auto read = [&](std::string_view legs, std::string_view more = "") -> const read_body& {
        const std::string body =
            R"({"found":[{"id":"7","legs":[)" + std::string{legs} + "]" + std::string{more} + "}]}";
        return last = r.read(consignment, body, "7");
    };
    CHECK(read(R"("ASHORE","AFLOAT")").job.phase == phase::running);
    CHECK(read(R"("HELD","ASHORE")").job.phase == phase::paused);
    CHECK(read(R"("ASHORE","WIRES DOWN","LOST")").event == event::server_error);
    CHECK_FALSE(last.mentions_job);
    CHECK(read(R"("ASHORE","ASHORE")", R"(,"end":0,"note":"","papers":"/p/7","due":60)").job.outcome ==
          outcome::succeeded);
    CHECK_FALSE(last.job.times.finished);
    CHECK(last.job.times.expected_end == optional_milliseconds{1min});
    CHECK(last.job.result_url == "/p/7");
    CHECK(read(R"("LOST off Ushant")", R"(,"end":5,"note":"a storm")").job.outcome == outcome::failed);
    CHECK(last.job.times.finished == optional_milliseconds{5s});
    CHECK(last.job.error.message == "a storm");
    CHECK(r.problems().empty());

    reader by_code{consignment, "7"};
    const auto event_of = [&by_code](int code, std::string_view body) {
        return by_code.read({.status = code, .body = body}).event;
    };
    CHECK(event_of(200, R"({"found":[]})") == event::not_found);
    CHECK(event_of(200, R"({"limited":true})") == event::throttled);
    CHECK(event_of(400, R"({"code":"FOG"})") == event::server_error);
    CHECK(event_of(400, R"({"code":"ICE"})") == event::rejected);
    CHECK(event_of(409, "called off") == event::vendor_terminal);
    CHECK(by_code.counts().total() == 0);
    CHECK(by_code.job().outcome == outcome::cancelled);
    CHECK(by_code.read({.status = 200, .body = R"({"ask_in":15,"found":[{"id":"7","legs":["HELD"]}]})"})
              .retry_after == optional_milliseconds{15s});
}

TEST_CASE("a vendor with estimates, addresses and what is left is declared in rows") {
    body_reader r;
    read_body last;
    const auto read = [&](std::string_view more) -> const read_body& {
        return last = r.read(blasting, R"({"id":"7",)" + std::string{more} + "}", "7");
    };
    const job& j =
        read(R"("state":"drilling","holes":null,"drilled":3,"undrilled":"9","eta":2.5,"next":"/n",)"
             R"("keep_until":"1970-01-01T00:00:07Z","again":true,"why":null)")
            .job;
    CHECK(j.items.total == 12);
    CHECK(j.items.remaining == 9);
    CHECK(j.progress == 250);
    CHECK(j.remaining == optional_milliseconds{2500ms});
    CHECK(j.next_url == "/n");
    CHECK(j.times.expires == optional_milliseconds{7s});
    CHECK(j.retryable == true);
    CHECK(r.problems().empty());
    CHECK(read(R"("state":"rain")").event == event::server_error);
    CHECK(read(R"("state":"dark","why":"D2")").job.outcome == outcome::deadline_exceeded);
    CHECK(last.job.error.code == "D2");
    const auto blown = [&read](std::string_view more) {
        return read(R"("state":"blown",)" + std::string{more}).job.outcome;
    };
    CHECK(blown(R"("shots":[{"dud":true,"kind":"main"},{"dud":true,"kind":"main"}])") == outcome::failed);
    CHECK(blown(R"("shots":[{"dud":true,"kind":"main"},{"dud":false,"kind":"main"}])") == outcome::succeeded);
    CHECK(blown(R"("shots":[{"dud":false,"kind":"test"}])") == outcome::skipped);
    CHECK(blown(R"("shots":[{"dud":false,"kind":"main"}],"holes":0)") == outcome::skipped);
    const auto asked = request_for(blasting, "north/7", {}, "s");
    REQUIRE(asked);
    CHECK(asked->url == "/blastings/north/7");
    REQUIRE(asked->headers.size() == 1);
    CHECK(asked->headers[0].name + "=" + asked->headers[0].value == "X-Site=s");
}
