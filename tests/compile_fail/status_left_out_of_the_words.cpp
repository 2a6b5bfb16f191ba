// expect: the_status_has_words_of_which_one_ends_the_job
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.words[1] = {"late", phase::running};
#else
    d.words[2] = {"late", phase::running};
#endif
}));
