// expect: another_shape_is_told_by_a_declared_member
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.discriminator = "/nothing";
#else
    d.discriminator = "/status";
#endif
}));
