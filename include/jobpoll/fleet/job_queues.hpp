// jobpoll: where the jobs of a fleet wait: until they are due, until they may be asked for, for a reply.
#ifndef JOBPOLL_FLEET_JOB_QUEUES_HPP
#define JOBPOLL_FLEET_JOB_QUEUES_HPP

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include <jobpoll/fleet/job_table.hpp>
#include <jobpoll/fleet/types.hpp>

namespace jobpoll::inline v0::detail {

/// What makes the slot of a handle one of a list request.
inline constexpr std::uint32_t list_bit = 0x80000000u;

/// A request for a list, and the jobs that are not asked for otherwise meanwhile.
struct list_request {
    job_group* group = nullptr;
    std::vector<std::uint32_t> covered{};
    bool is_late = false; ///< it holds no slot any more, and can still be answered for as long again
};

/// A request that was handed out: a job's, or a list's where there is no slot.
struct sent_request {
    std::uint64_t number;
    milliseconds expires;
    std::uint32_t slot;
};

/// Every queue that a job can be in. A job is in one of them, which `place` names; an entry of a heap that
/// says otherwise is out of date, and dropped when it comes to the top.
class job_queues {
public:
    job_table table{};
    std::uint32_t max_in_flight = 0;
    fleet_pacing pacing{};
    std::optional<milliseconds> reply_timeout{}; ///< in place of the jobs' own
    milliseconds now = (milliseconds::min)(); ///< the latest moment that is known
    std::uint64_t sent = 0;                   ///< the number of the last request
    std::uint32_t in_flight = 0;
    std::uint32_t finished_count = 0;
    std::map<std::uint64_t, list_request> lists{}; ///< by their numbers
    std::vector<job_group*> active{};              ///< groups with due jobs

    /// The first moment at which `due` has something to do; nothing where only another call can help.
    [[nodiscard]] std::optional<milliseconds> next_wakeup() const {
        milliseconds first = (milliseconds::max)();
        if (in_flight < max_in_flight) {
            if (!wakeups_.empty()) first = wakeups_.top().at();
            for (const job_group* g : active)
                if (g->ready != 0 && has_share(g->account()))
                    first = (std::min)(first, (std::max)(g->account().next_grant(pacing, now), now));
        }
        if (!deadlines_.empty()) first = (std::min)(first, deadlines_.top().at());
        if (!requests_.empty()) first = (std::min)(first, requests_.front().expires);
        return first == (milliseconds::max)() ? std::nullopt : std::optional{first};
    }

    /// Whether an account may have one more slot: one that shares the fleet leaves as many free as it has.
    ///
    /// So an account that hangs takes half of them at most, two take a third each, and there is always one
    /// left. Precedent: dynamic thresholds for buffers that ports share (Choudhury and Hahne, 1998), with
    /// factor 1.
    [[nodiscard]] bool has_share(const account_limiter& a) const noexcept {
        if (in_flight >= max_in_flight) return false;
        return a.users == table.live + finished_count || a.in_flight < max_in_flight - in_flight;
    }

    [[nodiscard]] milliseconds timeout_of(const job_group& g) const noexcept {
        return reply_timeout.value_or(g.reply_timeout);
    }
    [[nodiscard]] milliseconds timeout_of(const fleet_job& j) const noexcept {
        return reply_timeout.value_or(j.rules().reply_timeout);
    }

    /// Puts a job that is in no queue where its `due` belongs.
    void place(std::uint32_t slot) {
        fleet_job& j = table.jobs[slot];
        if (j.deadline() <= now) watch(slot, j.deadline());
        if (j.due <= now) return make_ready(slot);
        j.place = job_place::waiting;
        wakeups_.push(j.due, slot);
        ++waiting_;
    }

    /// Looks at a job at a moment, wherever it is then.
    void watch(std::uint32_t slot, milliseconds at) {
        if (at != (milliseconds::max)()) deadlines_.push(at, slot);
    }

    void make_ready(std::uint32_t slot) {
        fleet_job& j = table.jobs[slot];
        job_group& g = *j.group;
        j.place = job_place::ready;
        g.queue.push(j.urgency(), slot);
        ++g.ready;
        g.listable += j.is_listable() ? 1u : 0u;
        ++g.account().ready;
        if (!g.is_active) active.push_back(&g);
        g.is_active = true;
    }

    /// Takes a job out of the queue that it is in.
    void leave(std::uint32_t slot) {
        fleet_job& j = table.jobs[slot];
        switch (j.place) {
        case job_place::waiting:
            --waiting_;
            break;
        case job_place::ready:
            --j.group->ready;
            j.group->listable -= j.is_listable() ? 1u : 0u;
            --j.account().ready;
            break;
        case job_place::asked:
            --in_flight;
            j.account().leave(j.request);
            break;
        case job_place::finished:
            --finished_count;
            break;
        case job_place::covered:
        case job_place::nowhere:
            break;
        }
        j.place = job_place::nowhere;
    }

    void finish(std::uint32_t slot) {
        fleet_job& j = table.jobs[slot];
        j.place = job_place::finished;
        j.request = finished_before_ + finished_.size();
        finished_.push_back({slot, j.generation});
        ++finished_count;
        --table.live;
    }
    /// The first finished job from a place among them on, in the order in which they ended.
    [[nodiscard]] std::optional<job_handle> finished_from(std::uint64_t place) const {
        for (std::uint64_t i = (std::max)(place, finished_before_) - finished_before_; i < finished_.size();
             ++i)
            if (is_finished(finished_[i])) return finished_[i];
        return std::nullopt;
    }

