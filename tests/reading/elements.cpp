// Conditions, statuses, counters and texts in the elements of an array.
#include <jobpoll/endpoint.hpp>

#include <string>
#include <string_view>
#include <utility>

#include <support/catch.hpp>
#include <support/endpoints.hpp>
#include <support/reading.hpp>

using namespace jobpoll;
using support::problems;

namespace {

// A cluster's jobs: the state is a list of conditions.
constexpr endpoint rollout = declare(declaration{
    .name = "clusters.rollout",
    .vendor = "Clusters",
    .source = "invented: conditions with a type and a status",
    .checked = "2026-11-25",
    .members = {{.at = "/c", .type = json_type::array},
                {.at = "/c/*", .type = json_type::object},
                {.at = "/c/*/type", .type = json_type::string},
                {.at = "/c/*/status", .type = json_type::string},
                {.at = "/c/*/why", .type = json_type::string, .role = role::reason_code},
                {.at = "/c/*/message", .type = json_type::string, .role = role::reason},
                {.at = "/c/*/at", .type = json_type::string, .role = role::finished}},
    .phase_without_status = phase::running,
    .refine = {{.when = {{"/c/*/type", test::equals, "Complete"}, {"/c/*/status", test::equals, "True"}},
                .phase = phase::finished,
                .outcome = outcome::succeeded},
               {.when = {{"/c/*/type", test::equals, {"Failed", "Broken"}},
                         {"/c/*/status", test::equals, "True"}},
                .phase = phase::finished,
                .outcome = outcome::failed},
               {.when = {{"/c/*/type", test::equals, "Suspended"}, {"/c/*/status", test::differs, "False"}},
                .phase = phase::paused}},
    .request = {.path = "/rollouts/{id}"},
});

// A printer's jobs: every sheet has a status.
constexpr endpoint print_run = declare(declaration{
    .name = "presses.run",
    .vendor = "Presses",
    .source = "invented: a status for each sheet",
    .checked = "2026-11-25",
    .members = {{.at = "/id", .type = json_type::string, .role = role::id},
                {.at = "/sheets", .type = json_type::array, .required = true},
                {.at = "/sheets/*", .type = json_type::object},
                {.at = "/sheets/*/state",
                 .type = json_type::string,
                 .role = role::status,
                 .fold = fold::all_finished},
                {.at = "/sheets/*/copies", .type = json_type::integer, .role = role::completed},
                {.at = "/sheets/*/error", .type = json_type::string, .role = role::error_message}},
    .words = {{"WAITING", phase::queued},
              {"HELD", phase::blocked},
              {"PAUSED", phase::paused},
              {"DRYING", phase::finalizing},
              {"PRINTING", phase::running},
              {"STOPPING", phase::cancelling},
              {"PRINTED", phase::finished, outcome::succeeded},
              {"SMUDGED", phase::finished, outcome::succeeded_with_failures},
              {"BLANK", phase::finished, outcome::skipped},
              {"TORN", phase::finished, outcome::failed},
              {"LOST", phase::finished, outcome::unknown},
              {"CUT", phase::finished, outcome::interrupted},
              {"LATE", phase::finished, outcome::deadline_exceeded},
              {"STALE", phase::finished, outcome::expired},
              {"STOPPED", phase::finished, outcome::cancelled}},
    .request = {.path = "/runs/{id}"},
});

std::string conditions(std::string_view list) {
    return R"({"c":[)" + std::string{list} + "]}";
}

std::string condition_of(std::string_view type, std::string_view status, std::string_view more = {}) {
    return R"({"type":")" + std::string{type} + R"(","status":")" + std::string{status} + '"' +
           std::string{more} + '}';
}

/// `PRINTED TORN` as two sheets.
std::string sheets(std::string_view states) {
    std::string list;
    while (!states.empty()) {
        const std::size_t end = states.find(' ');
        list += (list.empty() ? "" : ",") + (R"({"state":")" + std::string{states.substr(0, end)}) + "\"}";
        states = end == std::string_view::npos ? std::string_view{} : states.substr(end + 1);
    }
    return R"({"id":"7","sheets":[)" + list + "]}";
}

} // namespace

