// jobpoll, the program: pieces of C++ that hold texts which somebody else wrote.
#ifndef JOBPOLL_COMPANION_SCAFFOLD_CPP_HPP
#define JOBPOLL_COMPANION_SCAFFOLD_CPP_HPP

#include <optional>
#include <string>
#include <string_view>

#include <jobpoll/contract/declaration.hpp>

namespace companion {

/// A string literal with exactly these bytes; nothing in it that an editor would not show.
[[nodiscard]] std::string cpp_string(std::string_view text);

/// Comment lines of this indentation, broken between words; no text can end the comment or go on after it.
[[nodiscard]] std::string cpp_comment(std::size_t indentation, std::string_view text);

/// `json_type::string | json_type::integer`.
[[nodiscard]] std::string cpp_types(jobpoll::json_type types);

/// An enumerator as it is written in C++.
[[nodiscard]] std::string_view name_of(jobpoll::role value) noexcept;
[[nodiscard]] std::string_view name_of(jobpoll::format value) noexcept;
[[nodiscard]] std::string_view name_of(jobpoll::test value) noexcept;
[[nodiscard]] std::string_view name_of(jobpoll::progress_unit value) noexcept;

/// A number that reads back as the same one.
[[nodiscard]] std::string cpp_number(double number);

/// Whether a name can be one of the program's: lower case, no keyword, and none that the declaration itself
/// uses.
[[nodiscard]] bool is_good_name(std::string_view name);

} // namespace companion

#endif
