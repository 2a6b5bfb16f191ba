// jobpoll: who is asked, when, and what a report does to a job; no JSON, no clock, no text.
#ifndef JOBPOLL_FLEET_SCHEDULER_HPP
#define JOBPOLL_FLEET_SCHEDULER_HPP

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <jobpoll/fleet/queues.hpp>

namespace jobpoll::inline v0::detail {

/// Every operation of a fleet on what is already understood: a function of the fleet and its arguments.
class scheduler : public job_queues {
public:
    fleet_counters counters{};
    std::vector<wanted_request> wanted{}; ///< by the call at hand, as is the next
    std::vector<moved_job> moved{};

    /// A call begins. Time that goes backwards stands still.
    void begin(milliseconds at) {
        now = (std::max)(now, at);
        wanted.clear();
        moved.clear();
    }

    /// Starts a job that was added, or goes on with a saved one, whose turn was so long after its start.
    void start(std::uint32_t slot, const machine_state& saved, milliseconds origin, milliseconds turn = {}) {
        fleet_job& j = jobs[slot];
        j.origin = origin;
        j.due = saturating_add(origin, turn);
        set_state(slot, saved);
        if (saved.stage == stage::ended) return finish(slot);
        watch(slot, j.deadline());
        j.account().demand += demand_of(saved, spread);
        if (saved.stage != stage::idle) return place(slot);
        step_job(slot, {.event = event::started}, nullptr);
        moved.clear();
    }

    /// Finds the requests to make now, and ends what is past its deadline.
    void due() {
        while (const auto late = take_timeout())
            time_out(*late);
        overdue_.clear();
        while (const auto watched = take_deadline())
            note_overdue(*watched);
        wake_up();
        for (const std::uint32_t slot : overdue_)
            if (jobs[slot].place == job_place::ready && jobs[slot].account().allowed_at() <= now &&
                has_share(jobs[slot].account()))
                ask_for(slot);
        pick();
        for (const std::uint32_t slot : overdue_) {
            if (jobs[slot].is_on_the_way()) watch(slot, saturating_add(now, timeout_of(slot)));
            if (jobs[slot].place == job_place::ready) step_job(slot, {.event = event::deadline}, nullptr);
        }
        forget_idle_account();
    }

    /// What is said of a job, mostly as the answer to its request.
    void answer(std::uint32_t slot, const report& said, const job* seen) {
        count(said.event);
        if (!jobs[slot].account().heed(said, jobs[slot].request, sent, now)) return put_back(slot);
        step_job(slot, said, seen);
        note_access(said, slot);
    }

    /// A list mentions a job: it is asked for by lists again, and a request of its own stays on the way.
    void answer_mentioned(std::uint32_t slot, const report& said, const job* seen) {
        if (jobs[slot].place == job_place::ready) leave(slot);
        jobs[slot].is_single = false;
        step_job(slot, said, seen, jobs[slot].place == job_place::asked);
    }

    /// What a list request leads to beside the jobs that it mentions; `mentioned` of those that it was for.
    ///
    /// A fault is charged to every job that the list was for, and so is a whole list without the job; what is
    /// wrong with the list alone is not, and then a job that is not mentioned is asked for alone.
    void answer_list(std::uint64_t number, const report& said, std::size_t mentioned) {
        list_request& l = lists[number];
        const std::vector<std::uint32_t> covered = std::move(l.covered);
        count(said.event);
        const event what = meaning_of(said);
        const bool refused = is_refused_access(said);
        const bool is_fault =
            what == event::no_reply || what == event::throttled || what == event::server_error;
        const bool is_whole = what == event::not_found && said.status / 100 == 2;
        bool is_charged = l.group->account().heed(said, number, sent, now);
        leave_list(l, number);
        for (const std::uint32_t slot : covered) {
            if (!is_covered(slot, number)) continue;
            if (refused ? is_charged : is_fault || is_whole || l.group->list_only) {
                step_job(slot, said, nullptr);
                note_access(said, slot);
                is_charged = false; // a 401 is charged to one job
            } else {
                leave(slot);
                jobs[slot].is_single = !refused;
                place(slot);
            }
        }
        if (!is_fault && !refused) l.group->learn(mentioned, covered.size());
    }

