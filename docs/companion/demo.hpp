// jobpoll, the program: `jobpoll demo`.
#ifndef JOBPOLL_COMPANION_DEMO_HPP
#define JOBPOLL_COMPANION_DEMO_HPP

#include <string_view>

#include "failure.hpp"
#include "settings.hpp"

namespace companion {

/// A recording that is compiled into the program.
struct demo_story {
    std::string_view endpoint;
    std::string_view job_id;
    std::string_view file; ///< where it comes from, below tests/data
    std::string_view lines;
};

/// Replays a recording of every endpoint, in virtual time.
[[nodiscard]] exit_code show_demo(const settings& s);

} // namespace companion

#endif
