// jobpoll, the program: commands, and the words that follow them.
#ifndef JOBPOLL_COMPANION_COMMAND_LINE_HPP
#define JOBPOLL_COMPANION_COMMAND_LINE_HPP

#include <cstddef>
#include <span>
#include <string_view>

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// One command.
struct command {
    std::string_view name;
    std::string_view words; ///< what follows the options, for the help
    std::string_view help;
    bool takes_endpoint;
    std::size_t most_files;
    std::string_view options[17]; ///< the ones that it understands
    exit_code (*run)(const settings& s);
};

/// Reads the words after the command's name.
///
/// Options may stand anywhere, as `--name value` or `--name=value`; after `--` there are none.
/// *Errors*: a failure with one line that says what is wrong.
[[nodiscard]] settings parse_arguments(const command& c, std::span<char* const> words);

/// `--name VALUE` for every option of the command, and its help.
[[nodiscard]] std::string describe_options(const command& c);

} // namespace companion

#endif
