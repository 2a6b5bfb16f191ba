// jobpoll: the one switch of the build: everything in headers, or one translation unit that has it all.
#ifndef JOBPOLL_DETAIL_CONFIG_HPP
#define JOBPOLL_DETAIL_CONFIG_HPP

#if defined(JOBPOLL_SEPARATE_COMPILATION)
#define JOBPOLL_INLINE
#else
#define JOBPOLL_INLINE inline
#endif

#endif
