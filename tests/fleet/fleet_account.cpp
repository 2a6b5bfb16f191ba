// What belongs to an account: pauses and the pace after a 429, credentials, its share of the slots.
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include <jobpoll/vendors/reply_io.hpp>

#include "support/catch.hpp"
#include "support/fleets.hpp"

using namespace support;

namespace {

jobpoll::job_handle add(virtual_fleet& fleet, const std::string& id, std::int64_t at,
                        std::uint64_t account = 0, jobpoll::milliseconds max_wait = 1h) {
    return fleet.insert(progress_job, id, {.max_wait = max_wait}, moment_of(at), account).handle;
}

std::vector<jobpoll::fleet_request> ask(virtual_fleet& fleet, std::int64_t at) {
    const auto requests = fleet.due(moment_of(at));
    return {requests.begin(), requests.end()};
}

/// A vendor that allows so many requests in any window of a minute, and answers others with 429 and no hint.
struct strict_vendor {
    std::size_t allowed = 60;
    std::int64_t period = 60'000;
    std::deque<std::int64_t> taken{};
    std::uint64_t accepted = 0, refused = 0;

    bool takes(std::int64_t now) {
        while (!taken.empty() && taken.front() <= now - period)
            taken.pop_front();
        const bool good = taken.size() < allowed;
        if (good) taken.push_back(now);
        ++(good ? accepted : refused);
        return good;
    }
};

/// So many jobs of one account that last from five minutes to half an hour; the vendor answers after
/// `latency`.
struct crowd {
    strict_vendor& vendor;
    std::int64_t latency;
    virtual_fleet fleet{};
    std::uint64_t succeeded = 0, lost = 0;

    void run(int jobs, jobpoll::milliseconds max_wait = 6h) {
        std::map<std::string, std::int64_t> ends;
        std::multimap<std::int64_t, std::pair<jobpoll::fleet_request, bool>> replies;
        for (int i = 0; i < jobs; ++i) {
            const std::string id = std::to_string(i);
            add(fleet, id, 0, 0, max_wait);
            ends[id] = 300'000 + (i * 7919) % 1'500'000;
        }
        for (std::int64_t now = 0; succeeded + lost < static_cast<std::uint64_t>(jobs);) {
            while (!replies.empty() && replies.begin()->first <= now) {
                const auto [r, good] = replies.begin()->second;
                replies.erase(replies.begin());
                const std::string id{r.job_id};
                const std::string body = body_of(id, now >= ends[id] ? "done" : "run");
                const auto answer =
                    good ? fleet.on_reply(r.handle, {.status = 200, .body = body}, moment_of(now))
                         : fleet.on_reply(r.handle, {.status = 429}, moment_of(now));
                if (answer.decision.poll_again()) continue;
                ++(answer.decision.outcome == jobpoll::outcome::succeeded ? succeeded : lost);
                fleet.erase(r.handle);
            }
            for (const auto& r : fleet.due(moment_of(now)))
                replies.emplace(now + latency, std::pair{r, vendor.takes(now)});
            std::int64_t next = std::int64_t{1} << 60;
            if (const auto wakeup = fleet.next_wakeup()) next = wakeup->time_since_epoch().count();
            if (!replies.empty()) next = std::min(next, replies.begin()->first);
            now = std::max(next, latency == 0 ? now : now + 1);
        }
    }
};

} // namespace

