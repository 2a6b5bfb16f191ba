// jobpoll: one job: replies in, decisions out.
#ifndef JOBPOLL_POLLING_POLLER_HPP
#define JOBPOLL_POLLING_POLLER_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/base/hash.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/machine/step.hpp>
#include <jobpoll/polling/options.hpp>
#include <jobpoll/polling/rules.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/polling/to_decision.hpp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

namespace detail {
/// The members of a poller besides its reader; a moved-from poller has ended.
struct polling_state {
    machine_rules rules{};
    std::string_view invalid_option{};
    milliseconds origin{};
    bool seed_of_start = false; ///< without a job id the seed is made of the first moment
    machine_state machine{.stage = stage::ended, .outcome = outcome::abandoned, .why = reason::cancelled};
    event last_event = event::cancelled;
};
} // namespace detail

/// Follows one job on the caller's clock.
///
/// Call `start` once, then wait until `decision.at` and call `on_reply`, `on_no_reply` or `on_report`, until
/// the decision is to stop; `cancel` at any time. A reply before `start` starts the poller; after the end,
/// and after a move, every call returns the decision that stands. Polling early is harmless. *Lifetime*: the
/// endpoint and the history outlive the poller. The texts of a reply are copied; the views that the poller
/// hands out live until its next call. It can be moved and not copied. *Errors*: none are thrown but those of
/// allocation. Invalid options end the polling at the start
/// (`invalid_options`), and `invalid_option` says which. Moments of another clock do not compile.
template <class Clock>
class basic_poller {
public:
    using decision_type = basic_decision<Clock>;

    /// Follows the job with this id by the endpoint's contract; without an id it accepts every job.
    JOBPOLL_COLD basic_poller(const endpoint& e, std::string_view job_id, const poll_options& options)
        : reader_{e, job_id, {options.strict, options.max_body_bytes}},
          state_{.rules = detail::rules_of(e, job_id, options),
                 .invalid_option = detail::find_invalid_option(e, job_id, options),
                 .seed_of_start = job_id.empty() && !options.seed,
                 .machine = {},
                 .last_event = event::started},
          past_{options.past},
          ahead_{options.past.make_forecast()} {
        if (!ahead_.empty()) state_.rules.ahead = ahead_.data();
    }
    basic_poller(const endpoint&&, std::string_view, const poll_options&) = delete;

    basic_poller(basic_poller&& other) noexcept
        : reader_{std::move(other.reader_)},
          state_{std::exchange(other.state_, {})},
          location_{std::exchange(other.location_, {})},
          past_{other.past_},
          ahead_{std::move(other.ahead_)} {}
    basic_poller& operator=(basic_poller&& other) noexcept {
        reader_ = std::move(other.reader_);
        state_ = std::exchange(other.state_, {});
        location_ = std::exchange(other.location_, {});
        past_ = other.past_;
        ahead_ = std::move(other.ahead_);
        return *this;
    }
    basic_poller(const basic_poller&) = delete;
    basic_poller& operator=(const basic_poller&) = delete;
    ~basic_poller() = default;

    /// Begins the polling; `max_wait` counts from this moment. A second start changes nothing.
    template <class Duration>
    JOBPOLL_COLD decision_type start(std::chrono::time_point<Clock, Duration> now) {
        set_origin(now);
        if (!state_.invalid_option.empty()) {
            detail::stop(state_.machine, outcome::rejected, reason::invalid_options);
            return pending();
        }
        return advance({.event = event::started}, now);
    }

    /// A reply came.
    template <class Duration>
    decision_type on_reply(const reply& r, std::chrono::time_point<Clock, Duration> now) {
        if (has_ended_at(now)) return pending();
        if (!r.location.empty()) location_.assign(r.location);
        return advance(reader_.read(r), now);
    }

    /// No reply came: a time-out, a refused connection, a name that does not resolve.
    template <class Duration>
    JOBPOLL_COLD decision_type on_no_reply(std::chrono::time_point<Clock, Duration> now) {
        return on_report({.event = event::no_reply}, now);
    }

    /// A reply of a service without JSON came; the caller says what it means and vouches for its identity.
    ///
    /// An event that answers no poll is ignored.
    template <class Duration>
    decision_type on_report(const report& said, std::chrono::time_point<Clock, Duration> now) {
        if (!answers_a_poll(said.event) || has_ended_at(now)) return pending();
        reader_.forget();
        return advance(said, now);
    }

    /// Stops following the job. The job itself goes on: only the vendor's own endpoint stops it.
    template <class Duration>
    JOBPOLL_COLD decision_type cancel(std::chrono::time_point<Clock, Duration> now) {
        set_origin(now);
        return advance({.event = event::cancelled}, now);
    }

    /// Goes on after the end, with a poll at once and every count at zero: after credentials were renewed,
    /// say.
    ///
    /// The deadline stays; where it has passed, the poll is the last one. A job that the vendor ended stays
    /// ended, and a poller with invalid options stays stopped.
    template <class Duration>
    decision_type reopen(std::chrono::time_point<Clock, Duration> now) {
        const bool was_moved_from = state_.rules.documented == nullptr;
        if (state_.machine.stage == stage::ended && !was_moved_from) {
            state_.machine = jobpoll::reopen(state_.machine, elapsed_at(now));
            state_.last_event = event::started;
        }
        return pending();
    }

    /// The current decision.
    [[nodiscard]] decision_type pending() const noexcept {
        return detail::to_decision<Clock>(state_.machine, state_.rules, state_.origin);
    }

