// Follows one job with cpp-httplib on a thread, while the program is free for other work.
//
//   API_KEY=... httplib_thread http://localhost:8080 gu1.job 550e8400-e29b-41d4-a716-446655440000
//
// For https, define CPPHTTPLIB_OPENSSL_SUPPORT and link OpenSSL: the rest stays as it is.
#include <chrono>
#include <exception>
#include <future>
#include <iostream>

#include "command_line.hpp"
#include "exit_code.hpp"
#include "interrupt.hpp"
#include "job_watch.hpp"
#include "known_endpoints.hpp"
#include "report.hpp"

namespace {

constexpr std::string_view usage = "usage: httplib_thread SERVER ENDPOINT JOB_ID [OPTION...]\n";

jobpoll::outcome follow(const examples::settings& settings) {
    if (settings.words.size() != 3) throw examples::usage_error{"expected SERVER, ENDPOINT and JOB_ID"};
    const jobpoll::endpoint& endpoint = examples::find_endpoint(settings.words[1]);
    const std::string& job_id = settings.words[2];

    examples::interrupt interrupt; // before the thread
    httplib_thread::job_watch watch{{&endpoint, settings.words[0], job_id, settings}};
    // Here is the program's own work. This one only looks for Ctrl-C, ten times a second.
    while (watch.end().wait_for(std::chrono::milliseconds{100}) != std::future_status::ready)
        if (interrupt.requested()) watch.cancel();
    const jobpoll::decision end = watch.end().get();
    examples::report_end(endpoint, job_id, end);
    return end.outcome;
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        return examples::exit_code_of(follow(examples::parse_command_line(argument_count, arguments)));
    } catch (const examples::usage_error& error) {
        std::cerr << "httplib_thread: " << error.what() << '\n' << usage << examples::options_text;
        return examples::wrong_usage;
    } catch (const std::exception& error) {
        std::cerr << "httplib_thread: " << error.what() << '\n';
        return examples::cannot_run;
    }
}
