// jobpoll: the one switch of the build: everything in headers, or one translation unit that has it all; and
// what compilers call the hints that a fast path needs.
#ifndef JOBPOLL_BASE_ATTRIBUTES_HPP
#define JOBPOLL_BASE_ATTRIBUTES_HPP

#if defined(JOBPOLL_SEPARATE_COMPILATION)
#define JOBPOLL_INLINE
#else
#define JOBPOLL_INLINE inline
#endif

// JOBPOLL_NOINLINE: what few values or only bad bodies need stays out of the parser's own loop;
// docs/reading.md says what that buys. The name has underscores, because `noinline` is a macro in many programs.
#if defined(__GNUC__)
#define JOBPOLL_NOINLINE [[gnu::__noinline__]]
#else
#define JOBPOLL_NOINLINE
#endif

#endif
