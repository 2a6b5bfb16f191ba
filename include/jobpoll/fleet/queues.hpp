// jobpoll: where the jobs of a fleet wait: until they are due, until they may be asked for, for a reply.
#ifndef JOBPOLL_FLEET_QUEUES_HPP
#define JOBPOLL_FLEET_QUEUES_HPP

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include <jobpoll/fleet/job_store.hpp>
#include <jobpoll/fleet/types.hpp>

namespace jobpoll::inline v0::detail {

/// Every queue that jobs can be in. A job is in one of them, which `place` names; an entry of a
/// heap that says otherwise is out of date, and dropped when it comes to the top.
class job_queues : public job_store {
public:
    std::uint32_t finished_count = 0;
    std::uint32_t max_in_flight = 0;
    milliseconds spread{};                       ///< in which first polls are spread
    milliseconds smoothing{};                    ///< in which all that is due is asked for; zero: no pace
    std::optional<milliseconds> reply_timeout{}; ///< in place of the jobs' own
    milliseconds now = (milliseconds::min)();    ///< the latest moment that is known
    std::uint64_t sent = 0;                      ///< the number of the last request
    std::uint32_t in_flight = 0;
    std::map<std::uint64_t, list_request> lists{}; ///< by their numbers
    std::vector<job_group*> active{};              ///< groups with due jobs
    std::deque<account_key> idle{};                ///< accounts that may have no jobs

    /// The first moment at which `due` has something to do; nothing where only another call can help.
    [[nodiscard]] std::optional<milliseconds> next_wakeup() const {
        milliseconds first = (milliseconds::max)();
        if (in_flight < max_in_flight) {
            if (!wakeups_.empty()) first = wakeups_.top().at();
            for (const job_group* g : active)
                if (g->ready != 0 && has_share(g->account()))
                    first = (std::min)(first, (std::max)(g->account().next_grant(smoothing, now), now));
        }
        if (!deadlines_.empty()) first = (std::min)(first, deadlines_.top().at());
        if (first_request_ < requests_.size()) first = (std::min)(first, requests_[first_request_].expires);
        return first == (milliseconds::max)() ? std::nullopt : std::optional{(std::max)(first, now)};
    }
    /// Whether an account may have one more slot: one that shares the fleet leaves as many free as it has.
    ///
    /// So an account that hangs takes half of them at most, two take a third each, and one is always left.
    /// Precedent: dynamic thresholds for buffers that ports share (Choudhury and Hahne, 1998), with factor 1.
    [[nodiscard]] bool has_share(const account_limiter& a) const noexcept {
        if (in_flight >= max_in_flight) return false;
        return a.users == live + finished_count || a.in_flight < max_in_flight - in_flight;
    }
    [[nodiscard]] milliseconds timeout_of(std::uint32_t slot) const noexcept {
        return reply_timeout.value_or(jobs[slot].rules().reply_timeout);
    }

    /// Puts a job that is in no queue where its `due` belongs.
    void place(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
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
        fleet_job& j = jobs[slot];
        job_group& g = j.group();
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
        fleet_job& j = jobs[slot];
        if (j.place == job_place::waiting) --waiting_;
        if (j.place == job_place::finished) --finished_count;
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
        jobs[slot].request = finished_before_ + finished_.size();
        finished_.push_back({slot, jobs[slot].generation});
        ++finished_count;
        count_live(jobs[slot], -1);
    }
    /// The first finished job from a place among them on, in the order in which they ended.
    [[nodiscard]] std::optional<job_handle> finished_from(std::uint64_t place) const {
        for (std::uint64_t i = (std::max)(place, finished_before_) - finished_before_; i < finished_.size();
             ++i)
            if (is_finished(finished_[i])) return finished_[i];
        return std::nullopt;
    }

