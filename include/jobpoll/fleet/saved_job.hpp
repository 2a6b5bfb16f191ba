// jobpoll: one job of a fleet at rest: a line of text.
#ifndef JOBPOLL_FLEET_SAVED_JOB_HPP
#define JOBPOLL_FLEET_SAVED_JOB_HPP

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/fleet/scheduler.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

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
    field_writer output{"jobpoll-job " + std::to_string(snapshot_version)};
    saved_job::visit_fields([&output](const auto& field) { output(to_number(field)); }, saved);
    for (const std::int64_t number : key.numbers)
        output(number);
    write_state(from.state_of(slot), output);
    write_id(output.text, j.name());
    output(as_signed(fnv1a(output.text)));
    return std::move(output.text);
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
    if (version == 0) return fleet_error::damaged;
    return version == snapshot_version ? fleet_error::none : fleet_error::older_version;
}

[[nodiscard]] inline fleet_error read_job_line(std::string_view text, clock_kind clock, saved_job& into) {
    field_reader input{};
    const fleet_error refused = read_version("jobpoll-job ", text, input.rest);
    if (refused != fleet_error::none) return refused;
    bool good = true;
    saved_job::visit_fields(
        [&]<class Field>(Field& field) {
            const std::int64_t number = input.next();
            good = (from_number(field, number) || std::is_same_v<Field, milliseconds>)&&good;
        },
        into);
    for_each_option([&](auto& option) { good = option_from_number(option, input.next()) && good; },
                    into.options);
    good = read_state(into.state, input) && good;
    into.id = read_id(input);
    const std::string_view summed = text.substr(0, text.size() - input.rest.size());
    const std::uint64_t checksum = as_unsigned(input.next());
    if (!input.good) return input.rest.empty() ? fleet_error::truncated : fleet_error::damaged;
    if (!input.rest.empty() || checksum != fnv1a(summed)) return fleet_error::damaged;
    if (!good || into.state.stage == stage::idle) return fleet_error::out_of_range;
    return into.clock == static_cast<std::int64_t>(clock) ? fleet_error::none : fleet_error::other_clock;
}

/// Inserts a job that was read; `slot` is where it is then.
[[nodiscard]] inline fleet_error insert_saved_job(scheduler& core, const endpoint& e,
                                                  const history_pointer& past, saved_job& saved,
                                                  std::uint32_t& slot) {
    if (e.fingerprint_without_words != saved.fingerprint || list_fingerprint(e) != saved.list)
        return fleet_error::unknown_endpoint;
    saved.options.past = saved.had_history ? past : history_pointer{};
    if (!find_invalid_option(e, saved.id, saved.options).empty() || saved.id.size() > 0xffff)
        return fleet_error::out_of_range;
    job_group& group = core.group_of(saved.account, e, saved.options);
    if (core.find(group, saved.id, e) != no_slot) return fleet_error::duplicate_job;
    slot = core.add(group, e, saved.id, saved.options);
    core.jobs[slot].seed = saved.seed;
    core.jobs[slot].tag = saved.tag;
    core.jobs[slot].is_single = saved.is_single;
    core.start(slot, saved.state, saved.origin, milliseconds{saved.turn});
    return fleet_error::none;
}

} // namespace jobpoll::inline v0::detail

#endif
