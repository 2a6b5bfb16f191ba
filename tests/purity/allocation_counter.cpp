#include "allocation_counter.hpp"

#include <cstdlib>
#include <new>

// g++ sees malloc and free where it puts one operator into another.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace purity {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
    ++purity::allocations;
    if (void* const memory = std::malloc(size)) return memory;
    std::abort();
}
void* operator new[](std::size_t size) {
    return operator new(size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

// glibc's malloc under its other name, so that what Boost or the C library ask for is counted, too;
// sanitizers have a malloc of their own.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define JOBPOLL_COUNTS_MALLOC
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* malloc(std::size_t size) noexcept {
    ++purity::allocations;
    return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) noexcept {
    ++purity::allocations;
    return __libc_calloc(count, size);
}
void* realloc(void* memory, std::size_t size) noexcept {
    ++purity::allocations;
    return __libc_realloc(memory, size);
}
}
#endif

bool purity::is_counting() {
    // Kept where the compiler cannot see that it is not used: else it may leave the request out.
    static void* volatile memory;
    const std::size_t before = allocations;
    memory = operator new(1);
    operator delete(memory);
    const std::size_t between = allocations;
#if defined(JOBPOLL_COUNTS_MALLOC)
    memory = std::malloc(1);
    std::free(memory);
    return between > before && allocations > between;
#else
    return between > before;
#endif
}
