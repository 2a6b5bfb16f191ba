// expect: a_refinement_names_a_listed_word
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.refine[0] = {.word = "dnoe", .when = {{"/id", test::present}}, .phase = phase::blocked};
#else
    d.refine[0] = {.word = "done", .when = {{"/id", test::present}}, .phase = phase::blocked};
#endif
}));
