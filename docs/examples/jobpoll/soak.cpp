#include "soak.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

#include <jobpoll/detail/hash.hpp>
#include <jobpoll/fleet.hpp>
#include <jobpoll/vendors/reply_io.hpp>
#include <jobpoll/vendors/userpilot.hpp>

#include "files.hpp"
#include "json_writer.hpp"
#include "replayer.hpp"

namespace companion {

namespace {

using virtual_fleet = jobpoll::basic_fleet<virtual_clock>;
namespace reply_io = jobpoll::vendors::reply_io;
namespace userpilot = jobpoll::vendors::userpilot;

constexpr std::uint64_t jobs_of_account = 500;
constexpr std::size_t longest_page = 200;
constexpr std::int64_t arrivals_ms = 600'000; ///< all jobs begin within ten minutes

virtual_clock::time_point moment_of(std::int64_t ms) {
    return virtual_clock::time_point{jobpoll::milliseconds{ms}};
}

/// A vendor with jobs that begin and end by the seed alone; even accounts are Userpilot's, odd ones
/// Reply.io's.
class simulated_vendor {
public:
    explicit simulated_vendor(std::uint64_t seed) noexcept : seed_{seed} {}

    [[nodiscard]] std::int64_t begin_of(std::uint64_t job) const noexcept {
        return static_cast<std::int64_t>(random(job, 1) % arrivals_ms);
    }
    /// From ten seconds to three quarters of an hour, every octave as likely as the others.
    [[nodiscard]] std::int64_t end_of(std::uint64_t job) const noexcept {
        const std::uint64_t octave = random(job, 2) % 8;
        return begin_of(job) + static_cast<std::int64_t>((10'000 + random(job, 3) % 10'000) << octave);
    }
    [[nodiscard]] static std::uint64_t account_of(std::uint64_t job) noexcept {
        return job / jobs_of_account;
    }
    [[nodiscard]] static bool is_reply_io(std::uint64_t account) noexcept { return account % 2 == 1; }

    [[nodiscard]] static std::string id_of(std::uint64_t job) {
        char text[40];
        std::snprintf(text, sizeof text, "3c90c3cc-0d44-4b50-8888-%012llu",
                      static_cast<unsigned long long>(job));
        return text;
    }

    [[nodiscard]] std::string body_of(std::uint64_t job, std::int64_t now) const {
        const bool is_done = now >= end_of(job);
        if (is_reply_io(account_of(job)))
            return R"({"jobId":")" + id_of(job) + R"(","status":")" + (is_done ? "Done" : "Processing") +
                   "\"}";
        return R"({"job_id":")" + id_of(job) + R"(","status":")" + (is_done ? "completed" : "processing") +
               "\"}";
    }

    /// The page with the jobs of an account that began last.
    [[nodiscard]] std::string list_of(std::uint64_t account, std::uint64_t jobs, std::int64_t now) const {
        std::vector<std::uint64_t> begun;
        const std::uint64_t last = std::min((account + 1) * jobs_of_account, jobs);
        for (std::uint64_t job = account * jobs_of_account; job < last; ++job)
            if (begin_of(job) <= now) begun.push_back(job);
        std::sort(begun.begin(), begun.end(), [this](auto a, auto b) { return begin_of(a) > begin_of(b); });
        begun.resize(std::min(begun.size(), longest_page));
        std::string page;
        for (const std::uint64_t job : begun)
            page += (page.empty() ? "" : ",") + body_of(job, now);
        return is_reply_io(account) ? R"({"items":[)" + page + "]}" : "[" + page + "]";
    }

    /// What becomes of a request: one in twenty fails, in one of four ways.
    [[nodiscard]] std::uint64_t fate(std::uint64_t request) const noexcept { return random(request, 4) % 80; }

private:
    [[nodiscard]] std::uint64_t random(std::uint64_t what, std::uint64_t which) const noexcept {
        return jobpoll::detail::mix(seed_ ^ jobpoll::detail::mix(what * 8 + which));
    }
    std::uint64_t seed_;
};

