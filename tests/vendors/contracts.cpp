// Every row of the declarations against the JSON Schemas of tests/differential, which were written from the
// vendors' documents and not from the rows: the same members, with the same types, and required, nullable,
// closed alike.
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include <boost/json/parse.hpp>

#include <jobpoll/contract/declaration_of.hpp>
#include <jobpoll/vendors/anthropic.hpp>
#include <jobpoll/vendors/azure.hpp>
#include <jobpoll/vendors/bigquery.hpp>
#include <jobpoll/vendors/databricks.hpp>
#include <jobpoll/vendors/github.hpp>
#include <jobpoll/vendors/gitlab.hpp>
#include <jobpoll/vendors/google.hpp>
#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/openai.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/salesforce.hpp>
#include <jobpoll/vendors/userpilot.hpp>
#include <jobpoll/vendors/zendesk.hpp>

#include <support/catch.hpp>

using namespace jobpoll;

namespace {

/// What a contract says of one place, as words.
using facts = std::set<std::string>;
/// Of every place, by its pointer; `*` stands for every element.
using contract = std::map<std::string, facts>;

std::string text_of(const boost::json::value& value) {
    return {value.as_string().data(), value.as_string().size()};
}

/// What one schema says of its own value; alternatives say it together.
void take_facts(const boost::json::object& schema, facts& into) {
    if (const auto* any_of = schema.if_contains("anyOf"))
        for (const auto& one : any_of->as_array())
            take_facts(one.as_object(), into);
    if (const auto* type = schema.if_contains("type")) {
        if (type->is_string()) into.insert(text_of(*type));
        if (type->is_array())
            for (const auto& one : type->as_array())
                into.insert(text_of(one));
    }
    if (const auto* format = schema.if_contains("format")) into.insert("format " + text_of(*format));
    if (const auto* words = schema.if_contains("enum"))
        for (const auto& word : words->as_array())
            into.insert("word " + text_of(word));
    if (const auto* value = schema.if_contains("const"))
        into.insert(value->as_bool() ? "const true" : "const false");
    for (const char* end : {"minimum", "maximum"})
        if (const auto* limit = schema.if_contains(end))
            into.insert(std::string{end} + ' ' + std::to_string(limit->to_number<double>()));
    if (const auto* more = schema.if_contains("additionalProperties"); more != nullptr && more->is_bool())
        if (!more->as_bool()) into.insert("closed");
}

void take_places(const boost::json::object& schema, const std::string& at, contract& into) {
    take_facts(schema, into[at]);
    if (const auto* any_of = schema.if_contains("anyOf"))
        for (const auto& one : any_of->as_array())
            take_places(one.as_object(), at, into);
    if (const auto* items = schema.if_contains("items")) take_places(items->as_object(), at + "/*", into);
    if (const auto* properties = schema.if_contains("properties"))
        for (const auto& property : properties->as_object())
            take_places(property.value().as_object(),
                        at + '/' + std::string{property.key().data(), property.key().size()}, into);
    if (const auto* required = schema.if_contains("required"))
        for (const auto& name : required->as_array())
            into[at + '/' + text_of(name)].insert("required");
}

contract documented(const std::string& name) {
    std::ifstream file{std::string{JOBPOLL_TEST_DATA} + "/../differential/schemas.json"};
    REQUIRE(file.is_open());
    contract made;
    const boost::json::value schemas =
        boost::json::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
    take_places(schemas.at(name).as_object(), "", made);
    return made;
}

void take_types(json_type types, facts& into) {
    if (types == json_type::any) return;
    for (const auto& [type, word] :
         {std::pair{json_type::boolean, "boolean"}, std::pair{json_type::string, "string"},
          std::pair{json_type::array, "array"}, std::pair{json_type::object, "object"}})
        if (contains(types, type)) into.insert(word);
    if (contains(types, json_type::number))
        into.insert("number");
    else if (contains(types, json_type::integer))
        into.insert("integer");
}

contract declared(const endpoint& e) {
    contract made;
    take_types(e.root, made[""]);
    if (e.closed) made[""].insert("closed");
    const declaration d = declaration_of(e);
    for (const member& m : d.members) {
        if (m.at.empty()) break;
        facts& f = made[std::string{m.at}];
        take_types(m.type, f);
        if (m.required) f.insert("required");
        if (m.closed) f.insert("closed");
        if (m.null == nulls::documented && m.type != json_type::any) f.insert("null");
        if (m.format == format::date_time) f.insert("format date-time");
        if (m.format == format::uuid || m.format == format::uuid_not_nil) f.insert("format uuid");
        if (m.constant) f.insert(*m.constant ? "const true" : "const false");
        if (m.range.minimum > -1e300) f.insert("minimum " + std::to_string(m.range.minimum));
        if (m.range.maximum < 1e300) f.insert("maximum " + std::to_string(m.range.maximum));
        for (const std::string_view word : m.one_of)
            if (!word.empty()) f.insert("word " + std::string{word});
        if (m.role == role::status && !e.open_vocabulary)
            for (const status_word& word : d.words)
                if (!word.text.empty()) f.insert("word " + std::string{word.text});
    }
    return made;
}

std::string text_of(const facts& all) {
    std::string text;
    for (const std::string& fact : all)
        text += (text.empty() ? "" : ", ") + fact;
    return text;
}

/// Where a contract comes from.
struct papers {
    const endpoint& contract;
    std::string_view name;
    std::string_view vendor;
    std::string_view source;
    std::string_view checked;
};

const papers all_papers[] = {
    {vendors::userpilot::errors, "userpilot.errors", "Userpilot",
     "Userpilot API, error replies of the sibling endpoints", "2026-11-22"},
    {vendors::userpilot::job, "userpilot.job", "Userpilot", "Userpilot API, View Job ID", "2026-11-22"},
    {vendors::userpilot::job_list, "userpilot.job_list", "Userpilot", "Userpilot API, List Jobs",
     "2026-11-22"},
    {vendors::reply_io::problem_details, "reply_io.problem_details", "Reply.io",
     "Reply.io API v3, errors (application/problem+json)", "2026-11-22"},
    {vendors::reply_io::job, "reply_io.job", "Reply.io", "Reply.io API v3, Get a background job",
     "2026-11-22"},
    {vendors::reply_io::job_list, "reply_io.job_list", "Reply.io", "Reply.io API v3, List background jobs",
     "2026-11-22"},
    {vendors::retailgrid::validation_error, "retailgrid.validation_error", "Retailgrid",
     "Retailgrid Public API v1, Get job status, HTTPValidationError", "2026-11-22"},
    {vendors::retailgrid::job, "retailgrid.job", "Retailgrid", "Retailgrid Public API v1, Get job status",
     "2026-11-22"},
    {vendors::gu1::job, "gu1.job", "gu1", "gu1 API, Get batch job status", "2026-11-22"},
    {vendors::gu1::job_with_failures, "gu1.job_with_failures", "gu1",
     "gu1 API, Get batch job status, ?include=failures; bulk imports", "2026-11-22"},
    {vendors::azure::operation, "azure.operation", "Microsoft Azure",
     "Azure Resource Manager, Track asynchronous operations; common types v5, OperationStatusResult",
     "2026-11-25"},
    {vendors::azure::resource, "azure.resource", "Microsoft Azure",
     "Azure Resource Manager, resource provider contract, provisioningState", "2026-11-25"},
    {vendors::google::errors, "google.errors", "Google", "AIP-193, Errors", "2026-11-25"},
    {vendors::google::operation, "google.operation", "Google",
     "AIP-151, Long-running operations; google.longrunning.Operation", "2026-11-25"},
    {vendors::databricks::run, "databricks.run", "Databricks",
     "Databricks REST API, Jobs 2.2, Get a single job run", "2026-11-25"},
    {vendors::databricks::run_status, "databricks.run_status", "Databricks",
     "Databricks REST API, Jobs 2.2, Get a single job run, status", "2026-11-25"},
    {vendors::bigquery::errors, "bigquery.errors", "Google BigQuery", "BigQuery, Error messages",
     "2026-11-25"},
    {vendors::bigquery::job, "bigquery.job", "Google BigQuery",
     "BigQuery REST API v2, Method: jobs.get; Error messages", "2026-11-25"},
    {vendors::openai::errors, "openai.errors", "OpenAI", "OpenAI API reference, ErrorResponse", "2026-11-25"},
    {vendors::openai::batch, "openai.batch", "OpenAI", "OpenAI API reference, Retrieve batch", "2026-11-25"},
    {vendors::anthropic::errors, "anthropic.errors", "Anthropic", "Claude API, Errors", "2026-11-25"},
    {vendors::anthropic::message_batch, "anthropic.message_batch", "Anthropic",
     "Claude API, Retrieve a Message Batch", "2026-11-25"},
    {vendors::github::workflow_run, "github.workflow_run", "GitHub",
     "GitHub REST API 2022-11-28, Get a workflow run", "2026-11-25"},
    {vendors::gitlab::token_errors, "gitlab.token_errors", "GitLab",
     "GitLab REST API v4, Troubleshooting; RFC 6750, section 3.1", "2026-11-26"},
    {vendors::gitlab::pipeline, "gitlab.pipeline", "GitLab", "GitLab REST API v4, Get a single pipeline",
     "2026-11-25"},
    {vendors::salesforce::errors, "salesforce.errors", "Salesforce",
     "Bulk API 2.0, Errors; REST API, Status Codes and Error Responses", "2026-11-25"},
    {vendors::salesforce::bulk_job, "salesforce.bulk_job", "Salesforce",
     "Salesforce Bulk API 2.0, Get Information About an Ingest Job", "2026-11-25"},
    {vendors::zendesk::errors, "zendesk.errors", "Zendesk", "Zendesk API, Requests, Response format",
     "2026-11-25"},
    {vendors::zendesk::job_status, "zendesk.job_status", "Zendesk",
     "Zendesk Ticketing API, Job Statuses, Show Job Status", "2026-11-25"},
    {vendors::zendesk::job_status_list, "zendesk.job_status_list", "Zendesk",
     "Zendesk Ticketing API, Job Statuses, List Job Statuses; Pagination", "2026-11-25"},
};

void compare(const endpoint& e, const std::string& schema) {
    const contract by_rows = declared(e);
    const contract by_document = documented(schema);
    for (const auto& [at, said] : by_document) {
        CAPTURE(schema, at);
        const auto row = by_rows.find(at);
        if (row == by_rows.end()) {
            // A row is needed where there is something to check.
            CHECK(text_of(said) == "");
            continue;
        }
        CHECK(text_of(row->second) == text_of(said));
    }
    for (const auto& [at, said] : by_rows) {
        CAPTURE(schema, at);
        // What the vendor's prose knows of is in no schema, and its type is free.
        if (by_document.find(at) == by_document.end()) CHECK(text_of(said) == "");
    }
}

} // namespace

