// A redis-server of the test's own: on loopback, in a directory that is removed, killed and started again at
// will.
#ifndef JOBPOLL_TESTS_REDIS_WORKERS_RUNNING_REDIS_HPP
#define JOBPOLL_TESTS_REDIS_WORKERS_RUNNING_REDIS_HPP

#include <string>

#include "support/child_process.hpp"

namespace redis_tests {

class running_redis {
public:
    running_redis();

    /// `HOST:PORT`, the same after a restart.
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }

    /// SIGKILL, and a new server on the same append-only file.
    void crash_and_restart();

private:
    processes::temporary_directory directory_;
    int port_ = 0;
    processes::child_process process_;
};

} // namespace redis_tests

#endif
