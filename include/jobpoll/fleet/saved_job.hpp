// jobpoll: one job of a fleet as a line of printable ASCII.
#ifndef JOBPOLL_FLEET_SAVED_JOB_HPP
#define JOBPOLL_FLEET_SAVED_JOB_HPP

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <jobpoll/base/hash.hpp>
#include <jobpoll/fleet/scheduler.hpp>
#include <jobpoll/polling/snapshot.hpp>

namespace jobpoll::inline v0::detail {

// One job is one line: `jobpoll-job`, version, fingerprints of the endpoint and of its list, clock, account,
// tag, seed, start, whether it is asked for alone, whether it had a history, options, state, `=` and the id,
// checksum.
inline constexpr std::string_view job_magic = "jobpoll-job ";

/// A text is `=` and its bytes; those that are not printable, and `%`, as `%` and two digits.
inline void write_word(field_writer& to, std::string_view value) {
    constexpr char digits[] = "0123456789ABCDEF";
    to.text.append(" =");
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > ' ' && byte < 0x7f && c != '%')
            to.text.push_back(c);
        else
            to.text.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
}

[[nodiscard]] inline std::string read_word(field_reader& from) {
    std::string made;
    from.good = from.good && from.rest.starts_with(" =");
    if (!from.good) return made;
    std::size_t i = 2;
    for (; i < from.rest.size() && from.rest[i] != ' '; ++i) {
        auto byte = static_cast<unsigned char>(from.rest[i]);
        if (byte == '%') {
            const char* const digits = from.rest.data() + i + 1;
            from.good =
                from.rest.size() - i > 2 && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
            if (!from.good) return made;
            i += 2;
        }
        made.push_back(static_cast<char>(byte));
    }
    from.rest.remove_prefix(i);
    return made;
}

/// A job at rest.
struct saved_job {
    std::uint64_t fingerprint = 0;
    std::uint64_t list_fingerprint = 0; ///< the endpoint's own leaves the list out, for it decides nothing
    std::int64_t clock = 0;
    std::uint64_t account = 0;
    std::uint64_t tag = 0;
    std::uint64_t seed = 0;
    milliseconds origin{};
    milliseconds turn{}; ///< since the start: when it is due
    bool is_single = false;
    bool had_history = false;
    poll_options options{.max_wait = milliseconds{0}};
    machine_state state{};
    std::string id{};
};

/// Calls `visit(number)` for every number before the options.
template <class Visitor, class Saved>
void for_each_saved(Visitor&& visit, Saved& s) {
    visit(s.fingerprint), visit(s.list_fingerprint), visit(s.clock), visit(s.account), visit(s.tag);
    visit(s.seed), visit(s.origin), visit(s.turn), visit(s.is_single), visit(s.had_history);
}

[[nodiscard]] inline std::uint64_t list_fingerprint(const endpoint& e) noexcept {
    const endpoint* const list = list_of(e);
    return list != nullptr ? list->fingerprint : 0;
}

/// The line of a job, without a line break.
[[nodiscard]] inline std::string save_job_line(const job_table& table, std::uint32_t slot, clock_kind clock) {
    const fleet_job& j = table.jobs[slot];
    const profile_key& key = j.profile->first;
    const saved_job saved{.fingerprint = fingerprint_without_words(*key.documented),
                          .list_fingerprint = list_fingerprint(*key.documented),
                          .clock = static_cast<std::int64_t>(clock),
                          .account = j.group->owner->first.number,
                          .tag = j.tag,
                          .seed = j.seed,
                          .origin = j.origin,
                          .turn = saturating_subtract(j.due, j.origin),
                          .is_single = j.is_single,
                          .had_history = key.past != nullptr};
    field_writer out{std::string{job_magic} + std::to_string(snapshot_version)};
    for_each_saved([&out](const auto& field) { out(to_number(field)); }, saved);
    for (const std::int64_t number : key.numbers)
        out(number);
    write_state(table.state_of(slot), out);
    write_word(out, j.name());
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
    if (error == std::errc::result_out_of_range) return fleet_error::newer_version;
    if (error != std::errc{}) return fleet_error::not_a_fleet;
    if (version > snapshot_version) return fleet_error::newer_version;
    rest = text.substr(static_cast<std::size_t>(end - text.data()));
    return version == snapshot_version ? fleet_error::none : fleet_error::damaged;
}

[[nodiscard]] inline fleet_error read_job_line(std::string_view text, clock_kind clock, saved_job& into) {
    field_reader in{};
    const fleet_error refused = read_version(job_magic, text, in.rest);
    if (refused != fleet_error::none) return refused;
    bool in_range = true;
    for_each_saved(
        [&]<class Field>(Field& field) {
            if constexpr (std::is_same_v<Field, milliseconds>)
                field = milliseconds{in.next()};
            else
                in_range = from_number(field, in.next()) && in_range;
        },
        into);
    for_each_option([&](auto& option) { in_range = option_from_number(option, in.next()) && in_range; },
                    into.options);
    in_range = read_state(into.state, in) && in_range;
    into.id = read_word(in);
    const std::string_view signed_part = text.substr(0, text.size() - in.rest.size());
    const std::uint64_t checksum = as_unsigned(in.next());
    if (!in.good) return in.rest.empty() ? fleet_error::truncated : fleet_error::damaged;
    if (!in.rest.empty() || checksum != fnv1a(signed_part)) return fleet_error::damaged;
    if (!in_range || into.state.stage == stage::idle) return fleet_error::out_of_range;
    return into.clock == static_cast<std::int64_t>(clock) ? fleet_error::none : fleet_error::other_clock;
}

/// Inserts a job that was read; it goes on at `origin`.
[[nodiscard]] inline fleet_error insert_saved_job(scheduler& core, const endpoint& e, const history* past,
                                                  saved_job& saved, milliseconds origin,
                                                  std::uint32_t& slot) {
    if (fingerprint_without_words(e) != saved.fingerprint || list_fingerprint(e) != saved.list_fingerprint)
        return fleet_error::unknown_endpoint;
    saved.options.past = saved.had_history ? past : nullptr;
    if (!find_invalid_option(e, saved.id, saved.options).empty() || saved.id.size() > 0xffff)
        return fleet_error::out_of_range;
    job_group& group =
        core.table.group_of(saved.account, e, {saved.options.strict, saved.options.max_body_bytes});
    if (!saved.id.empty() && group.find(saved.id, e) != no_slot) return fleet_error::duplicate_job;
    slot = core.table.add(group, e, saved.id, saved.options);
    core.table.jobs[slot].seed = saved.seed;
    core.table.jobs[slot].tag = saved.tag;
    core.table.jobs[slot].is_single = saved.is_single;
    core.start(slot, saved.state, origin, saved.turn);
    return fleet_error::none;
}

} // namespace jobpoll::inline v0::detail

#endif
