// expect: system_clock
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

using namespace std::chrono_literals;

void use(jobpoll::poller& poller) {
#if defined(JOBPOLL_FAILING_LINE)
    (void)poller.restore(poller.save(), std::chrono::system_clock::time_point{});
#else
    (void)poller.restore(poller.save(), std::chrono::steady_clock::time_point{});
#endif
}
