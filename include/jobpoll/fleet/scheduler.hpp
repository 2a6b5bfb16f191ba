// jobpoll: who is asked, when, and what a report does to a job; no JSON, no clock, no text.
#ifndef JOBPOLL_FLEET_SCHEDULER_HPP
#define JOBPOLL_FLEET_SCHEDULER_HPP

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include <jobpoll/fleet/job_queues.hpp>
#include <jobpoll/machine/step.hpp>

namespace jobpoll::inline v0::detail {

/// A request to make: a job's, or a list's where there is no slot.
struct wanted_request {
    std::uint32_t slot;
    std::uint64_t number; ///< of a list's
    std::int64_t saves_per_mille;
};

/// A job that the call at hand has moved.
struct moved_job {
    std::uint32_t slot;
    event what;
    const job* seen;
};

/// How often a state asks, in millionths of a request a second: once in the delay that stands.
[[nodiscard]] constexpr std::int64_t demand_of(const machine_state& s, const fleet_pacing& pacing) noexcept {
    if (s.stage == stage::ended || s.stage == stage::idle) return 0;
    const milliseconds delay = s.attempts == 0 ? pacing.spread : s.next_poll - s.decided_at;
    return whole_request / (std::max<std::int64_t>)(delay.count(), 1);
}

/// Every operation of a fleet on what is already understood: each is a function of the fleet and its
/// arguments.
class scheduler : public job_queues {
public:
    fleet_counters counters{};
    std::vector<wanted_request> wanted{}; ///< by the call at hand
    std::vector<moved_job> moved{};       ///< by the call at hand

    /// A call begins. Time that goes backwards stands still.
    void begin(milliseconds at) {
        now = (std::max)(now, at);
        wanted.clear();
        moved.clear();
    }

    /// Starts a job that was added to the table, or goes on with one that was saved, whose turn was so
    /// long after its start.
    void start(std::uint32_t slot, const machine_state& saved, milliseconds origin, milliseconds turn = {}) {
        fleet_job& j = table.jobs[slot];
        j.origin = origin;
        table.set_state(slot, saved);
        j.due = saturating_add(origin, turn);
        if (saved.stage == stage::ended) return finish(slot);
        watch(slot, j.deadline());
        j.account().demand += demand_of(saved, pacing);
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
            ask_overdue(slot);
        pick();
        for (const std::uint32_t slot : overdue_)
            end_overdue(slot);
        forget_idle_account();
    }

    /// What is said of a job, mostly as the answer to its request.
    void answer(std::uint32_t slot, const report& said, const job* seen) {
        fleet_job& j = table.jobs[slot];
        count(said.event);
        if (!j.account().heed(said, j.request, sent, now)) return put_back(slot);
        step_job(slot, said, seen);
        note_access(said, slot);
    }

    /// A list mentions a job: it is asked for by lists again, and a request of its own stays on the way.
    void answer_mentioned(std::uint32_t slot, const report& said, const job* seen) {
        fleet_job& j = table.jobs[slot];
        if (j.place == job_place::ready) leave(slot);
        j.is_single = false;
        step_job(slot, said, seen, j.place == job_place::asked);
    }

    /// What a list request leads to beside the jobs that it mentions; `mentioned` of those that it was for.
    ///
    /// A fault is charged to every job that the list was for; what is wrong with the list alone is not, and a
    /// job that is not mentioned is asked for alone.
    void answer_list(std::uint64_t number, const report& said, std::size_t mentioned) {
        const auto at = lists.find(number);
        job_group& g = *at->second.group;
        const std::vector<std::uint32_t> covered = std::move(at->second.covered);
        count(said.event);
        const bool refused = is_refused_access(said);
        bool is_charged = g.account().heed(said, number, sent, now);
        leave_list(at->second, number);
        const bool is_fault = said.event == event::no_reply || said.event == event::throttled ||
                              said.event == event::server_error;
        for (const std::uint32_t slot : covered) {
            if (!is_covered(slot, number)) continue;
            if (refused && !is_charged)
                put_back(slot);
            else if (refused || is_fault || g.list_only)
                step_job(slot, said, nullptr);
            else
                ask_alone(slot);
            if (refused && is_charged) note_access(said, slot), is_charged = false; // one job is enough
        }
        if (!is_fault && !refused) g.learn(mentioned, covered.size());
    }

