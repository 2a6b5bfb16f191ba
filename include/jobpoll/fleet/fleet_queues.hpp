// jobpoll: where the jobs of a fleet wait: until they are due, until they may be asked for, for a reply.
#ifndef JOBPOLL_FLEET_FLEET_QUEUES_HPP
#define JOBPOLL_FLEET_FLEET_QUEUES_HPP

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <jobpoll/fleet/fleet_store.hpp>
#include <jobpoll/fleet/fleet_wheel.hpp>

namespace jobpoll::inline v0::detail {

/// What makes a number of a request one of a list's, and not a job's.
inline constexpr std::uint32_t ticket_bit = 0x80000000u;

/// A request for a list that is on the way, and the jobs that nobody else is asked for meanwhile.
struct fleet_ticket {
    std::uint32_t generation = 1;
    std::uint32_t group = 0;
    std::uint32_t head = no_slot;
    std::uint32_t covered = 0;
    bool is_open = false;
};

/// The caller's limits.
struct fleet_limits {
    std::uint32_t max_in_flight = 0;
    fleet_pacing pacing{};
};

/// Every list and queue that a job can be in. A job is in one of them, which `place` of its record names.
class fleet_queues {
public:
    fleet_store store;
    fleet_limits limits;
    fleet_wheel wheel;
    std::vector<fleet_ticket> tickets;
    std::uint32_t in_flight = 0;
    std::uint32_t first_finished = no_slot;
    std::uint32_t last_finished = no_slot;
    std::uint32_t finished = 0;

    /// Puts a job where its state belongs; one that is asked for stays so until it has ended.
    void place(std::uint32_t slot, bool has_ended) {
        if (has_ended) return finish(slot);
        const milliseconds due = store.due_of(slot);
        if (due <= wheel.now()) return make_ready(slot);
        store.jobs[slot].place = fleet_place::waiting;
        wheel.add(store.jobs, slot, due);
    }

    /// Takes a job out of whatever it is in.
    void unlink(std::uint32_t slot) {
        fleet_record& r = store.jobs[slot];
        switch (r.place) {
        case fleet_place::waiting:
            wheel.remove(store.jobs, slot, store.due_of(slot));
            break;
        case fleet_place::ready:
            leave_ready(slot);
            break;
        case fleet_place::asked:
            --in_flight;
            break;
        case fleet_place::covered:
            uncover(slot);
            break;
        case fleet_place::finished:
            unfinish(slot);
            break;
        case fleet_place::nowhere:
            break;
        }
        r.place = fleet_place::nowhere;
    }

    /// Time goes on: jobs become due.
    void advance(milliseconds now) {
        wheel.advance(store.jobs, now, due_moment{&store}, [this](std::uint32_t slot) { make_ready(slot); });
    }

    /// The first moment at which there may be something to ask for; nothing where only a reply can help.
    [[nodiscard]] std::optional<milliseconds> next_wakeup() const {
        if (in_flight >= limits.max_in_flight) return std::nullopt;
        std::optional<milliseconds> first = wheel.earliest(store.jobs, due_moment{&store});
        for (const std::uint32_t at : active_) {
            const milliseconds grant = std::max(
                store.lanes[store.groups[at].lane].next_grant(limits.pacing, wheel.now()), wheel.now());
            if (!first || grant < *first) first = grant;
        }
        return first;
    }

    /// Picks what to ask for now, most urgent first: `take(number, gain)` with a job's slot, or with a
    /// ticket's number and the requests that it saves, in thousandths.
    template <class Take>
    void pick(milliseconds now, Take&& take) {
        list_candidates(now);
        const std::greater<candidate> later;
        while (!candidates_.empty() && in_flight < limits.max_in_flight) {
            std::pop_heap(candidates_.begin(), candidates_.end(), later);
            const std::uint32_t at = candidates_.back().group;
            candidates_.pop_back();
            fleet_lane& lane = store.lanes[store.groups[at].lane];
            if (lane.next_grant(limits.pacing, now) > now) continue;
            lane.grant(now);
            ++in_flight;
            pick_from(at, take);
            add_candidate(at);
        }
    }

    /// A ticket for a group, without a job yet.
    [[nodiscard]] std::uint32_t open_ticket(std::uint32_t group) {
        auto found = std::find_if(tickets.begin(), tickets.end(), [](const auto& t) { return !t.is_open; });
        if (found == tickets.end()) found = tickets.insert(found, fleet_ticket{});
        found->group = group;
        found->head = no_slot;
        found->covered = 0;
        found->is_open = true;
        return static_cast<std::uint32_t>(found - tickets.begin());
    }

    void close_ticket(std::uint32_t at) noexcept {
        fleet_ticket& t = tickets[at];
        t.is_open = false;
        t.generation = t.generation == 0xffffffffu ? 1 : t.generation + 1;
        --in_flight;
    }

