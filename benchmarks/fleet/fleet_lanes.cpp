// A fleet: with everything that it does, and without the reading.
#include "measure.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <jobpoll/fleet.hpp>
#include <jobpoll/vendors/userpilot.hpp>

namespace bench {

namespace {

using namespace std::chrono_literals;
using fleet = jobpoll::basic_fleet<jobpoll::testing::virtual_clock>;

/// The smallest contract, so that what is measured is the fleet.
constexpr jobpoll::endpoint small_job = jobpoll::declare(jobpoll::declaration{
    .name = "benchmark.small_job",
    .vendor = "Benchmark",
    .source = "a benchmark",
    .checked = "2026-11-22",
    .members = {{.at = "/status",
                 .type = jobpoll::json_type::string,
                 .needed = true,
                 .role = jobpoll::role::status}},
    .words = {{"run", jobpoll::phase::running},
              {"done", jobpoll::phase::finished, jobpoll::outcome::succeeded}},
});
constexpr std::string_view small_body = R"({"status":"run"})";

std::string id_of(std::size_t number) {
    return "3c90c3cc-0d44-4b50-8888-" + std::to_string(100'000'000'000 + number);
}
constexpr double id_bytes = 40; // 36, in blocks of eight

constexpr jobpoll::poll_options options{
    .max_wait = 24h * 20, .min_delay = 1s, .max_delay = 61s, .jitter_per_mille = 1000};

/// The fleet without the reading: what a reply says is known already.
double measure_reports(std::size_t jobs, std::size_t count, double& early) {
    fleet f{{.max_in_flight = 1u << 30, .smoothing = 60s}};
    f.reserve(jobs);
    std::vector<jobpoll::job_handle> handles;
    for (std::size_t i = 0; i < jobs; ++i)
        handles.push_back(f.insert(small_job, id_of(i), options, moment_of(0)).handle);
    const jobpoll::report running{
        .event = jobpoll::event::in_progress, .phase = jobpoll::phase::running, .status = 200};
    std::int64_t now = 0;
    const auto run = [&](std::size_t wanted) {
        for (std::size_t done = 0; done < wanted;) {
            const auto wakeup = f.next_wakeup();
            now = wakeup ? wakeup->time_since_epoch().count() : now + 1;
            for (const auto& r : f.due(moment_of(now))) {
                static_cast<void>(f.on_report(r.handle, running, moment_of(now)));
                ++done;
            }
        }
    };
    run(jobs * 2);
    double begin = processor_time();
    run(count);
    const double due = (processor_time() - begin) / static_cast<double>(count);
    delays random;
    begin = processor_time();
    for (std::size_t i = 0; i < count; ++i)
        static_cast<void>(f.on_report(handles[random.below(jobs)], running, moment_of(now)));
    early = (processor_time() - begin) / static_cast<double>(count);
    return due;
}

} // namespace

costs measure_fleet(std::size_t jobs, std::size_t count) {
    costs found;
    std::vector<std::string> ids(jobs);
    for (std::size_t i = 0; i < jobs; ++i)
        ids[i] = id_of(i);
    const std::size_t before = allocated_bytes;
    auto f = std::make_unique<fleet>(jobpoll::fleet_options{.max_in_flight = 1u << 30, .smoothing = 60s});
    f->reserve(jobs);
    double begin = processor_time();
    for (std::size_t i = 0; i < jobs; ++i)
        static_cast<void>(f->insert(small_job, ids[i], options, moment_of(0)));
    found.add = (processor_time() - begin) / static_cast<double>(jobs);

    std::int64_t now = 0;
    const auto run = [&](std::size_t wanted) {
        for (std::size_t done = 0; done < wanted;) {
            const auto wakeup = f->next_wakeup();
            now = wakeup ? wakeup->time_since_epoch().count() : now + 1;
            for (const auto& r : f->due(moment_of(now))) {
                static_cast<void>(f->on_reply(r.handle, {.status = 200, .body = small_body}, moment_of(now)));
                ++done;
            }
        }
    };
    run(jobs * 2); // until the herd has dissolved
    found.bytes = static_cast<double>(allocated_bytes - before) / static_cast<double>(jobs) - id_bytes;
    const std::size_t allocated = allocations;
    begin = processor_time();
    run(count);
    found.cycle = (processor_time() - begin) / static_cast<double>(count);
    found.allocated = allocations - allocated;
    f.reset();
    found.due = measure_reports(jobs, count, found.early);
    return found;
}

list_costs measure_list(std::size_t jobs) {
    constexpr std::size_t listed = 1000;
    constexpr int rounds = 30;
    const jobpoll::endpoint& job = jobpoll::vendors::userpilot::job;
    fleet f{{.max_in_flight = 1u << 30, .smoothing = 0s}};
    std::string body;
    const std::size_t step = jobs / listed; // from everywhere among them
    for (std::size_t i = 0; i < jobs; ++i) {
        const std::string id = "bulk:jobs:NX-ac54070e:" + std::to_string(i);
        const bool is_listed = i % step == 0 && i / step < listed;
        static_cast<void>(f.insert(job, id,
                                   {.max_wait = 9000h,
                                    .first_poll = is_listed ? 1min : 1000h,
                                    .min_delay = 1min,
                                    .max_delay = 1min,
                                    .jitter_per_mille = 0},
                                   moment_of(0)));
        if (is_listed)
            body += (body.empty() ? "[" : ",") + std::string{R"({"job_id":")"} + id +
                    R"(","status":"processing","total_rows":100,"type":"import"})";
    }
    body += "]";
    list_costs found;
    std::int64_t now = 0;
    const auto reply_to = [&](jobpoll::job_handle list) {
        const double begin = processor_time();
        const auto done = f.on_reply(list, {.status = 200, .body = body}, moment_of(now));
        const double took = processor_time() - begin;
        if (done.mentioned != listed) throw std::runtime_error{"a list reply did not reach every job"};
        return took / rounds / listed;
    };
    for (int i = 0; i < rounds; ++i) {
        now += 60'000;
        const auto requests = f.due(moment_of(now));
        if (requests.size() != 1 || requests[0].covers != listed)
            throw std::runtime_error{"no list was proposed for the jobs that are due"};
        found.proposed += reply_to(requests[0].handle);
    }
    for (int i = 0; i < rounds; ++i)
        found.asked += reply_to(f.ask_list(jobpoll::vendors::userpilot::job_list, moment_of(++now)).handle);
    return found;
}

} // namespace bench
