// jobpoll: which jobs of a fleet are asked for, and when.
#ifndef JOBPOLL_FLEET_SCHEDULER_HPP
#define JOBPOLL_FLEET_SCHEDULER_HPP

#include <cstddef>
#include <iterator>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/fleet/replies.hpp>

namespace jobpoll::inline v0::detail {

/// Every operation of a fleet: a function of the fleet and its arguments.
class scheduler : public reply_taker {
public:
    std::vector<fleet_request> requests{}; ///< by the last `due`

    /// Adds a job, and starts a new one.
    [[nodiscard]] fleet_error insert(const endpoint& e, job_value& made) {
        if (!find_invalid_option(e, made.id, made.options).empty()) return fleet_error::invalid_options;
        if (made.id.size() > 0xffff) return fleet_error::id_too_long;
        if (jobs.size() >= list_bit) return fleet_error::full;
        job_group& group = group_of(made.account, e, made.options);
        if (find(group, made.id, e) != no_slot) return fleet_error::duplicate_job;
        const std::uint32_t slot = made.slot = add(group, e, made);
        if (made.state.stage == stage::ended) {
            finish(slot);
            return fleet_error::none;
        }
        deadlines_.push(jobs[slot].deadline(), slot);
        if (made.state.stage != stage::idle) {
            place(slot);
        } else {
            step_job(slot, {.event = event::started}, nullptr);
            begin(now); // the caller has the decision
        }
        return fleet_error::none;
    }

    /// Finds the requests to make now, and ends what is past its deadline.
    void due() {
        requests.clear();
        for (tidy(); !requests_.empty() && requests_.top().expires <= now; tidy()) {
            const sent_request late = requests_.top();
            requests_.pop();
            time_out(late);
        }
        overdue_.clear();
        for (const timed_slot& e : take_until_now(deadlines_))
            if (is_watched(e)) look_at(e);
        for (const timed_slot& e : take_until_now(wakeups_))
            if (is_waiting(e)) make_ready(e.slot);
        for (const std::uint32_t slot : overdue_)
            if (jobs[slot].place == job_place::ready && jobs[slot].account().allowed_at() <= now &&
                has_share(jobs[slot].account()))
                ask_for(slot);
        pick();
        for (const std::uint32_t slot : overdue_) {
            if (jobs[slot].is_on_the_way())
                deadlines_.push(saturating_add(now, timeout_of(jobs[slot].rules().reply_timeout)), slot);
            if (jobs[slot].place == job_place::ready) step_job(slot, {.event = event::deadline}, nullptr);
        }
        forget_idle_account();
    }

    /// Makes the request for the list of a group. It covers the jobs that are due; with `all` every job, and
    /// then the quota is not asked.
    job_handle ask_for_list(job_group& g, bool all) {
        ++counters.lists;
        const std::uint64_t number = count_request(no_slot, g.account(), g.reply_timeout);
        list_request& l = lists[number];
        l.group = &g;
        const auto cover = [&](std::uint32_t slot) {
            leave(slot);
            jobs[slot].place = job_place::covered;
            jobs[slot].request = number;
            l.covered.push_back(slot);
        };
        for (const timed_slot& e : g.queue.entries())
            if (is_ready(e, g) && (all || jobs[e.slot].is_listable())) cover(e.slot);
        for (std::uint32_t slot = 0; all && slot < jobs.size(); ++slot)
            if (jobs[slot].place == job_place::waiting && &jobs[slot].group() == &g) cover(slot);
        if (g.ready == 0) g.queue.clear();
        return handle_of_list(number);
    }

    /// No reply will come to any request that is on the way: its jobs are due as they were.
    void forget_requests() {
        for (auto& [number, l] : lists)
            leave_list(l, number);
        lists.clear();
        for (std::uint32_t slot = 0; slot < jobs.size(); ++slot)
            put_back(slot);
    }

private:
    void time_out(const sent_request& late) {
        if (late.slot != no_slot) {
            ++counters.timeouts;
            return answer(late.slot, {.event = event::no_reply}, nullptr);
        }
        list_request& l = lists[late.number];
        if (l.is_late) return static_cast<void>(lists.erase(late.number));
        ++counters.timeouts;
        answer_list(late.number, {.event = event::no_reply}, 0);
        const milliseconds again = timeout_of(l.group->reply_timeout);
        requests_.push({saturating_add(now, again), late.number, no_slot});
    }

