// The program of the README, with an HTTP client that does nothing.
#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <jobpoll/jobpoll.hpp>
#include <jobpoll/vendors/gu1.hpp>

struct http_reply {
    int code;
    std::string text;
    [[nodiscard]] std::string_view header(std::string_view) const { return {}; }
};
std::optional<http_reply> fetch();

using namespace std::chrono_literals;
const auto now = [] { return std::chrono::steady_clock::now(); };

int main() {
    jobpoll::poller poller{jobpoll::vendors::gu1::job, "7", {.max_wait = 30min}};

    jobpoll::decision next = poller.start(now());
    while (next.poll_again()) {
        std::this_thread::sleep_until(next.at);
        const auto r = fetch();
        next = r ? poller.on_reply({.status = r->code,
                                    .retry_after = r->header("Retry-After"),
                                    .date = r->header("Date"),
                                    .body = r->text},
                                   now())
                 : poller.on_no_reply(now());
    }
    std::cout << next << '\n';
}
