#include "interrupt.hpp"

#include <algorithm>
#include <cerrno>

#include <pthread.h>
#include <signal.h>
#include <time.h>

namespace examples {

namespace {

sigset_t signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

interrupt::interrupt() {
    const sigset_t set = signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

bool interrupt::requested() {
    return !wait_until(std::chrono::steady_clock::time_point::min());
}

bool interrupt::wait_until(std::chrono::steady_clock::time_point then) {
    const sigset_t set = signals();
    while (!requested_) {
        const auto now = std::chrono::steady_clock::now();
        const auto left = then <= now ? std::chrono::nanoseconds{0} : std::chrono::nanoseconds{then - now};
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        const timespec wait{static_cast<time_t>(seconds.count()),
                            static_cast<long>((left - seconds).count())};
        if (sigtimedwait(&set, nullptr, &wait) > 0)
            requested_ = true;
        else if (errno == EAGAIN && std::chrono::steady_clock::now() >= then)
            return true;
    }
    return false;
}

} // namespace examples
