#include "program.hpp"

#include <support/catch.hpp>

using namespace companion_tests;

namespace {

const std::string data = JOBPOLL_TEST_DATA "/";

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

result scaffold_of(std::string_view sample, const words& more = {}) {
    words arguments{"scaffold", temporary_file("sample.json", sample)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

result scaffold_of_samples(const words& samples, const words& more = {}) {
    words arguments{"scaffold"};
    for (std::size_t i = 0; i < samples.size(); ++i)
        arguments.push_back(temporary_file("sample" + std::to_string(i) + ".json", samples[i]));
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

/// What `check` says of a sample by the document that the scaffold makes of it and others.
std::string checked(const words& samples, const words& more, const std::string& body) {
    words options = more;
    options.push_back("--json");
    const result made = scaffold_of_samples(samples, options);
    if (made.code != 0) return made.err;
    const std::string contract = temporary_file("contract.json", made.out);
    return run({"check", "--contract", contract, "--jsonl"}, "{\"status\":200,\"payload\":" + body + "}\n")
        .out;
}

void refused(const result& r, std::string_view what) {
    CHECK(r.code == 65);
    CHECK(r.out.empty());
    CHECK(has(r.err, what));
}

result scaffold_of_document(std::string_view document, const words& more = {}) {
    words arguments{"scaffold", "--openapi", temporary_file("document.json", document)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
}

/// A document with one GET whose good reply has this schema.
std::string document_with(const std::string& schema) {
    return R"({"openapi":"3.1.0","paths":{"/jobs/{id}":{"get":{"responses":{"200":{"content":{"application/json":)"
           R"({"schema":)" +
           schema +
           "}}}}}}},\"components\":{\"schemas\":{\"loop\":{\"type\":\"object\",\"properties\":"
           "{\"next\":{\"$ref\":\"#/components/schemas/loop\"}}}}}}";
}

std::string object_with(const std::string& members) {
    return R"({"type":"object","properties":{"status":{"type":"string"},)" + members + "}}";
}

} // namespace

TEST_CASE("a sample that is no JSON is refused with its file, line and byte") {
    const result r = scaffold_of("{\"status\": \"running\",\n \"progress\": 4x7}\n");
    CHECK(r.code == 65);
    CHECK(r.out.empty());
    CHECK(has(r.err, "sample.json:2: not JSON at byte 15 of the line: "));
    CHECK(has(scaffold_of("").err, "sample.json:1: not JSON at byte 1 of the line: incomplete JSON"));
    CHECK(has(scaffold_of("{} {}").err, "something follows the JSON value"));
    CHECK(has(scaffold_of("{\"status\":\"\\ud800\"}").err, "not JSON"));
    CHECK(has(scaffold_of("{\"status\":\"\xff\"}").err, "not JSON"));
    CHECK(has(scaffold_of(std::string(5000, '[')).err, "too deep"));
}

TEST_CASE("a file that is not there is named") {
    const result r = run({"scaffold", "/nowhere/sample.json"});
    CHECK(r.code == 66);
    CHECK(has(r.err, "cannot read /nowhere/sample.json"));
    CHECK(run({"scaffold"}).code == 64);
    CHECK(has(run({"scaffold"}).err, "scaffold needs samples of a reply, or --openapi FILE"));
    CHECK(has(run({"scaffold", "--path", "/a", data + "gu1/job.json"}).err, "--path is about a document"));
}

TEST_CASE("a reply without anything that sounds like a status is refused, and the option is named") {
    const result r = scaffold_of(R"({"lifecycle":"running","id":1})");
    CHECK(r.code == 65);
    CHECK(has(r.err, "name the member that says how the job is: --status /POINTER"));
    const result named = scaffold_of(R"({"lifecycle":"running","id":1})", {"--status", "/lifecycle"});
    CHECK(named.code == 0);
    CHECK(has(named.out, R"({.at = "/lifecycle", .type = json_type::string, .role = role::status})"));
    CHECK(has(scaffold_of(R"({"status":"running"})", {"--status", "/state"}).err,
              "--status /state is no single value of the reply"));
    CHECK(has(scaffold_of("7").err, "the reply itself has to be an object or an array"));
}

TEST_CASE("names that are none of C++ are refused") {
    for (const char* name : {"acme", "acme.", ".job", "acme.class", "Acme.job", "acme.jo b", "acme.a__b",
                             "acme.acme", "acme.job;", "acme.phase", "jobpoll.job", "2acme.job"}) {
        const result r = scaffold_of(R"({"status":"done"})", {"--name", name});
        INFO(name);
        CHECK(r.code == 64);
        CHECK(has(r.err, "must be vendor.endpoint"));
    }
    CHECK(has(scaffold_of(R"({"status":"done"})", {"--name", "acme.render"}).out, ".name = \"acme.render\""));
}

TEST_CASE("documents that cannot be used are refused with the place in them") {
    CHECK(has(scaffold_of_document("openapi: 3.0.0\n").err,
              "document.json:1: not JSON at byte 1 of the line: "));
    CHECK(has(scaffold_of_document("openapi: 3.0.0\n").err, "turn it into JSON first"));
    CHECK(has(scaffold_of_document("{}").err, "/openapi: is missing: this is no OpenAPI 3 document"));
    CHECK(has(scaffold_of_document(R"({"openapi":"2.0"})").err, "/openapi: must be 3.x, not 2.0"));
    CHECK(has(scaffold_of_document(R"({"openapi":"3.0.0"})").err, "/paths: has no GET"));
    CHECK(has(scaffold_of_document(document_with("[]")).err,
              "/paths/~1jobs~1{id}/get/responses/200/content/application~1json/schema: must be a schema"));
    CHECK(has(scaffold_of_document(document_with(R"({"$ref":"other.json#/a"})")).err,
              "must name a place in this document"));
    CHECK(has(scaffold_of_document(document_with(R"({"$ref":"#/nothing"})")).err,
              "nothing is there: '#/nothing'"));
    CHECK(has(scaffold_of_document(document_with(R"({"type":"text"})")).err,
              "/schema/type: must be a JSON type, not "));
    CHECK(has(scaffold_of_document(document_with("{}"), {"--path", "/other"}).err,
              "has no GET /other; there are /jobs/{id}"));
    const result several = run({"scaffold", "--openapi", data + "userpilot/openapi.json"});
    CHECK(several.code == 65);
    CHECK(has(several.err, "say with --path which GET is meant; there are /v1/background_jobs, "
                           "/v1/background_jobs/{{job_id}}"));
}

TEST_CASE("what a schema says becomes columns") {
    const auto out = [](const std::string& members) {
        const result r = scaffold_of_document(document_with(object_with(members)));
        CHECK(r.err.empty());
        return r.out;
    };
    CHECK(has(out(R"("p":{"type":["number","null"],"minimum":0,"maximum":1})"),
              R"({.at = "/p", .type = json_type::number, .null = nulls::documented, .range = {0, 1}})"));
    CHECK(has(
        out(R"("p":{"type":"number","nullable":true,"minimum":0.5})"),
        R"({.at = "/p", .type = json_type::number, .null = nulls::documented, .range = {.minimum = 0.5}})"));
    CHECK(has(out(R"("ok":{"type":"boolean","const":true})"),
              R"({.at = "/ok", .type = json_type::boolean, .constant = true})"));
    CHECK(has(out(R"("k":{"enum":["a","b"],"type":"string"})"),
              R"({.at = "/k", .type = json_type::string, .one_of = {"a", "b"}})"));
    CHECK(has(
        out(R"("o":{"type":"object","additionalProperties":false,"properties":{"x":{}},"required":["x"]})"),
        R"({.at = "/o", .type = json_type::object, .closed = true})"));
    CHECK(has(
        out(R"("o":{"allOf":[{"properties":{"x":{"type":"string"}}},{"required":["x"]}],"type":"object"})"),
        R"({.at = "/o/x", .type = json_type::string, .required = true})"));
    CHECK(has(out(R"("o":{"oneOf":[{"type":"integer"},{"type":"string"}]})"),
              R"({.at = "/o", .type = json_type::string | json_type::integer})"));
    CHECK(has(out(R"("o":{"$ref":"#/components/schemas/loop"})"),
              "// decide: the schema contains itself here"));
    CHECK(has(out(R"("s":{"type":"string","pattern":"a+"})"),
              "// decide: the document also has pattern, which a declaration cannot say."));
}

TEST_CASE("samples that deviate from the document are reported and do not change it") {
    const result r = run(
        {"scaffold", "--openapi", data + "retailgrid/openapi.json",
         temporary_file("sample.json", R"({"job_id":null,"status":"running","progress":"4","extra":1})")});
    CHECK(r.code == 0);
    CHECK(has(r.out, "// decide: a sample has null here, and the document does not allow it."));
    CHECK(has(r.out, "// decide: a sample has string here."));
    CHECK(has(r.out, "// decide: in a sample, and not in the document: /extra."));
    CHECK_FALSE(has(r.out, ".at = \"/extra\""));
    CHECK(has(r.out, ".null = nulls::tolerated"));
    CHECK(has(r.out, ".tolerated = json_type::string"));
}

TEST_CASE("a status that may be null has a phase then") {
    const std::string document =
        document_with(R"({"type":"object","required":["status"],"properties":{"id":{"type":"string"},)"
                      R"("status":{"type":["string","null"],"enum":["running","done",null]}}})");
    const result r = scaffold_of_document(document);
    CHECK(r.code == 0);
    CHECK(has(r.out, ".phase_without_status = phase::running"));
    CHECK(has(r.out, "// decide: what does it mean where there is no status?"));
}

TEST_CASE("what samples cannot show is for a person to decide") {
    const std::string second = temporary_file("second.json", R"({"id":"7","status":"done","end":null})");
    const result r = scaffold_of(R"({"id":"6","status":"spinning","note":"x"})", {second});
    CHECK(r.code == 0);
    CHECK(has(r.out, "samples cannot show it. 2 samples were read."));
    CHECK(has(r.out, "// decide: in 1 of 2.\n            {.at = \"/note\""));
    CHECK(has(r.out, "// decide: only null was seen.\n            {.at = \"/end\", .type = json_type::any"));
    CHECK(has(r.out,
              "// decide: the phase of 'spinning', and then list it: the scaffold does not know this word."));
    CHECK_FALSE(has(r.out, "phase::unknown"));
    CHECK(has(r.out, "{\"done\", phase::finished, outcome::succeeded}"));
    CHECK(has(r.out, ".open_vocabulary = true"));
}

TEST_CASE("no more rows are printed than a declaration has room for, the status always") {
    std::string sample = "{";
    for (int i = 0; i < 60; ++i)
        sample += "\"member" + std::to_string(i) + "\":" + std::to_string(i) + ',';
    const result r = scaffold_of(sample + "\"status\":\"done\"}");
    std::size_t rows = 0;
    for (std::size_t at = r.out.find("{.at = "); at != std::string::npos; at = r.out.find("{.at = ", at + 1))
        ++rows;
    CHECK(rows == 48);
    CHECK(has(r.out, "{.at = \"/status\""));
    CHECK(has(r.out, "// left out: /member59: there is no more room."));
}

TEST_CASE("several members that could be the status are for a person, the one that changes is not") {
    const words one{R"({"status":"ok","results":{"status":"FAILURE"}})"};
    refused(scaffold_of_samples(one), "name one of them: --status /results/status");
    refused(scaffold_of(R"({"status":"Success","operation":{"id":"7","status":"running"}})"),
            "--status /operation/status");
    refused(scaffold_of(R"({"status":"Success","operation":"running"})"),
            "/status (\"Success\") may be the status of the request, beside /operation (\"running\")");
    refused(scaffold_of(R"({"status":"ok","data":{"id":"7","url":"u"}})"), "and /data the job; ");
    const words several{R"({"status":"ok","results":{"id":"1","status":"PENDING"}})",
                        R"({"status":"ok","results":{"id":"1","status":"FAILURE"}})"};
    CHECK(has(checked(several, {}, several[1]), R"("outcome":"failed")"));
    CHECK(has(checked(one, {"--status", "/results/status"}, one[0]), R"("outcome":"failed")"));
}

TEST_CASE("a status that never changes is for a person") {
    const words same{R"({"id":"1","status":"active"})", R"({"id":"2","status":"active"})"};
    refused(scaffold_of_samples(same), "is the same in all samples: /status (\"active\"); ");
    CHECK(scaffold_of_samples(same, {"--status", "/status"}).code == 0);
}

TEST_CASE("a status of parts is folded, and one of many jobs is a list") {
    const std::string states = R"({"id":"7","states":["running","done"]})";
    CHECK(has(checked({states}, {"--status", "/states/*"}, states), R"("phase":"running")"));
    const std::string parts = R"({"id":"7","parts":[{"status":"done"},{"status":"failed"}]})";
    CHECK(has(checked({parts}, {}, parts), R"("outcome":"succeeded_with_failures")"));
    const std::string both = R"({"id":"7","parts":[{"id":"a","status":"done"}]})";
    refused(scaffold_of(both), "say which with --job /parts/* or --job /");
    CHECK(has(scaffold_of(both, {"--job", "/"}).out, ".fold = fold::all_finished"));
    CHECK(has(scaffold_of(both, {"--job", "/parts/*"}).out, ".job_at = \"/parts/*\""));
    refused(scaffold_of(both, {"--job", "/other"}), "--job /other is no object around the status");
}

TEST_CASE("names of many styles are known") {
    const auto role_at = [](const std::string& member, std::string_view role) {
        const result r = scaffold_of(R"({"status":"running",)" + member + "}");
        INFO(member << r.err);
        CHECK(has(r.out, "role::" + std::string{role}));
    };
    for (const char* id : {"gid", "sid", "handle", "job_identifier", "runId", "uuid"})
        role_at('"' + std::string{id} + R"(":"a1")", "id");
    role_at(R"("num_processed":3)", "completed");
    role_at(R"("numberRecordsFailed":3)", "failed");
    role_at(R"("error_count":3)", "failed");
    role_at(R"("total_operations":3)", "total");
    role_at(R"("errored_operations":3)", "failed");
    role_at(R"("request_counts":{"succeeded":1})", "succeeded");
    role_at(R"("error":{"code":"E"})", "error_code");
    role_at(R"("errors":[{"message":"m"}])", "error_message");
    role_at(R"("message":"m")", "reason");
    for (const char* status : {"processing_status", "jobState", "executionState", "LifeCyclePhase"})
        CHECK(has(scaffold_of('{' + ('"' + std::string{status}) + R"(":"running"})").out, "role::status"));
    const std::string done = R"({"name":"operations/7","done":true,"error":{"code":5,"message":"m"}})";
    const std::string answer = checked({done, R"({"name":"operations/7"})"}, {}, done);
    CHECK(has(answer, R"("outcome":"failed")"));
    CHECK(has(answer, R"("id":"operations/7")"));
    CHECK(has(checked({done, R"({"name":"operations/7"})"}, {}, R"({"name":"operations/7"})"),
              R"("phase":"running")"));
}

TEST_CASE("the parts of a word are told apart") {
    for (const char* word : {"JobComplete", "JOB COMPLETED", "job-completed", "STATUS_SUCCEEDED", "Done"})
        CHECK(has(scaffold_of(R"({"status":")" + std::string{word} + "\"}").out,
                  std::string{word} + R"(", phase::finished, outcome::succeeded})"));
    CHECK(has(scaffold_of(R"({"status":"Completed with errors"})").out, "outcome::succeeded_with_failures"));
    CHECK(has(scaffold_of(R"({"status":"UploadComplete"})").out, "decide: the phase of 'UploadComplete'"));
}

TEST_CASE("the job is the object that has its id") {
    const std::string outside = R"({"id":"7","state":{"phase":"RUNNING","since":1}})";
    CHECK(has(checked({outside}, {}, outside), R"("id":"7")"));
    const std::string reference = R"({"jobReference":{"jobId":"7"},"status":{"state":"RUNNING"}})";
    CHECK(has(checked({reference}, {}, reference), R"("id":"7")"));
    const std::string inside = R"({"id":"request","job":{"id":"7","status":"running"}})";
    CHECK(has(checked({inside}, {}, inside), R"("id":"7")"));
}

TEST_CASE("what some sample lacks is not needed") {
    const words samples{R"({"id":"1","job":{"status":"running"}})", R"({"id":"1","job":{"status":"done"}})",
                        R"({"id":"1","job":{}})", R"({"id":"1"})"};
    for (const std::string& sample : samples) {
        const std::string answer = checked(samples, {}, sample);
        INFO(answer);
        CHECK(has(answer, R"("usable":true)"));
        CHECK(has(answer, R"("violations":[])"));
    }
}

TEST_CASE("an error in an object keeps its text") {
    const words samples{R"({"id":"1","status":"running","error":null})",
                        R"({"id":"1","status":"failed","error":{"code":"E1","message":"no space"}})"};
    CHECK(has(checked(samples, {}, samples[1]), R"("error":{"code":"E1","message":"no space"})"));
}

TEST_CASE("a conclusion decides what a finished word means, and is asked about") {
    const words samples{R"({"id":1,"status":"completed","conclusion":"failure"})",
                        R"({"id":1,"status":"completed","conclusion":"success"})",
                        R"({"id":1,"status":"in_progress","conclusion":null})"};
    CHECK(has(scaffold_of_samples(samples).out, "// decide: does /conclusion change what completed means?"));
    CHECK(has(checked(samples, {}, samples[0]), R"("outcome":"failed")"));
    CHECK(has(checked(samples, {}, samples[1]), R"("outcome":"succeeded")"));
    CHECK(has(checked(samples, {}, R"({"id":1,"status":"completed","conclusion":"stale"})"),
              R"("outcome":"unknown")"));
    refused(scaffold_of(samples[2]), "say --conclusion /conclusion or --conclusion none");
    CHECK(scaffold_of(samples[2], {"--conclusion", "none"}).code == 0);
}

TEST_CASE("lists and refusals are not the job's rows") {
    const words samples{R"({"id":"1","status":"running"})",
                        R"({"id":"1","status":"done"})",
                        R"([{"id":"1","status":"running","only_in_list":1}])",
                        R"({"jobs":[{"id":"1","status":"running","only_in_list":1}]})",
                        R"({"type":"about:blank","title":"Not found","status":404,"detail":"no such job"})",
                        R"({"error":{"code":"gone","message":"m","status":"GONE"}})"};
    const result r = scaffold_of_samples(samples);
    CHECK(r.code == 0);
    CHECK_FALSE(has(r.out, "only_in_list"));
    CHECK(has(r.out, "sample2.json is taken for a list of jobs"));
    CHECK(has(r.out, "sample4.json is taken for a refusal"));
    CHECK(has(r.out, ".errors = {{.body = &job_errors}}"));
    CHECK(has(r.out, R"({.at = "/error/message", .type = json_type::string, .role = role::error_message})"));
    const std::size_t job = r.out.find("endpoint job = ");
    CHECK(r.out.find("\"/detail\"") < job);
    CHECK(r.out.find("\"/detail\"", job) == std::string::npos);
}

TEST_CASE("formats are those of the samples") {
    const words samples{
        R"({"id":"1","status":"running","created":1767225600,"started":"1767225600000","ended":0,"progress":"50%"})",
        R"({"id":"1","status":"done","created":1767225600.5,"started":"","ended":1767225660,"progress":"100%"})"};
    const result r = scaffold_of_samples(samples);
    CHECK(has(r.out, ".role = role::created,\n             .format = format::unix_seconds"));
    CHECK(has(r.out, ".format = format::unix_milliseconds,\n             .blank = nulls::documented"));
    CHECK(has(r.out, ".format = format::decimal"));
    const std::string answer = checked(samples, {}, samples[0]);
    CHECK(has(answer, R"("progress":0.5)"));
    CHECK(has(answer, R"("created":"2026-01-01T00:00:00.000Z")"));
    CHECK(has(answer, R"("violations":[])"));
    CHECK(has(scaffold_of(R"({"status":"done","createdDate":"2018-12-10T17:50:19.000+0000"})").out,
              ".format = format::iso_8601"));
}

TEST_CASE("a list has ids, or is none") {
    const words tickets{
        R"({"tickets":[{"ticket_no":"T-1","type":"a","state":"queued"},{"ticket_no":"T-2","type":"a","state":"done"}]})"};
    const std::string by_key = checked(tickets, {}, tickets[0]);
    CHECK(has(by_key, R"("event":"in_progress")"));
    CHECK(has(scaffold_of_samples(tickets, {"--json"}).out,
              R"({"at": "/tickets/*/ticket_no", "type": "string", "role": "id"})"));
    // The conditions of an orchestrator are no jobs.
    refused(scaffold_of(
                R"({"metadata":{"uid":"u"},"status":{"conditions":[{"type":"Complete","status":"True"}]}})"),
            "/status/conditions/* is no list of jobs, because nothing in it is called an id");
}

TEST_CASE("what a document has no room for is told beside it") {
    const words samples{R"({"id":"a","state":"queued"})", R"({"id":"a","state":"done"})",
                        R"({"error":{"code":"X","message":"m"}})"};
    const result r = scaffold_of_samples(samples, {"--json"});
    CHECK(r.code == 0);
    CHECK(has(r.err, "sample2.json is taken for a refusal, and is in the rows of the error body"));
}
