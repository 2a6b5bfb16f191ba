// jobpoll: the definitions that are not templates, for programs that define JOBPOLL_SEPARATE_COMPILATION
// everywhere and include this file in exactly one translation unit. Boost.JSON still has to be linked, or
// <boost/json/src.hpp> included in one translation unit.
#ifndef JOBPOLL_SRC_HPP
#define JOBPOLL_SRC_HPP

#if !defined(JOBPOLL_SEPARATE_COMPILATION)
#error "define JOBPOLL_SEPARATE_COMPILATION for every translation unit that includes jobpoll"
#endif

#include <jobpoll/reading/accepted.ipp>
#include <jobpoll/reading/contract_document.ipp>
#include <jobpoll/reading/reader.ipp>

#endif