    /// Counts a request that is handed out: of a job, or of a list where there is no slot.
    [[nodiscard]] std::uint64_t count_request(std::uint32_t slot, account_limiter& a, milliseconds timeout) {
        a.ask(now, ++sent);
        ++in_flight;
        expect({sent, saturating_add(now, timeout), slot});
        return sent;
    }
    /// Nearly always at the end, because nearly all requests have one timeout.
    void expect(const sent_request& r) {
        if (first_request_ > 64 && first_request_ * 2 > requests_.size()) {
            requests_.erase(requests_.begin(), begin_of_requests());
            first_request_ = 0;
        }
        const auto earlier = [](milliseconds at, const sent_request& other) { return at < other.expires; };
        auto place = requests_.end();
        if (!requests_.empty() && r.expires < requests_.back().expires)
            place = std::upper_bound(begin_of_requests(), requests_.end(), r.expires, earlier);
        requests_.insert(place, r);
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

    /// Every job whose poll became due is ready. All of them are fetched together.
    void wake_up() {
        woken_.clear();
        for (; !wakeups_.empty() && wakeups_.top().at() <= now; wakeups_.pop()) {
            woken_.push_back(wakeups_.top());
            prefetch(&jobs[woken_.back().slot]);
        }
        for (const timed_job& e : woken_) {
            if (!is_waiting(e)) continue;
            --waiting_;
            make_ready(e.slot);
        }
    }
    /// The next request that was not answered in time; nothing where there is none.
    [[nodiscard]] std::optional<sent_request> take_timeout() {
        tidy_requests();
        if (first_request_ == requests_.size() || requests_[first_request_].expires > now)
            return std::nullopt;
        return requests_[first_request_++];
    }
    /// The next watched moment that has come; nothing where there is none.
    [[nodiscard]] std::optional<timed_job> take_deadline() {
        tidy_deadlines();
        if (deadlines_.empty() || deadlines_.top().at() > now) return std::nullopt;
        const timed_job first = deadlines_.top();
        deadlines_.pop();
        return first;
    }
    /// The most urgent job of a group that has one.
    [[nodiscard]] const timed_job& most_urgent(job_group& g) const {
        g.queue.tidy(g.ready, [&](const timed_job& e) { return is_ready(e, g); });
        return g.queue.top();
    }
    [[nodiscard]] bool is_ready(const timed_job& e, const job_group& g) const noexcept {
        const fleet_job& j = jobs[e.slot];
        return j.place == job_place::ready && &j.group() == &g && j.urgency() == e.at();
    }

    /// Forgets an account without jobs. One a call, so that no call has to look at all of them.
    void forget_idle_account() {
        if (idle.empty()) return;
        const auto found = accounts.find(idle.front());
        idle.pop_front();
        if (found == accounts.end() || found->second.users != 0) return;
        if (!found->second.is_forgettable(now)) return idle.push_back(found->first);
        const auto is_its = [&](const job_group* g) { return g->owner == &*found; };
        std::erase_if(active, is_its);
        std::erase_if(lists, [&](const auto& l) { return is_its(l.second.group); });
        accounts.erase(found);
    }

    /// Drops what is out of date, so that `next_wakeup` is exact and memory bounded.
    void tidy() {
        wakeups_.tidy(waiting_, [this](const timed_job& e) { return is_waiting(e); });
        tidy_deadlines();
        tidy_requests();
        for (; !finished_.empty() && !is_finished(finished_.front()); ++finished_before_)
            finished_.pop_front();
    }
    void reserve(std::size_t count) {
        job_store::reserve(count);
        wakeups_.reserve(count);
    }

private:
    void tidy_deadlines() {
        deadlines_.tidy(live, [this](const timed_job& e) { return is_watched(e); });
    }
    void tidy_requests() noexcept {
        while (first_request_ < requests_.size() && !is_on_the_way(requests_[first_request_]))
            ++first_request_;
        if (first_request_ != requests_.size()) return;
        requests_.clear();
        first_request_ = 0;
    }
    [[nodiscard]] std::vector<sent_request>::iterator begin_of_requests() noexcept {
        return requests_.begin() + static_cast<std::ptrdiff_t>(first_request_);
    }
    [[nodiscard]] bool is_finished(job_handle h) const noexcept {
        return jobs[h.slot].place == job_place::finished && jobs[h.slot].generation == h.generation;
    }
    [[nodiscard]] bool is_waiting(const timed_job& e) const noexcept {
        return jobs[e.slot].place == job_place::waiting && jobs[e.slot].due == e.at();
    }
    [[nodiscard]] bool is_watched(const timed_job& e) const noexcept {
        const fleet_job& j = jobs[e.slot];
        return j.place != job_place::nowhere && j.place != job_place::finished && j.deadline() <= e.at();
    }
    [[nodiscard]] bool is_on_the_way(const sent_request& r) const {
        if (r.slot == no_slot) return lists.contains(r.number);
        return jobs[r.slot].place == job_place::asked && jobs[r.slot].request == r.number;
    }

    std::vector<timed_job> woken_{};       ///< by the call at hand
    timer_queue wakeups_{};                ///< the waiting jobs by their polls
    timer_queue deadlines_{};              ///< all jobs that go on by their deadlines
    std::vector<sent_request> requests_{}; ///< by their ends; those before the first are answered
    std::size_t first_request_ = 0;
    std::deque<job_handle> finished_{};
    std::uint64_t finished_before_ = 0; ///< finished jobs that are no longer in the queue
    std::uint32_t waiting_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
