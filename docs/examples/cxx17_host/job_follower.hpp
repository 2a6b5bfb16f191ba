// What the C++17 program sees of jobpoll: no header of the library, no C++20.
#ifndef CXX17_HOST_JOB_FOLLOWER_HPP
#define CXX17_HOST_JOB_FOLLOWER_HPP

#include <chrono>
#include <memory>
#include <string>

/// What to do next.
struct next_step {
    bool poll_again = false;
    std::chrono::milliseconds wait{0}; ///< before the next poll
    std::string summary{};             ///< how the job is, or how it ended
};

/// Follows one gu1 batch import.
class job_follower {
public:
    job_follower(const std::string& job_id, std::chrono::milliseconds max_wait);
    ~job_follower();
    job_follower(job_follower&&) noexcept;
    job_follower& operator=(job_follower&&) noexcept;

    next_step start();
    next_step on_reply(int status, const std::string& retry_after, const std::string& body);
    next_step on_no_reply();

private:
    struct implementation;
    std::unique_ptr<implementation> implementation_;
};

#endif
