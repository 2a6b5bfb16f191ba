// Deadlines hold: pauses, spent quotas, full slots, requests without an answer, suspended clocks, coarse
// clocks.
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <jobpoll/vendors/userpilot.hpp>

#include "support/catch.hpp"
#include "support/clock_of.hpp"
#include "support/fleets.hpp"

using namespace support;
namespace userpilot = jobpoll::vendors::userpilot;

namespace {

constexpr jobpoll::endpoint two_an_hour = jobpoll::declare(jobpoll::declaration{
    .name = "test.scarce_job",
    .vendor = "Scarce",
    .source = "a test",
    .checked = "2026-11-25",
    .members = {{.at = "/status",
                 .type = jobpoll::json_type::string,
                 .needed = true,
                 .role = jobpoll::role::status}},
    .words = {{"run", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .quota = {{2, 1h}},
});

/// Runs a fleet by its own wake-ups alone, without any reply, and notes when each job ended.
std::vector<std::int64_t> ends_of(virtual_fleet& fleet, std::int64_t from, std::int64_t to) {
    std::vector<std::int64_t> ends;
    const auto note = [&ends](const auto& changes, std::int64_t now) {
        for (const auto& c : changes)
            if (!c.decision.poll_again()) ends.push_back(now);
    };
    for (std::int64_t now = from; now <= to;) {
        static_cast<void>(fleet.due(moment_of(now)));
        note(fleet.changes(), now);
        const auto wakeup = fleet.next_wakeup();
        if (!wakeup) break;
        REQUIRE(wakeup->time_since_epoch().count() > now);
        now = wakeup->time_since_epoch().count();
    }
    return ends;
}

} // namespace

TEST_CASE("a pause that reaches past the deadline of another job does not hold its end", "[fleet]") {
    virtual_fleet fleet;
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 2h}, moment_of(0));
    const auto b = fleet.insert(progress_job, "b", {.max_wait = 2h}, moment_of(0));
    REQUIRE(fleet.due(moment_of(0)).size() == 2);
    fleet.on_reply(b.handle, {.status = 200, .body = body_of("b", "run")}, moment_of(10));
    fleet.on_reply(a.handle, {.status = 429, .retry_after = "14400"}, moment_of(20));
    CHECK(fleet.next_wakeup() <= moment_of(7'200'000));
    CHECK(ends_of(fleet, 20, 99'999'999) == std::vector<std::int64_t>{7'200'000, 7'200'000});
    CHECK(fleet.pending(b.handle)->outcome == jobpoll::outcome::timed_out);
    CHECK(fleet.counters().polls == 2); // no last look: the account is paused
}

