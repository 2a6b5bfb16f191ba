// A poller in virtual time, and stories as lists of lines.
#ifndef JOBPOLL_TESTS_SUPPORT_VIRTUAL_TIME_HPP
#define JOBPOLL_TESTS_SUPPORT_VIRTUAL_TIME_HPP

#include <string>
#include <vector>

#include <jobpoll/ostream.hpp>
#include <jobpoll/testing/script.hpp>

namespace support {

using namespace std::chrono_literals;
using jobpoll::testing::line;
using jobpoll::testing::script_player;
using jobpoll::testing::virtual_clock;
using virtual_poller = jobpoll::basic_poller<virtual_clock>;
using virtual_decision = virtual_poller::decision_type;

constexpr virtual_clock::time_point moment(jobpoll::milliseconds since_start) {
    return virtual_clock::time_point{since_start};
}

inline line ok(std::string body) {
    return {.status = 200, .body = std::move(body)};
}
inline line http(int status, std::string body = {}, std::string retry_after = {}, std::string date = {}) {
    return {.status = status,
            .body = std::move(body),
            .retry_after = std::move(retry_after),
            .date = std::move(date)};
}
inline line silence() {
    return {.what = line::kind::no_reply};
}
inline line restart() {
    return {.what = line::kind::restart};
}

/// Plays the same line, whenever a poll is due, until the poller stops; at most `limit` times.
inline virtual_decision until_stop(script_player& player, const line& l, int limit = 10'000) {
    for (int i = 0; i < limit && player.decisions().back().poll_again(); ++i)
        player.play(l);
    return player.decisions().back();
}

} // namespace support

#endif
