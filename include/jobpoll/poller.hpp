// jobpoll: the poller, which follows one job.
#ifndef JOBPOLL_POLLER_HPP
#define JOBPOLL_POLLER_HPP

#include <jobpoll/polling/poller.hpp>

#endif
