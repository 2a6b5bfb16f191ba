// jobpoll: the jobs of a fleet that are not due yet, in a hierarchical timing wheel of whole milliseconds.
#ifndef JOBPOLL_DETAIL_FLEET_WHEEL_HPP
#define JOBPOLL_DETAIL_FLEET_WHEEL_HPP

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <jobpoll/detail/fleet_pages.hpp>
#include <jobpoll/time.hpp>

namespace jobpoll::inline v0::detail {

/// A wheel for each digit of the time to the base 1024; a job is in the wheel of the highest digit in which
/// its moment differs from the present one. So it is moved once for each digit at the most, and whatever is
/// in a lower wheel is due before everything in a higher one.
///
/// Shapes: lists through `prev` and `next` of the records, so that nothing is allocated.
/// Units: milliseconds since the wheel's epoch, which is the first moment it hears of.
/// Source: Varghese and Lauck, Hashed and hierarchical timing wheels (1987), scheme 7.
class fleet_wheel {
public:
    fleet_wheel() : heads_(levels * width, no_slot) {}

    void begin(milliseconds epoch) noexcept { epoch_ = epoch; }
    [[nodiscard]] milliseconds epoch() const noexcept { return epoch_; }
    [[nodiscard]] milliseconds now() const noexcept {
        return saturating_add(epoch_, milliseconds{static_cast<std::int64_t>(now_)});
    }

    /// Puts a job in. Takes a moment after `now()`.
    void add(fleet_pages& jobs, std::uint32_t slot, milliseconds due) noexcept {
        const std::uint64_t tick = tick_of(due);
        link(jobs, slot, tick);
        if (earliest_ && tick < *earliest_) earliest_ = tick;
        if (++count_ == 1) earliest_ = tick;
    }

    /// Takes a job out; `due` is what it was put in with.
    void remove(fleet_pages& jobs, std::uint32_t slot, milliseconds due) noexcept {
        const std::uint64_t tick = tick_of(due);
        const fleet_record& r = jobs[slot];
        if (r.next != no_slot) jobs[r.next].prev = r.prev;
        if (r.prev != no_slot)
            jobs[r.prev].next = r.next;
        else
            set_head(cell_of(tick), r.next);
        if (earliest_ == tick) earliest_.reset();
        --count_;
    }

    /// Time goes on: hands out every job that is due by then.
    template <class DueOf, class Take>
    void advance(fleet_pages& jobs, milliseconds to, DueOf&& due_of, Take&& take) {
        const std::uint64_t end = tick_of(to);
        while (count_ != 0) {
            const cell first = first_cell();
            const std::uint64_t begins = begin_of(first);
            if (begins > end) break;
            now_ = begins;
            empty_cell(jobs, first, due_of, take);
        }
        now_ = std::max(now_, end);
    }

    /// When the first of them is due.
    template <class DueOf>
    [[nodiscard]] std::optional<milliseconds> earliest(const fleet_pages& jobs, DueOf&& due_of) const {
        if (count_ == 0) return std::nullopt;
        if (!earliest_) {
            std::uint64_t first = ~std::uint64_t{0};
            for (std::uint32_t slot = heads_[index_of(first_cell())]; slot != no_slot; slot = jobs[slot].next)
                first = std::min(first, tick_of(due_of(slot)));
            earliest_ = first;
        }
        return saturating_add(epoch_, milliseconds{static_cast<std::int64_t>(*earliest_)});
    }

private:
    static constexpr unsigned digit_bits = 10;
    static constexpr std::size_t width = std::size_t{1} << digit_bits;
    static constexpr std::size_t levels = 7;
    static constexpr std::size_t words = width / 64;

    struct cell {
        std::size_t level;
        std::size_t digit;
    };

    [[nodiscard]] std::uint64_t tick_of(milliseconds due) const noexcept {
        return static_cast<std::uint64_t>(
            std::max<std::int64_t>(saturating_subtract(due, epoch_).count(), 0));
    }
    [[nodiscard]] static std::size_t index_of(cell c) noexcept { return c.level * width + c.digit; }
    [[nodiscard]] cell cell_of(std::uint64_t tick) const noexcept {
        const auto highest = static_cast<unsigned>(std::bit_width(tick ^ now_)) - 1;
        const unsigned level = highest / digit_bits;
        return {level, static_cast<std::size_t>(tick >> (level * digit_bits)) & (width - 1)};
    }
    [[nodiscard]] std::uint64_t begin_of(cell c) const noexcept {
        const auto shift = static_cast<unsigned>(c.level) * digit_bits;
        const std::uint64_t above = shift + digit_bits >= 64 ? 0 : now_ >> (shift + digit_bits);
        return ((above << digit_bits) | c.digit) << shift;
    }

    // Jobs wait: the lowest wheel that is not empty has the first of them.
    [[nodiscard]] cell first_cell() const noexcept {
        std::size_t word = 0;
        while (bits_[word] == 0)
            ++word;
        const auto bit = static_cast<std::size_t>(std::countr_zero(bits_[word]));
        return {word / words, word % words * 64 + bit};
    }

    void set_head(cell c, std::uint32_t slot) noexcept {
        heads_[index_of(c)] = slot;
        const std::uint64_t bit = std::uint64_t{1} << (c.digit % 64);
        std::uint64_t& word = bits_[c.level * words + c.digit / 64];
        word = slot == no_slot ? word & ~bit : word | bit;
    }

    void link(fleet_pages& jobs, std::uint32_t slot, std::uint64_t tick) noexcept {
        const cell c = cell_of(tick);
        fleet_record& r = jobs[slot];
        r.prev = no_slot;
        r.next = heads_[index_of(c)];
        if (r.next != no_slot) jobs[r.next].prev = slot;
        set_head(c, slot);
    }

    template <class DueOf, class Take>
    void empty_cell(fleet_pages& jobs, cell c, DueOf&& due_of, Take&& take) {
        std::uint32_t slot = heads_[index_of(c)];
        set_head(c, no_slot);
        earliest_.reset();
        while (slot != no_slot) {
            const std::uint32_t next = jobs[slot].next;
            const std::uint64_t tick = tick_of(due_of(slot));
            if (tick > now_) {
                link(jobs, slot, tick);
            } else {
                --count_;
                take(slot);
            }
            slot = next;
        }
    }

    std::vector<std::uint32_t> heads_;
    std::uint64_t bits_[levels * words]{}; ///< which lists are not empty
    std::uint64_t now_ = 0;
    milliseconds epoch_{};
    std::size_t count_ = 0;
    mutable std::optional<std::uint64_t> earliest_; ///< where it is known
};

} // namespace jobpoll::inline v0::detail

#endif
