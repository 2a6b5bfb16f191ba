// jobpoll: gu1, batch imports. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_GU1_HPP
#define JOBPOLL_VENDORS_GU1_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::gu1 {

// The two shapes of the one URL name each other.
extern const endpoint job_with_failures;

/// `GET /batch-import/jobs/{jobId}`: the status of one batch import.
///
/// *Source*: gu1, "Get batch job status", JSON response (default, status only). `success` must be true, and
/// the dotted keys of the sample at the head of the page (`"job.status"`) are not the contract.
inline constexpr endpoint job = declare(declaration{
    .name = "gu1.job",
    .vendor = "gu1",
    .source = "gu1 API, Get batch job status",
    .checked = "2026-11-22",
    .job_at = "/job",
    .members =
        {
            {.at = "/success", .type = json_type::boolean, .required = true, .constant = true},
            {.at = "/job", .type = json_type::object, .required = true, .needed = true},
            {.at = "/job/jobId", .type = json_type::string, .required = true, .role = role::id},
            {.at = "/job/kind",
             .type = json_type::string,
             .required = true,
             .role = role::kind,
             .one_of = {"entity_automatic", "transaction_batch", "user_event_batch"}},
            {.at = "/job/status",
             .type = json_type::string,
             .required = true,
             .needed = true,
             .role = role::status},
            {.at = "/job/totalItems",
             .type = json_type::number,
             .null = nulls::documented,
             .role = role::total},
            {.at = "/job/succeeded",
             .type = json_type::number,
             .null = nulls::documented,
             .role = role::succeeded},
            {.at = "/job/failed", .type = json_type::number, .null = nulls::documented, .role = role::failed},
            {.at = "/job/skipped",
             .type = json_type::number,
             .null = nulls::documented,
             .role = role::skipped},
            // The words of jobFailure go before those of workerError.
            {.at = "/job/jobFailure", .type = json_type::object, .null = nulls::documented},
            {.at = "/job/jobFailure/code", .type = json_type::any, .role = role::error_code},
            {.at = "/job/jobFailure/message", .type = json_type::any, .role = role::error_message},
            {.at = "/job/heartbeatAt",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::heartbeat,
             .format = format::date_time},
            {.at = "/job/leaseExpiresAt",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::lease_expires,
             .format = format::date_time},
            {.at = "/job/workerError",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::error_message},
            {.at = "/job/createdAt",
             .type = json_type::string,
             .required = true,
             .role = role::created,
             .format = format::date_time},
            {.at = "/job/completedAt",
             .type = json_type::string,
             .null = nulls::documented,
             .role = role::finished,
             .format = format::date_time},
            {.at = "/job/metadata", .type = json_type::object, .null = nulls::documented, .role = role::hint},
            {.at = "/job/metadata/batchCancelRequested", .type = json_type::any, .null = nulls::documented},
        },
    .words =
        {
            {"queued", phase::queued},
            {"running", phase::running},
            {"completed", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
            {"cancelled", phase::finished, outcome::cancelled},
            {"interrupted", phase::finished, outcome::interrupted},
        },
    .refine =
        {
            // A cancel in progress still shows running, and may yet end completed.
            {.word = "running",
             .when = {{"/job/metadata/batchCancelRequested", test::is_set}},
             .phase = phase::cancelling},
            {.word = "completed",
             .when = {{"/job/failed", test::positive}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .progress = {.unit = progress_unit::ratio, .parts = {role::succeeded, role::failed, role::skipped}},
    .cadence = {{phase::running, std::chrono::seconds{2}, std::chrono::seconds{5}}},
    .request = {.server = "https://api.gu1.ai",
                .path = "/batch-import/jobs/{jobId}",
                .authorization = "Bearer {api_key}"},
    .discriminator = "/job",
    .alternative = &job_with_failures,
    .accepted = {.id_at = "/jobId"},
});

/// `GET /batch-import/jobs/{jobId}?include=failures`: the same job with its rows, flat.
///
/// *Source*: gu1, "Get batch job status", JSON response with ?include=failures; the members from gu1's pages
/// on bulk imports.
inline constexpr endpoint job_with_failures = declare(declaration{
    .name = "gu1.job_with_failures",
    .vendor = "gu1",
    .source = "gu1 API, Get batch job status, ?include=failures; bulk imports",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/success", .type = json_type::boolean, .required = true, .constant = true},
            {.at = "/jobId", .type = json_type::string, .required = true, .role = role::id},
            {.at = "/kind",
             .type = json_type::string,
             .required = true,
             .role = role::kind,
             .one_of = {"entity_automatic", "transaction_batch", "user_event_batch"}},
            {.at = "/status",
             .type = json_type::string,
             .required = true,
             .needed = true,
             .role = role::status},
            {.at = "/totalItems", .type = json_type::number, .null = nulls::documented, .role = role::total},
            {.at = "/succeeded",
             .type = json_type::number,
             .null = nulls::documented,
             .role = role::succeeded},
            {.at = "/failed", .type = json_type::number, .null = nulls::documented, .role = role::failed},
            {.at = "/skipped", .type = json_type::number, .null = nulls::documented, .role = role::skipped},
            {.at = "/failures", .type = json_type::array, .role = role::result},
            {.at = "/failures/*", .type = json_type::object},
            {.at = "/truncated", .type = json_type::boolean},
            {.at = "/failuresTotal", .type = json_type::number},
            {.at = "/skips", .type = json_type::array},
            {.at = "/skips/*", .type = json_type::object},
            {.at = "/skipsTotal", .type = json_type::number},
            {.at = "/jobFailure", .type = json_type::object, .null = nulls::documented},
            {.at = "/jobFailure/code", .type = json_type::any, .role = role::error_code},
            {.at = "/jobFailure/message", .type = json_type::any, .role = role::error_message},
        },
    .words =
        {
            {"queued", phase::queued},
            {"running", phase::running},
            {"completed", phase::finished, outcome::succeeded},
            {"failed", phase::finished, outcome::failed},
            {"cancelled", phase::finished, outcome::cancelled},
            {"interrupted", phase::finished, outcome::interrupted},
        },
    .refine =
        {
            {.word = "completed",
             .when = {{"/failed", test::positive}},
             .phase = phase::finished,
             .outcome = outcome::succeeded_with_failures},
        },
    .progress = {.unit = progress_unit::ratio, .parts = {role::succeeded, role::failed, role::skipped}},
    .cadence = {{phase::running, std::chrono::seconds{2}, std::chrono::seconds{5}}},
    .request = {.server = "https://api.gu1.ai",
                .path = "/batch-import/jobs/{jobId}?include=failures",
                .authorization = "Bearer {api_key}"},
    .discriminator = "/status",
    .alternative = &job,
    .accepted = {.id_at = "/jobId"},
});

} // namespace jobpoll::inline v0::vendors::gu1

#endif

#endif
