// jobpoll: header-only or separate compilation; macros for inline, cold and prefetch hints.
#ifndef JOBPOLL_BASE_ATTRIBUTES_HPP
#define JOBPOLL_BASE_ATTRIBUTES_HPP

#if defined(JOBPOLL_SEPARATE_COMPILATION)
#define JOBPOLL_INLINE
#else
#define JOBPOLL_INLINE inline
#endif

// JOBPOLL_ALWAYS_INLINE: visits of every field of a state, whose calls would cost more than the work; a fleet
// packs and unpacks one for each reply. And what every reply passes through, called in one place only: an
// inline function is not inlined for that alone.
// JOBPOLL_NOINLINE: what few values or only bad bodies need stays out of the parser's own loop;
// docs/reading.md says what that buys.
// JOBPOLL_COLD: what a job needs once, or a reply hardly ever, is compiled for size: a tenth of the library's
// code and of the time to compile it.
// The attributes have underscores, because `noinline` is a macro in many programs.
// JOBPOLL_PREFETCH(address): a fleet of 10^6 jobs waits for memory more than for anything else.
#if defined(__GNUC__)
#define JOBPOLL_PREFETCH(address) __builtin_prefetch(address)
#define JOBPOLL_ALWAYS_INLINE [[gnu::__always_inline__]]
#define JOBPOLL_NOINLINE [[gnu::__noinline__]]
#define JOBPOLL_COLD [[gnu::__cold__]]
#else
#define JOBPOLL_PREFETCH(address) static_cast<void>(address)
#define JOBPOLL_ALWAYS_INLINE
#define JOBPOLL_NOINLINE
#define JOBPOLL_COLD
#endif

#endif
