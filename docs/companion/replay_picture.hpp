// jobpoll, the program: a replay as a picture: when it polled, what it saw, and why it waited as long as it
// did.
#ifndef JOBPOLL_COMPANION_REPLAY_PICTURE_HPP
#define JOBPOLL_COMPANION_REPLAY_PICTURE_HPP

#include <string>
#include <vector>

#include "recorded_lines.hpp"
#include "settings.hpp"

namespace companion {

/// Draws the timeline of one job.
///
/// An SVG document that needs nothing else: no script, no font, no other file. Its colours follow the
/// viewer's light or dark scheme. The same lines give the same bytes. *Errors*: those of `replayer`.
[[nodiscard]] std::string draw_replay(const settings& s, const std::vector<recorded_line>& lines);

} // namespace companion

#endif
