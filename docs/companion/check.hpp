// jobpoll, the program: `jobpoll check`.
#ifndef JOBPOLL_COMPANION_CHECK_HPP
#define JOBPOLL_COMPANION_CHECK_HPP

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// Compares replies with the documented contract and prints what was understood, and every violation.
[[nodiscard]] exit_code check(const settings& s);

} // namespace companion

#endif
