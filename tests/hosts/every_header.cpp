// Every public header, used a little, under the flags of a strict host.
#include <public_headers.hpp>

namespace {

using namespace jobpoll;

decision follow_one(std::string_view body) {
    poller one{vendors::gu1::job, "7", {.max_wait = std::chrono::hours{1}}};
    const std::chrono::steady_clock::time_point now{};
    one.start(now);
    return one.on_reply({.status = 200, .body = body}, now);
}

} // namespace

int use_every_header(std::string_view body) {
    return follow_one(body).poll_again() ? 1 : 0;
}
