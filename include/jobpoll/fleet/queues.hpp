// jobpoll: where the jobs of a fleet wait: until they are due, until they may be asked for, for a reply.
#ifndef JOBPOLL_FLEET_QUEUES_HPP
#define JOBPOLL_FLEET_QUEUES_HPP

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <jobpoll/fleet/jobs.hpp>
#include <jobpoll/fleet/types.hpp>

namespace jobpoll::inline v0::detail {

/// The jobs and every queue that they can be in. A job is in one of them, which `place` names; an entry of a
/// heap that says otherwise is out of date, and dropped when it comes to the top.
class job_queues {
public:
    std::vector<fleet_job> jobs{};
    account_map accounts{};
    std::uint32_t generation = 0; ///< of the last job
    std::uint32_t live = 0;       ///< jobs that have not ended
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

    [[nodiscard]] machine_state state_of(std::uint32_t slot) const {
        return jobs[slot].is_wide ? wide_.at(slot) : jobs[slot].state.unpack();
    }
    void set_state(std::uint32_t slot, const machine_state& s) {
        const bool fits = jobs[slot].state.pack(s);
        if (!fits) [[unlikely]]
            wide_[slot] = s;
        else if (jobs[slot].is_wide)
            wide_.erase(slot);
        jobs[slot].is_wide = !fits;
    }

    [[nodiscard]] auto account_of(std::uint64_t number, const endpoint& e) {
        const auto [at, is_new] = accounts.try_emplace({number, &e});
        for (const request_quota& q : e.quota)
            if (is_new && q.requests != 0) at->second.quotas.push_back({q});
        return at;
    }
    /// The group of an account for jobs of this endpoint.
    [[nodiscard]] job_group& group_of(std::uint64_t number, const endpoint& e, const poll_options& o) {
        const auto owner = account_of(number, e);
        for (job_group& g : owner->second.groups)
            if (g.list == list_of(e) && g.list_only == e.shape.is_list && g.reading.strict == o.strict &&
                g.reading.max_body_bytes == o.max_body_bytes)
                return g;
        job_group& made = owner->second.groups.emplace_back();
        made.owner = &*owner;
        made.list = list_of(e);
        made.reading = {o.strict, o.max_body_bytes};
        made.list_only = e.shape.is_list;
        return made;
    }

    /// A slot for a job; takes an id that its group has not.
    std::uint32_t add(job_group& group, const endpoint& e, std::string_view id, const poll_options& options) {
        const auto slot = static_cast<std::uint32_t>(free_.empty() ? jobs.size() : free_.back());
        if (free_.empty())
            jobs.emplace_back();
        else
            free_.pop_back();
        fleet_job& j = jobs[slot];
        j.generation = ++generation;
        j.group = &group;
        const auto [profile, is_new] = profiles_.try_emplace({e, options});
        if (is_new) profile->second = {rules_of(e, {}, options), group.reading};
        ++profile->second.users;
        j.profile = &*profile;
        group.reply_timeout = j.rules().reply_timeout;
        if (!id.empty()) j.id = group.ids.emplace(id, slot)->first.data();
        j.id_size = static_cast<std::uint16_t>(id.size());
        ++group.account().users;
        ++live;
        return slot;
    }
    /// Forgets a job that is in no queue any more; `live` is the caller's.
    void remove(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        const auto [begin, end] = j.group->ids.equal_range(j.name());
        const auto own = std::find_if(begin, end, [slot](const auto& i) { return i.second == slot; });
        if (own != end) j.group->ids.erase(own);
        --j.account().users;
        if (--j.profile->second.users == 0) profiles_.erase(profiles_.find(j.profile->first));
        if (j.is_wide) wide_.erase(slot);
        j = {};
        free_.push_back(slot);
    }

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
        if (!requests_.empty()) first = (std::min)(first, requests_.front().expires);
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
        fleet_job& j = jobs[slot];
        if (j.place == job_place::waiting) --waiting_;
        if (j.place == job_place::finished) --finished_count;
        if (j.place == job_place::ready) {
            --j.group->ready;
            j.group->listable -= j.is_listable() ? 1u : 0u;
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
        --live;
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
        if (requests_.empty() || requests_.back().expires <= r.expires) return requests_.push_back(r);
        const auto earlier = [](milliseconds at, const sent_request& other) { return at < other.expires; };
        requests_.insert(std::upper_bound(requests_.begin(), requests_.end(), r.expires, earlier), r);
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

    /// Every job whose poll became due is ready.
    void wake_up() {
        while (!wakeups_.empty() && wakeups_.top().at() <= now) {
            const timed_job first = wakeups_.top();
            wakeups_.pop();
            if (!wakeups_.empty()) prefetch(&jobs[wakeups_.top().slot]);
            if (!is_waiting(first)) continue;
            --waiting_;
            make_ready(first.slot);
        }
    }
    /// The next request that was not answered in time; nothing where there is none.
    [[nodiscard]] std::optional<sent_request> take_timeout() {
        tidy();
        if (requests_.empty() || requests_.front().expires > now) return std::nullopt;
        const sent_request late = requests_.front();
        requests_.pop_front();
        return late;
    }
    /// The next watched moment that has come; nothing where there is none.
    [[nodiscard]] std::optional<timed_job> take_deadline() {
        tidy();
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
        return j.group == &g && j.place == job_place::ready && j.urgency() == e.at();
    }

    /// Drops what is out of date, so that `next_wakeup` is exact and memory bounded.
    void tidy() {
        wakeups_.tidy(waiting_, [this](const timed_job& e) { return is_waiting(e); });
        deadlines_.tidy(live, [this](const timed_job& e) { return is_watched(e); });
        while (!requests_.empty() && !is_on_the_way(requests_.front()))
            requests_.pop_front();
        for (; !finished_.empty() && !is_finished(finished_.front()); ++finished_before_)
            finished_.pop_front();
    }
    void reserve(std::size_t count) {
        jobs.reserve(count);
        wakeups_.reserve(count);
        deadlines_.reserve(count);
    }

private:
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

    std::vector<std::uint32_t> free_{};
    profile_map profiles_{};
    std::unordered_map<std::uint32_t, machine_state> wide_{}; ///< states that do not fit
    timer_queue wakeups_{};                                   ///< the waiting jobs by their polls
    timer_queue deadlines_{};                                 ///< all jobs that go on by their deadlines
    std::deque<sent_request> requests_{};
    std::deque<job_handle> finished_{};
    std::uint64_t finished_before_ = 0; ///< finished jobs that are no longer in the queue
    std::uint32_t waiting_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
