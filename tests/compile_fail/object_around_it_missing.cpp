// expect: the_object_around_a_member_is_declared
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/o/x", .type = json_type::any};
#else
    d.members[2] = {.at = "/o", .type = json_type::object};
    d.members[3] = {.at = "/o/x", .type = json_type::any};
#endif
}));
