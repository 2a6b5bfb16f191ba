// jobpoll: following a job to its end in one call.
#ifndef JOBPOLL_FOLLOW_HPP
#define JOBPOLL_FOLLOW_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/poller.hpp>
#include <jobpoll/polling/follow.hpp>

#endif

#endif
