// jobpoll: the bodies of error replies that many services share, as one contract that forbids nothing.
#ifndef JOBPOLL_CONTRACT_ERROR_BODY_HPP
#define JOBPOLL_CONTRACT_ERROR_BODY_HPP

#include <jobpoll/contract/declare.hpp>

namespace jobpoll::inline v0 {

/// What to look for in an error body that the endpoint does not document; the first message in this order is
/// handed on.
///
/// *Source*: RFC 9457, section 3.1 (title, detail); the `detail[]` of FastAPI's validation errors;
/// `errors[]`, `error` and `message` as services commonly have them.
inline constexpr endpoint any_error_body = declare_error_body(declaration{
    .name = "any.error",
    .source = "RFC 9457, section 3.1, and common usage",
    .checked = "2026-11-22",
    .members =
        {
            {.at = "/detail", .type = json_type::string | json_type::array, .role = role::error_message},
            {.at = "/detail/*", .type = json_type::object},
            {.at = "/detail/*/msg", .type = json_type::string, .role = role::error_message},
            {.at = "/detail/*/loc", .type = json_type::any, .role = role::hint},
            {.at = "/message", .type = json_type::string, .role = role::error_message},
            {.at = "/error_description", .type = json_type::string, .role = role::error_message},
            {.at = "/errors", .type = json_type::array},
            {.at = "/errors/*", .type = json_type::string | json_type::object, .role = role::error_message},
            {.at = "/errors/*/message", .type = json_type::string, .role = role::error_message},
            {.at = "/errors/*/details", .type = json_type::string, .role = role::error_message},
            {.at = "/errors/*/error_code", .type = json_type::any, .role = role::error_code},
            {.at = "/error", .type = json_type::string | json_type::object, .role = role::error_message},
            {.at = "/error/message", .type = json_type::string, .role = role::error_message},
            {.at = "/error/code", .type = json_type::any, .role = role::error_code},
            {.at = "/title", .type = json_type::string, .role = role::error_message},
            {.at = "/errorCode", .type = json_type::any, .role = role::error_code},
            {.at = "/error_code", .type = json_type::any, .role = role::error_code},
            {.at = "/code", .type = json_type::any, .role = role::error_code},
        },
});

} // namespace jobpoll::inline v0

#endif
