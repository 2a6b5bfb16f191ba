#include "running_redis.hpp"

#include <chrono>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "redis_connection.hpp"

namespace redis_tests {

namespace {

/// A port without a listener. Another program may take it before Redis does: then the next one is tried.
int free_port() {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool good = bind(fd, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                      getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    close(fd);
    if (!good) throw std::runtime_error{"no port is free"};
    return ntohs(address.sin_port);
}

processes::command redis_command(const processes::temporary_directory& directory, int port) {
    const std::string folder = directory.file("");
    return {.program = JOBPOLL_REDIS_SERVER,
            .arguments = {"--port", std::to_string(port), "--bind", "127.0.0.1", "--dir", folder,
                          "--appendonly", "yes", "--appendfsync", "always", "--save", "", "--daemonize",
                          "no"},
            .out = directory.file("log"),
            .err = directory.file("log")};
}

} // namespace

running_redis::running_redis() : port_{free_port()}, process_{redis_command(directory_, port_)} {
    for (int tries = 0; tries < 10; ++tries) {
        try {
            redis_workers::redis_connection{address(), std::chrono::seconds{10}}.run({"PING"});
            if (process_.is_running()) return;
        } catch (const redis_workers::redis_error&) {
        }
        port_ = free_port();
        process_ = processes::child_process{redis_command(directory_, port_)};
    }
    throw std::runtime_error{"redis-server does not start: " + processes::read_file(directory_.file("log"))};
}

void running_redis::crash_and_restart() {
    process_.kill();
    process_ = processes::child_process{redis_command(directory_, port_)};
}

} // namespace redis_tests
