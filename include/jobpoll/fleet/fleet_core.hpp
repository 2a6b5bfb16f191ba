// jobpoll: the operations of a fleet on what is already understood: no JSON, no clock, no text.
#ifndef JOBPOLL_FLEET_FLEET_CORE_HPP
#define JOBPOLL_FLEET_FLEET_CORE_HPP

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include <jobpoll/fleet/fleet_queues.hpp>

namespace jobpoll::inline v0::detail {

/// Many jobs and the time. Every operation is a pure function of the fleet and its arguments, so that a
/// journal of them leads to the same fleet again.
class fleet_core {
public:
    fleet_queues queues;
    milliseconds now = milliseconds::min(); ///< the latest moment that is known

    [[nodiscard]] fleet_store& store() noexcept { return queues.store; }
    [[nodiscard]] const fleet_store& store() const noexcept { return queues.store; }

    /// Time that goes backwards stands still.
    void advance_clock(milliseconds to) noexcept {
        if (now == milliseconds::min()) queues.wheel.begin(to);
        now = std::max(now, to);
    }

    [[nodiscard]] bool is_current(std::uint32_t slot, std::uint32_t generation) const noexcept {
        if ((slot & ticket_bit) != 0) {
            const std::uint32_t at = slot & ~ticket_bit;
            return at < queues.tickets.size() && queues.tickets[at].is_open &&
                   queues.tickets[at].generation == generation;
        }
        return slot < store().jobs.size() && store().jobs[slot].place != fleet_place::nowhere &&
               store().jobs[slot].generation == generation;
    }

    [[nodiscard]] std::uint32_t generation_of(std::uint32_t slot) const noexcept {
        return (slot & ticket_bit) != 0 ? queues.tickets[slot & ~ticket_bit].generation
                                        : store().jobs[slot].generation;
    }

    /// The group that a job with these options belongs to.
    [[nodiscard]] std::uint32_t group_of(const endpoint& e, std::uint64_t account, const fleet_kind& k) {
        return store().group(store().lane(account, e), k);
    }

    /// A new job; takes an id that its group has not.
    std::uint32_t insert(std::uint32_t group, const fleet_kind& k, std::string_view id, std::uint64_t seed) {
        const std::uint32_t slot = store().jobs.take();
        fleet_record& r = store().jobs[slot];
        r.group = group;
        r.kind = store().kinds.use(k);
        r.seed = seed;
        r.origin = now;
        r.flags = 0;
        store().name(slot, id);
        store().set_state(slot, {});
        step_job(slot, {.what = event::started});
        return slot;
    }

    /// One step of one job: the machine's, and then to where the new state belongs.
    ///
    /// Shapes: `keeps_asking` where the step is not the answer to the request that is on the way.
    machine_state step_job(std::uint32_t slot, machine_input in, bool keeps_asking = false) {
        fleet_record& r = store().jobs[slot];
        if (r.place == fleet_place::waiting) store().jobs.prefetch_neighbours(r);
        machine_state state = store().state_of(slot);
        const bool stays = r.place == fleet_place::asked && keeps_asking;
        if (state.stage == stage::ended) return state;
        in.elapsed = saturating_subtract(now, r.origin);
        machine_rules rules = store().kinds[r.kind].rules;
        rules.seed = r.seed;
        const fleet_pacing& pacing = queues.limits.pacing;
        const std::int64_t demand = demand_of(state, pacing);
        step_in_place(state, in, rules);
        store().lane_of(r).demand += demand_of(state, pacing) - demand;
        const bool has_ended = state.stage == stage::ended;
        const bool moves = !stays || has_ended;
        if (moves) queues.unlink(slot);
        store().set_state(slot, state);
        if (moves) queues.place(slot, has_ended);
        return state;
    }

    /// A list mentions a job: it is asked for by lists again.
    machine_state step_listed(std::uint32_t slot, const machine_input& in) {
        if (store().jobs[slot].place == fleet_place::ready) queues.unlink(slot);
        clear_flags(slot, flag_mentioned | flag_single);
        return step_job(slot, in, true);
    }

    void set_flag(std::uint32_t slot, fleet_flag flag) noexcept {
        fleet_record& r = store().jobs[slot];
        r.flags = static_cast<std::uint8_t>(r.flags | flag);
    }

    /// The list did not mention a job: it is asked for alone, unless there is no such request.
    void step_unlisted(std::uint32_t slot) {
        if (store().groups[store().jobs[slot].group].alone) {
            step_job(slot, {.what = event::in_progress, .mentions_job = false});
            return;
        }
        queues.unlink(slot);
        set_flag(slot, flag_single);
        queues.place(slot, false);
    }

    /// The reply to a ticket is dealt with; the jobs that are left on it were not mentioned.
    ///
    /// Shapes: `mentioned` is how many of its jobs were; nothing where the reply was none.
    void end_ticket(std::uint32_t ticket, std::optional<std::uint32_t> mentioned) {
        fleet_ticket& t = queues.tickets[ticket];
        if (mentioned) store().groups[t.group].learn(std::min(*mentioned, t.covered), t.covered);
        while (t.head != no_slot)
            step_unlisted(t.head);
        queues.close_ticket(ticket);
    }

    /// Whether the list is the only way to ask for the jobs of a ticket.
    [[nodiscard]] bool lists_alone(std::uint32_t ticket) const noexcept {
        return store().groups[queues.tickets[ticket].group].alone;
    }

    /// A ticket for every job of a list that has not ended and is not asked for, due or not.
    [[nodiscard]] std::uint32_t ask_list(std::uint32_t group) {
        const std::uint32_t ticket = queues.open_ticket(group);
        ++queues.in_flight;
        for (std::uint32_t left = store().jobs.size(); left != 0; --left) {
            const std::uint32_t slot = left - 1;
            const fleet_record& r = store().jobs[slot];
            const bool free = r.place == fleet_place::waiting || r.place == fleet_place::ready;
            if (r.group != group || !free) continue;
            queues.unlink(slot);
            queues.cover(slot, ticket);
        }
        return ticket;
    }

    void pause(std::uint32_t lane, milliseconds until) noexcept {
        milliseconds& paused = store().lanes[lane].paused_until;
        paused = std::max(paused, until);
    }

    void erase(std::uint32_t slot) {
        fleet_record& r = store().jobs[slot];
        store().lane_of(r).demand -= demand_of(store().state_of(slot), queues.limits.pacing);
        queues.unlink(slot);
        store().forget(slot);
    }

    /// No reply will come to any request that is on the way: its jobs are due as they were.
    void forget_requests() {
        for (std::uint32_t slot = 0; slot < store().jobs.size(); ++slot) {
            if (store().jobs[slot].place != fleet_place::asked) continue;
            queues.unlink(slot);
            queues.place(slot, false);
        }
        for (std::uint32_t at = 0; at < queues.tickets.size(); ++at) {
            if (!queues.tickets[at].is_open) continue;
            while (queues.tickets[at].head != no_slot) {
                const std::uint32_t slot = queues.tickets[at].head;
                queues.unlink(slot);
                queues.place(slot, false);
            }
            queues.close_ticket(at);
        }
    }

    template <class Take>
    void due(Take&& take) {
        queues.advance(now);
        queues.pick(now, take);
    }

    void clear_flags(std::uint32_t slot, int flags) noexcept {
        fleet_record& r = store().jobs[slot];
        r.flags = static_cast<std::uint8_t>(r.flags & ~flags);
    }
};

} // namespace jobpoll::inline v0::detail

#endif
