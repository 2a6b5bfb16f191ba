// How often the heap was asked for memory: operator new, and malloc where it can be taken over.
#ifndef JOBPOLL_TESTS_PURITY_ALLOCATION_COUNTER_HPP
#define JOBPOLL_TESTS_PURITY_ALLOCATION_COUNTER_HPP

#include <cstddef>

namespace purity {

/// Since the program began.
extern std::size_t allocations;

/// Whether what is asked for is really counted.
[[nodiscard]] bool is_counting();

} // namespace purity

#endif
