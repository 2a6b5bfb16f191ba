// Replies that mean something without a status: codes that decide, jobs that are not there, events in the
// body; and whose job it is.
#include <jobpoll/contract/request.hpp>
#include <jobpoll/endpoint.hpp>

#include <string>
#include <string_view>

#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include <support/bodies.hpp>
#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::changed;
using support::plain_job;
using support::plain_with;
using support::problems;
using support::verdict;

namespace {

// Ferries: a crossing has no status; the HTTP status says it.
constexpr endpoint crossing = declare(declaration{
    .name = "ferries.crossing",
    .vendor = "Ferries",
    .source = "invented: 202 while at sea, 303 in harbour, 422 aground",
    .checked = "2026-11-25",
    .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                {.at = "/knots", .type = json_type::integer},
                {.at = "/why", .type = json_type::string, .role = role::reason}},
    .phase_without_status = phase::queued,
    .request = {.path = "/crossings/{id}"},
    .status_codes = {{.code = 202, .phase = phase::running},
                     {.code = 303, .phase = phase::finished, .outcome = outcome::succeeded},
                     {.code = 422, .phase = phase::finished, .outcome = outcome::failed}},
});

constexpr endpoint mill_errors = declare_error_body(
    declaration{.name = "mills.errors",
                .vendor = "Mills",
                .source = "invented: a code in the body",
                .checked = "2026-11-25",
                .root = json_type::array,
                .members = {{.at = "/*", .type = json_type::object},
                            {.at = "/*/code", .type = json_type::string, .role = role::error_code},
                            {.at = "/*/message", .type = json_type::string, .role = role::error_message}}});

// Mills: what a 400 means, its body says.
constexpr endpoint grinding = declare(changed([](declaration& d) {
    d.name = "mills.grinding";
    d.status_codes[0] = {.code = 400, .means = event::gone};
    d.status_codes[1] = {.code = 400, .body_code = "SLOW_DOWN", .means = event::throttled};
    d.status_codes[2] = {
        .code = 404, .phase = phase::finished, .outcome = outcome::expired, .body_code = "SWEPT_AWAY"};
    d.errors[0] = {.body = &mill_errors};
}));

// Graphs: everything is a 200, and `errors` says what went wrong.
constexpr endpoint graph = declare(declaration{
    .name = "graphs.job",
    .vendor = "Graphs",
    .source = "invented: errors inside a 200",
    .checked = "2026-11-25",
    .job_at = "/data/job",
    .members = {{.at = "/data", .type = json_type::object, .required = true},
                {.at = "/data/job", .type = json_type::object, .needed = true},
                {.at = "/data/job/id", .type = json_type::string, .required = true, .role = role::id},
                {.at = "/data/job/state", .type = json_type::string, .role = role::status},
                {.at = "/errors", .type = json_type::array},
                {.at = "/errors/*", .type = json_type::object},
                {.at = "/errors/*/type", .type = json_type::string, .role = role::error_code},
                {.at = "/errors/*/message", .type = json_type::string, .role = role::error_message},
                {.at = "/trace", .type = json_type::string, .required = true}},
    .words = {{"RUNNING", phase::running},
              {"DONE", phase::finished, outcome::succeeded},
              {.text = "MOVED", .means = event::gone}},
    .refine = {{.when = {{"/errors/*/type", test::equals, "RATE_LIMITED"}}, .means = event::throttled},
               {.when = {{"/errors/*/type", test::equals, "NOT_FOUND"}}, .means = event::not_found}},
    .request = {.method = "POST",
                .path = "/graph",
                .body = R"({"query":"query($id:ID!){job(id:$id){id state}}","variables":{"id":"{id}"}})"},
});

// Shelves: a query, whose answer is a list of at most one.
constexpr endpoint shelf = declare(declaration{
    .name = "shelves.job",
    .vendor = "Shelves",
    .source = "invented: an empty list for no such job",
    .checked = "2026-11-25",
    .job_at = "/jobs/0",
    .members =
        {{.at = "/jobs", .type = json_type::array, .required = true, .null = nulls::documented, .items = 1},
         {.at = "/jobs/0", .type = json_type::object},
         {.at = "/jobs/0/id", .type = json_type::string, .required = true, .role = role::id},
         {.at = "/jobs/0/status", .type = json_type::string, .role = role::status},
         {.at = "/page", .type = json_type::integer, .required = true}},
    .words = {{"open", phase::running}, {"done", phase::finished, outcome::succeeded}},
    .request = {.path = "/jobs?id={id}"},
    .without_job = event::not_found,
});

