// expect: a_path_has_one_place_for_the_job_id_unless_it_is_a_lists
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.request.path = "/jobs";
#else
    d.request.path = "/jobs/{id}";
#endif
}));
