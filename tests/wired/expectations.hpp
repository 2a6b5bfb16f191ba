// What every client has to make of every story.
#ifndef JOBPOLL_TESTS_WIRED_EXPECTATIONS_HPP
#define JOBPOLL_TESTS_WIRED_EXPECTATIONS_HPP

#include <string>
#include <vector>

#include "running_server.hpp"

namespace wired {

struct expectation {
    std::string story; ///< of vendor_server, or of tests/data where it has a slash
    std::string endpoint{};
    std::string job_id{};
    std::string target{};
    std::string outcome{};
    int exit_code = 0;
    int polls = 0;                   ///< as the client counts
    int requests = 0;                ///< as the server counts
    std::int64_t longest_gap_ms = 0; ///< between two requests, at the least
};

inline const std::string import_path = "/batch-import/jobs/";
inline const std::string gu1_id = "550e8400-e29b-41d4-a716-446655440000";
inline const std::string reply_io_id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
inline const std::string userpilot_id = "bulk:jobs:NX-ac54070e:c6f91301-54c1-4df7-a077-b34715c38875";
inline const std::string userpilot_encoded =
    "bulk%3Ajobs%3ANX-ac54070e%3Ac6f91301-54c1-4df7-a077-b34715c38875";
inline const std::string grid_id = "7f9c24e8-3b12-4fef-91d0-56c9e6a1b2c3";
inline const std::string other_grid_id = "3b0f7e52-6a44-4b7c-9f0e-2d1c5a8e7f10";

/// Every documented endpoint, by a recording of it.
inline const std::vector<expectation> every_endpoint = {
    {"userpilot/job.pending_refresh", "userpilot.job", userpilot_id,
     "/v1/background_jobs/" + userpilot_encoded, "succeeded", 0, 6, 6},
    {"userpilot/job_list.failed", "userpilot.job_list", userpilot_id, "/v1/background_jobs", "failed", 1, 6,
     6},
    {"reply_io/job.failed", "reply_io.job", reply_io_id, "/v3/background-jobs/" + reply_io_id, "failed", 1, 3,
     3, 1200},
    {"reply_io/job_list.success", "reply_io.job_list", reply_io_id, "/v3/background-jobs?top=200",
     "succeeded", 0, 4, 4, 1200},
    {"retailgrid/job.success", "retailgrid.job", grid_id, "/v1/jobs/" + grid_id, "succeeded", 0, 5, 5},
    {"gu1/job.success", "gu1.job", gu1_id, import_path + gu1_id, "succeeded", 0, 5, 5},
    {"gu1/job_with_failures.partial", "gu1.job_with_failures", gu1_id,
     import_path + gu1_id + "?include=failures", "succeeded_with_failures", 1, 5, 5},
};

/// Everything that can go wrong.
inline const std::vector<expectation> every_fault = {
    {"throttled_seconds", "gu1.job", "throttled-seconds", import_path + "throttled-seconds", "succeeded", 0,
     3, 3, 1000},
    {"throttled_date", "gu1.job", "throttled-date", import_path + "throttled-date", "succeeded", 0, 3, 3,
     2000},
    {"server_error", "gu1.job", "server-error", import_path + "server-error", "succeeded", 0, 3, 3},
    {"html_page", "gu1.job", "html-page", import_path + "html-page", "succeeded", 0, 4, 4},
    {"truncated", "gu1.job", "truncated", import_path + "truncated", "succeeded", 0, 3, 3},
    {"cut_off", "gu1.job", "cut-off", import_path + "cut-off", "succeeded", 0, 3, 3},
    {"dropped", "gu1.job", "dropped", import_path + "dropped", "succeeded", 0, 3, 3},
    {"reset", "gu1.job", "reset", import_path + "reset", "succeeded", 0, 3, 3},
    {"late", "gu1.job", "late", import_path + "late", "succeeded", 0, 3, 3, 2000},
    {"slow_body", "gu1.job", "slow-body", import_path + "slow-body", "succeeded", 0, 3, 3, 2000},
    {"too_long", "gu1.job", "too-long", import_path + "too-long", "succeeded", 0, 3, 3},
    {"redirected", "gu1.job", "redirected", import_path + "redirected", "succeeded", 0, 3, 3},
    {"failed", "gu1.job", "failed", import_path + "failed", "failed", 1, 2, 2},
    {"gone", "gu1.job", "gone", import_path + "gone", "gone", 3, 5, 5},
    {"unauthorized", "retailgrid.job", other_grid_id, "/v1/jobs/" + other_grid_id, "unauthorized", 2, 3, 3},
    {"renewed", "gu1.job", "renewed", import_path + "renewed", "succeeded", 0, 4, 4, 1000},
    {"rejected", "retailgrid.job", "not-a-uuid", "/v1/jobs/not-a-uuid", "rejected", 2, 1, 1},
};

} // namespace wired

#endif
