// jobpoll: Azure Resource Manager, asynchronous operations. Declarations only; no code.
#ifndef JOBPOLL_VENDORS_AZURE_HPP
#define JOBPOLL_VENDORS_AZURE_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/endpoint.hpp>

namespace jobpoll::inline v0::vendors::azure {

// A client polls either the operation or the resource that it changes: the two shapes name each other.
extern const endpoint resource;

/// `GET` of the URL in `Azure-AsyncOperation`: the status of one operation.
///
/// *Source*: Azure Resource Manager, "Track asynchronous Azure operations"; the resource provider contract,
/// "Operation resource format"; common types v5, OperationStatusResult. Only Succeeded, Failed and Canceled
/// end an operation; every other word is the resource provider's own, and means that it goes on. 202 and 204
/// are those of the `Location` URL.
inline constexpr endpoint operation = declare(declaration{
    .name = "azure.operation",
    .vendor = "Microsoft Azure",
    .source = "Azure Resource Manager, Track asynchronous operations; common types v5, OperationStatusResult",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/id", .type = json_type::string},
            {.at = "/name", .type = json_type::string, .role = role::id},
            {.at = "/status", .type = json_type::string, .required = true, .role = role::status},
            {.at = "/percentComplete", .type = json_type::number, .role = role::progress, .range = {0, 100}},
            {.at = "/startTime",
             .type = json_type::string,
             .role = role::started,
             .format = format::iso_8601},
            {.at = "/endTime", .type = json_type::string, .role = role::finished, .format = format::iso_8601},
            {.at = "/error", .type = json_type::object, .null = nulls::tolerated},
            {.at = "/error/code", .type = json_type::string, .role = role::error_code},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
            {.at = "/properties", .type = json_type::object, .null = nulls::tolerated, .role = role::result},
        },
    .words =
        {
            {"NotStarted", phase::queued},
            {"Accepted", phase::queued},
            {"InProgress", phase::running},
            {"Running", phase::running},
            {"Canceling", phase::cancelling},
            {"Cancelling", phase::cancelling},
            {"Succeeded", phase::finished, outcome::succeeded},
            {"Failed", phase::finished, outcome::failed},
            {"Canceled", phase::finished, outcome::cancelled},
            {"Cancelled", phase::finished, outcome::cancelled},
        },
    .open_vocabulary = true,
    .fold_case = true,
    .refine = {{.word = unlisted_word, .phase = phase::running}},
    .progress = {.unit = progress_unit::percent},
    .request = {.server = "https://management.azure.com",
                .path = "/subscriptions/{subscription}/providers/{provider}/locations/{region}/operations/"
                        "{id}?api-version={version}",
                .authorization = "Bearer {access_token}"},
    .status_codes = {{.code = 202, .phase = phase::running},
                     {.code = 204, .phase = phase::finished, .outcome = outcome::succeeded}},
    .discriminator = "/status",
    .alternative = &resource,
    .accepted = {.location = true},
});

/// `GET` of the resource itself: `properties.provisioningState` says how far its last operation is.
///
/// *Source*: the resource provider contract, "ProvisioningState property". A resource without one is ready.
/// `name` is the resource's, not the operation's, and identifies no job.
inline constexpr endpoint resource = declare(declaration{
    .name = "azure.resource",
    .vendor = "Microsoft Azure",
    .source = "Azure Resource Manager, resource provider contract, provisioningState",
    .checked = "2026-11-25",
    .members =
        {
            {.at = "/name", .type = json_type::string, .role = role::name},
            {.at = "/type", .type = json_type::string, .role = role::kind},
            {.at = "/properties", .type = json_type::object},
            {.at = "/properties/provisioningState", .type = json_type::string, .role = role::status},
        },
    .words =
        {
            {"NotStarted", phase::queued},
            {"Accepted", phase::queued},
            {"InProgress", phase::running},
            {"Running", phase::running},
            {"Canceling", phase::cancelling},
            {"Cancelling", phase::cancelling},
            {"Succeeded", phase::finished, outcome::succeeded},
            {"Failed", phase::finished, outcome::failed},
            {"Canceled", phase::finished, outcome::cancelled},
            {"Cancelled", phase::finished, outcome::cancelled},
        },
    .open_vocabulary = true,
    .fold_case = true,
    .phase_without_status = phase::running,
    .refine =
        {
            {.word = unlisted_word, .phase = phase::running},
            {.when = {{"/properties/provisioningState", test::absent}},
             .phase = phase::finished,
             .outcome = outcome::succeeded},
        },
    .request = {.server = "https://management.azure.com",
                .path = "/{+id}?api-version={version}",
                .authorization = "Bearer {access_token}"},
    .status_codes = {{.code = 202, .phase = phase::running},
                     {.code = 204, .phase = phase::finished, .outcome = outcome::succeeded}},
    .discriminator = "/properties",
    .alternative = &operation,
});

} // namespace jobpoll::inline v0::vendors::azure

#endif

#endif
