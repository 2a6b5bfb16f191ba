// jobpoll: where the jobs of a fleet wait: for a moment, until they may be asked for, for a reply.
#ifndef JOBPOLL_FLEET_QUEUES_HPP
#define JOBPOLL_FLEET_QUEUES_HPP

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <queue>
#include <vector>

#include <jobpoll/fleet/jobs.hpp>

namespace jobpoll::inline v0::detail {

/// How often a state asks: once in the delay that stands.
[[nodiscard]] constexpr std::int64_t demand_of(const machine_state& s, milliseconds spread) noexcept {
    if (s.stage == stage::ended || s.stage == stage::idle) return 0;
    const milliseconds delay = s.attempts == 0 ? spread : s.next_poll - s.decided_at;
    return whole_request / (std::max<std::int64_t>)(delay.count(), 1);
}

/// A request for a list, and the jobs that are not asked for otherwise meanwhile.
struct list_request {
    job_group* group = nullptr;
    std::vector<std::uint32_t> covered{};
    bool is_late = false; ///< it holds no slot any more, and can still be answered for as long again
};

/// A request that was handed out: a job's, or a list's where there is no slot.
struct sent_request {
    milliseconds expires;
    std::uint64_t number;
    std::uint32_t slot;

    friend auto operator<=>(const sent_request&, const sent_request&) noexcept = default;
};

/// Every queue that jobs can be in. A job is in one of them, which `place` names; an entry of a
/// heap that says otherwise is out of date, and dropped when it comes to the top.
class job_queues : public job_store {
public:
    std::uint32_t max_in_flight = 0;
    milliseconds spread{};                       ///< in which first polls are spread
    milliseconds smoothing{};                    ///< in which all that is due is asked for; zero: no pace
    std::optional<milliseconds> reply_timeout{}; ///< in place of the jobs' own
    milliseconds now = (milliseconds::min)();    ///< the latest moment that is known
    std::uint64_t sent = 0;                      ///< the number of the last request
    std::uint32_t in_flight = 0;
    std::map<std::uint64_t, list_request> lists{};     ///< by their numbers
    std::map<std::uint64_t, std::uint32_t> finished{}; ///< jobs in the order of their ends

    void reserve(std::size_t count) {
        job_store::reserve(count);
        alarms_.reserve(2 * count);
    }
    /// The first moment at which `due` has something to do; nothing where only another call can help.
    [[nodiscard]] std::optional<milliseconds> next_wakeup() const {
        milliseconds first = (milliseconds::max)();
        for (const job_group* g : active_)
            if (g->ready != 0 && has_share(g->account()))
                first = (std::min)(first, g->account().next_grant(smoothing, now));
        if (!alarms_.empty()) first = (std::min)(first, alarms_.top().at());
        if (!requests_.empty()) first = (std::min)(first, requests_.top().expires);
        return first == (milliseconds::max)() ? std::nullopt : std::optional{(std::max)(first, now)};
    }
    /// Drops what is out of date, so that `next_wakeup` is exact and memory bounded.
    void tidy() {
        alarms_.tidy(3 * std::size_t{live}, [this](const timed_job& e) { return is_current(e); });
        while (!requests_.empty() && !is_on_the_way(requests_.top()))
            requests_.pop();
    }

    /// The job that ended first after so many others.
    [[nodiscard]] std::optional<job_handle> finished_after(std::uint64_t number) const {
        const auto next = finished.upper_bound(number);
        return next == finished.end() ? std::nullopt : std::optional{handle_of(next->second)};
    }

protected:
    /// Whether an account may have one more slot: one that shares the fleet leaves as many free as it has.
    ///
    /// So an account that hangs takes half of them at most, two take a third each, and one is always left.
    /// Precedent: dynamic thresholds for buffers that ports share (Choudhury and Hahne, 1998), with factor 1.
    [[nodiscard]] bool has_share(const account_limiter& a) const noexcept {
        if (in_flight >= max_in_flight) return false;
        return a.live == live || a.in_flight < max_in_flight - in_flight;
    }
    [[nodiscard]] milliseconds timeout_of(std::uint32_t slot) const noexcept {
        return reply_timeout.value_or(jobs[slot].rules().reply_timeout);
    }
    [[nodiscard]] milliseconds timeout_of(const job_group& g) const noexcept {
        return reply_timeout.value_or(g.reply_timeout);
    }

