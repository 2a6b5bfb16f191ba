// jobpoll: Anthropic, message batches. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_ANTHROPIC_HPP
#define JOBPOLL_VENDORS_ANTHROPIC_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::anthropic {

/// The body of an error reply: `error.type` is the code. 529 is an overloaded API.
///
/// *Source*: Claude API, Errors.
inline constexpr endpoint errors = declare_error_body(declaration{
    .name = "anthropic.errors",
    .vendor = "Anthropic",
    .source = "Claude API, Errors",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/error", .type = json_type::object},
            {.at = "/error/type", .type = json_type::string, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
        },
});

/// `GET /v1/messages/batches/{message_batch_id}`: one batch of messages.
///
/// *Source*: Claude API, "Retrieve a Message Batch". `ended` covers every end; the counts say which. They
/// stay at zero, all requests `processing`, until the whole batch ends.
inline constexpr endpoint message_batch = declare(declaration{
    .name = "anthropic.message_batch",
    .vendor = "Anthropic",
    .source = "Claude API, Retrieve a Message Batch",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/id", .type = json_type::string, .required = true, .role = role::id},
            {.at = "/type", .type = json_type::string, .required = true, .one_of = {"message_batch"}},
            {.at = "/processing_status", .type = json_type::string, .required = true, .role = role::status},
            {.at = "/request_counts", .type = json_type::object, .required = true},
            {.at = "/request_counts/processing", .type = json_type::integer, .role = role::remaining},
            {.at = "/request_counts/succeeded", .type = json_type::integer, .role = role::succeeded},
            {.at = "/request_counts/errored", .type = json_type::integer, .role = role::failed},
            {.at = "/request_counts/canceled", .type = json_type::integer, .role = role::skipped},
            {.at = "/request_counts/expired", .type = json_type::integer, .role = role::skipped},
            {.at = "/created_at", .type = json_type::string, .required = true, .role = role::created},
            {.at = "/expires_at", .type = json_type::string, .required = true, .role = role::expires},
            {.at = "/ended_at", .type = json_type::string, .null = nulls::documented, .role = role::finished},
            {.at = "/cancel_initiated_at", .type = json_type::string, .null = nulls::documented},
            {.at = "/archived_at", .type = json_type::string, .null = nulls::documented},
            {.at = "/results_url",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::result_url},
        },
    .words =
        {
            {"in_progress", phase::running},
            {"canceling", phase::cancelling},
            {"ended", phase::finished, outcome::succeeded},
        },
    .refine =
        {
            {.word = "ended",
             .when = {{"/request_counts/canceled", test::positive}},
             .phase = phase::finished,
             .outcome = outcome::cancelled},
            {.word = "ended",
             .when = {{"/request_counts/expired", test::positive}},
             .phase = phase::finished,
             .outcome = outcome::expired},
            {.word = "ended",
             .when = {{"/request_counts/errored", test::positive}, {"/request_counts/succeeded", test::zero}},
             .phase = phase::finished,
             .outcome = outcome::failed},
            {.word = "ended",
             .when = {{"/request_counts/errored", test::positive}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .progress = {.unit = progress_unit::ratio, .parts = {role::succeeded, role::failed, role::skipped}},
    .request = {.server = "https://api.anthropic.com",
                .path = "/v1/messages/batches/{message_batch_id}",
                .headers = {"x-api-key: {api_key}", "anthropic-version: 2023-06-01"}},
    .errors = {{.body = &errors}, {.code = 529, .body = &errors}},
    .accepted = {.id_at = "/id"},
});

} // namespace jobpoll::inline v0::vendors::anthropic

#endif

#endif
