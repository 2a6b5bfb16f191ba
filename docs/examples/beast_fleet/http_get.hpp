// One GET with Boost.Beast, as a coroutine that never throws: a reply, or nothing.
#ifndef JOBPOLL_EXAMPLES_BEAST_FLEET_HTTP_GET_HPP
#define JOBPOLL_EXAMPLES_BEAST_FLEET_HTTP_GET_HPP

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <jobpoll/follow.hpp>

namespace beast_fleet {

using jobpoll::received;

/// The server, its name resolved.
struct http_server {
    std::string host; ///< for the Host header
    boost::asio::ip::tcp::resolver::results_type addresses;
    std::chrono::milliseconds timeout{}; ///< of a whole request, from connecting to the last byte
    std::size_t max_body = 0;
};

/// Resolves `http://host` or `http://host:port`. *Errors*: examples::usage_error,
/// boost::system::system_error.
[[nodiscard]] http_server find_server(boost::asio::io_context& context, std::string_view url);

/// Asks on a connection of its own.
///
/// Of a body that is longer than `max_body` at most one byte more is handed out, so that a poller
/// with the same limit says what is wrong.
boost::asio::awaitable<std::optional<received>> http_get(const http_server& server, std::string target,
                                                         std::string authorization);

} // namespace beast_fleet

#endif
