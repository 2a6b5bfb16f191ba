// jobpoll, the program: `jobpoll soak`.
#ifndef JOBPOLL_COMPANION_SOAK_HPP
#define JOBPOLL_COMPANION_SOAK_HPP

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// Follows a fleet of simulated jobs to their ends, with faults, in virtual time.
[[nodiscard]] exit_code soak(const settings& s);

} // namespace companion

#endif
