// jobpoll: loads eight bytes of text as an integer, for fast comparison.
#ifndef JOBPOLL_CONTRACT_KEY_WORDS_HPP
#define JOBPOLL_CONTRACT_KEY_WORDS_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace jobpoll::inline v0::detail {

/// The eight bytes at `at`, the first of them lowest, on every machine.
[[nodiscard]] constexpr std::uint64_t load_word(const char* at) noexcept {
    if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }
    std::uint64_t word = 0;
    for (int i = 7; i >= 0; --i)
        word = word << 8 | static_cast<unsigned char>(at[i]);
    return word;
}

/// The same byte eight times.
[[nodiscard]] constexpr std::uint64_t repeat_byte(std::uint8_t byte) noexcept {
    return byte * 0x0101010101010101u;
}

inline constexpr std::uint64_t high_bits = repeat_byte(0x80);

/// Which bytes of a loaded word belong to a text of this size.
[[nodiscard]] constexpr std::uint64_t mask_of(std::size_t size) noexcept {
    return size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
}

/// The first eight bytes of a text, or all of a shorter one.
[[nodiscard]] constexpr std::uint64_t head_of(std::string_view text) noexcept {
    if (text.size() >= 8) return load_word(text.data());
    std::uint64_t head = 0;
    for (std::size_t i = text.size(); i-- > 0;)
        head = head << 8 | static_cast<unsigned char>(text[i]);
    return head;
}

/// The same of a text at which eight bytes can be read.
[[nodiscard]] inline std::uint64_t head_of_roomy(std::string_view text) noexcept {
    return load_word(text.data()) & mask_of(text.size());
}

/// The last eight bytes of a text of eight or more.
[[nodiscard]] inline std::uint64_t tail_of(std::string_view text) noexcept {
    return load_word(text.data() + text.size() - 8);
}

} // namespace jobpoll::inline v0::detail

#endif
