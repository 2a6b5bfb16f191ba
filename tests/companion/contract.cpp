// Contracts as documents: `jobpoll contract`, and `--contract FILE` in place of an endpoint.
#include "program.hpp"

#include <support/catch.hpp>

#include <string>
#include <vector>

using namespace companion_tests;

namespace {

const std::string data = JOBPOLL_TEST_DATA "/";

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A job with a state from its parts, an HTTP code that is the state, and error bodies of its own.
const std::string acme = R"([
  {"name": "acme.run", "vendor": "Acme", "source": "Acme API, Runs", "checked": "2026-11-22", "job_at": "/run",
   "members": [{"at": "/run", "type": "object"},
               {"at": "/run/id", "type": ["string", "integer"], "role": "id"},
               {"at": "/run/parts", "type": "array"},
               {"at": "/run/parts/*", "type": "object"},
               {"at": "/run/parts/*/state", "type": "string", "role": "status", "fold": "all_finished"},
               {"at": "/run/ended", "type": "integer", "null": "documented", "role": "finished",
                "format": "unix_seconds"}],
   "words": [{"text": "going", "phase": "running"}, {"text": "wait", "means": "throttled"},
             {"text": "good", "phase": "finished", "outcome": "succeeded"},
             {"text": "bad", "phase": "finished", "outcome": "failed"}],
   "cadence": [{"phase": "running", "min_delay": "2s", "max_delay": "10s"}],
   "without_job": "not_found",
   "status_codes": [{"code": 303, "phase": "finished", "outcome": "succeeded"}],
   "errors": [{"body": "acme.error"}]},
  {"name": "acme.error", "source": "Acme API, Errors", "checked": "2026-11-22",
   "members": [{"at": "/text", "type": "string", "role": "error_message"}]}
])";

} // namespace

TEST_CASE("an endpoint is printed as a document, which reads as the endpoint does") {
    for (const std::string name : {"gu1.job", "gu1.job_with_failures", "reply_io.job", "retailgrid.job",
                                   "userpilot.job", "github.workflow_run"}) {
        const result printed = run({"contract", name});
        CAPTURE(name, printed.err);
        REQUIRE(printed.code == 0);
        CHECK(has(printed.out, "\"name\": \"" + name + "\""));
        const std::string file = temporary_file("contract.json", printed.out);
        // What is printed of it again is the same.
        CHECK(run({"contract", "--contract", file}).out == printed.out);
        const std::string vendor = name.substr(0, name.find('.'));
        const std::string other = vendor == "github" ? "gu1/job.json" : vendor + "/job.json";
        for (const std::string& body :
             {data + other, data + "gu1/job.json", data + "reply_io/job.out_of_range.json"}) {
            const result by_name = run({"check", name, body});
            const result by_file = run({"check", "--contract", file, body});
            CHECK(by_file.out == by_name.out);
            CHECK(by_file.code == by_name.code);
        }
    }
}

TEST_CASE("a story is replayed by a document as by the endpoint's name") {
    const std::string file = temporary_file("gu1.json", run({"contract", "gu1.job"}).out);
    for (const std::string story : {"job.success", "job.failed", "job.cancel_in_progress", "job.not_found"}) {
        const std::string recorded = story_path("gu1/" + story);
        const std::string seed = "--seed=5";
        const result by_name = run({"replay", "gu1.job", seed, "--jsonl", recorded});
        const result by_file = run({"replay", "--contract", file, seed, "--jsonl", recorded});
        CHECK(by_file.out == by_name.out);
        CHECK(by_file.code == by_name.code);
        CHECK_FALSE(by_file.out.empty());
    }
}

TEST_CASE("a service that the library does not know is checked by its document") {
    const std::string file = temporary_file("acme.json", acme);
    const auto checked = [&file](const std::string& line) {
        return run({"check", "--contract=" + file, "--job-id", "7", "--jsonl"}, line + "\n").out;
    };
    const std::string going =
        checked(R"({"payload":{"run":{"id":7,"parts":[{"state":"good"},{"state":"going"}]}}})");
    CHECK(has(going, R"("event":"in_progress")"));
    CHECK(has(going, R"("phase":"running")"));
    const std::string ended = checked(
        R"({"payload":{"run":{"id":7,"parts":[{"state":"good"},{"state":"bad"}],"ended":1767225600}}})");
    CHECK(has(ended, R"("outcome":"succeeded_with_failures")"));
    CHECK(has(ended, "2026-01-01T00:00:00"));
    CHECK(has(checked(R"({"payload":{}})"), R"("event":"not_found")"));
    CHECK(has(checked(R"({"status":303})"), R"("event":"vendor_terminal")"));
    const std::string refused = checked(R"({"status":400,"payload":{"text":"no such run"}})");
    CHECK(has(refused, R"("event":"rejected")"));
    CHECK(has(refused, "no such run"));
}

