// jobpoll: Google APIs, long-running operations. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_GOOGLE_HPP
#define JOBPOLL_VENDORS_GOOGLE_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::google {

/// The body of an error reply: the status name says more than the number, which repeats the HTTP status.
///
/// *Source*: AIP-193, Errors, the HTTP mapping of google.rpc.Status.
inline constexpr endpoint errors = declare_error_body(declaration{
    .name = "google.errors",
    .vendor = "Google",
    .source = "AIP-193, Errors",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/error", .type = json_type::object},
            {.at = "/error/status", .type = json_type::string, .role = role::error_code},
            {.at = "/error/code", .type = json_type::integer, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
        },
});

/// `GET /v1/{name}`: one long-running operation of any Google API.
///
/// *Source*: AIP-151; google/longrunning/operations.proto. `done` is the status, and JSON leaves it out where
/// it is false. A done operation has `error` or `response`; one that has neither is read as a success without
/// a value. `metadata` is each service's own: the members declared here are the names that most services use.
inline constexpr endpoint operation = declare(declaration{
    .name = "google.operation",
    .vendor = "Google",
    .source = "AIP-151, Long-running operations; google.longrunning.Operation",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/name", .type = json_type::string, .role = role::id},
            {.at = "/done", .type = json_type::boolean, .role = role::status},
            {.at = "/error", .type = json_type::object},
            {.at = "/error/code", .type = json_type::integer, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
            {.at = "/response", .type = json_type::object, .role = role::result},
            {.at = "/metadata", .type = json_type::object, .role = role::hint},
            {.at = "/metadata/createTime", .type = json_type::string, .role = role::created},
            {.at = "/metadata/startTime", .type = json_type::string, .role = role::started},
            {.at = "/metadata/endTime", .type = json_type::string, .role = role::finished},
            {.at = "/metadata/progressPercent", .type = json_type::integer, .role = role::progress},
        },
    .words =
        {
            {"false", phase::running},
            {"true", phase::finished, outcome::succeeded},
        },
    .phase_without_status = phase::running,
    .refine =
        {
            // google.rpc.Code: 1 is CANCELLED, 4 is DEADLINE_EXCEEDED.
            {.word = "true",
             .when = {{"/error/code", test::equals, "1"}},
             .phase = phase::finished,
             .outcome = outcome::cancelled},
            {.word = "true",
             .when = {{"/error/code", test::equals, "4"}},
             .phase = phase::finished,
             .outcome = outcome::deadline_exceeded},
            {.word = "true",
             .when = {{"/error", test::present}},
             .phase = phase::finished,
             .outcome = outcome::failed},
        },
    .progress = {.unit = progress_unit::percent},
    .request = {.server = "https://{service}.googleapis.com",
                .path = "/v1/{+id}",
                .authorization = "Bearer {access_token}"},
    .errors = {{.body = &errors}, {.code = 503, .body = &errors}},
    .accepted = {.id_at = "/name"},
});

} // namespace jobpoll::inline v0::vendors::google

#endif

#endif
