// A fleet against a list that is sorted at every call, with one poller for each job: the same answers, with
// pauses, quotas, full slots, lost answers, suspended clocks, and on clocks of several units.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/clock_of.hpp"
#include "support/fleets.hpp"

using namespace support;

namespace {

/// The same as `progress_job`, of a vendor with quotas.
constexpr jobpoll::endpoint scarce_job = jobpoll::declare(jobpoll::declaration{
    .name = "test.scarce_job",
    .vendor = "Scarce",
    .source = "a test",
    .checked = "2026-11-25",
    .members =
        {{.at = "/id", .type = jobpoll::json_type::string, .role = jobpoll::role::id},
         {.at = "/status", .type = jobpoll::json_type::string, .needed = true, .role = jobpoll::role::status},
         {.at = "/progress", .type = jobpoll::json_type::number, .role = jobpoll::role::progress}},
    .words = {{"wait", jobpoll::phase::queued},
              {"run", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .progress = {.unit = jobpoll::progress_unit::fraction},
    .quota = {{4, 10s}, {15, 1min}},
});

constexpr std::int64_t max_wait = 600'000;
constexpr std::int64_t reply_timeout = 30'000;

template <class Duration>
struct world {
    using clock = clock_of<Duration>;
    using fleet_type = jobpoll::basic_fleet<clock>;
    using poller = jobpoll::basic_poller<clock>;
    using decision = typename poller::decision_type;
    static constexpr std::int64_t unit =
        std::max<std::int64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(Duration{1}).count(), 1);

    struct model_job {
        jobpoll::job_handle handle{};
        std::string id{};
        std::int64_t account = 0;
        std::int64_t poll_cost = 0;
        std::unique_ptr<poller> follower{};
        jobpoll::machine_rules rules{};
        std::int64_t due = 0;
        std::int64_t deadline = 0;
        std::int64_t asked_at = 0;
        std::uint64_t number = 0;
        std::optional<std::int64_t> latest{}; ///< the end in any case
        bool asked = false;
        bool ended = false;
    };
    struct model_account {
        std::int64_t paused = -1'000'000'000;
        std::deque<std::int64_t> granted{};
        std::uint32_t in_flight = 0;
    };

    explicit world(std::uint32_t seed) : random{seed} {}

    std::mt19937 random;
    std::uint32_t max_in_flight = 5;
    fleet_type fleet{
        {.max_in_flight = 5, .smoothing = 0s, .reply_timeout = std::chrono::milliseconds{reply_timeout}}};
    std::vector<model_job> jobs{};
    std::vector<jobpoll::job_handle> erased{};
    std::map<std::int64_t, model_account> accounts{};
    std::int64_t now = 1'000'000;
    std::int64_t latest = 0;
    std::uint32_t in_flight = 0;
    std::uint64_t next_id = 0, sent = 0;
    std::uint64_t asked_for = 0, stale = 0, late = 0, ended = 0, timed_out = 0, overdue = 0, last_looks = 0;
    int wrong = 0; ///< the line of the first thing that was

    std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random()) % below; }
    void expect(bool good, int line) {
        if (!good && wrong == 0) wrong = line;
    }
    static typename clock::time_point at_ms(std::int64_t ms) {
        return
            typename clock::time_point{std::chrono::duration_cast<Duration>(std::chrono::milliseconds{ms})};
    }
    typename clock::time_point moment() {
        now -= now % unit;
        latest = std::max(latest, now);
        return at_ms(now);
    }
    static std::int64_t ms_of(const decision& d) { return d.at.time_since_epoch().count(); }
    model_account& account_of(const model_job& j) { return accounts[j.account]; }
    static const jobpoll::endpoint& endpoint_of(std::int64_t account) {
        return account == 2 ? scarce_job : progress_job;
    }