TEST_CASE("a soak takes a document, and makes its replies up") {
    const std::string pipeline = temporary_file("pipeline.json", run({"contract", "gitlab.pipeline"}).out);
    const result soaked = run({"soak", "--contract", pipeline, "--jobs", "200", "--jsonl"});
    CHECK(soaked.code == 0);
    CHECK(has(soaked.out, R"("jobs":200,"ended_otherwise":0)"));
    // Without a status word, what a refinement asks ends the job.
    const std::string operation = temporary_file("operation.json", run({"contract", "google.operation"}).out);
    CHECK(has(run({"soak", "--contract", operation, "--jobs", "50", "--jsonl"}).out,
              R"("jobs":50,"ended_otherwise":0)"));
    const std::string list = temporary_file("list.json", run({"contract", "reply_io.job_list"}).out);
    CHECK(has(run({"soak", "--contract", list}).err, "reply_io.job_list is the contract of a list"));
    // A contract whose HTTP codes decide has no body that does.
    const std::string codes =
        temporary_file("codes.json", R"({"name": "acme.code", "source": "s", "checked": "2026-11-22",
          "status_codes": [{"code": 303, "phase": "finished", "outcome": "succeeded"}]})");
    const result refused = run({"soak", "--contract", codes});
    CHECK(refused.code == 64);
    CHECK(has(refused.err, "no reply can be made up that acme.code reads as a job that runs"));
}

TEST_CASE("a bad document is refused with a line for each problem") {
    const std::string file =
        temporary_file("bad.json", R"({"name": "acme.run", "source": "s", "checked": "2026-11-22", "tpye": 1,
                        "members": [{"at": "/state", "type": "string", "role": "statuss"}],
                        "words": [{"text": "a", "phase": "running"}, {"text": "b", "phase": "finished"}]})");
    const result r = run({"check", "--contract", file}, "{}");
    CHECK(r.code == 65);
    CHECK(r.out.empty());
    CHECK(has(r.err, "bad.json: acme.run: /tpye: `tpye` is no column of a contract\n"));
    CHECK(has(r.err,
              "bad.json: acme.run: /members/0/role: `statuss` is no role; these are: none, id, status,"));
    CHECK(lines_of(r.err).size() >= 2);

    const result cut =
        run({"replay", "--contract", temporary_file("cut.json", R"({"name": "acme.run")")}, "");
    CHECK(cut.code == 65);
    CHECK(has(cut.err, "cut.json: acme.run: byte 19: the text ends before the document does\n"));

    const result errors = run({"check", "--contract", temporary_file("errors.json", R"({"name": "acme.error",
        "source": "s", "checked": "2026-11-22", "members": [{"at": "/m", "type": "any", "role": "hint"}]})")});
    CHECK(errors.code == 65);
    CHECK(has(errors.err, "errors.json: no contract in it is of a job"));
}

TEST_CASE("a document that is not there, and words that are too many") {
    CHECK(run({"check", "--contract", "/nowhere/acme.json"}).code == 66);
    CHECK(run({"contract"}).code == 64);
    CHECK(run({"contract", "acme.run"}).code == 64);
    CHECK(run({"contract", "gu1.job", "more"}).code == 64);
    CHECK(run({"endpoints", "--contract", "x"}).code == 64);
}

TEST_CASE("a moment of any year is printed with its year") {
    const std::string file =
        temporary_file("far.json", R"({"name": "acme.far", "source": "s", "checked": "2026-11-26",
        "members": [{"at": "/s", "type": "string", "role": "status"},
                    {"at": "/t", "type": "integer", "role": "expires", "format": "unix_milliseconds"}],
        "words": [{"text": "done", "phase": "finished", "outcome": "succeeded"}]})");
    const auto printed = [&file](const std::string& moment) {
        return run({"check", "--contract", file, "--jsonl"},
                   R"({"payload":{"s":"done","t":)" + moment + "}}\n")
            .out;
    };
    CHECK(has(printed("99999999999999999"), R"("expires":"3170843-11-07T09:46:39.999Z")"));
    CHECK(has(printed("-1"), R"("expires":"1969-12-31T23:59:59.999Z")"));
    CHECK(has(printed("-99999999999999999"), R"("expires":"-3166904-02-24T14:13:20.001Z")"));
}
