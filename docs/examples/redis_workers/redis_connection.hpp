// A connection to Redis that runs scripts, and comes back when the server does.
#ifndef JOBPOLL_EXAMPLES_REDIS_WORKERS_REDIS_CONNECTION_HPP
#define JOBPOLL_EXAMPLES_REDIS_WORKERS_REDIS_CONNECTION_HPP

#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <hiredis/hiredis.h>

namespace redis_workers {

/// Redis refuses a command, or has been away for too long.
struct redis_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// An answer: an array of texts and numbers, all as texts. A single value is an array of one.
using redis_values = std::vector<std::string>;

class redis_connection {
public:
    /// `HOST:PORT`. Nothing is sent yet. `patience` is how long a server may be away.
    redis_connection(std::string_view address, std::chrono::milliseconds patience);

    /// Runs a command. Where the connection breaks it is run again on a new one, so it may be run twice: only
    /// for commands that do no harm then. *Errors*: redis_error.
    redis_values run(const std::vector<std::string>& words);

    /// Runs a Lua script, by its hash where the server knows it already. Errors and repetition as for `run`.
    redis_values run_script(std::string_view script, const std::vector<std::string>& keys,
                            const std::vector<std::string>& arguments);

    /// How many commands were sent.
    [[nodiscard]] std::size_t sent() const noexcept { return sent_; }

private:
    using reply_pointer = std::unique_ptr<redisReply, void (*)(void*)>;

    /// Nothing where the connection broke.
    reply_pointer send(const std::vector<std::string>& words);
    reply_pointer send_until_answered(const std::vector<std::string>& words);
    bool connect();

    std::string host_;
    int port_ = 0;
    std::chrono::milliseconds patience_;
    std::unique_ptr<redisContext, void (*)(redisContext*)> context_;
    std::size_t sent_ = 0;
    std::vector<std::pair<const char*, std::string>> hashes_; ///< of scripts that the server was given
};

} // namespace redis_workers

#endif
