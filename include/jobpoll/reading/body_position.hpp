// jobpoll: where in the body the reader is, as far as a SAX handler can know.
#ifndef JOBPOLL_READING_BODY_POSITION_HPP
#define JOBPOLL_READING_BODY_POSITION_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/words/error.hpp>
#include <jobpoll/words/skip_value.hpp>

namespace jobpoll::inline v0::detail {

/// The last place that is known for sure: the closing quote of the last key.
struct body_position {
    body_position(std::string_view text, const endpoint& e) noexcept
        : body{text}, roomy_size{roomy_size_of(text)}, last_key{text.data()}, contract{&e} {}

    std::string_view body;
    std::size_t roomy_size; ///< of how many places in the body eight bytes can be read
    const char* last_key;   ///< the start of the body before the first one
    std::uint32_t index[2] =
        {}; ///< of the arrays that the reader is in, where every element has the same row
    const endpoint* contract;

    [[nodiscard]] bool has_key() const noexcept { return last_key != body.data(); }

    void key_is(std::string_view plain) noexcept { last_key = plain.data() + plain.size(); }

    // The last piece of a text that comes in several may lie in the body, but it is not the whole text. While
    // pieces come, none counts as roomy: the fast paths take a roomy piece for the whole text and need no
    // further check.
    void begin_pieces() noexcept { roomy_size = 0; }
    void end_pieces() noexcept { roomy_size = roomy_size_of(body); }

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
        return has_key() ? value_after_key(last_key, end()) : last_key;
    }

    [[nodiscard]] std::uint64_t offset_of(const char* at) const noexcept {
        return static_cast<std::uint64_t>(at - body.data());
    }

    /// A violation at the last key.
    [[nodiscard]] violation here(rule broken, severity weight,
                                 const endpoint_member* declared) const noexcept {
        violation found;
        found.declared = declared;
        if (declared != nullptr && declared->of_items) found.around = contract->job_at;
        found.offset = offset_of(last_key);
        found.index[0] = index[0];
        found.index[1] = index[1];
        found.rule = broken;
        found.severity = weight;
        return found;
    }

    /// A violation at a value. A text that lies in the body gives the offset by its address.
    [[nodiscard]] violation at_value(rule broken, severity weight, const endpoint_member* declared,
                                     json_type type, std::string_view text) const noexcept {
        violation found = here(broken, weight, declared);
        found.found = text;
        found.found_type = type;
        found.offset = contains(text) ? offset_of(text.data()) - (type == json_type::string ? 1 : 0)
                                      : offset_of(value());
        return found;
    }

private:
    [[nodiscard]] static std::size_t roomy_size_of(std::string_view text) noexcept {
        return text.size() < 8 ? 0 : text.size() - 7;
    }
};

} // namespace jobpoll::inline v0::detail

#endif
