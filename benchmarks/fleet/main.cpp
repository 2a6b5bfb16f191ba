// What a fleet costs from 10^3 to 10^6 jobs, and beside it what else one would take to wait for many moments.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <queue>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <jobpoll/fleet.hpp>
#include <jobpoll/testing/script.hpp>
#include <jobpoll/vendors/userpilot.hpp>

namespace {

std::size_t allocations = 0;
std::size_t allocated_bytes = 0;

} // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    allocated_bytes += size;
    if (void* made = std::malloc(size)) return made;
    std::abort();
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
    ++allocations;
    allocated_bytes += size;
    const auto to = static_cast<std::size_t>(alignment);
    if (void* made = std::aligned_alloc(to, (size + to - 1) / to * to)) return made;
    std::abort();
}
[[gnu::noinline]] void operator delete(void* p) noexcept {
    std::free(p);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t size) noexcept {
    allocated_bytes -= size;
    std::free(p);
}
[[gnu::noinline]] void operator delete(void* p, std::align_val_t) noexcept {
    std::free(p);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t size, std::align_val_t) noexcept {
    allocated_bytes -= size;
    std::free(p);
}

namespace {

using namespace std::chrono_literals;
using jobpoll::testing::virtual_clock;
using fleet = jobpoll::basic_fleet<virtual_clock>;
using stopwatch = std::chrono::steady_clock;

virtual_clock::time_point moment_of(std::int64_t ms) {
    return virtual_clock::time_point{jobpoll::milliseconds{ms}};
}

double nanoseconds_each(stopwatch::time_point begin, std::size_t count) {
    return std::chrono::duration<double, std::nano>(stopwatch::now() - begin).count() /
           static_cast<double>(count);
}

std::uint64_t random_state = 42;
std::int64_t random_delay() {
    random_state = jobpoll::detail::mix(random_state);
    return 1000 + static_cast<std::int64_t>(random_state % 60'000);
}

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

struct fleet_costs {
    double insert = 0;
    double cycle = 0;
    double bytes = 0;
    std::size_t allocated = 0;
};

/// Jobs that are asked for every 1 to 61 seconds, spread evenly.
fleet_costs measure_fleet(std::size_t jobs, std::size_t cycles) {
    fleet_costs costs;
    const std::size_t before = allocated_bytes;
    auto f = std::make_unique<fleet>(jobpoll::fleet_options{.max_in_flight = 1u << 30, .smoothing = 60s});
    std::vector<std::string> ids(jobs);
    for (std::size_t i = 0; i < jobs; ++i)
        ids[i] = "3c90c3cc-0d44-4b50-8888-" + std::to_string(100'000'000'000 + i);
    std::size_t text = 0;
    for (const std::string& id : ids)
        text += id.capacity() + 1 + sizeof(std::string);
    auto begin = stopwatch::now();
    for (std::size_t i = 0; i < jobs; ++i)
        static_cast<void>(f->insert(small_job,
                                    {.job_id = ids[i],
                                     .max_wait = 24h * 30,
                                     .min_delay = 1s,
                                     .max_delay = 61s,
                                     .jitter_per_mille = 1000},
                                    moment_of(0)));
    costs.insert = nanoseconds_each(begin, jobs);

    // Warm: every job twice; then the measured part: due, and a reply that moves the job.
    std::int64_t now = 0;
    std::size_t done = 0;
    const auto run = [&](std::size_t wanted) {
        for (done = 0; done < wanted;) {
            const auto wakeup = f->next_wakeup();
            now = wakeup ? wakeup->time_since_epoch().count() : now + 1;
            for (const auto& r : f->due(moment_of(now))) {
                static_cast<void>(f->on_reply(r.handle, {.status = 200, .body = small_body}, moment_of(now)));
                ++done;
            }
        }
    };
    run(jobs * 2);
    costs.bytes = static_cast<double>(allocated_bytes - before - text) / static_cast<double>(jobs) -
                  40; // an id has 36 bytes, in blocks of eight
    const std::size_t allocated = allocations;
    begin = stopwatch::now();
    run(cycles);
    costs.cycle = nanoseconds_each(begin, done);
    costs.allocated = allocations - allocated;
    return costs;
}

double measure_asio(std::size_t jobs, std::size_t cycles) {
    boost::asio::io_context context;
    std::vector<std::unique_ptr<boost::asio::steady_timer>> timers;
    const auto base = stopwatch::now() + 1h;
    for (std::size_t i = 0; i < jobs; ++i) {
        timers.push_back(std::make_unique<boost::asio::steady_timer>(context));
        timers.back()->expires_at(base + std::chrono::milliseconds{random_delay()});
        timers.back()->async_wait([](const boost::system::error_code&) {});
    }
    const auto begin = stopwatch::now();
    for (std::size_t i = 0; i < cycles; ++i) {
        boost::asio::steady_timer& timer = *timers[jobpoll::detail::mix(i) % jobs];
        timer.expires_at(base + std::chrono::milliseconds{random_delay()});
        timer.async_wait([](const boost::system::error_code&) {});
        if (i % 64 == 63) context.poll();
    }
    return nanoseconds_each(begin, cycles);
}

/// The schedule of the fleet alone: the wheel, with its records.
double measure_wheel(std::size_t jobs, std::size_t cycles) {
    jobpoll::detail::fleet_pages pages;
    jobpoll::detail::fleet_wheel wheel;
    wheel.begin(0ms);
    for (std::size_t i = 0; i < jobs; ++i) {
        const std::uint32_t slot = pages.add();
        pages[slot].origin = jobpoll::milliseconds{random_delay()};
        wheel.add(pages, slot, pages[slot].origin);
    }
    const auto begin = stopwatch::now();
    for (std::size_t i = 0; i < cycles; ++i) {
        const auto slot = static_cast<std::uint32_t>(jobpoll::detail::mix(i) % jobs);
        wheel.remove(pages, slot, pages[slot].origin);
        pages[slot].origin = jobpoll::milliseconds{random_delay()};
        wheel.add(pages, slot, pages[slot].origin);
    }
    return nanoseconds_each(begin, cycles);
}

double measure_lazy_queue(std::size_t jobs, std::size_t cycles) {
    using entry = std::pair<std::int64_t, std::pair<std::uint32_t, std::uint32_t>>;
    std::priority_queue<entry, std::vector<entry>, std::greater<entry>> queue;
    std::vector<std::uint32_t> generation(jobs);
    std::int64_t now = 0;
    for (std::uint32_t i = 0; i < jobs; ++i)
        queue.push({random_delay(), {i, 0}});
    const auto begin = stopwatch::now();
    for (std::size_t i = 0; i < cycles; ++i) {
        const auto slot = static_cast<std::uint32_t>(jobpoll::detail::mix(i) % jobs);
        queue.push({now + random_delay(), {slot, ++generation[slot]}});
        // As many as were pushed leave again; the ones that are out of date count as well.
        const entry first = queue.top();
        queue.pop();
        now = std::max(now, first.first);
        if (first.second.second == generation[first.second.first])
            queue.push({now + random_delay(), {first.second.first, ++generation[first.second.first]}});
    }
    return nanoseconds_each(begin, cycles);
}

double measure_multimap(std::size_t jobs, std::size_t cycles) {
    std::multimap<std::int64_t, std::uint32_t> map;
    std::vector<std::multimap<std::int64_t, std::uint32_t>::iterator> places;
    for (std::uint32_t i = 0; i < jobs; ++i)
        places.push_back(map.emplace(random_delay(), i));
    const auto begin = stopwatch::now();
    for (std::size_t i = 0; i < cycles; ++i) {
        const auto slot = static_cast<std::uint32_t>(jobpoll::detail::mix(i) % jobs);
        map.erase(places[slot]);
        places[slot] = map.emplace(random_delay(), slot);
    }
    return nanoseconds_each(begin, cycles);
}

/// One reply of a list of 1000 jobs.
double measure_list(std::size_t jobs) {
    fleet f{{.max_in_flight = 1u << 30, .smoothing = 0s}};
    std::string body = "[";
    for (std::size_t i = 0; i < jobs; ++i) {
        const std::string id = "bulk:jobs:NX-ac54070e:" + std::to_string(i);
        static_cast<void>(
            f.insert(jobpoll::vendors::userpilot::job_list, {.job_id = id, .max_wait = 1000h}, moment_of(0)));
        if (i < 1000)
            body += (i == 0 ? "" : ",") + std::string{R"({"job_id":")"} + id +
                    R"(","status":"processing","total_rows":100,"type":"import"})";
    }
    body += "]";
    std::int64_t now = 0;
    const std::size_t rounds = jobs > 100'000 ? 3 : 50;
    double total = 0;
    for (std::size_t i = 0; i < rounds; ++i) {
        now += 1;
        const auto list = f.ask_list(jobpoll::vendors::userpilot::job_list, moment_of(now));
        if (jobs > 1000) { // the jobs that it does not mention are not this measurement's
            f.forget_requests(moment_of(now));
            const auto again = f.ask_list(jobpoll::vendors::userpilot::job_list, moment_of(now));
            const auto begin = stopwatch::now();
            static_cast<void>(f.on_reply(again.handle, {.status = 200, .body = body}, moment_of(now)));
            total += nanoseconds_each(begin, jobs);
            continue;
        }
        const auto begin = stopwatch::now();
        static_cast<void>(f.on_reply(list.handle, {.status = 200, .body = body}, moment_of(now)));
        total += nanoseconds_each(begin, 1000);
    }
    return total / static_cast<double>(rounds);
}

} // namespace

