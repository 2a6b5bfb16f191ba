// jobpoll: a fleet as lines of text.
#ifndef JOBPOLL_FLEET_FLEET_SAVE_HPP
#define JOBPOLL_FLEET_FLEET_SAVE_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <jobpoll/fleet/fleet_core.hpp>
#include <jobpoll/fleet/fleet_text.hpp>
#include <jobpoll/polling/snapshot.hpp>

namespace jobpoll::inline v0::detail {

// The lines, in this order:
//   jobpoll-fleet 1
//   o  clock, limits, moments, requests in flight, and how many lanes, groups, kinds, tickets and jobs follow
//   l  a lane: account, endpoint, pace, pause, and the times of granted requests for each quota
//   g  a group: lane, list, how it is read, what is known of its lists
//   k  a kind: its number, endpoint, options
//   t  a ticket
//   j  a job, or the generation of a free slot
//   c  the jobs of each open ticket, in their order
//   f  the free slots, the next to be taken first
//   d  the finished jobs in their order
//   z  the checksum of everything before it
inline constexpr std::string_view fleet_magic = "jobpoll-fleet 1";
inline constexpr std::string_view fleet_word = "jobpoll-fleet ";

/// Hands the lines on in pieces of some size, with their checksum.
template <class Sink>
class fleet_saver {
public:
    fleet_saver(const fleet_core& core, Sink& sink) noexcept : core_{&core}, sink_{&sink} {}

    std::uint64_t save(clock_kind clock) {
        out_.text.append(fleet_magic);
        end_line();
        number_kinds();
        write_head(clock);
        for (const fleet_lane& lane : store().lanes)
            write_lane(lane);
        for (const fleet_group& group : store().groups)
            write_group(group);
        for (const std::uint32_t at : kinds_)
            write_kind(store().kinds[at]);
        for (const fleet_ticket& t : core_->queues.tickets) {
            out_.begin('t')(t.generation)(t.group)(t.is_open ? 1 : 0)(t.covered);
            end_line();
        }
        for (std::uint32_t slot = 0; slot < store().jobs.size(); ++slot)
            write_job(slot);
        for (const fleet_ticket& t : core_->queues.tickets)
            if (t.is_open) write_chain('c', t.head);
        write_chain('f', store().jobs.first_free());
        write_chain('d', core_->queues.first_finished);
        flush();
        const std::uint64_t checksum = checksum_;
        out_.begin('z').mark(checksum).end();
        flush();
        return checksum;
    }

private:
    static constexpr std::size_t piece = std::size_t{64} * 1024;

    [[nodiscard]] const fleet_store& store() const noexcept { return core_->store(); }

    void end_line() {
        out_.end();
        if (out_.text.size() >= piece) flush();
    }
    void flush() {
        checksum_ = fnv1a(out_.text, checksum_);
        (*sink_)(std::string_view{out_.text});
        out_.text.clear();
    }

    void write_head(clock_kind clock) {
        const fleet_queues& q = core_->queues;
        out_.begin('o')(static_cast<std::int64_t>(clock))(q.limits.max_in_flight);
        out_.time(q.limits.pacing.spread).time(q.limits.pacing.smoothing);
        out_.time(core_->now).time(q.wheel.epoch()).time(q.wheel.now())(q.in_flight);
        out_(count(store().lanes))(count(store().groups))(count(kinds_))(count(q.tickets))(
            store().jobs.size());
        end_line();
    }
    template <class Vector>
    [[nodiscard]] static std::int64_t count(const Vector& v) noexcept {
        return static_cast<std::int64_t>(v.size());
    }

    void write_lane(const fleet_lane& lane) {
        out_.begin('l').mark(lane.account).mark(lane.first->fingerprint)(lane.pace.credit);
        out_.time(lane.pace.at).time(lane.paused_until)(lane.quota_count);
        for (std::size_t i = 0; i < lane.quota_count; ++i) {
            out_.mark(lane.quotas[i].granted())(count(lane.quotas[i].times()));
            for (const milliseconds time : lane.quotas[i].times())
                out_.time(time);
        }
        end_line();
    }

    void write_group(const fleet_group& g) {
        out_.begin('g')(g.lane)(g.list != nullptr ? 1 : 0).mark(g.list != nullptr ? g.list->fingerprint : 0);
        out_(static_cast<std::int64_t>(g.max_body_bytes))(g.strict ? 1 : 0)(g.alone ? 1 : 0);
        out_(g.mentioned_per_mille);
        end_line();
    }

    // Kinds are numbered as the jobs have them, so that the text does not depend on the past.
    void number_kinds() {
        numbers_.resize(store().kinds.size(), no_slot);
        for (std::uint32_t slot = 0; slot < store().jobs.size(); ++slot) {
            const fleet_record& r = store().jobs[slot];
            if (r.place == fleet_place::nowhere || numbers_[r.kind] != no_slot) continue;
            numbers_[r.kind] = static_cast<std::uint32_t>(kinds_.size());
            kinds_.push_back(r.kind);
        }
    }

    void write_kind(const fleet_kind& kind) {
        out_.begin('k').mark(kind.rules.documented->fingerprint);
        for (const std::int64_t number : numbers_of(kind))
            out_(number);
        end_line();
    }

    void write_job(std::uint32_t slot) {
        const fleet_record& r = store().jobs[slot];
        out_.begin('j')(r.generation)(static_cast<std::int64_t>(r.place));
        if (r.place != fleet_place::nowhere) {
            out_(r.group)(numbers_[r.kind])(r.flags & flag_single).time(r.origin).mark(r.seed);
            out_.word(store().id_of(r));
            write_state(store().state_of(slot), out_);
        }
        end_line();
    }

    void write_chain(char what, std::uint32_t first) {
        out_.begin(what);
        for (std::uint32_t slot = first; slot != no_slot; slot = store().jobs[slot].next)
            out_(slot);
        end_line();
    }

    const fleet_core* core_;
    Sink* sink_;
    fleet_line_writer out_;
    std::uint64_t checksum_ = fnv1a("");
    std::vector<std::uint32_t> kinds_;   ///< in the order of the jobs
    std::vector<std::uint32_t> numbers_; ///< of the kinds in that order
};

/// Writes the fleet and returns its checksum.
template <class Sink>
std::uint64_t save_fleet(const fleet_core& core, clock_kind clock, Sink& sink) {
    return fleet_saver<Sink>{core, sink}.save(clock);
}

} // namespace jobpoll::inline v0::detail

#endif
