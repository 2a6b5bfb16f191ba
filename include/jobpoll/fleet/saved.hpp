// jobpoll: a fleet at rest: one job as one line of text; all of them and their accounts under one checksum.
#ifndef JOBPOLL_FLEET_SAVED_HPP
#define JOBPOLL_FLEET_SAVED_HPP

#include <jobpoll/fleet/scheduler.hpp>
#include <jobpoll/polling/saved_line.hpp>

namespace jobpoll::inline v0::detail {

// One job: `jobpoll-job`, version, the fields of `job_value`, options, state, `=` and the id, checksum. A
// fleet:
//   jobpoll-fleet <version>
//   o  clock, moment, time for a reply, limits
//   a  an account: number, endpoint, credentials, its numbers, and the granted requests of each quota
//   jobpoll-job ...  each job: those that go on, then those that ended in the order in which they did
//   z  the checksum of everything before it
inline constexpr std::string_view job_word = "jobpoll-job ", fleet_word = "jobpoll-fleet ";

/// Calls `visit` for every field before the options, in the order in which they are saved.
template <class Visitor, class Job>
void for_each_job_field(Visitor&& visit, Job& j) {
    visit(j.fingerprint), visit(j.list), visit(j.clock), visit(j.account), visit(j.tag), visit(j.seed);
    visit(j.origin), visit(j.turn), visit(j.is_single), visit(j.had_history);
}
/// `resize(times)` is for how many requests of a quota were granted.
template <class Visitor, class Resize, class Account>
void for_each_account_field(Visitor&& visit, Resize&& resize, Account& a) {
    visit(a.pace.credit), visit(a.adaptive.rate), visit(a.adaptive.peak), visit(a.adaptive.accepted);
    visit(a.adaptive.accepted_before), visit(a.adaptive.in_a_row);
    for (auto& q : a.quotas)
        resize(q);
    visit(a.pace.at), visit(a.paused_until), visit(a.adaptive.next), visit(a.adaptive.refused_at);
    visit(a.adaptive.minute);
    for (auto& q : a.quotas)
        std::for_each(q.granted.begin(), q.granted.end(), visit);
}

[[nodiscard]] inline std::uint64_t list_fingerprint(const endpoint& e) noexcept {
    return list_of(e) != nullptr ? list_of(e)->fingerprint : 0;
}

/// The line of a job, without a line break.
[[nodiscard]] inline std::string save_job_line(const scheduler& from, std::uint32_t slot, clock_kind clock) {
    const fleet_job& j = from.jobs[slot];
    const option_numbers& options = std::get<option_numbers>(j.profile->first);
    const job_value saved{.fingerprint = j.documented().fingerprint_without_words,
                          .list = list_fingerprint(j.documented()),
                          .clock = clock,
                          .account = j.account_number(),
                          .tag = j.tag,
                          .seed = j.seed,
                          .origin = j.origin,
                          .turn = saturating_subtract(j.due, j.origin),
                          .is_single = j.is_single,
                          .had_history = j.past() != nullptr};
    field_writer output{job_word};
    for_each_job_field(output, saved);
    for (const std::int64_t option : options)
        output(option);
    write_state(from.state_of(slot), output);
    output.write_text(j.name());
    output.seal();
    return std::move(output.text);
}

[[nodiscard]] inline fleet_error read_job_line(std::string_view text, clock_kind clock, job_value& into) {
    const fleet_error error = read_sealed(text, job_word, fleet_error::not_a_fleet, [&](field_reader& input) {
        for_each_job_field(input, into);
        bool good = true;
        for_each_option([&](auto& option) { good = option_from_number(option, input.next()) && good; },
                        into.options);
        good = read_state(into.state, input) && into.state.stage != stage::idle && good;
        input.in_range = input.in_range && good;
        into.id = input.read_text();
    });
    return error == fleet_error::none && into.clock != clock ? fleet_error::other_clock : error;
}

/// Inserts a job that was read.
[[nodiscard]] inline fleet_error insert_saved_job(scheduler& core, const known_endpoint& known,
                                                  job_value& saved) {
    const endpoint& e = *known.contract;
    if (e.fingerprint_without_words != saved.fingerprint || list_fingerprint(e) != saved.list)
        return fleet_error::unknown_endpoint;
    saved.options.past = saved.had_history ? known.past : nullptr;
    const fleet_error error = core.insert(e, saved);
    const bool impossible = error == fleet_error::invalid_options || error == fleet_error::id_too_long;
    return impossible ? fleet_error::out_of_range : error;
}

/// Calls `sink(bytes)` with the whole fleet, in pieces.
template <class Sink>
void write_fleet(const scheduler& core, clock_kind clock, Sink&& sink) {
    field_writer output{fleet_word};
    std::uint64_t checksum = fnv1a("");
    const auto flush = [&] {
        checksum = fnv1a(output.text, checksum);
        sink(std::string_view{output.text});
        output.text.clear();
    };
    const auto write_job = [&](std::uint32_t slot) {
        output.text += save_job_line(core, slot, clock) + '\n';
        if (output.text.size() > std::size_t{64} * 1024) flush();
    };
    output.text += "\no";
    output(clock, core.now, core.reply_timeout.value_or(milliseconds{0}));
    output(core.max_in_flight, core.spread, core.smoothing);
    for (const auto& [key, a] : core.accounts) {
        output.text += "\na";
        output(key.number, key.first->fingerprint_without_words,
               a.access == account_limiter::credentials::refused);
        for_each_account_field([&](const auto& field) { output(field); },
                               [&](const sliding_quota& q) { output(q.granted.size()); }, a);
    }
    output.text.push_back('\n');
    for (std::uint32_t slot = 0; slot < core.jobs.size(); ++slot)
        if (core.jobs[slot].goes_on()) write_job(slot);
    for (const auto& [number, slot] : core.finished)
        write_job(slot);
    flush();
    output.text.push_back('z');
    output(checksum);
    output.text.push_back('\n');
    sink(std::string_view{output.text});
}

/// Makes a fleet of its lines. Every field is checked, also where the checksum is right.
class fleet_lines {
public:
    fleet_lines(scheduler& made, std::span<const known_endpoint> known, clock_kind clock,
                std::string_view unread) noexcept
        : core_{made}, known_{known}, clock_{clock}, input_{unread} {}

