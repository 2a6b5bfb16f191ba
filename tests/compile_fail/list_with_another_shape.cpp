// expect: a_list_has_no_alternative
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
    d.root = json_type::array;
    d.job_at = "/*";
    d.members[0].at = "/*";
    d.members[0].type = json_type::object;
    d.members[0].role = role::none;
    d.members[1].at = "/*/status";
#if defined(JOBPOLL_FAILING_LINE)
    d.discriminator = "/*/status";
#endif
}));
