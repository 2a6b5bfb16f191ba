// expect: a_status_word_is_listed_once
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.fold_case = true;
    d.words[2] = {"DONE", phase::queued};
#else
    d.words[2] = {"DONE", phase::queued};
#endif
}));
