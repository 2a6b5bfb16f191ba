// jobpoll: eight bytes of text at a time.
#ifndef JOBPOLL_DETAIL_WORD_HPP
#define JOBPOLL_DETAIL_WORD_HPP

#include <array>
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

/// A key, prepared so that comparing it takes two loads.
struct key_words {
    std::uint64_t head = 0; ///< the first eight bytes, or all of a shorter key
    std::uint64_t tail = 0; ///< the last eight bytes
    std::uint64_t mask = 0; ///< which bytes of `head` count
    std::size_t size = static_cast<std::size_t>(-1);
};

[[nodiscard]] constexpr key_words prepare_key(std::string_view key) noexcept {
    key_words words;
    words.size = key.size();
    if (key.size() >= 8) {
        words.head = load_word(key.data());
        words.tail = load_word(key.data() + key.size() - 8);
        words.mask = repeat_byte(0xff);
        return words;
    }
    for (std::size_t i = key.size(); i-- > 0;) {
        words.head = words.head << 8 | static_cast<unsigned char>(key[i]);
        words.mask = words.mask << 8 | 0xff;
    }
    return words;
}

/// Whether `text` is the prepared key, `whole` being the same key as text. At least eight bytes can be read
/// at `text.data()` where `is_roomy`.
[[nodiscard]] inline bool is_key(const key_words& key, std::string_view whole, std::string_view text,
                                 bool is_roomy) noexcept {
    if (text.size() != key.size) return false;
    if (text.size() < 8) {
        if (is_roomy) return (load_word(text.data()) & key.mask) == key.head;
        return text == whole;
    }
    if (load_word(text.data()) != key.head || load_word(text.data() + text.size() - 8) != key.tail)
        return false;
    return text.size() <= 16 || std::memcmp(text.data() + 8, whole.data() + 8, text.size() - 16) == 0;
}

} // namespace jobpoll::inline v0::detail

#endif
