// What the C++17 program sees of jobpoll: no header of the library, no C++20.
#ifndef CXX17_HOST_JOB_FOLLOWER_HPP
#define CXX17_HOST_JOB_FOLLOWER_HPP

#include <chrono>
#include <memory>
#include <string>

/// What to do next.
struct next_step {
    bool poll_again = false;
    bool renew_credentials = false;    ///< before the next poll
    std::chrono::milliseconds wait{0}; ///< before the next poll
    bool succeeded = false;
    bool may_still_run = false; ///< the polling ended, and perhaps not the job
    std::string summary{};      ///< how the job is, or how it ended
};

/// What the HTTP client received; the header fields are empty where there is none.
struct http_reply {
    int status = 0;
    std::string retry_after{};
    std::string date{};
    std::string location{};
    std::string body{};
};

/// Follows one gu1 batch import.
class job_follower {
public:
    job_follower(const std::string& job_id, std::chrono::milliseconds max_wait);
    ~job_follower();
    job_follower(job_follower&&) noexcept;
    job_follower& operator=(job_follower&&) noexcept;

    next_step start();
    next_step on_reply(const http_reply& received);
    next_step on_no_reply();

private:
    struct implementation;
    std::unique_ptr<implementation> implementation_;
};

#endif
