// jobpoll: the records of a fleet, in pages that never move, and the free ones among them.
#ifndef JOBPOLL_FLEET_FLEET_PAGES_HPP
#define JOBPOLL_FLEET_FLEET_PAGES_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <jobpoll/fleet/fleet_record.hpp>

namespace jobpoll::inline v0::detail {

/// Slots for records. A slot that was freed has another generation, so that a handle from before is known.
class fleet_pages {
public:
    [[nodiscard]] fleet_record& operator[](std::uint32_t slot) noexcept {
        return pages_[slot >> page_bits][slot & (page_size - 1)];
    }
    [[nodiscard]] const fleet_record& operator[](std::uint32_t slot) const noexcept {
        return pages_[slot >> page_bits][slot & (page_size - 1)];
    }

    /// Has fetched what the queues will look at: at 10^6 records it is far away.
    void prefetch(std::uint32_t slot) const noexcept { fetch(slot, 64); }

    /// Has fetched the jobs on either side of one in a list, which a removal will look at.
    void prefetch_neighbours(const fleet_record& of) const noexcept {
        if (of.next != no_slot) prefetch(of.next);
        if (of.prev != no_slot) prefetch(of.prev);
    }

    /// Has the rest of a record fetched, which a step will look at.
    void prefetch_state(std::uint32_t slot) const noexcept { fetch(slot, 0); }

    /// Slots that were ever used.
    [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
    [[nodiscard]] std::uint32_t first_free() const noexcept { return free_; }

    /// A slot: the one that was freed last, else a new one.
    [[nodiscard]] std::uint32_t take() {
        if (free_ == no_slot) return add();
        const std::uint32_t slot = free_;
        free_ = (*this)[slot].next;
        return slot;
    }

    /// Gives a slot back.
    void give_back(std::uint32_t slot) noexcept {
        fleet_record& r = (*this)[slot];
        r.generation = r.generation == 0xffffffffu ? 1 : r.generation + 1;
        r.place = fleet_place::nowhere;
        r.next = free_;
        free_ = slot;
    }

    /// A new slot at the end; for whoever restores the others, too.
    std::uint32_t add() {
        if ((size_ & (page_size - 1)) == 0)
            pages_.push_back(std::make_unique_for_overwrite<fleet_record[]>(page_size));
        fleet_record& r = (*this)[size_];
        r = {};
        r.generation = 1;
        return size_++;
    }

    void set_first_free(std::uint32_t slot) noexcept { free_ = slot; }

private:
    static constexpr std::uint32_t page_bits = 8;
    static constexpr std::uint32_t page_size = 1u << page_bits;

    void fetch(std::uint32_t slot, std::size_t offset) const noexcept {
#if defined(__GNUC__)
        __builtin_prefetch(reinterpret_cast<const char*>(&(*this)[slot]) + offset, 1);
#else
        static_cast<void>(slot + offset);
#endif
    }

    std::vector<std::unique_ptr<fleet_record[]>> pages_;
    std::uint32_t size_ = 0;
    std::uint32_t free_ = no_slot;
};

} // namespace jobpoll::inline v0::detail

#endif
