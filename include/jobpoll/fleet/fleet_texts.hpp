// jobpoll: the job ids of a fleet, in pages that never move.
#ifndef JOBPOLL_FLEET_FLEET_TEXTS_HPP
#define JOBPOLL_FLEET_FLEET_TEXTS_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include <jobpoll/fleet/fleet_record.hpp>

namespace jobpoll::inline v0::detail {

/// Texts of up to 65535 bytes, in blocks of eight bytes; a block that was freed is used for the next text of
/// its size.
class fleet_texts {
public:
    [[nodiscard]] std::string_view view(std::uint32_t at, std::uint16_t size) const noexcept {
        return {block(at), size};
    }

    [[nodiscard]] std::uint32_t add(std::string_view text) {
        const std::size_t blocks = blocks_of(text.size());
        const std::uint32_t at = take(blocks);
        if (!text.empty()) std::memcpy(block(at), text.data(), text.size());
        return at;
    }

    void remove(std::uint32_t at, std::uint16_t size) noexcept {
        const std::size_t blocks = blocks_of(size);
        std::memcpy(block(at), &free_[blocks], sizeof(std::uint32_t));
        free_[blocks] = at;
    }

private:
    static constexpr std::size_t block_bytes = 8;
    static constexpr std::uint32_t page_bits = 13; // one text of the greatest length just fits
    static constexpr std::uint32_t page_blocks = 1u << page_bits;

    [[nodiscard]] static std::size_t blocks_of(std::size_t bytes) noexcept {
        return bytes == 0 ? 1 : (bytes + block_bytes - 1) / block_bytes;
    }
    [[nodiscard]] char* block(std::uint32_t at) const noexcept {
        return pages_[at >> page_bits].get() + std::size_t{at & (page_blocks - 1)} * block_bytes;
    }

    // The room for removing is made here, so that removing allocates nothing.
    [[nodiscard]] std::uint32_t take(std::size_t blocks) {
        if (free_.size() <= blocks) free_.resize(blocks + 1, no_slot);
        if (free_[blocks] != no_slot) {
            const std::uint32_t at = free_[blocks];
            std::memcpy(&free_[blocks], block(at), sizeof(std::uint32_t));
            return at;
        }
        if (pages_.empty() || used_ + blocks > page_blocks) {
            pages_.push_back(std::make_unique_for_overwrite<char[]>(page_blocks * block_bytes));
            used_ = 0;
        }
        const auto page = static_cast<std::uint32_t>(pages_.size() - 1);
        const std::uint32_t at = (page << page_bits) + static_cast<std::uint32_t>(used_);
        used_ += blocks;
        return at;
    }

    std::vector<std::unique_ptr<char[]>> pages_;
    std::vector<std::uint32_t> free_; ///< the first free block for each number of blocks
    std::size_t used_ = 0;            ///< blocks of the last page
};

} // namespace jobpoll::inline v0::detail

#endif
