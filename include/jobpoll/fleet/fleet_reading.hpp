// jobpoll: the members of a fleet, and what replies mean to it.
#ifndef JOBPOLL_FLEET_FLEET_READING_HPP
#define JOBPOLL_FLEET_FLEET_READING_HPP

#include <chrono>
#include <cstdint>
#include <jobpoll/contract/error_body.hpp>
#include <jobpoll/fleet/saved.hpp>
#include <jobpoll/fleet/types.hpp>
#include <jobpoll/polling/to_decision.hpp>
#include <jobpoll/reading/reader.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jobpoll::inline v0::detail {

/// The members of a fleet and what its calls have in common.
template <class Clock>
class fleet_reading {
protected:
    using decision_type = basic_decision<Clock>;
    using insertion = basic_fleet_insertion<Clock>;
    using answer = basic_fleet_answer<Clock>;
    using change = basic_fleet_change<Clock>;
    template <class Duration>
    using time_point = std::chrono::time_point<Clock, Duration>;

    // The handle of a list request is its number.
    static constexpr bool is_list(job_handle h) noexcept { return (h.slot & list_bit) != 0; }
    static constexpr std::uint64_t number_of(job_handle h) noexcept {
        return std::uint64_t{h.generation} << 31 | (h.slot & ~list_bit);
    }
    static constexpr job_handle handle_of_list(std::uint64_t number) noexcept {
        return {static_cast<std::uint32_t>(number) | list_bit, static_cast<std::uint32_t>(number >> 31)};
    }
    [[nodiscard]] job_handle handle_of(std::uint32_t slot) const noexcept {
        return {slot, core_.jobs[slot].generation};
    }
    [[nodiscard]] const fleet_job* find_job(job_handle h) const {
        const bool current = h.slot < core_.jobs.size() && h.generation != 0 && h == handle_of(h.slot);
        return current ? &core_.jobs[h.slot] : nullptr;
    }
    [[nodiscard]] bool is_current(job_handle h) const {
        return is_list(h) ? core_.lists.contains(number_of(h)) : find_job(h) != nullptr;
    }
    [[nodiscard]] fleet_error refusal_of(job_handle h) const {
        if (!is_current(h)) return fleet_error::stale_handle;
        return is_list(h) ? fleet_error::not_a_list : fleet_error::none;
    }
    [[nodiscard]] decision_type decision_of(std::uint32_t slot) const {
        const fleet_job& j = core_.jobs[slot];
        return to_decision<Clock>(core_.state_of(slot), j.rules(), j.origin);
    }
    [[nodiscard]] decision_type decision_at_hand(std::uint32_t slot) {
        const fleet_job& j = core_.jobs[slot];
        return to_decision<Clock>(core_.state_at_hand(slot), j.rules(), j.origin);
    }
    [[nodiscard]] fleet_request request_of(const wanted_request& w) const {
        if (w.slot == no_slot) {
            const list_request& l = core_.lists.at(w.number);
            return {handle_of_list(w.number),
                    l.group->list,
                    {},
                    l.group->owner->first.number,
                    static_cast<std::uint32_t>(l.covered.size()),
                    w.saves_per_mille};
        }
        const fleet_job& j = core_.jobs[w.slot];
        return {handle_of(w.slot), &j.documented(), j.name(), j.account_number(), 1, 0, j.tag};
    }

    template <class Duration>
    void begin(time_point<Duration> now) {
        begin_unreported(now);
        changes_.clear();
    }
    /// A call that changes no job that was there, so that it can be made in a loop over `changes_`.
    template <class Duration>
    void begin_unreported(time_point<Duration> now) {
        core_.begin(to_milliseconds(now.time_since_epoch()));
    }
    void end() {
        core_.tidy();
        for (const moved_job& m : core_.moved) {
            fleet_job& j = core_.jobs[m.slot];
            if (j.is_marked) continue; // it was moved twice
            j.is_marked = true;
            changes_.push_back({handle_of(m.slot), j.name(), j.account_number(), j.tag, m.what,
                                decision_at_hand(m.slot), m.seen});
        }
        unmark();
    }
    void unmark() noexcept {
        for (const moved_job& m : core_.moved)
            core_.jobs[m.slot].is_marked = false;
    }
    [[nodiscard]] insertion inserted(std::uint32_t slot) {
        core_.tidy();
        return {.handle = handle_of(slot), .decision = decision_at_hand(slot)};
    }
    [[nodiscard]] answer finish(job_handle h) {
        end();
        answer done{.changed = static_cast<std::uint32_t>(changes_.size()), .changes = changes_};
        if (!is_list(h))
            done.decision = changes_.empty() ? decision_at_hand(h.slot) : changes_.front().decision;
        return done;
    }

    [[nodiscard]] std::uint32_t read_job(std::uint32_t slot, const reply& r) {
        const fleet_job& j = core_.jobs[slot];
        const machine_state& state = core_.state_at_hand(slot);
        reader_.ask(j.documented(), j.name(), j.group().reading);
        reader_.resume({}, state.phase, state.progress.last, false);
        const report said = reader_.read(r);
        const bool mentioned = is_usable(said.event) && said.mentions_job;
        core_.answer(slot, said, mentioned ? &reader_.job() : nullptr);
        return mentioned ? 1 : 0;
    }

    // The jobs of a list are moved once the whole body has proved to be good.
    [[nodiscard]] std::uint32_t read_list(job_handle h, const reply& r) {
        job_group& g = *core_.lists.at(number_of(h)).group;
        reader_.ask(*g.list, {}, g.reading);
        report said = reader_.read_list(r);
        std::size_t covered = 0;
        for (const listed_job& found : reader_.listed()) {
            const std::uint32_t slot = core_.find(g, found.job.id, *g.list);
            if (slot == no_slot || core_.jobs[slot].place == job_place::finished) continue;
            if (core_.jobs[slot].is_marked) continue; // the list mentions it twice
            core_.jobs[slot].is_marked = true;
            if (core_.is_covered(slot, number_of(h))) ++covered;
            core_.answer_mentioned(slot, found.said, &found.job);
        }
        unmark();
        const std::size_t mentioned = core_.moved.size();
        if (is_usable(said.event))
            said = {.event = reader_.list_is_whole() ? event::not_found : event::in_progress,
                    .mentions_job = false,
                    .status = said.status,
                    .retry_after = said.retry_after};
        take_list(h, said, covered);
        return static_cast<std::uint32_t>(mentioned);
    }
    void take_list(job_handle h, const report& said, std::size_t covered) {
        core_.answer_list(number_of(h), said, covered);
        core_.lists.erase(number_of(h));
    }

    scheduler core_;
    reader reader_{any_error_body};
    std::vector<fleet_request> requests_;
    std::vector<change> changes_;
};

} // namespace jobpoll::inline v0::detail

#endif
