// A fleet: handles, lists, the end.
#include <cstdint>
#include <string>
#include <vector>

#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include "support/catch.hpp"
#include "support/fleets.hpp"

using namespace support;
namespace userpilot = jobpoll::vendors::userpilot;
namespace reply_io = jobpoll::vendors::reply_io;

namespace {

std::string entry(std::string_view id, std::string_view status) {
    return R"({"job_id":")" + std::string{id} + R"(","status":")" + std::string{status} + R"("})";
}

void add(virtual_fleet& fleet, const jobpoll::endpoint& e, std::string_view id,
         jobpoll::milliseconds first = 0s) {
    REQUIRE(fleet.insert(e, id, {.max_wait = 1h, .first_poll = first}, moment_of(0)).error ==
            jobpoll::fleet_error::none);
}

} // namespace

TEST_CASE("an old handle is a typed error and never another job", "[fleet]") {
    virtual_fleet fleet;
    const auto first = fleet.insert(progress_job, "a", {.max_wait = 1h}, moment_of(0));
    CHECK(fleet.insert(progress_job, "a", {.max_wait = 2h}, moment_of(0)).error ==
          jobpoll::fleet_error::duplicate_job);
    REQUIRE(fleet.erase(first.handle) == jobpoll::fleet_error::none);
    const auto second = fleet.insert(progress_job, "b", {.max_wait = 1h}, moment_of(0));
    CHECK(second.handle.slot == first.handle.slot);
    CHECK(fleet.cancel(first.handle, moment_of(1)).error == jobpoll::fleet_error::stale_handle);
    CHECK(fleet.job_id(first.handle).empty());
    CHECK(fleet.job_id(second.handle) == "b");
    CHECK(fleet.cancel({}, moment_of(1)).error == jobpoll::fleet_error::stale_handle);
    CHECK(fleet.insert(progress_job, "c", {.max_wait = -1h}, moment_of(0)).error ==
          jobpoll::fleet_error::invalid_options);
}

TEST_CASE("an answer says what is wrong with the reply", "[fleet]") {
    virtual_fleet fleet;
    const auto one = fleet.insert(userpilot::job, "a", {.max_wait = 1h}, moment_of(0));
    const auto told = [](const auto& answer) {
        std::string text;
        for (const jobpoll::violation& v : answer.violations)
            text += std::string{to_string(v.severity)} + ' ' + std::string{to_string(v.rule)} + ';';
        return text + std::to_string(answer.counts.total());
    };
    CHECK(told(fleet.on_reply(one.handle, {.status = 200, .body = "<html>"}, moment_of(10))) ==
          "fatal html;1");
    CHECK(told(fleet.on_reply(one.handle, {.status = 200, .body = entry("a", "queued")}, moment_of(20))) ==
          "0");
    CHECK(told(fleet.on_reply(one.handle, {.status = 200, .body = entry("b", "queued")}, moment_of(30))) ==
          "fatal identity;1");
    const auto list = fleet.ask_list(userpilot::job_list, moment_of(40)).handle;
    CHECK(told(fleet.on_reply(list, {.status = 200, .body = "[" + entry("a", "new word") + ",7]"},
                              moment_of(40))) == "breach enum;breach type;2");
    CHECK(told(fleet.on_no_reply(one.handle, moment_of(50))) == "0");
}

