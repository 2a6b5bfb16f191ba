// jobpoll, the program: a fleet of simulated jobs, run from the first to the last in virtual time.
#ifndef JOBPOLL_COMPANION_SOAK_RUN_HPP
#define JOBPOLL_COMPANION_SOAK_RUN_HPP

#include <algorithm>
#include <cstdint>
#include <deque>
#include <queue>
#include <set>
#include <unordered_map>
#include <vector>

#include <jobpoll/fleet.hpp>

#include "replayer.hpp"
#include "settings.hpp"
#include "soak_vendor.hpp"

namespace companion {

/// The most requests that any window of a length held, both ends included.
class busiest_window {
public:
    explicit busiest_window(std::int64_t length_ms) noexcept : length_{length_ms} {}

    void add(std::int64_t now) {
        times_.push_back(now);
        while (times_.front() < now - length_)
            times_.pop_front();
        most = std::max<std::uint64_t>(most, times_.size());
    }

    std::uint64_t most = 0;

private:
    std::int64_t length_;
    std::deque<std::int64_t> times_;
};

/// What a soak found out. *Units*: milliseconds of virtual time.
struct soak_figures {
    std::uint64_t requests = 0, lists = 0, faults = 0, decisions = 0, finished = 0;
    std::uint64_t lost = 0;                             ///< did not end as the vendor said
    std::uint64_t most_in_minute = 0, most_in_hour = 0; ///< of one account with a quota
    std::vector<std::int64_t> lateness{};               ///< from a job's end until it was learned
    std::vector<std::int64_t> waits{}; ///< the part of it in which the job was due and had no turn
    std::int64_t longest_wait = 0;     ///< of any request
    std::uint64_t slowed_accounts = 0; ///< by a 429 without a hint
    std::int64_t longest_gap = 0;      ///< between two requests of such an account
};

/// One soak.
///
/// *Lifetime*: the settings outlive it.
class soak_run {
public:
    explicit soak_run(const settings& s);

    void run();

    [[nodiscard]] soak_figures& figures() noexcept { return figures_; }
    [[nodiscard]] const jobpoll::fleet_counters& counters() const noexcept { return fleet_.counters(); }
    [[nodiscard]] std::int64_t now() const noexcept { return now_; }

private:
    using virtual_fleet = jobpoll::basic_fleet<virtual_clock>;

    /// A request on the way.
    struct pending_reply {
        std::int64_t at = 0;
        std::int64_t asked_at = 0;
        jobpoll::job_handle handle{};
        std::uint64_t account = 0;
        std::uint64_t number = 0;
        std::uint64_t job = 0;
        bool is_list = false;

        bool operator<(const pending_reply& other) const noexcept { return at > other.at; }
    };

    /// The requests of an account with a quota.
    struct account_use {
        busiest_window minute{60'000};
        busiest_window hour{3'600'000};
    };

    void insert_begun();
    void ask();
    void count_use(std::uint64_t account);
    [[nodiscard]] bool go_on();
    void answer();
    [[nodiscard]] std::uint32_t reply(const pending_reply& r, fate what);
    std::uint32_t note_changes();
    void note(const virtual_fleet::change& c);
    void note_pace(std::uint64_t account);
    void sweep();
    void show_progress(bool is_over);

    const settings* settings_;
    soak_vendor vendor_;
    soak_figures figures_;
    virtual_fleet fleet_{{.max_in_flight = 10'000}};
    std::vector<std::size_t> order_;   ///< the jobs as they begin
    std::vector<std::int64_t> due_;    ///< of each job, when it is to be asked for next
    std::vector<std::int64_t> waited_; ///< of each job, for the turn that it had last
    std::size_t next_ = 0;
    std::int64_t now_ = 0;
    std::int64_t asked_at_ = 0; ///< of the reply at hand
    std::priority_queue<pending_reply> replies_;
    std::unordered_map<std::uint64_t, account_use> uses_;
    std::set<std::uint64_t> slowed_;
    bool has_progress_bar_;
    std::uint64_t steps_ = 0;
};

} // namespace companion

#endif
