// The poller as a program with separate compilation sees it: no Boost, no exceptions, no run-time types.
#define JOBPOLL_SEPARATE_COMPILATION
#include <jobpoll/poller.hpp>
#include <jobpoll/vendors/gu1.hpp>

jobpoll::decision whole_life(std::string_view body, std::chrono::steady_clock::time_point now) {
    jobpoll::poller poller{jobpoll::vendors::gu1::job, "7", {.max_wait = std::chrono::hours{1}}};
    (void)poller.start(now);
    (void)poller.on_reply({.status = 200, .body = body}, now);
    (void)poller.on_no_reply(now);
    const jobpoll::snapshot saved = poller.save();
    if (poller.restore(saved, now, poller.last_body()) != jobpoll::snapshot_error::none)
        return poller.pending();
    return poller.cancel(now);
}
