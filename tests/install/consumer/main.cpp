// Polls one job over two recorded replies, in a time of its own.
#include <cstdio>

#include "library.hpp"
#include "report.hpp"

int main() {
    using namespace std::chrono_literals;
    jobpoll::poller poller{jobpoll::vendors::gu1::job_with_failures, "7", {.max_wait = 30min}};
    jobpoll::decision next = poller.start(std::chrono::steady_clock::time_point{});
    constexpr std::string_view bodies[] = {
        R"({"success":true,"jobId":"7","kind":"transaction_batch","status":"running"})",
        R"({"success":true,"jobId":"7","kind":"transaction_batch","status":"completed","failed":3})"};
    for (const std::string_view body : bodies)
        next = poller.on_reply({.status = 200, .body = body}, next.at);
    std::printf("jobpoll %d.%d.%d: %s\n", jobpoll::version.major_number, jobpoll::version.minor_number,
                jobpoll::version.patch_number, report_of(poller).c_str());
    return next.outcome == jobpoll::outcome::succeeded_with_failures ? 0 : 1;
}
