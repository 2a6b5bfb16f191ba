// jobpoll: Retailgrid, asynchronous jobs. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_RETAILGRID_HPP
#define JOBPOLL_VENDORS_RETAILGRID_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::retailgrid {

/// The body of a 422: the request itself is wrong, and `loc` says where.
///
/// *Source*: Retailgrid Public API v1, HTTPValidationError and ValidationError in "Get job status"
/// (OpenAPI 3.1.0).
inline constexpr endpoint validation_error = declare_error_body(declaration{
    .name = "retailgrid.validation_error",
    .vendor = "Retailgrid",
    .source = "Retailgrid Public API v1, Get job status, HTTPValidationError",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/detail", .type = json_type::array},
            {.at = "/detail/*", .type = json_type::object},
            {.at = "/detail/*/loc", .type = json_type::array, .required = true, .role = role::hint},
            {.at = "/detail/*/loc/*", .type = json_type::string | json_type::integer},
            {.at = "/detail/*/msg", .type = json_type::string, .required = true, .role = role::error_message},
            {.at = "/detail/*/type", .type = json_type::string, .required = true, .role = role::error_code},
        },
});

/// `GET /v1/jobs/{job_id}`: one bulk upsert or import.
///
/// *Source*: Retailgrid Public API v1, "Get job status" (OpenAPI 3.1.0). The object is closed and the status
/// a free string; its words, the unit of progress (percent) and the cadence come from the vendor's guide to
/// asynchronous jobs. A word that is not listed is judged by the rest of the payload.
inline constexpr endpoint job = declare(declaration{
    .name = "retailgrid.job",
    .vendor = "Retailgrid",
    .source = "Retailgrid Public API v1, Get job status",
    .checked = "2026-11-22",
    .closed = true,
    .members =
        {
            {.at = "/job_id",
             .type = json_type::string,
             .required = true,
             .role = role::id,
             .format = format::uuid},
            {.at = "/job_type", .type = json_type::string, .required = true, .role = role::kind},
            {.at = "/status",
             .type = json_type::string,
             .required = true,
             .needed = true,
             .role = role::status},
            {.at = "/progress",
             .type = json_type::integer,
             .null = nulls::documented,
             .role = role::progress},
            {.at = "/created_at",
             .type = json_type::string,
             .required = true,
             .role = role::created,
             .format = format::date_time},
            {.at = "/started_at",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::started,
             .format = format::date_time},
            {.at = "/completed_at",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::finished,
             .format = format::date_time},
            {.at = "/error_message",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::error_message},
            {.at = "/grid_id", .type = json_type::string, .null = nulls::documented, .format = format::uuid},
            {.at = "/related_grid_fill_job_id",
             .type = json_type::string,
             .null = nulls::documented,
             .format = format::uuid},
            {.at = "/grid_items_count", .type = json_type::integer, .null = nulls::documented},
        },
    .words =
        {
            {"queued", phase::queued},
            {"running", phase::running},
            {"completed", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
        },
    .open_vocabulary = true,
    .refine =
        {
            {.word = unlisted_word,
             .when = {{"/completed_at", test::present}, {"/error_message", test::present}},
             .phase = phase::finished,
             .outcome = outcome::failed},
            {.word = unlisted_word,
             .when = {{"/completed_at", test::present}, {"/error_message", test::absent}},
             .phase = phase::finished,
             .outcome = outcome::unknown},
        },
    .progress = {.unit = progress_unit::percent},
    .cadence = {{phase::running, std::chrono::seconds{5}, std::chrono::seconds{10}},
                {phase::queued, std::chrono::seconds{30}, std::chrono::seconds{60}}},
    .request = {.path = "/v1/jobs/{job_id}", .authorization = "Bearer {api_key}"},
    .errors = {{.code = 422, .body = &validation_error}},
    .accepted = {.id_at = "/job_id"},
});

} // namespace jobpoll::inline v0::vendors::retailgrid

#endif

#endif
