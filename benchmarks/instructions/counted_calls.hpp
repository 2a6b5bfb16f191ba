// The calls that are counted.
#ifndef JOBPOLL_BENCHMARKS_INSTRUCTIONS_COUNTED_CALLS_HPP
#define JOBPOLL_BENCHMARKS_INSTRUCTIONS_COUNTED_CALLS_HPP

namespace bench {

/// Every payload in every lane, and the parts of a step; each call is made twice before it is counted, so
/// that buffers have their size and symbols are bound. The exit code.
[[nodiscard]] int make_counted_calls();

/// jobpoll's lane on bodies of growing length, each read once before.
[[nodiscard]] int make_counted_long_calls();

} // namespace bench

#endif
