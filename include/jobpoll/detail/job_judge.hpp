// jobpoll: what a complete job of a body means: is it the one that was asked for, and can it be followed.
#ifndef JOBPOLL_DETAIL_JOB_JUDGE_HPP
#define JOBPOLL_DETAIL_JOB_JUDGE_HPP

#include <optional>
#include <string_view>

#include <jobpoll/detail/body_position.hpp>
#include <jobpoll/detail/config.hpp>
#include <jobpoll/detail/job_builder.hpp>
#include <jobpoll/detail/violation_log.hpp>
#include <jobpoll/endpoint.hpp>
#include <jobpoll/observation.hpp>

namespace jobpoll::inline v0::detail {

/// Whether an id in a reply is the one that was asked for; a UUID compares without case (RFC 9562, section
/// 4).
[[nodiscard]] inline bool is_same_id(const endpoint& e, std::string_view a, std::string_view b) noexcept {
    const std::uint8_t row = e.shape.id_member;
    const bool uuid = row != no_index && e.members[row].format != format::none;
    return same_word(a, b, uuid);
}

/// The row of the object that is the job, or null where it is the root.
[[nodiscard]] inline const member* job_row(const endpoint& e) noexcept {
    const std::uint8_t row = e.shape.nodes[e.shape.job_node].opened_by;
    return row == no_index ? nullptr : &e.members[row];
}

class job_judge {
public:
    /// Shapes: `into` is where the job is wanted, and is fresh; a list's jobs are built beside it.
    /// `date` outlives the judge.
    job_judge(const endpoint& e, std::string_view asked_id, const std::optional<milliseconds>& date,
              const job_visitor& visitor, jobpoll::job& into) noexcept
        : endpoint_{&e}, into_{&into}, asked_id_{asked_id}, date_{&date}, visitor_{visitor} {}

    job_judge(const job_judge&) = delete;
    job_judge& operator=(const job_judge&) = delete;

    /// Where the next job is to be built.
    [[nodiscard]] jobpoll::job& place() noexcept {
        return endpoint_->shape.is_list ? listed_.emplace() : *into_;
    }

    /// Judges the job whose last member has gone by.
    ///
    /// Shapes: `since` is where the log stood when it began.
    void judge(job_builder& builder, violation_log& log, log_mark since, const body_position& position) {
        builder.finish();
        jobpoll::job& job = builder.job();
        if (!builder.has_word()) [[unlikely]]
            check_status(builder, log, since, position);
        if (contradicts_itself(builder)) [[unlikely]]
            report_contradictions(builder, log, position);
        if (*date_) job.lease_expired = has_expired_lease(job);
        if (!asked_id_.empty() && !endpoint_->shape.is_list) check_identity(builder, log, position);
        const event what = event_of(builder, log, since);
        if (endpoint_->shape.is_list) return judge_listed(job, what, log, since, position);
        found_ = true;
        what_ = what;
    }

    [[nodiscard]] bool found() const noexcept { return found_; }
    [[nodiscard]] event what() const noexcept { return what_; }

private:
    // Only the job that was asked for can make a list unusable.
    JOBPOLL_APART void judge_listed(const jobpoll::job& job, event what, violation_log& log, log_mark since,
                                    const body_position& position) {
        if (visitor_.visit != nullptr) visitor_.visit(visitor_.context, listed_job{job, what});
        const bool wanted = !asked_id_.empty() && is_same_id(*endpoint_, job.id, asked_id_);
        if (!wanted || found_) log.soften_since(since);
        if (!wanted) return;
        if (found_)
            return add(log, rule::contradiction, severity::breach, endpoint_->shape.id_member, position,
                       nullptr);
        found_ = true;
        what_ = what;
        *into_ = job;
    }

