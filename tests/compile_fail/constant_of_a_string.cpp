// expect: a_constant_is_for_booleans
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/x", .type = json_type::string, .constant = true};
#else
    d.members[2] = {.at = "/x", .type = json_type::boolean, .constant = true};
#endif
}));