/// A request on the way.
struct pending_reply {
    std::int64_t at = 0;
    jobpoll::job_handle handle{};
    std::uint64_t account = 0;
    std::uint64_t number = 0;
    std::uint64_t job = 0;
    bool is_list = false;

    bool operator<(const pending_reply& other) const noexcept { return at > other.at; }
};

struct soak_figures {
    std::uint64_t requests = 0, lists = 0, decisions = 0, finished = 0, lost = 0;
    std::uint64_t most_in_minute = 0; ///< of one account at Reply.io
    std::vector<std::int64_t> lateness{};
};

class soak_run {
public:
    soak_run(const settings& s) : settings_{&s}, vendor_{s.seed.value_or(1)} {
        order_.resize(s.jobs);
        for (std::uint64_t job = 0; job < s.jobs; ++job)
            order_[job] = job;
        std::sort(order_.begin(), order_.end(),
                  [this](auto a, auto b) { return vendor_.begin_of(a) < vendor_.begin_of(b); });
    }

    void run() {
        while (figures.finished < settings_->jobs) {
            insert_begun();
            ask();
            sweep();
            show_progress(false);
            if (!go_on()) break;
            answer();
        }
        sweep();
        show_progress(true);
    }

    soak_figures figures;
    [[nodiscard]] std::int64_t now() const noexcept { return now_; }

private:
    void insert_begun() {
        for (; next_ < order_.size() && vendor_.begin_of(order_[next_]) <= now_; ++next_) {
            const std::uint64_t job = order_[next_];
            const std::uint64_t account = vendor_.account_of(job);
            const std::string id = vendor_.id_of(job);
            jobpoll::poll_options options{.job_id = id, .max_wait = std::chrono::hours{6}};
            if (settings_->poll_cost) options.poll_cost = *settings_->poll_cost;
            fleet_.insert(vendor_.is_reply_io(account) ? reply_io::job : userpilot::job, options,
                          moment_of(now_), account);
        }
    }

    void ask() {
        for (const jobpoll::fleet_request& r : fleet_.due(moment_of(now_))) {
            const std::uint64_t latency = 50 + jobpoll::detail::mix(figures.requests) % 200;
            const std::uint64_t job = r.is_list() ? 0 : std::stoull(std::string{r.job_id.substr(24)});
            replies_.push({now_ + static_cast<std::int64_t>(latency), r.handle, r.account, figures.requests++,
                           job, r.is_list()});
            figures.lists += r.is_list() ? 1 : 0;
            if (vendor_.is_reply_io(r.account)) count_in_minute(r.account);
        }
    }