    [[nodiscard]] fleet_error read(milliseconds present) {
        fleet_error error = take("\no") ? read_limits(present) : fleet_error::out_of_range;
        while (error == fleet_error::none && take("\na"))
            error = read_account();
        while (error == fleet_error::none && take("\n"))
            error = read_job();
        if (error != fleet_error::none) return error;
        return input_.rest.empty() && input_.in_range ? fleet_error::none : fleet_error::out_of_range;
    }

private:
    /// Takes the beginning of the next line, where it is this one.
    [[nodiscard]] bool take(std::string_view begin) noexcept {
        const bool is_next = input_.good && input_.in_range && input_.rest.starts_with(begin);
        if (is_next) input_.rest.remove_prefix(begin.size());
        return is_next;
    }
    template <class Field>
    void read_number(Field& field) noexcept {
        input_(field);
        input_.in_range = input_.in_range && to_number(field) >= 0;
    }
    void move(milliseconds& at) const noexcept {
        if (at != (milliseconds::min)()) at = saturating_add(at, shift_);
    }
    [[nodiscard]] const known_endpoint* find_known(std::uint64_t fingerprint) const noexcept {
        for (const known_endpoint& k : known_)
            if (k.contract->fingerprint_without_words == fingerprint) return &k;
        return nullptr;
    }

    [[nodiscard]] fleet_error read_limits(milliseconds present) {
        clock_kind saved_on{};
        milliseconds timeout{};
        input_(saved_on, core_.now);
        read_number(timeout);
        if (saved_on != clock_ && input_.good) return fleet_error::other_clock;
        if (timeout != milliseconds{0}) core_.reply_timeout = timeout;
        input_(core_.max_in_flight);
        read_number(core_.spread);
        read_number(core_.smoothing);
        // A clock that is behind the saved moment was started again since: no time has passed then.
        if (core_.now != (milliseconds::min)())
            shift_ = (std::min)(saturating_subtract(present, core_.now), milliseconds{0});
        move(core_.now);
        return fleet_error::none;
    }
    [[nodiscard]] fleet_error read_account() {
        std::uint64_t number = 0, fingerprint = 0;
        bool needs_credentials = false;
        input_(number, fingerprint, needs_credentials);
        const known_endpoint* const found = find_known(fingerprint);
        if (found == nullptr) return input_.good ? fleet_error::unknown_endpoint : fleet_error::out_of_range;
        account_limiter& a = core_.account_of(number, *found->contract)->second;
        if (needs_credentials) a.access = account_limiter::credentials::refused;
        const auto read_field = [this](auto& field) {
            if constexpr (std::is_same_v<decltype(field), milliseconds&>) {
                input_(field);
                move(field);
            } else {
                read_number(field);
            }
        };
        const auto resize = [this](sliding_quota& q) {
            std::uint32_t count = 0;
            input_(count);
            input_.in_range = input_.in_range && count <= q.limit.requests;
            q.granted.resize(input_.in_range ? count : 0);
        };
        for_each_account_field(read_field, resize, a);
        constexpr std::int64_t most = 2 * adaptive_pace::unlimited;
        input_.in_range = input_.in_range && a.adaptive.rate <= most && a.adaptive.peak <= most;
        return fleet_error::none;
    }
    [[nodiscard]] fleet_error read_job() {
        const std::string_view line = input_.rest.substr(0, input_.rest.find('\n'));
        input_.rest.remove_prefix(line.size());
        job_value saved;
        const fleet_error error = read_job_line(line, clock_, saved);
        if (error != fleet_error::none) return error;
        const known_endpoint* const found = find_known(saved.fingerprint);
        if (found == nullptr) return fleet_error::unknown_endpoint;
        move(saved.origin);
        return insert_saved_job(core_, *found, saved);
    }

    scheduler& core_;
    std::span<const known_endpoint> known_;
    clock_kind clock_;
    milliseconds shift_{}; ///< what a clock that was started again is behind
    field_reader input_;
};

/// Makes a fleet of what `write_fleet` wrote.
[[nodiscard]] inline fleet_error read_fleet(scheduler& core, std::string_view text,
                                            std::span<const known_endpoint> known, clock_kind clock,
                                            milliseconds present) {
    std::string_view unread;
    const fleet_error refused = read_version(text, fleet_word, fleet_error::not_a_fleet, unread);
    if (refused != fleet_error::none) return refused;
    const std::size_t end = text.rfind("\nz");
    if (end == std::string_view::npos || text.back() != '\n') return fleet_error::truncated;
    field_reader sum{text.substr(end + 2)};
    if (static_cast<std::uint64_t>(sum.next()) != fnv1a(text.substr(0, end + 1)) || !sum.good ||
        sum.rest != "\n")
        return fleet_error::damaged;
    unread.remove_suffix(text.size() - end);
    return fleet_lines{core, known, clock, unread}.read(present);
}

} // namespace jobpoll::inline v0::detail

#endif
