// What the jobs of a fleet share: the word of a list that is whole, and the credit of a history.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/fleets.hpp"

using namespace support;
using jobpoll::event;

namespace {

/// A list that says whether more jobs follow.
constexpr jobpoll::endpoint paged_list = jobpoll::declare(jobpoll::declaration{
    .name = "test.paged_list",
    .vendor = "Paged",
    .source = "a test",
    .checked = "2026-11-26",
    .job_at = "/jobs/*",
    .members = {{.at = "/jobs", .type = jobpoll::json_type::array},
                {.at = "/jobs/*", .type = jobpoll::json_type::object},
                {.at = "/jobs/*/id", .type = jobpoll::json_type::string, .role = jobpoll::role::id},
                {.at = "/jobs/*/status", .type = jobpoll::json_type::string, .role = jobpoll::role::status},
                {.at = "/more", .type = jobpoll::json_type::boolean}},
    .words = {{"run", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .request = {.server = "https://test", .path = "/jobs"},
    .complete = {"/more", jobpoll::test::is_false},
});
constexpr jobpoll::endpoint paged_job = jobpoll::declare(jobpoll::declaration{
    .name = "test.paged_job",
    .vendor = "Paged",
    .source = "a test",
    .checked = "2026-11-26",
    .members = {{.at = "/id", .type = jobpoll::json_type::string, .role = jobpoll::role::id},
                {.at = "/status", .type = jobpoll::json_type::string, .role = jobpoll::role::status}},
    .words = {{"run", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .request = {.server = "https://test", .path = "/jobs/{id}"},
    .list = &paged_list,
});

/// A page with job a alone.
std::string page(bool more) {
    return R"({"jobs":[)" + body_of("a", "run") + R"(],"more":)" + (more ? "true}" : "false}");
}

constexpr jobpoll::poll_options an_hour{.max_wait = 1h, .budgets = {.missing = 1}};

} // namespace

TEST_CASE("a whole list without a job is charged to its grace, and one that is not whole to nothing",
          "[fleet]") {
    for (const jobpoll::endpoint* e : {&paged_job, &paged_list}) {
        virtual_fleet fleet{{.smoothing = 0s}};
        std::vector<jobpoll::job_handle> jobs;
        for (const char* id : {"a", "b", "c"})
            jobs.push_back(fleet.insert(*e, id, an_hour, moment_of(0)).handle);
        jobpoll::basic_poller<virtual_clock> alone{paged_list, "b", an_hour};
        alone.start(moment_of(0));
        std::int64_t now = 0;
        std::uint32_t whole = 0;
        for (const bool more : {true, false, true, false, false}) {
            now += 10'000;
            INFO(now);
            const auto list = fleet.ask_list(paged_list, moment_of(now));
            REQUIRE(list.error == jobpoll::fleet_error::none);
            // The list was not requested for a job that comes meanwhile.
            const auto late = fleet.insert(*e, "late " + std::to_string(now),
                                           {.max_wait = 1h, .first_poll = 1h}, moment_of(now));
            fleet.on_reply(list.handle, {.status = 200, .body = page(more)}, moment_of(now));
            const auto decided = alone.on_reply({.status = 200, .body = page(more)}, moment_of(now));
            whole += more ? 0 : 1;
            const auto own = fleet.pending(jobs[1]);
            if (e == &paged_list) CHECK(own->outcome == decided.outcome);
            if (e == &paged_job) CHECK(own->attempts == std::min(whole, 2u));
            CHECK(fleet.pending(late.handle)->attempts == 0);
            CHECK(fleet.pending(jobs[0])->poll_again());
        }
        CHECK(fleet.pending(jobs[1])->outcome == jobpoll::outcome::not_found);
        CHECK(fleet.pending(jobs[2])->outcome == jobpoll::outcome::not_found);
        CHECK(fleet.finished_count() == 2);
        CHECK(fleet.counters().of(event::not_found) == 3);
    }
}

TEST_CASE("all jobs that go on by a history share its credit across accounts and options", "[fleet]") {
    jobpoll::history shared;
    for (int i = 0; i < 60; ++i)
        shared.learn(90s);
    constexpr std::uint32_t count = 40;
    const jobpoll::report goes_on{
        .event = event::in_progress, .phase = jobpoll::phase::running, .status = 200};
    const auto options_of = [&shared](std::uint32_t i) {
        return jobpoll::poll_options{.max_wait = i % 3 == 0 ? 2h : 1h, .past = &shared};
    };
    virtual_fleet fleet;
    std::vector<jobpoll::job_handle> jobs;
    for (std::uint32_t i = 0; i < count; ++i)
        jobs.push_back(
            fleet.insert(progress_job, std::to_string(i), options_of(i), moment_of(0), i % 2).handle);
    // What the machine decides on the second of two replies, with so many jobs at each.
    const auto decided = [&](std::uint32_t i, std::uint32_t first, std::uint32_t second) {
        jobpoll::machine_rules rules =
            jobpoll::detail::rules_of(progress_job, std::to_string(i), options_of(i));
        jobpoll::forecast ahead;
        ahead.follow(shared, rules.poll_cost);
        rules.ahead = &ahead;
        rules.jobs_in_flight = first;
        auto state = step(jobpoll::machine_state{}, {.event = event::started}, rules, 0ms);
        state = step(state, goes_on, rules, 1s);
        rules.jobs_in_flight = second;
        return second == 0 ? state.next_poll : step(state, goes_on, rules, 20s).next_poll;
    };
    REQUIRE(decided(0, count, 0) != decided(0, 1, 0));
    REQUIRE(decided(0, count, count) != decided(0, count, 1));
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto answer = fleet.on_report(jobs[i], goes_on, moment_of(1000));
        CHECK(answer.decision.at == moment_of(decided(i, count, 0).count()));
    }
    // Jobs that have ended or were erased risk nothing more.
    for (std::uint32_t i = 1; i < count; ++i) {
        if (i % 2 == 0) CHECK(fleet.cancel(jobs[i], moment_of(2000)).changed == 1);
        if (i % 4 != 2) CHECK(fleet.erase(jobs[i]) == jobpoll::fleet_error::none);
    }
    const auto answer = fleet.on_report(jobs[0], goes_on, moment_of(20'000));
    CHECK(answer.decision.at == moment_of(decided(0, count, 1).count()));
}
