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

/// The recorded replies of an endpoint and stories made of them, as JSON; tests/data/README.md has the form.
struct recorded_endpoint {
    std::string_view file; ///< below tests/data
    std::string_view text;
};

/// Replays a recording of every endpoint, in virtual time: the first ones in full, one line for each other.
[[nodiscard]] exit_code show_demo(const settings& s);

} // namespace companion

#endif