    /// Makes the request for the list of a group. It covers the jobs that are due; with `all` every job, and
    /// then the quota is not asked.
    std::uint64_t ask_for_list(job_group& g, bool all) {
        ++counters.polls;
        ++counters.lists;
        const std::uint64_t number =
            count_request(no_slot, g.account(), reply_timeout.value_or(g.reply_timeout));
        list_request& l = lists[number];
        l.group = &g;
        const auto cover = [&](std::uint32_t slot) {
            leave(slot);
            jobs[slot].place = job_place::covered;
            jobs[slot].request = number;
            l.covered.push_back(slot);
        };
        g.queue.for_each([&](const timed_job& e) {
            if (is_ready(e, g) && (all || jobs[e.slot].is_listable())) cover(e.slot);
        });
        for (std::uint32_t slot = 0; all && slot < jobs.size(); ++slot)
            if (jobs[slot].place == job_place::waiting && &jobs[slot].group() == &g) cover(slot);
        if (g.ready == 0) g.queue.clear();
        return number;
    }

    void erase(std::uint32_t slot) {
        const account_key owner = jobs[slot].group().owner->first;
        if (jobs[slot].place != job_place::finished) {
            count_live(jobs[slot], -1);
            jobs[slot].account().demand -= demand_of(state_of(slot), spread);
        }
        leave(slot);
        remove(slot);
        idle.push_back(owner);
    }

    /// No reply will come to any request that is on the way: its jobs are due as they were.
    void forget_requests() {
        for (auto& [number, l] : lists)
            leave_list(l, number);
        lists.clear();
        for (std::uint32_t slot = 0; slot < jobs.size(); ++slot)
            put_back(slot);
    }

    /// The credentials of an account are good again: a 401 to what was sent before is charged to no job.
    void renew(std::uint64_t account) {
        for (auto& [key, a] : accounts) {
            if (key.number != account) continue;
            a.access = account_limiter::credentials::good;
            a.doubted = sent;
            a.probe = 0;
        }
    }

    /// One step of one job, and to where the new state belongs; nothing after its end.
    ///
    /// `still_asked` where the step is not the answer to the request that is on the way.
    void step_job(std::uint32_t slot, const report& said, const job* seen, bool still_asked = false) {
        fleet_job& j = jobs[slot];
        machine_state state = state_at_hand(slot);
        if (state.stage == stage::ended) return;
        account_limiter& a = j.account();
        const std::int64_t demand = demand_of(state, spread);
        j.profile->second.turn_to(j.seed, j.profile->first.past);
        step_in_place(state, said, j.rules(), saturating_subtract(now, j.origin));
        const bool ended = state.stage == stage::ended;
        if (meaning_of(said) != event::throttled) {
            j.due = saturating_add(j.origin, state.next_poll);
            if (is_refused_access(said)) { // the one that is asked again: at once, or after a back-off
                a.paused_until = (std::max)(a.paused_until, j.due);
                j.due = (milliseconds::min)();
            }
        } else if (!ended) {
            // The job keeps its turn, and the account says when it comes, not the machine's own back-off. One
            // that is refused again and again goes behind the others, which may be served.
            if (state.throttled > turns_kept) j.due = now;
            const milliseconds allowed = saturating_subtract(a.allowed_at(), j.origin);
            const milliseconds latest = (std::max)(j.rules().max_wait, state.elapsed);
            state.next_poll = (std::clamp)(allowed, state.elapsed, latest);
            state.decided_at = state.elapsed;
        }
        a.demand += demand_of(state, spread) - demand;
        set_state(slot, state);
        moved.push_back({slot, said.event, seen});
        if (still_asked && !ended) return;
        leave(slot);
        if (!ended) return place(slot);
        finish(slot);
        ++counters.ends[static_cast<std::size_t>(state.outcome)];
    }

