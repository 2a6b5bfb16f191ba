// expect: a_status_code_is_between_100_and_599_and_means_an_answer
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.status_codes[0] = {200, event::cancelled};
#else
    d.status_codes[0] = {200, event::gone};
#endif
}));
