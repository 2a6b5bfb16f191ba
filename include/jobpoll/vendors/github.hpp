// jobpoll: GitHub Actions, workflow runs. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_GITHUB_HPP
#define JOBPOLL_VENDORS_GITHUB_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::github {

/// `GET /repos/{owner}/{repo}/actions/runs/{run_id}`: one run of a workflow.
///
/// *Source*: GitHub REST API (2022-11-28), "Get a workflow run"; the words from its parameter `status` of
/// "List workflow runs". `status` says where the run is, `conclusion` how it ended. action_required is no
/// end: the run goes on under the same id once a maintainer approves it. A run with a deployment to approve
/// goes back from in_progress to waiting.
inline constexpr endpoint workflow_run = declare(declaration{
    .name = "github.workflow_run",
    .vendor = "GitHub",
    .source = "GitHub REST API 2022-11-28, Get a workflow run",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/id", .type = json_type::integer, .required = true, .role = role::id},
            {.at = "/name", .type = json_type::string, .null = nulls::documented, .role = role::name},
            {.at = "/event", .type = json_type::string, .required = true, .role = role::kind},
            {.at = "/status",
             .type = json_type::string,
             .required = true,
             .null = nulls::documented,
             .role = role::status,
             .may_go_back = true},
            {.at = "/conclusion",
             .type = json_type::string,
             .required = true,
             .null = nulls::documented,
             .role = role::reason_code},
            {.at = "/created_at", .type = json_type::string, .required = true, .role = role::created},
            {.at = "/run_started_at", .type = json_type::string, .role = role::started},
        },
    .words =
        {
            {"requested", phase::queued},
            {"queued", phase::queued},
            {"pending", phase::queued},
            {"waiting", phase::blocked},
            {"in_progress", phase::running},
            {"completed", phase::finished, outcome::unknown},
        },
    .refine =
        {
            {.when = {{"/conclusion", test::equals, {"success", "neutral"}}},
             .phase = phase::finished,
             .outcome = outcome::succeeded},
            {.when = {{"/conclusion", test::equals, {"failure", "startup_failure"}}},
             .phase = phase::finished,
             .outcome = outcome::failed},
            {.when = {{"/conclusion", test::equals, "cancelled"}},
             .phase = phase::finished,
             .outcome = outcome::cancelled},
            {.when = {{"/conclusion", test::equals, "skipped"}},
             .phase = phase::finished,
             .outcome = outcome::skipped},
            {.when = {{"/conclusion", test::equals, {"timed_out", "stale"}}},
             .phase = phase::finished,
             .outcome = outcome::deadline_exceeded},
            {.when = {{"/conclusion", test::equals, "action_required"}}, .phase = phase::blocked},
        },
    .quota = {{5000, std::chrono::hours{1}}},
    .request = {.server = "https://api.github.com",
                .path = "/repos/{owner}/{repo}/actions/runs/{id}",
                .authorization = "Bearer {token}",
                .headers = {"Accept: application/vnd.github+json", "X-GitHub-Api-Version: 2022-11-28"}},
    .accepted = {.id_at = "/workflow_run_id", .url_at = "/run_url"},
});

} // namespace jobpoll::inline v0::vendors::github

#endif

#endif
