// expect: a_format_or_a_list_of_words_is_for_strings
#include "a_declaration.hpp"

[[maybe_unused]] constexpr endpoint e = declare(changed([](declaration& d) {
#if defined(JOBPOLL_FAILING_LINE)
    d.members[2] = {.at = "/x", .type = json_type::number, .format = format::uuid};
#else
    d.members[2] = {.at = "/x", .type = json_type::string, .format = format::uuid};
#endif
}));
