// Ctrl-C as a question that is asked, not as code that is called: nothing runs inside a signal handler.
#ifndef JOBPOLL_EXAMPLES_INTERRUPT_HPP
#define JOBPOLL_EXAMPLES_INTERRUPT_HPP

#include <chrono>

namespace examples {

/// SIGINT and SIGTERM of this process, for as long as it lives.
///
/// Make one before the first thread: a thread inherits the mask of the one that started it.
class interrupt {
public:
    interrupt();

    /// Whether somebody has asked the program to end.
    [[nodiscard]] bool requested();

    /// Waits until then. False where it was interrupted before, and at once where it had been already.
    [[nodiscard]] bool wait_until(std::chrono::steady_clock::time_point then);

private:
    bool requested_ = false;
};

} // namespace examples

#endif
