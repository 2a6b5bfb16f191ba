// jobpoll: a fleet out of its lines, field by field.
#ifndef JOBPOLL_FLEET_FLEET_RESTORER_HPP
#define JOBPOLL_FLEET_FLEET_RESTORER_HPP

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/fleet/fleet_core.hpp>
#include <jobpoll/fleet/fleet_known.hpp>
#include <jobpoll/fleet/fleet_text.hpp>
#include <jobpoll/fleet/fleet_types.hpp>

namespace jobpoll::inline v0::detail {

/// Makes a fleet of lines whose checksum is right already; what a field says is checked all the same.
class fleet_restorer {
public:
    fleet_restorer(std::string_view text, std::span<const known_endpoint> known, fleet_core& into) noexcept
        : text_{text}, known_{known}, core_{&into} {}

    fleet_text_error restore(clock_kind clock) {
        using step = void (fleet_restorer::*)();
        read_head(clock);
        const std::pair<step, std::uint32_t> steps[] = {{&fleet_restorer::read_lane, lanes_},
                                                        {&fleet_restorer::read_group, groups_},
                                                        {&fleet_restorer::read_one_kind, kinds_},
                                                        {&fleet_restorer::read_ticket, tickets_},
                                                        {&fleet_restorer::read_job, jobs_}};
        for (const auto& [read, count] : steps)
            for (std::uint32_t i = 0; i < count && good(); ++i)
                (this->*read)();
        for (std::uint32_t at = 0; at < core_->queues.tickets.size() && good(); ++at)
            if (core_->queues.tickets[at].is_open) read_covered(at);
        if (waiting_for_lists_ != 0) fail();
        if (good()) read_free();
        if (good()) read_finished();
        if (good() && (!text_.empty() || asked_ != core_->queues.in_flight)) fail();
        return error_;
    }

private:
    [[nodiscard]] bool good() const noexcept { return error_ == fleet_text_error::none; }
    void fail(fleet_text_error why = fleet_text_error::out_of_range) noexcept {
        if (good()) error_ = why;
    }
    [[nodiscard]] fleet_store& store() noexcept { return core_->store(); }

    void begin(char what) {
        std::string_view all;
        line_ = {};
        if (!take_line(text_, all) || all.empty() || all.front() != what) return fail();
        line_.rest = all.substr(1);
    }
    void end() {
        if (!line_.at_end()) fail();
    }

    void read_head(clock_kind clock) {
        begin('o');
        const std::int64_t saved_clock = line_.below_or_at(static_cast<std::int64_t>(clock_kind::other));
        fleet_queues& q = core_->queues;
        q.limits.max_in_flight = line_.number();
        q.limits.pacing = {line_.time(), line_.time()};
        core_->now = line_.time();
        q.wheel.begin(line_.time());
        const milliseconds wheel_now = line_.time();
        q.wheel.advance(
            store().jobs, wheel_now, [](std::uint32_t) { return milliseconds{}; }, [](std::uint32_t) {});
        q.in_flight = line_.number();
        for (std::uint32_t* count : {&lanes_, &groups_, &kinds_, &tickets_, &jobs_})
            *count = line_.number();
        end();
        const bool is_new = core_->now == milliseconds::min() && wheel_now == milliseconds{};
        if ((wheel_now > core_->now && !is_new) || q.wheel.epoch() > wheel_now) fail();
        if (saved_clock != static_cast<std::int64_t>(clock)) fail(fleet_text_error::other_clock);
    }

    [[nodiscard]] const known_endpoint* endpoint_here() {
        const known_endpoint* found = find_endpoint(known_, line_.mark());
        if (found == nullptr && line_.good) fail(fleet_text_error::unknown_endpoint);
        return found;
    }

