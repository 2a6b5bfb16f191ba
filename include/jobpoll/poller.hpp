// jobpoll: the poller, which follows one job.
#ifndef JOBPOLL_POLLER_HPP
#define JOBPOLL_POLLER_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/polling/poller.hpp>
#include <jobpoll/reading/accepted.hpp>
#if !defined(JOBPOLL_SEPARATE_COMPILATION) || defined(JOBPOLL_SOURCE)
#include <jobpoll/reading/accepted.ipp>
#include <jobpoll/reading/reader.ipp>
#endif

#endif

#endif
