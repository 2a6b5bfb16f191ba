// A fleet at rest, and one job of it: saved and restored, and damaged texts.
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include "support/catch.hpp"
#include "support/fleets.hpp"

using namespace support;
using jobpoll::fleet_text_error;
namespace userpilot = jobpoll::vendors::userpilot;
namespace reply_io = jobpoll::vendors::reply_io;

namespace {

const jobpoll::history past = [] {
    jobpoll::history h;
    h.learn(90s);
    return h;
}();

const std::vector<jobpoll::known_endpoint> known = {{&progress_job, &past},
                                                    {&userpilot::job},
                                                    {&userpilot::job_list},
                                                    {&reply_io::job},
                                                    {&reply_io::job_list}};

/// A number for the checksum of a text, as it is saved.
std::string checksum_of(std::string_view text) {
    return std::to_string(static_cast<std::int64_t>(jobpoll::detail::fnv1a(text)));
}

/// Does the same things with every fleet that it is given.
struct story {
    std::mt19937 random;
    std::int64_t now = 5000;
    std::vector<jobpoll::job_handle> handles{};
    std::vector<jobpoll::job_handle> asked{};
    std::uint32_t next = 0;
    bool with_lists = true;

    std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random()) % below; }

    void insert(virtual_fleet& fleet) {
        const std::string id = "id % " + std::to_string(next++);
        const jobpoll::endpoint* kinds[] = {&progress_job, &userpilot::job, &reply_io::job,
                                            &userpilot::job_list};
        const jobpoll::endpoint& e = with_lists ? *kinds[pick(4)] : progress_job;
        jobpoll::poll_options o{.max_wait = std::chrono::minutes{5 + pick(3)}};
        if (&e == &progress_job && pick(2) == 0) o.past = &past;
        if (pick(3) == 0) o.seed = 0xffffffffffffff00u + pick(100);
        if (pick(4) == 0) o.stall_after = 2min;
        handles.push_back(fleet.insert(e, id, o, moment_of(now), pick(2), next).handle);
    }

    std::string body(const virtual_fleet& fleet, jobpoll::job_handle h) {
        const std::string id{fleet.job_id(h)};
        const char* status = pick(6) == 0 ? "completed" : "processing";
        const std::string one = R"({"id":")" + id + R"(","job_id":")" + id + R"(","jobId":")" + id +
                                R"(","status":")" + status + "\"}";
        return one;
    }

    void operate(virtual_fleet& fleet) {
        const std::uint32_t what = pick(10);
        now += pick(1500);
        if (what < 2) return insert(fleet);
        if (what < 5) {
            for (const auto& r : fleet.due(moment_of(now)))
                asked.push_back(r.handle);
            return;
        }
        if (what == 5 && !handles.empty()) {
            const jobpoll::job_handle h = handles[pick(static_cast<std::uint32_t>(handles.size()))];
            if (pick(2) == 0)
                static_cast<void>(fleet.cancel(h, moment_of(now)));
            else
                static_cast<void>(fleet.erase(h));
            return;
        }
        if (what == 6 && pick(10) == 0) {
            fleet.forget_requests(moment_of(now));
            return asked.clear();
        }
        if (asked.empty()) return;
        const jobpoll::job_handle h = asked.back();
        asked.pop_back();
        const std::uint32_t how = pick(8);
        if (how == 0) {
            static_cast<void>(fleet.on_no_reply(h, moment_of(now)));
            return;
        }
        std::string text = body(fleet, h);
        if (fleet.job_id(h).empty()) text = list(fleet);
        static_cast<void>(fleet.on_reply(
            h, {.status = how == 1 ? 429 : 200, .retry_after = how == 1 ? "3" : "", .body = text},
            moment_of(now)));
    }

    std::string list(const virtual_fleet& fleet) {
        std::string all;
        for (const jobpoll::job_handle h : handles)
            if (!fleet.job_id(h).empty() && pick(3) != 0) all += (all.empty() ? "" : ",") + body(fleet, h);
        return pick(2) == 0 ? "[" + all + "]" : R"({"items":[)" + all + "]}";
    }
};

