// jobpoll: where in the body the reader is, as far as a SAX handler can know.
#ifndef JOBPOLL_READING_BODY_POSITION_HPP
#define JOBPOLL_READING_BODY_POSITION_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/words/error.hpp>
#include <jobpoll/words/skip_value.hpp>

namespace jobpoll::inline v0::detail {

/// The last place that is known for sure: the closing quote of the last key that was written without escapes.
struct body_position {
    explicit body_position(std::string_view text) noexcept
        : body{text}, roomy_size{text.size() < 8 ? 0 : text.size() - 7}, last_key{text.data()} {}

    std::string_view body;
    std::size_t roomy_size; ///< of how many places in the body eight bytes can be read
    const char* last_key;
    const char* unclear_after = body.data(); ///< the last key while what follows it was written with escapes
    std::uint32_t index[2] = {};             ///< of the arrays that the reader is in

    /// Whether `last_key` is the key of the value at hand.
    [[nodiscard]] bool key_is_plain() const noexcept { return last_key != unclear_after; }

    void key_is(std::string_view plain) noexcept { last_key = plain.data() + plain.size(); }
    void key_is_unclear() noexcept { unclear_after = last_key; }

    // Addresses as numbers: the text may lie in a buffer of the parser's own.
    [[nodiscard]] bool contains(std::string_view text) const noexcept {
        return reinterpret_cast<std::uintptr_t>(text.data()) - reinterpret_cast<std::uintptr_t>(body.data()) <
               body.size();
    }

    /// Whether a text lies in the body and eight bytes can be read at it.
    [[nodiscard]] bool is_roomy(std::string_view text) const noexcept {
        return reinterpret_cast<std::uintptr_t>(text.data()) - reinterpret_cast<std::uintptr_t>(body.data()) <
               roomy_size;
    }

    [[nodiscard]] const char* end() const noexcept { return body.data() + body.size(); }

    /// Where the value after the last key starts.
    [[nodiscard]] const char* value() const noexcept {
        return key_is_plain() ? value_after_key(last_key, end()) : last_key;
    }

    [[nodiscard]] std::uint64_t offset_of(const char* at) const noexcept {
        return static_cast<std::uint64_t>(at - body.data());
    }

    /// A violation at the last key.
    [[nodiscard]] violation here(rule broken, severity weight, const member* declared) const noexcept {
        return {declared, {}, {}, offset_of(last_key), {index[0], index[1]}, broken, weight, {}, {}};
    }

    /// A violation at a value; where its text lies in the body, it says best itself where it is.
    [[nodiscard]] violation at_value(rule broken, severity weight, const member* declared, json_type type,
                                     std::string_view text) const noexcept {
        const std::uint64_t offset = contains(text)
                                         ? offset_of(text.data()) - (type == json_type::string ? 1 : 0)
                                         : offset_of(value());
        return {declared, {}, text, offset, {index[0], index[1]}, broken, weight, type, {}};
    }
};

} // namespace jobpoll::inline v0::detail

#endif
