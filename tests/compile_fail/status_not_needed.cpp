// expect: the_status_is_needed_unless_its_absence_has_a_phase
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[1].needed = false;
#else
    d.members[1].needed = false;
    d.phase_without_status = phase::running;
#endif
}));
