// The reader with the parser of Boost.JSON, header-only: no exceptions, no run-time types.
#include <jobpoll/poller.hpp>
#include <jobpoll/vendors/userpilot.hpp>

bool can_be_used(std::string_view body) {
    jobpoll::reader reader{jobpoll::vendors::userpilot::job};
    return is_usable(reader.read({.status = 200, .body = body}).event);
}
