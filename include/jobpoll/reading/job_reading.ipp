// jobpoll: what the body of a reply says of the job, or of the jobs of a list.
#ifndef JOBPOLL_READING_JOB_READING_IPP
#define JOBPOLL_READING_JOB_READING_IPP

#include <cstdint>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/body_pass.ipp>
#include <jobpoll/reading/error_body_reading.ipp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

/// Whether a body without the discriminator of this shape has the alternative one: that of the other shape is
/// present, or it has none.
[[nodiscard]] JOBPOLL_NOINLINE inline bool has_alternative(const endpoint& e, const pass_input& in) {
    if (e.alternative->shape.discriminator == no_index) return true;
    violation_log ignored{{}, false};
    const reply_context anything{};
    const jobpoll::job read_so_far = in.reply.job;
    const bool saw = walk(*e.alternative, {in.reply, ignored, anything, in.listed}).saw_discriminator;
    in.reply.job = read_so_far;
    return saw;
}

/// What a pass means. A job that was begun and not ended is none.
[[nodiscard]] inline event verdict(const endpoint& e, const pass& done, const pass_input& in) {
    if (!done.found_job && done.looked_into && !done.means_something) clear(in.reply.job);
    if (in.log.counts().fatal != 0) return event::malformed;
    if (done.found_job || !e.shape.is_list) return done.what;
    // A whole list without the job says that there is none; any other one is no news.
    return done.is_whole_list && !in.context.asked_id.empty() ? event::not_found : event::in_progress;
}

inline void take_pass(reader_state& s, const endpoint& e, const pass& done, const pass_input& in,
                      report& said) {
    said.mentions_job = done.found_job;
    said.event = verdict(e, done, in);
    s.list_is_whole = done.is_whole_list && said.event != event::malformed;
    take_delay(said, done);
}

/// Reads a body that has the alternative shape of its URL; what the asked one made of it is tolerated.
JOBPOLL_NOINLINE inline void read_alternative(reader_state& s, const pass_input& in, report& said) {
    const endpoint& asked = *s.contract;
    const endpoint& other = *asked.alternative;
    in.log.tolerate_all();
    violation found =
        whole_body(rule::shape, severity::tolerated, 0, &asked.members[asked.shape.discriminator]);
    found.found = other.name;
    in.log.add(found);
    clear(in.reply.job);
    const pass done = walk(other, in);
    report_pass(other, done, severity::fatal, in.log);
    s.read_as = &other;
    take_pass(s, other, done, in, said);
}

/// Reads the body of a job. A body without a job where one is due is fatal, even where its contract does not
/// require one.
inline void read_job(reader_state& s, const pass_input& in, report& said) {
    const endpoint& e = *s.contract;
    const pass done = walk(e, in);
    if (done.error || !done.right_root) report_pass(e, done, severity::fatal, in.log);
    const bool may_be_other =
        e.alternative != nullptr && !done.saw_discriminator && !done.error && !done.means_something;
    if (may_be_other && has_alternative(e, in)) return read_alternative(s, in, said);
    if (!done.found_job && !e.shape.is_list && !done.means_something && in.log.counts().fatal == 0)
        in.log.add(whole_body(rule::undecidable, severity::fatal, 0, job_row(e)));
    take_pass(s, e, done, in, said);
}

/// Reads a text that was cut off, or that has text behind its end: one pass finds where it stops being a
/// document, and the vendor's words before that.
JOBPOLL_NOINLINE inline void read_broken(reader_state& s, const pass_input& in, report& said, int code) {
    pass done = read_words(s, in, code);
    done.before = in.log.counts().tolerated;
    report_pass(*s.contract, done, severity::fatal, in.log);
    said.event = event::malformed;
}

/// Reads what a reply of success says of the job; where it cannot be used, the vendor's words in it.
inline void read_success(reader_state& s, const pass_input& in, report& said, int code) {
    if (!can_be_whole(in.reply.body())) return read_broken(s, in, said, code);
    read_job(s, in, said);
    if (said.event == event::in_progress || said.event == event::vendor_terminal ||
        said.event == event::unknown_status)
        return;
    if (said.event != event::malformed) {
        said.mentions_job = false;
        s.problem = problem_of(in.reply.job);
    } else if (!is_refused_at_sight(in.reply.body())) {
        static_cast<void>(read_words(s, in, code));
    }
}

/// Reads the body of a reply whose HTTP status decides alone: nothing in it is fatal but another job's id,
/// and what is no JSON, and does not begin as if it were, breaks no contract.
JOBPOLL_NOINLINE inline void read_decided(reader_state& s, const pass_input& in, report& said, int code) {
    const endpoint& e = *s.contract;
    const status_code_row& row = *in.decides;
    bool is_another = false;
    if (in.reply.body_size != 0) {
        const pass done = walk(e, in);
        if (!done.error || !is_for_people(in.reply.body())) report_pass(e, done, severity::breach, in.log);
        if (done.error || !done.right_root) clear(in.reply.job);
        take_pass(s, e, done, in, said);
        is_another = done.is_another;
        if (!is_another) in.log.soften_since({});
    }
    jobpoll::job& found = in.reply.job;
    found.phase = row.phase;
    found.outcome = row.outcome;
    if (documented_error_body(e, code) != nullptr && code >= 400 && found.error.message.empty()) {
        const jobpoll::job read_so_far = found;
        take_delay(said, read_problem(s, in, code));
        found = read_so_far;
        found.error = {s.problem.code, s.problem.message};
    }
    said.mentions_job = !is_another;
    said.event = is_another                     ? event::malformed
                 : row.phase == phase::finished ? event::vendor_terminal
                                                : event::in_progress;
}

} // namespace jobpoll::inline v0::detail

#endif
