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

/// Whether the body has the alternative shape of this URL: the discriminator of this shape is absent and that
/// of the other is present.
[[nodiscard]] JOBPOLL_NOINLINE inline bool has_alternative(const endpoint& e, const pass_input& input) {
    violation_log ignored{{}, false};
    const reply_context anything{};
    const jobpoll::job read_so_far = input.reply.job;
    const bool saw = walk(*e.alternative, {input.reply, ignored, anything, input.listed}).saw_discriminator;
    input.reply.job = read_so_far;
    return saw;
}

/// What a pass means. A job that was begun and not ended is none.
[[nodiscard]] inline event verdict(const endpoint& e, const pass& done, const pass_input& input) {
    if (!done.found_job && done.looked_into && !done.means_something) clear(input.reply.job);
    if (input.log.counts().fatal != 0) return event::malformed;
    if (done.found_job || !e.shape.is_list) return done.what;
    // A whole list without the job says that there is none; any other one is no news.
    return done.is_whole_list && !input.context.asked_id.empty() ? event::not_found : event::in_progress;
}

inline void take_pass(reader_state& s, const endpoint& e, const pass& done, const pass_input& input,
                      report& said) {
    said.mentions_job = done.found_job;
    said.event = verdict(e, done, input);
    s.list_is_whole = done.is_whole_list && said.event != event::malformed;
    take_delay(said, done);
}

/// Reads a body that has the alternative shape of its URL; what the asked one made of it is tolerated.
JOBPOLL_COLD inline void read_alternative(reader_state& s, const pass_input& input, report& said) {
    const endpoint& asked = *s.contract;
    const endpoint& other = *asked.alternative;
    input.log.tolerate_all();
    violation found =
        whole_body(rule::shape, severity::tolerated, 0, &asked.members[asked.shape.discriminator]);
    found.found = other.name;
    input.log.add(found);
    clear(input.reply.job);
    const pass done = walk(other, input);
    report_pass(other, done, severity::fatal, input.log);
    s.read_as = &other;
    take_pass(s, other, done, input, said);
}

/// Reads the body of a job. A body without a job where one is due is fatal, even where its contract does not
/// require one.
inline void read_job(reader_state& s, const pass_input& input, report& said) {
    const endpoint& e = *s.contract;
    const pass done = walk(e, input);
    if (done.error || !done.right_root) report_pass(e, done, severity::fatal, input.log);
    const bool may_be_other =
        e.alternative != nullptr && !done.saw_discriminator && !done.error && !done.means_something;
    if (may_be_other && has_alternative(e, input)) return read_alternative(s, input, said);
    if (!done.found_job && !e.shape.is_list && !done.means_something && input.log.counts().fatal == 0)
        input.log.add(whole_body(rule::undecidable, severity::fatal, 0, job_row(e)));
    take_pass(s, e, done, input, said);
}

/// Reads a text that was cut off, or that has text behind its end: one pass finds where it stops being a
/// document, and the vendor's words before that.
JOBPOLL_NOINLINE inline void read_broken(reader_state& s, const pass_input& input, report& said, int code) {
    pass done = read_words(s, input, code);
    done.before = input.log.counts().tolerated;
    report_pass(*s.contract, done, severity::fatal, input.log);
    said.event = event::malformed;
}

/// Reads what a reply of success says of the job; where it cannot be used, the vendor's words in it.
inline void read_success(reader_state& s, const pass_input& input, report& said, int code) {
    if (!can_be_whole(input.reply.body())) return read_broken(s, input, said, code);
    read_job(s, input, said);
    if (said.event == event::in_progress || said.event == event::vendor_terminal ||
        said.event == event::unknown_status)
        return;
    if (said.event != event::malformed) {
        said.mentions_job = false;
        s.problem = problem_of(input.reply.job);
    } else if (!is_refused_at_sight(input.reply.body())) {
        static_cast<void>(read_words(s, input, code));
    }
}

/// Reads the body of a reply whose HTTP status decides alone: nothing in it is fatal but another job's id.
JOBPOLL_COLD inline void read_decided(reader_state& s, const pass_input& input, report& said, int code) {
    const endpoint& e = *s.contract;
    const status_code_row& row = *input.decides;
    bool is_another = false;
    if (input.reply.body_size != 0) {
        const pass done = walk(e, input);
        report_pass(e, done, severity::breach, input.log);
        if (done.error || !done.right_root) clear(input.reply.job);
        take_pass(s, e, done, input, said);
        is_another = done.is_another;
        if (!is_another) input.log.soften_since({});
    }
    jobpoll::job& found = input.reply.job;
    found.phase = row.phase;
    found.outcome = row.outcome;
    if (documented_error_body(e, code) != nullptr && code >= 400 && found.error.message.empty()) {
        const jobpoll::job read_so_far = found;
        take_delay(said, read_problem(s, input, code));
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
