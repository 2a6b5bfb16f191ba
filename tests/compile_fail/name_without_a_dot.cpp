// expect: an_endpoint_has_a_name_with_a_dot
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.name = "test";
#else
    d.name = "test.other";
#endif
}));
