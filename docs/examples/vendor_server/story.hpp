// vendor_server: a story, which is what one job (or one list) answers, reply after reply.
#ifndef JOBPOLL_EXAMPLES_VENDOR_SERVER_STORY_HPP
#define JOBPOLL_EXAMPLES_VENDOR_SERVER_STORY_HPP

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <jobpoll/endpoint.hpp>

namespace vendor_server {

/// A story cannot be played; the message names the file and the line.
struct story_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What one request gets.
struct scripted_reply {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body; ///< `{job_id}` stands for the id that was asked for

    // What goes wrong on the way.
    std::chrono::milliseconds latency{0};                   ///< before the first byte
    std::optional<std::chrono::seconds> retry_after_date{}; ///< Retry-After as a date, so long after Date
    bool no_reply = false;                                  ///< the connection closes without a word
    bool reset = false;                                     ///< the same, the hard way: TCP RST
    std::optional<std::size_t> truncate_at{}; ///< the connection closes after so many bytes of body
    std::optional<std::chrono::milliseconds>
        between_bytes{}; ///< of the body: a connection that only just lives
};

/// What one URL answers. The last reply is repeated for ever.
struct story {
    std::string name; ///< may be empty
    const jobpoll::endpoint* endpoint = nullptr;
    std::string job_id; ///< `*`: every id, each from the beginning
    std::vector<scripted_reply> replies;

    [[nodiscard]] bool is_for_every_id() const { return job_id == "*"; }
};

/// Reads the stories of a file, one JSON object a line, in the format of `jobpoll replay` and of README.md
/// beside this file.
///
/// *Errors*: story_error, examples::usage_error for an endpoint that is not known.
[[nodiscard]] std::vector<story> read_stories(const std::string& path);

} // namespace vendor_server

#endif