TEST_CASE("a 429 with Retry-After pauses its account and no other", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 10}};
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 1h}, moment_of(0), 1);
    fleet.insert(progress_job, "b", {.max_wait = 1h, .first_poll = 1s}, moment_of(0), 1);
    fleet.insert(progress_job, "c", {.max_wait = 1h, .first_poll = 1s}, moment_of(0), 2);
    REQUIRE(fleet.due(moment_of(0)).size() == 1);
    fleet.on_reply(a.handle, {.status = 429, .retry_after = "30"}, moment_of(10));
    CHECK(fleet.account(progress_job, 1)->paused == 30s);
    const auto only = ask(fleet, 1000);
    REQUIRE(only.size() == 1);
    CHECK(only[0].job_id == "c");
    CHECK(fleet.next_wakeup() == moment_of(30'010));
    CHECK(fleet.due(moment_of(30'009)).empty());
    const auto both = ask(fleet, 30'010);
    REQUIRE(both.size() == 2);
    CHECK(both[0].job_id == "a"); // it kept its turn
}

TEST_CASE("a Unix time in Retry-After pauses no account", "[fleet]") {
    virtual_fleet fleet;
    const auto a = add(fleet, "a", 0);
    add(fleet, "b", 0);
    REQUIRE(ask(fleet, 0).size() == 2);
    fleet.on_reply(a, {.status = 429, .retry_after = "1767225660"}, moment_of(10));
    CHECK(fleet.account(progress_job)->paused == 0s);
    CHECK(fleet.account(progress_job)->gap > 0s); // it is a 429 without a hint
}

TEST_CASE("a 429 is charged to no budget, spends attempts, and the job keeps its turn", "[fleet]") {
    virtual_fleet fleet;
    const auto made = fleet.insert(progress_job, "a", {.max_wait = 100h, .max_attempts = 50}, moment_of(0));
    std::uint32_t refused = 0;
    for (auto at = fleet.next_wakeup(); at && fleet.pending(made.handle)->poll_again();
         at = fleet.next_wakeup()) {
        for (const auto& r : ask(fleet, at->time_since_epoch().count())) {
            fleet.on_reply(r.handle, {.status = 429}, *at);
            ++refused;
        }
    }
    CHECK(refused == 50);
    CHECK(fleet.pending(made.handle)->outcome == jobpoll::outcome::exhausted);
    CHECK(fleet.account(progress_job)->gap <= 10min);
    CHECK(fleet.account(progress_job)->gap > 9min);
}

TEST_CASE("200 jobs, 60 requests a minute, 429 without a hint: one in ten refused at the most, none lost",
          "[fleet]") {
    for (const std::int64_t latency : {0, 200, 3'000}) {
        strict_vendor vendor{};
        crowd c{.vendor = vendor, .latency = latency};
        c.run(200);
        WARN("latency " << latency << " ms: " << vendor.refused << " of " << vendor.accepted + vendor.refused
                        << " refused, over in " << c.fleet.counters().polls << " polls");
        CHECK(c.succeeded == 200);
        CHECK(vendor.refused * 10 <= vendor.accepted + vendor.refused);
    }
}

TEST_CASE("vendors that count by the second, or by the hour", "[fleet]") {
    for (const auto& [allowed, period] : {std::pair{std::size_t{10}, std::int64_t{1000}},
                                          std::pair{std::size_t{1000}, std::int64_t{3'600'000}}}) {
        strict_vendor vendor{.allowed = allowed, .period = period};
        crowd c{.vendor = vendor, .latency = 100};
        c.run(200);
        WARN(allowed << " in " << period << " ms: " << vendor.refused << " of "
                     << vendor.accepted + vendor.refused << " refused");
        CHECK(c.lost == 0);
        CHECK(vendor.refused * 10 <= vendor.accepted + vendor.refused);
    }
}

TEST_CASE("vendors that accept nearly nothing of the first herd find all jobs", "[fleet]") {
    for (const std::int64_t latency : {0, 200}) {
        strict_vendor vendor{.allowed = 1, .period = 1000};
        crowd c{.vendor = vendor, .latency = latency};
        c.run(200, 2h);
        WARN("1 in 1000 ms: " << vendor.refused << " of " << vendor.accepted + vendor.refused << " refused");
        CHECK(c.succeeded == 200);
        CHECK(vendor.refused * 10 <= vendor.accepted + vendor.refused);
    }
}

TEST_CASE("a job that is always refused holds up no other", "[fleet]") {
    virtual_fleet fleet;
    fleet.insert(progress_job, "a", {.max_wait = 2h}, moment_of(0));
    fleet.insert(progress_job, "b", {.max_wait = 2h}, moment_of(0));
    int served = 0;
    for (auto at = fleet.next_wakeup(); at; at = fleet.next_wakeup())
        for (const auto& r : ask(fleet, at->time_since_epoch().count())) {
            const bool is_refused = r.job_id == "a";
            served += is_refused ? 0 : 1;
            fleet.on_reply(r.handle,
                           {.status = is_refused ? 429 : 200, .body = is_refused ? "" : body_of("b", "run")},
                           *at);
        }
    CHECK(served > 5); // the account's pace falls to a request in ten minutes
}

TEST_CASE("a 401 at the deadline of one job says nothing of the renewed credentials", "[fleet]") {
    virtual_fleet fleet;
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 10min}, moment_of(0));
    const auto b = fleet.insert(progress_job, "b", {.max_wait = 1h, .first_poll = 20min}, moment_of(0));
    REQUIRE(ask(fleet, 0).size() == 1);
    fleet.on_reply(a.handle, {.status = 503, .retry_after = "3600"}, moment_of(10));
    REQUIRE(ask(fleet, 600'000).size() == 1);
    CHECK(fleet.on_reply(a.handle, {.status = 401}, moment_of(600'010)).decision.outcome ==
          jobpoll::outcome::timed_out);
    CHECK_FALSE(fleet.account(progress_job)->needs_credentials);
    const auto others = ask(fleet, 1'200'000);
    REQUIRE(others.size() == 1);
    CHECK(others[0].handle == b.handle);
}

TEST_CASE("with a larger budget the second 401 in a row backs the account off", "[fleet]") {
    virtual_fleet fleet;
    const jobpoll::poll_options patient{.max_wait = 1h, .budgets = {.unauthorized = 9}};
    const auto a = fleet.insert(progress_job, "a", patient, moment_of(0));
    fleet.insert(progress_job, "b", patient, moment_of(0));
    REQUIRE(ask(fleet, 0).size() == 2);
    fleet.on_reply(a.handle, {.status = 401}, moment_of(10));
    REQUIRE(ask(fleet, 10).size() == 1);
    const auto second = fleet.on_reply(a.handle, {.status = 401}, moment_of(20)).decision;
    CHECK(second.why == jobpoll::reason::backoff);
    CHECK(fleet.next_wakeup() == second.at);
    CHECK(ask(fleet, 21).empty());
    const auto third = ask(fleet, second.at.time_since_epoch().count());
    REQUIRE(third.size() == 1);
    CHECK(third[0].job_id == "a");
}

TEST_CASE("jobs are erased and inserted in a loop over the changes", "[fleet]") {
    virtual_fleet fleet{{.spread = 0s}};
    for (const char* id : {"a", "b", "c"})
        fleet.insert(progress_job, id, {.max_wait = 10min, .first_poll = 1h}, moment_of(0));
    REQUIRE(ask(fleet, 3'600'000).size() == 3);
    CHECK(fleet.due(moment_of(7'200'000)).empty());
    REQUIRE(fleet.changes().size() == 3);
    std::string ended;
    for (const auto& change : fleet.changes()) {
        ended += change.job_id;
        CHECK(fleet.erase(change.handle) == jobpoll::fleet_error::none);
        const auto made =
            fleet.insert(progress_job, "after " + ended, {.max_wait = 1h}, moment_of(7'200'000));
        CHECK(made.error == jobpoll::fleet_error::none);
        fleet.renewed(0, moment_of(7'200'000));
        CHECK(fleet.changes().size() == 3);
    }
    CHECK(ended == "abc");
    CHECK(ask(fleet, 7'200'000).size() == 3);
}

TEST_CASE("the pace falls once for requests that were on the way together, and comes back", "[fleet]") {
    jobpoll::detail::adaptive_pace pace;
    for (int i = 0; i < 60; ++i)
        pace.accept(jobpoll::milliseconds{i * 100});
    pace.refuse(7s);
    CHECK(pace.gap() == 1429ms); // 0.7 of 60 a minute
    for (int i = 0; i < 18; ++i)
        pace.accept(8s);
    CHECK(pace.gap() <= 1001ms); // the first limit is a guess: one a minute more for each
    pace.refuse(8s);
    CHECK(pace.gap() == 1429ms);
    for (int i = 0; i < 29; ++i)
        pace.accept(9s);
    CHECK(pace.gap() > 1001ms); // a hundredth of the former limit for each
    pace.accept(9s);
    CHECK(pace.gap() <= 1001ms);
    for (int i = 0; i < 100; ++i)
        pace.refuse(9s);
    CHECK(pace.gap() <= 10min);

    virtual_fleet fleet;
    std::vector<jobpoll::job_handle> jobs;
    for (int i = 0; i < 10; ++i)
        jobs.push_back(add(fleet, std::to_string(i), 0));
    REQUIRE(ask(fleet, 0).size() == 10);
    fleet.on_reply(jobs[0], {.status = 429}, moment_of(10));
    const auto gap = fleet.account(progress_job)->gap;
    fleet.on_reply(jobs[1], {.status = 429}, moment_of(20));
    CHECK(fleet.account(progress_job)->gap == gap);
}

TEST_CASE("one 429 slows an account that has hardly asked to a request in five seconds", "[fleet]") {
    virtual_fleet fleet{{.spread = 0s}};
    const auto handle = add(fleet, "7", 0, 0, 1min);
    REQUIRE(ask(fleet, 0).size() == 1);
    static_cast<void>(fleet.on_reply(handle, {.status = 429}, moment_of(0)));
    CHECK(fleet.account(progress_job)->gap == 5s);
    CHECK(fleet.next_wakeup() <= moment_of(5'000));
}

TEST_CASE("401 is the account's: one job is asked again at once, and the others wait", "[fleet]") {
    virtual_fleet fleet;
    const auto a = add(fleet, "a", 0);
    const auto b = add(fleet, "b", 0);
    const auto c = add(fleet, "c", 0, 2);
    REQUIRE(ask(fleet, 0).size() == 3);
    fleet.on_reply(c, {.status = 200, .body = body_of("c", "done")}, moment_of(5));
    CHECK(fleet.on_reply(a, {.status = 401}, moment_of(10)).decision.why == jobpoll::reason::unauthorized);
    // What was sent before the 401 is charged to no job.
    CHECK(fleet.on_reply(b, {.status = 401}, moment_of(11)).changed == 0);
    CHECK(fleet.next_wakeup() == moment_of(11));
    const auto again = ask(fleet, 11);
    REQUIRE(again.size() == 1);
    CHECK(again[0].job_id == "a");
    CHECK(fleet.due(moment_of(12)).empty());

    SECTION("the reply is good: all go on") {
        fleet.on_reply(a, {.status = 200, .body = body_of("a", "run")}, moment_of(20));
        const auto others = ask(fleet, 20);
        REQUIRE(others.size() == 1);
        CHECK(others[0].job_id == "b");
    }
    SECTION("a second 401 ends that job, and the account waits for new credentials") {
        CHECK(fleet.on_reply(a, {.status = 401}, moment_of(20)).decision.outcome ==
              jobpoll::outcome::unauthorized);
        CHECK(fleet.account(progress_job)->needs_credentials);
        CHECK(fleet.due(moment_of(60'000)).empty());
        CHECK(fleet.next_wakeup() == moment_of(3'600'000)); // the deadline of b
        SECTION("they are renewed") {
            fleet.renewed(0, moment_of(60'000));
            const auto others = ask(fleet, 60'000);
            REQUIRE(others.size() == 1);
            CHECK(others[0].job_id == "b");
            fleet.renewed(0, moment_of(60'001));
            CHECK(fleet.on_reply(b, {.status = 401}, moment_of(60'002)).changed == 0);
        }
        SECTION("they are not: each job ends at its deadline") {
            CHECK(fleet.due(moment_of(3'600'000)).empty());
            REQUIRE(fleet.changes().size() == 1);
            CHECK(fleet.changes()[0].job_id == "b");
            CHECK(fleet.changes()[0].decision.outcome == jobpoll::outcome::timed_out);
        }
        SECTION("another account is none of its business") {
            add(fleet, "d", 60'000, 2);
            CHECK(ask(fleet, 60'000).size() == 1);
        }
    }
    SECTION("the job that was asked again is erased: another one is asked") {
        REQUIRE(fleet.erase(a) == jobpoll::fleet_error::none);
        const auto others = ask(fleet, 30);
        REQUIRE(others.size() == 1);
        CHECK(others[0].job_id == "b");
    }
    SECTION("no reply tells nothing: one is asked again") {
        fleet.on_no_reply(a, moment_of(30));
        CHECK(ask(fleet, 30).size() == 1);
    }
}

TEST_CASE("403 ends its job and says nothing of the account", "[fleet]") {
    virtual_fleet fleet;
    const auto a = add(fleet, "a", 0);
    const auto b = add(fleet, "b", 0);
    REQUIRE(ask(fleet, 0).size() == 2);
    CHECK(fleet.on_reply(a, {.status = 403}, moment_of(10)).decision.outcome ==
          jobpoll::outcome::unauthorized);
    CHECK_FALSE(fleet.account(progress_job)->needs_credentials);
    CHECK(fleet.on_reply(b, {.status = 403, .retry_after = "30"}, moment_of(10)).decision.poll_again());
    CHECK(fleet.account(progress_job)->paused == 30s);
}

TEST_CASE("an account that hangs leaves slots for the others", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 16}};
    for (int i = 0; i < 100; ++i)
        add(fleet, "a" + std::to_string(i), 0, 1);
    add(fleet, "b", 0, 2);
    CHECK(ask(fleet, 0).size() == 9); // half of them, and the other account's one
    add(fleet, "c", 10, 3);
    CHECK(ask(fleet, 10).size() == 1);
    virtual_fleet alone{{.max_in_flight = 16}};
    for (int i = 0; i < 100; ++i)
        add(alone, "a" + std::to_string(i), 0, 1);
    CHECK(ask(alone, 0).size() == 16);
}

TEST_CASE("an account whose jobs have all ended takes no share of the slots", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 16}};
    const auto ended = add(fleet, "b", 0, 2);
    CHECK(fleet.cancel(ended, moment_of(0)).decision.outcome == jobpoll::outcome::abandoned);
    for (int i = 0; i < 100; ++i)
        add(fleet, "a" + std::to_string(i), 0, 1);
    CHECK(ask(fleet, 0).size() == 16);
    CHECK(fleet.account(progress_job, 2)->jobs == 1);
    CHECK(fleet.erase(ended) == jobpoll::fleet_error::none);
}

TEST_CASE("idle accounts are forgotten, and not before their quota allows it", "[fleet]") {
    namespace reply_io = jobpoll::vendors::reply_io;
    const std::string id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    virtual_fleet fleet;
    const auto made = fleet.insert(reply_io::job, id, {.max_wait = 1h}, moment_of(0), 4);
    REQUIRE(ask(fleet, 0).size() == 1);
    REQUIRE(fleet.erase(made.handle) == jobpoll::fleet_error::none);
    static_cast<void>(fleet.due(moment_of(3'600'000)));
    CHECK(fleet.account(reply_io::job, 4));
    static_cast<void>(fleet.due(moment_of(3'600'001)));
    CHECK_FALSE(fleet.account(reply_io::job, 4));
    for (std::uint64_t account = 0; account < 1000; ++account) {
        const auto next = fleet.insert(progress_job, "x", {.max_wait = 1h}, moment_of(3'600'001), account);
        REQUIRE(fleet.erase(next.handle) == jobpoll::fleet_error::none);
        static_cast<void>(fleet.due(moment_of(3'600'001)));
        CHECK_FALSE(fleet.account(progress_job, account));
    }
}
