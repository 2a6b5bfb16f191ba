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

struct seen_change {
    std::string id;
    bool mentioned;
    jobpoll::action action;
};

virtual_fleet::visitor collect(std::vector<seen_change>& into) {
    return {&into, [](void* context, const virtual_fleet::change& c) {
                static_cast<std::vector<seen_change>*>(context)->push_back(
                    {std::string{c.job_id}, c.seen != nullptr, c.decision.action});
            }};
}

void add(virtual_fleet& fleet, const jobpoll::endpoint& e, std::string_view id,
         jobpoll::milliseconds first = 0s) {
    REQUIRE(fleet.insert(e, {.job_id = id, .max_wait = 1h, .first_poll = first}, moment_of(0)).error ==
            jobpoll::fleet_error::none);
}

} // namespace

TEST_CASE("a handle from before is a typed error and never another job", "[fleet]") {
    virtual_fleet fleet;
    const auto first = fleet.insert(plain_job, {.job_id = "a", .max_wait = 1h}, moment_of(0));
    CHECK(fleet.insert(plain_job, {.job_id = "a", .max_wait = 2h}, moment_of(0)).error ==
          jobpoll::fleet_error::duplicate_job);
    REQUIRE(fleet.erase(first.handle) == jobpoll::fleet_error::none);
    const auto second = fleet.insert(plain_job, {.job_id = "b", .max_wait = 1h}, moment_of(0));
    CHECK(second.handle.slot == first.handle.slot);
    CHECK(fleet.cancel(first.handle, moment_of(1)).error == jobpoll::fleet_error::stale_handle);
    CHECK(fleet.job_id(first.handle).empty());
    CHECK(fleet.job_id(second.handle) == "b");
    CHECK(fleet.cancel({}, moment_of(1)).error == jobpoll::fleet_error::stale_handle);
    CHECK(fleet.insert(plain_job, {.job_id = "c", .max_wait = -1h}, moment_of(0)).error ==
          jobpoll::fleet_error::invalid_options);
}

TEST_CASE("whoever hands a reply to a fleet is told what is wrong with it", "[fleet]") {
    virtual_fleet fleet;
    const auto one = fleet.insert(userpilot::job, {.job_id = "a", .max_wait = 1h}, moment_of(0));
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

    std::vector<seen_change> changes;
    const std::string body = "[" + entry("b", "completed") + "," + entry("zzz", "failed") + "," +
                             entry("a", "processing") + "," + entry("c", "processing") + "]";
    const auto answer = fleet.on_reply(list, {.status = 200, .body = body}, moment_of(20), collect(changes));
    CHECK(answer.mentioned == 3);
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].id == "b");
    CHECK(changes[0].action == jobpoll::action::stop);
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
    jobpoll::basic_poller<virtual_clock> alone{userpilot::job_list, {.job_id = "a", .max_wait = 1h}};
    alone.start(moment_of(0));
    virtual_fleet fleet;
    const auto made = fleet.insert(userpilot::job_list, {.job_id = "a", .max_wait = 1h}, moment_of(0));
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

TEST_CASE("what befell the vendor befell every job of the list; what is wrong with the list did not",
          "[fleet]") {
    virtual_fleet fleet;
    for (const char* id : {"a", "b", "c"})
        add(fleet, userpilot::job, id);
    const jobpoll::job_handle list = fleet.due(moment_of(0))[0].handle;
    std::vector<seen_change> changes;
    CHECK(fleet.on_no_reply(list, moment_of(10), collect(changes)).changed == 3);
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
    jobpoll::detail::fleet_group group;
    CHECK(group.mentioned_per_mille == 1000);
    for (int i = 0; i < 40; ++i)
        group.learn(1, 100);
    CHECK(group.mentioned_per_mille <= 14);
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
    jobpoll::basic_poller<virtual_clock> alone{plain_job, {.job_id = "a", .max_wait = 24h * 400}};
    virtual_fleet fleet{{.smoothing = 0s}};
    const auto made = fleet.insert(plain_job, {.job_id = "a", .max_wait = 24h * 400}, moment_of(0));
    alone.start(moment_of(0));
    const std::string body = body_of("a", "run");
    for (std::int64_t now = 200'000; now < std::int64_t{390} * 24 * 3'600'000; now *= 3) {
        const auto answer = fleet.on_reply(made.handle, {.status = 200, .body = body}, moment_of(now));
        CHECK(answer.decision == alone.on_reply({.status = 200, .body = body}, moment_of(now)));
        CHECK(fleet.due(answer.decision.at - 1ms).empty());
        CHECK(fleet.due(answer.decision.at).size() == 1);
    }
}