    void read_lane() {
        begin('l');
        const std::uint64_t account = line_.mark();
        const known_endpoint* e = endpoint_here();
        if (e == nullptr) return fail();
        const std::uint32_t at = store().lane(account, *e->contract);
        if (at + 1 != store().lanes.size()) return fail();
        fleet_lane& lane = store().lanes[at];
        lane.pace = {line_.below_or_at(std::numeric_limits<std::int64_t>::max()), line_.time()};
        lane.paused_until = line_.time();
        if (line_.number() != lane.quota_count) return fail();
        for (std::size_t i = 0; i < lane.quota_count; ++i)
            read_quota(lane.quotas[i]);
        end();
    }
    void read_quota(sliding_quota& quota) {
        const std::uint64_t granted = line_.mark();
        const std::uint32_t count = line_.position(std::size_t{1} << 16);
        std::vector<milliseconds> times;
        for (std::uint32_t i = 0; i < count && line_.good; ++i)
            times.push_back(line_.time());
        if (!line_.good || !quota.restore(granted, std::move(times))) fail();
    }

    void read_group() {
        begin('g');
        fleet_group g{.lane = line_.position(store().lanes.size())};
        const bool has_list = line_.below_or_at(1) != 0;
        if (has_list) {
            const known_endpoint* e = endpoint_here();
            g.list = e != nullptr ? e->contract : nullptr;
            if (e == nullptr || !g.list->shape.is_list) return fail();
        } else if (line_.mark() != 0) {
            fail();
        }
        g.max_body_bytes =
            static_cast<std::size_t>(line_.below_or_at(std::numeric_limits<std::int64_t>::max()));
        g.strict = line_.below_or_at(1) != 0;
        g.alone = line_.below_or_at(1) != 0;
        g.mentioned_per_mille = static_cast<std::uint16_t>(line_.below_or_at(1000));
        end();
        if (good() && store().add_group(std::move(g)) + 1 != store().groups.size()) fail();
    }

    void read_one_kind() {
        begin('k');
        fleet_kind kind;
        const fleet_text_error error = read_kind(line_, endpoint_here(), kind);
        end();
        if (error != fleet_text_error::none) fail(error);
        kind_of_number_.push_back(kind);
    }

    void read_ticket() {
        begin('t');
        fleet_ticket t{.generation = line_.number(), .group = line_.position(store().groups.size())};
        t.is_open = line_.below_or_at(1) != 0;
        t.covered = 0;
        covered_.push_back(line_.number());
        end();
        asked_ += t.is_open ? 1 : 0;
        core_->queues.tickets.push_back(t);
    }

    void read_job() {
        begin('j');
        const std::uint32_t slot = store().jobs.add();
        fleet_record& r = store().jobs[slot];
        r.generation = line_.number();
        const auto place = static_cast<fleet_place>(line_.below_or_at(last_enumerator<fleet_place>));
        if (r.generation == 0) fail();
        if (place == fleet_place::nowhere) return end();
        r.group = line_.position(store().groups.size());
        const std::uint32_t kind = line_.position(kind_of_number_.size());
        const bool is_single = line_.below_or_at(flag_single) != 0;
        r.origin = line_.time();
        r.seed = line_.mark();
        const std::string_view id = line_.word(room_);
        machine_state state;
        if (!read_state(state, line_)) fail();
        end();
        const bool fits = good() && line_.good && id.size() <= 0xffff && is_own_group(r, kind);
        if (!fits || (!id.empty() && store().find(r.group, id) != no_slot)) return fail();
        if (store().groups[r.group].list != list_of(*kind_of_number_[kind].rules.documented))
            return fail(fleet_text_error::unknown_endpoint);
        r.kind = store().kinds.use(kind_of_number_[kind]);
        r.flags = is_single ? std::uint8_t{flag_single} : std::uint8_t{0};
        store().name(slot, id);
        store().set_state(slot, state);
        store().lane_of(r).demand += demand_of(state, core_->queues.limits.pacing);
        put(slot, place, state.stage);
    }

    [[nodiscard]] bool is_own_group(const fleet_record& r, std::uint32_t kind) {
        const fleet_kind& k = kind_of_number_[kind];
        const fleet_group& g = store().groups[r.group];
        const endpoint& e = *k.rules.documented;
        const fleet_lane& lane = store().lanes[g.lane];
        return g.strict == k.strict && g.alone == e.shape.is_list && g.max_body_bytes == k.max_body_bytes &&
               lane.is_shared_with(lane.account, e);
    }

