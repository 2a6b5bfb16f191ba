// jobpoll, the program: `jobpoll replay`.
#ifndef JOBPOLL_COMPANION_REPLAY_HPP
#define JOBPOLL_COMPANION_REPLAY_HPP

#include <functional>

#include "failure.hpp"
#include "recorded_lines.hpp"
#include "settings.hpp"

namespace companion {

/// Hands out the next line of a recording; false at its end.
using line_source = std::function<bool(recorded_line& into)>;

/// Drives a poller over recorded lines and prints its decisions.
[[nodiscard]] exit_code replay(const settings& s);

/// Prints the timeline of a recording.
void print_timeline(const settings& s, const line_source& next);

} // namespace companion

#endif
