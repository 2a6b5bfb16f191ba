// jobpoll: a priority queue of numbered slots, ordered by the moment at which each is due.
#ifndef JOBPOLL_BASE_TIMER_QUEUE_HPP
#define JOBPOLL_BASE_TIMER_QUEUE_HPP

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0::detail {

/// A moment and a number in twelve bytes. Equal moments go by the slot, so the order does not depend on the
/// past.
struct timed_slot {
    std::int32_t high;
    std::uint32_t low;
    std::uint32_t slot;

    timed_slot(milliseconds at, std::uint32_t of) noexcept
        : high{static_cast<std::int32_t>(at.count() >> 32)},
          low{static_cast<std::uint32_t>(at.count())},
          slot{of} {}
    [[nodiscard]] milliseconds at() const noexcept {
        return milliseconds{std::int64_t{high} * (std::int64_t{1} << 32) + low};
    }
    friend bool operator>(const timed_slot& a, const timed_slot& b) noexcept {
        return a.at() != b.at() ? a.at() > b.at() : a.slot > b.slot;
    }
};

/// A heap of what comes next, small enough for the cache; behind it parts that are later, each unsorted.
///
/// When the heap is empty, or has become large, it is divided at a moment that a sample tells: cheaper than a
/// heap of 10^6, whose lower levels are not in the cache. Deletion is lazy: `holds(entry)` says which count.
/// *Source*: quickheaps (Navarro and Paredes, On Sorting, Heaps, and Minimum Spanning Trees, 2010).
class timer_queue {
public:
    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
    [[nodiscard]] const timed_slot& top() const noexcept { return all_.front(); }
    [[nodiscard]] const std::vector<timed_slot>& entries() const noexcept { return all_; }
    void reserve(std::size_t count) { all_.reserve(count); }

    /// A moment that never comes is not kept.
    void push(milliseconds at, std::uint32_t slot) {
        if (at == (milliseconds::max)()) return;
        std::size_t place = all_.size();
        all_.emplace_back(at, slot);
        for (part& p : parts_) {
            if (at > p.last) return;
            std::swap(all_[p.end], all_[place]);
            place = p.end++;
        }
        std::push_heap(all_.begin(), end_of_heap(), std::greater<>{});
        if (place >= most_) divide();
    }
    void pop() {
        std::pop_heap(all_.begin(), end_of_heap(), std::greater<>{});
        timed_slot* hole = &*std::prev(end_of_heap());
        for (auto p = parts_.rbegin(); p != parts_.rend(); ++p) {
            *hole = all_[--p->end];
            hole = &all_[p->end];
        }
        *hole = all_.back();
        all_.pop_back();
        if (end_of_heap() == all_.begin()) divide();
    }
    /// Drops the entries at the top that do not hold, and all of them once they outnumber the `live` others.
    template <class Holds>
    void tidy(std::size_t live, Holds&& holds) {
        while (!empty() && !holds(top()))
            pop();
        if (all_.size() <= 2 * live + 64) return;
        std::erase_if(all_, [&](const timed_slot& e) { return !holds(e); });
        parts_.clear();
        divide();
    }
    /// Gives the memory of a herd back.
    void clear() {
        if (all_.capacity() > 64 * least) return static_cast<void>(*this = {});
        all_.clear();
        parts_.clear();
    }

private:
    static constexpr std::size_t least = 1024; // which fit into the first cache

    /// The heap, or what is behind it up to `end`; nothing in it or before it is later than `last`.
    struct part {
        std::size_t end;
        milliseconds last;
    };

    [[nodiscard]] std::vector<timed_slot>::iterator end_of_heap() noexcept {
        const std::size_t end = parts_.empty() ? all_.size() : parts_.back().end;
        return all_.begin() + static_cast<std::ptrdiff_t>(end);
    }
    void divide() {
        if (parts_.size() > 16) parts_.clear(); // each was before those that had been there
        while (!parts_.empty() && parts_.back().end == 0)
            parts_.pop_back();
        const auto size = [this] { return static_cast<std::size_t>(end_of_heap() - all_.begin()); };
        for (std::array<milliseconds, 64> sample{}; size() > least;) {
            for (std::size_t i = 0; i < sample.size(); ++i)
                sample[i] = all_[size() * i / sample.size()].at();
            std::nth_element(sample.begin(), sample.begin() + 3, sample.end());
            const auto is_soon = [last = sample[3]](const timed_slot& e) { return e.at() <= last; };
            const auto later = std::partition(all_.begin(), end_of_heap(), is_soon);
            if (later == end_of_heap()) break;
            parts_.push_back({static_cast<std::size_t>(later - all_.begin()), sample[3]});
        }
        std::make_heap(all_.begin(), end_of_heap(), std::greater<>{});
        most_ = (std::max)(least, 2 * size());
    }

    std::vector<timed_slot> all_{};
    std::vector<part> parts_{}; ///< the heap is the last of them; the one that ends with all is left out
    std::size_t most_ = least;  ///< that the heap may have
};

} // namespace jobpoll::inline v0::detail

#endif
