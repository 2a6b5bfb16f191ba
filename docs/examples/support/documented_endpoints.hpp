// Every endpoint that comes with the library, in the order of the README.
#ifndef JOBPOLL_EXAMPLES_DOCUMENTED_ENDPOINTS_HPP
#define JOBPOLL_EXAMPLES_DOCUMENTED_ENDPOINTS_HPP

#include <jobpoll/vendors/gu1.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/retailgrid.hpp>
#include <jobpoll/vendors/userpilot.hpp>

namespace examples {

inline constexpr const jobpoll::endpoint* documented_endpoints[] = {
    &jobpoll::vendors::userpilot::job,         &jobpoll::vendors::userpilot::job_list,
    &jobpoll::vendors::reply_io::job,          &jobpoll::vendors::reply_io::job_list,
    &jobpoll::vendors::retailgrid::job,        &jobpoll::vendors::gu1::job,
    &jobpoll::vendors::gu1::job_with_failures,
};

} // namespace examples

#endif
