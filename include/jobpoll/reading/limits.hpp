// jobpoll: the limits of a reader.
#ifndef JOBPOLL_READING_LIMITS_HPP
#define JOBPOLL_READING_LIMITS_HPP

#include <cstddef>

namespace jobpoll::inline v0 {

/// The longest body that is looked at where nothing else is said. Without a precedent: far above every
/// documented reply, and far below what a process notices.
inline constexpr std::size_t default_max_body_bytes = std::size_t{64} << 20;

} // namespace jobpoll::inline v0

#endif
