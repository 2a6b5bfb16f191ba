// jobpoll: following a job to its end in one call.
#ifndef JOBPOLL_FOLLOW_HPP
#define JOBPOLL_FOLLOW_HPP

#include <jobpoll/poller.hpp>
#include <jobpoll/polling/follow.hpp>

#endif
