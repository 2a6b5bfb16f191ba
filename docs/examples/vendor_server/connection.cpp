#include "connection.hpp"

#include <array>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace vendor_server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using request = http::request<http::empty_body>;

/// How long a client may be silent on an open connection.
constexpr std::chrono::seconds idle_limit{60};

/// A date of HTTP. *Source*: RFC 9110, section 5.6.7. The names of days and months are spelled out because
/// strftime goes by the locale.
std::string http_date(std::chrono::system_clock::time_point moment) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t time = std::chrono::system_clock::to_time_t(moment);
    std::tm parts{};
    gmtime_r(&time, &parts);
    char text[64];
    std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                  months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour,
                  parts.tm_min, parts.tm_sec);
    return text;
}

bool has_header(const scripted_reply& reply, beast::string_view name) {
    for (const auto& header : reply.headers)
        if (beast::iequals(header.first, name)) return true;
    return false;
}

/// The status line and the headers.
std::string head_of(const scripted_reply& reply) {
    const auto now = std::chrono::system_clock::now();
    std::string head = "HTTP/1.1 " + std::to_string(reply.status) + ' ';
    head += http::obsolete_reason(static_cast<http::status>(reply.status));
    head += "\r\n";
    const auto add = [&head](const std::string& name, const std::string& value) {
        head += name + ": " + value + "\r\n";
    };
    if (!has_header(reply, "Date")) add("Date", http_date(now));
    if (reply.retry_after_date) add("Retry-After", http_date(now + *reply.retry_after_date));
    if (!has_header(reply, "Content-Type") && !reply.body.empty()) add("Content-Type", "application/json");
    add("Content-Length", std::to_string(reply.body.size()));
    for (const auto& [name, value] : reply.headers)
        add(name, value);
    return head + "\r\n";
}

std::string_view name_of_fault(const scripted_reply& reply) {
    if (reply.reset) return "reset";
    if (reply.no_reply) return "no_reply";
    if (reply.truncate_at) return "truncated";
    return reply.between_bytes ? "slow" : "none";
}

void print_request(const request& asked, const answer& given) {
    static const auto start = std::chrono::steady_clock::now();
    const auto at =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    const boost::json::object line{{"at_ms", at.count()},
                                   {"method", std::string_view{asked.method_string()}},
                                   {"target", std::string_view{asked.target()}},
                                   {"line", given.line},
                                   {"status", given.reply.status},
                                   {"fault", name_of_fault(given.reply)}};
    std::cout << boost::json::serialize(line) << std::endl;
}

asio::awaitable<void> wait(std::chrono::milliseconds length) {
    asio::steady_timer timer{co_await asio::this_coro::executor, length};
    co_await timer.async_wait(asio::use_awaitable);
}

/// Closes so that the peer sees a TCP reset. *Source*: SO_LINGER with a time of zero, socket(7).
void reset(tcp::socket& socket) {
    socket.set_option(asio::socket_base::linger{true, 0});
    socket.close();
}

/// Sends the reply as it is scripted. False where the connection is over.
asio::awaitable<bool> send(tcp::socket& socket, const scripted_reply& reply) {
    co_await wait(reply.latency);
    if (reply.reset) reset(socket);
    if (reply.reset || reply.no_reply) co_return false;
    const std::string body = reply.body.substr(0, reply.truncate_at.value_or(std::string::npos));
    if (!reply.between_bytes) {
        co_await asio::async_write(socket, asio::buffer(head_of(reply) + body), asio::use_awaitable);
    } else {
        co_await asio::async_write(socket, asio::buffer(head_of(reply)), asio::use_awaitable);
        for (const char& byte : body) {
            co_await wait(*reply.between_bytes);
            co_await asio::async_write(socket, asio::buffer(&byte, 1), asio::use_awaitable);
        }
    }
    co_return body.size() == reply.body.size();
}

asio::awaitable<void> serve(tcp::socket socket, vendor& asked) {
    // A client that goes away is an error here, and the ordinary end of a connection.
    try {
        beast::tcp_stream stream{std::move(socket)};
        beast::flat_buffer buffer;
        for (bool goes_on = true; goes_on;) {
            stream.expires_after(idle_limit);
            http::request_parser<http::empty_body> parser;
            co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
            stream.expires_never();
            const request& r = parser.get();
            const answer given = asked.ask(r.target(), r[http::field::authorization]);
            print_request(r, given);
            goes_on = co_await send(stream.socket(), given.reply) && r.keep_alive();
        }
        beast::error_code ignored;
        stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
    } catch (const boost::system::system_error&) {
    }
}

} // namespace

asio::awaitable<void> accept_connections(tcp::acceptor acceptor, vendor& asked) {
    const auto executor = co_await asio::this_coro::executor;
    for (;;) {
        tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
        socket.set_option(tcp::no_delay{true});
        asio::co_spawn(executor, serve(std::move(socket), asked), asio::detached);
    }
}

} // namespace vendor_server