TEST_CASE("one reply moves every job that it mentions", "[fleet]") {
    virtual_fleet fleet;
    for (const char* id : {"a", "b", "c", "d"})
        add(fleet, userpilot::job, id);
    const auto requests = fleet.due(moment_of(0));
    REQUIRE(requests.size() == 1);
    CHECK(requests[0].is_list());
    CHECK(requests[0].asks == &userpilot::job_list);
    CHECK(requests[0].covers == 4);
    CHECK(requests[0].saves_per_mille == 3000);
    const jobpoll::job_handle list = requests[0].handle;
    CHECK(fleet.erase(list) == jobpoll::fleet_error::not_a_list);
    CHECK(fleet.due(moment_of(5)).empty());

    const std::string body = "[" + entry("b", "completed") + "," + entry("zzz", "failed") + "," +
                             entry("a", "processing") + "," + entry("b", "processing") + "," +
                             entry("c", "processing") + "]";
    const auto answer = fleet.on_reply(list, {.status = 200, .body = body}, moment_of(20));
    CHECK(answer.mentioned == 3);
    REQUIRE(answer.changes.size() == 3);
    CHECK(answer.changes.data() == fleet.changes().data());
    CHECK(answer.changes[0].job_id == "b");
    CHECK(answer.changes[0].decision.action == jobpoll::action::stop);
    REQUIRE(answer.changes[0].seen != nullptr);
    CHECK(answer.changes[0].seen->vendor_status == "completed");
    CHECK(answer.changes[1].job_id == "a");
    CHECK(fleet.finished_count() == 1);
    CHECK(fleet.on_reply(list, {.status = 200, .body = body}, moment_of(20)).error ==
          jobpoll::fleet_error::stale_handle);

    // The job that was not mentioned is asked for alone.
    const auto alone = fleet.due(moment_of(20));
    REQUIRE(alone.size() == 1);
    CHECK_FALSE(alone[0].is_list());
    CHECK(alone[0].job_id == "d");
}

TEST_CASE("a job on a list is decided on as if it were followed alone", "[fleet]") {
    jobpoll::basic_poller<virtual_clock> alone{userpilot::job_list, "a", {.max_wait = 1h}};
    alone.start(moment_of(0));
    virtual_fleet fleet;
    const auto made = fleet.insert(userpilot::job_list, "a", {.max_wait = 1h}, moment_of(0));
    add(fleet, userpilot::job_list, "b");
    const std::string bodies[] = {"[" + entry("a", "queued") + "]",
                                  "[]",
                                  "[" + entry("b", "queued") + "]",
                                  "[",
                                  "[" + entry("a", "processing") + "," + entry("a", "failed") + "]",
                                  "[" + entry("a", "completed") + "]"};
    std::int64_t now = 0;
    for (const std::string& body : bodies) {
        now += 4000;
        const auto list = fleet.ask_list(userpilot::job_list, moment_of(now));
        REQUIRE(list.error == jobpoll::fleet_error::none);
        fleet.on_reply(list.handle, {.status = 200, .body = body}, moment_of(now));
        CHECK(fleet.pending(made.handle) == alone.on_reply({.status = 200, .body = body}, moment_of(now)));
    }
    CHECK(fleet.finished_count() == 1);
}

TEST_CASE("a fault is charged to every job of the list; what is wrong with the list is not", "[fleet]") {
    virtual_fleet fleet;
    for (const char* id : {"a", "b", "c"})
        add(fleet, userpilot::job, id);
    const jobpoll::job_handle list = fleet.due(moment_of(0))[0].handle;
    CHECK(fleet.on_no_reply(list, moment_of(10)).changed == 3);
    CHECK(fleet.in_flight() == 0);
    CHECK(fleet.next_wakeup() > moment_of(10));
    virtual_fleet other;
    for (const char* id : {"a", "b", "c"})
        add(other, userpilot::job, id);
    CHECK(other.on_reply(other.due(moment_of(0))[0].handle, {.status = 404}, moment_of(10)).changed == 0);
    const auto alone = other.due(moment_of(10));
    REQUIRE(alone.size() == 3);
    CHECK_FALSE(alone[0].is_list());
}

