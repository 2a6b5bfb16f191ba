// jobpoll: who is asked, when, and what a reply does to a job; no clock, no text.
#ifndef JOBPOLL_FLEET_SCHEDULER_HPP
#define JOBPOLL_FLEET_SCHEDULER_HPP

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/fleet/queues.hpp>
#include <jobpoll/polling/snapshot.hpp>

namespace jobpoll::inline v0::detail {

/// A job to insert: a new one, or one at rest, which has the clock and the fingerprints of its contracts,
/// too.
struct job_value {
    std::uint64_t fingerprint = 0;
    std::uint64_t list = 0; ///< that of the endpoint leaves it out, for it decides nothing
    clock_kind clock{};
    std::uint64_t account = 0, tag = 0, seed = 0;
    milliseconds origin{}, turn{}; ///< when it is due, since the start
    bool is_single = false, had_history = false;
    poll_options options{.max_wait = milliseconds{0}};
    machine_state state{};
    std::string id{};
};

/// A job that the call at hand has moved.
struct moved_job {
    std::uint32_t slot;
    event what;
    const job* seen;
};

/// Every operation of a fleet: a function of the fleet and its arguments.
class scheduler : public job_queues {
public:
    fleet_counters counters{};
    reader reading{any_error_body};
    std::vector<fleet_request> requests{}; ///< by the last `due`
    std::vector<moved_job> moved{};        ///< by the call at hand

    // The handle of a list request is its number.
    static constexpr bool is_list(job_handle h) noexcept { return (h.slot & list_bit) != 0; }
    static constexpr std::uint64_t number_of(job_handle h) noexcept {
        return std::uint64_t{h.generation} << 31 | (h.slot & ~list_bit);
    }
    static constexpr job_handle handle_of_list(std::uint64_t number) noexcept {
        return {static_cast<std::uint32_t>(number) | list_bit, static_cast<std::uint32_t>(number >> 31)};
    }

