// expect: only_an_object_is_closed
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/x", .type = json_type::array, .closed = true};
#else
    d.members[2] = {.at = "/x", .type = json_type::object, .closed = true};
#endif
}));
