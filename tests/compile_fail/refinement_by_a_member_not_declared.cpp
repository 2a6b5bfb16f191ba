// expect: a_refinement_tests_a_declared_member
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.refine[0] = {.when = {{"/error", test::present}}, .phase = phase::blocked};
#else
    d.refine[0] = {.when = {{"/id", test::present}}, .phase = phase::blocked};
#endif
}));