    void insert() {
        if (jobs.size() >= 40) return;
        model_job j;
        j.id = "job-" + std::to_string(next_id++);
        j.account = pick(3);
        j.poll_cost = 500 + 500 * pick(4);
        jobpoll::poll_options o{.max_wait = std::chrono::milliseconds{max_wait}};
        o.poll_cost = jobpoll::milliseconds{j.poll_cost};
        o.max_attempts = pick(4) == 0 ? 3 : 0;
        o.jitter_per_mille = 0;
        const jobpoll::endpoint& e = endpoint_of(j.account);
        j.follower = std::make_unique<poller>(e, j.id, o);
        j.rules = jobpoll::detail::rules_of(e, j.id, o);
        const auto at = moment();
        const auto made = fleet.insert(e, j.id, o, at, static_cast<std::uint64_t>(j.account));
        expect(made.error == jobpoll::fleet_error::none, __LINE__);
        expect(made.decision == j.follower->start(at_ms(latest)), __LINE__);
        expect(fleet.insert(e, j.id, o, at, static_cast<std::uint64_t>(j.account)).error ==
                   jobpoll::fleet_error::duplicate_job,
               __LINE__);
        j.handle = made.handle;
        j.due = ms_of(made.decision);
        j.deadline = latest + max_wait;
        jobs.push_back(std::move(j));
    }

    bool vendor_allows(const model_job& j) {
        const model_account& a = account_of(j);
        if (a.paused > latest) return false;
        if (j.account != 2) return true;
        for (const jobpoll::request_quota& q : scarce_job.quota) {
            if (q.requests == 0) continue;
            const auto used = std::count_if(a.granted.begin(), a.granted.end(),
                                            [&](std::int64_t at) { return at >= latest - q.period.count(); });
            if (used >= static_cast<std::ptrdiff_t>(q.requests)) return false;
        }
        return true;
    }
    bool may_ask(const model_job& j) {
        if (in_flight >= max_in_flight || !vendor_allows(j)) return false;
        const bool shared = std::any_of(jobs.begin(), jobs.end(), [&](const model_job& other) {
            return !other.ended && other.account != j.account;
        });
        return !shared || account_of(j).in_flight < max_in_flight - in_flight;
    }
    void leave(model_job& j) {
        if (!j.asked) return;
        j.asked = false;
        --in_flight;
        --account_of(j).in_flight;
    }
    void end_at_deadline(model_job& j) {
        const auto state = step(j.follower->state(), {.event = jobpoll::event::deadline}, j.rules,
                                jobpoll::milliseconds{latest - (j.deadline - max_wait)});
        expect(fleet.pending(j.handle)->outcome == state.outcome, __LINE__);
        leave(j);
        j.ended = true;
        ++overdue;
    }
    void follow(model_job& j, const decision& d) {
        leave(j);
        j.due = ms_of(d);
        j.ended = !d.poll_again();
    }

