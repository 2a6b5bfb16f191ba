#include "soak_run.hpp"

#include <unistd.h>

#include <cstdio>
#include <limits>
#include <numeric>
#include <string>

#include <jobpoll/base/hash.hpp>

namespace companion {

namespace {

virtual_clock::time_point moment_of(std::int64_t ms) {
    return virtual_clock::time_point{jobpoll::milliseconds{ms}};
}

} // namespace

soak_run::soak_run(const settings& s)
    : settings_{&s},
      vendor_{s.jobs, s.seed.value_or(1), s.endpoint},
      order_(static_cast<std::size_t>(s.jobs)),
      due_(order_.size()),
      waited_(order_.size()),
      has_progress_bar_{isatty(STDERR_FILENO) == 1} {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::sort(order_.begin(), order_.end(),
              [this](auto a, auto b) { return vendor_.begin_of(a) < vendor_.begin_of(b); });
}

void soak_run::run() {
    while (figures_.finished < settings_->jobs) {
        insert_begun();
        ask();
        sweep();
        show_progress(false);
        if (!go_on()) break;
        answer();
    }
    sweep();
    for (const auto& [account, use] : uses_) {
        figures_.most_in_minute = std::max(figures_.most_in_minute, use.minute.most);
        figures_.most_in_hour = std::max(figures_.most_in_hour, use.hour.most);
    }
    show_progress(true);
}

void soak_run::insert_begun() {
    for (; next_ < order_.size() && vendor_.begin_of(order_[next_]) <= now_; ++next_) {
        const std::size_t job = order_[next_];
        const std::uint64_t account = soak_vendor::account_of(job);
        jobpoll::poll_options options{.max_wait = std::chrono::hours{6}};
        if (settings_->poll_cost) options.poll_cost = *settings_->poll_cost;
        const auto made = fleet_.insert(vendor_.endpoint_of(account), vendor_.id_of(job), options,
                                        moment_of(now_), account, job);
        due_[job] = made.decision.at.time_since_epoch().count();
    }
}

void soak_run::ask() {
    const auto requests = fleet_.due(moment_of(now_));
    note_changes();
    for (const jobpoll::fleet_request& r : requests) {
        const std::uint64_t number = figures_.requests++;
        const auto latency = static_cast<std::int64_t>(50 + jobpoll::detail::mix(number) % 200);
        replies_.push({now_ + latency, now_, r.handle, r.account, number, r.tag, r.is_list()});
        figures_.lists += r.is_list() ? 1u : 0u;
        if (vendor_.endpoint_of(r.account).quota[0].requests != 0) count_use(r.account);
    }
}

void soak_run::count_use(std::uint64_t account) {
    account_use& use = uses_[account];
    use.minute.add(now_);
    use.hour.add(now_);
}

bool soak_run::go_on() {
    constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    std::int64_t next = replies_.empty() ? never : replies_.top().at;
    if (const auto wakeup = fleet_.next_wakeup()) next = std::min(next, wakeup->time_since_epoch().count());
    if (next_ < order_.size()) next = std::min(next, vendor_.begin_of(order_[next_]));
    if (next == never) return false;
    now_ = std::max(now_ + 1, next);
    return true;
}

void soak_run::answer() {
    for (; !replies_.empty() && replies_.top().at <= now_; replies_.pop()) {
        const pending_reply r = replies_.top();
        const fate what = vendor_.fate_of(r.number);
        figures_.faults += what != fate::good ? 1 : 0;
        figures_.decisions += reply(r, what);
    }
}

std::uint32_t soak_run::reply(const pending_reply& r, fate what) {
    asked_at_ = r.asked_at;
    if (what == fate::no_reply) {
        fleet_.on_no_reply(r.handle, moment_of(now_));
        return note_changes();
    }
    const std::string body = what == fate::html_page ? "<html>"
                             : r.is_list             ? vendor_.list_of(r.account, now_)
                                                     : vendor_.body_of(r.job, now_);
    jobpoll::reply made{.status = what == fate::server_error ? 500 : what == fate::throttled ? 429 : 200};
    // Every other 429 has no hint, and slows the account.
    if (what == fate::throttled && r.number % 2 == 0) made.retry_after = "5";
    made.body = body;
    fleet_.on_reply(r.handle, made, moment_of(now_));
    note_pace(r.account);
    return note_changes();
}

std::uint32_t soak_run::note_changes() {
    for (const virtual_fleet::change& c : fleet_.changes())
        note(c);
    return static_cast<std::uint32_t>(fleet_.changes().size());
}

void soak_run::note_pace(std::uint64_t account) {
    const auto now = fleet_.account(vendor_.endpoint_of(account), account);
    if (!now) return;
    figures_.longest_gap = std::max(figures_.longest_gap, now->gap.count());
    if (now->gap.count() != 0) slowed_.insert(account);
    figures_.slowed_accounts = slowed_.size();
}

// A job that a list mentions before it was due has not waited.
void soak_run::note(const virtual_fleet::change& c) {
    const auto job = static_cast<std::size_t>(c.tag);
    waited_[job] = std::max<std::int64_t>(asked_at_ - due_[job], 0);
    figures_.longest_wait = std::max(figures_.longest_wait, waited_[job]);
    due_[job] = c.decision.at.time_since_epoch().count();
}

void soak_run::sweep() {
    while (const auto done = fleet_.first_finished()) {
        const auto job = static_cast<std::size_t>(fleet_.tag(*done));
        const auto decided = fleet_.pending(*done);
        if (decided->outcome == vendor_.outcome_of(soak_vendor::account_of(job))) {
            figures_.lateness.push_back(decided->at.time_since_epoch().count() - vendor_.end_of(job));
            figures_.waits.push_back(waited_[job]);
        } else {
            ++figures_.lost;
        }
        ++figures_.finished;
        static_cast<void>(fleet_.erase(*done));
    }
}

void soak_run::show_progress(bool is_over) {
    constexpr std::size_t cells = 40;
    if (!has_progress_bar_ || (!is_over && steps_++ % 4096 != 0)) return;
    std::string bar(static_cast<std::size_t>(cells * figures_.finished / settings_->jobs), '#');
    bar.resize(cells, '.');
    std::fprintf(stderr, "\r[%s] %llu of %llu jobs%s", bar.c_str(),
                 static_cast<unsigned long long>(figures_.finished),
                 static_cast<unsigned long long>(settings_->jobs), is_over ? "\n" : "");
}

} // namespace companion