TEST_CASE("conditions on one array hold of one and the same element") {
    support::reader r;
    const auto job_of = [&r](const std::string& list) { return r.read(rollout, conditions(list)).job; };
    CHECK(job_of(condition_of("Complete", "True")).outcome == outcome::succeeded);
    CHECK(job_of(condition_of("Complete", "False") + ',' + condition_of("Suspended", "True")).phase ==
          phase::paused);
    CHECK(job_of(condition_of("Complete", "False") + ',' + condition_of("Other", "True")).phase ==
          phase::running);
    CHECK(job_of(R"({"status":"True","type":"Complete"})").outcome == outcome::succeeded);
    CHECK(job_of(condition_of("Broken", "True")).outcome == outcome::failed);
    CHECK(job_of("").phase == phase::running);
    CHECK(r.read(rollout, "{}").job.phase == phase::running);
    CHECK(job_of(R"({"type":"Suspended"})").phase == phase::running);
}

TEST_CASE("the texts and times are those of the element that satisfied the refinement") {
    support::reader r;
    const std::string list =
        condition_of("Ready", "True", R"(,"why":"R","message":"ready","at":"2026-11-25T10:00:00Z")") + ',' +
        condition_of("Failed", "True", R"(,"why":"OOM","message":"too much","at":"2026-11-25T11:00:00Z")") +
        ',' + condition_of("Failed", "True", R"(,"why":"LATER","message":"again")");
    const job& failed = r.read(rollout, conditions(list)).job;
    CHECK(failed.outcome == outcome::failed);
    CHECK(failed.reason == "too much");
    CHECK(failed.error.message == "too much");
    CHECK(failed.error.code == "OOM");
    CHECK(failed.times.finished->count() % 86'400'000 == 11 * 3'600'000);
    const job& running = r.read(rollout, conditions(condition_of("Ready", "True", R"(,"message":"ready")") +
                                                    ',' + condition_of("Ready", "True", R"(,"why":"W")")))
                             .job;
    CHECK(running.reason == "ready");
    CHECK(running.reason_code == "W");
    CHECK(running.error.message.empty());
}

TEST_CASE("over: some element, each of them, or none") {
    static constexpr endpoint e = declare([] {
        declaration d = support::plain_with(member{.at = "/t", .type = json_type::array},
                                            member{.at = "/t/*", .type = json_type::object},
                                            member{.at = "/t/*/ok", .type = json_type::boolean},
                                            member{.at = "/paid", .type = json_type::boolean});
        d.refine[0] = {.word = "running",
                       .when = {{"/t/*/ok", test::is_true}},
                       .phase = phase::finalizing,
                       .over = over::all};
        d.refine[1] = {.word = "running",
                       .when = {{"/t/*/ok", test::is_false}, {"/paid", test::is_true}},
                       .phase = phase::blocked};
        d.refine[2] = {.word = "queued",
                       .when = {{"/t/*/ok", test::present}},
                       .phase = phase::paused,
                       .over = over::none};
        return d;
    }());
    support::reader r;
    const auto phase_of = [&r](std::string_view status, std::string_view more) {
        return r.read(e, R"({"status":")" + std::string{status} + '"' + std::string{more} + '}').job.phase;
    };
    CHECK(phase_of("running", R"(,"t":[{"ok":true},{"ok":true}])") == phase::finalizing);
    CHECK(phase_of("running", R"(,"t":[{"ok":true},{"ok":false}])") == phase::running);
    CHECK(phase_of("running", R"(,"t":[{"ok":true},{}])") == phase::running);
    CHECK(phase_of("running", R"(,"t":[])") == phase::running);
    CHECK(phase_of("running", "") == phase::running);
    CHECK(phase_of("running", R"(,"paid":true,"t":[{"ok":true},{"ok":false}])") == phase::blocked);
    CHECK(phase_of("running", R"(,"t":[{"ok":true},{"ok":false}],"paid":true)") == phase::blocked);
    CHECK(phase_of("queued", R"(,"t":[{"ok":true}])") == phase::queued);
    CHECK(phase_of("queued", R"(,"t":[{}])") == phase::paused);
    CHECK(phase_of("queued", R"(,"t":[])") == phase::paused);
    CHECK(phase_of("queued", "") == phase::paused);
}