TEST_CASE("a list that mentions few jobs is asked for only where it still saves requests", "[fleet]") {
    jobpoll::detail::job_group group;
    group.listable = 100;
    CHECK(group.list_gain() == 99'000);
    for (int i = 0; i < 40; ++i)
        group.learn(1, 100);
    CHECK(group.mentioned_per_mille <= 14);
    group.listable = 50;
    CHECK(group.list_gain() < 0);
}

TEST_CASE("UUIDs on a list compare without case", "[fleet]") {
    virtual_fleet fleet;
    add(fleet, reply_io::job, "3c90c3cc-0d44-4b50-8888-8dd25736052a");
    add(fleet, reply_io::job, "3c90c3cc-0d44-4b50-8888-8dd25736052b");
    const auto requests = fleet.due(moment_of(0));
    REQUIRE(requests.size() == 1);
    const std::string body =
        R"({"items":[{"jobId":"3C90C3CC-0D44-4B50-8888-8DD25736052A","status":"Done"}]})";
    CHECK(fleet.on_reply(requests[0].handle, {.status = 200, .body = body}, moment_of(9)).mentioned == 1);
    CHECK(fleet.job_id(*fleet.first_finished()) == "3c90c3cc-0d44-4b50-8888-8dd25736052a");
    CHECK_FALSE(fleet.next_finished(*fleet.first_finished()));
}

TEST_CASE("states that do not fit into a record stay whole", "[fleet]") {
    jobpoll::basic_poller<virtual_clock> alone{progress_job, "a", {.max_wait = 24h * 400}};
    virtual_fleet fleet{{.smoothing = 0s}};
    const auto made = fleet.insert(progress_job, "a", {.max_wait = 24h * 400}, moment_of(0));
    alone.start(moment_of(0));
    const std::string body = body_of("a", "run");
    for (std::int64_t now = 200'000; now < std::int64_t{390} * 24 * 3'600'000; now *= 3) {
        const auto answer = fleet.on_reply(made.handle, {.status = 200, .body = body}, moment_of(now));
        CHECK(answer.decision == alone.on_reply({.status = 200, .body = body}, moment_of(now)));
        CHECK(fleet.due(answer.decision.at - 1ms).empty());
        CHECK(fleet.due(answer.decision.at).size() == 1);
    }
}

TEST_CASE("ids that differ in case alone are two jobs, unless they are UUIDs", "[fleet]") {
    virtual_fleet fleet;
    add(fleet, userpilot::job, "aB");
    add(fleet, userpilot::job, "ab");
    CHECK(fleet.find(userpilot::job, "aB") != fleet.find(userpilot::job, "ab"));
    CHECK_FALSE(fleet.find(userpilot::job, "AB"));
    CHECK_FALSE(fleet.find(userpilot::job, "ab", 7));
    add(fleet, reply_io::job, "3c90c3cc-0d44-4b50-8888-8dd25736052a");
    CHECK(fleet.insert(reply_io::job, "3C90C3CC-0D44-4B50-8888-8DD25736052A", {.max_wait = 1h}, moment_of(0))
              .error == jobpoll::fleet_error::duplicate_job);
}

TEST_CASE("tag and account travel with the job, and its id lives as long as it does", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 1}};
    fleet.insert(progress_job, std::string{"an id"}, {.max_wait = 1h}, moment_of(0), 5, 77);
    const jobpoll::fleet_request request = fleet.due(moment_of(0))[0];
    for (int i = 0; i < 1000; ++i)
        fleet.insert(progress_job, std::to_string(i), {.max_wait = 1h}, moment_of(0), 5);
    CHECK(request.job_id == "an id");
    CHECK(request.account == 5);
    CHECK(request.tag == 77);
    CHECK(fleet.tag(request.handle) == 77);
    const auto answer =
        fleet.on_reply(request.handle, {.status = 200, .body = body_of("an id", "run")}, moment_of(9));
    REQUIRE(answer.changes.size() == 1);
    CHECK(answer.changes[0].tag == 77);
    CHECK(answer.changes[0].account == 5);
    CHECK(answer.changes[0].job_id == "an id");
    CHECK(answer.changes[0].what == jobpoll::event::in_progress);
}

