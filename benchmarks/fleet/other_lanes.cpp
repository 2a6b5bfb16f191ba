// What else one would take to wait for many moments. These decide nothing: the next moment is random.
#include "measure.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace bench {

namespace {

double each(double begin, std::size_t count) {
    return (processor_time() - begin) / static_cast<double>(count);
}

} // namespace

// Its timers run out in real time alone, so that `due` cannot be measured on a clock that is moved: what is
// measured is resetting a timer that waits.
costs measure_asio(std::size_t jobs, std::size_t count) {
    using timer = boost::asio::steady_timer;
    costs found;
    delays random;
    boost::asio::io_context context;
    std::vector<std::unique_ptr<timer>> timers;
    timers.reserve(jobs);
    const auto base = std::chrono::steady_clock::now() + std::chrono::hours{1};
    const auto set = [&](timer& t) {
        t.expires_at(base + std::chrono::milliseconds{random.next()});
        t.async_wait([](const boost::system::error_code&) {});
    };
    const std::size_t before = allocated_bytes;
    double begin = processor_time();
    for (std::size_t i = 0; i < jobs; ++i) {
        timers.push_back(std::make_unique<timer>(context));
        set(*timers.back());
    }
    found.add = each(begin, jobs);
    found.bytes = static_cast<double>(allocated_bytes - before) / static_cast<double>(jobs);
    const std::size_t allocated = allocations;
    begin = processor_time();
    for (std::size_t i = 0; i < count; ++i) {
        set(*timers[random.below(jobs)]);
        if (i % 64 == 63) context.poll();
    }
    found.early = each(begin, count);
    found.allocated = allocations - allocated;
    return found;
}

costs measure_lazy_heap(std::size_t jobs, std::size_t count) {
    struct entry {
        std::int64_t at;
        std::uint32_t job;
        std::uint32_t generation;
        bool operator>(const entry& other) const noexcept { return at > other.at; }
    };
    costs found;
    delays random;
    const std::size_t before = allocated_bytes;
    double begin = processor_time();
    std::priority_queue<entry, std::vector<entry>, std::greater<>> queue;
    std::vector<std::uint32_t> generations(jobs);
    for (std::uint32_t i = 0; i < jobs; ++i)
        queue.push({random.next(), i, 0});
    found.add = each(begin, jobs);
    found.bytes = static_cast<double>(allocated_bytes - before) / static_cast<double>(jobs);
    // Entries that are out of date leave when their moment comes.
    const auto pop = [&]() {
        entry first = queue.top();
        for (queue.pop(); first.generation != generations[first.job]; queue.pop())
            first = queue.top();
        queue.push({first.at + random.next(), first.job, ++generations[first.job]});
    };
    for (std::size_t i = 0; i < jobs; ++i)
        pop();
    begin = processor_time();
    for (std::size_t i = 0; i < count; ++i)
        pop();
    found.due = each(begin, count);
    begin = processor_time();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t job = random.below(jobs);
        queue.push({queue.top().at + random.next(), job, ++generations[job]});
        // So that the queue does not grow for ever, its first entries leave at the rate of time.
        while (queue.top().generation != generations[queue.top().job])
            queue.pop();
    }
    found.early = each(begin, count);
    return found;
}

costs measure_multimap(std::size_t jobs, std::size_t count) {
    costs found;
    delays random;
    const std::size_t before = allocated_bytes;
    double begin = processor_time();
    std::multimap<std::int64_t, std::uint32_t> map;
    std::vector<std::multimap<std::int64_t, std::uint32_t>::iterator> places;
    places.reserve(jobs);
    for (std::uint32_t i = 0; i < jobs; ++i)
        places.push_back(map.emplace(random.next(), i));
    found.add = each(begin, jobs);
    found.bytes = static_cast<double>(allocated_bytes - before) / static_cast<double>(jobs);
    const auto move = [&](std::multimap<std::int64_t, std::uint32_t>::iterator from, std::int64_t now) {
        auto node = map.extract(from);
        node.key() = now + random.next();
        places[node.mapped()] = map.insert(std::move(node));
    };
    for (std::size_t i = 0; i < jobs; ++i)
        move(map.begin(), map.begin()->first);
    begin = processor_time();
    for (std::size_t i = 0; i < count; ++i)
        move(map.begin(), map.begin()->first);
    found.due = each(begin, count);
    begin = processor_time();
    for (std::size_t i = 0; i < count; ++i)
        move(places[random.below(jobs)], map.begin()->first);
    found.early = each(begin, count);
    return found;
}

} // namespace bench