TEST_CASE("the rows of each endpoint say what the schema of its document says") {
    compare(vendors::userpilot::job, "userpilot.job");
    compare(vendors::userpilot::job_list, "userpilot.job_list");
    compare(vendors::reply_io::job, "reply_io.job");
    compare(vendors::reply_io::job_list, "reply_io.job_list");
    compare(vendors::retailgrid::job, "retailgrid.job");
    compare(vendors::retailgrid::validation_error, "retailgrid.job.422");
    compare(vendors::gu1::job, "gu1.job");
    compare(vendors::gu1::job_with_failures, "gu1.job_with_failures");
}

TEST_CASE(
    "each contract, those of error bodies too, says whose it is and which document it was checked against") {
    for (const papers& known : all_papers) {
        CAPTURE(std::string{known.name});
        CHECK(known.contract.name == known.name);
        CHECK(known.contract.vendor == known.vendor);
        CHECK(known.contract.source == known.source);
        CHECK(known.contract.checked == known.checked);
    }
}

TEST_CASE("each vendor's error replies are read by the contract that its document has for them") {
    using namespace vendors;
    for (const endpoint* e : {&userpilot::job, &userpilot::job_list})
        CHECK((e->errors[0].code == 0 && e->errors[0].body == &userpilot::errors));
    for (const endpoint* e : {&reply_io::job, &reply_io::job_list})
        CHECK((e->errors[0].code == 0 && e->errors[0].body == &reply_io::problem_details));
    CHECK(retailgrid::job.errors[0].code == 422);
    CHECK(retailgrid::job.errors[0].body == &retailgrid::validation_error);
    for (const endpoint* e : {&gu1::job, &gu1::job_with_failures})
        CHECK(e->errors[0].body == nullptr);
}
