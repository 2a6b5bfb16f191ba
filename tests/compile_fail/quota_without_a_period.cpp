// expect: a_quota_has_requests_and_a_period
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.quota[0] = {100, milliseconds{0}};
#else
    d.quota[0] = {100, milliseconds{60000}};
#endif
}));
