// jobpoll: a text without some characters around it.
#ifndef JOBPOLL_BASE_STRIP_HPP
#define JOBPOLL_BASE_STRIP_HPP

#include <string_view>

namespace jobpoll::inline v0::detail {

/// The text without the characters of the set at either end.
template <char... Set>
[[nodiscard]] constexpr std::string_view strip(std::string_view text) noexcept {
    const auto is_one = [](char c) { return ((c == Set) || ...); };
    while (!text.empty() && is_one(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_one(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace jobpoll::inline v0::detail

#endif
