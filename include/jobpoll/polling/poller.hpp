// jobpoll: one job: replies in, decisions out.
#ifndef JOBPOLL_POLLING_POLLER_HPP
#define JOBPOLL_POLLING_POLLER_HPP

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/machine/machine.hpp>
#include <jobpoll/machine/take_step.hpp>
#include <jobpoll/polling/machine_words.hpp>
#include <jobpoll/polling/options.hpp>
#include <jobpoll/polling/snapshot.hpp>
#include <jobpoll/reading/body_store.hpp>
#include <jobpoll/reading/observation.hpp>
#include <jobpoll/reading/read.hpp>
#include <jobpoll/words/decision.hpp>

namespace jobpoll::inline v0 {

/// Follows one job on the caller's clock.
///
/// Shapes: one input, one decision, by value; nothing is queued and nothing is called back. Moments of
/// another clock do not compile. The poller keeps the last usable body and the last reply in two reused
/// buffers, so that `job`, `violations` and `problem` are safe to read until the next call, whatever happened
/// to the reply. It can be moved and not copied. Errors: none are thrown but those of allocation; options
/// that make no sense end the polling at the start
/// (`invalid_options`, and `invalid_option` says which).
template <class Clock>
class basic_poller {
public:
    using decision_type = basic_decision<Clock>;

    /// Follows the job that the options name, by the endpoint's contract; the endpoint outlives the poller.
    basic_poller(const endpoint& e, const poll_options& options)
        : endpoint_{&e},
          job_id_{options.job_id},
          max_body_bytes_{options.max_body_bytes},
          strict_{options.strict},
          rules_{detail::rules_of(e, options)},
          invalid_option_{detail::find_invalid_option(e, options)} {}

    basic_poller(basic_poller&&) noexcept = default;
    basic_poller& operator=(basic_poller&&) noexcept = default;

    /// Begins: the moment from which `max_wait` counts. A second start changes nothing.
    template <class Duration>
    decision_type start(std::chrono::time_point<Clock, Duration> now) {
        if (state_.stage == stage::idle) origin_ = to_milliseconds(now.time_since_epoch());
        if (!invalid_option_.empty()) return refuse();
        return advance({.what = event::started}, now);
    }

    /// A reply came. Its texts are copied: they need not outlive the call.
    template <class Duration>
    decision_type on_reply(const reply& r, std::chrono::time_point<Clock, Duration> now) {
        if (const auto refused = begin_if_idle(now)) return *refused;
        if (state_.stage == stage::ended) return pending();
        const detail::stored_reply stored = bodies_.store(r, max_body_bytes_);
        observation seen = read(*endpoint_, stored.as_reply(r.status),
                                {.job_id = job_id_, .strict = strict_, .max_body_bytes = max_body_bytes_},
                                {kept_violations_, stored.decoded});
        machine_input input = detail::to_input(seen, rules_);
        input.elapsed = since_start(now);
        detail::take_step(state_, input, rules_);
        take(seen);
        return pending();
    }

    /// No reply came: a time-out, a refused connection, a name that does not resolve.
    template <class Duration>
    decision_type on_no_reply(std::chrono::time_point<Clock, Duration> now) {
        if (const auto refused = begin_if_idle(now)) return *refused;
        if (state_.stage == stage::ended) return pending();
        forget_reply();
        return advance({.what = event::no_reply}, now);
    }

    /// The caller gives up. The job itself goes on: that is the vendor's cancel endpoint.
    template <class Duration>
    decision_type cancel(std::chrono::time_point<Clock, Duration> now) {
        if (state_.stage == stage::idle) origin_ = to_milliseconds(now.time_since_epoch());
        return advance({.what = event::cancelled}, now);
    }

    /// The decision that stands.
    [[nodiscard]] decision_type pending() const noexcept {
        return detail::to_decision<Clock>(state_, origin_);
    }

    /// The job as it was last seen, also after we gave up; valid until the next call.
    [[nodiscard]] const jobpoll::job& job() const noexcept { return job_; }

    /// What was wrong with the last reply, the first of it; valid until the next call.
    [[nodiscard]] std::span<const violation> violations() const noexcept { return violations_; }

    /// How much was wrong with the last reply.
    [[nodiscard]] const violation_counts& counts() const noexcept { return counts_; }

    /// What the body of the last error reply says; valid until the next call.
    [[nodiscard]] const jobpoll::problem& problem() const noexcept { return problem_; }

    /// The endpoint whose contract the last reply was read by: another one where the URL has two shapes.
    [[nodiscard]] const endpoint& read_as() const noexcept {
        return read_as_ != nullptr ? *read_as_ : *endpoint_;
    }

    [[nodiscard]] const machine_state& state() const noexcept { return state_; }
    [[nodiscard]] std::string_view job_id() const noexcept { return job_id_; }

    /// Why the options make no sense; empty where they do.
    [[nodiscard]] std::string_view invalid_option() const noexcept { return invalid_option_; }

