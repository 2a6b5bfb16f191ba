// jobpoll: a fleet as lines of printable ASCII: all of it or nothing.
#ifndef JOBPOLL_FLEET_SAVED_FLEET_HPP
#define JOBPOLL_FLEET_SAVED_FLEET_HPP

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <jobpoll/fleet/saved_job.hpp>

namespace jobpoll::inline v0::detail {

// The lines:
//   jobpoll-fleet <version>
//   o  clock, limits, moment, last generation
//   a  an account: number, endpoint, its numbers, and the times of granted requests of each quota
//   jobpoll-job ...  each job: those that go on, then those that ended in the order in which they did
//   z  the checksum of everything before it
inline constexpr std::string_view fleet_magic = "jobpoll-fleet ";

/// Calls `visit(number)` for every number of the fleet itself, and of an account.
template <class Visitor, class Queues>
void for_each_limit(Visitor&& visit, Queues& q) {
    visit(q.max_in_flight), visit(q.pacing.spread), visit(q.pacing.smoothing);
    visit(q.table.generation);
}
template <class Visitor, class Account>
void for_each_number(Visitor&& visit, Account& a) {
    visit(a.pace.credit), visit(a.adaptive.rate), visit(a.adaptive.peak), visit(a.adaptive.accepted);
    visit(a.adaptive.accepted_before), visit(a.adaptive.in_a_row);
}
/// And for every moment of an account, which moves with the clock.
template <class Visitor, class Account>
void for_each_moment(Visitor&& visit, Account& a) {
    visit(a.pace.at), visit(a.paused_until), visit(a.adaptive.next), visit(a.adaptive.refused_at);
    visit(a.adaptive.minute);
    for (auto& q : a.quotas)
        for (auto& at : q.granted)
            visit(at);
}

/// Calls `sink(bytes)` with the whole fleet, in pieces.
template <class Sink>
void write_fleet(const scheduler& core, clock_kind clock, Sink&& sink) {
    field_writer out{std::string{fleet_magic} + std::to_string(snapshot_version) + "\no"};
    std::uint64_t checksum = fnv1a("");
    const auto number = [&out](const auto& field) { out(to_number(field)); };
    const auto end_line = [&](std::size_t above) {
        out.text.push_back('\n');
        if (out.text.size() <= above) return;
        checksum = fnv1a(out.text, checksum);
        sink(std::string_view{out.text});
        out.text.clear();
    };
    const auto write_job = [&](std::uint32_t slot) {
        out.text += save_job_line(core.table, slot, clock);
        end_line(std::size_t{64} * 1024);
    };
    out(static_cast<std::int64_t>(clock)), out(core.now.count());
    out(core.reply_timeout.value_or(milliseconds{-1}).count());
    for_each_limit(number, core);
    for (const auto& [key, a] : core.table.accounts) {
        out.text += "\na";
        out(as_signed(key.number)), out(as_signed(fingerprint_without_words(*key.first)));
        out(a.access == credentials::refused ? 1 : 0);
        for_each_number(number, a);
        for (const sliding_quota& q : a.quotas)
            out(static_cast<std::int64_t>(q.granted.size()));
        for_each_moment(number, a);
    }
    end_line(0);
    for (std::uint32_t slot = 0; slot < core.table.jobs.size(); ++slot)
        if (core.table.jobs[slot].place != job_place::nowhere &&
            core.table.jobs[slot].place != job_place::finished)
            write_job(slot);
    for (auto done = core.finished_from(0); done;
         done = core.finished_from(core.table.jobs[done->slot].request + 1))
        write_job(done->slot);
    if (!out.text.empty()) out.text.pop_back(), end_line(0);
    out.text.push_back('z');
    out(as_signed(checksum)), out.text.push_back('\n');
    sink(std::string_view{out.text});
}

/// Makes a fleet of lines. What a field says is looked at even where the checksum is right.
class fleet_restorer {
public:
    scheduler core{};

