// jobpoll: jobs in the order of a moment.
#ifndef JOBPOLL_FLEET_TIMER_QUEUE_HPP
#define JOBPOLL_FLEET_TIMER_QUEUE_HPP

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include <jobpoll/base/time.hpp>

namespace jobpoll::inline v0::detail {

/// A moment and a job in twelve bytes. Equal moments go by the slot, so the order does not depend on the
/// past.
struct timed_job {
    std::int32_t high;
    std::uint32_t low;
    std::uint32_t slot;

    timed_job(milliseconds at, std::uint32_t of) noexcept
        : high{static_cast<std::int32_t>(at.count() >> 32)},
          low{static_cast<std::uint32_t>(at.count())},
          slot{of} {}
    [[nodiscard]] milliseconds at() const noexcept {
        return milliseconds{std::int64_t{high} * (std::int64_t{1} << 32) + low};
    }
    friend bool operator>(const timed_job& a, const timed_job& b) noexcept {
        return a.at() != b.at() ? a.at() > b.at() : a.slot > b.slot;
    }
};

/// A heap of what comes next, small enough for the cache, and behind it the rest unsorted.
///
/// When the heap is empty, or has become large, a sixteenth of all makes it, up to a moment that a sample
/// tells: cheaper than a heap of 10^6, whose lower levels are not in the cache. Deletion is lazy:
/// `holds(entry)` says which count.
class timer_queue {
public:
    [[nodiscard]] bool empty() const noexcept { return soon_ == 0; }
    [[nodiscard]] const timed_job& top() const noexcept { return all_.front(); }
    [[nodiscard]] const std::vector<timed_job>& entries() const noexcept { return all_; }
    void reserve(std::size_t count) { all_.reserve(count); }

    /// A moment that never comes is not kept.
    void push(milliseconds at, std::uint32_t slot) {
        if (at == (milliseconds::max)()) return;
        all_.emplace_back(at, slot);
        if (at > last_) return;
        std::swap(all_[soon_++], all_.back());
        std::push_heap(all_.begin(), end_of_soon(), std::greater<>{});
        if (soon_ > most_soon_) divide();
    }
    void pop() {
        std::pop_heap(all_.begin(), end_of_soon(), std::greater<>{});
        all_[--soon_] = all_.back();
        all_.pop_back();
        if (soon_ == 0) divide();
    }
    /// Drops the entries at the top that do not hold, and all of them once they outnumber the `live` others.
    template <class Holds>
    void tidy(std::size_t live, Holds&& holds) {
        while (!empty() && !holds(top()))
            pop();
        if (all_.size() <= 2 * live + 64) return;
        std::erase_if(all_, [&](const timed_job& e) { return !holds(e); });
        divide();
    }
    /// Gives the memory of a herd back.
    void clear() {
        if (all_.capacity() > 64 * least) return static_cast<void>(*this = {});
        all_.clear();
        divide();
    }

private:
    static constexpr std::size_t least = 1024; // which fit into the first cache

    [[nodiscard]] std::vector<timed_job>::iterator end_of_soon() noexcept {
        return all_.begin() + static_cast<std::ptrdiff_t>(soon_);
    }
    void divide() {
        last_ = (milliseconds::max)();
        if (all_.size() > least) {
            std::array<milliseconds, 64> sample{};
            for (std::size_t i = 0; i < sample.size(); ++i)
                sample[i] = all_[all_.size() * i / sample.size()].at();
            std::nth_element(sample.begin(), sample.begin() + 3, sample.end());
            last_ = sample[3];
        }
        const auto is_soon = [this](const timed_job& e) { return e.at() <= last_; };
        const auto later = std::partition(all_.begin(), all_.end(), is_soon);
        soon_ = static_cast<std::size_t>(later - all_.begin());
        std::make_heap(all_.begin(), later, std::greater<>{});
        most_soon_ = (std::max)({least, (all_.size() - soon_) / 4, 2 * soon_});
    }

    std::vector<timed_job> all_{};
    std::size_t soon_ = 0; ///< entries in the heap, those up to `last_`; none only where there are no others
    std::size_t most_soon_ = least;
    milliseconds last_ = (milliseconds::max)();
};

} // namespace jobpoll::inline v0::detail

#endif