    void ask() {
        const auto at = moment();
        const auto requests = fleet.due(at);
        std::vector<model_job*> all;
        for (model_job& j : jobs)
            if (!j.ended) all.push_back(&j);
        // What was not answered in time.
        std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) { return a->number < b->number; });
        for (model_job* j : all)
            if (j->asked && j->asked_at + reply_timeout <= latest) {
                follow(*j, j->follower->on_no_reply(at_ms(latest)));
                ++timed_out;
            }
        // What is past its deadline: the end, or a last look.
        std::vector<model_job*> last;
        for (model_job* j : all) {
            if (j->ended || j->deadline > latest) continue;
            if (j->asked && !j->latest) j->latest = std::max(j->deadline + reply_timeout, j->deadline);
            if (j->latest && *j->latest <= latest)
                end_at_deadline(*j);
            else if (!j->asked)
                last.push_back(j);
        }
        std::sort(last.begin(), last.end(), [](const auto* a, const auto* b) {
            return std::pair{a->deadline, a->handle.slot} < std::pair{b->deadline, b->handle.slot};
        });
        std::vector<model_job*> expected;
        const auto take = [&](model_job* j) {
            j->asked = true;
            j->asked_at = latest;
            j->number = ++sent;
            ++in_flight;
            ++account_of(*j).in_flight;
            account_of(*j).granted.push_back(latest);
            expected.push_back(j);
        };
        for (model_job* j : last)
            if (may_ask(*j)) take(j), ++last_looks;
        std::vector<model_job*> due;
        for (model_job* j : all)
            if (!j->ended && !j->asked && j->due <= latest) due.push_back(j);
        std::sort(due.begin(), due.end(), [](const auto* a, const auto* b) {
            return std::pair{a->due + a->poll_cost, a->handle.slot} <
                   std::pair{b->due + b->poll_cost, b->handle.slot};
        });
        for (model_job* j : due)
            if (may_ask(*j)) take(j);
        for (model_job* j : last) {
            if (!j->asked)
                end_at_deadline(*j);
            else
                j->latest = std::min(j->latest.value_or(latest + reply_timeout), latest + reply_timeout);
        }
        expect(requests.size() == expected.size(), __LINE__);
        for (std::size_t i = 0; i < std::min(requests.size(), expected.size()); ++i) {
            expect(requests[i].handle == expected[i]->handle && requests[i].job_id == expected[i]->id,
                   __LINE__);
            expect(requests[i].covers == 1, __LINE__);
            ++asked_for;
        }
        expect(fleet.in_flight() == in_flight && in_flight <= max_in_flight, __LINE__);
        for (model_job* j : all)
            expect(fleet.pending(j->handle)->poll_again() == !j->ended, __LINE__);
    }

    // Not later than the end of any job, nor than the moment from which one can be asked for.
    void wake() {
        std::optional<std::int64_t> first;
        for (model_job& j : jobs) {
            if (j.ended) continue;
            const std::int64_t end =
                j.asked ? std::min(j.asked_at + reply_timeout, j.latest.value_or(j.deadline + reply_timeout))
                        : j.deadline;
            const bool can_ask = !j.asked && may_ask(j);
            const std::int64_t at = can_ask ? std::min(end, j.due) : end;
            first = std::min(first.value_or(at), at);
        }
        const auto wakeup = fleet.next_wakeup();
        expect(!first || wakeup.has_value(), __LINE__);
        if (wakeup && first) expect(wakeup->time_since_epoch().count() <= std::max(*first, latest), __LINE__);
    }

    void answer(model_job& j) {
        const auto at = moment();
        const auto same = at_ms(latest);
        late += j.asked ? 0 : 1;
        const std::uint32_t kind = pick(20);
        typename fleet_type::answer got;
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
            if (kind == 9) return be_refused(j, got, wanted);
        }
        expect(got.error == jobpoll::fleet_error::none, __LINE__);
        if (j.ended) return expect(got.changed == 0, __LINE__);
        expect(got.decision == wanted, __LINE__);
        follow(j, wanted);
    }

    // The job keeps its turn, unless it is refused a fourth time in a row; the account says when it is asked
    // again.
    void be_refused(model_job& j, const typename fleet_type::answer& got, const decision& wanted) {
        expect(got.error == jobpoll::fleet_error::none, __LINE__);
        account_of(j).paused = std::max(account_of(j).paused, latest + 7000);
        if (j.ended) return;
        leave(j);
        j.ended = !wanted.poll_again();
        expect(got.decision.outcome == wanted.outcome && got.decision.why == wanted.why, __LINE__);
        if (j.ended) return;
        const std::int64_t next = ms_of(got.decision);
        expect(next >= std::min(account_of(j).paused, std::max(j.deadline, latest)), __LINE__);
        expect(next <= std::max(j.deadline, latest), __LINE__);
        jobpoll::snapshot s = j.follower->save();
        s.state.next_poll = jobpoll::milliseconds{next - (j.deadline - max_wait)};
        s.state.decided_at = s.state.elapsed;
        expect(j.follower->restore(s, at_ms(latest)) == jobpoll::snapshot_error::none, __LINE__);
        if (s.state.throttled > 3) j.due = latest;
    }

    void erase(std::size_t at) {
        leave(jobs[at]);
        expect(fleet.erase(jobs[at].handle) == jobpoll::fleet_error::none, __LINE__);
        erased.push_back(jobs[at].handle);
        jobs.erase(jobs.begin() + static_cast<std::ptrdiff_t>(at));
    }

    void try_stale() {
        if (erased.empty()) return;
        const jobpoll::job_handle old = erased[pick(static_cast<std::uint32_t>(erased.size()))];
        const std::string body = body_of("x", "done");
        expect(fleet.on_reply(old, {.status = 200, .body = body}, moment()).error ==
                   jobpoll::fleet_error::stale_handle,
               __LINE__);
        expect(fleet.on_no_reply(old, moment()).error == jobpoll::fleet_error::stale_handle, __LINE__);
        expect(fleet.erase(old) == jobpoll::fleet_error::stale_handle, __LINE__);
        expect(!fleet.pending(old), __LINE__);
        ++stale;
    }

    void move_time() {
        const std::uint32_t how = pick(1000);
        if (how < 700)
            now += pick(200);
        else if (how < 910)
            now += pick(5000);
        else if (how < 916)
            now += pick(1'200'000); // suspended
        else
            now -= pick(3000);
        if (how == 999 && pick(20) == 0) now += std::int64_t{50} * 24 * 3'600'000;
        now = std::max<std::int64_t>(now, 1'000'000);
    }

    void operate() {
        const std::uint32_t what = pick(100);
        const auto any = [this]() -> std::size_t { return pick(static_cast<std::uint32_t>(jobs.size())); };
        if (what < 10) {
            insert();
        } else if (what < 35) {
            ask();
        } else if (what < 45) {
            wake();
        } else if (what < 65) {
            move_time();
        } else if (what < 68) {
            try_stale();
        } else if (jobs.empty()) {
            insert();
        } else if (what < 70) {
            erase(any());
        } else if (what < 71) {
            model_job& j = jobs[any()];
            const auto at = moment();
            const auto got = fleet.cancel(j.handle, at);
            if (j.ended) return expect(got.changed == 0, __LINE__);
            expect(got.decision == j.follower->cancel(at_ms(latest)), __LINE__);
            leave(j);
            j.ended = true;
        } else if (what < 73) {
            while (const auto done = fleet.first_finished()) {
                const auto found = std::find_if(jobs.begin(), jobs.end(),
                                                [&](const model_job& j) { return j.handle == *done; });
                expect(found != jobs.end() && found->ended, __LINE__);
                if (found == jobs.end()) break;
                ++ended;
                erase(static_cast<std::size_t>(found - jobs.begin()));
            }
        } else {
            model_job& j = jobs[any()];
            if (j.asked ? pick(3) != 0 : pick(10) == 0) answer(j); // a third of the answers is late, or lost
        }
    }
};

