// A fleet against a list that is sorted anew every time, with one poller for each job: the same answers.
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <vector>

#include "support/catch.hpp"
#include "support/fleets.hpp"

using namespace support;

namespace {

using poller = jobpoll::basic_poller<virtual_clock>;
using decision = poller::decision_type;

struct model_job {
    jobpoll::job_handle handle;
    std::string id;
    std::int64_t account = 0;
    std::int64_t poll_cost = 0;
    std::unique_ptr<poller> follower;
    bool asked = false;
};

struct world {
    explicit world(std::uint32_t seed) : random{seed} {}

    std::mt19937 random;
    std::uint32_t max_in_flight = 5;
    virtual_fleet fleet{{.max_in_flight = 5, .smoothing = 0s}};
    std::vector<model_job> jobs;
    std::vector<jobpoll::job_handle> erased;
    std::map<std::int64_t, std::int64_t> paused;
    std::int64_t now = 1'000'000;
    std::int64_t latest = 0;
    std::uint32_t in_flight = 0;
    std::uint64_t next_id = 0;
    std::uint64_t wrong = 0;
    std::uint64_t asked_for = 0, stale = 0, late = 0, ended = 0;

    std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random()) % below; }
    void expect(bool good) { wrong += good ? 0 : 1; }
    virtual_clock::time_point moment() {
        latest = std::max(latest, now);
        return moment_of(now);
    }

    void insert() {
        if (jobs.size() >= 40) return;
        model_job j;
        j.id = "job-" + std::to_string(next_id++);
        j.account = pick(3);
        j.poll_cost = 500 + 500 * pick(4);
        jobpoll::poll_options o{.job_id = j.id, .max_wait = 10min};
        o.poll_cost = jobpoll::milliseconds{j.poll_cost};
        o.max_attempts = pick(4) == 0 ? 3 : 0;
        j.follower = std::make_unique<poller>(plain_job, o);
        const auto at = moment();
        const auto made = fleet.insert(plain_job, o, at, static_cast<std::uint64_t>(j.account));
        expect(made.error == jobpoll::fleet_error::none);
        expect(made.decision == j.follower->start(moment_of(latest)));
        expect(fleet.insert(plain_job, o, at, static_cast<std::uint64_t>(j.account)).error ==
               jobpoll::fleet_error::duplicate_job);
        j.handle = made.handle;
        jobs.push_back(std::move(j));
    }

    std::int64_t due_of(const model_job& j) { return j.follower->pending().at.time_since_epoch().count(); }

    void ask() {
        const auto at = moment();
        std::vector<model_job*> due;
        for (model_job& j : jobs)
            if (j.follower->pending().poll_again() && !j.asked && due_of(j) <= latest &&
                paused[j.account] <= latest)
                due.push_back(&j);
        std::sort(due.begin(), due.end(), [this](const model_job* a, const model_job* b) {
            const std::int64_t x = due_of(*a) + a->poll_cost;
            const std::int64_t y = due_of(*b) + b->poll_cost;
            return x != y ? x < y : a->handle.slot < b->handle.slot;
        });
        due.resize(std::min<std::size_t>(due.size(), max_in_flight - in_flight));
        const auto requests = fleet.due(at);
        expect(requests.size() == due.size());
        for (std::size_t i = 0; i < std::min(requests.size(), due.size()); ++i) {
            expect(requests[i].handle == due[i]->handle && requests[i].job_id == due[i]->id);
            expect(requests[i].asks == &plain_job && requests[i].covers == 1);
            due[i]->asked = true;
            ++in_flight;
            ++asked_for;
        }
        expect(fleet.in_flight() == in_flight);
    }

    // Never too late: nothing can be asked for before it, and unless only a pause was in the way, it is
    // exact.
    void wake() {
        std::int64_t first = -1;
        for (model_job& j : jobs) {
            if (!j.follower->pending().poll_again() || j.asked) continue;
            const std::int64_t at = std::max({due_of(j), paused[j.account], asked_at});
            if (first < 0 || at < first) first = at;
        }
        const auto wakeup = fleet.next_wakeup();
        if (in_flight >= max_in_flight || first < 0) return expect(!wakeup);
        expect(wakeup.has_value());
        if (wakeup) expect(std::max(wakeup->time_since_epoch().count(), asked_at) <= first);
    }
    std::int64_t asked_at = 0;

    void answer(model_job& j) {
        const auto at = moment();
        const auto same = moment_of(latest);
        late += j.asked ? 0 : 1;
        if (j.asked) --in_flight;
        j.asked = false;
        const std::uint32_t kind = pick(20);
        virtual_fleet::answer got;
        decision wanted;
        if (kind == 0) {
            got = fleet.on_no_reply(j.handle, at);
            wanted = j.follower->on_no_reply(same);
        } else {
            const std::string body =
                kind == 1 ? "<html>"
                          : body_of(kind == 2 ? "other" : j.id,
                                    kind < 5   ? "done"
                                    : kind < 8 ? "wait"
                                               : "run",
                                    kind < 14 ? R"(,"progress":0.)" + std::to_string(pick(99) + 1) : "");
            jobpoll::reply r{.status = kind == 9 ? 429 : kind == 10 ? 500 : 200, .body = body};
            if (kind == 9) r.retry_after = "7";
            got = fleet.on_reply(j.handle, r, at);
            wanted = j.follower->on_reply(r, same);
            if (kind == 9) paused[j.account] = std::max(paused[j.account], latest + 7000);
        }
        expect(got.error == jobpoll::fleet_error::none && got.decision == wanted);
    }

    void erase(std::size_t at) {
        if (jobs[at].asked) --in_flight;
        expect(fleet.erase(jobs[at].handle) == jobpoll::fleet_error::none);
        erased.push_back(jobs[at].handle);
        jobs.erase(jobs.begin() + static_cast<std::ptrdiff_t>(at));
    }

    void try_stale() {
        if (erased.empty()) return;
        const jobpoll::job_handle old = erased[pick(static_cast<std::uint32_t>(erased.size()))];
        const std::string body = body_of("x", "done");
        expect(fleet.on_reply(old, {.status = 200, .body = body}, moment()).error ==
               jobpoll::fleet_error::stale_handle);
        expect(fleet.on_no_reply(old, moment()).error == jobpoll::fleet_error::stale_handle);
        expect(fleet.erase(old) == jobpoll::fleet_error::stale_handle);
        expect(!fleet.pending(old));
        ++stale;
    }

    void move_time() {
        const std::uint32_t how = pick(100);
        if (how < 70)
            now += pick(200);
        else if (how < 90)
            now += pick(5000);
        else if (how < 92)
            now += 3'600'000;
        else
            now -= pick(3000);
        if (how == 99 && pick(50) == 0) now += std::int64_t{50} * 24 * 3'600'000;
        now = std::max<std::int64_t>(now, 1'000'000);
    }

    void operate() {
        const std::uint32_t what = pick(100);
        const auto any = [this]() -> std::size_t { return pick(static_cast<std::uint32_t>(jobs.size())); };
        if (what < 10)
            insert();
        else if (what < 35) {
            ask();
            asked_at = latest;
        } else if (what < 45)
            wake();
        else if (what < 65)
            move_time();
        else if (what < 68)
            try_stale();
        else if (jobs.empty())
            insert();
        else if (what < 70)
            erase(any());
        else if (what < 71) {
            model_job& j = jobs[any()];
            if (j.asked) --in_flight;
            j.asked = false;
            const auto at = moment();
            expect(fleet.cancel(j.handle, at).decision == j.follower->cancel(moment_of(latest)));
        } else if (what < 73) {
            while (const auto done = fleet.first_finished()) {
                const auto found = std::find_if(jobs.begin(), jobs.end(),
                                                [&](const model_job& j) { return j.handle == *done; });
                expect(found != jobs.end() && !found->follower->pending().poll_again());
                if (found == jobs.end()) break;
                ++ended;
                erase(static_cast<std::size_t>(found - jobs.begin()));
            }
        } else {
            model_job& j = jobs[any()];
            if (j.asked || pick(10) == 0) answer(j);
        }
    }
};

} // namespace

TEST_CASE("a fleet answers like a sorted list of pollers, for a million operations", "[fleet]") {
    std::uint64_t asked = 0, stale = 0, late = 0, ended = 0;
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        world w{seed};
        for (int i = 0; i < 260'000 && w.wrong == 0; ++i)
            w.operate();
        INFO("seed " << seed << " asked " << w.asked_for);
        REQUIRE(w.wrong == 0);
        asked += w.asked_for;
        stale += w.stale;
        late += w.late;
        ended += w.ended;
    }
    WARN("requests " << asked << ", stale handles " << stale << ", late replies " << late << ", ended "
                     << ended);
    CHECK(asked > 10'000);
    CHECK(stale > 1'000);
    CHECK(late > 1'000);
    CHECK(ended > 1'000);
}
