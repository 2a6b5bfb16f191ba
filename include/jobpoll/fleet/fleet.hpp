// jobpoll: many jobs: which requests to make now, and what the replies mean.
//
// The room `fleet`: many jobs at once that share accounts, quotas and list replies.
// types.hpp has what callers see and this file the class. scheduler.hpp decides who is asked and when,
// replies.hpp what a reply does, queues.hpp has where jobs wait, jobs.hpp what they are, saved.hpp the text
// form. The limits of an account are in machine/request_limiter.hpp. No clock in any of them.
#ifndef JOBPOLL_FLEET_FLEET_HPP
#define JOBPOLL_FLEET_FLEET_HPP

#include <jobpoll/fleet/saved.hpp>
#include <jobpoll/polling/to_decision.hpp>

namespace jobpoll::inline v0 {

/// Follows many jobs of any endpoints on the caller's clock.
///
/// Ask what is `due`, fetch it, and hand each reply back with the request's handle: `on_reply`, `on_no_reply`
/// or `on_report`. A request without an answer ends after `reply_timeout`. The jobs that a call changed are
/// in `changes()` until the next call; there are no callbacks. `erase`, `insert`, `insert_saved` and
/// `renewed` leave the changes as they are, for a loop over them. It can be moved and not copied. Once it has
/// its size, a reply allocates nothing. *Lifetime*: endpoints and histories outlive the fleet. *Errors*:
/// typed; a refused call leaves the fleet unchanged. Only allocation throws. *Source*: docs/fleet.md.
template <class Clock>
class basic_fleet {
public:
    using decision_type = basic_decision<Clock>;
    using insertion = basic_fleet_insertion<Clock>;
    using answer = basic_fleet_answer<Clock>;
    using change = basic_fleet_change<Clock>;
    using moment = time_point_of<Clock>;
    template <class Duration>
    using time_point = std::chrono::time_point<Clock, Duration>;

    explicit basic_fleet(const fleet_options& options = {}) {
        core_.options = options;
        if (options.reply_timeout)
            core_.options.reply_timeout = (std::max)(options.reply_timeout->value(), milliseconds{1});
    }
    void reserve(std::size_t jobs) { core_.reserve(jobs); }

    /// One more job, due at once unless the options say otherwise; the id is copied. `account` is any number
    /// that tells accounts, and so quotas, apart; `tag` is the caller's.
    /// *Errors*: duplicate_job, invalid_options, id_too_long, full.
    template <class Duration>
    insertion insert(const endpoint& e, std::string_view job_id, const poll_options& options,
                     time_point<Duration> now, std::uint64_t account = 0, std::uint64_t tag = 0) {
        core_.begin(to_milliseconds(now.time_since_epoch()));
        // Without an id the seed is of the moment and of how many jobs there were: no two are in step.
        const std::uint64_t own = job_id.empty()
                                      ? detail::seed_of(now.time_since_epoch()) ^ (core_.generation + 1)
                                      : detail::fnv1a(job_id);
        detail::job_value made{.account = account, .tag = tag, .origin = core_.now, .options = options};
        made.seed = options.seed.value_or(own);
        made.id = job_id;
        return inserted(core_.insert(e, made), made);
    }
    template <class Duration>
    insertion insert(const endpoint&&, std::string_view, const poll_options&, time_point<Duration>,
                     std::uint64_t = 0, std::uint64_t = 0) = delete;

    /// When `due` has something to do next; nothing where only another call can help, or no job is left.
    [[nodiscard]] std::optional<moment> next_wakeup() const {
        const std::optional<milliseconds> at = core_.next_wakeup();
        return at ? std::optional{detail::moment_on<Clock>(*at)} : std::nullopt;
    }

    /// The requests to make now, most urgent first: as many as quotas, pace, pauses and buckets allow. Jobs
    /// past their deadline end, and requests past `reply_timeout` count as not answered: `changes` has both.
    /// *Lifetime*: until the next call.
    template <class Duration>
    [[nodiscard]] std::span<const fleet_request> due(time_point<Duration> now) {
        begin(now);
        core_.due();
        end();
        return core_.requests;
    }

    /// A request for a list outside `due`: it covers every job of the list that has not ended, due or not,
    /// and ignores quotas. *Errors*: no_list.
    template <class Duration>
    insertion ask_list(const endpoint& list, time_point<Duration> now, std::uint64_t account = 0) {
        begin(now);
        for (auto& [key, a] : core_.accounts)
            for (detail::job_group& g : a.groups)
                if (key.number == account && g.list == &list) {
                    const job_handle made = core_.ask_for_list(g, true);
                    end();
                    return {.handle = made};
                }
        return {fleet_error::no_list};
    }

