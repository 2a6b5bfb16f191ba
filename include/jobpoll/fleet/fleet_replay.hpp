// jobpoll: a journal, done again.
#ifndef JOBPOLL_FLEET_FLEET_REPLAY_HPP
#define JOBPOLL_FLEET_FLEET_REPLAY_HPP

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <jobpoll/fleet/fleet_core.hpp>
#include <jobpoll/fleet/fleet_journal.hpp>
#include <jobpoll/fleet/fleet_restore.hpp>

namespace jobpoll::inline v0::detail {

/// Follows a journal line by line.
class fleet_replayer {
public:
    fleet_replayer(fleet_core& core, std::span<const known_endpoint> known) noexcept
        : core_{&core}, known_{known} {}

    [[nodiscard]] std::uint64_t chain() const noexcept { return chain_; }

    /// Shapes: what is left behind the last whole line was never finished, and is passed over.
    journal_replay follow(std::string_view text, std::uint64_t base) {
        journal_replay done;
        std::string_view rest = text;
        for (std::string_view line; take_line(rest, line); ++done.lines) {
            const std::size_t space = line.rfind(' ');
            if (space == std::string_view::npos)
                return {fleet_text_error::damaged, done.good_bytes, done.lines};
            fleet_line_reader sum{line.substr(space)};
            const std::string_view said = line.substr(0, space);
            chain_ = fnv1a(said, fnv1a(chain_, fnv1a("")));
            if (done.lines == 0) done.error = check_head(said, base);
            if (done.error == fleet_text_error::none && (sum.mark() != chain_ || !sum.at_end()))
                done.error = fleet_text_error::damaged;
            if (done.error == fleet_text_error::none && done.lines != 0) done.error = repeat(said);
            if (done.error != fleet_text_error::none) return done;
            done.good_bytes = text.size() - rest.size();
        }
        return done;
    }

private:
    [[nodiscard]] static fleet_text_error check_head(std::string_view line, std::uint64_t base) {
        if (!line.starts_with(journal_magic)) return fleet_text_error::not_a_fleet;
        fleet_line_reader fields{line.substr(journal_magic.size() - 1)};
        if (fields.next() > 1) return fleet_text_error::newer_version;
        if (fields.mark() != base)
            return fields.good ? fleet_text_error::other_fleet : fleet_text_error::damaged;
        return fields.at_end() ? fleet_text_error::none : fleet_text_error::damaged;
    }

    [[nodiscard]] fleet_text_error repeat(std::string_view line) {
        const char what = line.empty() ? '\0' : line.front();
        fields_ = {line.substr(line.empty() ? 0 : 1), true};
        core_->advance_clock(fields_.time());
        if (what == 'i') return insert();
        if (what == 's' || what == 'm') return step(what);
        if (what != 'd') return numbers(what);
        core_->due([](std::uint32_t, std::int64_t) {});
        return result();
    }
    [[nodiscard]] fleet_text_error result(bool good = true) const noexcept {
        return good && fields_.at_end() ? fleet_text_error::none : fleet_text_error::out_of_range;
    }

    [[nodiscard]] fleet_text_error insert() {
        const known_endpoint* e = find_endpoint(known_, fields_.mark());
        const std::uint64_t list = fields_.mark();
        const std::uint64_t account = fields_.mark();
        const std::uint64_t seed = fields_.mark();
        std::string room;
        const std::string_view id = fields_.word(room);
        fleet_kind kind;
        const fleet_text_error error = read_kind(fields_, e, kind);
        if (error != fleet_text_error::none) return error;
        if (list_fingerprint(*e->contract) != list) return fleet_text_error::unknown_endpoint;
        const std::uint32_t group = core_->group_of(*e->contract, account, kind);
        const bool is_new = id.size() <= 0xffff && (id.empty() || core_->store().find(group, id) == no_slot);
        if (is_new && fields_.at_end()) core_->insert(group, kind, id, seed);
        return result(is_new);
    }

    [[nodiscard]] bool is_used(std::uint32_t slot) const noexcept {
        return slot < core_->store().jobs.size() && core_->store().jobs[slot].place != fleet_place::nowhere;
    }

    [[nodiscard]] fleet_text_error step(char what) {
        const std::uint32_t slot = fields_.number();
        machine_input in;
        bool good = true;
        for_each_field_of_input(in, [&](auto& field) { good = from_number(field, fields_.next()) && good; });
        const bool has_wait = fields_.below_or_at(1) != 0;
        const milliseconds wait = fields_.time();
        if (has_wait) in.retry_after = wait;
        good = good && fields_.at_end() && is_used(slot);
        if (good) static_cast<void>(what == 'm' ? core_->step_listed(slot, in) : core_->step_job(slot, in));
        return result(good);
    }

    [[nodiscard]] fleet_text_error numbers(char what) {
        const std::int64_t first = fields_.below_or_at(no_slot);
        const std::int64_t second = fields_.next();
        if (!fields_.at_end()) return fleet_text_error::out_of_range;
        return result(apply(what, static_cast<std::uint32_t>(first), second));
    }

    [[nodiscard]] bool apply(char what, std::uint32_t first, std::int64_t second) {
        const fleet_queues& q = core_->queues;
        switch (what) {
        case 'a':
            if (first >= core_->store().groups.size()) return false;
            static_cast<void>(core_->ask_list(first));
            return true;
        case 'e':
            if (first >= q.tickets.size() || !q.tickets[first].is_open) return false;
            core_->end_ticket(first,
                              second < 0 ? std::nullopt : std::optional{static_cast<std::uint32_t>(second)});
            return true;
        case 'f':
            core_->forget_requests();
            return true;
        case 'p':
            if (first >= core_->store().lanes.size()) return false;
            core_->pause(first, milliseconds{second});
            return true;
        case 'x':
            if (!is_used(first)) return false;
            core_->erase(first);
            return true;
        default:
            return false;
        }
    }

    fleet_core* core_;
    std::span<const known_endpoint> known_;
    fleet_line_reader fields_{};
    std::uint64_t chain_ = 0;
};

} // namespace jobpoll::inline v0::detail

#endif
