// jobpoll: Google BigQuery, jobs. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_BIGQUERY_HPP
#define JOBPOLL_VENDORS_BIGQUERY_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::bigquery {

/// The body of an error reply: the reason of the first error is the code.
///
/// *Source*: BigQuery, "Error messages", sample error response.
inline constexpr endpoint errors = declare_error_body(declaration{
    .name = "bigquery.errors",
    .vendor = "Google BigQuery",
    .source = "BigQuery, Error messages",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/error", .type = json_type::object},
            {.at = "/error/errors", .type = json_type::array},
            {.at = "/error/errors/*", .type = json_type::object},
            {.at = "/error/errors/*/reason", .type = json_type::string, .role = role::error_code},
            {.at = "/error/status", .type = json_type::string, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
        },
});

/// `GET /bigquery/v2/projects/{projectId}/jobs/{jobId}`: one job.
///
/// *Source*: BigQuery REST API v2, "Method: jobs.get", the Job resource; "Error messages" for the reasons.
/// DONE is every end, and `errorResult` tells the bad ones. `errors` without an `errorResult` are those that
/// the job got over (bad records that a load was allowed to skip). Times are Unix milliseconds in strings.
inline constexpr endpoint job = declare(declaration{
    .name = "bigquery.job",
    .vendor = "Google BigQuery",
    .source = "BigQuery REST API v2, Method: jobs.get; Error messages",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/jobReference", .type = json_type::object},
            {.at = "/jobReference/jobId", .type = json_type::string, .role = role::id},
            {.at = "/status", .type = json_type::object},
            {.at = "/status/state", .type = json_type::string, .role = role::status},
            {.at = "/status/errorResult", .type = json_type::object},
            {.at = "/status/errorResult/reason", .type = json_type::string, .role = role::error_code},
            {.at = "/status/errorResult/message", .type = json_type::string, .role = role::error_message},
            {.at = "/status/errors", .type = json_type::array},
            {.at = "/status/errors/*", .type = json_type::object},
            {.at = "/status/errors/*/message", .type = json_type::string, .role = role::reason},
            {.at = "/statistics", .type = json_type::object},
            {.at = "/statistics/creationTime", .type = json_type::string, .role = role::created},
            {.at = "/statistics/startTime", .type = json_type::string, .role = role::started},
            {.at = "/statistics/endTime", .type = json_type::string, .role = role::finished},
            {.at = "/statistics/completionRatio", .type = json_type::number, .role = role::progress},
        },
    .words = {{"PENDING", phase::queued},
              {"RUNNING", phase::running},
              {"DONE", phase::finished, outcome::succeeded}},
    .refine =
        {
            {.when = {{"/status/errorResult/reason", test::equals, "stopped"}},
             .phase = phase::finished,
             .outcome = outcome::cancelled},
            {.when = {{"/status/errorResult/reason", test::equals, "timeout"}},
             .phase = phase::finished,
             .outcome = outcome::deadline_exceeded},
            {.when = {{"/status/errorResult", test::present}},
             .phase = phase::finished,
             .outcome = outcome::failed},
            {.word = "DONE",
             .when = {{"/status/errors/*/message", test::present}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .progress = {.unit = progress_unit::fraction},
    .request = {.server = "https://bigquery.googleapis.com",
                .path = "/bigquery/v2/projects/{project}/jobs/{id}?location={location}",
                .authorization = "Bearer {access_token}"},
    .status_codes = {{.code = 403, .body_code = "rateLimitExceeded", .means = event::throttled},
                     {.code = 403, .body_code = "quotaExceeded", .means = event::throttled}},
    .errors = {{.body = &errors}, {.code = 500, .body = &errors}, {.code = 503, .body = &errors}},
    .accepted = {.id_at = "/jobReference/jobId"},
    .time_format = format::unix_milliseconds,
});

} // namespace jobpoll::inline v0::vendors::bigquery

#endif

#endif