    /// The last usable body, to be kept beside a snapshot by whoever wants `job` to survive, too; valid until
    /// the next call.
    [[nodiscard]] std::string_view last_body() const noexcept { return bodies_.last_usable(); }

    /// The poller at rest.
    [[nodiscard]] snapshot save() const noexcept {
        return {endpoint_->fingerprint,   detail::fnv1a(job_id_), origin_, state_,
                detail::kind_of<Clock>(), job_.lease_expired};
    }

    /// Goes on where a snapshot stopped: every later decision is as if nothing had happened.
    ///
    /// Shapes: `last_body` is what `last_body()` said then, or empty. A clock that is behind the snapshot has
    /// begun anew (a steady clock after a restart of the machine): no time has passed then. Errors: as the
    /// enumeration says, and then the poller is as it was.
    template <class Duration>
    [[nodiscard]] snapshot_error restore(const snapshot& s, std::chrono::time_point<Clock, Duration> now,
                                         std::string_view last_body = {}) {
        if (s.endpoint_fingerprint != endpoint_->fingerprint) return snapshot_error::other_endpoint;
        if (s.job_id_hash != detail::fnv1a(job_id_)) return snapshot_error::other_job;
        if (s.clock != detail::kind_of<Clock>()) return snapshot_error::other_clock;
        state_ = s.state;
        const milliseconds present = to_milliseconds(now.time_since_epoch());
        origin_ = std::min(s.origin, saturating_subtract(present, state_.elapsed));
        forget_reply();
        job_ = {};
        if (!last_body.empty()) read_again(last_body);
        job_.lease_expired = s.lease_expired;
        return snapshot_error::none;
    }

private:
    using optional_decision = std::optional<decision_type>;

    template <class Duration>
    [[nodiscard]] milliseconds since_start(std::chrono::time_point<Clock, Duration> now) const noexcept {
        return saturating_subtract(to_milliseconds(now.time_since_epoch()), origin_);
    }

    template <class Duration>
    decision_type advance(machine_input input, std::chrono::time_point<Clock, Duration> now) {
        input.elapsed = since_start(now);
        detail::take_step(state_, input, rules_);
        return pending();
    }

    template <class Duration>
    optional_decision begin_if_idle(std::chrono::time_point<Clock, Duration> now) {
        if (state_.stage != stage::idle) return std::nullopt;
        const decision_type begun = start(now);
        return begun.poll_again() ? std::nullopt : optional_decision{begun};
    }

    decision_type refuse() noexcept {
        detail::stop(state_, outcome::rejected, reason::invalid_options);
        return pending();
    }

    void forget_reply() noexcept {
        violations_ = {};
        counts_ = {};
        problem_ = {};
        read_as_ = nullptr;
    }

    void take(const observation& seen) {
        counts_ = seen.counts;
        problem_ = seen.problem;
        read_as_ = seen.read_as;
        std::size_t kept = seen.violations.size();
        if (seen.usable() && seen.mentions_job) {
            take_job(seen.job); // first: what it was may lie in the place that gets more room now
            bodies_.keep();
            kept = detail::add_regressions(kept_violations_, kept, counts_, *seen.read_as, state_);
        }
        violations_ = std::span<const violation>{kept_violations_}.first(kept);
    }

    /// In two parts: g++ copies the whole with `rep movsq`, which takes longer to begin than the parts to
    /// copy.
    void take_job(const jobpoll::job& seen) noexcept {
        static_assert(std::is_trivially_copyable_v<jobpoll::job>);
        constexpr std::size_t part = sizeof(jobpoll::job) / 2;
        const auto* const from = reinterpret_cast<const unsigned char*>(&seen);
        auto* const to = reinterpret_cast<unsigned char*>(&job_);
        std::memcpy(to, from, part);
        std::memcpy(to + part, from + part, sizeof(jobpoll::job) - part);
    }

    void read_again(std::string_view body) {
        const detail::stored_reply stored = bodies_.store({.status = 200, .body = body}, max_body_bytes_);
        const observation seen =
            read(*endpoint_, stored.as_reply(200),
                 {.job_id = job_id_, .strict = strict_, .max_body_bytes = max_body_bytes_},
                 {kept_violations_, stored.decoded});
        if (!seen.usable() || !seen.mentions_job) return;
        take_job(seen.job);
        bodies_.keep();
        read_as_ = seen.read_as;
    }

    const endpoint* endpoint_;
    std::string job_id_;
    std::size_t max_body_bytes_;
    bool strict_;
    machine_rules rules_;
    std::string_view invalid_option_;
    milliseconds origin_{};
    machine_state state_{};
    jobpoll::job job_{};
    jobpoll::problem problem_{};
    violation_counts counts_{};
    std::span<const violation> violations_{};
    const endpoint* read_as_ = nullptr;
    detail::body_store bodies_;
    std::vector<violation> kept_violations_ = std::vector<violation>(detail::kept_violation_limit);
};

/// The poller of programs that go by the steady clock.
using poller = basic_poller<std::chrono::steady_clock>;

} // namespace jobpoll::inline v0

#endif