// Docks: a list that repeats the rows of the single job, and says whether it is whole.
constexpr endpoint dock = declare(declaration{
    .name = "docks.job",
    .vendor = "Docks",
    .source = "invented: one job in an envelope",
    .checked = "2026-11-25",
    .job_at = "/job",
    .members = {{.at = "/job", .type = json_type::object, .needed = true},
                {.at = "/job/id", .type = json_type::integer, .required = true, .role = role::id},
                {.at = "/job/state", .type = json_type::string, .role = role::status},
                {.at = "/job/done", .type = json_type::integer, .role = role::completed, .range = {0, 9}},
                {.at = "/job/notes", .type = json_type::array},
                {.at = "/job/notes/*", .type = json_type::object},
                {.at = "/job/notes/*/bad", .type = json_type::boolean}},
    .words = {{"loading", phase::running}, {"left", phase::finished, outcome::succeeded}},
    .refine = {{.word = "left",
                .when = {{"/job/notes/*/bad", test::is_true}},
                .phase = phase::finished,
                .outcome = outcome::failed}},
    .request = {.path = "/docks/{id}"},
});
constexpr endpoint dock_list = declare(declaration{
    .name = "docks.job_list",
    .vendor = "Docks",
    .source = "invented: the same rows in a page",
    .checked = "2026-11-25",
    .job_at = "/page/*",
    .members = {{.at = "/page", .type = json_type::array, .required = true},
                {.at = "/page/*", .type = json_type::object},
                {.at = "/next", .type = json_type::string, .null = nulls::documented}},
    .request = {.path = "/docks"},
    .complete = {"/next", test::absent},
    .items_of = &dock,
});

} // namespace

TEST_CASE("a status code with a phase decides alone, and the body still fills the job") {
    support::reader r;
    const auto read = [&r](int code, std::string_view body,
                           std::string_view id = "7") -> const support::seen& {
        return r.read(crossing, reply{.status = code, .body = body}, {.job_id = id});
    };
    CHECK(read(202, "").what == event::in_progress);
    CHECK(r.last().said.phase == phase::running);
    CHECK(r.last().mentions_job);
    CHECK(r.problems().empty());
    CHECK(read(303, R"({"id":"7"})").what == event::vendor_terminal);
    CHECK(r.last().job.outcome == outcome::succeeded);
    CHECK(r.last().job.id == "7");
    CHECK(read(422, R"({"id":"7","why":"sandbank"})").job.error.message == "sandbank");
    CHECK(r.last().said.outcome == outcome::failed);
    CHECK(read(200, R"({"id":"7"})").job.phase == phase::queued);
    CHECK(read(303, R"({"id":"7","knots":"x"})").what == event::vendor_terminal);
    CHECK(r.problems() == "breach type /knots");
    // A page or a text breaks nothing; a document that was cut off, or that cannot be read, does.
    for (const std::string_view body : {"<html>", " Accepted\n", "\xEF\xBB\xBF<html>", "\n"}) {
        CHECK(read(202, body).what == event::in_progress);
        CHECK(r.last().said.phase == phase::running);
        CHECK(r.problems().find("breach") == std::string::npos);
    }
    CHECK(read(202, R"({"id":"7",)").what == event::in_progress);
    CHECK(r.problems() == "breach truncated");
    CHECK(read(202, "\x1f\x8b\x08").what == event::in_progress);
    CHECK(r.problems() == "breach compressed");
    CHECK(read(202, "[]").what == event::in_progress);
    CHECK(r.problems() == "breach root");
    CHECK(read(303, R"({"id":"8"})").what == event::malformed);
    CHECK(r.problems() == "fatal identity /id");
    CHECK(read(404, "").what == event::not_found);
}

TEST_CASE("strict: what is wrong with a body is never fatal where the status code decides") {
    support::reader r;
    for (const std::string_view body : {R"({"id":"7","knots":"x"})", "<html>", "[]"})
        CHECK(r.read(crossing, reply{.status = 303, .body = body}, {.job_id = "7", .strict = true}).what ==
              event::vendor_terminal);
}

TEST_CASE("body_code: the error code of the body says what the status code means") {
    support::reader r;
    const auto read = [&r](int code, std::string_view body) {
        return r.read(grinding, reply{.status = code, .body = body}).what;
    };
    CHECK(read(400, R"([{"code":"SLOW_DOWN","message":"m"}])") == event::throttled);
    CHECK(r.last().problem.message == "m");
    CHECK(read(400, R"([{"code":"OTHER"}])") == event::gone);
    CHECK(read(400, "") == event::gone);
    CHECK(read(404, R"([{"code":"SWEPT_AWAY","message":"m"}])") == event::vendor_terminal);
    CHECK(r.last().job.outcome == outcome::expired);
    CHECK(r.last().job.error.message == "m");
    CHECK(read(404, R"([{"code":"OTHER","message":"n"}])") == event::not_found);
    CHECK(r.last().problem.message == "n");
}

