// What stands in the text that compiles, and what in the one that does not.
//
// A case begins with `// NAME fails: WORDS`, and is all lines up to the next one. With JOBPOLL_BAD the
// compiler's message about these lines holds the words; a second line of the kind asks for more words.
#ifndef JOBPOLL_TESTS_COMPILE_FAIL_GOOD_AND_BAD_HPP
#define JOBPOLL_TESTS_COMPILE_FAIL_GOOD_AND_BAD_HPP

#if defined(JOBPOLL_BAD)
#define GOOD(...)
#define BAD(...) __VA_ARGS__
#else
#define GOOD(...) __VA_ARGS__
#define BAD(...)
#endif

#endif