    /// A job that is in nothing waits for the list from now on.
    void cover(std::uint32_t slot, std::uint32_t ticket) noexcept {
        fleet_ticket& t = tickets[ticket];
        fleet_record& r = store.jobs[slot];
        r.place = fleet_place::covered;
        r.prev = ticket_bit | ticket;
        r.next = t.head;
        if (t.head != no_slot) store.jobs[t.head].prev = slot;
        t.head = slot;
        ++t.covered;
    }

    void finish(std::uint32_t slot) noexcept {
        fleet_record& r = store.jobs[slot];
        r.place = fleet_place::finished;
        r.prev = last_finished;
        r.next = no_slot;
        (last_finished == no_slot ? first_finished : store.jobs[last_finished].next) = slot;
        last_finished = slot;
        ++finished;
    }

    void make_ready(std::uint32_t slot) {
        fleet_record& r = store.jobs[slot];
        fleet_group& g = store.groups[r.group];
        r.place = fleet_place::ready;
        ready_queue(g, r).add(store.jobs, slot, store.urgency_of(slot));
        ++store.lanes[g.lane].ready;
        if (g.active_at != no_slot) return;
        g.active_at = static_cast<std::uint32_t>(active_.size());
        active_.push_back(r.group);
    }

private:
    struct candidate {
        fleet_heap::entry first;
        std::uint32_t group;
        // NOLINTNEXTLINE(modernize-use-nullptr): as in fleet_heap.hpp
        friend auto operator<=>(const candidate&, const candidate&) noexcept = default;
    };

    struct due_moment {
        const fleet_store* store;
        milliseconds operator()(std::uint32_t slot) const { return store->due_of(slot); }
    };

    [[nodiscard]] static fleet_heap& ready_queue(fleet_group& g, const fleet_record& r) noexcept {
        return g.list == nullptr || (r.flags & flag_single) != 0 ? g.single : g.listable;
    }

    void leave_ready(std::uint32_t slot) noexcept {
        const fleet_record& r = store.jobs[slot];
        fleet_group& g = store.groups[r.group];
        ready_queue(g, r).remove(store.jobs, slot);
        --store.lanes[g.lane].ready;
        if (!g.has_ready()) deactivate(g);
    }

    void deactivate(fleet_group& g) noexcept {
        const std::uint32_t moved = active_.back();
        active_[g.active_at] = moved;
        store.groups[moved].active_at = g.active_at;
        active_.pop_back();
        g.active_at = no_slot;
    }

    void uncover(std::uint32_t slot) noexcept {
        const fleet_record& r = store.jobs[slot];
        if (r.next != no_slot) store.jobs[r.next].prev = r.prev;
        if ((r.prev & ticket_bit) != 0)
            tickets[r.prev & ~ticket_bit].head = r.next;
        else
            store.jobs[r.prev].next = r.next;
    }

    void unfinish(std::uint32_t slot) noexcept {
        const fleet_record& r = store.jobs[slot];
        (r.prev == no_slot ? first_finished : store.jobs[r.prev].next) = r.next;
        (r.next == no_slot ? last_finished : store.jobs[r.next].prev) = r.prev;
        --finished;
    }

    void list_candidates(milliseconds now) {
        candidates_.clear();
        for (const std::uint32_t at : active_)
            store.lanes[store.groups[at].lane].refill_pace(limits.pacing, now);
        for (const std::uint32_t at : active_)
            add_candidate(at);
    }

    void add_candidate(std::uint32_t at) {
        const fleet_group& g = store.groups[at];
        if (!g.has_ready()) return;
        candidates_.push_back({g.most_urgent().top(), at});
        std::push_heap(candidates_.begin(), candidates_.end(), std::greater<candidate>{});
    }

    // A list is asked for where it is the only way, or where it saves requests.
    template <class Take>
    void pick_from(std::uint32_t at, Take&& take) {
        const fleet_group& g = store.groups[at];
        const std::uint32_t slot = g.most_urgent().top().slot;
        const bool may_list = &g.most_urgent() == &g.listable;
        const std::int64_t gain = g.list_gain();
        if (may_list && (gain > 0 || g.alone)) {
            const std::uint32_t ticket = open_ticket(at);
            while (!g.listable.empty())
                move_under(g.listable.top().slot, ticket);
            return take(ticket_bit | ticket, gain);
        }
        unlink(slot);
        store.jobs[slot].place = fleet_place::asked;
        store.jobs.prefetch_state(slot);
        take(slot, 0);
    }

    void move_under(std::uint32_t slot, std::uint32_t ticket) {
        unlink(slot);
        cover(slot, ticket);
    }

    std::vector<std::uint32_t> active_; ///< groups with due jobs
    std::vector<candidate> candidates_; ///< of the call at hand
};

} // namespace jobpoll::inline v0::detail

#endif