TEST_CASE("a service without JSON is followed by reports", "[fleet]") {
    virtual_fleet fleet;
    const auto made = fleet.insert(progress_job, "a", {.max_wait = 1h}, moment_of(0));
    REQUIRE(fleet.due(moment_of(0)).size() == 1);
    const auto running = fleet.on_report(
        made.handle, {.event = jobpoll::event::in_progress, .phase = jobpoll::phase::running}, moment_of(10));
    CHECK(running.decision.phase == jobpoll::phase::running);
    CHECK(fleet.in_flight() == 0);
    CHECK(fleet.on_report(made.handle, {.event = jobpoll::event::cancelled}, moment_of(20)).changed == 0);
    CHECK(fleet
              .on_report(made.handle,
                         {.event = jobpoll::event::vendor_terminal,
                          .phase = jobpoll::phase::finished,
                          .outcome = jobpoll::outcome::failed},
                         moment_of(30))
              .decision.outcome == jobpoll::outcome::failed);
    CHECK(fleet.first_finished() == made.handle);
}

TEST_CASE("finished jobs come in the order of their ends, whichever are erased", "[fleet]") {
    virtual_fleet fleet;
    std::vector<jobpoll::job_handle> jobs;
    for (const char* id : {"a", "b", "c", "d"})
        jobs.push_back(fleet.insert(progress_job, id, {.max_wait = 1h}, moment_of(0)).handle);
    for (const std::size_t i : {2u, 0u, 3u, 1u})
        fleet.cancel(jobs[i], moment_of(1));
    CHECK(fleet.finished_count() == 4);
    CHECK(fleet.first_finished() == jobs[2]);
    CHECK(fleet.next_finished(jobs[2]) == jobs[0]);
    REQUIRE(fleet.erase(jobs[2]) == jobpoll::fleet_error::none);
    REQUIRE(fleet.erase(jobs[3]) == jobpoll::fleet_error::none);
    CHECK(fleet.first_finished() == jobs[0]);
    CHECK(fleet.next_finished(jobs[0]) == jobs[1]);
    CHECK_FALSE(fleet.next_finished(jobs[1]));
    CHECK(fleet.finished_count() == 2);
}

TEST_CASE("counters say what happened", "[fleet]") {
    virtual_fleet fleet{{.reply_timeout = 1min}};
    for (const char* id : {"a", "b", "c"})
        add(fleet, progress_job, id);
    const auto requests = fleet.due(moment_of(0));
    REQUIRE(requests.size() == 3);
    const std::vector<jobpoll::fleet_request> asked{requests.begin(), requests.end()};
    fleet.on_reply(asked[0].handle, {.status = 429}, moment_of(10));
    fleet.on_reply(asked[1].handle, {.status = 200, .body = "<html>"}, moment_of(10));
    static_cast<void>(fleet.due(moment_of(60'000)));
    const jobpoll::fleet_counters& c = fleet.counters();
    CHECK(c.polls >= 3);
    CHECK(c.lists == 0);
    CHECK(c.replies == 2);
    CHECK(c.timeouts == 1);
    CHECK(c.throttled() == 1);
    CHECK(c.of(jobpoll::event::malformed) == 1);
    CHECK(c.of(jobpoll::event::no_reply) == 1);
    CHECK(c.fatal == 1);
    fleet.cancel(asked[2].handle, moment_of(70'000));
    CHECK(c.of(jobpoll::outcome::abandoned) == 1);
}

TEST_CASE("a moved fleet goes on", "[fleet]") {
    virtual_fleet one;
    add(one, userpilot::job, "a");
    add(one, userpilot::job, "b");
    virtual_fleet two{std::move(one)};
    const auto requests = two.due(moment_of(0));
    REQUIRE(requests.size() == 1);
    CHECK(two.on_reply(requests[0].handle, {.status = 200, .body = "[" + entry("a", "completed") + "]"},
                       moment_of(5))
              .mentioned == 1);
    CHECK(two.find(userpilot::job, "b"));
}