TEST_CASE("fold: a job has ended once every part has") {
    support::reader r;
    const auto status_of = [&r](std::string_view states) {
        const job& j = r.read(print_run, sheets(states)).job;
        return std::string{j.outcome == outcome::none ? to_string(j.phase) : to_string(j.outcome)} + ' ' +
               std::string{j.vendor_status};
    };
    // Not all finished.
    CHECK(status_of("PRINTING PRINTED") == "running PRINTING");
    CHECK(status_of("PRINTED STOPPING WAITING") == "cancelling STOPPING");
    CHECK(status_of("WAITING WAITING") == "queued WAITING");
    CHECK(status_of("WAITING PRINTED") == "running WAITING");
    CHECK(status_of("HELD PRINTED HELD") == "blocked HELD");
    CHECK(status_of("PRINTED PAUSED") == "paused PAUSED");
    CHECK(status_of("DRYING PRINTED") == "finalizing DRYING");
    CHECK(status_of("DRYING WAITING") == "running WAITING");
    CHECK(status_of("TORN PRINTING") == "running PRINTING");
    // All finished.
    CHECK(status_of("PRINTED PRINTED") == "succeeded PRINTED");
    CHECK(status_of("PRINTED SMUDGED") == "succeeded_with_failures SMUDGED");
    CHECK(status_of("BLANK BLANK") == "skipped BLANK");
    CHECK(status_of("BLANK PRINTED") == "succeeded PRINTED");
    CHECK(status_of("BLANK TORN") == "failed TORN");
    CHECK(status_of("PRINTED TORN") == "succeeded_with_failures TORN");
    CHECK(status_of("PRINTED LOST TORN") == "succeeded_with_failures TORN");
    CHECK(status_of("PRINTED STOPPED") == "cancelled STOPPED");
    CHECK(status_of("STALE PRINTED TORN") == "expired STALE");
    CHECK(status_of("PRINTED LATE") == "deadline_exceeded LATE");
    CHECK(status_of("CUT SMUDGED") == "interrupted CUT");
    CHECK(status_of("STOPPED TORN") == "failed TORN");
    CHECK(status_of("STOPPED STALE LATE CUT LOST") == "unknown LOST");
    CHECK(status_of("STOPPED STALE LATE CUT") == "interrupted CUT");
    CHECK(status_of("STOPPED STALE LATE") == "deadline_exceeded LATE");
    CHECK(status_of("STOPPED STALE") == "expired STALE");
    CHECK(status_of("STOPPED STOPPED") == "cancelled STOPPED");
}

TEST_CASE("fold: no parts, a part without a word, a word that is not listed") {
    support::reader r;
    CHECK(r.read(print_run, R"({"sheets":[]})").what == event::malformed);
    CHECK(r.problems() == "fatal undecidable /sheets/0/state");
    CHECK(r.read(print_run, R"({"sheets":[{"state":"PRINTED"},{}]})").what == event::malformed);
    CHECK(r.read(print_run, sheets("dancing PRINTED")).what == event::unknown_status);
    CHECK(r.last().job.vendor_status == "dancing");
    CHECK(r.problems() == "breach enum /sheets/0/state");
    CHECK(r.read(print_run, sheets("PRINTED PRINTED")).what == event::vendor_terminal);
}

