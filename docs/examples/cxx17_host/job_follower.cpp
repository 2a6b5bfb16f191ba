// The only file of this program that is compiled as C++20.
#include "job_follower.hpp"

#include <sstream>

#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

struct job_follower::implementation {
    jobpoll::poller poller;

    [[nodiscard]] static std::chrono::steady_clock::time_point now() {
        return std::chrono::steady_clock::now();
    }

    [[nodiscard]] static next_step as_step(const jobpoll::decision& next) {
        std::ostringstream summary;
        summary << next;
        return {.poll_again = next.poll_again(),
                .renew_credentials = next.why == jobpoll::reason::unauthorized,
                .wait = next.remaining(now()),
                .succeeded = next.outcome == jobpoll::outcome::succeeded,
                .may_still_run = jobpoll::job_may_still_run(next.outcome),
                .summary = summary.str()};
    }
};

job_follower::job_follower(const std::string& job_id, std::chrono::milliseconds max_wait)
    : implementation_{
          new implementation{jobpoll::poller{jobpoll::vendors::gu1::job, job_id, {.max_wait = max_wait}}}} {}

job_follower::~job_follower() = default;
job_follower::job_follower(job_follower&&) noexcept = default;
job_follower& job_follower::operator=(job_follower&&) noexcept = default;

next_step job_follower::start() {
    return implementation::as_step(implementation_->poller.start(implementation::now()));
}

next_step job_follower::on_reply(const http_reply& received) {
    return implementation::as_step(implementation_->poller.on_reply({.status = received.status,
                                                                     .retry_after = received.retry_after,
                                                                     .date = received.date,
                                                                     .location = received.location,
                                                                     .body = received.body},
                                                                    implementation::now()));
}

next_step job_follower::on_no_reply() {
    return implementation::as_step(implementation_->poller.on_no_reply(implementation::now()));
}
