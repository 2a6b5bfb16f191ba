// jobpoll, the program: `--option NAME=VALUE`: every option of a poller, as a table.
#ifndef JOBPOLL_COMPANION_POLL_OPTION_HPP
#define JOBPOLL_COMPANION_POLL_OPTION_HPP

#include <string>
#include <string_view>

#include "settings.hpp"

namespace companion {

/// Sets the option of `poll_options` or `fault_budgets` that a text like `patience=1h` names.
///
/// *Errors*: what is wrong with the name or the value; nothing where both are good.
[[nodiscard]] std::string take_poll_option(settings& into, std::string_view text);

/// Sets the polling policy that a text names, likewise.
[[nodiscard]] std::string take_policy(settings& into, std::string_view value);

/// The names of them all, for the help.
[[nodiscard]] std::string poll_option_names();

} // namespace companion

#endif
