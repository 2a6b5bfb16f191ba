// The reader with the parser of Boost.JSON, header-only: no exceptions, no run-time types.
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/vendors/userpilot.hpp>

bool is_usable(std::string_view body, std::vector<jobpoll::violation>& violations,
               std::vector<char>& decoded) {
    return read(jobpoll::vendors::userpilot::job, {.status = 200, .body = body}, {}, {violations, decoded})
        .usable();
}