TEST_CASE("a spent quota does not hold the end", "[fleet]") {
    virtual_fleet fleet;
    std::vector<jobpoll::job_handle> jobs;
    for (const char* id : {"a", "b", "c", "d", "e"})
        jobs.push_back(fleet.insert(two_an_hour, id, {.max_wait = 10min}, moment_of(0)).handle);
    REQUIRE(fleet.due(moment_of(0)).size() == 2);
    fleet.on_reply(jobs[0], {.status = 200, .body = R"({"status":"run"})"}, moment_of(1));
    fleet.on_reply(jobs[1], {.status = 200, .body = R"({"status":"run"})"}, moment_of(1));
    CHECK(ends_of(fleet, 1, 99'999'999) == std::vector<std::int64_t>(5, 600'000));
    for (const auto job : jobs)
        CHECK(fleet.pending(job)->outcome == jobpoll::outcome::timed_out);
}

TEST_CASE("unanswered requests give their slots back, and every job ends", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 64}};
    for (int i = 0; i < 200; ++i)
        fleet.insert(progress_job, std::to_string(i), {.max_wait = 20min}, moment_of(0));
    REQUIRE(fleet.due(moment_of(0)).size() == 16); // the pace of a herd
    const auto ends = ends_of(fleet, 0, 99'999'999);
    CHECK(ends.size() == 200);
    CHECK(ends.back() <= 1'200'000 + 300'000);
    CHECK(ends.front() >= 1'200'000);
    CHECK(fleet.counters().timeouts > 200);
    CHECK(fleet.in_flight() == 0);
}

TEST_CASE("an answer after the timeout is read", "[fleet]") {
    virtual_fleet fleet;
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 1h, .reply_timeout = 10s}, moment_of(0));
    REQUIRE(fleet.due(moment_of(0)).size() == 1);
    CHECK(fleet.next_wakeup() == moment_of(10'000));
    static_cast<void>(fleet.due(moment_of(10'000)));
    REQUIRE(fleet.changes().size() == 1);
    CHECK(fleet.changes()[0].what == jobpoll::event::no_reply);
    CHECK(fleet.in_flight() == 0);
    CHECK(fleet.on_reply(a.handle, {.status = 200, .body = body_of("a", "done")}, moment_of(10'500))
              .decision.outcome == jobpoll::outcome::succeeded);

    for (const char* id : {"x", "y", "z"})
        fleet.insert(userpilot::job, id, {.max_wait = 1h, .reply_timeout = 10s}, moment_of(20'000));
    const auto requests = fleet.due(moment_of(20'000));
    REQUIRE(requests.size() == 1);
    const jobpoll::job_handle list = requests[0].handle;
    static_cast<void>(fleet.due(moment_of(30'000)));
    CHECK(fleet.changes().size() == 3);
    CHECK(fleet.in_flight() == 0);
    const std::string body = R"([{"job_id":"y","status":"completed"}])";
    CHECK(fleet.on_reply(list, {.status = 200, .body = body}, moment_of(30'001)).mentioned == 1);
    CHECK(fleet.on_reply(list, {.status = 200, .body = body}, moment_of(30'002)).error ==
          jobpoll::fleet_error::stale_handle);
}

TEST_CASE("a late list is forgotten after as long again", "[fleet]") {
    virtual_fleet fleet{{.reply_timeout = 10s}};
    const auto made = fleet.insert(userpilot::job_list, "x", {.max_wait = 1h}, moment_of(0));
    const jobpoll::job_handle list = fleet.due(moment_of(0))[0].handle;
    static_cast<void>(fleet.due(moment_of(10'000)));
    static_cast<void>(fleet.cancel(made.handle, moment_of(10'000)));
    static_cast<void>(fleet.due(moment_of(20'000)));
    CHECK(fleet.on_no_reply(list, moment_of(20'000)).error == jobpoll::fleet_error::stale_handle);
}

TEST_CASE("at the deadline there is one last look, and it may be answered for as long as any request",
          "[fleet]") {
    virtual_fleet fleet;
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 10min}, moment_of(0));
    std::vector<std::int64_t> asked;
    for (std::int64_t now = 0; now < 600'000;) {
        for (const auto& r : fleet.due(moment_of(now))) {
            asked.push_back(now);
            fleet.on_reply(r.handle, {.status = 200, .body = body_of("a", "run")}, moment_of(now));
        }
        now = fleet.next_wakeup()->time_since_epoch().count();
    }
    REQUIRE(fleet.due(moment_of(600'000)).size() == 1);
    SECTION("it is answered") {
        CHECK(fleet.on_reply(a.handle, {.status = 200, .body = body_of("a", "done")}, moment_of(890'000))
                  .decision.outcome == jobpoll::outcome::succeeded);
    }
    SECTION("it is not") {
        CHECK(fleet.next_wakeup() == moment_of(900'000));
        CHECK(ends_of(fleet, 899'999, 99'999'999) == std::vector<std::int64_t>{900'000});
        CHECK(fleet.pending(a.handle)->outcome == jobpoll::outcome::timed_out);
    }
    SECTION("it says that the job goes on") {
        CHECK(fleet.on_reply(a.handle, {.status = 200, .body = body_of("a", "run")}, moment_of(600'010))
                  .decision.outcome == jobpoll::outcome::timed_out);
    }
}

TEST_CASE("a herd's pace does not keep a job from its last look", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 1000, .smoothing = 10min}};
    for (int i = 0; i < 500; ++i)
        fleet.insert(progress_job, std::to_string(i), {.max_wait = 1min}, moment_of(0));
    REQUIRE(fleet.due(moment_of(0)).size() < 100);
    CHECK(fleet.due(moment_of(60'000)).size() > 400);
    CHECK(fleet.changes().empty());
}

TEST_CASE("a machine that was suspended past the deadline looks once more", "[fleet]") {
    virtual_fleet fleet;
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 10min}, moment_of(0));
    REQUIRE(fleet.due(moment_of(0)).size() == 1);
    constexpr std::int64_t later = 9'000'000;
    SECTION("with its request on the way") {
        REQUIRE(fleet.due(moment_of(later)).size() == 1);
    }
    SECTION("whose request failed") {
        CHECK(fleet.on_no_reply(a.handle, moment_of(later)).decision.poll_again());
        REQUIRE(fleet.due(moment_of(later)).size() == 1);
    }
    SECTION("while it waited") {
        fleet.on_reply(a.handle, {.status = 200, .body = body_of("a", "run")}, moment_of(10));
        REQUIRE(fleet.due(moment_of(later)).size() == 1);
    }
    CHECK(fleet.pending(a.handle)->poll_again());
    SECTION("and is answered") {
        fleet.on_reply(a.handle, {.status = 200, .body = body_of("a", "done")}, moment_of(later + 9));
        CHECK(fleet.pending(a.handle)->outcome == jobpoll::outcome::succeeded);
    }
    CHECK(ends_of(fleet, later + 10, 99'999'999).size() <= 1);
    CHECK_FALSE(fleet.pending(a.handle)->poll_again());
    CHECK(fleet.pending(a.handle)->elapsed <= jobpoll::milliseconds{later + 300'000});
}

namespace {

/// Runs ten jobs without a reply on a clock, by wake-ups rounded up to it; when the last of them ended.
template <class Duration>
Duration last_end_on(jobpoll::milliseconds max_wait) {
    using clock = clock_of<Duration>;
    jobpoll::basic_fleet<clock> fleet;
    for (int i = 0; i < 10; ++i)
        fleet.insert(progress_job, std::to_string(i), {.max_wait = max_wait}, typename clock::time_point{});
    typename clock::time_point now{};
    while (const auto wakeup = fleet.next_wakeup()) {
        const auto rounded = std::chrono::ceil<Duration>(*wakeup);
        REQUIRE((rounded > now || now == typename clock::time_point{}));
        now = rounded;
        static_cast<void>(fleet.due(now));
    }
    CHECK(fleet.finished_count() == 10);
    return now.time_since_epoch();
}

} // namespace

TEST_CASE("deadlines hold on clocks that count nanoseconds, microseconds, milliseconds and seconds",
          "[fleet]") {
    CHECK(last_end_on<std::chrono::nanoseconds>(10min) <= 15min);
    CHECK(last_end_on<std::chrono::microseconds>(10min) <= 15min);
    CHECK(last_end_on<std::chrono::milliseconds>(10min) <= 15min);
    CHECK(last_end_on<std::chrono::seconds>(10min) <= 15min);
    // The end of a clock of nanoseconds is no reason to wake up all the time.
    jobpoll::basic_fleet<clock_of<std::chrono::nanoseconds>> fleet;
    const clock_of<std::chrono::nanoseconds>::time_point now{std::chrono::hours{24 * 365}};
    const auto made = fleet.insert(progress_job, "a", {.max_wait = jobpoll::for_ever}, now);
    REQUIRE(fleet.due(now).size() == 1);
    fleet.on_reply(made.handle, {.status = 200, .retry_after = "9999999999", .body = body_of("a", "run")},
                   now);
    CHECK(*fleet.next_wakeup() > now);
    CHECK(*fleet.next_wakeup() < now + 1h);
}
