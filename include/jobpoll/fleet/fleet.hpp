// jobpoll: many jobs: what to ask for now, and what the replies mean. You fetch, it decides.
//
// The room `fleet`: many jobs at once that share accounts, quotas and list replies.
// fleet.hpp is the class; the other files are its parts.
#ifndef JOBPOLL_FLEET_FLEET_HPP
#define JOBPOLL_FLEET_FLEET_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/fleet/fleet_core.hpp>
#include <jobpoll/fleet/fleet_journal.hpp>
#include <jobpoll/fleet/fleet_reading.hpp>
#include <jobpoll/fleet/fleet_replay.hpp>
#include <jobpoll/fleet/fleet_restore.hpp>
#include <jobpoll/fleet/fleet_save.hpp>
#include <jobpoll/fleet/fleet_types.hpp>
#include <jobpoll/polling/machine_words.hpp>
#include <jobpoll/reading/read.hpp>

namespace jobpoll::inline v0 {

/// Follows many jobs of any endpoints on the caller's clock.
///
/// Shapes: the caller asks what is `due`, fetches, and hands each reply back with the request's handle; every
/// request wants one answer, `on_reply` or `on_no_reply`. No bodies are kept: whoever wants a job's texts
/// takes them from the visitor, during the call. It can be moved and not copied. Once it has its size, a
/// reply allocates nothing.
/// Errors: typed; what is refused leaves the fleet as it was. None are thrown but those of allocation.
/// Source: docs/fleet.md.
template <class Clock>
class basic_fleet : private detail::fleet_reading<Clock> {
    using reading = detail::fleet_reading<Clock>;
    using reading::core_;
    using reading::decision_of;
    using reading::fail_list;
    using reading::handle_of;
    using reading::journal_;
    using reading::step;
    using reading::take_list;
    using reading::take_one;

public:
    using decision_type = basic_decision<Clock>;
    using insertion = basic_fleet_insertion<Clock>;
    using answer = basic_fleet_answer<Clock>;
    using change = basic_fleet_change<Clock>;
    using visitor = basic_fleet_visitor<Clock>;
    using moment = time_point_of<Clock>;

    explicit basic_fleet(const fleet_options& options = {}) {
        core_.queues.limits = {options.max_in_flight, {options.spread.value(), options.smoothing.value()}};
    }
    basic_fleet(basic_fleet&&) noexcept = default;
    basic_fleet& operator=(basic_fleet&&) noexcept = default;

    /// One more job, due at once unless the options say otherwise.
    ///
    /// Shapes: the id is copied; the endpoint and a history outlive the fleet. `account` is any number that
    /// tells accounts, and so quotas, apart.
    /// Errors: duplicate_job, invalid_options, id_too_long, full.
    template <class Duration>
    insertion insert(const endpoint& e, const poll_options& o, std::chrono::time_point<Clock, Duration> now,
                     std::uint64_t account = 0) {
        advance_clock(now);
        const std::string_view id = o.job_id;
        if (!detail::find_invalid_option(e, o).empty()) return {.error = fleet_error::invalid_options};
        if (id.size() > 0xffff) return {.error = fleet_error::id_too_long};
        if (core_.store().jobs.size() >= detail::ticket_bit) return {.error = fleet_error::full};
        const detail::fleet_kind kind = detail::kind_of_options(e, o);
        const std::uint32_t group = core_.group_of(e, account, kind);
        if (!id.empty() && core_.store().find(group, id) != detail::no_slot)
            return {.error = fleet_error::duplicate_job};
        const std::uint64_t seed = o.seed.value_or(detail::fnv1a(id));
        const std::uint32_t slot = core_.insert(group, kind, id, seed);
        journal_.insert(kind, account, id, seed, core_.now);
        return {.handle = handle_of(slot), .decision = decision_of(slot)};
    }

    /// When there may be something to do next; nothing where only an answer can help, or no job is left.
    [[nodiscard]] std::optional<moment> next_wakeup() const {
        const std::optional<milliseconds> at = core_.queues.next_wakeup();
        return at ? std::optional{moment{*at}} : std::nullopt;
    }