    /// A reply came: it moves its job, or every job that the list mentions. *Errors*: stale_handle.
    template <class Duration>
    answer on_reply(job_handle handle, const reply& r, time_point<Duration> now) {
        answer done = change_by(handle, true, now, [&] { core_.read(handle, r); });
        if (done.error != fleet_error::none) return done;
        for (const change& c : changes_)
            done.mentioned += c.seen != nullptr ? 1u : 0u;
        done.counts = core_.reading.counts();
        done.violations = core_.reading.violations();
        return done;
    }

    /// A reply of a service without JSON came; the caller says what it means and vouches for its identity. An
    /// event that answers no poll is ignored. *Errors*: stale_handle.
    template <class Duration>
    answer on_report(job_handle handle, const report& said, time_point<Duration> now) {
        return change_by(handle, true, now, [&] {
            if (answers_a_poll(said.event)) core_.take(handle, said);
        });
    }

    /// No reply came. *Errors*: stale_handle.
    template <class Duration>
    answer on_no_reply(job_handle handle, time_point<Duration> now) {
        return on_report(handle, {.event = event::no_reply}, now);
    }

    /// Stops following a job. The job itself goes on: only the vendor's own endpoint stops it.
    /// *Errors*: stale_handle, not_a_list.
    template <class Duration>
    answer cancel(job_handle handle, time_point<Duration> now) {
        return change_by(handle, false, now,
                         [&] { core_.step_job(handle.slot, {.event = event::cancelled}, nullptr); });
    }

    /// Forgets a job, finished or not; its handle is stale from now on. *Errors*: stale_handle, not_a_list.
    fleet_error erase(job_handle handle) {
        const fleet_error error = core_.refusal_of(handle, false);
        if (error == fleet_error::none) core_.erase(handle.slot);
        return error;
    }

    /// The credentials of an account are new: it is asked again; an earlier request's 401 is charged to no
    /// job.
    template <class Duration>
    void renewed(std::uint64_t account, time_point<Duration> now) {
        core_.begin(to_milliseconds(now.time_since_epoch()));
        for (auto& [key, a] : core_.accounts)
            if (key.number == account) a.renew(core_.sent);
    }

    /// No reply will come to any request that is on the way: their jobs are due as before.
    template <class Duration>
    void forget_requests(time_point<Duration> now) {
        begin(now);
        core_.forget_requests();
        end();
    }

    /// The jobs that the last call changed, in order.
    [[nodiscard]] std::span<const change> changes() const noexcept { return changes_; }
    [[nodiscard]] const fleet_counters& counters() const noexcept { return core_.counters; }
    [[nodiscard]] std::uint32_t in_flight() const noexcept { return core_.in_flight; }

    /// The current decision; nothing where the handle is stale or of a list, as with the next two.
    [[nodiscard]] std::optional<decision_type> pending(job_handle handle) const {
        return core_.find_job(handle) ? std::optional{decision_of(handle.slot)} : std::nullopt;
    }
    [[nodiscard]] std::string_view job_id(job_handle handle) const {
        return core_.find_job(handle) ? core_.find_job(handle)->name() : std::string_view{};
    }
    [[nodiscard]] std::uint64_t tag(job_handle handle) const {
        return core_.find_job(handle) ? core_.find_job(handle)->tag : 0;
    }
    /// The job with this id, or nothing.
    [[nodiscard]] std::optional<job_handle> find(const endpoint& e, std::string_view id,
                                                 std::uint64_t account = 0) const {
        const auto owner = core_.accounts.find({account, &e});
        if (owner == core_.accounts.end()) return std::nullopt;
        for (const detail::job_group& g : owner->second.groups)
            if (g.list == detail::list_of(e) && core_.find(g, id, e) != detail::no_slot)
                return core_.handle_of(core_.find(g, id, e));
        return std::nullopt;
    }

    /// The first finished job, in the order in which they ended, and the one after a finished job.
    [[nodiscard]] std::optional<job_handle> first_finished() const { return core_.finished_after(0); }
    [[nodiscard]] std::optional<job_handle> next_finished(job_handle handle) const {
        const detail::fleet_job* const j = core_.find_job(handle);
        return j != nullptr && !j->goes_on() ? core_.finished_after(j->request) : std::nullopt;
    }
    [[nodiscard]] std::uint32_t finished_count() const noexcept {
        return detail::to_uint32(core_.finished.size());
    }

    /// How often the account of an endpoint's vendor may be asked; nothing where there is none.
    [[nodiscard]] std::optional<fleet_account> account(const endpoint& e, std::uint64_t number = 0) const {
        const auto found = core_.accounts.find({number, &e});
        if (found == core_.accounts.end()) return std::nullopt;
        const detail::job_account& a = found->second;
        return fleet_account{a.jobs, a.in_flight, a.adaptive.gap(),
                             (std::max)(saturating_subtract(a.paused_until, core_.now), milliseconds{0}),
                             a.access == detail::account_limiter::credentials::refused};
    }

