// Simulation: the library's milliseconds as seconds, and back.
#ifndef JOBPOLL_SIMULATION_SECONDS_HPP
#define JOBPOLL_SIMULATION_SECONDS_HPP

#include <cstdint>

#include <jobpoll/base/time.hpp>

namespace simulation {

inline jobpoll::milliseconds to_milliseconds(double seconds) {
    return jobpoll::milliseconds{static_cast<std::int64_t>(seconds * 1'000 + 0.5)};
}

inline double to_seconds(jobpoll::milliseconds time) {
    return static_cast<double>(time.count()) / 1'000;
}

} // namespace simulation

#endif
