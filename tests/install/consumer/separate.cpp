// The one translation unit of separate compilation.
#if defined(CONSUMER_OF_THE_SINGLE_HEADER)
#define JOBPOLL_SOURCE
#include <jobpoll.hpp>
#else
#include <jobpoll/src.hpp>
#endif
