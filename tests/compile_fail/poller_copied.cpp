// expect: deleted
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

using namespace std::chrono_literals;

void use(jobpoll::poller& poller) {
#if defined(JOBPOLL_FAILING_LINE)
    jobpoll::poller other = poller;
#else
    jobpoll::poller other = std::move(poller);
#endif
}
