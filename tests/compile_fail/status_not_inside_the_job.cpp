// expect: there_is_one_status_member_inside_the_job
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[1].role = role::none;
#else
    d.members[0].role = role::none;
#endif
}));
