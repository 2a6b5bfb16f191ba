// jobpoll: jobs in the order of a moment.
#ifndef JOBPOLL_FLEET_TIMER_QUEUE_HPP
#define JOBPOLL_FLEET_TIMER_QUEUE_HPP

#include <algorithm>
#include <cstdint>
#include <vector>

#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0::detail {

/// Fetches what is looked at next: a fleet of 10^6 jobs waits for memory more than for anything else.
inline void prefetch(const void* p) noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(p);
#else
    static_cast<void>(p);
#endif
}

/// A moment and a job in twelve bytes. Equal moments go by the slot, so the order does not depend on the
/// past.
struct timed_job {
    std::int32_t high;
    std::uint32_t low;
    std::uint32_t slot;

    timed_job() = default;
    timed_job(milliseconds at, std::uint32_t of) noexcept
        : high{static_cast<std::int32_t>(at.count() >> 32)},
          low{static_cast<std::uint32_t>(at.count())},
          slot{of} {}
    [[nodiscard]] milliseconds at() const noexcept {
        return milliseconds{std::int64_t{high} * (std::int64_t{1} << 32) + low};
    }
    friend bool operator<(const timed_job& a, const timed_job& b) noexcept {
        return a.at() != b.at() ? a.at() < b.at() : a.slot < b.slot;
    }
};

/// A heap of four children (half the cache lines of two) with lazy deletion: `holds(entry)` says which count.
class timer_queue {
public:
    [[nodiscard]] bool empty() const noexcept { return heap_.empty(); }
    [[nodiscard]] const timed_job& top() const noexcept { return heap_.front(); }
    [[nodiscard]] const std::vector<timed_job>& all() const noexcept { return heap_; }
    /// Gives the memory of a herd back.
    void clear() noexcept { heap_.size() > 4096 ? std::vector<timed_job>{}.swap(heap_) : heap_.clear(); }
    void reserve(std::size_t count) { heap_.reserve(count); }

    void push(milliseconds at, std::uint32_t slot) {
        const timed_job e{at, slot};
        std::size_t hole = heap_.size();
        heap_.push_back(e);
        for (; hole != 0 && e < heap_[(hole - 1) / 4]; hole = (hole - 1) / 4)
            heap_[hole] = heap_[(hole - 1) / 4];
        heap_[hole] = e;
    }
    void pop() noexcept {
        const timed_job last = heap_.back();
        heap_.pop_back();
        if (!heap_.empty()) sink(0, last);
    }
    /// Drops the entries at the top that do not hold, and all of them once they outnumber the others.
    template <class Holds>
    void tidy(std::size_t live, Holds&& holds) {
        while (!heap_.empty() && !holds(heap_.front()))
            pop();
        if (heap_.size() > 2 * live + 64) {
            std::erase_if(heap_, [&](const timed_job& e) { return !holds(e); });
            for (std::size_t at = heap_.size(); at-- != 0;)
                sink(at, heap_[at]);
        }
    }

private:
    void sink(std::size_t hole, timed_job e) noexcept {
        for (std::size_t first = 4 * hole + 1; first < heap_.size(); first = 4 * hole + 1) {
            const auto begin = heap_.begin() + static_cast<std::ptrdiff_t>(first);
            const auto least = std::min_element(
                begin, begin + static_cast<std::ptrdiff_t>((std::min<std::size_t>)(4, heap_.size() - first)));
            if (!(*least < e)) break;
            heap_[hole] = *least;
            hole = static_cast<std::size_t>(least - heap_.begin());
        }
        heap_[hole] = e;
    }

    std::vector<timed_job> heap_;
};

} // namespace jobpoll::inline v0::detail

#endif
