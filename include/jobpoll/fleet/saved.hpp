// jobpoll: one job of a fleet as a line of printable ASCII, and a fleet as such lines: all of it or nothing.
#ifndef JOBPOLL_FLEET_SAVED_HPP
#define JOBPOLL_FLEET_SAVED_HPP

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/fleet/scheduler.hpp>
#include <jobpoll/polling/snapshot.hpp>

namespace jobpoll::inline v0::detail {

// One job: `jobpoll-job`, version, the fields of `saved_job`, options, state, `=` and the id, checksum. A
// fleet:
//   jobpoll-fleet <version>
//   o  clock, moment, time for a reply, limits
//   a  an account: number, endpoint, credentials, its numbers, and the granted requests of each quota
//   jobpoll-job ...  each job: those that go on, then those that ended in the order in which they did
//   z  the checksum of everything before it

/// A job at rest, and the order of its fields.
struct saved_job {
    std::uint64_t fingerprint = 0;
    std::uint64_t list = 0; ///< its fingerprint, which the endpoint's leaves out, for it decides nothing
    std::int64_t clock = 0;
    std::uint64_t account = 0, tag = 0, seed = 0;
    milliseconds origin{};
    std::int64_t turn = 0; ///< when it is due, in milliseconds since the start
    bool is_single = false;
    bool had_history = false;
    poll_options options{.max_wait = milliseconds{0}};
    machine_state state{};
    std::string id{};

    template <class Visitor, class Saved>
    static void visit_fields(Visitor&& visit, Saved& s) {
        visit(s.fingerprint), visit(s.list), visit(s.clock), visit(s.account), visit(s.tag), visit(s.seed);
        visit(s.origin), visit(s.turn), visit(s.is_single), visit(s.had_history);
    }
};

/// An id is `=` and its bytes; those that are not printable, and `%`, are `%` and two digits.
inline void write_id(std::string& to, std::string_view id) {
    constexpr char digits[] = "0123456789ABCDEF";
    to.append(" =");
    for (const char c : id) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte < 0x7f && c != '%')
            to.push_back(c);
        else
            to.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
}
[[nodiscard]] inline std::string read_id(field_reader& from) {
    std::string made;
    from.good = from.good && from.rest.starts_with(" =");
    const std::string_view text = from.good ? from.rest.substr(2, from.rest.find(' ', 2) - 2) : "";
    for (std::size_t i = 0; i < text.size() && from.good; ++i) {
        auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '%') {
            const char* const digits = text.data() + i + 1;
            from.good =
                text.size() - i > 2 && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
            i += 2;
        }
        made.push_back(static_cast<char>(byte));
    }
    if (from.good) from.rest.remove_prefix(2 + text.size());
    return made;
}

[[nodiscard]] inline std::uint64_t list_fingerprint(const endpoint& e) noexcept {
    return list_of(e) != nullptr ? list_of(e)->fingerprint : 0;
}

/// The line of a job, without a line break.
[[nodiscard]] inline std::string save_job_line(const job_queues& from, std::uint32_t slot, clock_kind clock) {
    const fleet_job& j = from.jobs[slot];
    const profile_key& key = j.profile->first;
    const saved_job saved{.fingerprint = key.documented->fingerprint_without_words,
                          .list = list_fingerprint(*key.documented),
                          .clock = static_cast<std::int64_t>(clock),
                          .account = j.account_number(),
                          .tag = j.tag,
                          .seed = j.seed,
                          .origin = j.origin,
                          .turn = saturating_subtract(j.due, j.origin).count(),
                          .is_single = j.is_single,
                          .had_history = key.past != nullptr};
    field_writer out{"jobpoll-job " + std::to_string(snapshot_version)};
    saved_job::visit_fields([&out](const auto& field) { out(to_number(field)); }, saved);
    for (const std::int64_t number : key.numbers)
        out(number);
    write_state(from.state_of(slot), out);
    write_id(out.text, j.name());
    out(as_signed(fnv1a(out.text)));
    return std::move(out.text);
}

/// The version after a magic word; the text behind it is in `rest`.
[[nodiscard]] inline fleet_error read_version(std::string_view magic, std::string_view text,
                                              std::string_view& rest) {
    std::uint32_t version = 0;
    if (!text.starts_with(magic)) return fleet_error::not_a_fleet;
    const char* const digits = text.data() + magic.size();
    const auto [end, error] = std::from_chars(digits, text.data() + text.size(), version);
    if (error == std::errc::invalid_argument) return fleet_error::not_a_fleet;
    if (error != std::errc{} || version > snapshot_version) return fleet_error::newer_version;
    rest = text.substr(static_cast<std::size_t>(end - text.data()));
    return version == snapshot_version ? fleet_error::none : fleet_error::damaged;
}

