// jobpoll, the program: the command `simulate`.
#ifndef JOBPOLL_COMPANION_SIMULATE_HPP
#define JOBPOLL_COMPANION_SIMULATE_HPP

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// Prints what every law costs for jobs of a family of durations, or of a file of them, side by side.
///
/// *Errors*: a failure where the word is neither a family nor a file, or a line is no duration.
exit_code simulate(const settings& s);

} // namespace companion

#endif
