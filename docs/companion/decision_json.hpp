// jobpoll, the program: a decision as one line of JSON.
#ifndef JOBPOLL_COMPANION_DECISION_JSON_HPP
#define JOBPOLL_COMPANION_DECISION_JSON_HPP

#include <string>

#include "replayer.hpp"

namespace companion {

/// The decision that stands, with everything that led to it.
[[nodiscard]] std::string decision_line(const replayer& r);

} // namespace companion

#endif