TEST_CASE("counters below a star add up, and the first text of the parts counts") {
    support::reader r;
    const job& j =
        r.read(print_run, R"({"id":"7","sheets":[{"state":"PRINTED","copies":3},)"
                          R"({"state":"TORN","copies":4,"error":"jam"},{"error":"ink","state":"TORN"}]})")
            .job;
    CHECK(j.items.completed == 7);
    CHECK(j.error.message == "jam");
    static constexpr endpoint repeated = declare(
        support::plain_with(member{.at = "/bad", .type = json_type::integer, .role = role::failed},
                            member{.at = "/worse", .type = json_type::integer, .role = role::failed}));
    CHECK(r.read(repeated, R"({"status":"running","worse":2,"bad":9223372036854775807})").job.items.failed ==
          9223372036854775807);
    CHECK(r.read(repeated, R"({"status":"running","worse":2,"bad":-5})").job.items.failed == -3);
}

TEST_CASE("a text that several members may have is that of the first one that holds a value") {
    static constexpr endpoint e = declare(support::plain_with(
        member{.at = "/a", .type = json_type::object, .role = role::result},
        member{.at = "/b", .type = json_type::string, .role = role::result},
        member{.at = "/t", .type = json_type::string, .role = role::finished},
        member{
            .at = "/u", .type = json_type::integer, .role = role::finished, .format = format::unix_seconds},
        member{.at = "/r", .type = json_type::string, .null = nulls::documented, .role = role::reason},
        member{.at = "/s", .type = json_type::string, .role = role::reason}));
    support::reader r;
    const auto both = [&r](std::string_view more) {
        return r.read(e, R"({"status":"done",)" + std::string{more} + "}").job;
    };
    CHECK(both(R"("b":"x","a":{"y":1})").result.text() == R"({"y":1})");
    CHECK(both(R"("b":"x")").result.text() == R"("x")");
    CHECK(both(R"("u":5,"t":"1970-01-01T00:00:09Z")").times.finished->count() == 9000);
    CHECK(both(R"("u":5)").times.finished->count() == 5000);
    CHECK(both(R"("s":"second","r":null)").reason == "second");
    CHECK(both(R"("s":"second","r":"first")").reason == "first");
}

TEST_CASE("reason: explains the state, and is the error where the outcome is bad") {
    static constexpr endpoint e = declare([] {
        declaration d = support::plain_with(
            member{.at = "/why", .type = json_type::string, .role = role::reason},
            member{.at = "/code", .type = json_type::integer, .role = role::reason_code},
            member{.at = "/error", .type = json_type::string, .role = role::error_message});
        d.words[4] = {"skipped", phase::finished, outcome::skipped};
        d.words[5] = {"late", phase::finished, outcome::deadline_exceeded};
        return d;
    }());
    support::reader r;
    const auto error_of = [&r](std::string_view status, std::string_view more = "") {
        const job& j = r.read(e, R"({"why":"w","code":3,"status":")" + std::string{status} + '"' +
                                     std::string{more} + '}')
                           .job;
        CHECK(j.reason == "w");
        return std::string{j.error.message} + ' ' + std::string{j.error.code};
    };
    CHECK(error_of("failed") == "w 3");
    CHECK(error_of("late") == "w 3");
    CHECK(error_of("failed", R"(,"error":"e")") == "e 3");
    CHECK(error_of("done") == " ");
    CHECK(r.problems().empty());
    CHECK(error_of("skipped") == " ");
    CHECK(error_of("running") == " ");
}

TEST_CASE("items: an exact length; a row 0 is the first element and no other") {
    static constexpr endpoint e = declare(
        declaration{.name = "stalls.job",
                    .vendor = "Stalls",
                    .source = "invented: the state of the first stall",
                    .checked = "2026-11-25",
                    .members = {{.at = "/s", .type = json_type::array, .items = 1},
                                {.at = "/s/0", .type = json_type::object},
                                {.at = "/s/0/state", .type = json_type::string, .role = role::status},
                                {.at = "/pair", .type = json_type::array, .items = 2}},
                    .words = {{"running", phase::running}, {"failed", phase::finished, outcome::failed}},
                    .request = {.path = "/stalls/{id}"}});
    support::reader r;
    CHECK(r.read(e, R"({"s":[{"state":"running"},{"state":"failed"}]})").job.phase == phase::running);
    CHECK(r.problems() == "breach max_items /s");
    CHECK(problems(e, R"({"s":[{"state":"running"},3,"x",null]})") == "breach max_items /s");
    CHECK(problems(e, R"({"s":[]})") == "breach min_items /s; fatal undecidable /s/0/state");
    CHECK(problems(e, R"({"s":[{"state":"running"}],"pair":[1,[2]]})").empty());
    CHECK(problems(e, R"({"s":[{"state":"running"}],"pair":[{}]})") == "breach min_items /pair");
    CHECK(problems(e, R"({"s":[{"state":"running"}],"pair":["a","b","c"]})") == "breach max_items /pair");
}

