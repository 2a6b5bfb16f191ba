// jobpoll: Zendesk, job statuses. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_ZENDESK_HPP
#define JOBPOLL_VENDORS_ZENDESK_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::zendesk {

/// The body of an error reply: `error` is a code, or an object with a title.
///
/// *Source*: Zendesk API, "Requests", response format.
inline constexpr endpoint errors = declare_error_body(declaration{
    .name = "zendesk.errors",
    .vendor = "Zendesk",
    .source = "Zendesk API, Requests, Response format",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/description", .type = json_type::string, .role = role::error_message},
            {.at = "/error", .type = json_type::string | json_type::object, .role = role::error_code},
            {.at = "/error/title", .type = json_type::string, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
        },
});

extern const endpoint job_status_list;

/// `GET /api/v2/job_statuses/{job_status_id}`: one background job.
///
/// *Source*: Zendesk Ticketing API, "Job Statuses"; `killed` from earlier editions of the page. completed
/// says that every task was tried; `results` says which failed, in a member that depends on the kind of job.
/// The message is no error where all went well.
inline constexpr endpoint job_status = declare(declaration{
    .name = "zendesk.job_status",
    .vendor = "Zendesk",
    .source = "Zendesk Ticketing API, Job Statuses, Show Job Status",
    .checked = "2026-11-25",
    .job_at = "/job_status",
    .members =
        {
            {.at = "/job_status", .type = json_type::object, .needed = true},
            {.at = "/job_status/id", .type = json_type::string, .role = role::id},
            {.at = "/job_status/job_type", .type = json_type::string, .role = role::kind},
            {.at = "/job_status/url", .type = json_type::string, .role = role::next_url},
            {.at = "/job_status/status", .type = json_type::string, .role = role::status},
            {.at = "/job_status/total", .type = json_type::integer, .role = role::total},
            {.at = "/job_status/progress", .type = json_type::integer, .role = role::completed},
            {.at = "/job_status/message", .type = json_type::string, .role = role::reason},
            {.at = "/job_status/results", .type = json_type::array | json_type::object, .role = role::result},
            {.at = "/job_status/results/*", .type = json_type::object},
            {.at = "/job_status/results/*/success", .type = json_type::boolean},
            {.at = "/job_status/results/*/error", .type = json_type::string},
        },
    .words =
        {
            {"queued", phase::queued},
            {"working", phase::running},
            {"completed", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
            {"killed", phase::finished, outcome::cancelled},
        },
    .refine =
        {
            {.word = "completed",
             .when = {{"/job_status/results/*/success", test::is_false}},
             .phase = phase::finished,
             .outcome = outcome::failed,
             .over = over::all},
            {.word = "completed",
             .when = {{"/job_status/results/*/error", test::present}},
             .phase = phase::finished,
             .outcome = outcome::failed,
             .over = over::all},
            {.word = "completed",
             .when = {{"/job_status/results/*/success", test::is_false}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
            {.word = "completed",
             .when = {{"/job_status/results/*/error", test::present}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .progress = {.unit = progress_unit::ratio, .parts = {role::completed}},
    .retention = std::chrono::hours{24},
    .request = {.server = "https://{subdomain}.zendesk.com",
                .path = "/api/v2/job_statuses/{id}",
                .authorization = "Bearer {access_token}"},
    .errors = {{.body = &errors}},
    .list = &job_status_list,
    .accepted = {.id_at = "/job_status/id", .url_at = "/job_status/url"},
    .null = nulls::documented,
});

/// `GET /api/v2/job_statuses`: the jobs of the last day, a page at a time.
///
/// *Source*: Zendesk Ticketing API, "Job Statuses", "List Job Statuses"; "Pagination" for `meta`.
inline constexpr endpoint job_status_list = declare(declaration{
    .name = "zendesk.job_status_list",
    .vendor = "Zendesk",
    .source = "Zendesk Ticketing API, Job Statuses, List Job Statuses; Pagination",
    .checked = "2026-11-25",
    .job_at = "/job_statuses/*",
    .members =
        {
            {.at = "/job_statuses", .type = json_type::array, .needed = true},
            {.at = "/job_statuses/*", .type = json_type::object},
            {.at = "/meta", .type = json_type::object},
            {.at = "/meta/has_more", .type = json_type::boolean},
        },
    .retention = std::chrono::hours{24},
    .request = {.server = "https://{subdomain}.zendesk.com",
                .path = "/api/v2/job_statuses?page[size]=100",
                .authorization = "Bearer {access_token}"},
    .errors = {{.body = &errors}},
    .complete = {"/meta/has_more", test::is_false},
    .items_of = &job_status,
});

} // namespace jobpoll::inline v0::vendors::zendesk

#endif

#endif