[[nodiscard]] inline fleet_error read_job_line(std::string_view text, clock_kind clock, saved_job& into) {
    field_reader in{};
    const fleet_error refused = read_version("jobpoll-job ", text, in.rest);
    if (refused != fleet_error::none) return refused;
    bool good = true;
    saved_job::visit_fields(
        [&]<class Field>(Field& field) {
            const std::int64_t number = in.next();
            good = (from_number(field, number) || std::is_same_v<Field, milliseconds>)&&good;
        },
        into);
    for_each_option([&](auto& option) { good = option_from_number(option, in.next()) && good; },
                    into.options);
    good = read_state(into.state, in) && good;
    into.id = read_id(in);
    const std::string_view summed = text.substr(0, text.size() - in.rest.size());
    const std::uint64_t checksum = as_unsigned(in.next());
    if (!in.good) return in.rest.empty() ? fleet_error::truncated : fleet_error::damaged;
    if (!in.rest.empty() || checksum != fnv1a(summed)) return fleet_error::damaged;
    if (!good || into.state.stage == stage::idle) return fleet_error::out_of_range;
    return into.clock == static_cast<std::int64_t>(clock) ? fleet_error::none : fleet_error::other_clock;
}

/// Inserts a job that was read; `slot` is where it is then.
[[nodiscard]] inline fleet_error insert_saved_job(scheduler& core, const endpoint& e, const history* past,
                                                  saved_job& saved, std::uint32_t& slot) {
    if (e.fingerprint_without_words != saved.fingerprint || list_fingerprint(e) != saved.list)
        return fleet_error::unknown_endpoint;
    saved.options.past = saved.had_history ? past : nullptr;
    if (!find_invalid_option(e, saved.id, saved.options).empty() || saved.id.size() > 0xffff)
        return fleet_error::out_of_range;
    job_group& group = core.group_of(saved.account, e, saved.options);
    if (group.find(saved.id, e) != no_slot) return fleet_error::duplicate_job;
    slot = core.add(group, e, saved.id, saved.options);
    core.jobs[slot].seed = saved.seed;
    core.jobs[slot].tag = saved.tag;
    core.jobs[slot].is_single = saved.is_single;
    core.start(slot, saved.state, saved.origin, milliseconds{saved.turn});
    return fleet_error::none;
}

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
    field_writer out{"jobpoll-fleet " + std::to_string(snapshot_version) + "\no"};
    std::uint64_t checksum = fnv1a("");
    const auto number = [&out](const auto& field) { out(to_number(field)); };
    const auto flush = [&] {
        checksum = fnv1a(out.text, checksum);
        sink(std::string_view{out.text});
        out.text.clear();
    };
    const auto write_job = [&](std::uint32_t slot) {
        out.text += save_job_line(core, slot, clock) + '\n';
        if (out.text.size() > std::size_t{64} * 1024) flush();
    };
    out(static_cast<std::int64_t>(clock));
    out(core.now.count());
    out(core.reply_timeout.value_or(milliseconds{0}).count());
    for_each_limit(number, core);
    for (const auto& [key, a] : core.accounts) {
        out.text += "\na";
        out(as_signed(key.number));
        out(as_signed(key.first->fingerprint_without_words));
        out(a.access == account_limiter::credentials::refused ? 1 : 0);
        for_each_number(number, a);
        for (const sliding_quota& q : a.quotas)
            out(static_cast<std::int64_t>(q.granted.size()));
        for_each_moment(number, a);
    }
    out.text.push_back('\n');
    for (std::uint32_t slot = 0; slot < core.jobs.size(); ++slot)
        if (core.jobs[slot].place != job_place::nowhere && core.jobs[slot].place != job_place::finished)
            write_job(slot);
    for (auto done = core.finished_from(0); done;
         done = core.finished_from(core.jobs[done->slot].request + 1))
        write_job(done->slot);
    flush();
    out.text.push_back('z');
    out(as_signed(checksum));
    out.text.push_back('\n');
    sink(std::string_view{out.text});
}

/// Makes a fleet of its lines. What a field says is looked at even where the checksum is right.
class fleet_restorer {
public:
    scheduler core{};

    [[nodiscard]] fleet_error restore(std::string_view text, std::span<const known_endpoint> known,
                                      clock_kind clock, milliseconds present) {
        std::string_view lines;
        const fleet_error refused = read_version("jobpoll-fleet ", text, lines);
        if (refused != fleet_error::none) return refused;
        const std::size_t end = text.rfind("\nz");
        if (end == std::string_view::npos || text.back() != '\n') return fleet_error::truncated;
        field_reader sum{text.substr(end + 2)};
        if (as_unsigned(sum.next()) != fnv1a(text.substr(0, end + 1)) || !sum.good || sum.rest != "\n")
            return fleet_error::damaged;
        lines.remove_suffix(text.size() - end);
        known_ = known;
        clock_ = clock;
        fleet_error error = take_line(lines, "\no") ? read_head(present) : fleet_error::out_of_range;
        while (error == fleet_error::none && !lines.empty())
            error = take_line(lines, "\na") ? read_account() : read_job(lines);
        return error;
    }

private:
    /// Takes the next line where it begins so; `in_` has the rest of it then.
    [[nodiscard]] bool take_line(std::string_view& lines, std::string_view begin) {
        if (!lines.starts_with(begin)) return false;
        lines.remove_prefix(begin.size());
        in_ = field_reader{lines.substr(0, lines.find('\n'))};
        lines.remove_prefix(in_.rest.size());
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
    [[nodiscard]] fleet_error read_job(std::string_view& lines) {
        if (!take_line(lines, "\n")) return fleet_error::out_of_range;
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
