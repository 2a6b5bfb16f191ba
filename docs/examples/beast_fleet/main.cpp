// Follows many jobs at once with Boost.Beast and Asio: one thread, a coroutine for each request.
//
//   API_KEY=... beast_fleet http://localhost:8080 < jobs.txt
//
// Each line of jobs.txt is an endpoint and a job id: `gu1.job 550e8400-e29b-41d4-a716-446655440000`.
//
// For https, put boost::asio::ssl::stream around the stream in http_get.cpp, and verify the host. A program
// that asks the same host many times a second also wants to keep connections open from one request to the
// next.
#include <exception>
#include <iostream>
#include <sstream>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include "command_line.hpp"
#include "exit_code.hpp"
#include "fleet_run.hpp"
#include "known_endpoints.hpp"

namespace {

namespace asio = boost::asio;

constexpr std::string_view usage = "usage: beast_fleet SERVER [OPTION...] < JOBS\n";

void add_jobs(beast_fleet::fleet_run& run) {
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words{line};
        std::string endpoint;
        std::string job_id;
        if (!(words >> endpoint)) continue;
        if (!(words >> job_id)) throw examples::usage_error{"expected ENDPOINT JOB_ID on a line"};
        run.add(examples::find_endpoint(endpoint), job_id);
    }
}

examples::exit_code follow_all(const examples::settings& settings) {
    if (settings.words.size() != 1) throw examples::usage_error{"expected SERVER"};
    asio::io_context context{1};
    beast_fleet::http_server server = beast_fleet::find_server(context, settings.words[0]);
    server.timeout = settings.request_timeout;
    server.max_body = settings.max_body;

    beast_fleet::fleet_run run{context, std::move(server), settings};
    add_jobs(run);
    asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&run](const boost::system::error_code& error, int) {
        if (!error) run.cancel_all();
    });
    std::exception_ptr problem;
    asio::co_spawn(context, run.follow_all(), [&](std::exception_ptr thrown) {
        problem = std::move(thrown);
        // No job is left. Replies to requests still in flight are not needed.
        context.stop();
    });
    context.run();
    if (problem) std::rethrow_exception(problem);
    return run.exit_code();
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        return follow_all(examples::parse_command_line(argument_count, arguments));
    } catch (const examples::usage_error& error) {
        std::cerr << "beast_fleet: " << error.what() << '\n' << usage << examples::options_text;
        return examples::wrong_usage;
    } catch (const std::exception& error) {
        std::cerr << "beast_fleet: " << error.what() << '\n';
        return examples::cannot_run;
    }
}
