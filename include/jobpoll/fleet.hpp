// jobpoll: the fleet, which follows many jobs that share accounts.
#ifndef JOBPOLL_FLEET_HPP
#define JOBPOLL_FLEET_HPP

#include <jobpoll/fleet/fleet.hpp>
#if !defined(JOBPOLL_SEPARATE_COMPILATION)
#include <jobpoll/reading/reader.ipp>
#endif

#endif
