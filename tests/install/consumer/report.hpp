#ifndef JOBPOLL_TESTS_INSTALL_CONSUMER_REPORT_HPP
#define JOBPOLL_TESTS_INSTALL_CONSUMER_REPORT_HPP

#include <string>

#include "library.hpp"

/// What became of a job, in words; made in another translation unit.
std::string report_of(const jobpoll::poller& poller);

#endif
