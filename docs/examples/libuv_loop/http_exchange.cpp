#include "http_exchange.hpp"

#include <charconv>
#include <string_view>
#include <utility>

namespace libuv_loop {

namespace {

/// The value of a header field; names compare without case.
std::string field(std::string_view head, std::string_view name) {
    for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
        const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (line.size() <= name.size() || line[name.size()] != ':') continue;
        bool same = true;
        for (std::size_t i = 0; i < name.size(); ++i)
            same = same && (line[i] | 0x20) == (name[i] | 0x20);
        if (same) return std::string{line.substr(line.find_first_not_of(' ', name.size() + 1))};
    }
    return {};
}

/// The reply, once its connection was closed by the server; nothing where it is cut off.
std::optional<jobpoll::received> parse(std::string_view text) {
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string_view::npos || text.substr(0, 5) != "HTTP/" || end < 12) return std::nullopt;
    const std::string_view head = text.substr(0, end + 2);
    jobpoll::received made;
    std::from_chars(head.data() + 9, head.data() + 12, made.status);
    made.retry_after = field(head, "Retry-After");
    made.date = field(head, "Date");
    made.location = field(head, "Location");
    made.body = text.substr(end + 4);
    const std::string length = field(head, "Content-Length");
    return length.empty() || length == std::to_string(made.body.size()) ? std::optional{made} : std::nullopt;
}

} // namespace

http_exchange::http_exchange(std::string request, callback done)
    : request_{std::move(request)}, done_{std::move(done)} {}

void http_exchange::start(uv_loop_t* loop, const address& server, const std::string& request,
                          unsigned timeout_milliseconds, callback done) {
    auto* const made = new http_exchange{request, std::move(done)};
    uv_tcp_init(loop, &made->socket_);
    uv_timer_init(loop, &made->timer_);
    made->socket_.data = made->timer_.data = made->connect_.data = made->write_.data = made;
    uv_timer_start(
        &made->timer_, [](uv_timer_t* timer) { of(timer->data).finish(false); }, timeout_milliseconds, 0);
    sockaddr_in where{};
    uv_ip4_addr(server.host.c_str(), server.port, &where);
    const auto on_read = [](uv_stream_t* stream, ssize_t size, const uv_buf_t* buffer) {
        http_exchange& self = of(stream->data);
        if (size > 0) self.received_.append(buffer->base, static_cast<std::size_t>(size));
        delete[] buffer->base;
        if (size < 0) self.finish(size == UV_EOF);
    };
    static constexpr auto allocate = [](uv_handle_t*, std::size_t size, uv_buf_t* buffer) {
        *buffer = uv_buf_init(new char[size], static_cast<unsigned>(size));
    };
    static const uv_read_cb read = on_read;
    const auto on_connect = [](uv_connect_t* connect, int status) {
        http_exchange& self = of(connect->data);
        if (status != 0) return self.finish(false);
        auto* const stream = reinterpret_cast<uv_stream_t*>(&self.socket_);
        const uv_buf_t text = uv_buf_init(self.request_.data(), static_cast<unsigned>(self.request_.size()));
        uv_write(&self.write_, stream, &text, 1, nullptr);
        uv_read_start(stream, allocate, read);
    };
    if (uv_tcp_connect(&made->connect_, &made->socket_, reinterpret_cast<const sockaddr*>(&where),
                       on_connect) != 0)
        made->finish(false);
}

void http_exchange::finish(bool complete) {
    if (std::exchange(finished_, true)) return;
    uv_close(reinterpret_cast<uv_handle_t*>(&socket_), on_closed);
    uv_close(reinterpret_cast<uv_handle_t*>(&timer_), on_closed);
    done_(complete ? parse(received_) : std::nullopt);
}

void http_exchange::on_closed(uv_handle_t* handle) {
    http_exchange& self = of(handle->data);
    if (--self.open_handles_ == 0) delete &self;
}

} // namespace libuv_loop