template <class Duration>
void run_world(std::uint32_t seed, int operations) {
    world<Duration> w{seed};
    const int wanted = std::max(operations / JOBPOLL_ONE_ROUND_IN, 4'000);
    int i = 0;
    for (; i < wanted && w.wrong == 0; ++i)
        w.operate();
    INFO("seed " << seed << ", unit " << w.unit << " ms, operation " << i << ", line of the test");
    REQUIRE(w.wrong == 0);
    CHECK(w.asked_for > 1'000 / JOBPOLL_ONE_ROUND_IN);
    CHECK(w.stale > 100 / JOBPOLL_ONE_ROUND_IN);
    CHECK(w.late > 100 / JOBPOLL_ONE_ROUND_IN);
    CHECK(w.ended > 100 / JOBPOLL_ONE_ROUND_IN);
    CHECK(w.timed_out > 10 / JOBPOLL_ONE_ROUND_IN);
    CHECK(w.overdue > 3 / JOBPOLL_ONE_ROUND_IN);
    CHECK(w.last_looks > 3 / JOBPOLL_ONE_ROUND_IN);
}

} // namespace

TEST_CASE("a fleet answers like a sorted list of pollers, for a million operations, on clocks of four units",
          "[fleet]") {
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        run_world<std::chrono::milliseconds>(seed, 130'000);
        run_world<std::chrono::nanoseconds>(seed + 10, 50'000);
        run_world<std::chrono::microseconds>(seed + 20, 40'000);
        run_world<std::chrono::seconds>(seed + 30, 40'000);
    }
}