    /// Puts a job that is in no queue where its `due` belongs.
    void place(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        if (j.deadline() <= now) watch(slot, j.deadline());
        if (j.due <= now) return make_ready(slot);
        j.place = job_place::waiting;
        alarms_.push(j.due, slot);
    }
    /// Looks at a job at a moment from its deadline on, wherever it is then.
    void watch(std::uint32_t slot, milliseconds at) {
        if (at != (milliseconds::max)()) alarms_.push(at, slot);
    }
    void make_ready(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        job_group& g = j.group();
        j.place = job_place::ready;
        g.queue.push(j.urgency(), slot);
        ++g.ready;
        g.listable += j.is_listable() ? 1u : 0u;
        ++g.account().ready;
        if (!g.is_active) active_.push_back(&g);
        g.is_active = true;
    }
    /// Takes a job out of the queue that it is in.
    void leave(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        if (j.place == job_place::finished) finished.erase(j.request);
        if (j.place == job_place::ready) {
            --j.group().ready;
            j.group().listable -= j.is_listable() ? 1u : 0u;
            --j.account().ready;
        } else if (j.place == job_place::asked) {
            --in_flight;
            j.account().leave(j.request);
        }
        j.place = job_place::nowhere;
    }
    void finish(std::uint32_t slot) {
        jobs[slot].place = job_place::finished;
        jobs[slot].request = ++ended_;
        finished.emplace_hint(finished.end(), ended_, slot);
        count_live(jobs[slot], -1);
    }

    /// Counts a request that is handed out: of a job, or of a list where there is no slot.
    [[nodiscard]] std::uint64_t count_request(std::uint32_t slot, account_limiter& a, milliseconds timeout) {
        a.ask(now, ++sent);
        ++in_flight;
        requests_.push({saturating_add(now, timeout), sent, slot});
        return sent;
    }
    [[nodiscard]] bool is_covered(std::uint32_t slot, std::uint64_t number) const noexcept {
        return jobs[slot].place == job_place::covered && jobs[slot].request == number;
    }
    /// A list request holds its slot no longer.
    void leave_list(list_request& l, std::uint64_t number) noexcept {
        if (l.is_late) return;
        --in_flight;
        l.group->account().leave(number);
        l.is_late = true;
    }

    /// The next request that was not answered in time; nothing where there is none.
    [[nodiscard]] std::optional<sent_request> take_timeout() {
        while (!requests_.empty() && requests_.top().expires <= now) {
            const sent_request late = requests_.top();
            requests_.pop();
            if (is_on_the_way(late)) return late;
        }
        return std::nullopt;
    }
    /// The jobs whose moments have come. All of them are fetched together.
    [[nodiscard]] const std::vector<timed_job>& wake_up() {
        woken_.clear();
        for (; !alarms_.empty() && alarms_.top().at() <= now; alarms_.pop()) {
            woken_.push_back(alarms_.top());
            prefetch(&jobs[woken_.back().slot]);
        }
        return woken_;
    }
    [[nodiscard]] bool is_current(const timed_job& e) const noexcept {
        const fleet_job& j = jobs[e.slot];
        return j.goes_on() && (j.deadline() <= e.at() || (j.place == job_place::waiting && j.due == e.at()));
    }
    /// The most urgent job of a group that has one.
    [[nodiscard]] const timed_job& most_urgent(job_group& g) const {
        g.queue.tidy(2 * std::size_t{g.ready}, [&](const timed_job& e) { return is_ready(e, g); });
        return g.queue.top();
    }
    [[nodiscard]] bool is_ready(const timed_job& e, const job_group& g) const noexcept {
        const fleet_job& j = jobs[e.slot];
        return j.place == job_place::ready && &j.group() == &g && j.urgency() == e.at();
    }

    /// Forgets an account without jobs. One is looked at in a call, so that no call has to look at all.
    void forget_idle_account() {
        auto at = looked_at_ ? accounts.upper_bound(*looked_at_) : accounts.end();
        if (at == accounts.end()) at = accounts.begin();
        if (at == accounts.end()) return;
        looked_at_ = at->first;
        const auto has_jobs = [](const job_group& g) { return !g.profiles.empty(); };
        const auto is_its = [&](const job_group* g) { return g->owner == &*at; };
        const std::list<job_group>& groups = at->second.groups;
        if (at->second.has_memory(now) || std::any_of(groups.begin(), groups.end(), has_jobs)) return;
        std::erase_if(active_, is_its);
        std::erase_if(lists, [&](const auto& l) { return is_its(l.second.group); });
        accounts.erase(at);
    }

    std::vector<job_group*> active_{}; ///< groups with due jobs
    /// By the end of the time for a reply.
    std::priority_queue<sent_request, std::vector<sent_request>, std::greater<>> requests_{};

private:
    [[nodiscard]] bool is_on_the_way(const sent_request& r) const {
        if (r.slot == no_slot) return lists.contains(r.number);
        return jobs[r.slot].place == job_place::asked && jobs[r.slot].request == r.number;
    }

    timer_queue alarms_{};           ///< of each job that goes on, its deadline; of a waiting one, its poll
    std::vector<timed_job> woken_{}; ///< by the call at hand
    std::uint64_t ended_ = 0;        ///< jobs
    std::optional<account_key> looked_at_{};
};

} // namespace jobpoll::inline v0::detail

#endif
