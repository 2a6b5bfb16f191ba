// What counts of instructions depend on beyond the code itself.
#ifndef JOBPOLL_BENCHMARKS_INSTRUCTIONS_CONDITIONS_HPP
#define JOBPOLL_BENCHMARKS_INSTRUCTIONS_CONDITIONS_HPP

#include <string>

#include <boost/version.hpp>
#if defined(__GLIBC__)
#include <gnu/libc-version.h>
#endif

namespace bench {

/// Compiler and flags; Boost; the C library and the processor, by which it chooses its memcpy.
[[nodiscard]] inline std::string conditions() {
    std::string text = std::string{JOBPOLL_BENCHMARK_COMPILER} + "; Boost " BOOST_LIB_VERSION;
#if defined(__GLIBC__)
    text += std::string{"; glibc "} + gnu_get_libc_version();
#endif
#if defined(__x86_64__)
    text += __builtin_cpu_supports("avx2") ? "; x86-64 with AVX2" : "; x86-64";
#endif
    return text;
}

} // namespace bench

#endif
