// jobpoll: the one switch of the build: everything in headers, or one translation unit that has it all; and
// what compilers call the hints that a fast path needs.
#ifndef JOBPOLL_BASE_ATTRIBUTES_HPP
#define JOBPOLL_BASE_ATTRIBUTES_HPP

#if defined(JOBPOLL_SEPARATE_COMPILATION)
#define JOBPOLL_INLINE
#else
#define JOBPOLL_INLINE inline
#endif

// JOBPOLL_ALWAYS_INLINE: a few instructions that belong into the parser's own loop, which is large enough
// that g++ would not put them there. JOBPOLL_NOINLINE: what those would only make larger. The names have
// underscores, because `noinline` and `cold` are macros in many programs.
#if defined(__GNUC__)
#define JOBPOLL_ALWAYS_INLINE [[gnu::__always_inline__]] inline
#define JOBPOLL_NOINLINE [[gnu::__noinline__]]
#define JOBPOLL_COLD [[gnu::__noinline__, gnu::__cold__]]
#else
#define JOBPOLL_ALWAYS_INLINE inline
#define JOBPOLL_NOINLINE
#define JOBPOLL_COLD
#endif

#endif
