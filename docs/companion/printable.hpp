// jobpoll, the program: text that somebody else wrote, made safe to look at.
#ifndef JOBPOLL_COMPANION_PRINTABLE_HPP
#define JOBPOLL_COMPANION_PRINTABLE_HPP

#include <cstddef>
#include <string>
#include <string_view>

namespace companion {

/// The first character of a text.
struct character {
    char32_t value = 0;
    std::size_t size = 1;  ///< in bytes
    bool is_valid = false; ///< false for a byte that is no part of valid UTF-8
};

/// Decodes the first character of a text that is not empty.
///
/// *Source*: RFC 3629, section 4.
[[nodiscard]] character first_character(std::string_view text) noexcept;

/// Whether a terminal could be made to do or show something else by this character: controls, marks of
/// direction, characters without width, tags.
[[nodiscard]] bool is_hidden(char32_t value) noexcept;

/// The text with every hidden character and every byte that is not UTF-8 written as an escape (`\x1b`,
/// `\u202e`).
[[nodiscard]] std::string printable(std::string_view text);

/// As `printable`, cut to so many characters, with `...` where something was cut off.
[[nodiscard]] std::string printable(std::string_view text, std::size_t at_most);

/// JSON text without the line breaks and indentation between its values.
[[nodiscard]] std::string one_line(std::string_view json);

/// The number of characters of a printable text, which is its width on a terminal for most scripts.
[[nodiscard]] std::size_t width(std::string_view text) noexcept;

/// The lower digits of a number in base 16, as many as asked for.
[[nodiscard]] std::string hexadecimal(char32_t value, std::size_t digits);

} // namespace companion

#endif
