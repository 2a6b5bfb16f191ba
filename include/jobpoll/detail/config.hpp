// jobpoll: the one switch of the build: everything in headers, or one translation unit that has it all; and
// what compilers call the hints that a fast path needs.
#ifndef JOBPOLL_DETAIL_CONFIG_HPP
#define JOBPOLL_DETAIL_CONFIG_HPP

#if defined(JOBPOLL_SEPARATE_COMPILATION)
#define JOBPOLL_INLINE
#else
#define JOBPOLL_INLINE inline
#endif

// JOBPOLL_FAST: a few instructions that belong into the parser's own loop, which is large enough that g++
// would not put them there. JOBPOLL_APART: what those would only make larger.
#if defined(__GNUC__)
#define JOBPOLL_FAST [[gnu::always_inline]] inline
#define JOBPOLL_APART [[gnu::noinline]]
#define JOBPOLL_RARE [[gnu::noinline, gnu::cold]]
#else
#define JOBPOLL_FAST inline
#define JOBPOLL_APART
#define JOBPOLL_RARE
#endif

#endif