    /// A request for a list that covers every job of it that has not ended and is not asked for, due or not.
    std::uint64_t ask_whole_list(job_group& g) {
        const std::uint64_t number = open_list(g);
        for (std::uint32_t slot = 0; slot < table.jobs.size(); ++slot) {
            const fleet_job& j = table.jobs[slot];
            if (j.group != &g || (j.place != job_place::waiting && j.place != job_place::ready)) continue;
            leave(slot);
            cover(slot, number);
        }
        return number;
    }

    void erase(std::uint32_t slot) {
        fleet_job& j = table.jobs[slot];
        const auto owner = table.accounts.find(j.group->owner->first);
        if (j.place != job_place::finished) {
            --table.live;
            owner->second.demand -= demand_of(table.state_of(slot), pacing);
        }
        leave(slot);
        table.remove(slot);
        if (owner->second.users == 0) keep_idle(owner->first);
    }
    /// An account without jobs is forgotten when nothing is lost by it.
    void keep_idle(const account_key& account) { idle_.push_back(account); }

    /// No reply will come to any request that is on the way: its jobs are due as they were.
    void forget_requests() {
        for (auto& [number, l] : lists)
            leave_list(l, number);
        lists.clear();
        for (std::uint32_t slot = 0; slot < table.jobs.size(); ++slot)
            if (table.jobs[slot].is_on_the_way()) put_back(slot);
    }

    /// The credentials of an account are good again: a 401 to what was sent before is charged to no job.
    void renew(std::uint64_t account) {
        for (auto& [key, a] : table.accounts) {
            if (key.number != account) continue;
            a.access = credentials::good;
            a.doubted = sent;
            a.probe = 0;
        }
    }

    /// One step of one job, and to where the new state belongs; nothing after its end.
    ///
    /// `still_asked` where the step is not the answer to the request that is on the way.
    void step_job(std::uint32_t slot, const report& said, const job* seen, bool still_asked = false) {
        fleet_job& j = table.jobs[slot];
        machine_state state = table.state_of(slot);
        if (state.stage == stage::ended) return;
        account_limiter& a = j.account();
        const std::int64_t demand = demand_of(state, pacing);
        j.profile->second.rules.seed = j.seed;
        state = step(state, said, j.rules(), saturating_subtract(now, j.origin));
        const bool ended = state.stage == stage::ended;
        const event what = meaning_of(said);
        if (!ended && what == event::throttled) wait_for_account(state, j, a);
        a.demand += demand_of(state, pacing) - demand;
        // After a 429 the job keeps its turn; after a 401 it is the one that is asked again at once.
        if (what != event::throttled)
            j.due =
                is_refused_access(said) ? (milliseconds::min)() : saturating_add(j.origin, state.next_poll);
        table.set_state(slot, state);
        moved.push_back({slot, said.event, seen});
        if (still_asked && !ended) return;
        leave(slot);
        if (!ended) return place(slot);
        finish(slot);
        ++counters.ends[static_cast<std::size_t>(state.outcome)];
    }

private:
    void count(event what) noexcept {
        counters.replies += what == event::no_reply ? 0 : 1;
        ++counters.events[static_cast<std::size_t>(what)];
    }

    // The account says when the job is asked again, and not the machine's own back-off.
    static void wait_for_account(machine_state& state, const fleet_job& j,
                                 const account_limiter& a) noexcept {
        const milliseconds allowed = saturating_subtract(a.allowed_at(), j.origin);
        const milliseconds latest = (std::max)(j.rules().max_wait, state.elapsed);
        state.next_poll = std::clamp(allowed, state.elapsed, latest);
        state.decided_at = state.elapsed;
    }

    void note_access(const report& said, std::uint32_t slot) {
        const fleet_job& j = table.jobs[slot];
        if (is_refused_access(said) && j.place == job_place::finished)
            j.account().access = credentials::refused;
    }

    void put_back(std::uint32_t slot) {
        if (!table.jobs[slot].is_on_the_way()) return;
        leave(slot);
        place(slot);
    }
    void ask_alone(std::uint32_t slot) {
        leave(slot);
        table.jobs[slot].is_single = true;
        place(slot);
    }

