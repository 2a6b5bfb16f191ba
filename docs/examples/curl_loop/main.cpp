// Follows one job with libcurl in a plain loop: ask, hand over what came back, sleep, until there is an end.
//
//   API_KEY=... curl_loop https://api.gu1.ai gu1.job 550e8400-e29b-41d4-a716-446655440000
#include <chrono>
#include <exception>
#include <iostream>
#include <optional>
#include <string>

#include <jobpoll/jobpoll.hpp>

#include "command_line.hpp"
#include "curl_client.hpp"
#include "exit_code.hpp"
#include "interrupt.hpp"
#include "known_endpoints.hpp"
#include "report.hpp"

namespace {

constexpr std::string_view usage = "usage: curl_loop SERVER ENDPOINT JOB_ID [OPTION...]\n";

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

jobpoll::outcome follow(const examples::settings& settings) {
    if (settings.words.size() != 3) throw examples::usage_error{"expected SERVER, ENDPOINT and JOB_ID"};
    const jobpoll::endpoint& endpoint = examples::find_endpoint(settings.words[1]);
    const std::string& job_id = settings.words[2];
    // The id goes into the path percent-encoded; one that cannot be a part of a path ends here.
    const std::optional<std::string> target = jobpoll::request_target(endpoint, job_id);
    if (!target) throw examples::usage_error{"no URL can be made of the job id \"" + job_id + '"'};
    const std::string url = settings.words[0] + *target;
    const std::string authorization = examples::authorization(endpoint, settings.api_key);

    examples::interrupt interrupt;
    curl_loop::curl_client http{settings.request_timeout, settings.max_body,
                                [&interrupt] { return interrupt.requested(); }};
    jobpoll::poller poller{endpoint, job_id, settings.options()};
    jobpoll::decision next = poller.start(now());
    while (next.poll_again()) {
        // Ctrl-C while waiting. The job goes on: the outcome says so.
        if (!interrupt.wait_until(next.at)) {
            next = poller.cancel(now());
            break;
        }
        const std::optional<jobpoll::received> reply = http.get(url, authorization);
        // Ctrl-C while asking is no fault of the vendor's.
        if (interrupt.requested()) {
            next = poller.cancel(now());
            break;
        }
        if (!reply) examples::report_no_reply(http.why_not());
        next = reply ? poller.on_reply(reply->view(), now()) : poller.on_no_reply(now());
        examples::report(poller, next);
    }
    examples::report_end(endpoint, job_id, next);
    return next.outcome;
}

} // namespace

int main(int argument_count, char* arguments[]) {
    try {
        return examples::exit_code_of(follow(examples::parse_command_line(argument_count, arguments)));
    } catch (const examples::usage_error& error) {
        std::cerr << "curl_loop: " << error.what() << '\n' << usage << examples::options_text;
        return examples::wrong_usage;
    } catch (const std::exception& error) {
        std::cerr << "curl_loop: " << error.what() << '\n';
        return examples::cannot_run;
    }
}