    /// A call begins. Time that goes backwards stands still.
    void begin(milliseconds at) {
        now = (std::max)(now, at);
        for (const moved_job& m : moved)
            jobs[m.slot].is_moved = false;
        moved.clear();
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

    /// Adds a job, and starts a new one; `slot` is where it is then.
    [[nodiscard]] fleet_error insert(const endpoint& e, const job_value& made, std::uint32_t& slot) {
        if (!find_invalid_option(e, made.id, made.options).empty()) return fleet_error::invalid_options;
        if (made.id.size() > 0xffff) return fleet_error::id_too_long;
        if (jobs.size() >= list_bit) return fleet_error::full;
        job_group& group = group_of(made.account, e, made.options);
        if (find(group, made.id, e) != no_slot) return fleet_error::duplicate_job;
        slot = add(group, e, made.id, made.options);
        fleet_job& j = jobs[slot];
        j.seed = made.seed;
        j.tag = made.tag;
        j.is_single = made.is_single;
        j.origin = made.origin;
        j.due = saturating_add(made.origin, made.turn);
        set_state(slot, made.state);
        if (made.state.stage == stage::ended) return finish(slot), fleet_error::none;
        watch(slot, j.deadline());
        j.account().demand += demand_of(made.state, spread);
        if (made.state.stage != stage::idle) return place(slot), fleet_error::none;
        step_job(slot, {.event = event::started}, nullptr);
        begin(now); // the caller has the decision
        return fleet_error::none;
    }

    /// Finds the requests to make now, and ends what is past its deadline.
    void due() {
        requests.clear();
        while (const auto late = take_timeout())
            time_out(*late);
        overdue_.clear();
        for (const timed_job& e : wake_up())
            if (is_current(e)) look_at(e);
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

    /// A reply came; how many jobs it mentions.
    std::uint32_t read(job_handle h, const reply& r) {
        const std::uint32_t mentioned = is_list(h) ? read_list(h, r) : read_job(h.slot, r);
        counters.tolerated += reading.counts().tolerated;
        counters.breaches += reading.counts().breaches;
        counters.fatal += reading.counts().fatal;
        return mentioned;
    }
    /// What is said as the answer to a request.
    void take(job_handle h, const report& said) {
        if (!is_list(h)) return answer(h.slot, said, nullptr);
        answer_list(number_of(h), said, 0);
        lists.erase(number_of(h));
    }

    /// Makes the request for the list of a group. It covers the jobs that are due; with `all` every job, and
    /// then the quota is not asked.
    job_handle ask_for_list(job_group& g, bool all) {
        ++counters.polls;
        ++counters.lists;
        const std::uint64_t number = count_request(no_slot, g.account(), timeout_of(g));
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
        return handle_of_list(number);
    }

    void erase(std::uint32_t slot) {
        if (jobs[slot].goes_on()) {
            jobs[slot].account().demand -= demand_of(state_of(slot), spread);
            count_live(jobs[slot], -1);
        }
        leave(slot);
        remove(slot);
    }

    /// No reply will come to any request that is on the way: its jobs are due as they were.
    void forget_requests() {
        for (auto& [number, l] : lists)
            leave_list(l, number);
        lists.clear();
        for (std::uint32_t slot = 0; slot < jobs.size(); ++slot)
            put_back(slot);
    }

    /// One step of one job, and to where the new state belongs; nothing after its end.
    ///
    /// `still_asked` where the step is not the answer to the request that is on the way.
    void step_job(std::uint32_t slot, const report& said, const job* seen, bool still_asked = false) {
        fleet_job& j = jobs[slot];
        machine_state state = state_of(slot);
        if (state.stage == stage::ended) return;
        account_limiter& a = j.account();
        a.demand -= demand_of(state, spread);
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
            constexpr std::uint16_t turns_kept = 3; // refusals in a row
            if (state.throttled > turns_kept) j.due = now;
            const milliseconds allowed = saturating_subtract(a.allowed_at(), j.origin);
            const milliseconds latest = (std::max)(j.rules().max_wait, state.elapsed);
            state.next_poll = (std::clamp)(allowed, state.elapsed, latest);
            state.decided_at = state.elapsed;
        }
        a.demand += demand_of(state, spread);
        set_state(slot, state);
        if (!j.is_moved) moved.push_back({slot, said.event, seen});
        j.is_moved = true;
        if (still_asked && !ended) return;
        leave(slot);
        if (!ended) return place(slot);
        finish(slot);
        ++counters.ends[static_cast<std::size_t>(state.outcome)];
    }

private:
    std::uint32_t read_job(std::uint32_t slot, const reply& r) {
        const fleet_job& j = jobs[slot];
        const machine_state state = state_of(slot);
        reading.ask(j.documented(), j.name(), j.group().reading);
        reading.resume({}, state.phase, state.progress.last, false);
        const report said = reading.read(r);
        const bool mentioned = is_usable(said.event) && said.mentions_job;
        answer(slot, said, mentioned ? &reading.job() : nullptr);
        return mentioned ? 1 : 0;
    }

    /// The jobs of a list are moved once the whole body has proved to be good. A job that it mentions is
    /// asked for by lists again, and a request of its own stays on the way.
    std::uint32_t read_list(job_handle h, const reply& r) {
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
        const auto mentioned = static_cast<std::uint32_t>(moved.size());
        if (is_usable(said.event))
            said = {.event = reading.list_is_whole() ? event::not_found : event::in_progress,
                    .mentions_job = false,
                    .status = said.status,
                    .retry_after = said.retry_after};
        answer_list(number_of(h), said, covered);
        lists.erase(number_of(h));
        return mentioned;
    }

    void answer(std::uint32_t slot, const report& said, const job* seen) {
        count(said.event);
        if (!jobs[slot].account().heed(said, jobs[slot].request, sent, now)) return put_back(slot);
        step_job(slot, said, seen);
        note_access(said, slot);
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
        const bool was_list = late.slot == no_slot;
        if (was_list && lists[late.number].is_late) return static_cast<void>(lists.erase(late.number));
        ++counters.timeouts;
        if (!was_list) return answer(late.slot, {.event = event::no_reply}, nullptr);
        answer_list(late.number, {.event = event::no_reply}, 0);
        requests_.push({saturating_add(now, timeout_of(*lists[late.number].group)), late.number, no_slot});
    }

    /// Wakes a job up. It is looked at once more at its deadline; the latest end is the time of a reply
    /// later.
    void look_at(const timed_job& e) {
        const fleet_job& j = jobs[e.slot];
        if (j.place == job_place::waiting) make_ready(e.slot);
        if (e.at() < j.deadline()) return;
        const milliseconds latest = saturating_add(j.deadline(), timeout_of(e.slot));
        const bool asked = j.is_on_the_way();
        if ((asked ? now : e.at()) >= latest) return step_job(e.slot, {.event = event::deadline}, nullptr);
        asked ? watch(e.slot, latest) : overdue_.push_back(e.slot);
    }

    /// Asks for due jobs, most urgent first over all groups.
    void pick() {
        std::erase_if(active_, [](job_group* g) { return !(g->is_active = g->ready != 0); });
        candidates_.clear();
        const auto add = [&](job_group& g) {
            if (g.ready == 0) return g.queue.clear();
            candidates_.push_back(most_urgent(g));
            std::push_heap(candidates_.begin(), candidates_.end(), std::greater<>{});
        };
        for (job_group* g : active_) {
            g->account().advance(smoothing, now);
            add(*g);
        }
        while (!candidates_.empty() && in_flight < max_in_flight) {
            std::pop_heap(candidates_.begin(), candidates_.end(), std::greater<>{});
            job_group& g = jobs[candidates_.back().slot].group();
            const bool is_granted = has_share(g.account()) && g.account().next_grant(smoothing, now) <= now;
            if (is_granted) ask_for(candidates_.back().slot);
            candidates_.pop_back();
            if (is_granted) add(g);
        }
    }

    // A list is asked for where it is the only way, or where it saves requests.
    void ask_for(std::uint32_t slot) {
        fleet_job& j = jobs[slot];
        job_group& g = j.group();
        const std::int64_t gain = g.list_gain();
        const bool by_list = j.is_listable() && (gain > 0 || g.list_only);
        fleet_request& r = requests.emplace_back();
        r.account = j.account_number();
        r.asks = by_list ? g.list : &j.documented();
        if (by_list) {
            r.handle = ask_for_list(g, false);
            r.covers = static_cast<std::uint32_t>(lists[sent].covered.size());
            r.saves_per_mille = gain;
            return;
        }
        leave(slot);
        j.place = job_place::asked;
        j.request = count_request(slot, j.account(), timeout_of(slot));
        ++counters.polls;
        prefetch(&j.state);
        prefetch(&j + 1);
        r.handle = handle_of(slot);
        r.job_id = j.name();
        r.tag = j.tag;
    }

    std::vector<std::uint32_t> overdue_{}; ///< of the call at hand, as is the next
    std::vector<timed_job> candidates_{}; ///< the most urgent job of each group
};

} // namespace jobpoll::inline v0::detail

#endif
