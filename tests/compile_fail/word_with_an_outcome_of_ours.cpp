// expect: a_finished_word_has_an_outcome_of_the_vendors_and_no_other_has_one
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.words[2] = {"late", phase::finished, outcome::timed_out};
#else
    d.words[2] = {"late", phase::finished, outcome::unknown};
#endif
}));