constexpr jobpoll::declaration job_of_lists(const jobpoll::endpoint* list) {
    return jobpoll::declaration{.name = "test.job_of_lists",
                                .vendor = "Userpilot",
                                .source = "a test",
                                .checked = "2026-11-22",
                                .members = {{.at = "/status",
                                             .type = jobpoll::json_type::string,
                                             .needed = true,
                                             .role = jobpoll::role::status}},
                                .words = {{"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
                                .list = list};
}
constexpr jobpoll::endpoint list_member = jobpoll::declare(job_of_lists(&userpilot::job_list));
constexpr jobpoll::endpoint list_outsider = jobpoll::declare(job_of_lists(nullptr));

} // namespace

TEST_CASE("a restored fleet decides as the one that was saved", "[fleet]") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        virtual_fleet one{{.max_in_flight = 6}};
        story a{.random = std::mt19937{seed}, .with_lists = seed % 2 == 0};
        for (int i = 0; i < 300; ++i)
            a.operate(one);
        one.forget_requests(moment_of(a.now));
        const std::string saved = text_of(one);
        virtual_fleet two;
        REQUIRE(two.restore(saved, known, moment_of(a.now)) == jobpoll::fleet_error::none);
        REQUIRE(text_of(two) == text_of(one));
        CHECK(two.finished_count() == one.finished_count());
        INFO("seed " << seed << " at " << a.now << ": "
                     << one.next_wakeup().value_or(moment_of(-1)).time_since_epoch().count() << " and "
                     << two.next_wakeup().value_or(moment_of(-1)).time_since_epoch().count());
        REQUIRE((one.next_wakeup() == two.next_wakeup()));
        // Which share of its jobs a list mentions is learned again.
        for (std::int64_t at = a.now; !a.with_lists && at < a.now + 60'000; at += 700) {
            const auto expected = one.due(moment_of(at));
            const auto found = two.due(moment_of(at));
            std::multiset<std::string> ids[2];
            for (const auto& r : expected)
                ids[0].insert(std::string{r.asks->name} + std::string{r.job_id} + std::to_string(r.account));
            for (const auto& r : found)
                ids[1].insert(std::string{r.asks->name} + std::string{r.job_id} + std::to_string(r.account));
            REQUIRE(ids[0] == ids[1]);
            REQUIRE(one.next_wakeup() == two.next_wakeup());
            const std::vector<jobpoll::fleet_request> asked{expected.begin(), expected.end()};
            const std::vector<jobpoll::fleet_request> again{found.begin(), found.end()};
            for (const auto& r : asked)
                one.on_no_reply(r.handle, moment_of(at));
            for (const auto& r : again)
                two.on_no_reply(r.handle, moment_of(at));
        }
    }
}

TEST_CASE("a fleet that was never used can be kept, too", "[fleet]") {
    virtual_fleet unused;
    virtual_fleet restored{{.max_in_flight = 5}};
    REQUIRE(restored.restore(text_of(unused), known) == jobpoll::fleet_error::none);
    CHECK(text_of(restored) == text_of(unused));
    const auto inserted = restored.insert(progress_job, "a", {.max_wait = 1h}, moment_of(7000));
    CHECK(restored.next_wakeup() == moment_of(7000));
    CHECK(inserted.error == jobpoll::fleet_error::none);
}

TEST_CASE("old handles stay stale after a restart", "[fleet]") {
    virtual_fleet fleet;
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 1h}, moment_of(0));
    fleet.insert(progress_job, "b", {.max_wait = 1h}, moment_of(0));
    REQUIRE(fleet.restore(text_of(fleet), known) == jobpoll::fleet_error::none);
    CHECK_FALSE(fleet.pending(a.handle));
    REQUIRE(fleet.find(progress_job, "a"));
    CHECK(fleet.job_id(*fleet.find(progress_job, "a")) == "a");
}

