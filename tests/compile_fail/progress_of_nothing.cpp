// expect: progress_is_made_of_declared_roles
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.progress = {.unit = progress_unit::percent};
#else
    d.members[2] = {.at = "/p", .type = json_type::number, .role = role::progress};
    d.progress = {.unit = progress_unit::percent};
#endif
}));