    void put(std::uint32_t slot, fleet_place place, stage at) {
        fleet_queues& q = core_->queues;
        const bool due = store().due_of(slot) <= q.wheel.now();
        if ((place == fleet_place::finished) != (at == stage::ended) || at == stage::idle) return fail();
        if (place == fleet_place::waiting || place == fleet_place::ready) {
            if (due != (place == fleet_place::ready)) return fail();
            return q.place(slot, false);
        }
        // Covered and finished jobs are put in their order at the end.
        store().jobs[slot].place = place;
        asked_ += place == fleet_place::asked ? 1 : 0;
        finished_ += place == fleet_place::finished ? 1 : 0;
        waiting_for_lists_ += place == fleet_place::covered ? 1 : 0;
    }

    // The first of a ticket is the one that was put there last.
    void read_covered(std::uint32_t ticket) {
        begin('c');
        std::vector<std::uint32_t> slots;
        while (good() && !line_.rest.empty()) {
            const std::uint32_t slot = line_.position(store().jobs.size());
            if (!line_.good) return fail();
            fleet_record& r = store().jobs[slot];
            const bool is_its = r.group == core_->queues.tickets[ticket].group;
            if (r.place != fleet_place::covered || !is_its) return fail();
            r.place = fleet_place::asked; // not again
            slots.push_back(slot);
        }
        waiting_for_lists_ -= static_cast<std::uint32_t>(slots.size());
        for (auto slot = slots.rbegin(); slot != slots.rend(); ++slot)
            core_->queues.cover(*slot, ticket);
    }

    void read_free() {
        begin('f');
        std::uint32_t used = 0;
        for (std::uint32_t slot = 0; slot < store().jobs.size(); ++slot)
            used += store().jobs[slot].place != fleet_place::nowhere ? 1 : 0;
        std::uint32_t last = no_slot;
        for (; good() && !line_.rest.empty(); ++used) {
            const std::uint32_t slot = line_.position(store().jobs.size());
            if (!line_.good || store().jobs[slot].place != fleet_place::nowhere ||
                store().jobs[slot].prev != 0)
                return fail();
            store().jobs[slot].prev = 1; // seen
            if (last == no_slot)
                store().jobs.set_first_free(slot);
            else
                store().jobs[last].next = slot;
            store().jobs[slot].next = no_slot;
            last = slot;
        }
        if (used != store().jobs.size()) fail();
    }

    void read_finished() {
        begin('d');
        while (good() && !line_.rest.empty()) {
            const std::uint32_t slot = line_.position(store().jobs.size());
            if (!line_.good || store().jobs[slot].place != fleet_place::finished) return fail();
            store().jobs[slot].place = fleet_place::nowhere; // not again
            core_->queues.finish(slot);
            store().jobs[slot].place = fleet_place::nowhere;
        }
        for (std::uint32_t s = core_->queues.first_finished; s != no_slot; s = store().jobs[s].next)
            store().jobs[s].place = fleet_place::finished;
        if (core_->queues.finished != finished_) fail();
        for (std::size_t at = 0; at < covered_.size(); ++at)
            core_->queues.tickets[at].covered = covered_[at];
    }

    std::string_view text_;
    std::span<const known_endpoint> known_;
    fleet_core* core_;
    fleet_line_reader line_{};
    fleet_text_error error_ = fleet_text_error::none;
    std::uint32_t lanes_ = 0, groups_ = 0, kinds_ = 0, tickets_ = 0, jobs_ = 0;
    std::uint32_t asked_ = 0;
    std::uint32_t finished_ = 0;
    std::uint32_t waiting_for_lists_ = 0;
    std::vector<fleet_kind> kind_of_number_;
    std::vector<std::uint32_t> covered_;
    std::string room_;
};

} // namespace jobpoll::inline v0::detail

#endif