TEST_CASE("quota, pace, pause and credentials survive a restart", "[fleet]") {
    virtual_fleet fleet;
    const std::string id = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    for (int i = 0; i < 100; ++i) {
        const auto made = fleet.insert(reply_io::job, id, {.max_wait = 1h}, moment_of(0));
        REQUIRE(fleet.due(moment_of(i * 600)).size() <= 1);
        if (i < 99) REQUIRE(fleet.erase(made.handle) == jobpoll::fleet_error::none);
    }
    std::vector<jobpoll::job_handle> jobs;
    for (std::uint64_t account = 0; account < 3; ++account)
        jobs.push_back(fleet.insert(progress_job, "a", {.max_wait = 1h}, moment_of(59'400), account).handle);
    REQUIRE(fleet.due(moment_of(59'400)).size() == 3);
    fleet.on_reply(jobs[0], {.status = 429}, moment_of(59'410));
    fleet.on_reply(jobs[1], {.status = 429, .retry_after = "600"}, moment_of(59'410));
    fleet.on_reply(jobs[2], {.status = 401}, moment_of(59'410));
    REQUIRE(fleet.due(moment_of(59'410)).size() == 1);
    fleet.on_reply(jobs[2], {.status = 401}, moment_of(59'420));
    virtual_fleet other;
    REQUIRE(other.restore(text_of(fleet), known) == jobpoll::fleet_error::none);
    CHECK(other.account(progress_job, 0)->gap == fleet.account(progress_job, 0)->gap);
    CHECK(other.account(progress_job, 0)->gap > 1s);
    CHECK(other.account(progress_job, 1)->paused == fleet.account(progress_job, 1)->paused);
    CHECK(other.account(progress_job, 2)->needs_credentials);
    CHECK(other.account(reply_io::job)->jobs == 1);
    fleet.forget_requests(moment_of(60'000));
    CHECK(other.next_wakeup() == fleet.next_wakeup());
}

TEST_CASE("a clock that was started again since goes on from its own present", "[fleet]") {
    virtual_fleet fleet;
    const auto a = fleet.insert(progress_job, "a", {.max_wait = 1h}, moment_of(1'000'000'000));
    REQUIRE(fleet.due(moment_of(1'000'000'000)).size() == 1);
    fleet.on_reply(a.handle, {.status = 429, .retry_after = "600"}, moment_of(1'000'060'000));
    const std::string line = fleet.save_job(a.handle);
    virtual_fleet whole;
    REQUIRE(whole.restore(text_of(fleet), known, moment_of(5'000)) == jobpoll::fleet_error::none);
    CHECK(whole.next_wakeup() == moment_of(605'000));
    virtual_fleet one;
    REQUIRE(one.insert_saved(progress_job, line, moment_of(5'000)).error == jobpoll::fleet_error::none);
    CHECK(*one.next_wakeup() <= moment_of(5'000 + 600'000 + 60'000));
    CHECK(*one.next_wakeup() >= moment_of(5'000 + 540'000));
}

TEST_CASE("a job survives as one line, with everything that it was told", "[fleet]") {
    virtual_fleet fleet;
    const jobpoll::poll_options o{.max_wait = 2h,
                                  .max_attempts = 99,
                                  .policy = jobpoll::polling_policy::smithy,
                                  .poll_cost = 3s,
                                  .first_poll = 4s,
                                  .past = &past,
                                  .min_delay = 5s,
                                  .max_delay = 6s,
                                  .stall_after = 7min,
                                  .seed = 8,
                                  .jitter_per_mille = 9,
                                  .max_body_bytes = 1000,
                                  .strict = true,
                                  .budgets = {11, 12, 13, 14, 15},
                                  .patience = 16min,
                                  .confirmations = 2,
                                  .max_queued = 18min,
                                  .stall_ignores_heartbeat = true,
                                  .long_poll = true,
                                  .reply_timeout = 19s};
    const auto made = fleet.insert(progress_job, "an id %=\n", o, moment_of(0), 21, 22);
    static_cast<void>(fleet.due(moment_of(4'000)));
    fleet.on_reply(made.handle, {.status = 200, .body = body_of("an id %=\\n", "run", R"(,"progress":0.5)")},
                   moment_of(4'100));
    const std::string line = fleet.save_job(made.handle);
    CHECK(line.find('\n') == std::string::npos);
    virtual_fleet other;
    const auto again = other.insert_saved(progress_job, line, moment_of(4'200), &past);
    REQUIRE(again.error == jobpoll::fleet_error::none);
    CHECK_FALSE(again.restored_without_history);
    CHECK(again.decision == *fleet.pending(made.handle));
    CHECK(other.job_id(again.handle) == "an id %=\n");
    CHECK(other.tag(again.handle) == 22);
    CHECK(other.save_job(again.handle) == line);
    CHECK(other.find(progress_job, "an id %=\n", 21) == again.handle);
    CHECK(other.next_wakeup() == fleet.next_wakeup());
    CHECK(other.insert_saved(progress_job, line, moment_of(4'200), &past).error ==
          jobpoll::fleet_error::duplicate_job);
    virtual_fleet without;
    const auto lacking = without.insert_saved(progress_job, line, moment_of(4'200));
    CHECK(lacking.error == jobpoll::fleet_error::none);
    CHECK(lacking.restored_without_history);
    CHECK(fleet.save_job({}).empty());
}

TEST_CASE("a line that was cut, changed, or is of another contract inserts nothing", "[fleet]") {
    virtual_fleet fleet;
    const auto made = fleet.insert(progress_job, "a", {.max_wait = 1h}, moment_of(0));
    const std::string line = fleet.save_job(made.handle);
    virtual_fleet into;
    for (std::size_t cut = 0; cut < line.size(); ++cut)
        REQUIRE(into.insert_saved(progress_job, std::string_view{line}.substr(0, cut), moment_of(0)).error !=
                jobpoll::fleet_error::none);
    for (std::size_t at = 0; at < line.size(); ++at) {
        std::string changed = line;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        REQUIRE(into.insert_saved(progress_job, changed, moment_of(0)).error != jobpoll::fleet_error::none);
    }
    CHECK(into.insert_saved(userpilot::job, line, moment_of(0)).error ==
          jobpoll::fleet_error::unknown_endpoint);
    jobpoll::fleet steady;
    CHECK(steady.insert_saved(progress_job, line, std::chrono::steady_clock::time_point{}).error ==
          jobpoll::fleet_error::other_clock);
    CHECK_FALSE(into.next_wakeup());
}

TEST_CASE("a text that was cut, changed, or is newer loads nothing", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 6}};
    story s{.random = std::mt19937{3}};
    for (int i = 0; i < 60; ++i)
        s.operate(fleet);
    fleet.insert(progress_job, "h", {.max_wait = 1h, .past = &past}, moment_of(s.now));
    const std::string saved = text_of(fleet);
    virtual_fleet into{{.max_in_flight = 9}};
    story other{.random = std::mt19937{4}};
    for (int i = 0; i < 60; ++i)
        other.operate(into);
    const std::string before = text_of(into);
    for (std::size_t cut = 0; cut < saved.size(); ++cut) {
        const auto error = into.restore(std::string_view{saved}.substr(0, cut), known);
        REQUIRE((error == fleet_text_error::truncated || error == fleet_text_error::not_a_fleet));
    }
    REQUIRE(text_of(into) == before);
    for (std::size_t at = 0; at < saved.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = saved;
            changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
            REQUIRE(into.restore(changed, known) != fleet_text_error::none);
        }
    REQUIRE(text_of(into) == before);
    CHECK(into.restore("jobpoll-fleet 99999999999999999999\n", known) == fleet_text_error::newer_version);
    CHECK(into.restore("jobpoll-fleet 9999\n", known) == fleet_text_error::newer_version);
    CHECK(into.restore("jobpoll-fleet 1\n", known) == fleet_text_error::older_version);
    CHECK(into.restore("jobpoll-fleet 0\n", known) == fleet_text_error::damaged);
    CHECK(into.restore("jobpoll-snapshot 1", known) == fleet_text_error::not_a_fleet);
    CHECK(into.restore(saved, {}) == fleet_text_error::unknown_endpoint);
    jobpoll::fleet steady;
    CHECK(steady.restore(saved, known) == fleet_text_error::other_clock);
    CHECK(text_of(into) == before);
    CHECK(into.restore(saved, known) == fleet_text_error::none);
    CHECK(text_of(into) == text_of(fleet));
}

TEST_CASE("limits and accounts that end early are refused under a right checksum", "[fleet]") {
    virtual_fleet fleet;
    fleet.insert(reply_io::job, "a", {.max_wait = 1h}, moment_of(0));
    REQUIRE(fleet.due(moment_of(0)).size() == 1); // so that the account has a granted request
    const std::string saved = text_of(fleet);
    const std::size_t end = saved.rfind("\nz") + 1;
    virtual_fleet into;
    for (const std::string_view line : {"\no ", "\na "}) {
        const std::size_t stop = saved.find('\n', saved.find(line) + 1);
        int cuts = 0;
        for (std::size_t at = saved.find(line) + 2; at < stop; at = saved.find_first_of(" \n", at + 1)) {
            for (const std::string& rest : {saved.substr(stop, end - stop), std::string{"\n"}}) {
                const std::string cut = saved.substr(0, at) + rest;
                CAPTURE(cut);
                ++cuts;
                CHECK(into.restore(cut + "z " + checksum_of(cut) + '\n', known) ==
                      fleet_text_error::out_of_range);
            }
        }
        CHECK(cuts >= 12);
    }
    CHECK_FALSE(into.next_wakeup());
    CHECK(into.restore(saved, known) == fleet_text_error::none);
}

TEST_CASE("an endpoint that names another list than before is another one to a fleet", "[fleet]") {
    virtual_fleet fleet;
    fleet.insert(list_member, "a", {.max_wait = 1h}, moment_of(0));
    const jobpoll::known_endpoint now[] = {{&list_outsider}, {&userpilot::job_list}};
    REQUIRE(list_member.fingerprint == list_outsider.fingerprint);
    virtual_fleet empty;
    CHECK(empty.restore(text_of(fleet), now) == fleet_text_error::unknown_endpoint);
}

TEST_CASE("fields that no fleet has are refused under a right checksum, and harm nothing", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 6}};
    story s{.random = std::mt19937{5}};
    for (int i = 0; i < 80; ++i)
        s.operate(fleet);
    const std::string saved = text_of(fleet);
    std::mt19937 random{2};
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < 20'000 / JOBPOLL_ONE_ROUND_IN; ++i) {
        // One field changes; every checksum is made again.
        std::string changed;
        const std::size_t at = 16 + random() % (saved.rfind("\nz") - 17);
        std::string all = saved.substr(0, saved.rfind("\nz") + 1);
        if (all[at] == '\n') continue;
        all[at] = "0123456789- =xz"[random() % 15];
        for (std::size_t begin = 0; begin < all.size();) {
            const std::size_t end = all.find('\n', begin);
            std::string line = all.substr(begin, end - begin);
            if (line.starts_with("jobpoll-job")) {
                line.resize(line.rfind(' ') == std::string::npos ? line.size() : line.rfind(' '));
                line += ' ' + checksum_of(line);
            }
            changed += line + '\n';
            begin = end + 1;
        }
        virtual_fleet into;
        const bool is_good =
            into.restore(changed + "z " + checksum_of(changed) + '\n', known) == fleet_text_error::none;
        ++(is_good ? accepted : refused);
        if (!is_good) {
            REQUIRE(into.in_flight() == 0);
            REQUIRE_FALSE(into.next_wakeup());
            continue;
        }
        // Any accepted text is a fleet: it can be saved and restored, and goes on.
        const std::string again = text_of(into);
        virtual_fleet copy;
        REQUIRE(copy.restore(again, known) == fleet_text_error::none);
        REQUIRE(text_of(copy) == text_of(into));
        story more = s;
        for (int j = 0; j < 5; ++j)
            more.operate(into);
    }
    CHECK(accepted > 1000 / JOBPOLL_ONE_ROUND_IN);
    CHECK(refused > 1000 / JOBPOLL_ONE_ROUND_IN);
}
