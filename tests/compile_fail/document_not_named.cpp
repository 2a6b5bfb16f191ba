// expect: an_endpoint_names_its_document_and_the_day_it_was_checked
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.checked = "";
#else
    d.checked = "2026-11-23";
#endif
}));
