// A fleet at rest: saved and restored, damaged texts, and a journal that is cut at every byte.
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
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

const std::vector<jobpoll::known_endpoint> known = {
    {&plain_job, &past}, {&userpilot::job}, {&userpilot::job_list}, {&reply_io::job}, {&reply_io::job_list}};

/// Does the same things with every fleet that it is given.
struct story {
    std::mt19937 random;
    std::int64_t now = 5000;
    std::vector<jobpoll::job_handle> handles{};
    std::vector<jobpoll::job_handle> asked{};
    std::uint32_t next = 0;

    std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random()) % below; }

    void insert(virtual_fleet& fleet) {
        const std::string id = "id % " + std::to_string(next++);
        const jobpoll::endpoint* kinds[] = {&plain_job, &userpilot::job, &reply_io::job,
                                            &userpilot::job_list};
        const jobpoll::endpoint& e = *kinds[pick(4)];
        jobpoll::poll_options o{.job_id = id, .max_wait = std::chrono::minutes{5 + pick(3)}};
        if (&e == &plain_job && pick(2) == 0) o.past = &past;
        if (pick(3) == 0) o.seed = 0xffffffffffffff00u + pick(100);
        if (pick(4) == 0) o.stall_after = 2min;
        handles.push_back(fleet.insert(e, o, moment_of(now), pick(2)).handle);
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

void append(void* context, std::string_view bytes) {
    *static_cast<std::string*>(context) += bytes;
}

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
constexpr jobpoll::endpoint listed_job = jobpoll::declare(job_of_lists(&userpilot::job_list));
constexpr jobpoll::endpoint unlisted_job = jobpoll::declare(job_of_lists(nullptr));

} // namespace

TEST_CASE("a restored fleet goes on as if nothing had happened", "[fleet]") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        virtual_fleet one{{.max_in_flight = 6}};
        story a{.random = std::mt19937{seed}};
        for (int i = 0; i < 300; ++i)
            a.operate(one);
        const std::string saved = text_of(one);
        virtual_fleet two;
        REQUIRE(two.restore(saved, known) == fleet_text_error::none);
        REQUIRE(text_of(two) == saved);
        story b = a;
        for (int i = 0; i < 300; ++i) {
            a.operate(one);
            b.operate(two);
            REQUIRE(one.next_wakeup() == two.next_wakeup());
            REQUIRE(a.asked == b.asked);
            if (i % 50 == 0) REQUIRE(text_of(one) == text_of(two));
        }
        REQUIRE(text_of(one) == text_of(two));
    }
}

TEST_CASE("a fleet that was never used can be kept, too", "[fleet]") {
    virtual_fleet unused;
    virtual_fleet restored{{.max_in_flight = 5}};
    REQUIRE(restored.restore(text_of(unused), known) == fleet_text_error::none);
    CHECK(text_of(restored) == text_of(unused));
    const auto inserted = restored.insert(plain_job, {.job_id = "a", .max_wait = 1h}, moment_of(7000));
    CHECK(restored.next_wakeup() == moment_of(7000));
    CHECK(inserted.error == jobpoll::fleet_error::none);
}

TEST_CASE("a text that was cut, changed, or is newer loads nothing", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 6}};
    story s{.random = std::mt19937{3}};
    for (int i = 0; i < 60; ++i)
        s.operate(fleet);
    fleet.insert(plain_job, {.job_id = "h", .max_wait = 1h, .past = &past}, moment_of(s.now));
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
    std::string newer = saved;
    newer[newer.find('1')] = '2';
    for (std::size_t cut = newer.find('2') + 2; cut <= newer.size(); ++cut)
        REQUIRE(into.restore(std::string_view{newer}.substr(0, cut), known) ==
                fleet_text_error::newer_version);
    CHECK(into.restore("jobpoll-fleet 99999999999999999999\n", known) == fleet_text_error::newer_version);
    CHECK(into.restore("jobpoll-snapshot 1", known) == fleet_text_error::not_a_fleet);
    CHECK(into.restore(saved, {}) == fleet_text_error::unknown_endpoint);
    const jobpoll::known_endpoint without[] = {
        {&plain_job}, {&userpilot::job}, {&userpilot::job_list}, {&reply_io::job}, {&reply_io::job_list}};
    CHECK(into.restore(saved, without) == fleet_text_error::missing_history);
    jobpoll::fleet steady;
    CHECK(steady.restore(saved, known) == fleet_text_error::other_clock);
    CHECK(text_of(into) == before);
    CHECK(into.restore(saved, known) == fleet_text_error::none);
    CHECK(text_of(into) == saved);
}

TEST_CASE("an endpoint that names another list than before is another one to a fleet", "[fleet]") {
    virtual_fleet fleet;
    std::string journal;
    fleet.keep_journal({&journal, append});
    fleet.insert(listed_job, {.job_id = "a", .max_wait = 1h}, moment_of(0));
    const jobpoll::known_endpoint now[] = {{&unlisted_job}, {&userpilot::job_list}};
    REQUIRE(listed_job.fingerprint == unlisted_job.fingerprint);
    virtual_fleet into;
    CHECK(into.follow_journal(journal, now).error == fleet_text_error::unknown_endpoint);
    virtual_fleet empty;
    CHECK(empty.restore(text_of(fleet), now) == fleet_text_error::unknown_endpoint);
}

