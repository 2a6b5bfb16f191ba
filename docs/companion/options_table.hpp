// jobpoll, the program: every option there is, as a table.
#ifndef JOBPOLL_COMPANION_OPTIONS_TABLE_HPP
#define JOBPOLL_COMPANION_OPTIONS_TABLE_HPP

#include <span>
#include <string>
#include <string_view>

#include "settings.hpp"

namespace companion {

/// One option.
struct option_row {
    std::string_view name;
    std::string_view value; ///< what stands for the value in the help; empty where the option has none
    std::string_view help;
    std::string (*take)(settings& into, std::string_view value); ///< hands out what is wrong, or nothing
    bool may_repeat = false;
};

[[nodiscard]] std::span<const option_row> known_options() noexcept;

/// The option of that name, or null.
[[nodiscard]] const option_row* find_option(std::string_view name) noexcept;

} // namespace companion

#endif
