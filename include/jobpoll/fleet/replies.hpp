// jobpoll: what replies say, and what it does to the jobs of a fleet.
#ifndef JOBPOLL_FLEET_REPLIES_HPP
#define JOBPOLL_FLEET_REPLIES_HPP

#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/fleet/queues.hpp>

namespace jobpoll::inline v0::detail {

/// What is done to the jobs of a fleet by what is said of them.
class reply_taker : public job_queues {
public:
    reader reading{any_error_body};
    std::vector<moved_job> moved{}; ///< by the call at hand

    // The handle of a list request is its number.
    static constexpr bool is_list(job_handle h) noexcept { return (h.slot & list_bit) != 0; }
    static constexpr std::uint64_t number_of(job_handle h) noexcept {
        return std::uint64_t{h.generation} << 31 | (h.slot & ~list_bit);
    }
    static constexpr job_handle handle_of_list(std::uint64_t number) noexcept {
        return {static_cast<std::uint32_t>(number) | list_bit, static_cast<std::uint32_t>(number >> 31)};
    }

    [[nodiscard]] const fleet_job* find_job(job_handle h) const {
        const bool current = h.slot < jobs.size() && h.generation != 0 && h == handle_of(h.slot);
        return current ? &jobs[h.slot] : nullptr;
    }
    /// What is wrong with a handle; that of a list request is none where `lists_too`.
    [[nodiscard]] fleet_error refusal_of(job_handle h, bool lists_too) const {
        if (!is_list(h)) return find_job(h) != nullptr ? fleet_error::none : fleet_error::stale_handle;
        if (!lists.contains(number_of(h))) return fleet_error::stale_handle;
        return lists_too ? fleet_error::none : fleet_error::not_a_list;
    }

    /// A call begins. Time that goes backwards stands still.
    void begin(milliseconds at) {
        now = (std::max)(now, at);
        for (const moved_job& m : moved)
            jobs[m.slot].is_moved = false;
        moved.clear();
    }

    /// A reply came.
    void read(job_handle h, const reply& r) {
        is_list(h) ? read_list(h, r) : read_job(h.slot, r);
        counters.tolerated += reading.counts().tolerated;
        counters.breaches += reading.counts().breaches;
        counters.fatal += reading.counts().fatal;
    }
    /// What is said as the answer to a request; a list has mentioned so many of the jobs that it was for.
    void take(job_handle h, const report& said, std::size_t mentioned = 0) {
        if (!is_list(h)) return answer(h.slot, said, nullptr);
        answer_list(number_of(h), said, mentioned);
        lists.erase(number_of(h));
    }

    /// One step of one job, and to where the new state belongs; nothing after its end.
    ///
    /// `still_asked` where the step is not the answer to the request that is on the way.
    void step_job(std::uint32_t slot, const report& said, const job* seen, bool still_asked = false) {
        fleet_job& j = jobs[slot];
        machine_state state = state_of(slot);
        if (state.stage == stage::ended) return;
        account_limiter& a = j.account();
        a.demand -= demand_of(state, options.spread.value());
        j.profile->second.turn_to(j.seed);
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
            constexpr std::uint16_t turns_kept = 3; // refusals in a row
            if (state.throttled > turns_kept) j.due = now;
            const milliseconds allowed = saturating_subtract(a.allowed_at(), j.origin);
            const milliseconds latest = (std::max)(j.rules().max_wait, state.elapsed);
            state.next_poll = (std::clamp)(allowed, state.elapsed, latest);
            state.decided_at = state.elapsed;
        }
        a.demand += demand_of(state, options.spread.value());
        set_state(slot, state);
        if (!j.is_moved) moved.push_back({slot, said.event, seen});
        j.is_moved = true;
        if (still_asked && !ended) return;
        leave(slot);
        if (!ended) return place(slot);
        finish(slot);
        // A job that its deadline or another limit ends was not asked again: no more is known of the account.
        if (is_refused_access(said) && state.why == reason::unauthorized)
            a.access = account_limiter::credentials::refused;
        ++counters.ends[static_cast<std::size_t>(state.outcome)];
    }

protected:
    void read_job(std::uint32_t slot, const reply& r) {
        const fleet_job& j = jobs[slot];
        const machine_state state = state_of(slot);
        reading.ask(j.documented(), j.name(), j.group().reading);
        reading.resume({}, state.phase, state.progress.last, false);
        const report said = reading.read(r);
        const bool mentioned = is_usable(said.event) && said.mentions_job;
        answer(slot, said, mentioned ? &reading.job() : nullptr);
    }

    /// The jobs of a list are moved once the whole body has proved to be good. A job that it mentions is
    /// asked for by lists again, and a request of its own stays on the way.
    void read_list(job_handle h, const reply& r) {
        job_group& g = *lists.at(number_of(h)).group;
        reading.ask(*g.list, {}, g.reading);
        report said = reading.read_list(r);
        std::size_t covered = 0;
        for (const listed_job& found : reading.listed()) {
            const std::uint32_t slot = find(g, found.job.id, *g.list);
            // A list may mention a job twice.
            if (slot == no_slot || jobs[slot].place == job_place::finished || jobs[slot].is_moved) continue;
            if (is_covered(slot, number_of(h))) ++covered;
            if (jobs[slot].place == job_place::ready) leave(slot);
            jobs[slot].is_single = false;
            step_job(slot, found.said, &found.job, jobs[slot].place == job_place::asked);
        }
        if (is_usable(said.event))
            said = {.event = reading.list_is_whole() ? event::not_found : event::in_progress,
                    .mentions_job = false,
                    .status = said.status,
                    .retry_after = said.retry_after};
        take(h, said, covered);
    }

    void answer(std::uint32_t slot, const report& said, const job* seen) {
        count(said.event);
        if (!jobs[slot].account().heed(said, jobs[slot].request, sent, now)) return put_back(slot);
        step_job(slot, said, seen);
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
                is_charged = false; // a 401 is charged to one job
            } else {
                jobs[slot].is_single = !refused;
                put_back(slot);
            }
        }
        if (!is_fault && !refused) l.group->learn(mentioned, covered.size());
    }

    void count(event what) noexcept {
        counters.replies += what == event::no_reply ? 0 : 1;
        ++counters.events[static_cast<std::size_t>(what)];
    }
    void put_back(std::uint32_t slot) {
        if (!jobs[slot].is_on_the_way()) return;
        leave(slot);
        place(slot);
    }
};

} // namespace jobpoll::inline v0::detail

#endif
