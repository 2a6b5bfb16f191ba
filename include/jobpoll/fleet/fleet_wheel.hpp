// jobpoll: the jobs of a fleet that are not due yet, in a hierarchical timing wheel of whole milliseconds.
#ifndef JOBPOLL_FLEET_FLEET_WHEEL_HPP
#define JOBPOLL_FLEET_FLEET_WHEEL_HPP

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <jobpoll/base/time.hpp>
#include <jobpoll/fleet/fleet_pages.hpp>

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
    fleet_wheel() : heads_(levels * width * chains, no_slot) {}

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
        finish_link(jobs);
        const std::uint64_t tick = tick_of(due);
        const fleet_record& r = jobs[slot];
        if (r.next != no_slot) jobs[r.next].prev = r.prev;
        if (r.prev != no_slot)
            jobs[r.prev].next = r.next;
        else
            set_head(cell_of(tick), slot, r.next);
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

    /// When the first of them is due, or a moment before: where the cell that it is in has many jobs, the one
    /// at which the cell begins and its jobs are spread to lower wheels.
    template <class DueOf>
    [[nodiscard]] std::optional<milliseconds> earliest(const fleet_pages& jobs, DueOf&& due_of) const {
        if (count_ == 0) return std::nullopt;
        if (!earliest_) earliest_ = first_tick(jobs, first_cell(), due_of);
        return saturating_add(epoch_, milliseconds{static_cast<std::int64_t>(*earliest_)});
    }

private:
    static constexpr unsigned digit_bits = 10;
    static constexpr std::size_t width = std::size_t{1} << digit_bits;
    static constexpr std::size_t levels = 7;
    static constexpr std::size_t words = width / 64;
    static constexpr std::size_t chains = 4;

    struct cell {
        std::size_t level;
        std::size_t digit;
    };

    [[nodiscard]] std::uint64_t tick_of(milliseconds due) const noexcept {
        return static_cast<std::uint64_t>(
            std::max<std::int64_t>(saturating_subtract(due, epoch_).count(), 0));
    }
    // The jobs of a cell are in several lists by their slots: where one list has to wait for a record, the
    // next of the others is on its way already.
    [[nodiscard]] static std::size_t index_of(cell c, std::uint32_t slot) noexcept {
        return (c.level * width + c.digit) * chains + slot % chains;
    }
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

    template <class DueOf>
    [[nodiscard]] std::uint64_t first_tick(const fleet_pages& jobs, cell c, DueOf&& due_of) const {
        constexpr int most_looked_at = 64;
        if (c.level == 0) return begin_of(c);
        std::uint64_t first = ~std::uint64_t{0};
        int looked_at = 0;
        for (std::size_t chain = 0; chain < chains; ++chain)
            for (std::uint32_t slot = heads_[index_of(c, 0) + chain]; slot != no_slot;
                 slot = jobs[slot].next) {
                if (++looked_at > most_looked_at) return begin_of(c);
                first = std::min(first, tick_of(due_of(slot)));
            }
        return first;
    }

    void set_head(cell c, std::uint32_t of, std::uint32_t slot) noexcept {
        heads_[index_of(c, of)] = slot;
        const auto* heads = &heads_[index_of(c, 0)];
        const bool is_empty = std::all_of(heads, heads + chains, [](auto head) { return head == no_slot; });
        set_bit(c, !is_empty);
    }

    void set_bit(cell c, bool value) noexcept {
        const std::uint64_t bit = std::uint64_t{1} << (c.digit % 64);
        std::uint64_t& word = bits_[c.level * words + c.digit / 64];
        word = value ? word | bit : word & ~bit;
    }

    void link(fleet_pages& jobs, std::uint32_t slot, std::uint64_t tick) noexcept {
        const cell c = cell_of(tick);
        fleet_record& r = jobs[slot];
        std::uint32_t& head = heads_[index_of(c, slot)];
        r.prev = no_slot;
        r.next = head;
        finish_link(jobs);
        if (head != no_slot) {
            jobs.prefetch(head);
            unfinished_ = {head, slot};
        }
        head = slot;
        set_bit(c, true);
    }

    void finish_link(fleet_pages& jobs) noexcept {
        if (unfinished_.next == no_slot) return;
        jobs[unfinished_.next].prev = unfinished_.slot;
        unfinished_.next = no_slot;
    }

    template <class DueOf, class Take>
    void empty_cell(fleet_pages& jobs, cell c, DueOf&& due_of, Take&& take) {
        finish_link(jobs);
        std::array<std::uint32_t, chains> at{};
        std::copy_n(&heads_[index_of(c, 0)], chains, at.begin());
        std::fill_n(&heads_[index_of(c, 0)], chains, no_slot);
        set_bit(c, false);
        earliest_.reset();
        for (bool is_over = false; !is_over;) {
            is_over = true;
            for (std::uint32_t& slot : at) {
                if (slot == no_slot) continue;
                const std::uint32_t moved = std::exchange(slot, jobs[slot].next);
                if (slot != no_slot) jobs.prefetch(slot);
                move_on(jobs, moved, tick_of(due_of(moved)), take);
                is_over = false;
            }
        }
    }

    template <class Take>
    void move_on(fleet_pages& jobs, std::uint32_t slot, std::uint64_t tick, Take&& take) {
        if (tick > now_) return link(jobs, slot, tick);
        --count_;
        take(slot);
    }

    std::vector<std::uint32_t> heads_;
    std::uint64_t bits_[levels * words]{}; ///< which lists are not empty
    std::uint64_t now_ = 0;
    milliseconds epoch_{};
    std::size_t count_ = 0;
    /// The job before which another one was put last. It learns so when the next one comes: by then its
    /// record, which nobody has looked at for long, is here.
    struct {
        std::uint32_t next = no_slot;
        std::uint32_t slot = no_slot;
    } unfinished_;
    mutable std::optional<std::uint64_t> earliest_; ///< where it is known
};

} // namespace jobpoll::inline v0::detail

#endif