TEST_CASE("fields that no fleet has are refused under a right checksum, and harm nothing", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 6}};
    story s{.random = std::mt19937{5}};
    for (int i = 0; i < 80; ++i)
        s.operate(fleet);
    const std::string saved = text_of(fleet);
    const std::size_t end = saved.rfind("\nz") + 1;
    std::mt19937 random{2};
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string changed = saved.substr(0, end);
        const std::size_t at = 16 + random() % (end - 17);
        if (changed[at] == '\n') continue;
        changed[at] = "0123456789- =xz"[random() % 15];
        jobpoll::detail::fleet_line_writer sum;
        sum.begin('z').mark(jobpoll::detail::fnv1a(changed)).end();
        virtual_fleet into;
        const bool is_good = into.restore(changed + sum.text, known) == fleet_text_error::none;
        ++(is_good ? accepted : refused);
        if (!is_good) {
            REQUIRE(into.in_flight() == 0);
            REQUIRE_FALSE(into.next_wakeup());
            continue;
        }
        // Whatever it is, it is a fleet: it can be saved and restored, and goes on.
        const std::string again = text_of(into);
        virtual_fleet copy;
        REQUIRE(copy.restore(again, known) == fleet_text_error::none);
        REQUIRE(text_of(copy) == again);
        story more = s;
        for (int j = 0; j < 5; ++j)
            more.operate(into);
    }
    CHECK(accepted > 1000);
    CHECK(refused > 1000);
}

namespace {

/// What a fleet was after each line of its journal, by the bytes up to there: as somebody has it who follows
/// the journal, line by line.
std::map<std::size_t, std::string> states_of(const std::string& base, const std::string& journal) {
    std::map<std::size_t, std::string> states{{0, base}};
    for (std::size_t end = journal.find('\n'); end != std::string::npos; end = journal.find('\n', end + 1)) {
        virtual_fleet copy;
        REQUIRE(copy.restore(base, known) == fleet_text_error::none);
        const auto done = copy.follow_journal(std::string_view{journal}.substr(0, end + 1), known);
        REQUIRE(done.error == fleet_text_error::none);
        REQUIRE(done.good_bytes == end + 1);
        states.emplace(end + 1, text_of(copy));
    }
    return states;
}

} // namespace

TEST_CASE("a journal that is cut at any byte leads to the fleet of its last whole line", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 6}};
    story s{.random = std::mt19937{11}};
    for (int i = 0; i < 40; ++i)
        s.operate(fleet);
    const std::string base = text_of(fleet);
    virtual_fleet original;
    REQUIRE(original.restore(base, known) == fleet_text_error::none);
    std::string journal;
    original.keep_journal({&journal, append});
    story same = s;
    std::map<std::size_t, std::string> original_after; // as the fleet itself was, and not the journal's
    for (int i = 0; i < 60; ++i) {
        s.operate(original);
        same.operate(fleet);
        original_after[journal.size()] = text_of(fleet);
    }
    REQUIRE(text_of(original) == text_of(fleet));

    const std::map<std::size_t, std::string> states = states_of(base, journal);
    REQUIRE(states.size() > 60);
    for (const auto& [size, text] : original_after)
        REQUIRE(states.at(size) == text);
    for (std::size_t cut = 0; cut <= journal.size(); ++cut) {
        virtual_fleet copy;
        REQUIRE(copy.restore(base, known) == fleet_text_error::none);
        const auto done = copy.follow_journal(std::string_view{journal}.substr(0, cut), known);
        REQUIRE(done.error == fleet_text_error::none);
        const auto last = std::prev(states.upper_bound(cut));
        REQUIRE(done.good_bytes == last->first);
        REQUIRE(text_of(copy) == last->second);
    }

    virtual_fleet copy;
    REQUIRE(copy.follow_journal(journal, known).error == fleet_text_error::other_fleet);
    for (std::size_t at = 0; at < journal.size(); ++at) {
        REQUIRE(copy.restore(base, known) == fleet_text_error::none);
        std::string changed = journal;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        const auto done = copy.follow_journal(changed, known);
        // The last line break alone: then the last line was never finished.
        REQUIRE((done.error != fleet_text_error::none || at + 1 == journal.size()));
        REQUIRE(done.good_bytes <= at);
    }
    std::string newer = journal;
    newer[newer.find('1')] = '2';
    REQUIRE(copy.restore(base, known) == fleet_text_error::none);
    CHECK(copy.follow_journal(newer, known).error == fleet_text_error::newer_version);
    CHECK(text_of(copy) == base);
}

TEST_CASE("after a crash at any line the fleet goes on, and so does its journal", "[fleet]") {
    virtual_fleet fleet{{.max_in_flight = 6}};
    std::string journal;
    fleet.keep_journal({&journal, append});
    story s{.random = std::mt19937{13}};
    for (int i = 0; i < 40; ++i)
        s.operate(fleet);
    for (std::size_t cut = 1; cut < journal.size(); cut += 37) {
        virtual_fleet second{{.max_in_flight = 6}};
        const auto done = second.follow_journal(std::string_view{journal}.substr(0, cut), known);
        REQUIRE(done.error == fleet_text_error::none);
        std::string going_on = journal.substr(0, done.good_bytes);
        second.keep_journal({&going_on, append});
        second.forget_requests(moment_of(s.now));
        REQUIRE(second.in_flight() == 0);
        story more = s;
        more.asked.clear();
        for (int i = 0; i < 30; ++i)
            more.operate(second);
        virtual_fleet third{{.max_in_flight = 6}};
        REQUIRE(third.follow_journal(going_on, known).error == fleet_text_error::none);
        REQUIRE(text_of(third) == text_of(second));
    }
}
