// jobpoll: due jobs in the order of their urgency.
#ifndef JOBPOLL_FLEET_FLEET_HEAP_HPP
#define JOBPOLL_FLEET_FLEET_HEAP_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <jobpoll/base/time.hpp>
#include <jobpoll/fleet/fleet_pages.hpp>

namespace jobpoll::inline v0::detail {

/// A heap of four children, whose jobs know their positions (`prev` of the record), so that any of them can
/// be taken out. Equal moments go by the slot: the order does not depend on the past.
class fleet_heap {
public:
    /// Twelve bytes: half a key each, and the job.
    struct entry {
        std::int32_t key_high;
        std::uint32_t key_low;
        std::uint32_t slot;

        [[nodiscard]] milliseconds key() const noexcept {
            return milliseconds{std::int64_t{key_high} * (std::int64_t{1} << 32) + key_low};
        }
        // clang-tidy 14 takes the zero that a compiler compares with for a null pointer.
        // NOLINTNEXTLINE(modernize-use-nullptr)
        friend auto operator<=>(const entry&, const entry&) noexcept = default;
    };

    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] const entry& top() const noexcept { return entries_.front(); }
    [[nodiscard]] const std::vector<entry>& all() const noexcept { return entries_; }
    void clear() noexcept { entries_.clear(); }

    void add(fleet_pages& jobs, std::uint32_t slot, milliseconds key) {
        const std::int64_t count = key.count();
        const entry e{static_cast<std::int32_t>(count >> 32), static_cast<std::uint32_t>(count), slot};
        entries_.push_back(e);
        rise(jobs, entries_.size() - 1, e);
    }

    void remove(fleet_pages& jobs, std::uint32_t slot) noexcept {
        const std::size_t hole = jobs[slot].prev;
        const entry last = entries_.back();
        entries_.pop_back();
        if (hole == entries_.size()) return;
        const bool rises = hole != 0 && last < entries_[(hole - 1) / 4];
        rises ? rise(jobs, hole, last) : sink(jobs, hole, last);
    }

private:
    void set(fleet_pages& jobs, std::size_t at, const entry& e) noexcept {
        entries_[at] = e;
        jobs[e.slot].prev = static_cast<std::uint32_t>(at);
    }

    void rise(fleet_pages& jobs, std::size_t at, entry e) noexcept {
        for (; at != 0 && e < entries_[(at - 1) / 4]; at = (at - 1) / 4)
            set(jobs, at, entries_[(at - 1) / 4]);
        set(jobs, at, e);
    }

    void sink(fleet_pages& jobs, std::size_t at, entry e) noexcept {
        for (;;) {
            const std::size_t first = 4 * at + 1;
            if (first >= entries_.size()) break;
            const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(first);
            const auto end =
                entries_.begin() + static_cast<std::ptrdiff_t>(std::min(first + 4, entries_.size()));
            const auto least = std::min_element(begin, end);
            if (!(*least < e)) break;
            const auto from = static_cast<std::size_t>(least - entries_.begin());
            set(jobs, at, *least);
            at = from;
        }
        set(jobs, at, e);
    }

    std::vector<entry> entries_;
};

} // namespace jobpoll::inline v0::detail

#endif
