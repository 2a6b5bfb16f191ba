// jobpoll: Userpilot, background jobs. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_USERPILOT_HPP
#define JOBPOLL_VENDORS_USERPILOT_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::userpilot {

/// The body of an error.
///
/// *Source*: Userpilot API, error replies of the sibling endpoints:
/// `{"errors":[{"details","error","error_code","message"}]}`.
inline constexpr endpoint errors = declare_error_body(declaration{
    .name = "userpilot.errors",
    .vendor = "Userpilot",
    .source = "Userpilot API, error replies of the sibling endpoints",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/errors", .type = json_type::array},
            {.at = "/errors/*", .type = json_type::object},
            {.at = "/errors/*/message", .type = json_type::any, .role = role::error_message},
            {.at = "/errors/*/details", .type = json_type::any, .role = role::error_message},
            {.at = "/errors/*/error", .type = json_type::any, .role = role::error_message},
            {.at = "/errors/*/error_code", .type = json_type::any, .role = role::error_code},
        },
});

/// `GET /v1/background_jobs`: many of them, without completed_rows and so without progress.
///
/// *Source*: Userpilot API, "List Jobs" (OpenAPI 3.0.0): called paginated there, with no cursor, page or
/// total documented.
inline constexpr endpoint job_list = declare(declaration{
    .name = "userpilot.job_list",
    .vendor = "Userpilot",
    .source = "Userpilot API, List Jobs",
    .checked = "2026-11-22",
    .root = json_type::array,
    .job_at = "/*",
    .members =
        {
            {.at = "/*", .type = json_type::object},
            {.at = "/*/elapsed_time", .type = json_type::integer},
            {.at = "/*/end_time", .type = json_type::string, .null = nulls::tolerated},
            {.at = "/*/file_size", .type = json_type::integer},
            {.at = "/*/filename", .type = json_type::string, .role = role::name},
            {.at = "/*/job_id", .type = json_type::string, .role = role::id},
            {.at = "/*/links", .type = json_type::string, .tolerated = json_type::any, .role = role::result},
            {.at = "/*/start_time", .type = json_type::string},
            {.at = "/*/status", .type = json_type::string, .needed = true, .role = role::status},
            {.at = "/*/total_rows", .type = json_type::integer, .role = role::total},
            {.at = "/*/type", .type = json_type::string, .role = role::kind},
        },
    .words =
        {
            {"queued", phase::queued},
            {"validating", phase::running},
            {"processing", phase::running},
            {"pending_refresh", phase::finalizing},
            {"completed", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
        },
    .retention = std::chrono::hours{72},
    .request = {.server = "https://analytex.userpilot.io",
                .path = "/v1/background_jobs",
                .authorization = "Token {api_key}"},
    .errors = {{.body = &errors}},
});

/// `GET /v1/background_jobs/{job_id}`: one import or export.
///
/// *Source*: Userpilot API, "View Job ID" (OpenAPI 3.0.0). Nothing is required, so that `{}` keeps the
/// contract and says nothing. The document's `format: uri` of job_id does not hold for the vendor's own ids,
/// and `format: style` of end_time and links is no format: neither is checked. A running job has to show that
/// it has no end and no links yet: null is tolerated there, and links of any type.
inline constexpr endpoint job = declare(declaration{
    .name = "userpilot.job",
    .vendor = "Userpilot",
    .source = "Userpilot API, View Job ID",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/completed_rows", .type = json_type::integer, .role = role::completed},
            {.at = "/elapsed_time", .type = json_type::integer},
            {.at = "/end_time", .type = json_type::string, .null = nulls::tolerated},
            {.at = "/file_size", .type = json_type::integer},
            {.at = "/filename", .type = json_type::string, .role = role::name},
            {.at = "/job_id", .type = json_type::string, .role = role::id},
            {.at = "/links", .type = json_type::string, .tolerated = json_type::any, .role = role::result},
            {.at = "/start_time", .type = json_type::string},
            {.at = "/status", .type = json_type::string, .needed = true, .role = role::status},
            {.at = "/total_rows", .type = json_type::integer, .role = role::total},
            {.at = "/type", .type = json_type::string, .role = role::kind},
        },
    .words =
        {
            {"queued", phase::queued},
            {"validating", phase::running},
            {"processing", phase::running},
            // All rows may be done already: the effects are not visible yet.
            {"pending_refresh", phase::finalizing},
            {"completed", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
        },
    .progress = {.unit = progress_unit::ratio, .parts = {role::completed}},
    .retention = std::chrono::hours{72},
    .request = {.server = "https://analytex.userpilot.io",
                .path = "/v1/background_jobs/{job_id}",
                .authorization = "Token {api_key}"},
    .errors = {{.body = &errors}},
    .list = &job_list,
    .accepted = {.id_at = "/job_id"},
});

} // namespace jobpoll::inline v0::vendors::userpilot

#endif

#endif
