// jobpoll, the program: how long earlier jobs took.
#ifndef JOBPOLL_COMPANION_HISTORY_FILE_HPP
#define JOBPOLL_COMPANION_HISTORY_FILE_HPP

#include <string>
#include <vector>

#include <jobpoll/base/time.hpp>

namespace companion {

/// Reads durations in seconds, one a line.
///
/// *Errors*: a failure that names file and line.
[[nodiscard]] std::vector<jobpoll::milliseconds> read_durations(const std::string& path);

} // namespace companion

#endif
