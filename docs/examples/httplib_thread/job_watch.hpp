// A thread that follows one job with cpp-httplib, and can be asked to stop.
#ifndef JOBPOLL_EXAMPLES_HTTPLIB_THREAD_JOB_WATCH_HPP
#define JOBPOLL_EXAMPLES_HTTPLIB_THREAD_JOB_WATCH_HPP

#include <future>
#include <string>
#include <thread>

#include <jobpoll/endpoint.hpp>
#include <jobpoll/words/decision.hpp>

#include "command_line.hpp"

namespace httplib_thread {

/// Which job to follow, and how.
struct watched_job {
    const jobpoll::endpoint* endpoint = nullptr;
    std::string server; ///< `http://host:port`
    std::string job_id;
    examples::settings settings;
};

/// Follows a job on a thread of its own, from now on. Its end stops the polling: at once while the thread
/// waits, and where it is asking, by breaking off the request.
class job_watch {
public:
    /// *Errors*: examples::usage_error where the job id cannot be a part of a URL.
    explicit job_watch(const watched_job& job);

    /// The last decision, once there is one.
    [[nodiscard]] std::future<jobpoll::decision>& end() { return end_; }

    /// Ends the polling, not the job.
    void cancel() { thread_.request_stop(); }

private:
    std::future<jobpoll::decision> end_;
    std::jthread thread_;
};

} // namespace httplib_thread

#endif
