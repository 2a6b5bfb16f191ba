// Many jobs that survive the death of the process: a fleet whose every change is in a database before the
// next request is made. Killed at any moment and started again, it goes on, and every job ends exactly once.
//
//   sqlite_fleet DATABASE [JOBS]   follows the jobs of DATABASE; first adds so many, where it has none
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <jobpoll/fleet.hpp>

#include "job_store.hpp"

namespace {

using namespace std::chrono_literals;
// A steady clock ends with the machine.
using fleet = jobpoll::basic_fleet<std::chrono::system_clock>;

constexpr jobpoll::endpoint job = jobpoll::declare(jobpoll::declaration{
    .name = "example.job",
    .vendor = "Example",
    .source = "docs/examples/sqlite_fleet/main.cpp",
    .checked = "2026-11-25",
    .members = {{.at = "/id", .type = jobpoll::json_type::string, .role = jobpoll::role::id},
                {.at = "/status",
                 .type = jobpoll::json_type::string,
                 .needed = true,
                 .role = jobpoll::role::status}},
    .words = {{"running", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
    .cadence = {{jobpoll::phase::running, 50ms, 200ms}},
    .request = {.server = "https://example.com", .path = "/jobs/{id}"},
});

/// In place of an HTTP client: a vendor whose jobs end at moments of their own, as the clock on the wall has
/// it.
std::string ask_vendor(std::string_view id, std::chrono::system_clock::time_point now) {
    const auto second = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    const bool done = (std::hash<std::string_view>{}(id) + static_cast<std::size_t>(second)) % 7 == 0;
    return R"({"id":")" + std::string{id} + R"(","status":")" + (done ? "done" : "running") + "\"}";
}

class saved_fleet {
public:
    saved_fleet(const std::string& path, int jobs) : store_{path} {
        const auto now = std::chrono::system_clock::now();
        store_.for_each([&](const std::string& id, const std::string& line) {
            const auto made = fleet_.insert_saved(job, line, now);
            if (made.error != jobpoll::fleet_error::none)
                throw std::runtime_error{id + ": " + std::string{to_string(made.error)}};
            ++left_;
        });
        if (left_ != 0 || store_.count_ends() != 0) return;
        store_.in_one_transaction([&] {
            for (; left_ < jobs; ++left_) {
                const std::string id = "job-" + std::to_string(left_);
                store_.put(id, fleet_.save_job(fleet_.insert(job, id, {.max_wait = 1h}, now).handle));
            }
        });
    }

    /// Returns when no job is left.
    void follow_all() {
        while (left_ != 0) {
            store_.in_one_transaction([this] { poll_once(); });
            if (const auto next = fleet_.next_wakeup()) std::this_thread::sleep_until(*next);
        }
    }

    [[nodiscard]] std::int64_t count_ends() { return store_.count_ends(); }

private:
    // A step that was not written when the process died is repeated: the job is asked for again. That does no
    // harm, because asking changes nothing at the vendor's.
    void poll_once() {
        const auto now = std::chrono::system_clock::now();
        const auto due = fleet_.due(now);
        const std::vector<jobpoll::fleet_request> requests{due.begin(), due.end()};
        write_changes();
        for (const jobpoll::fleet_request& r : requests) {
            const std::string body = ask_vendor(r.job_id, now);
            fleet_.on_reply(r.handle, {.status = 200, .body = body}, now);
            write_changes();
        }
    }

    void write_changes() {
        for (const fleet::change& c : fleet_.changes()) {
            if (c.decision.poll_again()) {
                store_.put(c.job_id, fleet_.save_job(c.handle));
            } else {
                store_.end(c.job_id, to_string(c.decision.outcome));
                --left_;
            }
        }
        while (const auto done = fleet_.first_finished())
            fleet_.erase(*done);
    }

    sqlite_fleet::job_store store_;
    fleet fleet_{{.max_in_flight = 256, .smoothing = 0s}};
    int left_ = 0;
};

} // namespace

int main(int argument_count, char* arguments[]) {
    if (argument_count < 2) return std::cerr << "usage: sqlite_fleet DATABASE [JOBS]\n", 64;
    try {
        saved_fleet all{arguments[1], argument_count > 2 ? std::atoi(arguments[2]) : 0};
        all.follow_all();
        std::cout << all.count_ends() << " jobs have ended\n";
        return 0;
    } catch (const std::exception& error) {
        return std::cerr << "sqlite_fleet: " << error.what() << '\n', 1;
    }
}
