// expect: a_role_is_given_once
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/x", .type = json_type::string, .role = role::id};
#else
    d.members[2] = {.at = "/x", .type = json_type::string, .role = role::error_message};
#endif
}));