    [[nodiscard]] static event event_of(const job_builder& builder, const violation_log& log,
                                        log_mark since) noexcept {
        if (log.is_fatal_since(since)) return event::malformed;
        if (builder.job().outcome != outcome::none) return event::vendor_terminal;
        const bool refined = builder.job().phase != phase::unknown;
        return builder.word() == word_state::unlisted && !refined ? event::unknown_status
                                                                  : event::in_progress;
    }

    // The body of an error has no status to decide by.
    JOBPOLL_RARE void check_status(const job_builder& builder, violation_log& log, log_mark since,
                                   const body_position& position) const {
        if (builder.job().phase != phase::unknown || log.is_fatal_since(since)) return;
        if (endpoint_->shape.status_member == no_index) return;
        add(log, rule::undecidable, severity::fatal, endpoint_->shape.status_member, position, nullptr);
    }

    [[nodiscard]] static bool ended_but_goes_on(const jobpoll::job& job) noexcept {
        return job.times.finished && job.outcome == outcome::none && job.phase != phase::unknown;
    }

    [[nodiscard]] static bool failed_but_succeeded(const jobpoll::job& job) noexcept {
        return job.outcome == outcome::succeeded && !job.error.message.empty();
    }

    [[nodiscard]] static bool contradicts_itself(const job_builder& builder) noexcept {
        const jobpoll::job& job = builder.job();
        return builder.progress_above_all() || ended_but_goes_on(job) || failed_but_succeeded(job);
    }

    JOBPOLL_RARE void report_contradictions(const job_builder& builder, violation_log& log,
                                            const body_position& position) const {
        const shape& tree = endpoint_->shape;
        const auto report = [&](std::uint8_t row, const char* key) {
            add(log, rule::contradiction, severity::tolerated, row, position, key);
        };
        if (ended_but_goes_on(builder.job())) report(tree.finished_member, builder.keys.finished);
        if (failed_but_succeeded(builder.job())) report(tree.message_member, builder.keys.message);
        if (builder.progress_above_all() && endpoint_->progress.unit == progress_unit::percent)
            report(tree.progress_member, builder.keys.progress);
    }

    [[nodiscard]] bool has_expired_lease(const jobpoll::job& job) const noexcept {
        const std::optional<milliseconds>& lease = job.times.lease_expires;
        return lease && job.outcome == outcome::none && *lease < **date_;
    }

    void check_identity(const job_builder& builder, violation_log& log, const body_position& position) const {
        const jobpoll::job& job = builder.job();
        const bool absent = job.id.data() == nullptr;
        if (absent || is_same_id(*endpoint_, job.id, asked_id_)) return;
        report_other_id(builder, log, position);
    }

    JOBPOLL_RARE void report_other_id(const job_builder& builder, violation_log& log,
                                      const body_position& position) const {
        const std::string_view id = builder.job().id;
        const bool in_body = position.contains(id);
        const bool number = in_body && *(id.data() - 1) != '"';
        violation found = position.at_value(rule::identity, severity::fatal,
                                            &endpoint_->members[endpoint_->shape.id_member],
                                            number ? json_type::integer : json_type::string, id);
        if (!in_body) found.offset = position.offset_of(value_after_key(builder.keys.id, position.end()));
        log.add(found);
    }

    // A violation of a row, at the value after its key where that is known.
    JOBPOLL_RARE void add(violation_log& log, rule broken, severity weight, std::uint8_t row,
                          const body_position& position, const char* key) const {
        violation found = position.here(broken, weight, row == no_index ? nullptr : &endpoint_->members[row]);
        if (key != nullptr) found.offset = position.offset_of(value_after_key(key, position.end()));
        log.add(found);
    }

    const endpoint* endpoint_;
    jobpoll::job* into_;
    std::optional<jobpoll::job> listed_;
    std::string_view asked_id_;
    const std::optional<milliseconds>* date_;
    job_visitor visitor_;
    bool found_ = false;
    event what_ = event::malformed;
};

} // namespace jobpoll::inline v0::detail

#endif
