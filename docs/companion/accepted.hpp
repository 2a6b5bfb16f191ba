// jobpoll, the program: `jobpoll accepted`.
#ifndef JOBPOLL_COMPANION_ACCEPTED_HPP
#define JOBPOLL_COMPANION_ACCEPTED_HPP

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// Prints what the reply to the request that creates a job says: job id, URL, Retry-After.
[[nodiscard]] exit_code print_accepted(const settings& s);

} // namespace companion

#endif
