#include "measure.hpp"

#include <cstdlib>
#include <ctime>
#include <new>

#include <malloc.h>

namespace bench {

std::size_t allocations = 0;
std::size_t allocated_bytes = 0;

double processor_time() noexcept {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

namespace {

void* counted(void* made) {
    if (made == nullptr) std::abort();
    ++allocations;
    allocated_bytes += malloc_usable_size(made);
    return made;
}

void release(void* p) noexcept {
    if (p != nullptr) allocated_bytes -= malloc_usable_size(p);
    std::free(p);
}

} // namespace
} // namespace bench

[[gnu::noinline]] void* operator new(std::size_t size) {
    return bench::counted(std::malloc(size));
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
    const auto to = static_cast<std::size_t>(alignment);
    return bench::counted(std::aligned_alloc(to, (size + to - 1) / to * to));
}
[[gnu::noinline]] void operator delete(void* p) noexcept {
    bench::release(p);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept {
    bench::release(p);
}
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept {
    bench::release(p);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
    bench::release(p);
}
