// jobpoll, the program: `jobpoll replay --job-ids`: the jobs of a list, all at once.
#ifndef JOBPOLL_COMPANION_FLEET_REPLAY_HPP
#define JOBPOLL_COMPANION_FLEET_REPLAY_HPP

#include "failure.hpp"
#include "replay.hpp"
#include "settings.hpp"

namespace companion {

/// Drives a fleet over recorded replies of a list and prints one decision for each job that a line moved.
[[nodiscard]] exit_code replay_fleet(const settings& s, const line_source& next);

} // namespace companion

#endif
