// jobpoll: what the body of a reply says of the job, or of the jobs of a list.
#ifndef JOBPOLL_READING_JOB_READING_IPP
#define JOBPOLL_READING_JOB_READING_IPP

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <jobpoll/base/attributes.hpp>
#include <jobpoll/contract/endpoint.hpp>
#include <jobpoll/reading/body_pass.ipp>
#include <jobpoll/reading/error_body_reading.ipp>
#include <jobpoll/reading/reader.hpp>
#include <jobpoll/words/report.hpp>

namespace jobpoll::inline v0::detail {

/// Whether a body without the discriminator of this shape has the alternative one: that of the other shape is
/// present, or it has none.
[[nodiscard]] JOBPOLL_NOINLINE inline bool has_alternative(const endpoint& e, const pass_input& input) {
    if (e.alternative->shape.discriminator == no_index) return true;
    violation_log ignored{{}, false};
    const reply_context anything{};
    const jobpoll::job read_so_far = input.reply.job;
    const std::size_t decoded_so_far = input.reply.decoded.size();
    const bool saw = walk(*e.alternative, {input.reply, ignored, anything, input.listed}).saw_discriminator;
    input.reply.job = read_so_far;
    input.reply.decoded.resize(decoded_so_far);
    return saw;
}

/// What a pass means. A job that was begun and not ended is none.
[[nodiscard]] inline event verdict(const endpoint& e, const pass& done, const pass_input& input) {
    if (!done.found_job && done.right_root && !done.means_something) clear(input.reply.job);
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
JOBPOLL_ALWAYS_INLINE inline void read_job(reader_state& s, const pass_input& input, report& said) {
    const endpoint& e = *s.contract;
    const pass done = walk(e, input);
    if (done.error || !done.right_root) report_pass(e, done, severity::fatal, input.log);
    const bool may_be_other =
        e.alternative != nullptr && !done.saw_discriminator && !done.error && !done.means_something;
    if (may_be_other && has_alternative(e, input)) return read_alternative(s, input, said);
    if (!done.found_job && !e.shape.is_list && !done.means_something && input.log.counts().fatal == 0)
        report_body(input.log, rule::undecidable, severity::fatal, 0, job_row(e));
    take_pass(s, e, done, input, said);
}

/// Whether the first and the last character may be those of a document of the contract.
[[nodiscard]] inline bool may_be_document(const endpoint& e, std::string_view body) noexcept {
    return is_enclosed(body, e.root) ||
           (e.alternative != nullptr && is_enclosed(body, e.alternative->root)) ||
           body.starts_with(byte_order_mark);
}

/// Leaves open what only `violations` and `problem` need; they find it in the reply at hand, and need no more
/// memory then.
inline void leave_open(reader_state& s, stored_reply& at, open_question what, int code) {
    s.open = what;
    s.code = code;
    if (at.body().find('\\') != std::string_view::npos) text_arena::make_room(at.decoded, at.body_size);
}

/// Reads what a reply of success says of the job. Of one that cannot be used, the vendor's words are left
/// open.
JOBPOLL_ALWAYS_INLINE inline void read_success(reader_state& s, const pass_input& input, report& said,
                                               int code) {
    if (!may_be_document(*s.contract, input.reply.body())) {
        report_body(input.log, rule::syntax, severity::fatal);
        said.event = event::malformed;
        return leave_open(s, input.reply, open_question::fault, code);
    }
    read_job(s, input, said);
    if (said.event == event::in_progress || said.event == event::vendor_terminal ||
        said.event == event::unknown_status)
        return;
    if (said.event == event::malformed) return leave_open(s, input.reply, open_question::words, code);
    said.mentions_job = false;
    s.problem = problem_of(input.reply.job);
}

/// Finds what was left open: the vendor's words in the reply, and the fault of a text that is no document of
/// the contract.
JOBPOLL_NOINLINE inline void answer_question(reader_state& s) {
    const endpoint& e = *s.contract;
    violation_log ignored{{}, false};
    const reply_context anything{};
    pass done = read_words(s, {s.replies.at_hand(), ignored, anything, s.listed}, s.code);
    done.right_root = done.root == e.root;
    // The fault is the last violation, where it was kept.
    if (s.open == open_question::fault && s.violation_size == s.counts.total())
        s.violations[s.violation_size - 1] = fault_of(e, done, severity::fatal);
    s.open = open_question::none;
}

/// Reads the body of a reply whose HTTP status decides alone: nothing in it is fatal but another job's id,
/// and what is no JSON, and does not begin as if it were, breaks no contract.
JOBPOLL_COLD inline void read_decided(reader_state& s, const pass_input& input, report& said, int code) {
    const endpoint& e = *s.contract;
    const status_code_row& row = *input.decides;
    bool is_another = false;
    if (input.reply.body_size != 0) {
        const pass done = walk(e, input);
        if (!done.error || !is_for_people(input.reply.body()))
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