    void count_in_minute(std::uint64_t account) {
        std::deque<std::int64_t>& times = minutes_[account];
        times.push_back(now_);
        while (times.front() < now_ - 60'000)
            times.pop_front();
        figures.most_in_minute = std::max<std::uint64_t>(figures.most_in_minute, times.size());
    }

    [[nodiscard]] bool go_on() {
        std::int64_t next = std::numeric_limits<std::int64_t>::max();
        if (!replies_.empty()) next = replies_.top().at;
        if (const auto wakeup = fleet_.next_wakeup())
            next = std::min(next, wakeup->time_since_epoch().count());
        if (next_ < order_.size()) next = std::min(next, vendor_.begin_of(order_[next_]));
        if (next == std::numeric_limits<std::int64_t>::max()) return false;
        now_ = std::max(now_ + 1, next);
        return true;
    }

    void answer() {
        for (; !replies_.empty() && replies_.top().at <= now_; replies_.pop()) {
            const pending_reply r = replies_.top();
            const std::uint64_t fate = vendor_.fate(r.number);
            figures.decisions +=
                fate == 0 ? fleet_.on_no_reply(r.handle, moment_of(now_)).changed : reply(r, fate);
        }
    }

    std::uint32_t reply(const pending_reply& r, std::uint64_t fate) {
        std::string body =
            r.is_list ? vendor_.list_of(r.account, settings_->jobs, now_) : vendor_.body_of(r.job, now_);
        jobpoll::reply made{.status = fate == 1 ? 500 : fate == 2 ? 429 : 200};
        if (fate == 2) made.retry_after = "5";
        if (fate == 3) body = "<html>";
        made.body = body;
        return fleet_.on_reply(r.handle, made, moment_of(now_)).changed;
    }

    void sweep() {
        while (const auto done = fleet_.first_finished()) {
            const std::uint64_t job = std::stoull(std::string{fleet_.job_id(*done).substr(24)});
            const auto pending = fleet_.pending(*done);
            if (pending->outcome == jobpoll::outcome::succeeded)
                figures.lateness.push_back(pending->at.time_since_epoch().count() - vendor_.end_of(job));
            else
                ++figures.lost;
            ++figures.finished;
            static_cast<void>(fleet_.erase(*done));
        }
    }

    void show_progress(bool is_over) {
        if (!is_terminal_ || (!is_over && ++steps_ % 4096 != 0)) return;
        const std::uint64_t cells = 40 * figures.finished / settings_->jobs;
        std::string bar(cells, '#');
        bar.resize(40, '.');
        std::fprintf(stderr, "\r[%s] %llu of %llu jobs%s", bar.c_str(),
                     static_cast<unsigned long long>(figures.finished),
                     static_cast<unsigned long long>(settings_->jobs), is_over ? "\n" : "");
    }

    const settings* settings_;
    simulated_vendor vendor_;
    virtual_fleet fleet_{{.max_in_flight = 10'000}};
    std::vector<std::uint64_t> order_;
    std::size_t next_ = 0;
    std::int64_t now_ = 0;
    std::priority_queue<pending_reply> replies_;
    std::unordered_map<std::uint64_t, std::deque<std::int64_t>> minutes_;
    bool is_terminal_ = isatty(2) != 0;
    std::uint64_t steps_ = 0;
};

std::int64_t at_per_mille(const std::vector<std::int64_t>& sorted, std::size_t per_mille) {
    return sorted.empty() ? 0 : sorted[(sorted.size() - 1) * per_mille / 1000];
}

std::int64_t memory_kib() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return use.ru_maxrss;
}

} // namespace

exit_code soak(const settings& s) {
    const auto begin = std::chrono::steady_clock::now();
    soak_run run{s};
    run.run();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    soak_figures& f = run.figures;
    std::sort(f.lateness.begin(), f.lateness.end());
    const std::pair<const char*, std::int64_t> rows[] = {
        {"jobs", static_cast<std::int64_t>(s.jobs)},
        {"virtual_ms", run.now()},
        {"real_ms", static_cast<std::int64_t>(took.count() * 1000)},
        {"decisions", static_cast<std::int64_t>(f.decisions)},
        {"decisions_per_second", static_cast<std::int64_t>(static_cast<double>(f.decisions) / took.count())},
        {"requests", static_cast<std::int64_t>(f.requests)},
        {"list_requests", static_cast<std::int64_t>(f.lists)},
        {"ended_otherwise", static_cast<std::int64_t>(f.lost)},
        {"lateness_median_ms", at_per_mille(f.lateness, 500)},
        {"lateness_p99_ms", at_per_mille(f.lateness, 990)},
        {"most_in_a_minute_of_100", static_cast<std::int64_t>(f.most_in_minute)},
        {"peak_memory_kib", memory_kib()}};
    json_writer json;
    json.begin_object();
    for (const auto& [name, value] : rows) {
        json.number(name, value);
        if (s.jsonl) continue;
        std::string left{name};
        left.resize(26, ' ');
        put_line(left + std::to_string(value));
    }
    if (s.jsonl) put_line(json.end_object().text());
    return exit_code::good;
}

} // namespace companion
