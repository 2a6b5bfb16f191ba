#include "report.hpp"

std::string report_of(const jobpoll::poller& poller) {
    return jobpoll::describe(poller.pending());
}
