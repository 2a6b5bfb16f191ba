// Everything, header-only.
#ifndef JOBPOLL_TESTS_PURITY_TWO_UNITS_HPP
#define JOBPOLL_TESTS_PURITY_TWO_UNITS_HPP

#include <jobpoll/dot.hpp>
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/testing/script.hpp>
#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

const jobpoll::endpoint* endpoint_of_the_other_unit();
jobpoll::outcome outcome_in_the_other_unit(std::string_view body);

inline jobpoll::outcome outcome_of(std::string_view body) {
    jobpoll::poller poller{jobpoll::vendors::gu1::job_with_failures, {}, {.max_wait = std::chrono::hours{1}}};
    return poller.on_reply({.status = 200, .body = body}, std::chrono::steady_clock::time_point{}).outcome;
}

#endif