    static constexpr std::uint16_t turns_kept = 3; ///< refusals in a row after which a job keeps its turn

private:
    void count(event what) noexcept {
        counters.replies += what == event::no_reply ? 0 : 1;
        ++counters.events[static_cast<std::size_t>(what)];
    }
    void note_access(const report& said, std::uint32_t slot) {
        // A job that its deadline or another limit ends was not asked again: nothing more is known.
        if (is_refused_access(said) && state_of(slot).why == reason::unauthorized &&
            jobs[slot].place == job_place::finished)
            jobs[slot].account().access = account_limiter::credentials::refused;
    }
    void put_back(std::uint32_t slot) {
        if (!jobs[slot].is_on_the_way()) return;
        leave(slot);
        place(slot);
    }

    void time_out(const sent_request& late) {
        const bool is_list = late.slot == no_slot;
        if (is_list && lists[late.number].is_late) return static_cast<void>(lists.erase(late.number));
        ++counters.timeouts;
        if (!is_list) return answer(late.slot, {.event = event::no_reply}, nullptr);
        answer_list(late.number, {.event = event::no_reply}, 0);
        const milliseconds again = reply_timeout.value_or(lists[late.number].group->reply_timeout);
        expect({late.number, saturating_add(now, again), no_slot});
    }

    // A job is looked at once more at its deadline; the latest end is the time of a reply later.
    void note_overdue(const timed_job& watched) {
        const std::uint32_t slot = watched.slot;
        const milliseconds latest = saturating_add(jobs[slot].deadline(), timeout_of(slot));
        if (watched.at() >= latest) return step_job(slot, {.event = event::deadline}, nullptr);
        if (jobs[slot].is_on_the_way()) return watch(slot, (std::max)(latest, now));
        if (jobs[slot].place == job_place::waiting) {
            leave(slot);
            make_ready(slot);
        }
        overdue_.push_back(slot);
    }

    /// Asks for due jobs, most urgent first over all groups.
    void pick() {
        const auto later = [](const candidate& a, const candidate& b) { return a.first > b.first; };
        const auto add = [&](job_group& g) {
            if (g.ready == 0) return g.queue.clear();
            candidates_.emplace_back(most_urgent(g), &g);
            std::push_heap(candidates_.begin(), candidates_.end(), later);
        };
        std::erase_if(active, [](job_group* g) { return !(g->is_active = g->ready != 0); });
        candidates_.clear();
        for (job_group* g : active) {
            g->account().advance(smoothing, now);
            add(*g);
        }
        while (!candidates_.empty() && in_flight < max_in_flight) {
            std::pop_heap(candidates_.begin(), candidates_.end(), later);
            const auto [first, g] = candidates_.back();
            candidates_.pop_back();
            if (!has_share(g->account()) || !g->account().is_granted(smoothing, now)) continue;
            ask_for(first.slot);
            add(*g);
        }
    }

    // A list is asked for where it is the only way, or where it saves requests.
    void ask_for(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        job_group& g = j.group();
        if (const std::int64_t gain = g.list_gain(); j.is_listable() && (gain > 0 || g.list_only))
            return wanted.push_back({no_slot, ask_for_list(g, false), gain});
        leave(slot);
        j.place = job_place::asked;
        j.request = count_request(slot, j.account(), timeout_of(slot));
        ++counters.polls;
        j.prefetch_state();
        wanted.push_back({slot, 0, 0});
    }

    using candidate = std::pair<timed_job, job_group*>;
    std::vector<std::uint32_t> overdue_{}; ///< of the call at hand, as is the next
    std::vector<candidate> candidates_{};
};

} // namespace jobpoll::inline v0::detail

#endif