    /// Hands out a request of a job that is in no queue.
    void ask(std::uint32_t slot) {
        fleet_job& j = table.jobs[slot];
        j.place = job_place::asked;
        j.request = count_request(slot, j.account(), timeout_of(j));
    }
    /// Hands out a request for the list of a group, without a job yet; returns its number.
    std::uint64_t ask_list(job_group& g) {
        const std::uint64_t number = count_request(no_slot, g.account(), timeout_of(g));
        lists[number].group = &g;
        return number;
    }
    /// A job that is in no queue waits for a list.
    void cover(std::uint32_t slot, std::uint64_t number) {
        table.jobs[slot].place = job_place::covered;
        table.jobs[slot].request = number;
        lists[number].covered.push_back(slot);
    }
    [[nodiscard]] bool is_covered(std::uint32_t slot, std::uint64_t number) const noexcept {
        return table.jobs[slot].place == job_place::covered && table.jobs[slot].request == number;
    }
    /// A list request holds its slot no longer.
    void leave_list(list_request& l, std::uint64_t number) noexcept {
        if (l.is_late) return;
        --in_flight;
        l.group->account().leave(number);
        l.is_late = true;
    }
    /// A list that was not answered in time can still be, for as long again.
    void keep_late(std::uint64_t number) {
        expect({number, saturating_add(now, timeout_of(*lists[number].group)), no_slot});
    }

    /// Every job whose poll became due is ready.
    void wake_up() {
        while (!wakeups_.empty() && wakeups_.top().at() <= now) {
            const timed_job first = wakeups_.top();
            wakeups_.pop();
            if (!is_waiting(first)) continue;
            --waiting_;
            make_ready(first.slot);
        }
    }
    /// The next request that was not answered in time; nothing where there is none.
    [[nodiscard]] std::optional<sent_request> take_timeout() {
        drop_answered();
        if (requests_.empty() || requests_.front().expires > now) return std::nullopt;
        const sent_request late = requests_.front();
        requests_.pop_front();
        return late;
    }
    /// The next watched moment that has come; nothing where there is none.
    [[nodiscard]] std::optional<timed_job> take_deadline() {
        deadlines_.drop_stale([this](const timed_job& e) { return is_watched(e); });
        if (deadlines_.empty() || deadlines_.top().at() > now) return std::nullopt;
        const timed_job first = deadlines_.top();
        deadlines_.pop();
        return first;
    }
    /// The most urgent job of a group that has one.
    [[nodiscard]] const timed_job& most_urgent(job_group& g) const {
        const auto holds = [&](const timed_job& e) { return is_ready(e, g); };
        g.queue.compact(g.ready, holds);
        g.queue.drop_stale(holds);
        return g.queue.top();
    }
    [[nodiscard]] bool is_ready(const timed_job& e, const job_group& g) const noexcept {
        const fleet_job& j = table.jobs[e.slot];
        return j.group == &g && j.place == job_place::ready && j.urgency() == e.at();
    }

    /// Drops what is out of date, so that `next_wakeup` is exact and memory bounded.
    void tidy() {
        const auto waits = [this](const timed_job& e) { return is_waiting(e); };
        const auto watched = [this](const timed_job& e) { return is_watched(e); };
        wakeups_.compact(waiting_, waits);
        wakeups_.drop_stale(waits);
        deadlines_.compact(table.live, watched);
        deadlines_.drop_stale(watched);
        drop_answered();
        for (; !finished_.empty() && !is_finished(finished_.front()); ++finished_before_)
            finished_.pop_front();
    }

    void reserve(std::size_t count) {
        table.jobs.reserve(count);
        wakeups_.reserve(count);
        deadlines_.reserve(count);
    }

private:
    [[nodiscard]] std::uint64_t count_request(std::uint32_t slot, account_limiter& a, milliseconds timeout) {
        a.ask(now, ++sent);
        ++in_flight;
        expect({sent, saturating_add(now, timeout), slot});
        return sent;
    }
    // Nearly always at the end, because nearly all requests have one timeout.
    void expect(const sent_request& r) {
        const auto earlier = [](milliseconds at, const sent_request& other) { return at < other.expires; };
        requests_.insert(std::upper_bound(requests_.begin(), requests_.end(), r.expires, earlier), r);
    }
    [[nodiscard]] bool is_finished(job_handle h) const noexcept {
        const fleet_job& j = table.jobs[h.slot];
        return j.place == job_place::finished && j.generation == h.generation;
    }
    [[nodiscard]] bool is_waiting(const timed_job& e) const noexcept {
        const fleet_job& j = table.jobs[e.slot];
        return j.place == job_place::waiting && j.due == e.at();
    }
    [[nodiscard]] bool is_watched(const timed_job& e) const noexcept {
        const fleet_job& j = table.jobs[e.slot];
        return j.place != job_place::nowhere && j.place != job_place::finished && j.deadline() <= e.at();
    }
    [[nodiscard]] bool is_on_the_way(const sent_request& r) const {
        if (r.slot == no_slot) return lists.contains(r.number);
        return table.jobs[r.slot].place == job_place::asked && table.jobs[r.slot].request == r.number;
    }
    void drop_answered() {
        while (!requests_.empty() && !is_on_the_way(requests_.front()))
            requests_.pop_front();
    }

    timer_queue wakeups_{};   ///< the waiting jobs by their polls
    timer_queue deadlines_{}; ///< all jobs that have not ended, by their deadlines
    std::deque<sent_request> requests_{};
    std::deque<job_handle> finished_{};
    std::uint64_t finished_before_ = 0; ///< finished jobs that are no longer in the queue
    std::uint32_t waiting_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