    /// The job as the last usable reply reports it, also after the end.
    [[nodiscard]] const jobpoll::job& job() const noexcept { return reader_.job(); }

    /// The text of the job's result: a string without quotes and escapes, any other value as JSON text.
    [[nodiscard]] std::string result_text() const { return decode(job().result); }

    /// The vendor's own address for the next request: that of the last usable reply's body, else the last
    /// `location`; empty where there is none. It may be relative to the URL that was asked. A snapshot does
    /// not have it. *Lifetime*: until the next call.
    [[nodiscard]] std::string_view next_url() const noexcept {
        return job().next_url.empty() ? std::string_view{location_} : job().next_url;
    }

    /// What the last reply was, or the last call that was no reply.
    [[nodiscard]] event last_event() const noexcept { return state_.last_event; }

    /// The first violations of the last reply; `counts` counts all of them.
    [[nodiscard]] std::span<const violation> violations() const noexcept { return reader_.violations(); }
    [[nodiscard]] const violation_counts& counts() const noexcept { return reader_.counts(); }

    /// What the body of the last error reply says.
    [[nodiscard]] const jobpoll::problem& problem() const noexcept { return reader_.problem(); }

    /// The contract that the last reply was read by: another one where the URL has two shapes.
    [[nodiscard]] const endpoint& read_as() const noexcept { return reader_.read_as(); }

    [[nodiscard]] const machine_state& state() const noexcept { return state_.machine; }
    [[nodiscard]] std::string_view job_id() const noexcept { return reader_.job_id(); }

    /// Why the options are invalid; empty where they are valid.
    [[nodiscard]] std::string_view invalid_option() const noexcept { return state_.invalid_option; }

    /// The last usable body: the final payload once the job has ended; kept beside a snapshot, it lets `job`
    /// survive a restart.
    [[nodiscard]] std::string_view last_body() const noexcept { return reader_.body(); }

    /// The state of the poller as a snapshot.
    [[nodiscard]] snapshot save() const noexcept {
        return {.endpoint_fingerprint = contract_of_snapshots(),
                .job_id_hash = detail::fnv1a(job_id()),
                .origin = state_.origin,
                .state = state_.machine,
                .seed = state_.rules.seed,
                .clock = detail::kind_of<Clock>(),
                .had_history = past_ != nullptr,
                .lease_expired = job().lease_expired};
    }

    /// Goes on where a snapshot stopped: every later decision is as if nothing had happened.
    ///
    /// `last_body` is what `last_body()` returned then, or empty. A clock that is behind the snapshot was
    /// started again since (a steady clock after a restart of the machine): no time has passed then. Words
    /// that the contract has gained since are accepted. *Errors*: as the enumeration says, and then the
    /// poller is as it was; but `restored_without_history` says that it goes on with other delays, because
    /// `past` is missing.
    template <class Duration>
    [[nodiscard]] snapshot_error restore(const snapshot& s, std::chrono::time_point<Clock, Duration> now,
                                         std::string_view last_body = {}) {
        if (s.endpoint_fingerprint != contract_of_snapshots()) return snapshot_error::other_endpoint;
        if (s.job_id_hash != detail::fnv1a(job_id())) return snapshot_error::other_job;
        if (s.clock != detail::kind_of<Clock>()) return snapshot_error::other_clock;
        state_.machine = s.state;
        const milliseconds present = to_milliseconds(now.time_since_epoch());
        state_.origin = (std::min)(s.origin, saturating_subtract(present, s.state.elapsed));
        if (state_.seed_of_start) state_.rules.seed = s.seed;
        reader_.resume(last_body, s.state.phase, s.state.reported_progress, s.lease_expired);
        const bool history_is_missing = s.had_history && past_ == nullptr;
        return history_is_missing ? snapshot_error::restored_without_history : snapshot_error::none;
    }

private:
    template <class Duration>
    void set_origin(std::chrono::time_point<Clock, Duration> now) noexcept {
        if (state_.machine.stage != stage::idle) return;
        state_.origin = to_milliseconds(now.time_since_epoch());
        if (state_.seed_of_start) state_.rules.seed = detail::seed_of(now.time_since_epoch());
    }

    template <class Duration>
    [[nodiscard]] milliseconds elapsed_at(std::chrono::time_point<Clock, Duration> now) const noexcept {
        return saturating_subtract(to_milliseconds(now.time_since_epoch()), state_.origin);
    }

    template <class Duration>
    JOBPOLL_NOINLINE decision_type advance(const report& said, std::chrono::time_point<Clock, Duration> now) {
        if (!ahead_.empty()) ahead_.front().follow(*past_, state_.rules.poll_cost);
        detail::step_in_place(state_.machine, said, state_.rules, elapsed_at(now));
        state_.last_event = said.event;
        return pending();
    }

    /// A word that was added changes later replies and nothing that the machine has decided.
    [[nodiscard]] std::uint64_t contract_of_snapshots() const noexcept {
        return reader_.contract().fingerprint_without_words;
    }

    /// Whether the polling has ended; starts a poller that was not started.
    template <class Duration>
    [[nodiscard]] bool has_ended_at(std::chrono::time_point<Clock, Duration> now) {
        if (state_.machine.stage == stage::idle) start(now);
        return state_.machine.stage == stage::ended;
    }

    reader reader_;
    detail::polling_state state_;
    std::string location_; ///< of the last reply that had one
    const history* past_ = nullptr;
    std::vector<forecast> ahead_; ///< one where there is a history: 16 KB
};

/// The poller of programs that go by the steady clock.
using poller = basic_poller<std::chrono::steady_clock>;

} // namespace jobpoll::inline v0

#endif
