// jobpoll: GitLab, pipelines. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_GITLAB_HPP
#define JOBPOLL_VENDORS_GITLAB_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::gitlab {

/// The body of a refused token: `error` is a code there. In other replies it is a sentence, if it is there.
///
/// *Source*: RFC 6750, section 3.1, which GitLab follows; `message` from GitLab REST API, Troubleshooting.
inline constexpr endpoint token_errors = declare_error_body(declaration{
    .name = "gitlab.token_errors",
    .vendor = "GitLab",
    .source = "GitLab REST API v4, Troubleshooting; RFC 6750, section 3.1",
    .checked = "2026-11-26",
    .members =
        {
            {.at = "/error", .type = json_type::string, .role = role::error_code},
            {.at = "/error_description", .type = json_type::string, .role = role::error_message},
            {.at = "/message", .type = json_type::string, .role = role::error_message},
        },
});

/// `GET /api/v4/projects/{id}/pipelines/{pipeline_id}`: one pipeline.
///
/// *Source*: GitLab REST API, "Get a single pipeline"; waiting_for_callback and canceling from GitLab's
/// OpenAPI document. Jobs that may fail leave the status at success, and show in the group of
/// `detailed_status` alone. The status is folded from the jobs, and goes back when one of them waits or is
/// started by hand.
inline constexpr endpoint pipeline = declare(declaration{
    .name = "gitlab.pipeline",
    .vendor = "GitLab",
    .source = "GitLab REST API v4, Get a single pipeline",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/id", .type = json_type::integer, .role = role::id},
            {.at = "/status", .type = json_type::string, .role = role::status, .may_go_back = true},
            {.at = "/name", .type = json_type::string, .null = nulls::documented, .role = role::name},
            {.at = "/source", .type = json_type::string, .role = role::kind},
            {.at = "/created_at", .type = json_type::string, .role = role::created},
            {.at = "/started_at",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::started},
            {.at = "/finished_at",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::finished},
            {.at = "/yaml_errors",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::error_message},
            {.at = "/detailed_status", .type = json_type::object},
            {.at = "/detailed_status/group", .type = json_type::string},
        },
    .words =
        {
            {"created", phase::queued},
            {"waiting_for_resource", phase::queued},
            {"preparing", phase::queued},
            {"waiting_for_callback", phase::queued},
            {"pending", phase::queued},
            {"scheduled", phase::queued},
            {"manual", phase::blocked},
            {"running", phase::running},
            {"canceling", phase::cancelling},
            {"success", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
            {"canceled", phase::finished, outcome::cancelled},
            {"skipped", phase::finished, outcome::skipped},
        },
    .refine =
        {
            {.word = "success",
             .when = {{"/detailed_status/group", test::equals, "success-with-warnings"}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .request = {.server = "https://{host}",
                .path = "/api/v4/projects/{project}/pipelines/{id}",
                .authorization = "Bearer {access_token}"},
    .errors = {{401, &token_errors}, {403, &token_errors}},
    .accepted = {.id_at = "/id"},
});

} // namespace jobpoll::inline v0::vendors::gitlab

#endif

#endif