    void time_out(const sent_request& late) {
        const bool is_list = late.slot == no_slot;
        if (is_list && lists[late.number].is_late) return static_cast<void>(lists.erase(late.number));
        ++counters.timeouts;
        if (!is_list) return answer(late.slot, {.event = event::no_reply}, nullptr);
        answer_list(late.number, {.event = event::no_reply}, 0);
        keep_late(late.number);
    }

    // A job is looked at once more at its deadline; the latest end is the time of a reply later.
    void note_overdue(const timed_job& watched) {
        const std::uint32_t slot = watched.slot;
        const fleet_job& j = table.jobs[slot];
        const milliseconds latest = saturating_add(j.deadline(), timeout_of(j));
        if (watched.at() >= latest) return step_job(slot, {.event = event::deadline}, nullptr);
        if (j.is_on_the_way()) return watch(slot, (std::max)(latest, now));
        if (j.place == job_place::waiting) {
            leave(slot);
            make_ready(slot);
        }
        overdue_.push_back(slot);
    }
    void ask_overdue(std::uint32_t slot) {
        const fleet_job& j = table.jobs[slot];
        if (j.place == job_place::ready && j.account().allowed_at() <= now && has_share(j.account()))
            pick_job(slot);
    }
    void end_overdue(std::uint32_t slot) {
        if (table.jobs[slot].is_on_the_way()) watch(slot, saturating_add(now, timeout_of(table.jobs[slot])));
        if (table.jobs[slot].place == job_place::ready) step_job(slot, {.event = event::deadline}, nullptr);
    }

    /// Asks for due jobs, most urgent first over all groups.
    void pick() {
        using candidate = std::pair<timed_job, job_group*>;
        const auto later = [](const candidate& a, const candidate& b) { return b.first < a.first; };
        const auto add = [&](job_group& g) {
            if (g.ready == 0) return;
            candidates_.push_back({most_urgent(g), &g});
            std::push_heap(candidates_.begin(), candidates_.end(), later);
        };
        std::erase_if(active, [](job_group* g) { return !(g->is_active = g->ready != 0); });
        for (const job_group* g : active)
            g->account().advance(pacing, now);
        candidates_.clear();
        for (job_group* g : active)
            add(*g);
        while (!candidates_.empty() && in_flight < max_in_flight) {
            std::pop_heap(candidates_.begin(), candidates_.end(), later);
            const auto [first, g] = candidates_.back();
            candidates_.pop_back();
            if (!has_share(g->account()) || g->account().next_grant(pacing, now) > now) continue;
            pick_job(first.slot);
            add(*g);
        }
    }

    // A list is asked for where it is the only way, or where it saves requests.
    void pick_job(std::uint32_t slot) {
        const fleet_job& j = table.jobs[slot];
        job_group& g = *j.group;
        const std::int64_t gain = g.list_gain();
        if (!j.is_listable() || (gain <= 0 && !g.list_only)) {
            leave(slot);
            ask(slot);
            ++counters.polls;
            return wanted.push_back({slot, 0, 0});
        }
        const std::uint64_t number = open_list(g);
        for (const timed_job& e : g.queue.all()) {
            if (!is_ready(e, g) || !table.jobs[e.slot].is_listable()) continue;
            leave(e.slot);
            cover(e.slot, number);
        }
        if (g.ready == 0) g.queue.clear();
        wanted.push_back({no_slot, number, gain});
    }
    std::uint64_t open_list(job_group& g) {
        ++counters.polls;
        ++counters.lists;
        return ask_list(g);
    }

    // One account a call, so that no call has to look at all of them.
    void forget_idle_account() {
        if (idle_.empty()) return;
        const account_key key = idle_.front();
        idle_.pop_front();
        const auto found = table.accounts.find(key);
        if (found == table.accounts.end() || found->second.users != 0) return;
        if (!found->second.is_forgettable(now)) return idle_.push_back(key);
        std::erase_if(active, [&](const job_group* g) { return g->owner == &*found; });
        for (auto at = lists.begin(); at != lists.end();)
            at = at->second.group->owner == &*found ? lists.erase(at) : std::next(at);
        table.accounts.erase(found);
    }

    std::vector<std::uint32_t> overdue_{};                       ///< of the call at hand
    std::vector<std::pair<timed_job, job_group*>> candidates_{}; ///< of the call at hand
    std::deque<account_key> idle_{};                             ///< accounts without jobs
};

} // namespace jobpoll::inline v0::detail

#endif