    /// The requests to make now, most urgent first: as many as the quotas, the pace and the caller's limit
    /// allow. They count as on the way.
    ///
    /// Shapes: valid until the next call.
    template <class Duration>
    [[nodiscard]] std::span<const fleet_request> due(std::chrono::time_point<Clock, Duration> now) {
        advance_clock(now);
        requests_.clear();
        core_.due(
            [this](std::uint32_t slot, std::int64_t gain) { requests_.push_back(request_of(slot, gain)); });
        journal_.due(core_.now);
        return requests_;
    }

    /// A request for a list that the caller makes of his own accord: it is for every job of the list that has
    /// not ended, due or not, whatever the quotas say.
    ///
    /// Errors: no_list.
    template <class Duration>
    insertion ask_list(const endpoint& list, std::chrono::time_point<Clock, Duration> now,
                       std::uint64_t account = 0) {
        advance_clock(now);
        for (std::uint32_t at = 0; at < core_.store().groups.size(); ++at) {
            const detail::fleet_group& g = core_.store().groups[at];
            if (g.list != &list || core_.store().lanes[g.lane].account != account) continue;
            const std::uint32_t ticket = core_.ask_list(at);
            journal_.numbers('a', core_.now, at);
            return {.handle = handle_of(detail::ticket_bit | ticket)};
        }
        return {.error = fleet_error::no_list};
    }

    /// A reply came. Of a job it moves that job; of a list every job that it mentions, in one pass over the
    /// body. A 429 with Retry-After pauses the account.
    ///
    /// Errors: stale_handle.
    template <class Duration>
    answer on_reply(job_handle handle, const reply& r, std::chrono::time_point<Clock, Duration> now,
                    visitor who = {}) {
        advance_clock(now);
        if (!core_.is_current(handle.slot, handle.generation)) return {.error = fleet_error::stale_handle};
        const bool is_list = (handle.slot & detail::ticket_bit) != 0;
        return is_list ? take_list(handle.slot & ~detail::ticket_bit, r, who) : take_one(handle.slot, r, who);
    }

    /// No reply came.
    ///
    /// Errors: stale_handle.
    template <class Duration>
    answer on_no_reply(job_handle handle, std::chrono::time_point<Clock, Duration> now, visitor who = {}) {
        advance_clock(now);
        if (!core_.is_current(handle.slot, handle.generation)) return {.error = fleet_error::stale_handle};
        const machine_input in{.what = event::no_reply};
        if ((handle.slot & detail::ticket_bit) != 0)
            return fail_list(handle.slot & ~detail::ticket_bit, in, who);
        step('s', handle.slot, in, who, nullptr);
        return {.decision = decision_of(handle.slot), .changed = 1};
    }

    /// The caller gives up on a job. The job itself goes on: that is the vendor's cancel endpoint.
    ///
    /// Errors: stale_handle, not_a_list.
    template <class Duration>
    answer cancel(job_handle handle, std::chrono::time_point<Clock, Duration> now) {
        advance_clock(now);
        const fleet_error error = check_job(handle);
        if (error != fleet_error::none) return {.error = error};
        step('s', handle.slot, {.what = event::cancelled}, {}, nullptr);
        return {.decision = decision_of(handle.slot), .changed = 1};
    }

    /// Forgets a job, finished or not; its handle is stale from now on.
    ///
    /// Errors: stale_handle, not_a_list.
    fleet_error erase(job_handle handle) {
        const fleet_error error = check_job(handle);
        if (error != fleet_error::none) return error;
        core_.erase(handle.slot);
        journal_.numbers('x', core_.now, handle.slot);
        return error;
    }

    /// After a restart: no reply will come to any request that was on the way, and they are due as before.
    template <class Duration>
    void forget_requests(std::chrono::time_point<Clock, Duration> now) {
        advance_clock(now);
        core_.forget_requests();
        journal_.numbers('f', core_.now, 0);
    }

    /// The decision that stands; nothing where the handle is stale or a list's.
    [[nodiscard]] std::optional<decision_type> pending(job_handle handle) const {
        if (check_job(handle) != fleet_error::none) return std::nullopt;
        return decision_of(handle.slot);
    }

    /// The id of a job, as long as it is in the fleet; empty where the handle is stale or a list's.
    [[nodiscard]] std::string_view job_id(job_handle handle) const {
        if (check_job(handle) != fleet_error::none) return {};
        return core_.store().id_of(core_.store().jobs[handle.slot]);
    }

