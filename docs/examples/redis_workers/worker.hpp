// One worker: claim, restore, ask, decide, save; again and again.
#ifndef JOBPOLL_EXAMPLES_REDIS_WORKERS_WORKER_HPP
#define JOBPOLL_EXAMPLES_REDIS_WORKERS_WORKER_HPP

#include <string>
#include <vector>

#include <jobpoll/endpoint.hpp>

#include "command_line.hpp"
#include "curl_client.hpp"
#include "interrupt.hpp"
#include "job_queue.hpp"

namespace redis_workers {

/// What a worker is told.
struct worker_settings {
    const jobpoll::endpoint* endpoint = nullptr;
    std::string server;
    milliseconds lease{0}; ///< longer than a request can take
    /// Between a claim and the arrival of its request at the vendor's, at the most. Quotas are kept by the
    /// time of the claim, and every period is longer by this much, so that they hold at the vendor's, too.
    milliseconds slack{0};
    std::vector<quota> quotas;
    bool until_empty = false; ///< stop when no job is left
    examples::settings settings;
};

/// What became of it, for people who want to know what it costs.
struct worker_totals {
    std::size_t steps = 0;
    std::size_t lost = 0; ///< steps whose lease was over before they were kept
    std::size_t late = 0; ///< claims that were given back because too much time had passed
};

class worker {
public:
    worker(redis_connection& redis, std::string_view queue, const worker_settings& settings);

    /// Until it is interrupted, or no job is left where that is wanted. *Errors*: redis_error.
    worker_totals run(examples::interrupt& interrupt);

private:
    void step(const claimed_job& job, std::chrono::steady_clock::time_point asked_at);

    job_queue queue_;
    worker_settings settings_;
    curl_loop::curl_client http_;
    worker_totals totals_;
};

} // namespace redis_workers

#endif
