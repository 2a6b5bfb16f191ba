// jobpoll: what a complete job of a body means: is it the one that was asked for, and can it be followed.
#ifndef JOBPOLL_DETAIL_JOB_JUDGE_HPP
#define JOBPOLL_DETAIL_JOB_JUDGE_HPP

#include <optional>
#include <string_view>

#include <jobpoll/detail/body_position.hpp>
#include <jobpoll/detail/job_builder.hpp>
#include <jobpoll/detail/violation_log.hpp>
#include <jobpoll/endpoint.hpp>
#include <jobpoll/observation.hpp>

namespace jobpoll::inline v0 {

/// One job of a list, as its reply is read.
///
/// Shapes: the job's views live as long as the body.
struct listed_job {
    const jobpoll::job& job;
    event what;
};

/// Somebody who wants every job of a list; plain pointers, so that reading allocates nothing.
struct job_visitor {
    void* context = nullptr;
    void (*visit)(void* context, const listed_job& found) = nullptr;
};

namespace detail {

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
    job_judge(const endpoint& e, std::string_view asked_id, std::optional<milliseconds> date,
              job_visitor visitor) noexcept
        : endpoint_{&e}, asked_id_{asked_id}, date_{date}, visitor_{visitor} {}

    /// Judges the job whose last member has gone by.
    ///
    /// Shapes: `since` is where the log stood when it began.
    void judge(job_builder& builder, violation_log& log, log_mark since, const body_position& position) {
        builder.finish();
        jobpoll::job& job = builder.job();
        const bool wanted = is_wanted(job.id);
        check_status(builder, log, since, position);
        check_contradictions(builder, log, position);
        job.lease_expired = date_ && job.times.lease_expires && job.outcome == outcome::none &&
                            *job.times.lease_expires < *date_;
        if (!endpoint_->shape.is_list) check_identity(job, log, position);

        const event what = event_of(builder, log, since);
        if (visitor_.visit != nullptr) visitor_.visit(visitor_.context, listed_job{job, what});
        if (!wanted) {
            log.soften_since(since);
            return;
        }
        if (found_ && endpoint_->shape.is_list) {
            add_at_row(log, rule::contradiction, severity::breach, endpoint_->shape.id_member, position, 0);
            return;
        }
        found_ = true;
        what_ = what;
        job_ = job;
    }

    [[nodiscard]] bool found() const noexcept { return found_; }
    [[nodiscard]] event what() const noexcept { return what_; }
    [[nodiscard]] const jobpoll::job& job() const noexcept { return job_; }

private:
    // In a list the job that was asked for, anywhere else the only one.
    [[nodiscard]] bool is_wanted(std::string_view id) const noexcept {
        return !endpoint_->shape.is_list || (!asked_id_.empty() && is_same_id(*endpoint_, id, asked_id_));
    }

    [[nodiscard]] event event_of(const job_builder& builder, const violation_log& log,
                                 log_mark since) const noexcept {
        if (log.is_fatal_since(since)) return event::malformed;
        if (builder.job().outcome != outcome::none) return event::vendor_terminal;
        const bool refined = builder.job().phase != phase::unknown;
        return builder.word() == word_state::unlisted && !refined ? event::unknown_status
                                                                  : event::in_progress;
    }

    void check_status(const job_builder& builder, violation_log& log, log_mark since,
                      const body_position& position) const {
        const bool readable = builder.word() == word_state::listed ||
                              builder.word() == word_state::unlisted || builder.job().phase != phase::unknown;
        if (!readable && !log.is_fatal_since(since))
            add_at_row(log, rule::undecidable, severity::fatal, endpoint_->shape.status_member, position,
                       position.offset_of(position.last_key));
    }

    void check_contradictions(const job_builder& builder, violation_log& log,
                              const body_position& position) const {
        const jobpoll::job& job = builder.job();
        const bool goes_on = job.outcome == outcome::none && job.phase != phase::unknown;
        const bool went_well = job.outcome == outcome::succeeded;
        if (goes_on && job.times.finished)
            add_at_row(log, rule::contradiction, severity::tolerated, endpoint_->shape.finished_member,
                       position, builder.offsets.finished);
        if (went_well && !job.error.message.empty())
            add_at_row(log, rule::contradiction, severity::tolerated, endpoint_->shape.message_member,
                       position, builder.offsets.message);
        if (builder.progress_above_all() && endpoint_->progress.unit == progress_unit::percent)
            add_at_row(log, rule::contradiction, severity::tolerated, endpoint_->shape.progress_member,
                       position, builder.offsets.progress);
    }

    void check_identity(const jobpoll::job& job, violation_log& log, const body_position& position) const {
        if (asked_id_.empty() || job.id.empty() || is_same_id(*endpoint_, job.id, asked_id_)) return;
        log.add(position.at_value(rule::identity, severity::fatal,
                                  &endpoint_->members[endpoint_->shape.id_member], json_type::string,
                                  job.id));
    }

    void add_at_row(violation_log& log, rule broken, severity weight, std::uint8_t row,
                    const body_position& position, std::uint64_t offset) const {
        violation found = position.here(broken, weight, row == no_index ? nullptr : &endpoint_->members[row]);
        found.offset = offset;
        log.add(found);
    }

    const endpoint* endpoint_;
    std::string_view asked_id_;
    std::optional<milliseconds> date_;
    job_visitor visitor_;
    bool found_ = false;
    event what_ = event::malformed;
    jobpoll::job job_{};
};

} // namespace detail
} // namespace jobpoll::inline v0

#endif
