// One GET with libcurl, with every limit that a polling program needs.
#ifndef JOBPOLL_EXAMPLES_CURL_LOOP_CURL_CLIENT_HPP
#define JOBPOLL_EXAMPLES_CURL_LOOP_CURL_CLIENT_HPP

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include <jobpoll/follow.hpp>

namespace curl_loop {

using jobpoll::received;

/// A connection that is kept from one poll to the next.
class curl_client {
public:
    /// `timeout` is for a whole request, from the name's resolution to the last byte. `give_up` is asked
    /// about once a second, and ends the request when it says true. *Errors*: std::runtime_error.
    curl_client(
        std::chrono::milliseconds timeout, std::size_t max_body,
        std::function<bool()> give_up = [] { return false; });

    /// The reply, or nothing where none came: no connection, a time-out, a transfer that broke off.
    ///
    /// Of a body that is longer than `max_body` the first `max_body + 1` bytes are handed out, so
    /// that a poller with the same limit says what is wrong. Redirects are not followed: an endpoint that is
    /// asked for a job's status has no reason to send one, and the key must not travel with it.
    [[nodiscard]] std::optional<received> get(const std::string& url, const std::string& authorization);

    /// Why there was no reply the last time.
    [[nodiscard]] std::string_view why_not() const noexcept { return why_not_; }

private:
    static std::size_t take_header(char* text, std::size_t, std::size_t size, void* self);
    static std::size_t take_body(char* bytes, std::size_t, std::size_t size, void* self);
    static int ask_whether_to_give_up(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

    std::unique_ptr<CURL, void (*)(CURL*)> handle_;
    std::size_t max_body_;
    std::function<bool()> give_up_;
    received reply_;
    std::string_view why_not_;
};

} // namespace curl_loop

#endif
