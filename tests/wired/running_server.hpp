// vendor_server, started on a free port, and what it saw.
#ifndef JOBPOLL_TESTS_WIRED_RUNNING_SERVER_HPP
#define JOBPOLL_TESTS_WIRED_RUNNING_SERVER_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/child_process.hpp"

namespace wired {

/// One request, as the server saw it.
struct seen_request {
    std::int64_t at_ms = 0;
    std::string target;
    std::int64_t line = 0; ///< of the story
    std::int64_t status = 0;
    std::string fault;
};

inline const std::string api_key = "sesame";

/// A story of docs/examples/vendor_server/stories.jsonl.
std::string story_path(const std::string& name);

/// A story of tests/data: `gu1/job.success`.
std::string recording_path(const std::string& name);

class running_server {
public:
    explicit running_server(const std::vector<std::string>& stories);

    [[nodiscard]] const std::string& url() const { return url_; }

    /// All requests so far, in their order.
    [[nodiscard]] std::vector<seen_request> requests() const;
    /// Those to one target.
    [[nodiscard]] std::vector<seen_request> requests_to(std::string_view target) const;

private:
    processes::temporary_directory directory_;
    processes::child_process process_;
    std::string url_;
};

} // namespace wired

#endif
