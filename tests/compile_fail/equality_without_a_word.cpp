// expect: a_test_for_equality_has_a_word_and_no_other_has_one
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.refine[0] = {.when = {{"/id", test::equals}}, .phase = phase::blocked};
#else
    d.refine[0] = {.when = {{"/id", test::equals, "7"}}, .phase = phase::blocked};
#endif
}));
