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
    CHECK(has(named.out,
              R"({.at = "/lifecycle", .type = json_type::string, .needed = true, .role = role::status})"));
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
}

TEST_CASE("what samples cannot show is for a person to decide") {
    const std::string second = temporary_file("second.json", R"({"id":"7","status":"done","end":null})");
    const result r = scaffold_of(R"({"id":"6","status":"spinning","note":"x"})", {second});
    CHECK(r.code == 0);
    CHECK(has(r.out, "samples cannot show it. 2 samples were read."));
    CHECK(has(r.out, "// decide: in 1 of 2.\n            {.at = \"/note\""));
    CHECK(has(r.out, "// decide: only null was seen.\n            {.at = \"/end\", .type = json_type::any"));
    CHECK(has(r.out, "// decide: what the next word means.\n            {\"spinning\", phase::unknown}"));
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
    CHECK(rows == 40);
    CHECK(has(r.out, "{.at = \"/status\""));
    CHECK(has(r.out, "// left out: /member59: there is no more room."));
}
