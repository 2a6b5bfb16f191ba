// jobpoll: which listed word a status is.
#ifndef JOBPOLL_READING_STATUS_WORDS_HPP
#define JOBPOLL_READING_STATUS_WORDS_HPP

#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/contract/key_words.hpp>

namespace jobpoll::inline v0::detail {

/// How the status word was understood.
enum class word_state : std::uint8_t { absent, unusable, listed, unlisted };

inline constexpr std::int8_t no_word = -1;

/// The first word that the status is, or begins with, compared without case where the contract says so.
[[nodiscard]] JOBPOLL_NOINLINE inline std::int8_t find_word_slowly(const endpoint& e,
                                                                   std::string_view text) noexcept {
    for (const bool prefixes : {false, true}) {
        for (int i = 0; i < e.shape.word_count; ++i) {
            const shape_word& word = e.shape.words[i];
            if (prefixes && !word.is_prefix) continue;
            const std::string_view compared = prefixes ? text.substr(0, word.size) : text;
            if (same_word(word.text(), compared, e.fold_case)) return static_cast<std::int8_t>(i);
        }
    }
    return no_word;
}

/// The listed word that the status is, or `no_word`; an exact one goes before a prefix. Eight bytes can be
/// read at the text where `is_roomy`.
[[nodiscard]] inline std::int8_t find_word(const endpoint& e, std::string_view text, bool is_roomy) noexcept {
    const std::uint64_t head = is_roomy ? head_of_roomy(text) : head_of(text);
    for (int i = 0; i < e.shape.word_count; ++i) {
        const shape_word& word = e.shape.words[i];
        if (word.head != head || word.size != text.size()) continue;
        if (text.size() <= 8 || (text.size() <= 16 && tail_of(text) == tail_of(word.text())))
            return static_cast<std::int8_t>(i);
    }
    const bool seen_in_part = text.size() > 16;
    return seen_in_part || e.fold_case || e.shape.has_prefix ? find_word_slowly(e, text) : no_word;
}

} // namespace jobpoll::inline v0::detail

#endif
