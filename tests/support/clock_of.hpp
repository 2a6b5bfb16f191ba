// A clock of any resolution, without `now()`: all moments come from the test.
#ifndef JOBPOLL_TESTS_SUPPORT_CLOCK_OF_HPP
#define JOBPOLL_TESTS_SUPPORT_CLOCK_OF_HPP

#include <chrono>

namespace support {

template <class Duration>
struct clock_of {
    using rep = typename Duration::rep;
    using period = typename Duration::period;
    using duration = Duration;
    using time_point = std::chrono::time_point<clock_of>;
    static constexpr bool is_steady = true;
};

} // namespace support

#endif
