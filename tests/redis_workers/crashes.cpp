// Everything at once: four workers, two thousand jobs, and something dies all the time.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "job_queue.hpp"
#include "running_redis.hpp"
#include "support/catch.hpp"
#include "wired/running_server.hpp"

using namespace std::chrono_literals;

namespace {

constexpr std::size_t job_count = 2000;
constexpr std::size_t worker_count = 4;
constexpr int requests_per_job = 3; // queued, running, completed
constexpr std::size_t quota_requests = 1200;
constexpr auto quota_period = 2000ms;
constexpr auto patience = 100s;
constexpr std::size_t least_kills = 10;

processes::command worker_command(const std::string& redis, const std::string& vendor) {
    return {.program = JOBPOLL_REDIS_WORKERS,
            .arguments = {redis, "imports", "work", "gu1.job", vendor, "--min-delay", "200", "--max-delay",
                          "1000", "--timeout", "1000", "--lease", "2000", "--requests",
                          std::to_string(quota_requests), "--period", std::to_string(quota_period.count()),
                          "--until-empty", "1"},
            .environment = {"API_KEY=" + wired::api_key}};
}

void add_jobs(const std::string& redis) {
    const processes::temporary_directory directory;
    std::string ids;
    for (std::size_t i = 0; i < job_count; ++i)
        ids += "import-" + std::to_string(i) + '\n';
    processes::write_file(directory.file("ids"), ids);
    processes::child_process adding{{.program = JOBPOLL_REDIS_WORKERS,
                                     .arguments = {redis, "imports", "add", "gu1.job"},
                                     .in = directory.file("ids"),
                                     .out = directory.file("out")}};
    REQUIRE(adding.wait(patience) == 0);
    CHECK(processes::read_file(directory.file("out")) == "2000 added, 0 known already\n");
}

/// What was done to the workers and to Redis.
struct damage {
    std::size_t kills = 0;
    bool redis_was_killed = false;
};

/// Lets the workers work, kills one of them now and then, and Redis once; returns when all have ended by
/// themselves.
damage run_workers(redis_tests::running_redis& redis, redis_workers::job_queue& queue,
                   const std::string& vendor, std::mt19937& random) {
    const processes::command command = worker_command(redis.address(), vendor);
    std::vector<processes::child_process> workers;
    for (std::size_t i = 0; i < worker_count; ++i)
        workers.emplace_back(command);
    damage done;
    const auto until = std::chrono::steady_clock::now() + patience;
    while (queue.counts().waiting > 0 && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds{150 + random() % 450});
        processes::child_process& victim = workers[random() % worker_count];
        if (!victim.is_running()) continue;
        victim.kill();
        ++done.kills;
        victim = processes::child_process{command};
        if (!done.redis_was_killed && queue.counts().record.size() >= job_count / 4) {
            redis.crash_and_restart();
            done.redis_was_killed = true;
        }
    }
    for (processes::child_process& worker : workers)
        CHECK(worker.wait(patience) == 0);
    return done;
}

} // namespace

TEST_CASE("two thousand jobs end exactly once each, even if workers die", "[crashes]") {
    const char* given = std::getenv("JOBPOLL_TEST_SEED");
    const auto seed = static_cast<std::uint32_t>(given != nullptr ? std::stoul(given) : 20260101);
    INFO("JOBPOLL_TEST_SEED=" << seed);
    std::mt19937 random{seed};

    redis_tests::running_redis redis;
    const wired::running_server vendor{{wired::story_path("any_import")}};
    add_jobs(redis.address());
    redis_workers::redis_connection connection{redis.address(), 30s};
    redis_workers::job_queue queue{connection, "imports"};
    const damage done = run_workers(redis, queue, vendor.url(), random);
    CHECK(done.kills >= least_kills);
    CHECK(done.redis_was_killed);

    // Every job ends once, and none is lost.
    const redis_workers::queue_counts counts = queue.counts();
    CHECK(counts.waiting == 0);
    CHECK(counts.record.size() == job_count);
    std::map<std::string, int> ends;
    for (const std::string& line : counts.record) {
        ++ends[line.substr(0, line.find(' '))];
        INFO(line);
        CHECK(line.find(" succeeded after ") != std::string::npos);
    }
    for (std::size_t i = 0; i < job_count; ++i)
        if (ends["import-" + std::to_string(i)] != 1) FAIL_CHECK("import-" << i);

    // A step that dies between the reply and the saving is done again, and nothing else is.
    const std::vector<wired::seen_request> requests = vendor.requests();
    const std::size_t needed = job_count * requests_per_job;
    CHECK(requests.size() >= needed);
    CHECK(requests.size() <= needed + done.kills + worker_count);

    // No window of the period holds more requests than the quota, as the vendor counts.
    std::int64_t shortest = INT64_MAX;
    for (std::size_t i = quota_requests; i < requests.size(); ++i)
        shortest = std::min(shortest, requests[i].at_ms - requests[i - quota_requests].at_ms);
    CHECK(shortest >= quota_period.count());

    std::cout << done.kills << " workers and Redis were killed; " << requests.size() << " requests for "
              << needed << "; " << quota_requests + 1 << " of them took " << shortest << " ms at the least\n";
}