    [[nodiscard]] fleet_error restore(std::string_view text, std::span<const known_endpoint> known,
                                      clock_kind clock, milliseconds present) {
        std::string_view lines;
        const fleet_error refused = read_version(fleet_magic, text, lines);
        if (refused != fleet_error::none) return refused;
        const std::size_t end = text.rfind("\nz");
        if (end == std::string_view::npos || text.back() != '\n') return fleet_error::truncated;
        field_reader sum{text.substr(end + 2)};
        if (as_unsigned(sum.next()) != fnv1a(text.substr(0, end + 1)) || !sum.good || sum.rest != "\n")
            return fleet_error::damaged;
        lines.remove_suffix(text.size() - end);
        known_ = known;
        clock_ = clock;
        fleet_error error = take_line(lines, 'o') ? read_head(present) : fleet_error::out_of_range;
        while (error == fleet_error::none && !lines.empty())
            error = take_line(lines, 'a') ? read_account() : read_job(lines);
        return error;
    }

private:
    /// Takes the next line where it is one of these; `in_` has it then.
    [[nodiscard]] bool take_line(std::string_view& lines, char what) {
        if (lines.size() < 2 || lines[0] != '\n' || lines[1] != what) return false;
        lines.remove_prefix(2);
        in_ = field_reader{lines.substr(0, lines.find('\n'))};
        lines.remove_prefix(in_.rest.size());
        return true;
    }
    /// Whether everything that was read of a line is good, and nothing is left of it.
    [[nodiscard]] fleet_error end_line(bool in_range) const noexcept {
        return in_range && in_.good && in_.rest.empty() ? fleet_error::none : fleet_error::out_of_range;
    }
    template <class Field>
    [[nodiscard]] bool read(Field& field) noexcept {
        return from_number(field, in_.next());
    }

    [[nodiscard]] fleet_error read_head(milliseconds present) {
        if (in_.next() != static_cast<std::int64_t>(clock_) && in_.good) return fleet_error::other_clock;
        core.now = milliseconds{in_.next()};
        const std::int64_t timeout = in_.next();
        if (timeout != -1) core.reply_timeout = milliseconds{timeout};
        bool good = true;
        for_each_limit([&](auto& field) { good = read(field) && good; }, core);
        // A clock that is behind the saved moment was started again since: no time has passed then.
        if (core.now != (milliseconds::min)())
            shift_ = (std::min)(saturating_subtract(present, core.now), milliseconds{0});
        core.now = moved(core.now);
        return end_line(good && (timeout == -1 || timeout > 0));
    }

    [[nodiscard]] const known_endpoint* find_known(std::uint64_t fingerprint) const noexcept {
        const auto found = std::find_if(known_.begin(), known_.end(), [fingerprint](const known_endpoint& k) {
            return fingerprint_without_words(*k.contract) == fingerprint;
        });
        return found == known_.end() ? nullptr : &*found;
    }

    [[nodiscard]] fleet_error read_account() {
        const std::uint64_t number = as_unsigned(in_.next());
        const known_endpoint* const known = find_known(as_unsigned(in_.next()));
        if (known == nullptr) return in_.good ? fleet_error::unknown_endpoint : fleet_error::out_of_range;
        account_limiter& a = core.table.account_of(number, *known->contract)->second;
        bool good = true;
        a.access = in_.next() != 0 ? credentials::refused : credentials::good;
        for_each_number([&](auto& field) { good = read(field) && to_number(field) >= 0 && good; }, a);
        for (sliding_quota& q : a.quotas) {
            const std::int64_t count = in_.next();
            good = good && count >= 0 && count <= std::int64_t{q.limit.requests};
            q.granted.resize(good ? static_cast<std::size_t>(count) : 0);
        }
        for_each_moment([&](milliseconds& at) { at = moved(milliseconds{in_.next()}); }, a);
        if (a.users == 0) core.keep_idle({number, known->contract});
        return end_line(good && a.adaptive.rate <= adaptive_pace::unlimited &&
                        a.adaptive.peak <= 2 * adaptive_pace::unlimited);
    }

    [[nodiscard]] fleet_error read_job(std::string_view& lines) {
        if (!lines.starts_with('\n')) return fleet_error::out_of_range;
        lines.remove_prefix(1);
        const std::string_view line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(line.size());
        saved_job saved;
        const fleet_error refused = read_job_line(line, clock_, saved);
        if (refused != fleet_error::none) return refused;
        const known_endpoint* const known = find_known(saved.fingerprint);
        if (known == nullptr) return fleet_error::unknown_endpoint;
        std::uint32_t slot = 0;
        return insert_saved_job(core, *known->contract, known->past, saved, moved(saved.origin), slot);
    }

    [[nodiscard]] milliseconds moved(milliseconds at) const noexcept {
        return at == (milliseconds::min)() ? at : saturating_add(at, shift_);
    }

    std::span<const known_endpoint> known_{};
    clock_kind clock_{};
    milliseconds shift_{};
    field_reader in_{};
};

} // namespace jobpoll::inline v0::detail

#endif
