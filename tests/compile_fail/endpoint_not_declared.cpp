// expect: endpoint
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

using namespace std::chrono_literals;

void use(jobpoll::poller& poller) {
#if defined(JOBPOLL_FAILING_LINE)
    static constexpr jobpoll::endpoint e{jobpoll::declaration{}};
    poller = jobpoll::poller{e, {.max_wait = 1h}};
#else
    poller = jobpoll::poller{jobpoll::vendors::gu1::job, {.max_wait = 1h}};
#endif
}
