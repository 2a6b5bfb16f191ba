// jobpoll: what earlier jobs of a kind took.
#ifndef JOBPOLL_HISTORY_HPP
#define JOBPOLL_HISTORY_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/schedule/history_text.hpp>

#endif

#endif
