// expect: max_wait
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

using namespace std::chrono_literals;

void use(jobpoll::poller& poller) {
#if defined(JOBPOLL_FAILING_LINE)
    poller = jobpoll::poller{jobpoll::vendors::gu1::job, {.job_id = "7"}};
#else
    poller = jobpoll::poller{jobpoll::vendors::gu1::job, {.job_id = "7", .max_wait = 1h}};
#endif
}
