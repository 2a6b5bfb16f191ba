// jobpoll: whether two texts are the same, in few steps at compile time.
#ifndef JOBPOLL_BASE_SAME_TEXT_HPP
#define JOBPOLL_BASE_SAME_TEXT_HPP

#include <string_view>

namespace jobpoll::inline v0::detail {

/// Whether two texts are the same.
///
/// The compiler compares whole texts in one step where `==` takes several for each character: a declaration
/// is checked and compiled within the default limits of constant evaluation.
[[nodiscard]] constexpr bool is_same(std::string_view a, std::string_view b) noexcept {
#if defined(__GNUC__)
    return a.size() == b.size() && (a.empty() || __builtin_memcmp(a.data(), b.data(), a.size()) == 0);
#else
    return a == b;
#endif
}

/// Whether a text begins with another one.
[[nodiscard]] constexpr bool begins_with(std::string_view text, std::string_view start) noexcept {
    return text.size() >= start.size() && is_same({text.data(), start.size()}, start);
}

} // namespace jobpoll::inline v0::detail

#endif
