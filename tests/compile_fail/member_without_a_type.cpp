// expect: a_member_has_a_type
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/x"};
#else
    d.members[2] = {.at = "/x", .type = json_type::any};
#endif
}));
