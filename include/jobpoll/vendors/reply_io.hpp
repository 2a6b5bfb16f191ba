// jobpoll: Reply.io, background jobs. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_REPLY_IO_HPP
#define JOBPOLL_VENDORS_REPLY_IO_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::reply_io {

/// The body of an error: problem details with a code of the vendor's own. A 401 has no body.
///
/// *Source*: Reply.io API v3, errors; RFC 9457, section 3.1.
inline constexpr endpoint problem_details = declare_error_body(declaration{
    .name = "reply_io.problem_details",
    .vendor = "Reply.io",
    .source = "Reply.io API v3, errors (application/problem+json)",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/detail", .type = json_type::any, .role = role::error_message},
            {.at = "/title", .type = json_type::any, .role = role::error_message},
            {.at = "/errorCode", .type = json_type::any, .role = role::error_code},
        },
});

/// `GET /v3/background-jobs`: a page of them, without the opaque texts.
///
/// *Source*: Reply.io API v3, "List background jobs": `{"items":[...],"hasMore":bool}`, `top` up to 200,
/// `skip`.
inline constexpr endpoint job_list = declare(declaration{
    .name = "reply_io.job_list",
    .vendor = "Reply.io",
    .source = "Reply.io API v3, List background jobs",
    .checked = "2026-11-22",
    .job_at = "/items/*",
    .members =
        {
            {.at = "/items", .type = json_type::array, .needed = true},
            {.at = "/items/*", .type = json_type::object},
            {.at = "/items/*/jobId",
             .type = json_type::string,
             .role = role::id,
             .format = format::uuid_not_nil},
            {.at = "/items/*/status", .type = json_type::string, .needed = true, .role = role::status},
            {.at = "/items/*/category",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::kind},
            {.at = "/items/*/startedAt",
             .type = json_type::string,
             .null = nulls::tolerated,
             .role = role::started,
             .format = format::date_time},
            {.at = "/items/*/finishedAt",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::finished,
             .format = format::date_time},
            {.at = "/items/*/progress",
             .type = json_type::number,
             .null = nulls::documented,
             .role = role::progress,
             .range = {0, 1}},
            {.at = "/hasMore", .type = json_type::boolean},
        },
    .words =
        {
            {"Scheduled", phase::queued},
            {"Processing", phase::running},
            {"Done", phase::finished, outcome::succeeded},
            {"Failed", phase::finished, outcome::failed},
            {"Expired", phase::finished, outcome::expired},
            {"Cancelled", phase::finished, outcome::cancelled},
            {"Unknown", phase::finished, outcome::unknown},
        },
    .progress = {.unit = progress_unit::fraction},
    .quota = {{100, std::chrono::minutes{1}}, {3000, std::chrono::hours{1}}},
    .request = {.server = "https://api.reply.io",
                .path = "/v3/background-jobs?top=200",
                .authorization = "Bearer {api_key}"},
    .errors = {{.body = &problem_details}},
    .complete = {"/hasMore", test::is_false},
});

/// `GET /v3/background-jobs/{jobId}`: one background operation.
///
/// *Source*: Reply.io API v3, "Get a background job". Nothing is required. startedAt is documented as never
/// null, which a Scheduled job cannot keep: null is tolerated. `Unknown` is a terminal word of the vendor's
/// own. The document's sample contradicts itself (Scheduled, and finished): a warning. jsonData and
/// jsonDataResult are opaque texts.
inline constexpr endpoint job = declare(declaration{
    .name = "reply_io.job",
    .vendor = "Reply.io",
    .source = "Reply.io API v3, Get a background job",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/jobId", .type = json_type::string, .role = role::id, .format = format::uuid_not_nil},
            {.at = "/status", .type = json_type::string, .needed = true, .role = role::status},
            {.at = "/category", .type = json_type::string, .null = nulls::documented, .role = role::kind},
            {.at = "/startedAt",
             .type = json_type::string,
             .null = nulls::tolerated,
             .role = role::started,
             .format = format::date_time},
            {.at = "/finishedAt",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::finished,
             .format = format::date_time},
            {.at = "/progress",
             .type = json_type::number,
             .null = nulls::documented,
             .role = role::progress,
             .range = {0, 1}},
            {.at = "/jsonData", .type = json_type::string, .null = nulls::documented, .role = role::hint},
            {.at = "/jsonDataResult",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::result},
        },
    .words =
        {
            {"Scheduled", phase::queued},
            {"Processing", phase::running},
            {"Done", phase::finished, outcome::succeeded},
            {"Failed", phase::finished, outcome::failed},
            {"Expired", phase::finished, outcome::expired},
            {"Cancelled", phase::finished, outcome::cancelled},
            {"Unknown", phase::finished, outcome::unknown},
        },
    .progress = {.unit = progress_unit::fraction},
    .quota = {{100, std::chrono::minutes{1}}, {3000, std::chrono::hours{1}}},
    .request = {.server = "https://api.reply.io",
                .path = "/v3/background-jobs/{jobId}",
                .authorization = "Bearer {api_key}"},
    .errors = {{.body = &problem_details}},
    .list = &job_list,
    .accepted = {.location = true},
});

} // namespace jobpoll::inline v0::vendors::reply_io

#endif

#endif