int main(int argument_count, char* arguments[]) {
    const std::size_t most = argument_count > 1 ? std::strtoul(arguments[1], nullptr, 10) : 1'000'000;
    std::printf("ns each; bytes a job without its id's text; allocations in the measured cycles\n");
    std::printf("%8s | %7s %9s %6s %6s | %9s %9s %9s %9s\n", "jobs", "insert", "due+reply", "bytes", "allocs",
                "wheel", "asio", "lazy heap", "multimap");
    for (std::size_t jobs = 1000; jobs <= most; jobs *= 10) {
        const std::size_t cycles = std::max<std::size_t>(jobs, 1'000'000);
        const fleet_costs c = measure_fleet(jobs, cycles);
        std::printf("%8zu | %7.0f %9.0f %6.1f %6zu | ", jobs, c.insert, c.cycle, c.bytes, c.allocated);
        std::fflush(stdout);
        std::printf("%9.0f ", measure_wheel(jobs, cycles));
        std::printf("%9.0f ", measure_asio(jobs, cycles));
        std::printf("%9.0f ", measure_lazy_queue(jobs, cycles));
        std::printf("%9.0f\n", measure_multimap(jobs, cycles));
        std::fflush(stdout);
    }
    std::printf("a list reply of 1 000 jobs: %.0f ns a job\n", measure_list(1000));
}
