// expect: a_member_is_declared_once
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/id", .type = json_type::any};
#else
    d.members[2] = {.at = "/id2", .type = json_type::any};
#endif
}));
