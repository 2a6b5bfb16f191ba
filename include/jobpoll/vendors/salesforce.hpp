// jobpoll: Salesforce, Bulk API 2.0. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_SALESFORCE_HPP
#define JOBPOLL_VENDORS_SALESFORCE_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::salesforce {

/// The body of an error reply: an array at the root.
///
/// *Source*: Bulk API 2.0, "Get Information About an Ingest Job", unsuccessful requests; REST API, "Status
/// Codes and Error Responses".
inline constexpr endpoint errors = declare_error_body(declaration{
    .name = "salesforce.errors",
    .vendor = "Salesforce",
    .source = "Bulk API 2.0, Errors; REST API, Status Codes and Error Responses",
    .checked = "2026-11-25",
    .root = json_type::array,
    .members =
        {
            {.at = "/*", .type = json_type::object},
            {.at = "/*/errorCode", .type = json_type::string, .role = role::error_code},
            {.at = "/*/message", .type = json_type::string, .role = role::error_message},
        },
});

/// `GET /services/data/vXX.X/jobs/ingest/{jobId}`, or `jobs/query/{queryJobId}`: one bulk job.
///
/// *Source*: Bulk API 2.0 (version 67.0), "Get Information About an Ingest Job", "Get Information About a
/// Query Job", "Job States". Open is blocked: the caller still uploads. Failed keeps the records that were
/// processed. `systemModstamp` is documented as the end, and is there from the start: no time is taken from
/// it.
inline constexpr endpoint bulk_job = declare(declaration{
    .name = "salesforce.bulk_job",
    .vendor = "Salesforce",
    .source = "Salesforce Bulk API 2.0, Get Information About an Ingest Job",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/id", .type = json_type::string, .role = role::id},
            {.at = "/operation", .type = json_type::string, .role = role::kind},
            {.at = "/object", .type = json_type::string, .role = role::name},
            {.at = "/state", .type = json_type::string, .role = role::status},
            {.at = "/createdDate",
             .type = json_type::string,
             .role = role::created,
             .format = format::iso_8601},
            {.at = "/systemModstamp", .type = json_type::string, .format = format::iso_8601},
            {.at = "/numberRecordsProcessed", .type = json_type::integer, .role = role::completed},
            {.at = "/numberRecordsFailed", .type = json_type::integer, .role = role::failed},
            {.at = "/errorMessage", .type = json_type::string, .role = role::error_message},
        },
    .words =
        {
            {"Open", phase::blocked},
            {"UploadComplete", phase::queued},
            {"InProgress", phase::running},
            {"JobComplete", phase::finished, outcome::succeeded},
            {"Failed", phase::finished, outcome::failed},
            {"Aborted", phase::finished, outcome::cancelled},
        },
    .refine =
        {
            {.word = "JobComplete",
             .when = {{"/numberRecordsFailed", test::positive}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .retention = std::chrono::hours{7 * 24},
    .request = {.server = "https://{domain}.my.salesforce.com",
                .path = "/services/data/{version}/jobs/{kind}/{id}",
                .authorization = "Bearer {access_token}"},
    .status_codes = {{.code = 403, .body_code = "REQUEST_LIMIT_EXCEEDED", .means = event::throttled}},
    .errors = {{.body = &errors}, {.code = 503, .body = &errors}},
    .accepted = {.id_at = "/id"},
});

} // namespace jobpoll::inline v0::vendors::salesforce

#endif

#endif