TEST_CASE("prefix: the status begins with the word, and an exact word goes before") {
    static constexpr endpoint e = declare(support::changed([](declaration& d) {
        d.words[4] = {"CANCELLED by force", phase::finished, outcome::interrupted};
        d.words[5] = {.text = "CANCELLED",
                      .phase = phase::finished,
                      .outcome = outcome::cancelled,
                      .match = match::prefix};
    }));
    static constexpr endpoint folded = declare(support::changed([](declaration& d) {
        d.words[4] = {.text = "wait", .phase = phase::queued, .match = match::prefix};
        d.fold_case = true;
    }));
    support::reader r;
    const auto status = [&r](const endpoint& of, std::string_view text) {
        return r.read(of, R"({"status":")" + std::string{text} + "\"}").job;
    };
    CHECK(status(e, "CANCELLED by 1000").outcome == outcome::cancelled);
    CHECK(r.last().job.vendor_status == "CANCELLED by 1000");
    CHECK(status(e, "CANCELLED").outcome == outcome::cancelled);
    CHECK(status(e, "CANCELLED by force").outcome == outcome::interrupted);
    CHECK(status(e, "CANCELLE").phase == phase::unknown);
    CHECK(status(e, "cancelled by 1000").phase == phase::unknown);
    CHECK(status(folded, "Waiting for paper").phase == phase::queued);
}

TEST_CASE("equals and differs compare JSON text, of up to four texts") {
    static constexpr endpoint e = declare([] {
        declaration d = support::plain_with(member{.at = "/x", .type = json_type::any});
        d.refine[0] = {
            .word = "running", .when = {{"/x", test::equals, {"0", "true", "two"}}}, .phase = phase::blocked};
        d.refine[1] = {
            .word = "queued", .when = {{"/x", test::differs, {"0", "two"}}}, .phase = phase::paused};
        return d;
    }());
    support::reader r;
    const auto phase_of = [&r](std::string_view status, std::string_view x) {
        return r.read(e, R"({"status":")" + std::string{status} + R"(","x":)" + std::string{x} + '}')
            .job.phase;
    };
    for (const std::string_view same : {"0", "\"0\"", "true", "\"two\"", "\"tw\\u006f\""})
        CHECK(phase_of("running", same) == phase::blocked);
    for (const std::string_view other : {"0.0", "1", "false", "null", "\"\"", "[0]", R"({"0":0})"})
        CHECK(phase_of("running", other) == phase::running);
    for (const std::string_view other : {"1", "true", "\"x\"", "[]", "{}"})
        CHECK(phase_of("queued", other) == phase::paused);
    for (const std::string_view same : {"0", "\"two\"", "null"})
        CHECK(phase_of("queued", same) == phase::queued);
}

TEST_CASE("may_go_back: documented backward moves are not reported") {
    static constexpr endpoint e =
        declare(support::changed([](declaration& d) { d.members[1].may_go_back = true; }));
    for (const endpoint* of : {&e, &support::plain_job}) {
        jobpoll::reader r{*of};
        r.read({.status = 200, .body = R"({"status":"running"})"});
        r.read({.status = 200, .body = R"({"status":"queued"})"});
        CHECK(r.counts().tolerated == (of == &e ? 0u : 1u));
    }
}
