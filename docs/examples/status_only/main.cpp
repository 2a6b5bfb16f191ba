// Follows a job of a service that answers in XML: the caller reads the reply, and the poller decides.
//   status_only < replies.txt       one reply a line: the HTTP status, then the body
#include <iostream>
#include <string>
#include <string_view>

#include <jobpoll/jobpoll.hpp>

namespace {

// The words and the cadence of the service; its bodies are not read by jobpoll.
constexpr jobpoll::declaration declared{
    .name = "press.print_job",
    .vendor = "Press",
    .source = "invented: XML with one state",
    .checked = "2026-11-25",
    .members =
        {{.at = "/state", .type = jobpoll::json_type::string, .needed = true, .role = jobpoll::role::status}},
    .words = {{"waiting", jobpoll::phase::queued},
              {"printing", jobpoll::phase::running},
              {"printed", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .cadence = {{jobpoll::phase::running, std::chrono::seconds{5}, std::chrono::minutes{1}}},
};
constexpr jobpoll::endpoint print_job = jobpoll::declare(declared);

jobpoll::report read_state(std::string_view xml) {
    jobpoll::report said{.status = 200};
    const bool has_state = xml.find("<state>") != xml.npos;
    said.event = has_state ? jobpoll::event::unknown_status : jobpoll::event::malformed;
    for (const jobpoll::status_word& word : declared.words) {
        const std::string state = "<state>" + std::string{word.text} + "</state>";
        if (word.text.empty() || xml.find(state) == xml.npos) continue;
        said.event = word.phase == jobpoll::phase::finished ? jobpoll::event::vendor_terminal
                                                            : jobpoll::event::in_progress;
        said.phase = word.phase;
        said.outcome = word.outcome;
    }
    return said;
}

} // namespace

int main() {
    jobpoll::poller poller{print_job, "42", {.max_wait = std::chrono::hours{1}}};
    jobpoll::decision next = poller.start(std::chrono::steady_clock::time_point{});
    int status = 0;
    for (std::string body; next.poll_again() && std::cin >> status && std::getline(std::cin, body);) {
        // A program would sleep until `next.at`. Of an error the status code decides, and the body need not
        // be JSON.
        next = status == 200 ? poller.on_report(read_state(body), next.at)
                             : poller.on_reply({.status = status, .body = body}, next.at);
        std::cout << next << '\n';
    }
    return next.outcome == jobpoll::outcome::succeeded ? 0 : 1;
}
