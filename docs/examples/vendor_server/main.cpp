// A vendor on this machine: plays stories of job endpoints on 127.0.0.1, faults included, so that a polling
// program can be tried against what it will meet one day.
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>

#include "command_line.hpp"
#include "connection.hpp"
#include "exit_code.hpp"
#include "vendor.hpp"

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::string_view usage =
    "usage: vendor_server [--port N] [--key KEY] STORY...\n"
    "Answers GET requests on 127.0.0.1 as the stories say, and prints each as a line of JSON. The first "
    "line\n"
    "of its output is the address. Ctrl-C ends it.\n"
    "  --port N    the port (0: any that is free)\n"
    "  --key KEY   answer 401 to requests without this key\n"
    "  STORY       a file of stories, or FILE#NAME for one of them: see README.md beside the program's "
    "source\n";

struct server_settings {
    unsigned short port = 0;
    std::string api_key;
    std::vector<std::string> stories;
};

server_settings parse(int argument_count, char* arguments[]) {
    server_settings made;
    for (int at = 1; at < argument_count; ++at) {
        const std::string_view word = arguments[at];
        const bool has_value = at + 1 < argument_count;
        if (word == "--port" && has_value) {
            const auto port = examples::parse_number(arguments[++at], word);
            if (port > 65535) throw examples::usage_error{"--port: expected 0 to 65535"};
            made.port = static_cast<unsigned short>(port);
        } else if (word == "--key" && has_value) {
            made.api_key = arguments[++at];
        } else if (word.starts_with("--")) {
            throw examples::usage_error{"not understood: " + std::string{word}};
        } else {
            made.stories.emplace_back(word);
        }
    }
    if (made.stories.empty()) throw examples::usage_error{"no story is given"};
    return made;
}

void serve(const server_settings& settings) {
    vendor_server::vendor vendor{settings.api_key};
    for (const std::string& path : settings.stories)
        for (vendor_server::story& told : vendor_server::read_stories(path))
            vendor.add(std::move(told));

    asio::io_context context{1};
    // Loopback only: this server believes everybody.
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), settings.port}};
    std::cout << "http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
    asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&context](const auto&, int) { context.stop(); });
    asio::co_spawn(context, vendor_server::accept_connections(std::move(acceptor), vendor),
                   [](const std::exception_ptr& problem) {
                       if (problem) std::rethrow_exception(problem);
                   });
    context.run();
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        serve(parse(argument_count, arguments));
        return examples::succeeded;
    } catch (const examples::usage_error& error) {
        std::cerr << "vendor_server: " << error.what() << '\n' << usage;
        return examples::wrong_usage;
    } catch (const std::exception& error) {
        std::cerr << "vendor_server: " << error.what() << '\n';
        return examples::cannot_run;
    }
}
