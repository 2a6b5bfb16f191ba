// jobpoll, the program: numbers as people type them, exactly.
#ifndef JOBPOLL_COMPANION_NUMBERS_HPP
#define JOBPOLL_COMPANION_NUMBERS_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include <jobpoll/base/time.hpp>

namespace companion {

/// A number that was read, or what is wrong with it.
template <class Number>
struct parsed {
    Number value{};
    std::string error{}; ///< empty where the number is good
};

/// Seconds, with decimals where they are wanted, as whole milliseconds.
[[nodiscard]] parsed<jobpoll::milliseconds> parse_seconds(std::string_view text);

/// A whole number from 0 to `highest`.
[[nodiscard]] parsed<std::uint64_t> parse_whole_number(std::string_view text, std::uint64_t highest);

} // namespace companion

#endif
