// expect: a_shortest_delay_is_above_zero_and_not_above_the_longest
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.cadence[0] = {phase::running, milliseconds{5}, milliseconds{2}};
#else
    d.cadence[0] = {phase::running, milliseconds{2}, milliseconds{5}};
#endif
}));
