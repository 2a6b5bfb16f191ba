// jobpoll: the poller, which follows one job.
#ifndef JOBPOLL_POLLER_HPP
#define JOBPOLL_POLLER_HPP

#include <jobpoll/polling/poller.hpp>
#include <jobpoll/reading/accepted.hpp>
#if !defined(JOBPOLL_SEPARATE_COMPILATION) || defined(JOBPOLL_SOURCE)
#include <jobpoll/reading/accepted.ipp>
#include <jobpoll/reading/reader.ipp>
#endif

#endif
