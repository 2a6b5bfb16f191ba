// One step at a time: who holds a job, and who only thinks so.
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "job_queue.hpp"
#include "running_redis.hpp"
#include "support/catch.hpp"

using namespace std::chrono_literals;
using redis_tests::running_redis;
using redis_workers::claim_result;
using redis_workers::job_queue;
using redis_workers::redis_connection;

namespace {

/// A queue of its own for each test, on one server.
struct fixture {
    static running_redis& server() {
        static running_redis made;
        return made;
    }

    explicit fixture(const std::string& name) : queue{redis, name} {}

    redis_connection redis{server().address(), 10s};
    job_queue queue;
};

} // namespace

TEST_CASE("a job that is added twice is one job", "[leases]") {
    fixture f{"twice"};
    CHECK(f.queue.add("a"));
    CHECK_FALSE(f.queue.add("a"));
    CHECK(f.queue.counts().waiting == 1);
}

TEST_CASE("a job that has ended is not added again", "[leases]") {
    fixture f{"ended"};
    f.queue.add("a");
    const claim_result claim = f.queue.claim(10s, {});
    REQUIRE(claim.job.has_value());
    CHECK(f.queue.finish(*claim.job, "succeeded", "a succeeded"));
    CHECK_FALSE(f.queue.add("a"));
    CHECK(f.queue.counts().waiting == 0);
    CHECK(f.queue.counts().record == std::vector<std::string>{"a succeeded"});
}

TEST_CASE("no other worker gets a job while its lease lasts", "[leases]") {
    fixture f{"lease"};
    f.queue.add("a");
    REQUIRE(f.queue.claim(10s, {}).job.has_value());
    const claim_result other = f.queue.claim(10s, {});
    CHECK_FALSE(other.job.has_value());
    REQUIRE(other.wait.has_value());
    CHECK(*other.wait > 5s);
    CHECK(*other.wait <= 10s);
}

TEST_CASE("an empty queue says so", "[leases]") {
    fixture f{"empty"};
    const claim_result claim = f.queue.claim(10s, {});
    CHECK_FALSE(claim.job.has_value());
    CHECK_FALSE(claim.wait.has_value());
}

TEST_CASE("what a step saved is what the next one gets, when it is due", "[leases]") {
    fixture f{"saved"};
    f.queue.add("a");
    const claim_result first = f.queue.claim(10s, {});
    REQUIRE(first.job.has_value());
    CHECK(first.job->snapshot.empty());
    CHECK(f.queue.save(*first.job, "a snapshot", first.job->now + 300ms));
    CHECK_FALSE(f.queue.claim(10s, {}).job.has_value());
    std::this_thread::sleep_for(320ms);
    const claim_result second = f.queue.claim(10s, {});
    REQUIRE(second.job.has_value());
    CHECK(second.job->snapshot == "a snapshot");
    CHECK(second.job->fence != first.job->fence);
}

TEST_CASE("a worker whose lease is over changes nothing any more", "[leases]") {
    fixture f{"fence"};
    f.queue.add("a");
    const claim_result slow = f.queue.claim(30ms, {});
    REQUIRE(slow.job.has_value());
    std::this_thread::sleep_for(60ms);
    const claim_result quick = f.queue.claim(10s, {});
    REQUIRE(quick.job.has_value());

    CHECK_FALSE(f.queue.save(*slow.job, "of the slow one", slow.job->now));
    CHECK_FALSE(f.queue.finish(*slow.job, "failed", "of the slow one"));
    CHECK_FALSE(f.queue.claim(10s, {}).job.has_value());
    CHECK(f.queue.save(*quick.job, "of the quick one", quick.job->now));

    const claim_result third = f.queue.claim(10s, {});
    REQUIRE(third.job.has_value());
    CHECK(third.job->snapshot == "of the quick one");
    CHECK_FALSE(f.queue.finish(*quick.job, "failed", "of the quick one"));
    CHECK(f.queue.finish(*third.job, "succeeded", "of the third"));
    CHECK(f.queue.counts().record == std::vector<std::string>{"of the third"});
}

TEST_CASE("what is done twice, because the first answer was lost, is done once", "[leases]") {
    fixture f{"again"};
    f.queue.add("a");
    const claim_result claim = f.queue.claim(10s, {});
    REQUIRE(claim.job.has_value());
    CHECK(f.queue.save(*claim.job, "a snapshot", claim.job->now + 10s));
    CHECK(f.queue.save(*claim.job, "a snapshot", claim.job->now + 10s));
    CHECK(f.queue.finish(*claim.job, "succeeded", "a"));
    CHECK(f.queue.finish(*claim.job, "succeeded", "a"));
    // Late news of an earlier step do not wake the dead.
    CHECK_FALSE(f.queue.save(*claim.job, "a snapshot", claim.job->now));
    CHECK(f.queue.counts().waiting == 0);
    CHECK(f.queue.counts().record.size() == 1);
}

TEST_CASE("every window of a quota is kept, and the wait for the next one is said", "[leases]") {
    fixture f{"quota"};
    for (int i = 0; i < 10; ++i)
        f.queue.add(std::to_string(i));
    const std::vector<redis_workers::quota> quotas{{3, 400ms}, {5, 3000ms}};
    std::vector<redis_workers::redis_time> granted;
    while (granted.size() < 5) {
        const claim_result claim = f.queue.claim(60s, quotas);
        if (claim.job)
            granted.push_back(claim.job->now);
        else
            std::this_thread::sleep_for(claim.wait.value());
    }
    CHECK(granted[2] - granted[0] < 400ms);
    CHECK(granted[3] - granted[0] > 400ms);
    CHECK(granted[4] - granted[1] > 400ms);
    const claim_result sixth = f.queue.claim(60s, quotas);
    CHECK_FALSE(sixth.job.has_value());
    CHECK(sixth.wait.value() > 1500ms);
}

TEST_CASE("what Redis answered is there after it was killed and started again", "[leases]") {
    running_redis server;
    redis_connection redis{server.address(), 20s};
    job_queue queue{redis, "crash"};
    queue.add("a");
    queue.add("b");
    const claim_result claim = queue.claim(10s, {});
    REQUIRE(claim.job.has_value());
    CHECK(queue.save(*claim.job, "a snapshot", claim.job->now - 1h));
    server.crash_and_restart();
    // The same connection and the same scripts: the server knows neither any more.
    const claim_result after = queue.claim(10s, {});
    REQUIRE(after.job.has_value());
    CHECK(after.job->snapshot == "a snapshot");
    CHECK(queue.counts().waiting == 2);
}

TEST_CASE("a server that stays away is an error that says which", "[leases]") {
    redis_connection redis{"127.0.0.1:1", 100ms};
    CHECK_THROWS_WITH(redis.run({"PING"}), "127.0.0.1:1 does not answer");
    CHECK_THROWS_AS((redis_connection{"127.0.0.1", 1ms}), redis_workers::redis_error);
}