TEST_CASE("403 with a usable Retry-After is throttled") {
    support::reader r;
    CHECK(r.read(plain_job, reply{.status = 403, .retry_after = "30"}).what == event::throttled);
    CHECK(r.read(plain_job, reply{.status = 403}).what == event::unauthorized);
    CHECK(r.read(plain_job, reply{.status = 403, .retry_after = "soon"}).what == event::unauthorized);
    CHECK(r.read(plain_job, reply{.status = 401, .retry_after = "30"}).what == event::unauthorized);
}

TEST_CASE("a graph is asked by a query in the body, with the id as a variable") {
    const auto asked = request_for(graph, "gid://7");
    REQUIRE(asked);
    CHECK(asked->method == "POST");
    CHECK(asked->url == "/graph");
    CHECK(asked->body == R"({"query":"query($id:ID!){job(id:$id){id state}}","variables":{"id":"gid://7"}})");
}

TEST_CASE("means: an event inside a reply of success, also without a job") {
    support::reader r;
    const auto read = [&r](std::string_view body) { return r.read(graph, body, "7").what; };
    CHECK(read(R"({"trace":"t","errors":[{"type":"RATE_LIMITED","message":"m"}],"data":null})") ==
          event::throttled);
    CHECK(r.problems().empty());
    CHECK(r.last().problem.message == "m");
    CHECK(r.last().problem.code == "RATE_LIMITED");
    CHECK_FALSE(r.last().mentions_job);
    CHECK(read(R"({"trace":"t","data":{"job":null},"errors":[{"type":"NOT_FOUND"}]})") == event::not_found);
    CHECK(r.problems().empty());
    CHECK(read(R"({"errors":[{"type":"NOT_FOUND"}],"trace":"t"})") == event::not_found);
    CHECK(read(R"({"errors":[{"type":"NOT_FOUND"}]})") == event::not_found);
    CHECK(r.problems() == "breach required /trace");
    CHECK(read(R"({"trace":"t","data":{"job":{"id":"7","state":"RUNNING"}}})") == event::in_progress);
    CHECK(read(R"({"trace":"t","data":{"job":{"id":"8","state":"RUNNING"}}})") == event::malformed);
    CHECK(read(R"({"trace":"t","data":null})") == event::malformed);
    CHECK(r.problems() == "breach type /data; fatal undecidable /data/job");
    CHECK(read(R"({"trace":"t","errors":[{"type":"ODD","message":"odd"}],"data":null})") == event::malformed);
    CHECK(r.last().problem.message == "odd");
    CHECK(read(R"({"trace":"t","data":{"job":{"id":"7","state":"MOVED"}}})") == event::gone);
    CHECK(read(R"({"trace":"t","data":{"job":{"state":"RUNNING"}}})") == event::in_progress);
    CHECK(r.problems() == "breach required /data/job/id");
}

TEST_CASE("without_job: the place of the job is absent, null or an empty array") {
    support::reader r;
    const auto read = [&r](std::string_view body) { return r.read(shelf, body, "7").what; };
    CHECK(read(R"({"jobs":[],"page":1})") == event::not_found);
    CHECK(r.problems().empty());
    CHECK(read(R"({"jobs":null,"page":1})") == event::not_found);
    CHECK(read(R"({"page":1})") == event::not_found);
    CHECK(r.problems().empty());
    CHECK(read(R"({"jobs":[]})") == event::not_found);
    CHECK(r.problems() == "breach required /page");
    CHECK(read(R"({"jobs":[{"id":"7","status":"open"}],"page":1})") == event::in_progress);
    CHECK(read(R"({"jobs":[{"id":"7","status":"open"},{}],"page":1})") == event::in_progress);
    CHECK(r.problems() == "breach max_items /jobs");
    CHECK(read(R"({"jobs":[3],"page":1})") == event::malformed);
    CHECK(read(R"({"jobs":"none","page":1})") == event::malformed);
    CHECK(read(R"({"jobs":[{"id":"8","status":"open"}],"page":1})") == event::malformed);
    CHECK(read("[]") == event::malformed);
}

TEST_CASE("items_of: the elements of a list follow the rows of the single job") {
    support::reader r;
    r.read(dock_list,
           reply{.status = 200,
                 .body =
                     R"({"next":"p2","page":[{"id":1,"state":"loading","done":12},)"
                     R"({"id":2,"state":"left","notes":[{"bad":false},{"bad":true}]},{"state":"left"}]})"},
           {.job_id = "2", .list = true});
    REQUIRE(r.last().listed.size() == 3);
    CHECK(r.last().what == event::vendor_terminal);
    CHECK(r.last().job.outcome == outcome::failed);
    CHECK(r.last().listed[0].job.items.completed == 12);
    CHECK(r.problems() == "breach maximum /page/0/done; breach required /page/2/id");
    CHECK(r.last().listed[2].said.outcome == outcome::succeeded);
}

TEST_CASE("complete: a whole list without the job says that there is none; another one is no news") {
    support::reader r;
    const auto read = [&r](std::string_view body) { return r.read(dock_list, body, "9").what; };
    CHECK(read(R"({"page":[{"id":1,"state":"loading"}],"next":"p2"})") == event::in_progress);
    CHECK_FALSE(r.last().mentions_job);
    CHECK(read(R"({"next":null,"page":[{"id":1,"state":"loading"}]})") == event::not_found);
    CHECK(read(R"({"page":[{"id":1,"state":"loading"}]})") == event::not_found);
    CHECK(r.under_test().list_is_whole());
    CHECK(read(R"({"page":[{"id":9,"state":"loading"}]})") == event::in_progress);
    CHECK(r.last().mentions_job);
    const auto page = [](std::string_view more) {
        return R"({"items":[],"hasMore":)" + std::string{more} + "}";
    };
    CHECK(verdict(vendors::reply_io::job_list, page("true"), "x") == event::in_progress);
    CHECK(verdict(vendors::reply_io::job_list, page("false"), "x") == event::not_found);
    CHECK(r.read(vendors::reply_io::job_list, page("false")).what == event::in_progress);
}

TEST_CASE("the id is compared for every type: gu1's is a string") {
    const auto asked_7 = [](std::string_view id, bool last) {
        const std::string member = R"("jobId":)" + std::string{id};
        const std::string others =
            R"("kind":"transaction_batch","status":"completed","createdAt":"2026-06-26T11:59:00Z")";
        return problems(vendors::gu1::job,
                        R"({"success":true,"job":{)" +
                            (last ? others + ',' + member : member + ',' + others) + "}}",
                        "7");
    };
    for (const bool last : {false, true}) {
        CHECK(asked_7(R"("7")", last).empty());
        CHECK(asked_7("7", last) == "breach type /job/jobId");
        for (const std::string_view other : {"8", "null", R"(["8"])", "{}", "true", "7.0", "70"}) {
            CAPTURE(std::string{other});
            CHECK(asked_7(other, last) == "breach type /job/jobId; fatal identity /job/jobId");
        }
        CHECK(asked_7(R"("07")", last) == "fatal identity /job/jobId");
    }
}

TEST_CASE("the id of another type in Userpilot, Reply.io and in lists") {
    support::reader r;
    CHECK(verdict(vendors::userpilot::job, R"({"job_id":8,"status":"completed"})", "7") == event::malformed);
    CHECK(verdict(vendors::userpilot::job, R"({"job_id":7,"status":"completed"})", "7") ==
          event::vendor_terminal);
    CHECK(verdict(vendors::reply_io::job, R"({"jobId":7,"status":"Done"})", support::uuid) ==
          event::malformed);
    CHECK(r.read(vendors::userpilot::job_list, R"([{"job_id":7,"status":"completed"}])", "7").what ==
          event::vendor_terminal);
    CHECK(r.last().job.id == "7");
    CHECK(r.problems() == "breach type /0/job_id");
    CHECK(verdict(vendors::userpilot::job_list, R"([{"job_id":[7],"status":"completed"}])", "7") ==
          event::in_progress);
}

TEST_CASE("an id without the format of a UUID is compared exactly") {
    CHECK(verdict(support::plain_job, R"({"id":"2026-11-25t00:00:00Z","status":"done"})",
                  "2026-11-25T00:00:00Z") == event::malformed);
}

TEST_CASE("members outside the job are looked at wherever they stand") {
    static constexpr endpoint e = declare(
        declaration{.name = "test.outer",
                    .vendor = "Test",
                    .source = "tests",
                    .checked = "2026-11-25",
                    .job_at = "/status",
                    .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                                {.at = "/bad", .type = json_type::integer, .role = role::failed},
                                {.at = "/all", .type = json_type::integer, .role = role::total},
                                {.at = "/status", .type = json_type::object, .needed = true},
                                {.at = "/status/state", .type = json_type::string, .role = role::status}},
                    .words = {{"RUN", phase::running}, {"DONE", phase::finished, outcome::succeeded}},
                    .refine = {{.word = "DONE",
                                .when = {{"/bad", test::positive}},
                                .phase = phase::finished,
                                .outcome = outcome::failed}},
                    .progress = {.unit = progress_unit::ratio, .parts = {role::failed}},
                    .request = {.path = "/x/{id}"}});
    support::reader r;
    for (const std::string_view body : {R"({"status":{"state":"DONE"},"id":"mine","bad":1,"all":2})",
                                        R"({"all":2,"bad":1,"id":"mine","status":{"state":"DONE"}})"}) {
        CHECK(r.read(e, body, "mine").job.outcome == outcome::failed);
        CHECK(r.last().job.progress == 500);
        CHECK(problems(e, body, "other") == "fatal identity /id");
    }
}

