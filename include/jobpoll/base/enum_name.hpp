// jobpoll: the words of an enumeration, kept beside it in a table.
#ifndef JOBPOLL_BASE_ENUM_NAME_HPP
#define JOBPOLL_BASE_ENUM_NAME_HPP

#include <cstddef>
#include <string_view>

namespace jobpoll::inline v0::detail {

/// The name at the enumerator's place in `names`, or "?" for a value outside the enumeration.
template <class Enum, std::size_t Size>
[[nodiscard]] constexpr std::string_view enum_name(const std::string_view (&names)[Size],
                                                   Enum value) noexcept {
    const auto index = static_cast<std::size_t>(value);
    return index < Size ? names[index] : std::string_view{"?"};
}

} // namespace jobpoll::inline v0::detail

#endif
