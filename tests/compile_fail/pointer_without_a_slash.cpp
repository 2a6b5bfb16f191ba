// expect: a_pointer_starts_with_a_slash_and_has_no_tilde
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "x", .type = json_type::any};
#else
    d.members[2] = {.at = "/x", .type = json_type::any};
#endif
}));
