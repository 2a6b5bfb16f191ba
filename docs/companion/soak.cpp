#include "soak.hpp"

#if __has_include(<sys/resource.h>)
#include <sys/resource.h>
#endif

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/text/decision_text.hpp>
#include <jobpoll/vendors/reply_io.hpp>

#include "files.hpp"
#include "json_writer.hpp"
#include "soak_run.hpp"

namespace companion {

namespace {

/// One line of the report: a number for programs under its name, a text for people.
struct figure {
    std::string_view name;
    std::int64_t value;
    std::string label;
    std::string text;
};

std::int64_t at_per_mille(const std::vector<std::int64_t>& sorted, std::size_t per_mille) {
    return sorted.empty() ? 0 : sorted[(sorted.size() - 1) * per_mille / 1000];
}

/// 0 where the system has no such count (Windows).
std::int64_t peak_memory_kib() {
#if __has_include(<sys/resource.h>)
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return use.ru_maxrss;
#else
    return 0;
#endif
}

figure count(std::string_view name, std::string label, std::uint64_t value) {
    return {name, static_cast<std::int64_t>(value), std::move(label), std::to_string(value)};
}

figure time(std::string_view name, std::string label, std::int64_t ms) {
    return {name, ms, std::move(label), jobpoll::describe(jobpoll::milliseconds{ms})};
}

figure use(std::string_view name, std::string label, std::uint64_t most, std::uint32_t quota) {
    std::string text = std::to_string(most);
    if (quota != 0)
        text += " of " + std::to_string(quota) + " (" + std::to_string(100 * most / quota) + " %)";
    return {name, static_cast<std::int64_t>(most), std::move(label), text};
}

/// How many requests the service allows in such a period; 0 where it does not say.
std::uint32_t most_requests(const jobpoll::endpoint& e, jobpoll::milliseconds period) {
    for (const jobpoll::request_quota& q : e.quota)
        if (q.period == period) return q.requests;
    return 0;
}

std::vector<figure> figures_of(const settings& s, soak_run& run, std::chrono::duration<double> took) {
    soak_figures& f = run.figures();
    const jobpoll::endpoint& e = s.endpoint != nullptr ? *s.endpoint : jobpoll::vendors::reply_io::job;
    std::sort(f.lateness.begin(), f.lateness.end());
    std::sort(f.waits.begin(), f.waits.end());
    const auto a_second = static_cast<std::uint64_t>(static_cast<double>(f.decisions) / took.count());
    const auto late = [&f](std::size_t per_mille) { return at_per_mille(f.lateness, per_mille); };
    const auto wait = [&f](std::size_t per_mille) { return at_per_mille(f.waits, per_mille); };
    return {
        count("jobs", "jobs", s.jobs),
        count("ended_otherwise", "  that ended otherwise than the vendor said", f.lost),
        time("virtual_ms", "virtual time", run.now()),
        time("real_ms", "real time", static_cast<std::int64_t>(took.count() * 1000)),
        count("decisions", "decisions", f.decisions),
        count("decisions_per_second", "  in a second of real time, the vendor's part included", a_second),
        count("requests", "requests", f.requests),
        count("list_requests", "  for lists", f.lists),
        count("failed_requests", "  that failed", f.faults),
        time("lateness_median_ms", "lateness, from a job's end until it is known: median", late(500)),
        time("lateness_p99_ms", "  99 %", late(990)),
        time("wait_median_ms", "  of it due and without a turn (quota, pace): median", wait(500)),
        time("wait_p99_ms", "  99 %", wait(990)),
        time("longest_wait_ms", "the longest that any job was due and had no turn", f.longest_wait),
        count("throttled_requests", "requests refused with 429", run.counters().throttled()),
        count("slowed_accounts", "  accounts that their own pace slowed, after one without a hint",
              f.slowed_accounts),
        time("longest_gap_ms", "  the longest time between two of their requests", f.longest_gap),
        use("most_in_a_minute", "the quota's use, the busiest minute of an account", f.most_in_minute,
            most_requests(e, std::chrono::minutes{1})),
        use("most_in_an_hour", "  the busiest hour", f.most_in_hour, most_requests(e, std::chrono::hours{1})),
        count("peak_memory_kib", "memory at the most, KiB", static_cast<std::uint64_t>(peak_memory_kib()))};
}

} // namespace

exit_code soak(const settings& s) {
    const auto begin = std::chrono::steady_clock::now();
    soak_run run{s};
    run.run();
    const std::vector<figure> figures = figures_of(s, run, std::chrono::steady_clock::now() - begin);
    json_writer json;
    json.begin_object();
    std::string text;
    for (const figure& f : figures) {
        json.number(f.name, f.value);
        std::string left = f.label;
        left.resize(64, ' ');
        text += left + f.text + '\n';
    }
    if (s.jsonl)
        put_line(json.end_object().text());
    else
        put(text);
    return exit_code::good;
}

} // namespace companion
