// jobpoll: the machine's table as a diagram.
#ifndef JOBPOLL_DOT_HPP
#define JOBPOLL_DOT_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/text/dot.hpp>

#endif

#endif
