// jobpoll: the enumerations and violations on std::ostream.
#ifndef JOBPOLL_OSTREAM_HPP
#define JOBPOLL_OSTREAM_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/text/ostream.hpp>

#endif

#endif
