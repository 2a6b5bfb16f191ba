// jobpoll: Databricks, job runs. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_DATABRICKS_HPP
#define JOBPOLL_VENDORS_DATABRICKS_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::databricks {

// The older member `state` and the newer `status` say the same: the two shapes name each other.
extern const endpoint run_status;

/// `GET /api/2.2/jobs/runs/get?run_id=...`: one run, by its `state`.
///
/// *Source*: Databricks REST API, "Get a single job run". `state` is called deprecated, is still sent, and
/// tells a run that reached its own time limit (TIMEDOUT) from a cancelled one, which `status` does not:
/// where a reply has both, `state` decides. Times are Unix milliseconds, 0 until they are known. A run goes
/// back from RUNNING to WAITING_FOR_RETRY. A skipped run never started: a condition, a limit or an upstream
/// run kept it from that.
inline constexpr endpoint run = declare(declaration{
    .name = "databricks.run",
    .vendor = "Databricks",
    .source = "Databricks REST API, Jobs 2.2, Get a single job run",
    .checked = "2026-11-25",
    .members =
        {{.at = "/run_id", .type = json_type::integer, .role = role::id},
         {.at = "/state", .type = json_type::object},
         {.at = "/state/life_cycle_state",
          .type = json_type::string,
          .role = role::status,
          .may_go_back = true},
         {.at = "/state/result_state", .type = json_type::string, .role = role::reason_code},
         {.at = "/state/state_message", .type = json_type::string, .role = role::reason},
         {.at = "/start_time", .type = json_type::integer, .role = role::started},
         {.at = "/end_time", .type = json_type::integer, .role = role::finished, .blank = nulls::documented}},
    .words = {{"QUEUED", phase::queued},
              {"PENDING", phase::queued},
              {"BLOCKED", phase::queued},
              {"WAITING_FOR_RETRY", phase::queued},
              {"RUNNING", phase::running},
              {"TERMINATING", phase::finalizing},
              {"TERMINATED", phase::finished, outcome::unknown},
              {"SKIPPED", phase::finished, outcome::skipped},
              {"INTERNAL_ERROR", phase::finished, outcome::failed}},
    .refine = {{.word = "TERMINATED",
                .when = {{"/state/result_state", test::equals, "SUCCESS"}},
                .outcome = outcome::succeeded},
               {.word = "TERMINATED",
                .when = {{"/state/result_state", test::equals, "SUCCESS_WITH_FAILURES"}},
                .outcome = outcome::succeeded_with_failures},
               {.word = "TERMINATED",
                .when = {{"/state/result_state", test::equals, "FAILED"}},
                .outcome = outcome::failed},
               {.word = "TERMINATED",
                .when = {{"/state/result_state", test::equals, "TIMEDOUT"}},
                .outcome = outcome::deadline_exceeded},
               {.word = "TERMINATED",
                .when = {{"/state/result_state", test::equals, "CANCELED"}},
                .outcome = outcome::cancelled},
               {.word = "TERMINATED",
                .when = {{"/state/result_state", test::equals, {"EXCLUDED", "DISABLED", "UPSTREAM_FAILED"}}},
                .outcome = outcome::skipped},
               {.word = "TERMINATED",
                .when = {{"/state/result_state",
                          test::equals,
                          {"UPSTREAM_CANCELED", "MAXIMUM_CONCURRENT_RUNS_REACHED"}}},
                .outcome = outcome::skipped}},
    .request = {.server = "https://{workspace}",
                .path = "/api/2.2/jobs/runs/get?run_id={id}",
                .authorization = "Bearer {token}"},
    .discriminator = "/state",
    .alternative = &run_status,
    .accepted = {.id_at = "/run_id"},
    .time_format = format::unix_milliseconds,
});

/// The same reply by its `status`: the state, and why a run was terminated.
///
/// *Source*: as above, RunStatus, TerminationDetails. Every code of a termination that is not named here is a
/// failure. CANCELED is the platform's doing, for example at the maximum duration of a run.
inline constexpr endpoint run_status = declare(declaration{
    .name = "databricks.run_status",
    .vendor = "Databricks",
    .source = "Databricks REST API, Jobs 2.2, Get a single job run, status",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/run_id", .type = json_type::integer, .role = role::id},
            {.at = "/status", .type = json_type::object},
            {.at = "/status/state", .type = json_type::string, .role = role::status, .may_go_back = true},
            {.at = "/status/termination_details", .type = json_type::object},
            {.at = "/status/termination_details/code", .type = json_type::string, .role = role::reason_code},
            {.at = "/status/termination_details/message", .type = json_type::string, .role = role::reason},
            {.at = "/start_time", .type = json_type::integer, .role = role::started},
            {.at = "/end_time",
             .type = json_type::integer,
             .role = role::finished,
             .blank = nulls::documented},
        },
    .words =
        {
            {"QUEUED", phase::queued},
            {"PENDING", phase::queued},
            {"BLOCKED", phase::queued},
            {"WAITING", phase::queued},
            {"RUNNING", phase::running},
            {"TERMINATING", phase::finalizing},
            {"TERMINATED", phase::finished, outcome::unknown},
        },
    .refine =
        {
            {.word = "TERMINATED",
             .when = {{"/status/termination_details/code", test::equals, "SUCCESS"}},
             .outcome = outcome::succeeded},
            {.word = "TERMINATED",
             .when = {{"/status/termination_details/code", test::equals, "SUCCESS_WITH_FAILURES"}},
             .outcome = outcome::succeeded_with_failures},
            {.word = "TERMINATED",
             .when = {{"/status/termination_details/code", test::equals, {"USER_CANCELED", "CANCELED"}}},
             .outcome = outcome::cancelled},
            {.word = "TERMINATED",
             .when = {{"/status/termination_details/code",
                       test::equals,
                       {"SKIPPED", "DISABLED", "MAX_CONCURRENT_RUNS_EXCEEDED",
                        "MAX_JOB_QUEUE_SIZE_EXCEEDED"}}},
             .outcome = outcome::skipped},
            {.word = "TERMINATED",
             .when = {{"/status/termination_details/code", test::present}},
             .outcome = outcome::failed},
        },
    .discriminator = "/status",
    .alternative = &run,
    .time_format = format::unix_milliseconds,
});

} // namespace jobpoll::inline v0::vendors::databricks

#endif

#endif
