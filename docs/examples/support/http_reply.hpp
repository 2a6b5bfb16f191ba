// What an HTTP client has of a reply, in memory of its own.
#ifndef JOBPOLL_EXAMPLES_HTTP_REPLY_HPP
#define JOBPOLL_EXAMPLES_HTTP_REPLY_HPP

#include <chrono>
#include <string>

#include <jobpoll/reading/reply.hpp>

namespace examples {

/// What came back, as jobpoll wants it.
struct http_reply {
    int status = 0;
    std::string retry_after;
    std::string date;
    std::string body;
    std::string location{};
    std::chrono::milliseconds took{0}; ///< how long the request hung

    [[nodiscard]] jobpoll::reply as_reply() const noexcept {
        return {.status = status,
                .retry_after = retry_after,
                .date = date,
                .location = location,
                .body = body,
                .took = took};
    }
};

} // namespace examples

#endif
