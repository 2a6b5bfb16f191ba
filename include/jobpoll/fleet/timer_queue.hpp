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

/// A heap of what comes next, small enough for the cache, and the rest unsorted.
///
/// When the heap is empty, a sixteenth of the rest fills it, up to a moment that a sample tells: cheaper than
/// a heap of 10^6, whose lower levels are not in the cache. Deletion is lazy: `holds(entry)` says which
/// count.
class timer_queue {
public:
    [[nodiscard]] bool empty() const noexcept { return soon_.empty(); }
    [[nodiscard]] const timed_job& top() const noexcept { return soon_.front(); }
    /// Calls `visit(entry)` for every entry, in no order.
    template <class Visitor>
    void for_each(Visitor&& visit) const {
        std::for_each(soon_.begin(), soon_.end(), visit);
        std::for_each(later_.begin(), later_.end(), visit);
    }
    /// Gives the memory of a herd back.
    void clear() {
        if (soon_.capacity() + later_.capacity() > 64 * least) return static_cast<void>(*this = {});
        soon_.clear();
        later_.clear();
        last_ = (milliseconds::max)();
    }
    void reserve(std::size_t count) { later_.reserve(count); }

    /// A moment that never comes is not kept.
    void push(milliseconds at, std::uint32_t slot) {
        if (at == (milliseconds::max)()) return;
        if (at > last_) return static_cast<void>(later_.emplace_back(at, slot));
        soon_.emplace_back(at, slot);
        std::push_heap(soon_.begin(), soon_.end(), std::greater<>{});
        if (soon_.size() > most_soon_) divide();
    }
    void pop() {
        std::pop_heap(soon_.begin(), soon_.end(), std::greater<>{});
        soon_.pop_back();
        if (soon_.empty()) refill();
    }
    /// Drops the entries at the top that do not hold, and all of them once they outnumber the `live` others.
    template <class Holds>
    void tidy(std::size_t live, Holds&& holds) {
        while (!empty() && !holds(top()))
            pop();
        if (soon_.size() + later_.size() <= 2 * live + 64) return;
        const auto stale = [&](const timed_job& e) { return !holds(e); };
        std::erase_if(soon_, stale);
        std::erase_if(later_, stale);
        std::make_heap(soon_.begin(), soon_.end(), std::greater<>{});
        if (soon_.empty()) refill();
    }

private:
    static constexpr std::size_t least = 1024; // which fit into the first cache

    /// Fills the heap out of what is later.
    void refill() {
        last_ = moment_before(later_, 4);
        move(later_, soon_, [this](const timed_job& e) { return e.at() <= last_; });
    }
    /// Takes what comes last out of a heap that has become too large.
    void divide() {
        last_ = moment_before(soon_, 32);
        move(soon_, later_, [this](const timed_job& e) { return e.at() > last_; });
    }
    /// A moment up to which about so many of 64 entries are; the last of all where there are few.
    [[nodiscard]] static milliseconds moment_before(const std::vector<timed_job>& all, int share) {
        if (all.size() <= least) return (milliseconds::max)();
        std::array<milliseconds, 64> sample{};
        for (std::size_t i = 0; i < sample.size(); ++i)
            sample[i] = all[all.size() * i / sample.size()].at();
        std::nth_element(sample.begin(), sample.begin() + share - 1, sample.end());
        return sample[static_cast<std::size_t>(share) - 1];
    }
    template <class Goes>
    void move(std::vector<timed_job>& from, std::vector<timed_job>& to, Goes&& goes) {
        const auto first = std::partition(from.begin(), from.end(), std::not_fn(goes));
        to.insert(to.end(), first, from.end());
        from.erase(first, from.end());
        std::make_heap(soon_.begin(), soon_.end(), std::greater<>{});
        most_soon_ = (std::max)({least, later_.size() / 4, 2 * soon_.size()});
    }

    std::vector<timed_job> soon_{}; ///< up to `last_`; empty only where there is nothing later
    std::vector<timed_job> later_{};
    milliseconds last_ = (milliseconds::max)();
    std::size_t most_soon_ = least;
};

} // namespace jobpoll::inline v0::detail

#endif