    /// One job as one line of printable ASCII, for a database; empty where the handle is stale or a list's.
    [[nodiscard]] std::string save_job(job_handle handle) const {
        if (core_.find_job(handle) == nullptr) return {};
        return detail::save_job_line(core_, handle.slot, detail::kind_of<Clock>());
    }

    /// Goes on with a job where `save_job` stopped; a request that was on the way then is due again.
    ///
    /// A clock that is behind the saved job was started again since: no time has passed then. `past` is the
    /// history that the job went by. *Errors*: duplicate_job, full, and those about saved texts.
    template <class Duration>
    insertion insert_saved(const endpoint& e, std::string_view text, time_point<Duration> now,
                           const history_pointer& past = nullptr) {
        core_.begin(to_milliseconds(now.time_since_epoch()));
        detail::job_value saved;
        const known_endpoint known{&e, past};
        const auto adjust = [this](detail::job_value& j) {
            j.origin = (std::min)(j.origin, saturating_subtract(core_.now, j.state.elapsed));
            j.turn = j.state.next_poll; // the pace of the account is not saved with it
        };
        return inserted(
            detail::insert_line(core_, text, detail::kind_of<Clock>(), {&known, 1}, saved, adjust), saved);
    }
    template <class Duration>
    insertion insert_saved(const endpoint&&, std::string_view, time_point<Duration>,
                           const history_pointer& = nullptr) = delete;

    /// Writes every job, and of every account its quotas, pace and pauses, by several calls of `sink(bytes)`.
    template <class Sink>
    void save(Sink&& sink) const {
        detail::write_fleet(core_, detail::kind_of<Clock>(), sink);
    }

    /// Restores what `save` wrote. Jobs have new handles (see `find`); what was in flight is due again.
    ///
    /// `known` has every endpoint of the saved fleet, with the history of its jobs. If `now` is earlier than
    /// the moment of saving, the clock was restarted: no time counts as passed then. *Errors*: those about
    /// saved texts; the fleet is unchanged then.
    template <class Duration = milliseconds>
    [[nodiscard]] fleet_error restore(std::string_view text, std::span<const known_endpoint> known,
                                      time_point<Duration> now = (time_point<Duration>::max)()) {
        detail::scheduler made;
        made.generation = core_.generation; // so that old handles stay stale
        detail::fleet_reader reading{made, known, detail::kind_of<Clock>()};
        const fleet_error error = reading.read(text, to_milliseconds(now.time_since_epoch()));
        if (error != fleet_error::none) return error;
        made.counters = core_.counters;
        core_ = std::move(made);
        changes_.clear();
        return error;
    }

private:
    template <class Duration>
    void begin(time_point<Duration> now) {
        core_.begin(to_milliseconds(now.time_since_epoch()));
        changes_.clear();
    }
    void end() {
        core_.tidy();
        for (const detail::moved_job& m : core_.moved) {
            const detail::fleet_job& j = core_.jobs[m.slot];
            changes_.push_back({core_.handle_of(m.slot), j.name(), j.account_number(), j.tag, m.what,
                                decision_of(m.slot), m.seen});
        }
    }
    [[nodiscard]] decision_type decision_of(std::uint32_t slot) const {
        const detail::fleet_job& j = core_.jobs[slot];
        return detail::to_decision<Clock>(core_.state_of(slot), j.rules(), j.origin);
    }
    [[nodiscard]] insertion inserted(fleet_error error, const detail::job_value& made) {
        if (error != fleet_error::none) return {error};
        core_.tidy();
        const bool is_bare = made.had_history && made.options.past == nullptr;
        return {error, core_.handle_of(made.slot), decision_of(made.slot), is_bare};
    }
    /// A call that moves the job of a handle, or the jobs of a list request.
    template <class Duration, class Change>
    answer change_by(job_handle handle, bool lists_too, time_point<Duration> now, Change&& change_it) {
        begin(now);
        const fleet_error error = core_.refusal_of(handle, lists_too);
        if (error != fleet_error::none) return {.error = error};
        change_it();
        end();
        answer done{.changed = static_cast<std::uint32_t>(changes_.size()), .changes = changes_};
        if (!core_.is_list(handle))
            done.decision = changes_.empty() ? decision_of(handle.slot) : changes_.front().decision;
        return done;
    }

    detail::scheduler core_;
    std::vector<change> changes_;
};

/// The fleet of programs that go by the steady clock.
using fleet = basic_fleet<std::chrono::steady_clock>;

} // namespace jobpoll::inline v0

#endif
