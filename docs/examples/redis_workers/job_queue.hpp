// The jobs of one vendor's account in Redis: who is due when, what is known of each, who holds it.
#ifndef JOBPOLL_EXAMPLES_REDIS_WORKERS_JOB_QUEUE_HPP
#define JOBPOLL_EXAMPLES_REDIS_WORKERS_JOB_QUEUE_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "redis_connection.hpp"

namespace redis_workers {

using milliseconds = std::chrono::milliseconds;

/// A moment on the clock of the Redis server, which is the one clock of all workers.
using redis_time = std::chrono::time_point<std::chrono::system_clock, milliseconds>;

/// At most so many requests in every window of this length.
struct quota {
    std::int64_t requests = 0;
    milliseconds period{0};
};

/// A job that this worker holds, until its lease is over.
struct claimed_job {
    std::string id;
    std::string fence;    ///< tells this claim from every other of the job
    std::string snapshot; ///< empty the first time
    redis_time now{};     ///< when it was claimed
};

/// What a worker gets when it asks for work: a job, or when to ask again, or neither where no job is left.
struct claim_result {
    std::optional<claimed_job> job;
    std::optional<milliseconds> wait;
};

struct queue_counts {
    std::size_t waiting = 0;         ///< jobs that have not ended, claimed or not
    std::vector<std::string> record; ///< a line for each job that has ended, in their order
};

class job_queue {
public:
    /// Every key begins with the name in braces, so that a cluster keeps them together.
    job_queue(redis_connection& redis, std::string_view name);

    /// False where the job is there already.
    bool add(const std::string& job_id);

    [[nodiscard]] claim_result claim(milliseconds lease, const std::vector<quota>& quotas);

    /// False where the job is no longer ours: then nothing has changed.
    [[nodiscard]] bool save(const claimed_job& job, const std::string& snapshot, redis_time due);
    [[nodiscard]] bool finish(const claimed_job& job, const std::string& outcome, const std::string& line);

    [[nodiscard]] queue_counts counts();

private:
    [[nodiscard]] std::string job_key(const std::string& id) const { return jobs_ + id; }

    redis_connection& redis_;
    std::string due_;      ///< a sorted set: job ids by when they are due, or their lease is over
    std::string requests_; ///< a list: when the last requests were made
    std::string record_;   ///< a list
    std::string jobs_;     ///< the beginning of the key of each job's hash
};

} // namespace redis_workers

#endif
