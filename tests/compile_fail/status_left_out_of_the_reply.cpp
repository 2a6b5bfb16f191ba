// expect: status
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

using namespace std::chrono_literals;

void use(jobpoll::poller& poller) {
#if defined(JOBPOLL_FAILING_LINE)
    (void)poller.on_reply({.body = "{}"}, std::chrono::steady_clock::time_point{});
#else
    (void)poller.on_reply({.status = 200, .body = "{}"}, std::chrono::steady_clock::time_point{});
#endif
}
