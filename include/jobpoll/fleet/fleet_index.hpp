// jobpoll: a hash table of numbers; what they stand for is the caller's.
#ifndef JOBPOLL_FLEET_FLEET_INDEX_HPP
#define JOBPOLL_FLEET_FLEET_INDEX_HPP

#include <cstddef>
#include <cstdint>
#include <vector>

#include <jobpoll/fleet/fleet_record.hpp>

namespace jobpoll::inline v0::detail {

/// Finds numbers by 32-bit hashes: four bytes an entry, open addressing, linear probes, half full.
///
/// Shapes: `hash_of(number)` is the hash that the number was added with.
class fleet_index {
public:
    /// The number with this hash for which `same(number)` holds, or `no_slot`.
    template <class Same>
    [[nodiscard]] std::uint32_t find(std::uint32_t hash, Same&& same) const {
        if (cells_.empty()) return no_slot;
        for (std::size_t i = hash & mask();; i = (i + 1) & mask()) {
            if (cells_[i] == no_slot) return no_slot;
            if (same(cells_[i])) return cells_[i];
        }
    }

    template <class HashOf>
    void add(std::uint32_t number, HashOf&& hash_of) {
        if ((count_ + 1) * 2 > cells_.size()) grow(hash_of);
        put(number, hash_of(number));
        ++count_;
    }

    /// Takes a number out; the ones behind it move up, so that there are no gravestones.
    template <class HashOf>
    void remove(std::uint32_t number, HashOf&& hash_of) noexcept {
        std::size_t hole = hash_of(number) & mask();
        while (cells_[hole] != number)
            hole = (hole + 1) & mask();
        for (std::size_t i = (hole + 1) & mask(); cells_[i] != no_slot; i = (i + 1) & mask()) {
            const std::size_t home = hash_of(cells_[i]) & mask();
            if (((i - home) & mask()) < ((i - hole) & mask())) continue;
            cells_[hole] = cells_[i];
            hole = i;
        }
        cells_[hole] = no_slot;
        --count_;
    }

private:
    [[nodiscard]] std::size_t mask() const noexcept { return cells_.size() - 1; }

    void put(std::uint32_t number, std::uint32_t hash) noexcept {
        std::size_t i = hash & mask();
        while (cells_[i] != no_slot)
            i = (i + 1) & mask();
        cells_[i] = number;
    }

    template <class HashOf>
    void grow(HashOf&& hash_of) {
        std::vector<std::uint32_t> old(cells_.empty() ? 16 : cells_.size() * 2, no_slot);
        old.swap(cells_);
        for (const std::uint32_t number : old)
            if (number != no_slot) put(number, hash_of(number));
    }

    std::vector<std::uint32_t> cells_;
    std::size_t count_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
