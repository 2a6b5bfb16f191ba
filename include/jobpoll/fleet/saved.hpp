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

/// Calls `visit` for every number of an account in the order in which they are saved, and `resize(quota)` for
/// how many requests of each quota were granted.
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

[[nodiscard]] inline const known_endpoint* find_known(std::span<const known_endpoint> known,
                                                      std::uint64_t fingerprint) noexcept {
    for (const known_endpoint& k : known)
        if (k.contract->fingerprint_without_words == fingerprint) return &k;
    return nullptr;
}

/// The line of a job, without a line break.
[[nodiscard]] inline std::string save_job_line(const scheduler& from, std::uint32_t slot, clock_kind clock) {
    const fleet_job& j = from.jobs[slot];
    field_writer output{job_word};
    output(j.documented().fingerprint_without_words, list_fingerprint(j.documented()), clock);
    output(j.account_number(), j.tag, j.seed, j.origin, saturating_subtract(j.due, j.origin));
    output(bool{j.is_single}, j.profile->second.past != nullptr);
    for (const std::int64_t option : std::get<option_numbers>(j.profile->first))
        output(option);
    write_state(from.state_of(slot), output);
    output.write_text(j.name());
    output.seal();
    return std::move(output.text);
}

/// Inserts the job of a line; `adjust` moves its times to this clock. `made` is what the line says.
template <class Adjust>
[[nodiscard]] fleet_error insert_line(scheduler& core, std::string_view line, clock_kind clock,
                                      std::span<const known_endpoint> known, job_value& made,
                                      Adjust&& adjust) {
    fleet_error error = read_sealed(line, job_word, fleet_error::not_a_fleet, [&](field_reader& input) {
        input(made.fingerprint, made.list, made.clock, made.account, made.tag, made.seed, made.origin);
        input(made.turn, made.is_single, made.had_history);
        bool good = true;
        for_each_option([&](auto& option) { good = option_from_number(option, input.next()) && good; },
                        made.options);
        good = read_state(made.state, input) && made.state.stage != stage::idle && good;
        input.in_range = input.in_range && good;
        made.id = input.read_text();
    });
    if (error != fleet_error::none) return error;
    if (made.clock != clock) return fleet_error::other_clock;
    const known_endpoint* const found = find_known(known, made.fingerprint);
    if (found == nullptr || list_fingerprint(*found->contract) != made.list)
        return fleet_error::unknown_endpoint;
    if (made.had_history) made.options.past = found->past;
    adjust(made);
    error = core.insert(*found->contract, made);
    const bool impossible = error == fleet_error::invalid_options || error == fleet_error::id_too_long;
    return impossible ? fleet_error::out_of_range : error;
}

/// Calls `sink(bytes)` with the whole fleet, in pieces.
template <class Sink>
void write_fleet(const scheduler& core, clock_kind clock, Sink&& sink) {
    const fleet_options& o = core.options;
    sealed_text_writer output{fleet_word, sink};
    const auto write_job = [&](std::uint32_t slot) {
        output.text += save_job_line(core, slot, clock) + '\n';
        if (output.text.size() > std::size_t{64} * 1024) output.flush();
    };
    output.text += "\no";
    output(clock, core.now, o.reply_timeout.value_or(length_of_time{}).value());
    output(o.max_in_flight, o.spread.value(), o.smoothing.value());
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
    output.seal();
}

/// Makes a fleet of what `write_fleet` wrote. Every field is checked, also where the checksum is right.
struct fleet_reader {
    scheduler& core;
    std::span<const known_endpoint> known;
    clock_kind clock;
    field_reader input{};
    milliseconds shift{}; ///< what a clock that was started again is behind

    [[nodiscard]] fleet_error read(std::string_view text, milliseconds present) {
        fleet_error error = read_sealed_text(text, fleet_word, fleet_error::not_a_fleet, input.rest);
        if (error != fleet_error::none) return error;
        error = input.take("\no") ? read_limits(present) : fleet_error::out_of_range;
        while (error == fleet_error::none && input.take("\na"))
            error = read_account();
        while (error == fleet_error::none && input.take("\n"))
            error = read_job();
        return error == fleet_error::none && !input.rest.empty() ? fleet_error::out_of_range : error;
    }

private:
    [[nodiscard]] fleet_error error_of_fields() const noexcept {
        return input.good && input.in_range ? fleet_error::none : fleet_error::out_of_range;
    }
    void move(milliseconds& at) const noexcept {
        if (at != (milliseconds::min)()) at = saturating_add(at, shift);
    }

    [[nodiscard]] fleet_error read_limits(milliseconds present) {
        clock_kind saved_on{};
        milliseconds timeout{}, spread{}, smoothing{};
        input(saved_on, core.now, timeout, core.options.max_in_flight, spread, smoothing);
        if (saved_on != clock && input.good) return fleet_error::other_clock;
        if ((std::min)({timeout, spread, smoothing}) < milliseconds{0}) return fleet_error::out_of_range;
        core.options.spread = spread;
        core.options.smoothing = smoothing;
        if (timeout != milliseconds{0}) core.options.reply_timeout = timeout;
        // A clock that is behind the saved moment was started again since: no time has passed then.
        if (core.now != (milliseconds::min)())
            shift = (std::min)(saturating_subtract(present, core.now), milliseconds{0});
        move(core.now);
        return error_of_fields();
    }
    [[nodiscard]] fleet_error read_account() {
        std::uint64_t number = 0, fingerprint = 0;
        bool needs_credentials = false;
        input(number, fingerprint, needs_credentials);
        const known_endpoint* const found = find_known(known, fingerprint);
        if (found == nullptr) return input.good ? fleet_error::unknown_endpoint : fleet_error::out_of_range;
        job_account& a = core.account_of(number, *found->contract)->second;
        if (needs_credentials) a.access = account_limiter::credentials::refused;
        const auto read_field = [this](auto& field) {
            input(field);
            if constexpr (std::is_same_v<decltype(field), milliseconds&>)
                move(field);
            else
                input.in_range = input.in_range && to_number(field) >= 0;
        };
        const auto resize = [this](sliding_quota& q) {
            std::uint32_t count = 0;
            input(count);
            input.in_range = input.in_range && count <= q.limit.requests;
            q.granted.resize(input.in_range ? count : 0);
        };
        for_each_account_field(read_field, resize, a);
        constexpr std::int64_t most = 2 * adaptive_pace::unlimited;
        input.in_range = input.in_range && a.adaptive.rate <= most && a.adaptive.peak <= most;
        return error_of_fields();
    }
    [[nodiscard]] fleet_error read_job() {
        const std::string_view line = input.rest.substr(0, input.rest.find('\n'));
        input.rest.remove_prefix(line.size());
        job_value saved;
        return insert_line(core, line, clock, known, saved, [this](job_value& j) { move(j.origin); });
    }
};

} // namespace jobpoll::inline v0::detail

#endif
