#include "job_queue.hpp"

#include "scripts.hpp"

namespace redis_workers {

namespace {

milliseconds to_milliseconds(const std::string& text) {
    return milliseconds{std::stoll(text)};
}

bool is_done(const redis_values& values) {
    return values.at(0) == "1";
}

} // namespace

job_queue::job_queue(redis_connection& redis, std::string_view name) : redis_{redis} {
    const std::string prefix = '{' + std::string{name} + "}:";
    due_ = prefix + "due";
    requests_ = prefix + "requests";
    record_ = prefix + "record";
    jobs_ = prefix + "job:";
}

bool job_queue::add(const std::string& job_id) {
    return is_done(redis_.run_script(scripts::add, {due_, job_key(job_id)}, {job_id}));
}

claim_result job_queue::claim(milliseconds lease, const std::vector<quota>& quotas) {
    std::vector<std::string> arguments{jobs_, std::to_string(lease.count())};
    for (const quota& q : quotas)
        arguments.insert(arguments.end(), {std::to_string(q.requests), std::to_string(q.period.count())});
    const redis_values got = redis_.run_script(scripts::claim, {due_, requests_}, arguments);
    const redis_time now{to_milliseconds(got.at(0))};
    if (got.size() == 1) return {};
    if (got.size() == 2) return {std::nullopt, to_milliseconds(got[1]) - now.time_since_epoch()};
    return {claimed_job{got.at(1), got.at(2), got.at(3), now}, std::nullopt};
}

bool job_queue::save(const claimed_job& job, const std::string& snapshot, redis_time due) {
    return is_done(
        redis_.run_script(scripts::save, {due_, job_key(job.id)},
                          {job.id, job.fence, snapshot, std::to_string(due.time_since_epoch().count())}));
}

bool job_queue::finish(const claimed_job& job, const std::string& outcome, const std::string& line) {
    return is_done(redis_.run_script(scripts::finish, {due_, job_key(job.id), record_},
                                     {job.id, job.fence, outcome, line}));
}

queue_counts job_queue::counts() {
    return {static_cast<std::size_t>(std::stoull(redis_.run({"ZCARD", due_}).at(0))),
            redis_.run({"LRANGE", record_, "0", "-1"})};
}

} // namespace redis_workers