    /// The entries whose moments have come. Their jobs are fetched together: one by one is slower.
    [[nodiscard]] const std::vector<timed_slot>& take_until_now(timer_queue& from) {
        woken_.clear();
        for (; !from.empty() && from.top().at() <= now; from.pop())
            woken_.push_back(from.top());
        for (const timed_slot& e : woken_)
            JOBPOLL_PREFETCH(&jobs[e.slot]);
        return woken_;
    }
    /// A job is looked at once more at its deadline; the latest end is the time of a reply later.
    void look_at(const timed_slot& e) {
        const fleet_job& j = jobs[e.slot];
        if (j.place == job_place::waiting) make_ready(e.slot);
        const milliseconds latest = saturating_add(j.deadline(), timeout_of(j.rules().reply_timeout));
        const bool asked = j.is_on_the_way();
        if ((asked ? now : e.at()) >= latest) return step_job(e.slot, {.event = event::deadline}, nullptr);
        asked ? deadlines_.push(latest, e.slot) : overdue_.push_back(e.slot);
    }

    /// Asks for due jobs, most urgent first over all groups.
    void pick() {
        const auto later = [](const job_group* a, const job_group* b) {
            return a->queue.top() > b->queue.top();
        };
        const auto tidy_queue = [this](job_group& g) {
            if (g.ready == 0) return g.queue.clear();
            g.queue.tidy(g.ready, [&](const timed_slot& e) { return is_ready(e, g); });
        };
        std::erase_if(active_, [](job_group* g) { return !(g->is_active = g->ready != 0); });
        for (job_group* g : active_) {
            g->account().advance(options.smoothing.value(), now);
            tidy_queue(*g);
        }
        std::make_heap(active_.begin(), active_.end(), later);
        for (auto end = active_.end(); end != active_.begin() && in_flight < options.max_in_flight;) {
            std::pop_heap(active_.begin(), end, later);
            job_group& g = **std::prev(end);
            const bool is_granted =
                has_share(g.account()) && g.account().next_grant(options.smoothing.value(), now) <= now;
            if (is_granted) {
                ask_for(g.queue.top().slot);
                tidy_queue(g);
            }
            if (is_granted && g.ready != 0)
                std::push_heap(active_.begin(), end, later);
            else
                --end;
        }
    }

    // A list is asked for where it is the only way, or where it saves requests.
    void ask_for(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        job_group& g = j.group();
        const std::int64_t gain = g.list_gain();
        if (j.is_listable() && (gain > 0 || g.list_only)) {
            const job_handle made = ask_for_list(g, false);
            const auto covers = to_uint32(lists[sent].covered.size());
            return requests.push_back({made, g.list, {}, j.account_number(), covers, gain});
        }
        leave(slot);
        j.place = job_place::asked;
        j.request = count_request(slot, j.account(), j.rules().reply_timeout);
        JOBPOLL_PREFETCH(&j.state);
        JOBPOLL_PREFETCH(reinterpret_cast<const std::byte*>(&j.state) + 64);
        requests.push_back({handle_of(slot), &j.documented(), j.name(), j.account_number(), 1, 0, j.tag});
    }

    /// Forgets an account without jobs. One is looked at in a call, so that no call has to look at all.
    void forget_idle_account() {
        if (accounts.empty()) return;
        auto at = looked_at_ ? accounts.upper_bound(*looked_at_) : accounts.end();
        if (at == accounts.end()) at = accounts.begin();
        looked_at_ = at->first;
        if (at->second.jobs != 0 || at->second.is_needed(now)) return;
        const auto is_its = [&](const job_group* g) { return g->owner == &*at; };
        std::erase_if(active_, is_its);
        std::erase_if(lists, [&](const auto& l) { return is_its(l.second.group); });
        accounts.erase(at);
    }

    std::vector<timed_slot> woken_{}; ///< by the call at hand, as are the next
    std::vector<std::uint32_t> overdue_{};
    std::optional<account_key> looked_at_{};
};

} // namespace jobpoll::inline v0::detail

#endif