    /// The first finished job, in the order in which they ended; nothing where there is none.
    [[nodiscard]] std::optional<job_handle> first_finished() const {
        return finished_at(core_.queues.first_finished);
    }
    /// The one after a finished job.
    [[nodiscard]] std::optional<job_handle> next_finished(job_handle handle) const {
        if (check_job(handle) != fleet_error::none) return std::nullopt;
        const detail::fleet_record& r = core_.store().jobs[handle.slot];
        return r.place == detail::fleet_place::finished ? finished_at(r.next) : std::nullopt;
    }
    [[nodiscard]] std::uint32_t finished_count() const noexcept { return core_.queues.finished; }
    [[nodiscard]] std::uint32_t in_flight() const noexcept { return core_.queues.in_flight; }

    /// Writes the fleet as lines of printable ASCII: `sink(bytes)`, again and again. The next journal comes
    /// after it.
    template <class Sink>
    void save(Sink&& sink) {
        base_ = detail::save_fleet(core_, detail::kind_of<Clock>(), sink);
        journal_.forget();
    }

    /// Becomes what `save` wrote: every later decision is as if nothing had happened.
    ///
    /// Shapes: `known` has every endpoint that a job or a list of the saved fleet goes by.
    /// Errors: as the enumeration says, and then the fleet is as it was.
    [[nodiscard]] fleet_text_error restore(std::string_view text, std::span<const known_endpoint> known) {
        detail::fleet_core made;
        std::uint64_t checksum = 0;
        const fleet_text_error error =
            detail::restore_fleet(text, known, detail::kind_of<Clock>(), made, checksum);
        if (error != fleet_text_error::none) return error;
        core_ = std::move(made);
        base_ = checksum;
        journal_.forget();
        return error;
    }

    /// Writes every operation from now on as a line; the sink is called within the operation, after it.
    void keep_journal(journal_sink sink) { journal_.open(sink, base_); }

    /// Does again what a journal says that was done after the last `save`, or from the beginning. A line that
    /// was never finished is passed over; `keep_journal` goes on behind `good_bytes`.
    ///
    /// Errors: as the enumeration says; the fleet has to be restored again then.
    [[nodiscard]] journal_replay follow_journal(std::string_view text,
                                                std::span<const known_endpoint> known) {
        detail::fleet_replayer replayer{core_, known};
        const journal_replay done = replayer.follow(text, base_);
        if (done.error == fleet_text_error::none && done.lines != 0) journal_.resume(replayer.chain());
        return done;
    }

private:
    template <class Duration>
    void advance_clock(std::chrono::time_point<Clock, Duration> now) noexcept {
        core_.advance_clock(to_milliseconds(now.time_since_epoch()));
    }
    [[nodiscard]] std::optional<job_handle> finished_at(std::uint32_t slot) const {
        return slot != detail::no_slot ? std::optional{handle_of(slot)} : std::nullopt;
    }
    [[nodiscard]] fleet_error check_job(job_handle handle) const noexcept {
        if (!core_.is_current(handle.slot, handle.generation)) return fleet_error::stale_handle;
        return (handle.slot & detail::ticket_bit) != 0 ? fleet_error::not_a_list : fleet_error::none;
    }
    [[nodiscard]] fleet_request request_of(std::uint32_t number, std::int64_t gain) const {
        const detail::fleet_store& store = core_.store();
        if ((number & detail::ticket_bit) == 0) {
            const detail::fleet_record& r = store.jobs[number];
            return {handle_of(number), &store.endpoint_of(r), store.id_of(r),
                    store.lanes[store.groups[r.group].lane].account};
        }
        const detail::fleet_ticket& t = core_.queues.tickets[number & ~detail::ticket_bit];
        const detail::fleet_group& g = store.groups[t.group];
        return {handle_of(number), g.list, {}, store.lanes[g.lane].account, t.covered, gain};
    }

    std::uint64_t base_ = 0; ///< the checksum of the saved fleet that the journal comes after
    std::vector<fleet_request> requests_;
};

/// The fleet of programs that go by the steady clock.
using fleet = basic_fleet<std::chrono::steady_clock>;

} // namespace jobpoll::inline v0

#endif
