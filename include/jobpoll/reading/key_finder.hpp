// jobpoll: finds the place in the body of a key that has escapes or came in pieces.
#ifndef JOBPOLL_READING_KEY_FINDER_HPP
#define JOBPOLL_READING_KEY_FINDER_HPP

#include <cstdint>

#include <jobpoll/words/skip_value.hpp>

namespace jobpoll::inline v0::detail {

/// Whether the next character that is not white space is a colon.
[[nodiscard]] constexpr bool is_before_colon(const char* at, const char* end) noexcept {
    while (at != end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        ++at;
    return at != end && *at == ':';
}

/// The open containers as bits, the outermost one first, after a leading 1: 1 is an object, 0 an array. The
/// parser refuses more than 32 levels.
using open_containers = std::uint64_t;

[[nodiscard]] constexpr open_containers with_inner(open_containers outer, bool is_object) noexcept {
    return outer << 1 | (is_object ? 1u : 0u);
}

/// Finds keys in text that was parsed before.
///
/// It only goes forward: all searches in one body together read that body once.
class key_finder {
public:
    explicit constexpr key_finder(const char* body) noexcept : at_{body} {}

    /// The closing quote of the first key behind `last` in such containers; `end` where there is none.
    [[nodiscard]] constexpr const char* key_behind(const char* last, open_containers wanted,
                                                   const char* end) noexcept {
        while (at_ != end) {
            const char c = *at_;
            if (c == '"') {
                at_ = skip_string(at_, end);
                if (open_ == wanted && at_ - 1 > last && is_before_colon(at_, end)) return at_ - 1;
                continue;
            }
            if (c == '{' || c == '[') open_ = with_inner(open_, c == '{');
            if (c == '}' || c == ']') open_ >>= 1;
            ++at_;
        }
        return end;
    }

private:
    const char* at_;
    open_containers open_ = 1; ///< those around `at_`
};

} // namespace jobpoll::inline v0::detail

#endif
