// Runs this program again under callgrind, and collects what it counted.
#ifndef JOBPOLL_BENCHMARKS_INSTRUCTIONS_UNDER_CALLGRIND_HPP
#define JOBPOLL_BENCHMARKS_INSTRUCTIONS_UNDER_CALLGRIND_HPP

#include <optional>
#include <string>

#include <valgrind/callgrind.h>

#include "counts_file.hpp"

namespace bench {

/// Between payload and lane, in the name of a dump.
inline constexpr char between_names = '|';

/// Counts the instructions of one call, and nothing around it.
template <class Call>
void count_instructions(const std::string& payload, const std::string& lane, Call call) {
    const std::string name = payload + between_names + lane;
    const char* const text = name.c_str();
    CALLGRIND_ZERO_STATS;
    call();
    CALLGRIND_DUMP_STATS_AT(text);
}

/// The counts of `self what`; nothing, and a word on standard error, where that does not work.
[[nodiscard]] std::optional<counts> count_under_callgrind(const std::string& valgrind,
                                                          const std::string& self, const std::string& what);

} // namespace bench

#endif
