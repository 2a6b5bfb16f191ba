// One HTTP/1.1 request over libuv to an address of this machine, without TLS: just enough for an example.
#ifndef LIBUV_LOOP_HTTP_EXCHANGE_HPP
#define LIBUV_LOOP_HTTP_EXCHANGE_HPP

#include <functional>
#include <optional>
#include <string>

#include <uv.h>

#include <jobpoll/follow.hpp>

namespace libuv_loop {

struct address {
    std::string host;
    int port = 80;
};

/// Asks once and calls `done` once: with the reply, or with nothing where none came in time.
///
/// The exchange deletes itself after its handles are closed.
class http_exchange {
public:
    using callback = std::function<void(std::optional<jobpoll::received>)>;

    static void start(uv_loop_t* loop, const address& server, const std::string& request,
                      unsigned timeout_milliseconds, callback done);

private:
    http_exchange(std::string request, callback done);
    void finish(bool complete);
    static http_exchange& of(void* data) { return *static_cast<http_exchange*>(data); }
    static void on_closed(uv_handle_t* handle);

    uv_tcp_t socket_{};
    uv_timer_t timer_{};
    uv_connect_t connect_{};
    uv_write_t write_{};
    std::string request_;
    std::string received_{};
    callback done_;
    int open_handles_ = 2;
    bool finished_ = false;
};

} // namespace libuv_loop

#endif
