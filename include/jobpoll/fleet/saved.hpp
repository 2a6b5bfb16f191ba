// jobpoll: a whole fleet at rest: the lines of its jobs and accounts under one checksum.
#ifndef JOBPOLL_FLEET_SAVED_HPP
#define JOBPOLL_FLEET_SAVED_HPP

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/fleet/saved_job.hpp>
#include <jobpoll/fleet/scheduler.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace jobpoll::inline v0::detail {

/// Calls `visit` for every limit of a fleet; for every number of an account, and then for its moments.
template <class Visitor, class Queues>
void for_each_limit(Visitor&& visit, Queues& q) {
    visit(q.max_in_flight), visit(q.spread), visit(q.smoothing);
}
template <class Visitor, class Account>
void for_each_number(Visitor&& visit, Account& a) {
    visit(a.pace.credit), visit(a.adaptive.rate), visit(a.adaptive.peak), visit(a.adaptive.accepted);
    visit(a.adaptive.accepted_before), visit(a.adaptive.in_a_row);
}
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
    field_writer output{"jobpoll-fleet " + std::to_string(snapshot_version) + "\no"};
    std::uint64_t checksum = fnv1a("");
    const auto number = [&output](const auto& field) { output(to_number(field)); };
    const auto flush = [&] {
        checksum = fnv1a(output.text, checksum);
        sink(std::string_view{output.text});
        output.text.clear();
    };
    const auto write_job = [&](std::uint32_t slot) {
        output.text += save_job_line(core, slot, clock) + '\n';
        if (output.text.size() > std::size_t{64} * 1024) flush();
    };
    output(static_cast<std::int64_t>(clock));
    output(core.now.count());
    output(core.reply_timeout.value_or(milliseconds{0}).count());
    for_each_limit(number, core);
    for (const auto& [key, a] : core.accounts) {
        output.text += "\na";
        output(as_signed(key.number));
        output(as_signed(key.first->fingerprint_without_words));
        output(a.access == account_limiter::credentials::refused ? 1 : 0);
        for_each_number(number, a);
        for (const sliding_quota& q : a.quotas)
            output(static_cast<std::int64_t>(q.granted.size()));
        for_each_moment(number, a);
    }
    output.text.push_back('\n');
    for (std::uint32_t slot = 0; slot < core.jobs.size(); ++slot)
        if (core.jobs[slot].place != job_place::nowhere && core.jobs[slot].place != job_place::finished)
            write_job(slot);
    for (auto done = core.finished_from(0); done;
         done = core.finished_from(core.jobs[done->slot].request + 1))
        write_job(done->slot);
    flush();
    output.text.push_back('z');
    output(as_signed(checksum));
    output.text.push_back('\n');
    sink(std::string_view{output.text});
}

/// Makes a fleet of its lines. Every field is checked, also where the checksum is right.
class fleet_restorer {
public:
    scheduler core{};

    [[nodiscard]] fleet_error restore(std::string_view text, std::span<const known_endpoint> known,
                                      clock_kind clock, milliseconds present) {
        std::string_view unread;
        const fleet_error refused = read_version("jobpoll-fleet ", text, unread);
        if (refused != fleet_error::none) return refused;
        const std::size_t end = text.rfind("\nz");
        if (end == std::string_view::npos || text.back() != '\n') return fleet_error::truncated;
        field_reader sum{text.substr(end + 2)};
        if (as_unsigned(sum.next()) != fnv1a(text.substr(0, end + 1)) || !sum.good || sum.rest != "\n")
            return fleet_error::damaged;
        unread.remove_suffix(text.size() - end);
        known_ = known;
        clock_ = clock;
        fleet_error error = take_line(unread, "\no") ? read_head(present) : fleet_error::out_of_range;
        while (error == fleet_error::none && !unread.empty())
            error = take_line(unread, "\na") ? read_account() : read_job(unread);
        return error;
    }

private:
    /// Takes the next line where it begins so; `in_` has the rest of it then.
    [[nodiscard]] bool take_line(std::string_view& unread, std::string_view begin) {
        if (!unread.starts_with(begin)) return false;
        unread.remove_prefix(begin.size());
        in_ = field_reader{unread.substr(0, unread.find('\n'))};
        unread.remove_prefix(in_.rest.size());
        return true;
    }
    [[nodiscard]] fleet_error end_line(bool good) const noexcept {
        return good && in_.good && in_.rest.empty() ? fleet_error::none : fleet_error::out_of_range;
    }
    [[nodiscard]] const known_endpoint* find_known(std::uint64_t fingerprint) const noexcept {
        for (const known_endpoint& k : known_)
            if (k.contract->fingerprint_without_words == fingerprint) return &k;
        return nullptr;
    }
    [[nodiscard]] milliseconds moved(milliseconds at) const noexcept {
        return at == (milliseconds::min)() ? at : saturating_add(at, shift_);
    }

    [[nodiscard]] fleet_error read_head(milliseconds present) {
        if (in_.next() != static_cast<std::int64_t>(clock_) && in_.good) return fleet_error::other_clock;
        core.now = milliseconds{in_.next()};
        if (const std::int64_t timeout = in_.next(); timeout != 0) core.reply_timeout = milliseconds{timeout};
        bool good = core.reply_timeout.value_or(milliseconds{1}) > milliseconds{0};
        for_each_limit([&](auto& field) { good = from_number(field, in_.next()) && good; }, core);
        // A clock that is behind the saved moment was started again since: no time has passed then.
        if (core.now != (milliseconds::min)())
            shift_ = (std::min)(saturating_subtract(present, core.now), milliseconds{0});
        core.now = moved(core.now);
        return end_line(good);
    }
    [[nodiscard]] fleet_error read_account() {
        const std::uint64_t number = as_unsigned(in_.next());
        const known_endpoint* const known = find_known(as_unsigned(in_.next()));
        if (known == nullptr) return in_.good ? fleet_error::unknown_endpoint : fleet_error::out_of_range;
        account_limiter& a = core.account_of(number, *known->contract)->second;
        if (in_.next() != 0) a.access = account_limiter::credentials::refused;
        bool good = true;
        const auto read = [&](auto& field) {
            good = from_number(field, in_.next()) && to_number(field) >= 0 && good;
        };
        for_each_number(read, a);
        for (sliding_quota& q : a.quotas) {
            const std::int64_t count = in_.next();
            good = good && count >= 0 && count <= std::int64_t{q.limit.requests};
            q.granted.resize(good ? static_cast<std::size_t>(count) : 0);
        }
        for_each_moment([&](milliseconds& at) { at = moved(milliseconds{in_.next()}); }, a);
        core.idle.push_back({number, known->contract});
        constexpr std::int64_t most = 2 * adaptive_pace::unlimited;
        return end_line(good && a.adaptive.rate <= most && a.adaptive.peak <= most);
    }
    [[nodiscard]] fleet_error read_job(std::string_view& unread) {
        if (!take_line(unread, "\n")) return fleet_error::out_of_range;
        saved_job saved;
        const fleet_error refused = read_job_line(in_.rest, clock_, saved);
        if (refused != fleet_error::none) return refused;
        const known_endpoint* const known = find_known(saved.fingerprint);
        if (known == nullptr) return fleet_error::unknown_endpoint;
        saved.origin = moved(saved.origin);
        std::uint32_t slot = 0;
        return insert_saved_job(core, *known->contract, known->past, saved, slot);
    }

    std::span<const known_endpoint> known_{};
    clock_kind clock_{};
    milliseconds shift_{};
    field_reader in_{};
};

} // namespace jobpoll::inline v0::detail

#endif
