// jobpoll: OpenAI, batches. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_OPENAI_HPP
#define JOBPOLL_VENDORS_OPENAI_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::openai {

/// The body of an error reply; `code` is null where only the type is known.
///
/// *Source*: OpenAI API reference, ErrorResponse.
inline constexpr endpoint errors = declare_error_body(declaration{
    .name = "openai.errors",
    .vendor = "OpenAI",
    .source = "OpenAI API reference, ErrorResponse",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/error", .type = json_type::object},
            {.at = "/error/code",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::error_code},
            {.at = "/error/type", .type = json_type::string, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
        },
});

/// `GET /v1/batches/{batch_id}`: one batch of requests.
///
/// *Source*: OpenAI API reference, "Retrieve batch", the Batch object. Times are Unix seconds, and null until
/// they are known. A batch in which every request failed is completed, too: it is read as failed.
inline constexpr endpoint batch = declare(declaration{
    .name = "openai.batch",
    .vendor = "OpenAI",
    .source = "OpenAI API reference, Retrieve batch",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/id", .type = json_type::string, .required = true, .role = role::id},
            {.at = "/object", .type = json_type::string, .required = true, .one_of = {"batch"}},
            {.at = "/status", .type = json_type::string, .required = true, .role = role::status},
            {.at = "/created_at", .type = json_type::integer, .required = true, .role = role::created},
            {.at = "/in_progress_at", .type = json_type::integer, .role = role::started},
            {.at = "/expires_at", .type = json_type::integer, .role = role::expires},
            {.at = "/completed_at", .type = json_type::integer, .role = role::finished},
            {.at = "/failed_at", .type = json_type::integer, .role = role::finished},
            {.at = "/expired_at", .type = json_type::integer, .role = role::finished},
            {.at = "/cancelled_at", .type = json_type::integer, .role = role::finished},
            {.at = "/errors", .type = json_type::object},
            {.at = "/errors/data", .type = json_type::array},
            {.at = "/errors/data/*", .type = json_type::object},
            {.at = "/errors/data/*/code", .type = json_type::string, .role = role::error_code},
            {.at = "/errors/data/*/message", .type = json_type::string, .role = role::error_message},
            {.at = "/output_file_id", .type = json_type::string, .role = role::result},
            {.at = "/request_counts", .type = json_type::object},
            {.at = "/request_counts/total", .type = json_type::integer, .role = role::total},
            {.at = "/request_counts/completed", .type = json_type::integer, .role = role::succeeded},
            {.at = "/request_counts/failed", .type = json_type::integer, .role = role::failed},
        },
    .words =
        {
            {"validating", phase::running},
            {"in_progress", phase::running},
            {"finalizing", phase::finalizing},
            {"cancelling", phase::cancelling},
            {"completed", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
            {"expired", phase::finished, outcome::expired},
            {"cancelled", phase::finished, outcome::cancelled},
        },
    .refine =
        {
            {.word = "completed",
             .when = {{"/request_counts/failed", test::positive}, {"/request_counts/completed", test::zero}},
             .phase = phase::finished,
             .outcome = outcome::failed},
            {.word = "completed",
             .when = {{"/request_counts/failed", test::positive}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .progress = {.unit = progress_unit::ratio, .parts = {role::succeeded, role::failed}},
    .request = {.server = "https://api.openai.com",
                .path = "/v1/batches/{batch_id}",
                .authorization = "Bearer {api_key}"},
    .errors = {{.body = &errors}, {.code = 503, .body = &errors}},
    .accepted = {.id_at = "/id"},
    .null = nulls::documented,
    .time_format = format::unix_seconds,
});

} // namespace jobpoll::inline v0::vendors::openai

#endif

#endif