TEST_CASE("a byte order mark is skipped and reported; other encodings and compressed bodies say whose fault "
          "it is") {
    support::reader r;
    CHECK(r.read(plain_job, "\xef\xbb\xbf{\"id\":\"8\",\"status\":\"done\"}", "7").what == event::malformed);
    CHECK(r.problems() == "tolerated byte_order_mark; fatal identity /id");
    CHECK(r.last().violations[1].offset == 9);
    CHECK(r.read(plain_job, "\xef\xbb\xbf{\"status\":\"done\"}").what == event::vendor_terminal);
    CHECK(r.problems() == "tolerated byte_order_mark");
    CHECK(r.read(plain_job, "\xef\xbb\xbf{\"status\":\"done\"").what == event::malformed);
    CHECK(r.last().violations[1].offset == 19);
    using namespace std::string_view_literals;
    // The last of each are what is left of the bytes in clients that took them for text.
    for (const std::string_view body :
         {"\x1f\x8b\x08\x00"sv, "\x78\x9c\x01"sv, "\x28\xb5\x2f\xfd"sv, "\x1f\xc2\x8b\x08"sv,
          "\x1f\xef\xbf\xbd\x08"sv, "\x78\xc2\x9c\x01"sv, "\x28\xc2\xb5\x2f\xc3\xbd"sv})
        CHECK(problems(plain_job, body) == "fatal compressed");
    for (const std::string_view body : {"\xff\xfe{\0\"\0"sv, "\xfe\xff\0{\0\""sv, "{\0\"\0"sv, "\0{\0\""sv,
                                        "\0\0\0{"sv, "\0\0\xfe\xff\0\0\0{"sv, "\xc3\xbf\xc3\xbe{\0"sv,
                                        "\xc3\xbe\xc3\xbf\0{"sv, "\xef\xbf\xbd\xef\xbf\xbd{\0"sv})
        CHECK(problems(plain_job, body) == "fatal encoding");
    CHECK(whose_fault(rule::compressed) == fault::caller);
    CHECK(whose_fault(rule::encoding) == fault::caller);
    CHECK(whose_fault(rule::byte_order_mark) == fault::vendor);
}

