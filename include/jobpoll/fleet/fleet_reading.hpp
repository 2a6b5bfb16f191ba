// jobpoll: what replies mean to a fleet.
#ifndef JOBPOLL_FLEET_FLEET_READING_HPP
#define JOBPOLL_FLEET_FLEET_READING_HPP

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <jobpoll/fleet/fleet_core.hpp>
#include <jobpoll/fleet/fleet_journal.hpp>
#include <jobpoll/fleet/fleet_types.hpp>
#include <jobpoll/polling/machine_words.hpp>
#include <jobpoll/reading/read.hpp>

namespace jobpoll::inline v0::detail {

/// Between the replies and the core: reads, steps the jobs, keeps the journal, tells the visitor.
template <class Clock>
class fleet_reading {
protected:
    using decision_type = basic_decision<Clock>;
    using answer = basic_fleet_answer<Clock>;
    using change = basic_fleet_change<Clock>;
    using visitor = basic_fleet_visitor<Clock>;

    [[nodiscard]] job_handle handle_of(std::uint32_t slot) const noexcept {
        return {slot, core_.generation_of(slot)};
    }
    [[nodiscard]] decision_type decision_of(std::uint32_t slot) const {
        return to_decision<Clock>(core_.store().state_of(slot), core_.store().jobs[slot].origin);
    }

    /// One step of one job, journalled and told to the visitor.
    void step(char what, std::uint32_t slot, const machine_input& in, visitor who, const job* seen) {
        what == 'm' ? core_.step_listed(slot, in) : core_.step_job(slot, in);
        journal_.step(what, slot, in, core_.now);
        if (who.visit == nullptr) return;
        const std::string_view id = core_.store().id_of(core_.store().jobs[slot]);
        who.visit(who.context, change{handle_of(slot), id, decision_of(slot), seen});
    }

    void heed_pause(std::uint32_t lane, const observation& seen) {
        if (seen.what != event::throttled || !seen.retry_after.wait) return;
        const milliseconds until = saturating_add(core_.now, *seen.retry_after.wait);
        core_.pause(lane, until);
        journal_.numbers('p', core_.now, lane, until.count());
    }

    answer take_one(std::uint32_t slot, const reply& r, visitor who) {
        const fleet_record& record = core_.store().jobs[slot];
        const fleet_kind& kind = core_.store().kinds[record.kind];
        const observation seen = read(*kind.rules.documented, r,
                                      {core_.store().id_of(record), kind.strict, kind.max_body_bytes, {}},
                                      {violations_, decoded_});
        heed_pause(core_.store().groups[record.group].lane, seen);
        const bool has_job = seen.usable() && seen.mentions_job;
        step('s', slot, to_input(seen, kind.rules), who, has_job ? &seen.job : nullptr);
        return {.decision = decision_of(slot),
                .changed = 1,
                .mentioned = has_job ? 1u : 0u,
                .counts = seen.counts,
                .violations = seen.violations};
    }

    // The jobs of a list are moved once the whole body has proved to be good.
    answer take_list(std::uint32_t ticket, const reply& r, visitor who) {
        const std::uint32_t at = core_.queues.tickets[ticket].group;
        const fleet_group& g = core_.store().groups[at];
        const endpoint& list = *g.list;
        mentions_.clear();
        jobs_.clear();
        list_pass pass{this, at, who.visit != nullptr};
        const observation seen =
            read(list, r, {{}, g.strict, g.max_body_bytes, {&pass, &note_mention}}, {violations_, decoded_});
        heed_pause(g.lane, seen);
        answer done = seen.usable() ? move_mentioned(ticket, seen, who) : pass_over(ticket, seen, who);
        done.counts = seen.counts;
        done.violations = seen.violations;
        return done;
    }

    answer pass_over(std::uint32_t ticket, const observation& seen, visitor who) {
        for (const mention& m : mentions_)
            core_.clear_flags(m.slot, flag_mentioned);
        return fail_list(ticket, to_input(seen, {}), who);
    }

    answer move_mentioned(std::uint32_t ticket, const observation& seen, visitor who) {
        std::uint32_t covered = 0;
        const machine_input common = to_input(seen, {});
        for (std::size_t i = 0; i < mentions_.size(); ++i) {
            mention& m = mentions_[i];
            covered += core_.store().jobs[m.slot].place == fleet_place::covered ? 1 : 0;
            m.input.status = common.status;
            m.input.retry_after = common.retry_after;
            step('m', m.slot, m.input, who, jobs_.empty() ? nullptr : &jobs_[i]);
        }
        answer done{.mentioned = static_cast<std::uint32_t>(mentions_.size())};
        done.changed = done.mentioned;
        if (core_.lists_alone(ticket)) done.changed += step_covered(ticket, common, who);
        core_.end_ticket(ticket, covered);
        journal_.numbers('e', core_.now, ticket, covered);
        return done;
    }

    // What befell the vendor befell every job on the ticket; what is wrong with the list alone does not.
    answer fail_list(std::uint32_t ticket, const machine_input& in, visitor who) {
        const bool is_fault =
            in.what == event::no_reply || in.what == event::throttled || in.what == event::server_error;
        answer done;
        if (is_fault || core_.lists_alone(ticket)) done.changed = step_covered(ticket, in, who);
        core_.end_ticket(ticket, is_fault ? std::nullopt : std::optional{0u});
        journal_.numbers('e', core_.now, ticket, is_fault ? -1 : 0);
        return done;
    }

    std::uint32_t step_covered(std::uint32_t ticket, const machine_input& in, visitor who) {
        std::uint32_t stepped = 0;
        for (; core_.queues.tickets[ticket].head != no_slot; ++stepped)
            step('s', core_.queues.tickets[ticket].head, in, who, nullptr);
        return stepped;
    }

    struct list_pass {
        fleet_reading* fleet;
        std::uint32_t group;
        bool keeps_jobs;
    };

    static void note_mention(void* context, const listed_job& found) {
        list_pass& pass = *static_cast<list_pass*>(context);
        fleet_core& core = pass.fleet->core_;
        const std::uint32_t slot =
            found.job.id.empty() ? no_slot : core.store().find(pass.group, found.job.id);
        if (slot == no_slot) return;
        const fleet_record& r = core.store().jobs[slot];
        if (r.place == fleet_place::finished || (r.flags & flag_mentioned) != 0) return;
        core.set_flag(slot, flag_mentioned);
        observation seen;
        seen.what = found.what;
        seen.mentions_job = true;
        seen.job = found.job;
        pass.fleet->mentions_.push_back({slot, to_input(seen, core.store().kinds[r.kind].rules)});
        if (pass.keeps_jobs) pass.fleet->jobs_.push_back(found.job);
    }

    fleet_core core_;
    fleet_journal journal_;

private:
    struct mention {
        std::uint32_t slot;
        machine_input input;
    };

    std::vector<mention> mentions_;
    std::vector<job> jobs_;
    std::vector<char> decoded_;
    std::vector<violation> violations_ = std::vector<violation>(16);
};

} // namespace jobpoll::inline v0::detail

#endif
