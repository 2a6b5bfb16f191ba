// jobpoll, the program: recorded replies, one JSON object a line.
#ifndef JOBPOLL_COMPANION_RECORDED_LINES_HPP
#define JOBPOLL_COMPANION_RECORDED_LINES_HPP

#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/base/time.hpp>
#include <jobpoll/follow.hpp>

#include "files.hpp"

namespace companion {

/// What happened, according to a line.
enum class happening : std::uint8_t { reply, no_reply, cancel, restart };

/// One line of a recording.
struct recorded_line {
    happening what = happening::reply;
    std::optional<jobpoll::milliseconds> at; ///< since the start; when it was asked for where it is left out
    jobpoll::received reply;
};

/// Reads a line of a recording. *Errors*: a failure that names the line and the JSON Pointer.
[[nodiscard]] recorded_line parse_recorded_line(std::string_view text, const line_place& place);

/// Reads a line that is a reply and nothing else, for `check`. *Errors*: as above.
[[nodiscard]] jobpoll::received parse_reply_line(std::string_view text, const line_place& place);

} // namespace companion

#endif