TEST_CASE("an unusable reply of success still gives the vendor's words") {
    support::reader r;
    r.read(plain_job, R"({"errors":[{"type":"RATE_LIMITED","message":"m"}],"data":null})");
    CHECK(r.last().what == event::malformed);
    CHECK(r.last().problem.message == "m");
    CHECK(r.problems() == "fatal undecidable /status");
    r.read(plain_job, R"({"id":"7","status":"running"})");
    CHECK(r.last().problem.message.empty());
}

TEST_CASE("no status member: a refinement or a code ends the job, its absence is a phase") {
    static constexpr endpoint e = declare(declaration{
        .name = "wells.job",
        .vendor = "Wells",
        .source = "invented: finished once it has an end",
        .checked = "2026-11-25",
        .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                    {.at = "/end", .type = json_type::string, .role = role::finished},
                    {.at = "/error", .type = json_type::string, .role = role::error_message}},
        .phase_without_status = phase::running,
        .refine =
            {{.when = {{"/error", test::present}}, .phase = phase::finished, .outcome = outcome::failed},
             {.when = {{"/end", test::present}}, .phase = phase::finished, .outcome = outcome::succeeded}},
        .request = {.path = "/wells/{id}"}});
    support::reader r;
    CHECK(r.read(e, R"({"id":"7"})").job.phase == phase::running);
    CHECK(r.read(e, R"({"id":"7","end":"2026-11-25T00:00:00Z"})").job.outcome == outcome::succeeded);
    CHECK(r.read(e, R"({"id":"7","error":"dry","end":"2026-11-25T00:00:00Z"})").job.outcome ==
          outcome::failed);
    CHECK(r.problems().empty());
}
