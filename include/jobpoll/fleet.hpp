// jobpoll: the fleet, which follows many jobs that share accounts.
#ifndef JOBPOLL_FLEET_HPP
#define JOBPOLL_FLEET_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/fleet/fleet.hpp>
#if !defined(JOBPOLL_SEPARATE_COMPILATION)
#include <jobpoll/reading/reader.ipp>
#endif

#endif

#endif
