// expect: a_range_is_for_numbers
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/x", .type = json_type::string, .range = {0, 1}};
#else
    d.members[2] = {.at = "/x", .type = json_type::integer, .range = {0, 1}};
#endif
}));
