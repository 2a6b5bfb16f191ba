// jobpoll: eight bytes of text at a time.
#ifndef JOBPOLL_CONTRACT_KEY_WORDS_HPP
#define JOBPOLL_CONTRACT_KEY_WORDS_HPP

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

/// A word that texts are compared with, prepared so that it takes two loads and one branch.
struct key_words {
    std::uint64_t head = 0;                              ///< the first eight bytes, or all of a shorter word
    std::uint64_t tail = 0;                              ///< the last eight bytes, or the same as `head`
    std::uint64_t mask = 0;                              ///< which bytes of the two count
    std::uint32_t size = static_cast<std::uint32_t>(-1); ///< this one is no text's size
    std::uint32_t tail_at = 0;
};

[[nodiscard]] constexpr key_words prepare_key(std::string_view key) noexcept {
    key_words words;
    words.size = static_cast<std::uint32_t>(key.size());
    if (key.size() >= 8) {
        words.tail_at = words.size - 8;
        words.head = load_word(key.data());
        words.tail = load_word(key.data() + words.tail_at);
        words.mask = repeat_byte(0xff);
        return words;
    }
    for (std::size_t i = key.size(); i-- > 0;) {
        words.head = words.head << 8 | static_cast<unsigned char>(key[i]);
        words.mask = words.mask << 8 | 0xff;
    }
    words.tail = words.head;
    return words;
}

/// Whether the ends of `text` are those of the prepared word, which is all of a word of up to 16 bytes; at
/// least eight bytes can be read at it.
[[nodiscard]] inline bool has_ends_of(const key_words& key, std::string_view text) noexcept {
    if (text.size() != key.size) return false;
    const std::uint64_t head = load_word(text.data()) ^ key.head;
    const std::uint64_t tail = load_word(text.data() + key.tail_at) ^ key.tail;
    return ((head | tail) & key.mask) == 0;
}

/// Whether `text` is the prepared word, `whole` being the same word; eight bytes can be read at the text
/// where `is_roomy`.
[[nodiscard]] inline bool is_key(const key_words& key, std::string_view whole, std::string_view text,
                                 bool is_roomy) noexcept {
    if (!is_roomy) return text == whole;
    return has_ends_of(key, text) && (text.size() <= 16 || text == whole);
}

/// Whether two texts are the same; those of eight to twenty-four characters take a few loads.
[[nodiscard]] inline bool is_same_text(std::string_view a, std::string_view b) noexcept {
    const std::size_t size = a.size();
    if (size != b.size()) return false;
    if (size < 8 || size > 24) return a == b;
    const std::size_t middle = size > 16 ? 8 : 0;
    const std::size_t tail = size - 8;
    return ((load_word(a.data()) ^ load_word(b.data())) |
            (load_word(a.data() + middle) ^ load_word(b.data() + middle)) |
            (load_word(a.data() + tail) ^ load_word(b.data() + tail))) == 0;
}

} // namespace jobpoll::inline v0::detail

#endif
