#include "http_get.hpp"

#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "command_line.hpp"
#include "report.hpp"

namespace beast_fleet {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

http::request<http::empty_body> request_for(const http_server& server, std::string_view target,
                                            std::string_view authorization) {
    constexpr unsigned http_1_1 = 11;
    http::request<http::empty_body> made{http::verb::get, target, http_1_1};
    made.set(http::field::host, server.host);
    made.set(http::field::accept, "application/json");
    made.set(http::field::authorization, authorization);
    made.set(http::field::user_agent, "jobpoll-example/1");
    made.keep_alive(false);
    return made;
}

/// Reads a reply. A body that is too long is a reply all the same: its limit is the poller's matter.
asio::awaitable<received> read_reply(beast::tcp_stream& stream, std::size_t max_body) {
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(max_body);
    beast::error_code error;
    co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
    const bool is_too_long = error == http::error::body_limit;
    if (error && !is_too_long) throw beast::system_error{error};
    auto& message = parser.get();
    // The parser stops at the header where that announces too much: nothing of the body was read then.
    if (is_too_long) message.body().assign(max_body + 1, ' ');
    co_return received{.status = static_cast<int>(message.result_int()),
                       .retry_after = std::string{message[http::field::retry_after]},
                       .date = std::string{message[http::field::date]},
                       .body = std::move(message.body())};
}

} // namespace

http_server find_server(asio::io_context& context, std::string_view url) {
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme))
        throw examples::usage_error{"expected http://HOST or http://HOST:PORT, found \"" + std::string{url} +
                                    '"'};
    const std::string_view host = url.substr(scheme.size());
    const std::size_t colon = host.find(':');
    const std::string_view port = colon == std::string_view::npos ? "80" : host.substr(colon + 1);
    // Once: a program that runs for weeks resolves the name again for each connection.
    return {std::string{host}, tcp::resolver{context}.resolve(host.substr(0, colon), port)};
}

asio::awaitable<std::optional<received>> http_get(const http_server& server, std::string target,
                                                  std::string authorization) {
    try {
        beast::tcp_stream stream{co_await asio::this_coro::executor};
        // One limit for all that follows: it is not reset in between.
        stream.expires_after(server.timeout);
        co_await stream.async_connect(server.addresses, asio::use_awaitable);
        const auto request = request_for(server, target, authorization);
        co_await http::async_write(stream, request, asio::use_awaitable);
        co_return co_await read_reply(stream, server.max_body);
    } catch (const boost::system::system_error& error) {
        examples::report_no_reply(error.code().message());
        co_return std::nullopt;
    }
}

} // namespace beast_fleet
