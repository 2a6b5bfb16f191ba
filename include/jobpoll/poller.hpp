// jobpoll: the poller, which follows one job.
#ifndef JOBPOLL_POLLER_HPP
#define JOBPOLL_POLLER_HPP

#include <jobpoll/polling/poller.hpp>
#if !defined(JOBPOLL_SEPARATE_COMPILATION) || defined(JOBPOLL_SOURCE)
#include <jobpoll/reading/reader.ipp>
#endif

#endif
