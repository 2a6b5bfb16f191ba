// jobpoll: the pointers of a declaration, segment by segment.
#ifndef JOBPOLL_CONTRACT_POINTERS_HPP
#define JOBPOLL_CONTRACT_POINTERS_HPP

#include <cstddef>
#include <string_view>

#include <jobpoll/base/same_text.hpp>

namespace jobpoll::inline v0::detail {

/// The last `/` of a pointer, or its end where there is none.
[[nodiscard]] constexpr std::size_t last_slash(std::string_view at) noexcept {
    for (std::size_t i = at.size(); i-- > 0;)
        if (at[i] == '/') return i;
    return at.size();
}

/// The pointer without its last segment.
[[nodiscard]] constexpr std::string_view parent_of(std::string_view at) noexcept {
    const std::size_t slash = last_slash(at);
    return {at.data(), slash == at.size() ? 0 : slash};
}

/// The last segment of a pointer.
[[nodiscard]] constexpr std::string_view key_of(std::string_view at) noexcept {
    const std::size_t slash = last_slash(at);
    return slash == at.size() ? at : std::string_view{at.data() + slash + 1, at.size() - slash - 1};
}

/// Whether a segment names elements of an array: each of them, or the first alone.
[[nodiscard]] constexpr bool is_element(std::string_view key) noexcept {
    return key.size() == 1 && (key[0] == '*' || key[0] == '0');
}

/// Whether a pointer is the other one or leads through it; `/job` does not lead to `/jobs`.
[[nodiscard]] constexpr bool is_within(std::string_view at, std::string_view outer) noexcept {
    return begins_with(at, outer) && (at.size() == outer.size() || at[outer.size()] == '/');
}

/// The pointer up to its last `*`, that included; empty where it has none.
[[nodiscard]] constexpr std::string_view up_to_last_star(std::string_view at) noexcept {
    for (std::size_t i = at.size(); i-- > 0;)
        if (at[i] == '*') return {at.data(), i + 1};
    return {};
}

} // namespace jobpoll::inline v0::detail

#endif
