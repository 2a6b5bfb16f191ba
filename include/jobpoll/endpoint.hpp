// jobpoll: contracts: the columns of a declaration, and `declare`.
#ifndef JOBPOLL_ENDPOINT_HPP
#define JOBPOLL_ENDPOINT_HPP

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "jobpoll needs C++20"
#else

#include <jobpoll/contract/declare.hpp>

#endif

#endif
