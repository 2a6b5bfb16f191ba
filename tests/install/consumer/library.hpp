#ifndef JOBPOLL_TESTS_INSTALL_CONSUMER_LIBRARY_HPP
#define JOBPOLL_TESTS_INSTALL_CONSUMER_LIBRARY_HPP

#if defined(CONSUMER_OF_THE_SINGLE_HEADER)
#include <jobpoll.hpp>
#else
#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>
#endif

#endif
